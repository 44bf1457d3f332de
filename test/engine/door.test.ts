/** What one request of a run finds out holds for the rest of it: requests and sign-ins, counted. */
import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node';
import { Api } from '../../nodes/NetSapiens/transport/api';
import { executeContext } from '../support/contexts';
import { apiKeyCredential, passwordCredential } from '../support/credentials';
import { runNode, type Run } from '../support/engine';
import {
	byPath,
	json,
	sequence,
	startHostile,
	text,
	type Hostile,
	type Responder,
	type WireRequest,
} from '../support/hostile';

// Waiting is tested by itself.
jest.mock('../../nodes/NetSapiens/transport/wait', () => ({ waited: async () => true }));

const API = '/ns-api/v2';
const CONCURRENCY = 5;

let servers: Hostile[] = [];
afterEach(async () => {
	await Promise.all(servers.map(async (server) => await server.stop()));
	servers = [];
});

async function start(respond: Responder): Promise<Hostile> {
	const server = await startHostile(respond);
	servers.push(server);
	return server;
}

/** How a server signs in: each login gives the next token, and the last one is what it takes. */
class SignIn {
	private issued = 0;
	/** Whether tokens can be renewed without logging in again. */
	renews = true;
	/** The bearer that is taken; empty when none is. */
	valid = '';
	refuses = false;

	/** Answers what comes with another token. */
	refuse: Responder = json(401, { code: 401, message: 'The access token provided has expired' });

	respond: Responder = (request, response) => {
		if (this.refuses) return json(400, { error: 'invalid_grant' })(request, response);
		const n = ++this.issued;
		this.valid = `token-${n}`;
		return json(200, {
			access_token: this.valid,
			refresh_token: this.renews ? `refresh-${n}` : '',
			expires_in: 3600,
			scope: 'Office Manager',
			displayName: 'Pat',
			uid: '1@a',
		})(request, response);
	};

	takes({ headers }: WireRequest): boolean {
		return headers.authorization === `Bearer ${this.valid}`;
	}
}

/** A server with token endpoint; `respond` answers what comes with a valid token. */
async function startWithTokens(respond: Responder) {
	const signIn = new SignIn();
	const server = await start(
		byPath({
			[`POST ${API}/tokens`]: (...call) => signIn.respond(...call),
			'*': (...call) => (signIn.takes(call[0]) ? respond(...call) : signIn.refuse(...call)),
		}),
	);
	const credential = passwordCredential({
		url: server.url,
		credentials: {
			password: {
				clientId: 'c',
				clientSecret: 'client-secret',
				username: 'u',
				password: 'pass-word',
			},
		},
	} as Parameters<typeof passwordCredential>[0]);
	return { server, signIn, credential };
}

/** The data of a credential whose key n8n has looked at already. */
function keyCredential({ url }: Hostile): ICredentialDataDecryptedObject {
	const apiKey = 'nss_0123456789';
	const simulator = { url, credentials: { apiKeys: { superUser: apiKey } } };
	const data = apiKeyCredential(simulator as Parameters<typeof apiKeyCredential>[0]);
	return { ...data, accessToken: apiKey };
}

const items = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, n) => ({ json: { n } }));

const ask = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'apiRequest',
	operation: 'request',
	method: 'GET',
	path: '=/domains/{{ $json.n }}',
	options: { concurrency: CONCURRENCY },
	...more,
});

/** Runs for so many items, of which each may fail by itself. */
async function runAll(
	count: number,
	credential: ICredentialDataDecryptedObject,
	{ parameters = ask(), ...more }: Partial<Run> = {},
) {
	const input = items(count);
	const onError = 'continueRegularOutput';
	const outcome = await runNode({ parameters, credential, input, onError, ...more });
	expect(outcome.error).toBeUndefined();
	expect(outcome.items).toHaveLength(count);
	const outputs = outcome.items.map((item) => item.json);
	return { outputs, messages: [...new Set(outputs.map(({ error }) => error))] };
}

const logins = ({ requests }: Hostile) =>
	requests.filter(({ url, body }) => url === `${API}/tokens` && body.includes('"password"'));
const signIns = ({ requests }: Hostile) => requests.filter(({ url }) => url === `${API}/tokens`);
const calls = ({ requests }: Hostile) =>
	requests.filter(({ url }) => url.startsWith(`${API}/domains/`));

const ok = json(200, { ok: 'yes', name: 'acme' });

describe('signing in', () => {
	test('a scope too low is no reason to sign in anew', async () => {
		const { server, credential } = await startWithTokens(
			sequence(ok, json(401, { code: 401, message: 'Invalid Scope [APP001]' })),
		);
		await runAll(1, credential);
		const { messages } = await runAll(100, credential);
		expect(messages).toEqual(['The credential is not allowed to do this: Invalid Scope [APP001]']);
		expect([calls(server).length, signIns(server).length]).toEqual([101, 1]);
	});

	test('the first sign-in of a run is shared', async () => {
		const { server, credential } = await startWithTokens(ok);
		const { outputs } = await runAll(40, credential);
		expect(outputs.every(({ name }) => name === 'acme')).toBe(true);
		expect([calls(server).length, signIns(server).length]).toEqual([40, 1]);
	});

	test('a token that ends while 20 requests are under way is renewed once', async () => {
		let carriedOut = 0;
		const { server, signIn, credential } = await startWithTokens((request, response) => {
			if (++carriedOut === 30) signIn.valid = 'none';
			return ok(request, response);
		});
		const parameters = ask({ method: 'POST', body: '{"a":1}', options: { concurrency: 20 } });
		const { messages } = await runAll(100, credential, { parameters });
		expect(messages).toEqual([undefined]);
		expect([carriedOut, signIns(server).length, logins(server).length]).toEqual([100, 2, 1]);
		expect(calls(server).length).toBeLessThanOrEqual(100 + 20);
	});

	test('who hears late that a token has ended takes the one that others have got', async () => {
		let late: () => void = () => {};
		const answered = new Promise<void>((resolve) => (late = resolve));
		const { server, signIn, credential } = await startWithTokens((request, response) => {
			if (request.url.endsWith('/1')) late();
			return ok(request, response);
		});
		signIn.renews = false;
		await runAll(1, credential);
		// Item 0 is told that the token has ended when item 1 is done with the next one.
		signIn.valid = 'none';
		signIn.refuse = async (request, response) => {
			if (request.url.endsWith('/0')) await answered;
			json(401, { message: 'expired' })(request, response);
		};
		const { messages } = await runAll(2, credential);
		expect(messages).toEqual([undefined]);
		expect(logins(server)).toHaveLength(2);
	});

	test('a token endpoint that wants to be left alone is asked once', async () => {
		const { server, signIn, credential } = await startWithTokens(ok);
		await runAll(1, credential);
		signIn.valid = 'none';
		signIn.respond = json(503, {}, { 'retry-after': '3600' });
		server.requests.length = 0;
		const { messages } = await runAll(200, credential);
		expect(messages).toEqual([expect.stringContaining('takes no sign-ins just now')]);
		expect(signIns(server)).toHaveLength(1);
	});

	test('a changed password is tried once, and all items say so', async () => {
		const { server, signIn, credential } = await startWithTokens(ok);
		await runAll(1, credential);
		Object.assign(signIn, { valid: 'none', refuses: true });
		server.requests.length = 0;
		const { messages, outputs } = await runAll(200, credential);
		expect(messages).toEqual([expect.stringContaining('Check user name, password, client ID')]);
		expect(logins(server)).toHaveLength(1);
		expect(calls(server).length).toBeLessThanOrEqual(CONCURRENCY);
		const { advice } = outputs[199]?.details as { advice?: string };
		expect(advice).toBe('Nothing was sent for this item.');
	});

	test('a password that was wrong from the start as well', async () => {
		const { server, signIn, credential } = await startWithTokens(ok);
		signIn.refuses = true;
		const { messages } = await runAll(200, { ...credential, password: 'another-word' });
		expect(messages).toEqual([expect.stringContaining('Check user name, password, client ID')]);
		expect([logins(server).length, calls(server).length]).toEqual([1, 0]);
	});

	test('a token that is refused even when it is new ends the run', async () => {
		const { server, credential } = await startWithTokens(json(401, { message: 'Unauthorized' }));
		const { messages } = await runAll(200, credential);
		expect(messages).toEqual(['The server did not accept the credential: Unauthorized']);
		expect(signIns(server).length).toBeLessThanOrEqual(2);
		expect(calls(server).length).toBeLessThanOrEqual(2 * CONCURRENCY);
	});

	test('a single thing that answers 401 spoils nothing for the others', async () => {
		const { server, credential } = await startWithTokens(
			byPath({ [`${API}/domains/7`]: json(401, { message: 'Unauthorized' }), '*': ok }),
		);
		const { outputs } = await runAll(60, credential);
		expect(outputs.flatMap(({ error }, n) => (error ? [n] : []))).toEqual([7]);
		expect(signIns(server).length).toBeLessThanOrEqual(2);
	});

	test('several of them are no reason to sign in again and again', async () => {
		const closed = json(401, { message: 'Unauthorized' });
		const { server, credential } = await startWithTokens(
			// One item after the other, so that none of them shares a sign-in with another.
			byPath({
				...Object.fromEntries([7, 17, 27].map((n) => [`${API}/domains/${n}`, closed])),
				'*': ok,
			}),
		);
		const parameters = ask({ options: { concurrency: 1 } });
		const { outputs } = await runAll(30, credential, { parameters });
		expect(outputs.flatMap(({ error }, n) => (error ? [n] : []))).toEqual([7, 17, 27]);
		expect(signIns(server)).toHaveLength(2);
	});

	test('the server is asked for bytes with a new token too, and its words are kept', async () => {
		const sound = text(200, 'RIFF', { 'content-type': 'audio/wav' });
		const answers = sequence(sound, json(401, { message: 'expired' }), sound);
		const { credential, server } = await startWithTokens(answers);
		const speak: INodeParameters = {
			resource: 'textToSpeech',
			operation: 'synthesize',
			domain: { __rl: true, mode: 'id', value: 'acme' },
			user: { __rl: true, mode: 'id', value: '101' },
			script: 'Hello',
		};
		await runNode({ parameters: speak, credential });
		const first = await runNode({ parameters: speak, credential });
		expect(first.error).toBeUndefined();
		expect(first.items[0]?.binary?.data?.mimeType).toBe('audio/wav');
		expect(signIns(server)).toHaveLength(2);

		const refusing = await startWithTokens(json(401, { message: 'No such token' }));
		const second = await runNode({ parameters: speak, credential: refusing.credential });
		expect(second.error?.message).toBe('The server did not accept the credential: No such token');
	});
});

describe('an API key', () => {
	test('that is wrong costs one request for each item under way, and none is sent twice', async () => {
		const server = await start(json(401, { code: 401, message: 'Unauthorized' }));
		const { messages } = await runAll(200, keyCredential(server));
		expect(messages).toEqual(['The server did not accept the credential: Unauthorized']);
		expect(server.requests.length).toBeLessThanOrEqual(CONCURRENCY);
		expect(new Set(server.requests.map(({ url }) => url)).size).toBe(server.requests.length);
	});

	test.each(['GET', 'POST', 'DELETE'])('%s is never sent twice on a 401', async (method) => {
		const server = await start(json(401, { message: 'Unauthorized' }));
		await runAll(1, keyCredential(server), { parameters: ask({ method, body: '{"a":1}' }) });
		expect(server.requests).toHaveLength(1);
	});

	test('that n8n has not looked at yet is tried once', async () => {
		const server = await start(json(401, { message: 'Unauthorized' }));
		await runAll(200, { ...keyCredential(server), accessToken: '' });
		expect(server.requests.map(({ url }) => url)).toEqual([`${API}/apikeys/~`]);
	});

	test('that may not do one thing goes on with the others', async () => {
		const refused = json(401, { message: 'Unauthorized' });
		const server = await start(byPath({ [`${API}/domains/20`]: refused, '*': ok }));
		const { outputs } = await runAll(60, keyCredential(server));
		expect(outputs.flatMap(({ error }, n) => (error ? [n] : []))).toEqual([20]);
		expect(server.requests).toHaveLength(60);
	});
});

describe('a server that wants to be left alone', () => {
	test('by the block page of a firewall', async () => {
		const page = text(403, '<html><title>403 Forbidden</title></html>');
		const server = await start(page);
		const { messages, outputs } = await runAll(200, keyCredential(server));
		expect(messages).toEqual([expect.stringMatching(/blocks this n8n: 403 Forbidden$/)]);
		expect(server.requests.length).toBeLessThanOrEqual(CONCURRENCY);
		const { advice } = outputs[199]?.details as { advice?: string };
		expect(advice).toMatch(/Nothing was sent for this item\.$/);
	});

	test('for longer than anybody waits', async () => {
		const server = await start(json(429, {}, { 'retry-after': '86400' }));
		const { messages } = await runAll(200, keyCredential(server));
		expect(messages).toEqual(['The server asks to slow down']);
		expect(server.requests.length).toBeLessThanOrEqual(CONCURRENCY);
	});

	test('but not when only one record is refused', async () => {
		const refused = json(403, { code: 403, message: 'Permission Denied' });
		const server = await start(byPath({ [`${API}/domains/3`]: refused, '*': ok }));
		const { outputs } = await runAll(30, keyCredential(server));
		expect(outputs.flatMap(({ error }, n) => (error ? [n] : []))).toEqual([3]);
		expect(server.requests).toHaveLength(30);
	});
});

describe('links to files', () => {
	async function api(credential: ICredentialDataDecryptedObject) {
		const parameters = { resource: 'domain', operation: 'get' };
		const type = new NetSapiens();
		return new Api(executeContext({ type, parameters, credential }, items(1)));
	}
	const question = { method: 'GET', path: '/domains', kind: 'record' } as const;

	test('on another server say nothing about the API: neither its block page nor its name', async () => {
		const own = await start(ok);
		const other = await start(text(403, '<Error><Code>AccessDenied</Code></Error>'));
		const door = await api(keyCredential(own));
		const link = door.downloadLink({ url: `${other.url}/a.wav` });
		await expect(link).rejects.toThrow(`${new URL(other.url).host} blocks this n8n`);
		expect(await door.request(question)).toMatchObject({ name: 'acme' });
	});

	test('on the server itself are asked for with a token, which is renewed if need be', async () => {
		const { signIn, credential } = await startWithTokens(
			text(200, 'RIFF', { 'content-type': 'audio/wav' }),
		);
		await runAll(1, credential, { parameters: ask() });
		signIn.valid = 'none';
		const { mimeType } = await (await api(credential)).downloadLink({ url: '/files/a.wav' });
		expect(mimeType).toBe('audio/wav');
	});

	test('on the server itself do', async () => {
		const own = await start(text(403, '<html><title>No</title></html>'));
		const door = await api(keyCredential(own));
		await expect(door.downloadLink({ url: '/files/a.wav' })).rejects.toThrow('blocks this n8n');
		const sent = own.requests.length;
		await expect(door.request(question)).rejects.toThrow('blocks this n8n');
		expect(own.requests).toHaveLength(sent);
	});
});

describe('answers', () => {
	const one = async (respond: Responder, parameters: INodeParameters) => {
		const server = await start(respond);
		const outcome = await runNode({
			parameters,
			credential: keyCredential(server),
			input: items(1),
		});
		return { ...outcome, server };
	};

	test('integers of any length arrive exactly', async () => {
		const body = '{"id":12345678901234567890,"list":[-9007199254740993],"small":7}';
		const { items: found } = await one(text(200, body), ask());
		expect(found[0]?.json).toEqual({
			id: '12345678901234567890',
			list: ['-9007199254740993'],
			small: 7,
		});
	});

	test('of text come as text', async () => {
		const { items: found } = await one(text(200, 'a;b\n1;2'), ask());
		expect(found.map((item) => item.json)).toEqual([{ value: 'a;b\n1;2' }]);
	});

	test.each(['', 'null', '[]', '{}'])('a list of none is %j', async (body) => {
		const list = { resource: 'domain', operation: 'getAll', limit: 10 };
		const { items: found, error } = await one(text(200, body), list);
		expect([found, error]).toEqual([[], undefined]);
	});

	test('a list of one may be a bare record', async () => {
		const list = { resource: 'domain', operation: 'getAll', limit: 10, output: 'raw' };
		const { items: found } = await one(json(200, { domain: 'acme' }), list);
		expect(found.map((item) => item.json)).toEqual([{ domain: 'acme' }]);
	});
});

describe('deleting', () => {
	const remove: INodeParameters = {
		resource: 'domain',
		operation: 'delete',
		domain: { __rl: true, mode: 'id', value: 'acme' },
	};
	const run = async (...answers: Responder[]) => {
		const server = await start(sequence(...answers));
		const outcome = await runNode({ parameters: remove, credential: keyCredential(server) });
		return { ...outcome, sent: server.requests.length };
	};
	const gone = json(404, { code: 404, message: 'Domain acme does not exist' });
	const gateway = text(502, '<html><title>502 Bad Gateway</title></html>');

	test('what is gone after an attempt that may have done it is deleted', async () => {
		const { items: found, error, sent } = await run(gateway, gone);
		expect([found[0]?.json, error, sent]).toEqual([
			{ deleted: true, domain: 'acme' },
			undefined,
			2,
		]);
	});

	test('what was not there before is not found', async () => {
		const first = await run(gone);
		expect(first.error?.message).toBe('Not found: Domain acme does not exist');
		const slow = await run(json(429, {}), gone);
		expect([slow.error?.message, slow.sent]).toEqual([first.error?.message, 2]);
	});

	test('what the server cannot delete at all is not deleted either', async () => {
		const { error } = await run(gateway, json(404, { message: 'No Route Found [92]' }));
		expect(error?.message).toMatch(/^This server does not have the operation/);
	});

	test('what is refused after an attempt that may have done it leaves doubt', async () => {
		const { error } = await run(gateway, json(409, { message: 'Busy' }));
		expect(error?.message).toBe('Something is in the way: Busy');
		expect(error?.description).toMatch(/may have been|may have carried it out/);
	});

	test('a file whose deletion is answered with 404 is deleted', async () => {
		const { items: found } = await run(json(404, { message: 'not found index for removal' }));
		expect(found[0]?.json).toMatchObject({ deleted: true });
	});
});
