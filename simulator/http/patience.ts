import type { FastifyServerOptions } from 'fastify';
import { STATUS_CODES, type ServerOptions } from 'node:http';
import type { Socket } from 'node:net';

import type { Options } from '../options';

/** How long is waited for the rest of a request, and what is said when it does not come. */
export function patience({ requestTimeout }: Options): Pick<
	FastifyServerOptions,
	'requestTimeout' | 'clientErrorHandler'
> & {
	http: ServerOptions;
} {
	return {
		requestTimeout,
		http: {
			requestTimeout,
			headersTimeout: requestTimeout,
			connectionsCheckingInterval: Math.ceil(requestTimeout / 10),
		},
		clientErrorHandler: hangUp,
	};
}

/** Ends a connection on which no request came that could be read. */
function hangUp({ code }: NodeJS.ErrnoException, socket: Socket): void {
	if (!socket.writable) return;
	const status = code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
	const message = STATUS_CODES[status] ?? '';
	const body = JSON.stringify({ code: status, message });
	socket.end(
		[
			`HTTP/1.1 ${status} ${message}`,
			'Content-Type: application/json; charset=utf-8',
			`Content-Length: ${body.length}`,
			'Connection: close',
			'',
			body,
		].join('\r\n'),
	);
}
