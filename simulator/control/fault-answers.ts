import type { FastifyReply, FastifyRequest } from 'fastify';

import type { AnswerKind, Setting } from './fault-kinds';

interface Canned {
	status: number;
	body: string;
	/** Content type; JSON when left out. */
	type?: string;
	headers?: Record<string, string>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

const BLOCKED = `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
<html><head><title>403 Forbidden</title></head><body>
<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>
</body></html>`;

const json = (status: number, body: unknown, headers = {}): Canned => ({
	status,
	body: JSON.stringify(body),
	headers,
});

const retryAfter = ({ retryAfter: value }: Setting): Record<string, string> =>
	value === undefined ? {} : { 'retry-after': String(value) };

/** An origin takes the path that was asked for along. */
const destination = (to: string, url: string): string =>
	/^https?:\/\/[^/?#]+\/?$/.test(to) ? to.replace(/\/$/, '') + url : to;

const CANNED: Record<AnswerKind, (fault: Setting, url: string) => Canned> = {
	'rate-limit': (fault) =>
		json(429, { code: 429, message: 'Too Many Requests' }, retryAfter(fault)),
	'server-error': (fault) => {
		const status = fault.status ?? 500;
		return json(status, { code: status, message: 'Internal Server Error' }, retryAfter(fault));
	},
	firewall: () => ({ status: 403, body: BLOCKED, type: 'text/html; charset=iso-8859-1' }),
	'expired-token': () =>
		json(401, {
			error: 'expired_token',
			error_description: 'The access token provided has expired',
		}),
	'bad-json': () => ({ status: 200, body: '<br />\n<b>Warning</b>: Unknown' }),
	'text-answer': ({ status = 200, text = 'OK' }) => ({
		status,
		body: text,
		type: 'text/plain; charset=utf-8',
	}),
	'error-answer': ({ status = 200, body = { error: 'Something went wrong' } }) =>
		json(status, body),
	'empty-answer': ({ status = 200 }) => ({ status, body: '' }),
	redirect: ({ status = 302, to = '' }, url) => ({
		status,
		body: 'Moved',
		type: 'text/plain; charset=utf-8',
		headers: { location: destination(to, url) },
	}),
};

/**
 * Puts status and headers of a canned answer into the reply, in place of those that are there.
 *
 * @returns the body to send
 */
export function canned(
	fault: Setting<AnswerKind>,
	request: FastifyRequest,
	reply: FastifyReply,
): string {
	const { status, body, type = JSON_TYPE, headers = {} } = CANNED[fault.kind](fault, request.url);
	void reply.code(status).type(type).headers(headers);
	if (body === '') reply.removeHeader('content-type');
	return body;
}
