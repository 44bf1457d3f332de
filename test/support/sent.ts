import type { WireRequest } from './hostile';
import { FILE } from './wires';

/** A request as it is on the wire, taken apart but not coerced. */
export interface Sent {
	method: string;
	/** Below the API's base, still encoded. */
	path: string;
	/** Names and values in the order of their names. */
	query: [string, string][];
	/** JSON as it is, the parts of a form by name, or undefined where there is none. */
	body: unknown;
}

const BASE = '/ns-api/v2';

/** @throws Error when the body is not what its content type says */
export function sentOf({ method, url, headers, body }: WireRequest): Sent {
	const [path = '', query = ''] = url.split('?');
	return {
		method,
		path: path.startsWith(BASE) ? path.slice(BASE.length) : path,
		query: [...new URLSearchParams(query)]
			.map(([name, value]): [string, string] => [name, value])
			.sort(([a], [b]) => (a < b ? -1 : 1)),
		body: body.length === 0 ? undefined : bodyOf(headers['content-type'] ?? '', body),
	};
}

function bodyOf(type: string, body: Buffer): unknown {
	const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type)?.[1];
	if (boundary) return partsOf(body, boundary);
	if (type.startsWith('application/json')) return JSON.parse(body.toString()) as unknown;
	throw new Error(`A body with the content type "${type}"`);
}

/** The parts of a form (RFC 7578) by name: texts, and files as `FILE` is. */
function partsOf(body: Buffer, boundary: string): Record<string, unknown> {
	const parts = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
	return Object.fromEntries(
		parts.map((part) => {
			const [, head = '', content = ''] = /^\r\n(.*?)\r\n\r\n(.*)\r\n$/s.exec(part) ?? [];
			const bytes = Buffer.from(content, 'latin1');
			const name = /name="(.*?)"/.exec(head)?.[1] ?? '';
			const file = /filename="(.*?)"/.exec(head)?.[1];
			if (file === undefined) return [name, bytes.toString()];
			const type = /^Content-Type: (.*)$/m.exec(head)?.[1] ?? '';
			return [name, { name: file, type, content: bytes } satisfies typeof FILE];
		}),
	);
}
