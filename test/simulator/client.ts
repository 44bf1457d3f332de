import type { RunningSimulator } from '../../simulator/steer/process';

/**
 * What starts a simulator that is up soon and posts no events by itself.
 *
 * @param cdrs how many call records it has
 */
export const smallTenant = (cdrs = 50): string[] => [
	...['--cdrs', `${cdrs}`, '--domains', '2', '--users', '24'],
	...['--events-interval', '1000000'],
];

/** An answer with its body, parsed when it is JSON. */
export interface Answer {
	status: number;
	body: unknown;
	headers: Headers;
}

export interface RequestOptions {
	/** Bearer; the super user's key when left out, none when empty. */
	bearer?: string;
	/** Sent as JSON unless it is a form. */
	body?: unknown;
	headers?: Record<string, string>;
}

export type Client = (method: string, path: string, options?: RequestOptions) => Promise<Answer>;

/** Sends requests to the API of a simulator; one that begins with `/_sim` or `/api/` goes there. */
export function clientOf(simulator: RunningSimulator): Client {
	return async (
		method,
		path,
		{ bearer = simulator.credentials.apiKeys.superUser, body, headers } = {},
	) => {
		const form =
			body instanceof FormData || body instanceof URLSearchParams || typeof body === 'string';
		const base = /^\/(_sim|ns-api|api\/)/.test(path) ? '' : '/ns-api/v2';
		const response = await fetch(simulator.url + base + path, {
			method,
			redirect: 'manual',
			headers: {
				...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
				...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
				...headers,
			},
			body: body === undefined ? undefined : form ? (body as FormData) : JSON.stringify(body),
		});
		const type = response.headers.get('content-type') ?? '';
		const parsed =
			type.includes('json') && method !== 'HEAD'
				? await response.json()
				: Buffer.from(await response.arrayBuffer());
		return { status: response.status, body: parsed, headers: response.headers };
	};
}

/** The body of an answer as a record. */
export const record = (answer: Answer): Record<string, unknown> =>
	answer.body as Record<string, unknown>;

/** The body of an answer as a list of records. */
export const list = (answer: Answer): Array<Record<string, unknown>> =>
	answer.body as Array<Record<string, unknown>>;
