import { once } from 'node:events';
import {
	createServer,
	request,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type OutgoingHttpHeaders,
	type RequestListener,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';

import { generate } from 'selfsigned';

/** A request as it came over the wire. */
export interface WireRequest {
	method: string;
	/** Path and query, not a byte of them changed. */
	url: string;
	headers: IncomingHttpHeaders;
	/** What came of the body; filled before the responder is called. */
	body: Buffer;
	/** When its head came, epoch milliseconds. */
	time: number;
	/** Who ended it: `client` closed before it had the whole answer. Undefined while it is open. */
	endedBy?: 'server' | 'client';
}

/** Answers a request, badly if need be. */
export type Responder = (request: WireRequest, response: ServerResponse) => void | Promise<void>;

export interface Hostile {
	/** Scheme, loopback address and port, without a slash at the end. */
	url: string;
	/** Every request that came, oldest first, also those that got no answer. */
	requests: WireRequest[];
	/** The certificate in PEM, for clients that are to trust it; empty without TLS. */
	certificate: string;
	/** Closes every connection and the port. */
	stop(): Promise<void>;
}

/**
 * Starts a server on a free loopback port that does exactly what it is told.
 *
 * @param script answers every request; of a list, the first responder answers the first request and
 *   the last one all that follow
 * @param options `tls`: speaks HTTPS with a certificate that nobody has signed
 */
export async function startHostile(
	script: Responder | Responder[],
	{ tls = false }: { tls?: boolean } = {},
): Promise<Hostile> {
	const respond = Array.isArray(script) ? sequence(...script) : script;
	const requests: WireRequest[] = [];
	const listener: RequestListener = (incoming, response) => {
		const request = arrived(incoming);
		requests.push(request);
		response.once('close', () => {
			request.endedBy ??= response.writableFinished ? 'server' : 'client';
		});
		void serve(request, incoming, response, respond);
	};
	const pems = tls ? await selfSigned() : undefined;
	const server = pems
		? createTlsServer({ key: pems.private, cert: pems.cert }, listener)
		: createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
		requests,
		certificate: pems?.cert ?? '',
		async stop() {
			for (const request of requests) request.endedBy ??= 'server';
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const selfSigned = () =>
	generate([{ name: 'commonName', value: 'localhost' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{
				name: 'subjectAltName',
				altNames: [
					{ type: 2, value: 'localhost' },
					{ type: 7, ip: '127.0.0.1' },
				],
			},
		],
	});

const arrived = ({ method = '', url = '', headers }: IncomingMessage): WireRequest => ({
	method,
	url,
	headers,
	body: Buffer.alloc(0),
	time: Date.now(),
});

/** Reads the body and lets the responder answer; what a responder throws becomes a 500 with its text. */
async function serve(
	request: WireRequest,
	incoming: IncomingMessage,
	response: ServerResponse,
	respond: Responder,
): Promise<void> {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		request.body = Buffer.concat(chunks);
		await respond(request, response);
	} catch (error) {
		request.body = Buffer.concat(chunks);
		if (!response.headersSent) response.writeHead(500);
		response.end(String(error));
	}
}

/** Answers with JSON. */
export const json =
	(status: number, body: unknown, headers: OutgoingHttpHeaders = {}): Responder =>
	(_request, response) =>
		void response
			.writeHead(status, { 'content-type': 'application/json', ...headers })
			.end(JSON.stringify(body));

/** Answers with a body as it is, as plain text unless `headers` say otherwise. */
export const text =
	(status: number, body: string | Buffer, headers: OutgoingHttpHeaders = {}): Responder =>
	(_request, response) =>
		void response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);

/** Sends the client elsewhere; `to` goes into the Location header as it is. */
export const redirect = (to: string, status = 302): Responder =>
	text(status, 'Moved', { location: to });

/** Takes the request and never answers. */
export const hang = (): Responder => () => {};

/** Breaks the connection without an answer; with a TCP reset where there is no TLS around it. */
export const reset = (): Responder => (request, response) => {
	request.endedBy = 'server';
	if (response.socket instanceof TLSSocket) response.socket.destroy();
	else response.socket?.resetAndDestroy();
};

/**
 * Passes requests on, as a proxy with TLS does that stands before a server without.
 *
 * @param url of the server, without a slash at the end
 * @param change what is done to texts of the server on their way back
 */
export const forward =
	(url: string, change = (body: string) => body): Responder =>
	async ({ method, url: path, headers, body }, response) => {
		const sent = { ...headers, 'x-forwarded-proto': 'https', connection: 'close' };
		const passed = request(`${url}${path}`, { method, headers: sent });
		passed.end(body);
		const [answer] = (await once(passed, 'response')) as [IncomingMessage];
		const type = String(answer.headers['content-type']);
		const bytes = await buffer(answer);
		const changed = /json/.test(type) ? change(bytes.toString()) : bytes;
		response.writeHead(answer.statusCode ?? 500, { 'content-type': type }).end(changed);
	};

/**
 * Sends a body bit by bit, as JSON.
 *
 * @param options `bytes` at a time (1), `delay` between them in milliseconds (2); `endless` goes on
 *   with blanks after the body
 */
export const drip =
	(body: string, { bytes = 1, delay = 2, endless = false } = {}): Responder =>
	async (_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		for (let at = 0; (at < body.length || endless) && !response.destroyed; at += bytes) {
			response.write(body.slice(at, at + bytes) || ' ');
			await sleep(delay);
		}
		response.end();
	};

/**
 * Promises a whole body, as JSON, and sends half of it.
 *
 * @param then what comes after it: the connection breaks, or nothing at all
 */
export const halfBody =
	(body: string, then: 'break' | 'hang' = 'break'): Responder =>
	(request, response) => {
		const bytes = Buffer.from(body);
		response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
		response.write(bytes.subarray(0, bytes.length / 2), () => {
			if (then === 'hang') return;
			request.endedBy = 'server';
			response.destroy();
		});
	};

/** The first responder answers the first request, and so on; the last one answers all that follow. */
export function sequence(...responders: Responder[]): Responder {
	let next = 0;
	return (request, response) =>
		responders[Math.min(next++, responders.length - 1)]?.(request, response);
}

/**
 * Chooses the responder by the path without its query.
 *
 * @param map keys are paths, methods and paths (`POST /tokens`) or `*` for all others, which get a
 *   404 without it
 */
export const byPath =
	(map: Record<string, Responder>): Responder =>
	(request, response) => {
		const path = request.url.split('?')[0] ?? '';
		const chosen =
			map[`${request.method} ${path}`] ?? map[path] ?? map['*'] ?? json(404, { code: 404 });
		return chosen(request, response);
	};
