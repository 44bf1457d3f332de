import { DateTime } from 'luxon';
import type { IDataObject, INode } from 'n8n-workflow';
import { keepAlive, subscribe, unsubscribe } from '../../../nodes/NetSapiensTrigger/lifecycle';
import { listen, listeningOf } from '../../../nodes/NetSapiensTrigger/listening';
import { ADDRESS, context, FakeServer } from './fakes';

const minutesLeft = (record: object | undefined) =>
	DateTime.fromSQL((record as IDataObject)['subscription-expires-datetime'] as string, {
		zone: 'utc',
	}).diffNow('minutes').minutes;

describe('subscribing', () => {
	it('creates one subscription for each model, to a URL with a secret', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server, {
			parameters: { events: ['callRinging', 'missedCall', 'callRecord'] },
		});
		await subscribe(functions);
		expect(server.subscriptions).toMatchObject([
			{ model: 'call', domain: 'acme.example', user: '*', 'subscription-geo-support': 'yes' },
			{ model: 'cdr' },
		]);
		const url = new URL(server.subscriptions[0]?.['post-url'] ?? '');
		expect(url.origin + url.pathname).toBe(ADDRESS);
		expect(url.searchParams.get('model')).toBe('call');
		expect(url.searchParams.get('secret')).toHaveLength(32);
		expect(staticData).toMatchObject({
			secret: url.searchParams.get('secret'),
			subscriptions: { call: { id: 'made-1', domain: 'acme.example' }, cdr: { id: 'made-2' } },
		});
		expect(minutesLeft(server.subscriptions[0])).toBeCloseTo(1440, 0);
		expect(server.subscriptions[0]).not.toHaveProperty('reseller');
		expect(server.subscriptions[0]).not.toHaveProperty('preferred-server');
	});

	it('sends what is set, the preferred server as bare host', async () => {
		const server = new FakeServer();
		await subscribe(
			context(server, {
				parameters: {
					user: 101,
					filters: { reseller: 'ExampleReseller' },
					options: { preferredServer: 'https://core1.example.com:443/', lifetimeMinutes: 60 },
				},
			}).functions,
		);
		expect(server.subscriptions).toMatchObject([
			{ user: '101', reseller: 'ExampleReseller', 'preferred-server': 'core1.example.com' },
		]);
		expect(minutesLeft(server.subscriptions[0])).toBeCloseTo(60, 0);
	});

	it('is for all users where none is named', async () => {
		const server = new FakeServer();
		await subscribe(context(server, { parameters: { user: ' ' } }).functions);
		expect(server.subscriptions).toMatchObject([{ domain: 'acme.example', user: '*' }]);
	});

	it('keeps a subscription that the server says to be for nobody in particular', async () => {
		const server = new FakeServer();
		const { functions } = context(server);
		await subscribe(functions);
		Object.assign(server.subscriptions[0] ?? {}, { domain: 'ACME.example', user: null });
		server.calls = [];
		await subscribe(functions);
		expect(server.changes()).toEqual([]);
	});

	it('makes none while it cannot be told which are there', async () => {
		const server = new FakeServer();
		server.refusals = { 'GET /subscriptions': 500 };
		await expect(subscribe(context(server).functions)).rejects.toThrow(/\(500\)/);
		expect(server.changes()).toEqual([]);
	});

	it('asks for the real names behind ~', async () => {
		const server = new FakeServer();
		await subscribe(context(server, { parameters: { domain: '~', user: '~' } }).functions);
		expect(server.subscriptions).toMatchObject([{ domain: 'own.example', user: '101' }]);
	});

	it('gives tests a short life', async () => {
		const server = new FakeServer();
		await subscribe(context(server, { activation: 'manual' }).functions);
		expect(minutesLeft(server.subscriptions[0])).toBeCloseTo(10, 0);
	});

	it('changes nothing the second time', async () => {
		const server = new FakeServer();
		const { functions } = context(server);
		await subscribe(functions);
		server.calls = [];
		await subscribe(functions);
		expect(server.changes()).toEqual([]);
		expect(server.subscriptions).toHaveLength(1);
	});

	it.each([
		['too little time is left', { 'subscription-expires-datetime': '2020-01-01 00:00:00' }],
		['geo support is off', { 'subscription-geo-support': 'no' }],
		['the secret in it is an old one', { 'post-url': `${ADDRESS}?model=call&secret=old` }],
	])('updates in place when %s', async (_, change) => {
		const server = new FakeServer();
		const { functions } = context(server);
		await subscribe(functions);
		const before = { ...server.subscriptions[0] };
		Object.assign(server.subscriptions[0] ?? {}, change);
		server.calls = [];
		await subscribe(functions);
		expect(server.changes()).toEqual(['PUT /subscriptions/made-1']);
		expect(server.subscriptions).toMatchObject([
			{ ...before, 'subscription-expires-datetime': expect.any(String) },
		]);
		expect(minutesLeft(server.subscriptions[0])).toBeGreaterThan(1400);
		expect(server.bodies.at(-1)).not.toHaveProperty('domain');
	});

	it('makes a new one when it is for another domain, which cannot be changed', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server);
		await subscribe(functions);
		await subscribe(context(server, { staticData, parameters: { domain: 'b.example' } }).functions);
		expect(server.subscriptions).toMatchObject([{ id: 'made-2', domain: 'b.example' }]);
	});

	it('drops models that are no longer wanted', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server, {
			parameters: { events: ['callRinging', 'callRecord'] },
		});
		await subscribe(functions);
		await subscribe(context(server, { staticData }).functions);
		expect(server.subscriptions).toMatchObject([{ model: 'call' }]);
		expect(staticData.subscriptions).toEqual({ call: { id: 'made-1', domain: 'acme.example' } });
	});

	it('finds its subscription although the workflow lost every note of it', async () => {
		const server = new FakeServer();
		await subscribe(context(server).functions);
		const { functions, staticData } = context(server);
		await subscribe(functions);
		expect(server.subscriptions).toHaveLength(1);
		expect(staticData.subscriptions).toMatchObject({ call: { id: 'made-1' } });
		expect(server.subscriptions[0]?.['post-url']).toContain(String(staticData.secret));
	});

	it('finds the ID in the list when the server does not say it', async () => {
		const server = new FakeServer();
		server.silent = true;
		const { functions, staticData } = context(server);
		await subscribe(functions);
		expect(staticData.subscriptions).toMatchObject({ call: { id: 'made-1' } });
	});

	it.each([0, 1, 100])(
		'subscribes where a page behind %i others is no page but a 404',
		async (others) => {
			const server = new FakeServer();
			server.emptyPage = { statusCode: 404, body: { code: 404, message: 'Resource not found.' } };
			for (let n = 0; n < others; n++) {
				server.add({ model: 'cdr', domain: `d${n}`, 'post-url': `https://other.example/${n}` });
			}
			await subscribe(context(server).functions);
			expect(server.subscriptions.filter(({ model }) => model === 'call')).toHaveLength(1);
		},
	);

	it('finds it beyond the first page', async () => {
		const server = new FakeServer();
		for (let n = 0; n < 150; n++) {
			server.add({ model: 'cdr', domain: `d${n}`, 'post-url': `https://other.example/${n}` });
		}
		await subscribe(context(server).functions);
		await subscribe(context(server).functions);
		expect(server.subscriptions.filter(({ model }) => model === 'call')).toHaveLength(1);
	});
});

describe('a preferred server', () => {
	const parameters = { options: { preferredServer: 'core1.example.com' } };

	it.each([
		['core1.example.com', []],
		['core2.example.com', ['PUT /subscriptions/made-1']],
	])('is written again where the subscription has %s: %j', async (found, changes) => {
		const server = new FakeServer();
		const { functions } = context(server, { parameters });
		await subscribe(functions);
		Object.assign(server.subscriptions[0] ?? {}, { 'preferred-server': found });
		server.calls = [];
		await subscribe(functions);
		expect(server.changes()).toEqual(changes);
		expect(server.subscriptions).toMatchObject([{ 'preferred-server': 'core1.example.com' }]);
	});
});

describe('unsubscribing', () => {
	it('deletes ours with the body the server wants, and keeps the secret', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server);
		await subscribe(functions);
		const { secret } = staticData;
		await unsubscribe(functions);
		expect(server.subscriptions).toEqual([]);
		expect(server.bodies.at(-1)).toEqual({ subscription_id: 'made-1', domain: 'acme.example' });
		expect(staticData).toMatchObject({ subscriptions: {}, secret });
		await subscribe(functions);
		expect(staticData.secret).toBe(secret);
	});

	it('takes gone already for success', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server);
		await subscribe(functions);
		server.subscriptions = [];
		await expect(unsubscribe(functions)).resolves.toBe(true);
		expect(staticData.subscriptions).toEqual({});
	});

	it('takes gone in the same moment for success', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server);
		await subscribe(functions);
		server.refusals = { 'DELETE /subscriptions/made-1': 404 };
		await expect(unsubscribe(functions)).resolves.toBe(true);
		expect(staticData.subscriptions).toEqual({});
	});

	it('keeps the ID of what could not be deleted, for another try', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server, {
			parameters: { events: ['callRinging', 'callRecord'] },
		});
		await subscribe(functions);
		server.refusals = { 'DELETE /subscriptions/made-2': 500 };
		await expect(unsubscribe(functions)).rejects.toThrow();
		expect(staticData.subscriptions).toEqual({ cdr: { id: 'made-2', domain: 'acme.example' } });
		server.refusals = {};
		await unsubscribe(functions);
		expect(server.subscriptions).toEqual([]);
	});

	it('also deletes what a renewal made without being able to note it', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server);
		await subscribe(functions);
		const note = structuredClone(staticData);
		server.subscriptions = [];
		await keepAlive(functions);
		await unsubscribe(context(server, { staticData: note }).functions);
		expect(server.subscriptions).toEqual([]);
	});

	it('does nothing when there never was anything', async () => {
		const server = new FakeServer();
		await unsubscribe(context(server).functions);
		expect(server.calls).toEqual([]);
	});
});

describe('keeping alive', () => {
	it('renews what has less than three quarters of its life left, and not more', async () => {
		const server = new FakeServer();
		const { functions } = context(server, { parameters: { options: { lifetimeMinutes: 100 } } });
		await subscribe(functions);
		const setLeft = (minutes: number) => {
			const expires = DateTime.utc().plus({ minutes }).toFormat("yyyy-MM-dd'T'HH:mm:ss'+00:00'");
			Object.assign(server.subscriptions[0] ?? {}, { 'subscription-expires-datetime': expires });
		};
		server.calls = [];
		setLeft(80);
		await keepAlive(functions);
		expect(server.changes()).toEqual([]);
		setLeft(74);
		await keepAlive(functions);
		expect(server.changes()).toEqual(['PUT /subscriptions/made-1']);
		expect(minutesLeft(server.subscriptions[0])).toBeCloseTo(100, 0);
	});

	it('creates again what the server lost', async () => {
		const server = new FakeServer();
		const { functions, staticData } = context(server);
		await subscribe(functions);
		const url = server.subscriptions[0]?.['post-url'];
		server.subscriptions = [];
		await keepAlive(functions);
		expect(server.subscriptions).toMatchObject([{ id: 'made-2', 'post-url': url }]);
		expect(staticData.subscriptions).toMatchObject({ call: { id: 'made-2' } });
	});

	it('goes on for each of many triggers', () => {
		const nodes = Array.from({ length: 2000 }, (_, n) => ({ id: `many-${n}` }) as INode);
		for (const node of nodes) listen(node, { address: ADDRESS, secret: node.id });
		expect(nodes.filter((node) => listeningOf(node)?.secret !== node.id)).toEqual([]);
	});

	it('says why it could not, once, and does not throw', async () => {
		const server = new FakeServer();
		const { functions, warnings } = context(server);
		await subscribe(functions);
		server.refusals = { '*': 0 };
		await keepAlive(functions);
		expect(warnings).toEqual([
			expect.stringMatching(
				/^Subscriptions could not be renewed, next try follows \(NetSapiens Trigger, workflow w\): pbx\.example\.com refuses/,
			),
		]);
	});

	it('does not subscribe what n8n has not activated, or not any more', async () => {
		const server = new FakeServer();
		const { functions, warnings } = context(server);
		await keepAlive(functions);
		expect(server.calls).toEqual([]);
		await subscribe(functions);
		await unsubscribe(functions);
		server.calls = [];
		await keepAlive(functions);
		expect(server.calls).toEqual([]);
		expect(warnings).toEqual([]);
	});

	it('goes on after a test has ended', async () => {
		const server = new FakeServer();
		const { functions } = context(server);
		await subscribe(functions);
		const address = ADDRESS.replace('/webhook/', '/webhook-test/');
		await unsubscribe(context(server, { address }).functions);
		expect(server.subscriptions).toHaveLength(1);
		server.calls = [];
		await keepAlive(functions);
		expect(server.calls).toEqual(['GET /subscriptions/made-1']);
	});

	it('asks once for the list, however many subscriptions are lost', async () => {
		const server = new FakeServer();
		const { functions } = context(server, {
			parameters: { events: ['anyEvent'], models: ['call', 'cdr', 'agent', 'message'] },
		});
		await subscribe(functions);
		expect(server.calls.filter((call) => call === 'GET /subscriptions')).toHaveLength(1);
		expect(server.subscriptions).toHaveLength(4);
	});

	it('has a new chance each round, whatever the last one ran into', async () => {
		const server = new FakeServer();
		const { functions } = context(server);
		await subscribe(functions);
		server.subscriptions = [];
		const body = '<html><title>Blocked</title></html>';
		server.refusals = { '*': { statusCode: 403, body } };
		server.calls = [];
		await keepAlive(functions);
		// One look; a firewall that blocks is not asked again in the same round.
		expect(server.calls).toHaveLength(1);
		server.refusals = {};
		await keepAlive(functions);
		expect(server.subscriptions).toHaveLength(1);
	});
});

describe('settings that cannot work', () => {
	it.each([
		['No event', { events: [] }],
		['No event', { events: ['anyEvent'], models: [] }],
		['No domain', { domain: '' }],
		['Not an IP address or network: core1', { options: { allowedAddresses: '10.0.0.1 core1' } }],
	])('are told: %s', async (message, parameters) => {
		const server = new FakeServer();
		await expect(subscribe(context(server, { parameters }).functions)).rejects.toThrow(message);
		expect(server.calls).toEqual([]);
	});

	it.each([
		[{}, []],
		[{ domain: '*' }, ['all domains']],
		[{ events: ['auditEntry'] }, ['Audit entries']],
		[{ domain: '*', events: ['auditEntry'] }, ['all domains', 'Audit entries']],
	])('of scope %p are explained: %j', async (parameters, advice) => {
		const server = new FakeServer();
		server.refusals = { 'POST /subscriptions': 403 };
		const refused = await subscribe(context(server, { parameters }).functions).catch(
			({ message }: Error) => message,
		);
		expect(refused).toMatch(/^Could not subscribe to \w+ events\. .*The credential may be/);
		const said = ['all domains', 'Audit entries'].filter((words) => `${refused}`.includes(words));
		expect(said).toEqual(advice);
		expect(`${refused}`.split('Super Users')).toHaveLength(1 + advice.length);
	});

	it.each([
		['domain', '/domains/~'],
		['user', '/domains/~/users/~'],
	])('as a %s of one’s own that the credential has not are told', async (name, path) => {
		const server = new FakeServer();
		server.refusals = { [`GET ${path}`]: { statusCode: 200, body: { description: 'nobody' } } };
		const parameters = { domain: '~', user: '~' };
		await expect(subscribe(context(server, { parameters }).functions)).rejects.toThrow(
			`The credential has no ${name} of its own. Choose the ${name} by its name instead of ~.`,
		);
		expect(server.changes()).toEqual([]);
	});
});
