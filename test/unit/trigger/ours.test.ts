import type { IDataObject } from 'n8n-workflow';
import { isSameUrl, pointsAt } from '../../../nodes/NetSapiensTrigger/endpoint';
import { keepAlive, subscribe, unsubscribe } from '../../../nodes/NetSapiensTrigger/lifecycle';
import { ADDRESS, context, FakeServer, type Situation } from './fakes';

/** The same workflow with all that n8n has saved of it, in an n8n at another address. */
const CLONE = 'https://staging.example.com/webhook/0b5e/netsapiens';

const foreign = {
	model: 'call',
	domain: 'acme.example',
	user: '*',
	'post-url': 'https://other.example/hook?model=call&secret=theirs',
};

describe('the URL of a subscription is ours', () => {
	it.each([
		`${ADDRESS}?model=call&secret=new`,
		`${ADDRESS}?secret=old&model=call`,
		ADDRESS.replace('n8n.example.com', 'N8N.Example.COM:443'),
		ADDRESS.replace('n8n.example.com', 'n8n.example.com.'),
		ADDRESS.replace('https', 'HTTPS'),
	])('as %s', (url) => {
		expect(pointsAt(url, ADDRESS)).toBe(true);
	});

	it.each([
		CLONE,
		`${ADDRESS}/more`,
		ADDRESS.replace('0b5e', '0b5f'),
		ADDRESS.replace('/webhook/', '/webhook-test/'),
		ADDRESS.replace('n8n.', 'n8m.'),
		ADDRESS.replace('https', 'http'),
		ADDRESS.replace('.com', '.com:8443'),
		ADDRESS.replace('n8n.example.com', 'n8n.example.com.evil.example'),
		`https://evil.example/?${ADDRESS}`,
		`https://${'n8n.example.com'}@evil.example/webhook/0b5e/netsapiens`,
		'not a url',
		'',
		null,
		undefined,
		{},
	])('but not as %p', (url) => {
		expect(pointsAt(url, ADDRESS)).toBe(false);
	});

	it('whatever the order of its query', () => {
		expect(isSameUrl(`${ADDRESS}?secret=s&model=call`, `${ADDRESS}?model=call&secret=s`)).toBe(
			true,
		);
		expect(isSameUrl(`${ADDRESS}?secret=t&model=call`, `${ADDRESS}?model=call&secret=s`)).toBe(
			false,
		);
	});

	it('is not written again only because the server spells it in another way', async () => {
		const server = new FakeServer();
		const { functions } = context(server);
		await subscribe(functions);
		const [model, secret] = [
			...new URL(server.subscriptions[0]!['post-url']).searchParams.values(),
		];
		server.subscriptions[0]!['post-url'] =
			`https://N8N.example.com:443/webhook/0b5e/netsapiens?secret=${secret}&model=${model}`;
		server.calls = [];
		await subscribe(functions);
		expect(server.changes()).toEqual([]);
	});
});

describe('a subscription of somebody else', () => {
	it.each([
		foreign['post-url'],
		`${ADDRESS}/more?model=call`,
		ADDRESS.replace('n8n.', 'n8m.'),
		ADDRESS.replace('https', 'http'),
		'not a url',
	])('at %p is never touched, and the conflict is explained', async (url) => {
		const server = new FakeServer();
		server.add({ ...foreign, 'post-url': url });
		const { functions } = context(server);
		await expect(subscribe(functions)).rejects.toThrow('posts elsewhere');
		await unsubscribe(functions);
		expect(server.changes()).toEqual(['POST /subscriptions']);
		expect(server.subscriptions).toMatchObject([{ 'post-url': url }]);
	});

	it('is named in the conflict by its host alone', async () => {
		const server = new FakeServer();
		server.add(foreign);
		const said = await subscribe(context(server).functions).catch(String);
		expect(said).toContain('posts elsewhere (other.example).');
		expect(said).not.toContain('theirs');
	});

	it('lives beside ours', async () => {
		const server = new FakeServer();
		server.add({ ...foreign, domain: 'b.example' });
		const { functions } = context(server);
		await subscribe(functions);
		await unsubscribe(functions);
		expect(server.subscriptions).toMatchObject([{ domain: 'b.example' }]);
	});

	it('is left alone although our note says its ID', async () => {
		const server = new FakeServer();
		server.add({ ...foreign, domain: 'b.example' });
		const staticData = { subscriptions: { call: { id: 'made-1', domain: 'acme.example' } } };
		const { functions } = context(server, { staticData });
		await subscribe(functions);
		expect(server.changes()).toEqual(['POST /subscriptions']);
		expect(staticData.subscriptions.call.id).toBe('made-2');
		staticData.subscriptions.call.id = 'made-1';
		await unsubscribe(functions);
		expect(server.subscriptions).toMatchObject([{ id: 'made-1' }]);
	});

	it('is taken as ours where the list may not be read', async () => {
		const server = new FakeServer();
		server.add(foreign);
		server.refusals = { 'GET /subscriptions': 403 };
		const { functions, staticData } = context(server);
		await subscribe(functions);
		expect(staticData.subscriptions).toEqual({});
	});
});

describe('a restored or cloned n8n', () => {
	/** Production has subscribed; the clone has its workflow and what was saved of it. */
	async function cloned(more: Situation = {}) {
		const server = new FakeServer();
		const { functions, staticData } = context(server);
		await subscribe(functions);
		const before = structuredClone(server.subscriptions);
		const clone = context(server, {
			address: CLONE,
			process: 'clone',
			staticData: structuredClone(staticData),
			...more,
		});
		server.calls = [];
		return { server, before, clone };
	}

	it.each(['init', 'activate', 'update', 'leadershipChange'] as const)(
		'leaves the subscriptions of the first one alone when it starts with %s',
		async (activation) => {
			const { server, before, clone } = await cloned({ activation });
			await subscribe(clone.functions).catch(() => undefined);
			await keepAlive(clone.functions);
			await unsubscribe(clone.functions);
			expect(server.changes().filter((call) => !call.startsWith('POST'))).toEqual([]);
			expect(server.subscriptions).toEqual(before);
		},
	);

	it('leaves them alone when it is unpublished without ever having started', async () => {
		const { server, before, clone } = await cloned();
		await keepAlive(clone.functions);
		await unsubscribe(clone.functions);
		expect(server.changes()).toEqual([]);
		expect(server.subscriptions).toEqual(before);
		expect(clone.staticData.subscriptions).toEqual({});
	});

	it('leaves them alone when other events are chosen in it', async () => {
		const { server, before, clone } = await cloned({ parameters: { events: ['smsReceived'] } });
		await subscribe(clone.functions);
		expect(server.subscriptions).toEqual([
			...before,
			expect.objectContaining({ model: 'message' }),
		]);
		expect(Object.keys(clone.staticData.subscriptions as IDataObject)).toEqual(['message']);
	});

	it('has subscriptions of its own where the server lets both live', async () => {
		const { server, before, clone } = await cloned({ parameters: { domain: 'b.example' } });
		await subscribe(clone.functions);
		expect(server.subscriptions).toMatchObject([
			before[0]!,
			{ 'post-url': expect.stringContaining(CLONE) },
		]);
		expect(clone.staticData.subscriptions).toMatchObject({ call: { id: 'made-2' } });
		await unsubscribe(clone.functions);
		expect(server.subscriptions).toEqual(before);
	});

	it('is told what stands in the way, if the server does not', async () => {
		const { clone } = await cloned();
		await expect(subscribe(clone.functions)).rejects.toThrow(
			/posts elsewhere \(n8n\.example\.com\)\. .* If n8n itself had that address before/,
		);
	});

	it('takes over by itself what was left under its earlier address, once that has ended', async () => {
		const { server, clone } = await cloned({ activation: 'init' });
		await subscribe(clone.functions);
		expect(clone.warnings).toEqual([expect.stringContaining('posts elsewhere')]);
		server.subscriptions = [];
		await keepAlive(clone.functions);
		expect(server.subscriptions).toMatchObject([{ 'post-url': expect.stringContaining(CLONE) }]);
	});
});

describe('notes that nobody made', () => {
	it.each([
		[{ subscriptions: { call: { id: '..', domain: 'acme.example' } } }],
		[{ subscriptions: { call: { id: '../domains/acme.example' } } }],
		[{ subscriptions: { call: { id: 7 } } }],
		[{ subscriptions: { call: null, nonsense: { id: 'x' } } }],
		[{ subscriptions: 'text' }],
		[{ subscriptions: null, secret: '' }],
		[{ secret: 5 }],
	])('are forgotten: %j', async (staticData) => {
		const server = new FakeServer();
		const { functions } = context(server, { staticData: staticData as IDataObject });
		await subscribe(functions);
		expect(staticData).toMatchObject({
			secret: expect.stringMatching(/^[\w-]{32}$/),
			subscriptions: { call: { id: 'made-1' } },
		});
		for (const call of server.calls) expect(call).toMatch(/^\w+ \/subscriptions(\/[^/.]+)?$/);
		await unsubscribe(functions);
		expect(server.subscriptions).toEqual([]);
	});
});
