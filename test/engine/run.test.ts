import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { apiKeyCredential, jwtCredential, passwordCredential } from '../support/credentials';
import { runNode, type Run } from '../support/engine';
import { namesOf } from '../support/renamed';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '400']);
});
afterAll(async () => await simulator.stop());

const statusMessage = namesOf('user', 'status-message');

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Runs as Super User unless another credential is given. */
async function run(parameters: INodeParameters, more: Partial<Run> = {}) {
	return await runNode({ parameters, credential: apiKeyCredential(simulator), ...more });
}

const users = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'user',
	operation: 'getAll',
	domain: byId(simulator.credentials.domain),
	output: 'raw',
	...more,
});

const json = (items: Awaited<ReturnType<typeof run>>['items']) => items.map((item) => item.json);

describe('signing in', () => {
	const ways: [string, () => ICredentialDataDecryptedObject][] = [
		['API key', () => apiKeyCredential(simulator)],
		['user name and password', () => passwordCredential(simulator)],
		['JWT from user name and password', () => jwtCredential(simulator)],
		[
			'JWT on behalf of a user',
			() => ({
				...apiKeyCredential(simulator, 'reseller'),
				authentication: 'jwt',
				jwtSource: 'delegated',
				delegatedUser: '101',
				delegatedDomain: simulator.credentials.domain,
			}),
		],
	];

	test.each(ways)('%s', async (_, credential) => {
		const { items, error } = await run(users({ limit: 3 }), { credential: credential() });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
	});

	test('a token the server no longer takes is renewed without the user noticing', async () => {
		const credential = passwordCredential(simulator);
		await run(users({ limit: 1 }), { credential });
		const used = credential.accessToken;
		credential.accessToken = 'f'.repeat(32);
		const { items, error } = await run(users({ limit: 1 }), { credential });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(credential.accessToken).not.toBe(used);
	});
});

describe('lists', () => {
	const calls = (more: INodeParameters): INodeParameters => ({
		resource: 'cdr',
		operation: 'getAllAllDomains',
		'datetime-start': '2000-01-01T00:00:00Z',
		'datetime-end': '2100-01-01T00:00:00Z',
		output: 'raw',
		...more,
	});

	test('Return All goes through all pages, without gaps or doubles', async () => {
		const { items, requests } = await run(calls({ returnAll: true }));
		expect(items.length).toBeGreaterThanOrEqual(400);
		expect(new Set(json(items).map(({ id }) => id)).size).toBe(items.length);
		const counts = requests.filter(({ url }) => url.endsWith('/count'));
		expect(counts).toHaveLength(1);
		const pages = requests.filter((request) => !counts.includes(request));
		expect(pages.map(({ qs }) => qs!.limit)).toEqual(pages.map(() => 100));
		// A look behind the last page, as it came full.
		expect(pages.length).toBeLessThanOrEqual(items.length / 100 + 1);
	});

	test('a limit is exact', async () => {
		expect((await run(calls({ limit: 7 }))).items).toHaveLength(7);
		expect((await run(calls({ limit: 130 }))).items).toHaveLength(130);
	});

	test('rows keep all their columns', async () => {
		const { items } = await run(calls({ returnAll: true }));
		expect(items.every((item) => 'call-orig-call-id' in item.json)).toBe(true);
	});

	test('Simplify keeps few columns', async () => {
		const full = await run(users({ limit: 1 }));
		const simple = await run(users({ limit: 1, output: 'simplified' }));
		const columns = Object.keys(simple.items[0]!.json);
		expect(columns.length).toBeGreaterThan(2);
		expect(columns.length).toBeLessThan(Object.keys(full.items[0]!.json).length / 2);
	});
});

describe('writes', () => {
	const create = (more: INodeParameters): INodeParameters => ({
		resource: 'user',
		operation: 'create',
		domain: byId(simulator.credentials.domain),
		...more,
	});
	const form = (extension: string): INodeParameters => ({
		'new-user': extension,
		'name-first-name': 'Ann',
		'name-last-name': 'Lee',
		'email-address': 'ann@acme.example',
		'user-scope': 'Basic User',
	});

	test('Create gives the record the server made', async () => {
		const { items, error } = await run(create(form('7001')));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ user: '7001', 'name-first-name': 'Ann' });
		expect(Object.keys(items[0]!.json).length).toBeGreaterThan(20);
	});

	test('Update sends what was set and nothing else', async () => {
		const { requests, items } = await run({
			resource: 'user',
			operation: 'update',
			domain: byId(simulator.credentials.domain),
			user: byId('101'),
			fields: { 'status-message': 'At lunch' },
		});
		const [[name, value] = [], ...others] = Object.entries(requests[0]?.body ?? {});
		expect([name, value]).toEqual([statusMessage[0], 'At lunch']);
		// What the documents have renamed is sent under both names, since servers of both are out there.
		expect(others).toEqual(statusMessage.slice(1).map((older) => [older, 'At lunch']));
		expect(items[0]?.json).toMatchObject({
			success: true,
			user: '101',
			'status-message': 'At lunch',
		});
	});

	test('fields can come from the keys of the incoming item', async () => {
		const input = [
			{
				json: {
					user: 7002,
					'name-first-name': 'Bo',
					'name-last-name': 'Kim',
					'email-address': 'bo@acme.example',
					'user-scope': 'Basic User',
					'voicemail-enabled': false,
					unrelated: 'x',
				},
			},
		];
		const { requests, error } = await run(create({ dataMode: 'autoMapInputData' }), { input });
		expect(error).toBeUndefined();
		expect(requests[0]?.body).toMatchObject({ user: '7002', 'voicemail-enabled': 'no' });
		expect(requests[0]?.body).not.toHaveProperty('unrelated');
	});

	test('additional fields given as JSON are sent too', async () => {
		const { requests } = await run(
			create({ ...form('7003'), options: { bodyJson: '{"department": "Sales"}' } }),
		);
		expect(requests[0]?.body).toMatchObject({ user: '7003', department: 'Sales' });
	});

	test('Delete says what is gone', async () => {
		const { items } = await run({
			resource: 'user',
			operation: 'delete',
			domain: byId(simulator.credentials.domain),
			user: byId('7003'),
		});
		expect(items[0]?.json).toEqual({
			deleted: true,
			domain: simulator.credentials.domain,
			user: '7003',
		});
	});

	test('a body that repeats an identifier of the path gets it from there', async () => {
		const { requests } = await run({
			resource: 'eventSubscription',
			operation: 'delete',
			subscription: byId('0123456789abcdef0123456789abcdef'),
			fields: { domain: simulator.credentials.domain },
		});
		expect(requests[0]?.body).toEqual({
			subscription_id: '0123456789abcdef0123456789abcdef',
			domain: simulator.credentials.domain,
		});
	});

	test('media that the server deletes with a 404 counts as deleted', async () => {
		const music = { resource: 'musicOnHold', domain: byId(simulator.credentials.domain) };
		await run({
			...music,
			operation: 'create',
			audioSource: 'textToSpeech',
			script: 'Please hold',
		});
		const listed = await run({ ...music, operation: 'getAll', limit: 1, output: 'raw' });
		const index = String(listed.items[0]?.json['ordinal-order']);
		const { items, error } = await run({
			...music,
			operation: 'delete',
			holdMusic: byId(index),
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.deleted).toBe(true);
	});
});

test('bytes come out as binary field', async () => {
	const { items, error } = await run({
		resource: 'textToSpeech',
		operation: 'synthesize',
		domain: byId(simulator.credentials.domain),
		user: byId('101'),
		script: 'Hello',
	});
	expect(error).toBeUndefined();
	expect(items[0]?.binary?.data?.mimeType).toMatch(/^audio\//);
});

describe('messages say what to do', () => {
	test('wrong API key', async () => {
		const credential = { ...apiKeyCredential(simulator), apiKey: 'nss_wrong' };
		const { error } = await run(users(), { credential });
		expect(error?.message).toContain('did not accept the API key');
	});

	test('wrong password', async () => {
		const credential = { ...passwordCredential(simulator), password: 'wrong' };
		const { error } = await run(users(), { credential });
		expect(error?.message).toContain('Check user name, password, client ID and client secret');
	});

	test('unreachable server', async () => {
		const credential = { ...apiKeyCredential(simulator), server: 'http://127.0.0.1:1' };
		const { error } = await run(users(), { credential });
		expect(error?.message).toContain('127.0.0.1:1 refuses the connection. Check host and port');
	});

	test('unknown domain', async () => {
		const { error } = await run(users({ domain: byId('nope.example') }));
		expect(error?.message).toContain('Domain nope.example does not exist');
		expect(error?.description).toContain('spelled as on the server');
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404' });
	});

	test('scope too low', async () => {
		const credential = apiKeyCredential(simulator, 'basicUser');
		const { error } = await run({ resource: 'domain', operation: 'getAll' }, { credential });
		expect(error?.message).toContain('The credential is not allowed to do this');
	});

	test('a required field that an expression leaves empty', async () => {
		const { error, requests } = await run(users({ domain: byId('={{ $json.nothing }}') }));
		expect(error?.message).toContain('"domain" is empty');
		expect(requests).toHaveLength(0);
	});

	test('no secret is in any of them', async () => {
		const credential = { ...passwordCredential(simulator), password: 'very-secret-1' };
		const { error } = await run(users(), { credential });
		expect(JSON.stringify({ ...error, message: error?.message })).not.toContain('very-secret-1');
	});
});

test('with On Error set to continue a failed item says why, and the others are kept', async () => {
	const { items, error } = await run(
		{
			resource: 'user',
			operation: 'get',
			domain: byId(simulator.credentials.domain),
			user: byId('={{ $json.user }}'),
			output: 'raw',
		},
		{
			onError: 'continueRegularOutput',
			input: [{ json: { user: '101' } }, { json: { user: '99999' } }, { json: { user: '102' } }],
		},
	);
	expect(error).toBeUndefined();
	expect(items.map((item) => item.json.user)).toEqual(['101', undefined, '102']);
	expect(items[1]?.json.error).toContain('User 99999 does not exist');
	expect(items[1]?.json.details).toMatchObject({ status: 404 });
	expect(items.map((item) => item.pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

describe('API Request', () => {
	test.each(['/domains/~/users', 'domains/~/users?start=0', '/ns-api/v2/domains/~/users'])(
		'takes %s and pages',
		async (path) => {
			const credential = apiKeyCredential(simulator, 'officeManager');
			const { items, error } = await run(
				{ resource: 'apiRequest', operation: 'request', method: 'GET', path, allPages: true },
				{ credential },
			);
			expect(error).toBeUndefined();
			expect(items.length).toBeGreaterThan(5);
		},
	);

	test('sends a body', async () => {
		const path = `/domains/${simulator.credentials.domain}/users/101`;
		const [name] = statusMessage;
		const body = `{"${name}": "Back at two"}`;
		const { items } = await run({
			resource: 'apiRequest',
			operation: 'request',
			method: 'PUT',
			path,
			body,
		});
		expect(items[0]?.json).toMatchObject({ code: 202 });
		const read = await run({ resource: 'apiRequest', operation: 'request', method: 'GET', path });
		expect(read.items[0]?.json[name]).toBe('Back at two');
	});

	test('asks for a path', async () => {
		const { error } = await run({
			resource: 'apiRequest',
			operation: 'request',
			method: 'GET',
			path: '=/',
		});
		expect(error?.message).toContain('Fill in the Path field');
	});
});
