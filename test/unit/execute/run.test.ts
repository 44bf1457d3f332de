/** How a run goes through its items, whatever n8n's engine makes of it. */
import {
	NodeApiError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeExecutionHint,
} from 'n8n-workflow';
import type { ApiRequest } from '../../../nodes/NetSapiens/transport/api';

/** What the server answers, and what it was asked, in the test that runs. */
let server: (request: ApiRequest) => unknown;
let asked: ApiRequest[] = [];
let settings: object | undefined;

jest.mock('../../../nodes/NetSapiens/transport/api', () => ({
	Api: class {
		private readonly stopping = new AbortController();
		readonly stopped = this.stopping.signal;

		constructor(
			readonly context: unknown,
			given: object,
		) {
			settings = given;
		}

		stop() {
			this.stopping.abort();
		}

		async baseUrl() {
			return 'https://pbx.example/ns-api/v2';
		}

		async request(request: ApiRequest) {
			asked.push(request);
			return server(request);
		}
	},
}));

import { run } from '../../../nodes/NetSapiens/execute/run';

const node = { id: '1', name: 'PBX', type: 'netSapiens', typeVersion: 1, position: [0, 0] };

interface Given {
	/** Parameters of each item. */
	items: IDataObject[];
	goesOn?: boolean;
	type?: string;
}

/** Runs the node. @returns what came out, or the error that it ended with */
async function ran({ items, goesOn = false, type = node.type }: Given) {
	const hints: NodeExecutionHint[] = [];
	const context = {
		getNode: () => ({ ...node, type, parameters: items[0] ?? {} }),
		getInputData: () => items.map((json) => ({ json })),
		getTimezone: () => 'UTC',
		continueOnFail: () => goesOn,
		addExecutionHints: (hint: NodeExecutionHint) => hints.push(hint),
		getNodeParameter: (name: string, item: number, fallback: unknown) =>
			items[item]?.[name] ?? fallback,
	} as unknown as IExecuteFunctions;
	const output = await run(context).catch((error: Error) => error);
	const given = output instanceof Error ? [] : (output[0] as INodeExecutionData[]);
	const error = output instanceof Error ? (output as NodeApiError) : undefined;
	const messages = hints.map(({ message }) => message);
	return { items: given, error, hints: messages };
}

/** A list of so many records. */
const listOf =
	(length: number) =>
	({ query: { start = 0, limit = 100 } = {}, kind }: ApiRequest) => {
		if (kind === 'count') return { total: length };
		const rows = Array.from({ length }, (_, n) => ({ user: `u${n}`, 'other-column': 'x' }));
		return rows.slice(Number(start), Number(start) + Number(limit));
	};

beforeEach(() => {
	asked = [];
	server = () => ({ user: '101', 'other-column': 'x' });
});

const list = { resource: 'user', operation: 'getAll', domain: 'acme.example' };
const get = { resource: 'user', operation: 'get', domain: 'acme.example', user: '101' };
const update = { ...get, operation: 'update' };

test.each<[IDataObject, number]>([
	[{}, 50],
	[{ limit: 3 }, 3],
	[{ returnAll: false, limit: '120' }, 120],
	[{ returnAll: true, limit: 3 }, 230],
])('a list with %j gives %i records', async (more, count) => {
	server = listOf(230);
	const { items } = await ran({ items: [{ ...list, ...more }] });
	expect(items).toHaveLength(count);
	expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
});

test('only a list of all is counted, and its pages are asked for side by side', async () => {
	server = listOf(730);
	await ran({ items: [{ ...list, returnAll: true }] });
	expect(asked.filter(({ kind }) => kind === 'count')).toHaveLength(1);
	expect(settings).toMatchObject({ concurrency: 5, timeoutMilliseconds: 60_000, guard: undefined });
	await ran({ items: [{ ...list, options: { concurrency: 2, safety: 'readOnly' } }] });
	expect(settings).toMatchObject({ concurrency: 2, guard: expect.any(Function) as unknown });
});

test.each<[string, IDataObject[], number]>([
	['pages', [{ ...list, returnAll: true, options: { concurrency: 3 } }], 3],
	['items', [1, 2, 3, 4].map(() => ({ ...get, options: { concurrency: 3 } })), 3],
	['items, one by one', [1, 2].map(() => ({ ...get, options: { concurrency: 1 } })), 1],
])('as many %s are under way as was chosen', async (_title, items, most) => {
	let underWay = 0;
	let mostUnderWay = 0;
	server = async (request) => {
		mostUnderWay = Math.max(mostUnderWay, ++underWay);
		await new Promise(setImmediate);
		underWay--;
		return items.length === 1 ? listOf(1030)(request) : { user: '101' };
	};
	await ran({ items });
	expect(mostUnderWay).toBe(most);
});

test('a list that breaks off is kept only where that was chosen', async () => {
	server = (request) => {
		if (Number(request.query?.start) >= 100) throw new Error('busy');
		return listOf(230)(request);
	};
	const all = { ...list, returnAll: true };
	expect((await ran({ items: [all] })).error?.message).toContain('Only the first 100 records');
	const kept = await ran({ items: [{ ...all, options: { onBrokenList: 'keep' } }] });
	expect(kept.items).toHaveLength(100);
});

test.each([
	['a list', list],
	['a record', get],
])('of %s, Output keeps what was chosen', async (_title, parameters) => {
	server = (request) =>
		parameters === list ? listOf(1)(request) : { user: 'u0', 'other-column': 'x' };
	const kept = async (more: IDataObject) =>
		(await ran({ items: [{ ...parameters, ...more }] })).items.map(({ json }) => json);
	expect(await kept({})).toEqual([{ user: 'u0' }]);
	expect(await kept({ output: 'raw' })).toEqual([{ user: 'u0', 'other-column': 'x' }]);
	const selected = { output: 'selectedFields', outputFields: ['other-column'] };
	expect(await kept(selected)).toEqual([{ 'other-column': 'x' }]);
});

test('what would change nothing is not sent', async () => {
	const { error } = await ran({ items: [{ ...update, fields: {} }] });
	expect(error?.message).toContain('There is nothing to change');
	expect(asked).toEqual([]);
});

test('what a run noticed is told once, for all of its items', async () => {
	server = listOf(0);
	const empty = await ran({ items: [list, list] });
	expect(empty.hints).toEqual(['No records were found for 2 of 2 items.']);
	server = () => undefined;
	const mapped = { ...update, dataMode: 'autoMapInputData', department: 'Sales', odd: 1 };
	expect((await ran({ items: [mapped] })).hints[0]).toContain('left out keys');
});

describe('an item that fails', () => {
	const refusal = () =>
		new NodeApiError(node as never, {}, { message: 'No such user', httpCode: '404' });
	const third = (request: ApiRequest) => {
		if (request.itemIndex !== 1) return { user: '101' };
		throw refusal();
	};

	test('becomes what failed, where the workflow goes on', async () => {
		server = third;
		const { items, error } = await ran({ items: [get, get, get], goesOn: true });
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{ json: { user: '101' }, pairedItem: { item: 0 } },
			{ json: { error: 'No such user', details: { status: 404 } }, pairedItem: { item: 1 } },
			{ json: { user: '101' }, pairedItem: { item: 2 } },
		]);
	});

	test('stops the others, with the error that the server gave', async () => {
		server = third;
		const one = { ...get, options: { concurrency: 1 } };
		const { items, error } = await ran({ items: [one, one, one] });
		expect(items).toEqual([]);
		expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '404', message: 'No such user' });
		expect(error?.description).toContain('Carried out: item 0. Not started: item 2.');
		expect(asked.map(({ itemIndex }) => itemIndex)).toEqual([0, 1]);
	});

	test('says which it is where no server did', async () => {
		const { error } = await ran({ items: [get, { ...get, resource: 'horse' }] });
		expect(error).toMatchObject({ name: 'NodeOperationError', level: 'warning' });
		expect(error?.message).toContain('There is no resource "horse"');
		expect(error?.context.itemIndex).toBe(1);
	});

	test('in a tool is told the model', async () => {
		server = third;
		const { items } = await ran({ items: [get, get], type: 'netSapiensTool' });
		expect(items[1]?.json).toMatchObject({ error: 'No such user', details: { status: 404 } });
		expect(items[1]?.json.howToFix).toEqual(expect.any(String));
	});
});

describe('what takes all items together', () => {
	const sync = {
		resource: 'sharedContact',
		operation: 'sync',
		domain: 'acme.example',
		dataMode: 'autoMapInputData',
		matchBy: 'email',
		syncMode: 'add',
		dryRun: false,
	};

	test('cannot be what a later item alone chooses', async () => {
		const { items } = await ran({ items: [get, sync], goesOn: true });
		expect(items[1]?.json.error).toContain('This operation takes all input items together');
		expect(asked).toHaveLength(1);
	});

	test.each([
		['the item that cannot be read', [sync, { ...sync, options: { timeout: 0 } }], 1, '"Timeout"'],
		[
			'the item that it is about',
			[
				{ ...sync, email: 'a' },
				{ ...sync, email: '' },
			],
			1,
			'Item 1',
		],
	])('does nothing for the sake of %s', async (_title, items, item, words) => {
		const failed = { error: expect.stringContaining(words) as string, details: {} };
		const outcome = await ran({ items, goesOn: true });
		expect(outcome.items).toMatchObject([{ json: failed, pairedItem: { item } }]);
		const stopped = await ran({ items });
		expect(stopped.error?.message).toContain(words);
		expect(stopped.error?.context.itemIndex).toBe(item);
		expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	test('fails for the first item where the server fails', async () => {
		server = () => {
			throw new Error('busy');
		};
		const items = [
			{ ...sync, email: 'a@b.example' },
			{ ...sync, email: 'c@b.example' },
		];
		const outcome = await ran({ items, goesOn: true });
		expect(outcome.items).toMatchObject([{ json: { error: 'busy' }, pairedItem: { item: 0 } }]);
	});
});

test('API Request is sent as it was typed', async () => {
	server = () => [{ a: 1 }];
	const { items } = await ran({
		items: [{ resource: 'apiRequest', operation: 'request', path: '/a' }],
	});
	expect(items).toEqual([{ json: { a: 1 }, pairedItem: { item: 0 } }]);
	expect(asked).toEqual([{ method: 'GET', path: '/a', query: {}, kind: 'any', itemIndex: 0 }]);
});

test('without items nothing is done', async () => {
	expect(await ran({ items: [] })).toEqual({ items: [], error: undefined, hints: [] });
	expect(asked).toEqual([]);
});
