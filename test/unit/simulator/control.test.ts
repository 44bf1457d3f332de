import { startSimulator, type RunningSimulator } from '../../support/simulator';
import { clientOf, list, record, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '50', '--domains', '2', '--users', '24']);
	send = clientOf(simulator);
});

afterAll(() => simulator.stop());

beforeEach(() => send('POST', '/_sim/reset'));

describe('faults', () => {
	const fault = (body: object) => send('POST', '/_sim/faults', { body }).then(record);

	test('each kind looks as it should and stops after its count', async () => {
		await fault({ kind: 'rate-limit', count: 1, retryAfter: 7 });
		const limited = await send('GET', '/version');
		expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
		await fault({ kind: 'rate-limit', count: 1 });
		expect((await send('GET', '/version')).headers.get('retry-after')).toBeNull();
		await fault({ kind: 'server-error', status: 503, count: 1 });
		expect((await send('GET', '/version')).status).toBe(503);
		await fault({ kind: 'bad-json', count: 1 });
		await expect(send('GET', '/version')).rejects.toThrow();
		await fault({ kind: 'reset', count: 1 });
		await expect(send('GET', '/version')).rejects.toThrow();
		expect((await send('GET', '/version')).status).toBe(200);
	});

	test('the firewall blocks every path with HTML until it is taken away', async () => {
		const { id } = await fault({ kind: 'firewall' });
		for (const path of ['/version', '/domains', '/ns-api/oauth2/token/']) {
			const blocked = await send('GET', path);
			expect([blocked.status, blocked.headers.get('content-type')]).toEqual([
				403,
				expect.stringContaining('text/html'),
			]);
		}
		await send('DELETE', `/_sim/faults/${String(id)}`);
		expect((await send('GET', '/version')).status).toBe(200);
	});

	test('path, method, after and probability limit what is hit', async () => {
		await fault({
			kind: 'server-error',
			path: '/domains/acme.example/users',
			method: 'GET',
			after: 1,
		});
		expect((await send('GET', '/domains/count')).status).toBe(200);
		expect((await send('GET', '/domains/acme.example/users')).status).toBe(200);
		expect((await send('GET', '/domains/acme.example/users')).status).toBe(500);
		await send('DELETE', '/_sim/faults');
		await fault({ kind: 'server-error', path: '/^\\/version$/', probability: 0.5 });
		const statuses = [];
		for (let i = 0; i < 40; i++) statuses.push((await send('GET', '/version')).status);
		expect(new Set(statuses)).toEqual(new Set([200, 500]));
		expect((await send('POST', '/_sim/faults', { body: { kind: 'meteor' } })).status).toBe(400);
	});

	test('expired-token hits tokens, not keys', async () => {
		await fault({ kind: 'expired-token' });
		expect((await send('GET', '/domains/count')).status).toBe(200);
		const answer = await send('GET', '/domains/count', { bearer: 'f'.repeat(32) });
		expect(answer).toMatchObject({
			status: 401,
			body: { error_description: 'The access token provided has expired' },
		});
	});
});

test('a call without a domain rings in the first one', async () => {
	const call = await send('POST', '/_sim/calls', { body: { from: '12025550100', to: '101' } });
	expect(call).toMatchObject({ status: 200, body: { domain: 'acme.example' } });
});

test('requests are remembered with operation and body, never with the bearer', async () => {
	await send('POST', '/domains/acme.example/contacts', { body: { company: 'Seen' } });
	await send('GET', '/domains/~', { bearer: simulator.credentials.apiKeys.officeManager });
	const seen = list(await send('GET', '/_sim/requests'));
	expect(seen).toMatchObject([
		{ operation: 'POST /domains/{domain}/contacts', body: { company: 'Seen' }, status: 200 },
		{ method: 'GET', path: '/domains/~', sender: expect.stringMatching(/^Office Manager nsd_/) },
	]);
	expect(JSON.stringify(seen)).not.toContain(simulator.credentials.apiKeys.superUser);
	const some = list(await send('GET', '/_sim/requests?method=post&path=/domains'));
	expect(some).toHaveLength(1);
});

test('a reset brings everything back, keys included', async () => {
	await send('DELETE', '/domains/acme.example');
	await send('POST', '/_sim/reset');
	expect((await send('GET', '/domains/acme.example')).status).toBe(200);
	const page = await send('GET', '/_sim');
	expect((page.body as Buffer).toString()).toContain('<title>NetSapiens simulator</title>');
});
