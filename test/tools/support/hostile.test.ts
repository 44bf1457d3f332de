import { request as httpsRequest } from 'node:https';

import { eventually } from '../../../host/eventually';
import {
	byPath,
	drip,
	halfBody,
	hang,
	json,
	redirect,
	reset,
	sequence,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../../support/hostile';
import { getRaw, inChunks } from '../../support/raw';

let server: Hostile;

const start = async (script: Responder | Responder[]) => (server = await startHostile(script));
const get = (path = '/', init: RequestInit = {}) =>
	fetch(server.url + path, { redirect: 'manual', ...init });

/** Waits until the first request is over and says who ended it. */
const ended = () =>
	eventually(
		() => server.requests[0]?.endedBy,
		(by) => by !== undefined,
	);

afterEach(() => server.stop());

describe('what came is kept as it was on the wire', () => {
	test('path, query and headers', async () => {
		await start(json(200, {}));
		const path = '/a/../b/%2e%2e//c?x=%20&x=';
		await getRaw(server.url, path, { 'X-Mark': 'here' });
		expect(server.requests).toMatchObject([
			{ method: 'GET', url: path, headers: { 'x-mark': 'here' }, endedBy: 'server' },
		]);
	});

	test('body and time', async () => {
		await start(json(200, {}));
		const sent = Buffer.from([0, 255, 13, 10]);
		const before = Date.now();
		await get('/', { method: 'POST', body: sent });
		expect(server.requests[0]?.body).toEqual(sent);
		expect(server.requests[0]?.time).toBeGreaterThanOrEqual(before);
		expect(server.requests[0]?.time).toBeLessThanOrEqual(Date.now());
	});
});

describe('whole answers', () => {
	test('JSON, text and a place to go', async () => {
		await start([json(201, [1], { 'x-a': 'b' }), text(200, 'Hi'), redirect('https://x.example/y')]);
		const first = await get();
		expect([first.status, await first.json(), first.headers.get('x-a')]).toEqual([201, [1], 'b']);
		const second = await get();
		expect(await second.text()).toBe('Hi');
		expect(second.headers.get('content-type')).toBe('text/plain');
		const third = await get();
		expect([third.status, third.headers.get('location')]).toEqual([302, 'https://x.example/y']);
	});

	test('one after the other, the last one again and again', async () => {
		await start(sequence(json(500, {}), json(200, {})));
		const statuses = [await get(), await get(), await get()].map((answer) => answer.status);
		expect(statuses).toEqual([500, 200, 200]);
	});

	test('by method and path, by path, and all others', async () => {
		const map = { '/a': json(201, {}), 'POST /a': json(202, {}) };
		await start(byPath({ ...map, '*': json(203, {}) }));
		const status = async (path: string, method = 'GET') => (await get(path, { method })).status;
		expect([await status('/a?b=c'), await status('/a', 'POST'), await status('/b')]).toEqual([
			201, 202, 203,
		]);
		await server.stop();
		await start(byPath(map));
		expect(await status('/b')).toBe(404);
	});

	test('a responder of the test that throws shows what it threw', async () => {
		await start(() => {
			throw new Error('not as expected');
		});
		const answer = await get();
		expect([answer.status, await answer.text()]).toEqual([500, 'Error: not as expected']);
	});
});

describe('answers that never become whole', () => {
	test('none at all: the client gives up', async () => {
		await start(hang());
		const leaving = new AbortController();
		const waiting = get('/', { signal: leaving.signal });
		await eventually(
			() => server.requests.length,
			(count) => count === 1,
		);
		expect(server.requests[0]?.endedBy).toBeUndefined();
		leaving.abort();
		await expect(waiting).rejects.toThrow('aborted');
		expect(await ended()).toBe('client');
	});

	test('a connection that breaks', async () => {
		await start(reset());
		await expect(get()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect(server.requests).toMatchObject([{ endedBy: 'server' }]);
	});

	test('half a body and a break', async () => {
		await start(halfBody('[{"a":1}]'));
		const answer = await get();
		expect(answer.headers.get('content-length')).toBe('9');
		await expect(answer.text()).rejects.toThrow('terminated');
		expect(await ended()).toBe('server');
	});

	test('half a body and silence', async () => {
		await start(halfBody('[{"a":1}]', 'hang'));
		const reader = (await get()).body!.getReader();
		expect(Buffer.from((await reader.read()).value!).toString()).toBe('[{"a');
		await reader.cancel();
		expect(await ended()).toBe('client');
	});

	test('drops, then all of it', async () => {
		await start(drip('[1,2]', { bytes: 2, delay: 1 }));
		const answer = await getRaw(server.url, '/');
		expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toBe(inChunks(['[1', ',2', ']']));
		expect(await ended()).toBe('server');
	});

	test('drops without end', async () => {
		await start(drip('[]', { delay: 1, endless: true }));
		const reader = (await get()).body!.getReader();
		let seen = '';
		while (seen.length < 6) seen += Buffer.from((await reader.read()).value!).toString();
		expect(seen.slice(0, 6)).toBe('[]    ');
		await reader.cancel();
		expect(await ended()).toBe('client');
	});
});

test('stopping ends what is under way, and it is not the client who did', async () => {
	await start(hang());
	const waiting = expect(get()).rejects.toThrow('fetch failed');
	await eventually(
		() => server.requests.length,
		(count) => count === 1,
	);
	await server.stop();
	await waiting;
	expect(server.requests[0]?.endedBy).toBe('server');
	await expect(get()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

describe('TLS', () => {
	/** Status of a GET. */
	const secure = (options: { ca?: string } = {}): Promise<number | undefined> =>
		new Promise((resolve, reject) => {
			httpsRequest(server.url, options, (answer) =>
				answer.resume().once('end', () => resolve(answer.statusCode)),
			)
				.once('error', reject)
				.end();
		});

	beforeEach(async () => {
		server = await startHostile([json(200, {}), reset()], { tls: true });
	});

	test('nobody trusts the certificate who does not know it', async () => {
		await expect(secure()).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
		expect(server.requests).toEqual([]);
		const ca = server.certificate;
		expect(await secure({ ca })).toBe(200);
		await expect(secure({ ca })).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(server.requests).toMatchObject([{ url: '/' }, { endedBy: 'server' }]);
	});
});
