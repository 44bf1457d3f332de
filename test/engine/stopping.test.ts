import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Api } from '../../nodes/NetSapiens/transport/api';
import { runNode, type Run } from '../support/engine';
import { json, startHostile, type Hostile, type Responder } from '../support/hostile';

let server: Hostile | undefined;

afterEach(async () => {
	jest.restoreAllMocks();
	await server?.stop();
});

/** Items that create users 0, 1, 2 … */
const users = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({ json: { user: String(index) } }));

const create: INodeParameters = {
	resource: 'user',
	operation: 'create',
	domain: { __rl: true, mode: 'id', value: 'acme.example' },
	'new-user': '={{ $json.user }}',
	'name-first-name': 'Ann',
	'name-last-name': 'Lee',
	'email-address': 'ann@acme.example',
	'user-scope': 'Basic User',
};

async function run(
	respond: Responder,
	{ concurrency = 3, ...more }: Partial<Run> & { concurrency?: number } = {},
) {
	server = await startHostile(respond);
	return await runNode({
		parameters: { ...create, options: { concurrency } },
		credential: {
			server: server.url,
			authentication: 'apiKey',
			apiKey: 'nss_0123456789',
			accessToken: 'nss_0123456789',
		},
		input: users(20),
		...more,
	});
}

/** Answers by the user that is to be created. */
const byUser =
	(answers: Record<string, Responder>): Responder =>
	async (request, response) => {
		const { user } = JSON.parse(request.body.toString()) as { user: string };
		await (answers[user] ?? json(202, { code: 202 }))(request, response);
	};

const failure = json(500, { code: 500, message: 'Out of memory' });

/** Resolves when the node knows that it has to stop. */
async function stopping(): Promise<void> {
	const { stop } = Api.prototype;
	await new Promise<void>((resolve) =>
		jest.spyOn(Api.prototype, 'stop').mockImplementation(function (this: Api) {
			stop.call(this);
			resolve();
		}),
	);
}

/** Answers only once the node knows that it has to stop. */
const after =
	(event: Promise<void>, answer: Responder): Responder =>
	async (request, response) => {
		await event;
		await answer(request, response);
	};

const sent = () =>
	server!.requests.map(({ body }) => (JSON.parse(body.toString()) as { user: string }).user);

describe('when an item fails and the node is to stop', () => {
	test('no other item starts, and what is under way comes to its end', async () => {
		const late = after(stopping(), json(202, { code: 202 }));
		const { error, items } = await run(byUser({ 0: late, 1: failure, 2: late }));
		expect(sent().sort()).toEqual(['0', '1', '2']);
		expect(server!.requests.map(({ endedBy }) => endedBy)).toEqual(['server', 'server', 'server']);
		expect(items).toEqual([]);
		expect(error?.message).toBe('The server could not carry out the request (500): Out of memory');
		expect(error?.description).toContain('Carried out: items 0 and 2. Not started: items 3–19.');
		expect(error?.context.itemIndex).toBe(1);
	});

	test('nothing is sent again out of a back-off', async () => {
		const slow = json(429, { code: 429 }, { 'retry-after': '1' });
		const refusal = json(400, { code: 400, message: 'Bad name' });
		const { error } = await run(byUser({ 0: slow, 1: after(answered(0), refusal) }), {
			concurrency: 2,
		});
		expect(sent()).toEqual(['0', '1']);
		expect(error?.message).toBe('The server refused the values: Bad name');
		expect(error?.description).toContain(
			'Carried out: none. Failed too: item 0. Not started: items 2–19.',
		);
	});

	test('what has begun but was not sent yet is not sent', async () => {
		const stopped = stopping();
		const { request } = Api.prototype;
		jest.spyOn(Api.prototype, 'request').mockImplementation(async function (this: Api, call) {
			if (call.itemIndex === 1) await stopped;
			return await request.call(this, call);
		});
		const { error } = await run(byUser({ 0: failure }), { concurrency: 2 });
		expect(sent()).toEqual(['0']);
		expect(error?.message).toContain('Out of memory');
		expect(error?.description).toContain('Failed too: item 1. Not started: items 2–19.');
	});

	test('a long list is not read any further', async () => {
		const stopped = stopping();
		const lists: INodeParameters = {
			resource: 'user',
			operation: 'getAll',
			domain: { __rl: true, mode: 'id', value: '={{ $json.domain }}' },
			returnAll: true,
			options: { concurrency: 2 },
		};
		const page = json(
			200,
			Array.from({ length: 100 }, (_, user) => ({ user })),
		);
		// The second item fails while the first page of the first one is on its way.
		const respond: Responder = async (request, response) =>
			await (request.url.includes('/long/') ? after(stopped, page) : failure)(request, response);
		const input = ['long', 'broken'].map((domain) => ({ json: { domain } }));
		const { error } = await run(respond, { parameters: lists, input });
		expect(server!.requests).toHaveLength(2);
		expect(error?.message).toContain('Out of memory');
		expect(error?.description).toContain('Carried out: none. Failed too: item 0.');
	});

	test('a single item has nothing to say about others', async () => {
		const { error } = await run(byUser({ 0: failure }), { input: users(1) });
		expect(error?.description).not.toContain('Carried out');
	});

	test('a value that cannot be sent stops the run the same way', async () => {
		const input = users(4);
		input[1] = { json: {} };
		const { error } = await run(byUser({}), { input, concurrency: 1 });
		expect(sent()).toEqual(['0']);
		expect(error?.message).toContain('"user" is empty');
		expect(error?.description).toBe('Carried out: item 0. Not started: items 2–3.');
	});
});

/** Resolves when the server has answered so many requests after this one. */
async function answered(index: number): Promise<void> {
	for (;;) {
		if (server?.requests[index]?.endedBy === 'server') return;
		await new Promise((resolve) => setImmediate(resolve));
	}
}

describe('when the execution is stopped', () => {
	const settings = [undefined, 'continueRegularOutput', 'continueErrorOutput'] as const;
	const cases = settings.flatMap((onError) => [3, 20].map((count) => [onError, count] as const));

	test.each(cases)(
		'nothing new is sent, and no failed item is made up (On Error: %s, %d items)',
		async (onError, count) => {
			const stop = new AbortController();
			let arrived = 0;
			const hang: Responder = () => {
				if (++arrived === 3) stop.abort();
			};
			const ended = await run(hang, { stop: stop.signal, onError, input: users(count) });
			expect(sent().sort()).toEqual(['0', '1', '2']);
			const failed = [...ended.items, ...ended.errorItems].filter((item) => 'error' in item.json);
			expect(failed).toEqual([]);
		},
	);
});
