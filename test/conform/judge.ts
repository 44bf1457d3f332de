import type { WireRequest } from '../support/hostile';
import type { Way } from './document';

/** One thing that the document has against a request. */
export interface Objection {
	/** Prism's name for the kind: `required`, `type`, `enum`, `pattern` … */
	kind: string;
	/** Where it is: `body.user`, `query.limit`, `path`. */
	field: string;
	message: string;
}

interface Answer {
	title?: string;
	detail?: string;
	validation?: { location: string[]; code: string; message: string }[];
}

const BASE = '/ns-api/v2';

/**
 * Shows a request to Prism as one of the ways the document has for it.
 *
 * @param prism its address
 * @returns what it objects to, nothing when the request is as documented
 */
export async function objectionsTo(
	{ method, url, headers, body }: WireRequest,
	{ prefix }: Way,
	prism: string,
): Promise<Objection[]> {
	const { 'content-type': type, authorization = '' } = headers;
	const response = await fetch(`${prism}${prefix}${url.replace(BASE, '')}`, {
		method,
		headers: { authorization, accept: '*/*', ...(type && { 'content-type': type }) },
		body: body.length > 0 ? new Uint8Array(body) : undefined,
	});
	const text = await response.text();
	if (response.ok) return [];
	return read(text, response.status).map((one) => ({ ...one, field: one.field || 'request' }));
}

function read(text: string, status: number): Objection[] {
	const { title = '', detail = text, validation } = JSON.parse(text) as Answer;
	if (!validation) return [{ kind: title || `${status}`, field: '', message: detail }];
	return validation.map(({ location, code, message }) => ({
		kind: code,
		field: [...location, ...missingIn(message)].join('.'),
		message,
	}));
}

/** Prism names what is missing only inside its sentence. */
function missingIn(message: string): string[] {
	const name = /must have required property '(.+)'$/.exec(message)?.[1];
	return name === undefined ? [] : [name];
}
