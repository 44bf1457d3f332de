/**
 * The server that is measured against, in a process of its own: answers as a NetSapiens server would,
 * from memory, after a fixed time, so that it is never what one waits for.
 *
 * Records are those of the simulator, asked for once at the start.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import type { ServerSettings } from './start-server';
import { movedPage } from './moved-records';
import { callsDomain } from './page-paths';
import { samples, type Samples } from './samples';

const MEGABYTE = 1024 * 1024;

interface Call {
	request: IncomingMessage;
	response: ServerResponse;
	url: URL;
}

type Handler = (call: Call) => Promise<void>;

function send(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(text),
	});
	response.end(text);
}

/** Bytes as a recording, 64 KB at a time. */
async function sendBytes({ response }: Call, bytes: number): Promise<void> {
	response.writeHead(200, {
		'content-type': 'audio/wav',
		'content-length': bytes,
		'content-disposition': 'attachment; filename="bench.wav"',
	});
	const chunk = Buffer.alloc(64 * 1024, 'netsapiens');
	async function* chunks() {
		for (let left = bytes; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
	}
	await pipeline(Readable.from(chunks(), { objectMode: false }), response);
}

/** A call record as JSON without its beginning: the brace and the ID, which comes first. */
function withoutId(cdr: object): string {
	const text = JSON.stringify(cdr);
	return text.slice(text.indexOf(',') + 1);
}

/** Rows `start` to `start + limit` of the call records; each has an ID of its own. */
function page(tails: string[], total: number, query: URLSearchParams): string {
	const start = Number(query.get('start') ?? 0);
	const end = Math.min(start + Number(query.get('limit') ?? 100), total);
	const texts: string[] = [];
	for (let index = start; index < end; index++) {
		const tail = tails[index % tails.length];
		texts.push(`{"id":"1${String(index).padStart(18, '0')}",${tail}`);
	}
	return `[${texts.join(',')}]`;
}

function handlers({ user, holdMessage, cdrs }: Samples, settings: ServerSettings) {
	const { delay, rows, download } = settings;
	const tails = cdrs.map(withoutId);
	const answer =
		(status: number, text: (call: Call) => Promise<string> | string): Handler =>
		async (call) => {
			const body = await text(call);
			await sleep(delay);
			send(call.response, status, body);
		};
	const users = JSON.stringify(user);
	const sent = async ({ request }: Call) => (await json(request)) as object;
	const table: Record<string, Handler> = {
		'GET /users/101': answer(200, () => users),
		'GET /cdrs': answer(200, ({ url }) => page(tails, rows, url.searchParams)),
		[`GET ${calls}/cdrs`]: answer(200, ({ url }) => movedPage(cdrs, rows, url.searchParams)),
		[`GET ${calls}/cdrs/count`]: answer(200, () => JSON.stringify({ total: rows })),
		[`GET ${calls}/users`]: answer(200, () => `[${users}]`),
		'GET /cdrs/count': answer(200, () => JSON.stringify({ total: rows })),
		'POST /users/101/contacts': answer(200, async (call) =>
			JSON.stringify({ 'unique-id': 'c1', ...(await sent(call)) }),
		),
		'PUT /users/101/contacts/c1': answer(202, async (call) => {
			await sent(call);
			return '{"code":202,"message":"Accepted"}';
		}),
		'POST /msg': answer(200, async ({ request }) => {
			await finished(request.resume());
			return JSON.stringify(holdMessage);
		}),
		'POST /users/101/voices': async (call) => {
			await sent(call);
			await sendBytes(call, download * MEGABYTE);
		},
		'GET /file': async (call) =>
			await sendBytes(call, Number(call.url.searchParams.get('megabytes')) * MEGABYTE),
	};
	return table;
}

/** Below it, everything belongs to the one domain of the simulator. */
const base = '/ns-api/v2/domains/acme.example';

/** Another domain, whose records move on in time. */
const calls = `/ns-api/v2/domains/${callsDomain}`;

async function main(): Promise<void> {
	const settings = JSON.parse(process.argv[2] ?? '{}') as ServerSettings;
	const table = handlers(await samples(), settings);
	const server = createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://bench');
		const handler = table[`${request.method} ${url.pathname.replace(base, '')}`];
		const failed = ({ message }: Error) => send(response, 500, JSON.stringify({ message }));
		if (!handler) return send(response, 404, '{"code":404,"message":"Not part of the bench."}');
		handler({ request, response, url }).catch(failed);
	});
	server.listen(0, '127.0.0.1', () => {
		const { port } = server.address() as AddressInfo;
		process.send?.(`http://127.0.0.1:${port}`);
	});
	process.on('disconnect', () => process.exit());
}

void main();
