import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '50', '--domains', '2', '--users', '24']);
	send = clientOf(simulator);
});

afterAll(() => simulator.stop());

beforeEach(() => send('POST', '/_sim/reset'));

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

test('what is remembered of a request that is over does not change', async () => {
	await send('GET', '/version');
	const seen = list(await send('GET', '/_sim/requests'));
	expect(seen).toMatchObject([{ path: '/version', status: 200, complete: true }]);
	expect(list(await send('GET', '/_sim/requests'))).toEqual(seen);
});

test('a reset brings everything back, keys included', async () => {
	await send('DELETE', '/domains/acme.example');
	await send('POST', '/_sim/reset');
	expect((await send('GET', '/domains/acme.example')).status).toBe(200);
	const page = await send('GET', '/_sim');
	expect((page.body as Buffer).toString()).toContain('<h1>PBX desk</h1>');
});
