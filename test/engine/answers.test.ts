/** What people read when a server answers badly or not at all, the whole way through n8n. */
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { cases, descriptionOf, sent, type Case } from '../support/answers';
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import {
	drip,
	halfBody,
	hang,
	json,
	reset,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../support/hostile';

// Waiting is tested by itself.
jest.mock('../../nodes/NetSapiens/transport/wait', () => ({ waited: async () => true }));

/** Lets a second pass quickly. */
function hurry(): void {
	const { timeout } = AbortSignal;
	jest
		.spyOn(AbortSignal, 'timeout')
		.mockImplementation((limit) => timeout.call(AbortSignal, limit === 1_000 ? 150 : limit));
}

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
	await stop?.();
	stop = undefined;
	jest.restoreAllMocks();
});

async function start(responder: Responder, options?: { tls: boolean }): Promise<Hostile> {
	const server = await startHostile(responder, options);
	stop = async () => await server.stop();
	return server;
}

const domain = { __rl: true, mode: 'id', value: 'acme' };
const anyPath = (method: string): INodeParameters => ({
	resource: 'apiRequest',
	operation: 'request',
	method,
	path: '/domains/acme',
	body: '{"a":1}',
});

/** Operations by method and what they may answer. */
const operations: Record<string, INodeParameters> = {
	'GET list': { resource: 'domain', operation: 'getAll', limit: 10 },
	'GET list 45': { resource: 'accessLog', operation: 'getAll', limit: 10 },
	'GET record': { resource: 'domain', operation: 'get', domain },
	'GET count': { resource: 'domain', operation: 'count' },
	'POST write': { resource: 'domain', operation: 'create', 'new-domain': 'acme', reseller: 'x' },
	'PUT write': { resource: 'domain', operation: 'update', domain, fields: { description: 'x' } },
	'DELETE delete': { resource: 'domain', operation: 'delete', domain },
};

function parametersFor({ method = 'GET', kind = 'any', since }: Case): INodeParameters {
	if (kind === 'any') return anyPath(method);
	return operations[`${method} ${kind} ${since ?? ''}`.trim()] ?? {};
}

async function told(server: string, parameters: INodeParameters, options = {}) {
	const apiKey = 'nss_0123456789';
	const credential = apiKeyCredential({
		url: server,
		credentials: { apiKeys: { superUser: apiKey } },
	} as Parameters<typeof apiKeyCredential>[0]);
	const { error, items } = await runNode({
		parameters: { ...parameters, options },
		credential: { ...credential, accessToken: apiKey },
	});
	expect(items).toEqual([]);
	return { message: error?.message, description: error?.description ?? undefined };
}

test.each(cases.map((one) => [one.title, one] as const))('%s', async (_, one) => {
	const server = await start((_request, response) => {
		const { text: body, headers } = sent(one, host);
		response.writeHead(one.status, headers as Record<string, string>).end(body);
	});
	const { host } = new URL(server.url);
	expect(await told(server.url, parametersFor(one))).toEqual({
		message: one.message.replaceAll('HOST', host),
		description: descriptionOf(one)?.replaceAll('HOST', host),
	});
	expect(server.requests).toHaveLength(one.tries ?? 1);
});

const DOUBT = 'The server may have carried it out anyway: check there before you send it again.';
const BROKE_OFF =
	'HOST closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.';
const NO_TLS =
	"HOST does not speak TLS as n8n does. Check the port in the credential's Server field; a server without TLS needs http:// in front.";
const NO_HTTP =
	"HOST answered with something that is not HTTP. Check host and port in the credential's Server field.";
const IN_TIME =
	'The whole answer has to arrive within that time. Try again later, ask for less at once, or allow more time under Options → Timeout.';

/** Title, method, how the server behaves, what people read, requests. */
const brokenAnswers: Array<[string, string, Responder, string, string, number]> = [
	[
		'reset before the answer',
		'POST',
		reset(),
		BROKE_OFF,
		`Node.js reports ECONNRESET. ${DOUBT}`,
		1,
	],
	[
		'reset before the answer',
		'GET',
		reset(),
		BROKE_OFF,
		'Node.js reports ECONNRESET. Tried 4 times in 1 s.',
		4,
	],
	[
		'closed before the answer',
		'PATCH',
		(_request, response) => void response.socket?.end(),
		BROKE_OFF,
		`Node.js reports ECONNRESET. ${DOUBT}`,
		1,
	],
	[
		'closed in the middle of the answer',
		'POST',
		halfBody('{"domain":"acme"}'),
		BROKE_OFF,
		`Node.js reports ERR_BAD_RESPONSE. ${DOUBT}`,
		1,
	],
	[
		'closed in the middle of the answer',
		'PUT',
		halfBody('{"domain":"acme"}'),
		BROKE_OFF,
		`Node.js reports ERR_BAD_RESPONSE. Tried 4 times in 1 s. ${DOUBT}`,
		4,
	],
	[
		'not packed as it says',
		'GET',
		text(200, 'plain', { 'content-encoding': 'gzip' }),
		'HOST sent an answer that cannot be unpacked. Try again; if it keeps happening, look for a proxy between n8n and the server.',
		'Node.js reports Z_DATA_ERROR.',
		1,
	],
	['no answer in time', 'POST', hang(), 'HOST did not answer within 1 s', `${IN_TIME} ${DOUBT}`, 1],
	[
		'no answer in time',
		'GET',
		hang(),
		'HOST did not answer within 1 s',
		`${IN_TIME} Tried 2 times in 1 s.`,
		2,
	],
	[
		'an answer that stops in the middle',
		'GET',
		halfBody('{"domain":"acme"}', 'hang'),
		'HOST did not answer within 1 s',
		`${IN_TIME} Tried 2 times in 1 s.`,
		2,
	],
	[
		'an answer without end',
		'DELETE',
		drip('{"domain":"acme"}', { endless: true }),
		'HOST did not answer within 1 s',
		`${IN_TIME} Tried 2 times in 1 s. ${DOUBT}`,
		2,
	],
	[
		'headers that are no HTTP',
		'POST',
		(_request, response) =>
			void response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'),
		NO_HTTP,
		`Node.js reports HPE_INVALID_CONTENT_LENGTH. ${DOUBT}`,
		1,
	],
];

test.each(brokenAnswers)('%s, %s', async (_, method, respond, message, description, requests) => {
	const server = await start(respond);
	const { host } = new URL(server.url);
	hurry();
	const options = message.includes('within') ? { timeout: 1 } : {};
	expect(await told(server.url, anyPath(method), options)).toEqual({
		message: message.replace('HOST', host),
		description,
	});
	expect(server.requests).toHaveLength(requests);
});

describe('no server of the API', () => {
	test('nobody listens', async () => {
		expect(await told('http://127.0.0.1:1', anyPath('POST'))).toEqual({
			message:
				"127.0.0.1:1 refuses the connection. Check host and port in the credential's Server field, and that the server is running.",
			description: 'Node.js reports ECONNREFUSED.',
		});
	});

	test('no such name', async () => {
		expect((await told('pbx.invalid', anyPath('POST'))).message).toMatch(
			/^(No server named pbx\.invalid was found|The name pbx\.invalid could not be looked up)/,
		);
	});

	test('a certificate that nobody signed', async () => {
		const server = await start(json(200, {}), { tls: true });
		expect(await told(server.url, anyPath('POST'))).toEqual({
			message: `The certificate of ${new URL(server.url).host} could not be verified. If it is self-signed and you trust the server, turn on Ignore SSL Issues in the credential.`,
			description: 'Node.js reports DEPTH_ZERO_SELF_SIGNED_CERT.',
		});
		expect(server.requests).toHaveLength(0);
	});

	test('TLS to a server without', async () => {
		const server = await start(json(200, {}));
		const { host } = new URL(server.url);
		expect(await told(`https://${host}`, anyPath('POST'))).toEqual({
			message: NO_TLS.replace('HOST', host),
			description: 'Node.js reports EPROTO.',
		});
	});

	test('a server with TLS, without it', async () => {
		const server = await start(json(200, {}), { tls: true });
		const { host } = new URL(server.url);
		expect(await told(`http://${host}`, anyPath('POST'))).toEqual({
			message: BROKE_OFF.replace('HOST', host),
			description: `Node.js reports ECONNRESET. ${DOUBT}`,
		});
	});

	test('something that speaks first', async () => {
		const { host, server } = await startShell();
		expect(await told(`http://${host}`, anyPath('GET'))).toEqual({
			message: NO_HTTP.replace('HOST', host),
			description: 'Node.js reports HPE_INVALID_CONSTANT.',
		});
		server.close();
	});
});

/** Greets as SSH does. */
async function startShell(): Promise<{ host: string; server: Server }> {
	const server = createServer((socket) => {
		socket.on('error', () => {});
		socket.end('SSH-2.0-OpenSSH_9.6\r\n');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
