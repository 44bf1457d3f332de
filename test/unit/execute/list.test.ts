import type { IDataObject } from 'n8n-workflow';
import { readList, streamList, type Wanted } from '../../../nodes/NetSapiens/execute/list';
import type { Api, ApiRequest } from '../../../nodes/NetSapiens/transport/api';

const request: ApiRequest = {
	method: 'GET',
	path: '/domains/{domain}/cdrs',
	values: { domain: 'acme.example' },
	query: { type: 'missed', site: undefined },
	kind: 'list',
	since: '44',
	itemIndex: 3,
};
const count = { path: '/domains/{domain}/cdrs/count', filters: ['type'] };
const all: Wanted = { rows: Infinity, onBrokenList: 'fail', concurrency: 5, count };

/** The door to a server; remembers what was asked and which hints n8n showed. */
function fakeApi(answer: (request: ApiRequest) => unknown) {
	const asked: ApiRequest[] = [];
	const hints: string[] = [];
	const stopping = new AbortController();
	const api = {
		request: async (sent: ApiRequest) => {
			asked.push(sent);
			return answer(sent);
		},
		stopped: stopping.signal,
		context: { addExecutionHints: ({ message }: { message: string }) => hints.push(message) },
	} as unknown as Api;
	return { api, asked, hints, stop: () => stopping.abort() };
}

/** Answers with rows of a list, and with a count if there is one. */
function listOf(length: number, total?: IDataObject, brokenAt = Infinity) {
	return ({ kind, query = {} }: ApiRequest) => {
		if (kind === 'count') return total;
		const [start, limit] = [Number(query.start), Number(query.limit)];
		if (start >= brokenAt) {
			const details = { description: 'Try again later.', httpCode: '503' };
			throw Object.assign(new Error('The server is busy.'), details);
		}
		const size = Math.max(0, Math.min(limit, length - start));
		return Array.from({ length: size }, (_, n) => ({ id: start + n }));
	};
}

test('pages are asked for with the filters, and counted with those that are used', async () => {
	const { api, asked, hints } = fakeApi(listOf(250, { total: 250, minutes: 12 }));
	expect(await readList(api, request, all)).toHaveLength(250);
	expect(asked[0]).toEqual({ ...request, query: { ...request.query, start: 0, limit: 100 } });
	const counts = asked.filter(({ kind }) => kind === 'count');
	expect(counts).toEqual([{ ...request, path: count.path, kind: 'count' }]);
	expect(asked).toHaveLength(4);
	expect(hints).toEqual([]);
});

test.each([
	['a filter that the count does not know', { ...request, query: { caller: '101' } }, all],
	['a list that nothing counts', request, { ...all, count: undefined }],
	['a limit', request, { ...all, rows: 240 }],
])('no count for %s', async (_, request, wanted) => {
	const { api, asked } = fakeApi(listOf(250, { total: 900 }));
	await readList(api, request, wanted);
	expect(asked.filter(({ kind }) => kind === 'count')).toEqual([]);
});

test.each([{ total: '251' }, { count: 251, size: 9 }, [{ total: 251 }]])(
	'a hint says that the server counts more than it shows (%j)',
	async (total) => {
		const { api, hints } = fakeApi(listOf(250, total as IDataObject));
		expect(await readList(api, request, all)).toHaveLength(250);
		expect(hints).toEqual(['The server counts 251 records, but shows 250 to this credential.']);
	},
);

test.each([{ total: '' }, { total: null }, {}, undefined])('%j is no count', async (total) => {
	const { api, hints } = fakeApi(listOf(250, total as IDataObject));
	expect(await readList(api, request, all)).toHaveLength(250);
	expect(hints).toEqual([]);
});

describe('a list that breaks off', () => {
	const keep: Wanted = { ...all, onBrokenList: 'keep' };

	test('fails with what was read, why, and what to do', async () => {
		const { api } = fakeApi(listOf(2950, undefined, 1700));
		const error: unknown = await readList(api, request, all).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({
			message: 'Only the first 1,700 records could be read: The server is busy.',
			description:
				'Try again later. To go on with these records, choose Options → If a List Breaks Off → Keep What Was Read.',
			httpCode: '503',
		});
	});

	test('keeps what was read and says so', async () => {
		const { api, hints } = fakeApi(listOf(2950, undefined, 1700));
		expect(await readList(api, request, keep)).toHaveLength(1700);
		expect(hints).toEqual(['Only the first 1,700 records could be read: The server is busy.']);
	});

	test('is not kept when nothing was read', async () => {
		const { api } = fakeApi(listOf(2950, undefined, 0));
		await expect(readList(api, request, keep)).rejects.toThrow(/^The server is busy\.$/);
	});

	test('is not kept when the execution was stopped', async () => {
		const { api, stop } = fakeApi(listOf(2950, undefined, 1700));
		stop();
		await expect(readList(api, request, keep)).rejects.toThrow(/1,700 records/);
	});
});

describe('a 404 in place of an empty page', () => {
	const refusal = (message: string) => Object.assign(new Error(message), { httpCode: '404' });
	const nothing = refusal('Not found: Resource not found.');

	/** A list of three rows, behind which the server says 404. */
	const endingIn =
		(error: Error): ((sent: ApiRequest) => unknown) =>
		({ kind, query = {} }) => {
			if (kind === 'count') return undefined;
			if (query.start === 0) return [{ id: 1 }, { id: 2 }, { id: 3 }];
			throw error;
		};

	test('is the end of a list that has begun', async () => {
		const { api, hints } = fakeApi(endingIn(nothing));
		expect(await readList(api, request, all)).toHaveLength(3);
		expect(hints).toEqual([]);
	});

	/** What a server answers that says 404 to the list: how many there are, and the owner of the list. */
	const empty =
		(total: unknown, owner: unknown): ((sent: ApiRequest) => unknown) =>
		({ kind }) => {
			if (kind === 'list') throw nothing;
			const answer = kind === 'count' ? total : owner;
			if (answer instanceof Error) throw answer;
			return answer;
		};
	const domain = { domain: 'acme.example' };

	test.each([
		['counts none', empty({ total: 0 }, nothing)],
		['does not count, but has what the list belongs to', empty(undefined, domain)],
		['fails to count, but has what the list belongs to', empty(nothing, domain)],
	])('is a list without records where the server %s', async (_, answer) => {
		const { api } = fakeApi(answer);
		expect(await readList(api, request, all)).toEqual([]);
	});

	test.each([
		['counts some', empty({ total: 3 }, domain)],
		['has nothing that it could belong to', empty(undefined, nothing)],
		['says nothing of what it belongs to', empty(undefined, undefined)],
	])('is an error where the server %s', async (_, answer) => {
		const { api } = fakeApi(answer);
		await expect(readList(api, request, all)).rejects.toThrow(nothing);
	});

	test('asks for just what the list belongs to', async () => {
		const { api, asked } = fakeApi(empty(undefined, domain));
		await readList(
			api,
			{ ...request, path: '/domains/{domain}/users' },
			{ ...all, count: undefined },
		);
		expect(asked.slice(1)).toEqual([
			{
				method: 'GET',
				path: '/domains/{domain}',
				values: { domain: 'acme.example' },
				kind: 'record',
				itemIndex: 3,
			},
		]);
	});

	test.each([
		['of the whole server, which can only be empty', { path: '/cdrs', values: {} }, []],
		['at an identifier of its own', { path: '/domains/{domain}/recordings/{callid}' }, nothing],
		['at a path that somebody typed', { path: '/cdrs', values: undefined }, nothing],
	])('needs no look at a list %s', async (_, place, expected) => {
		const { api, asked } = fakeApi(empty(undefined, domain));
		const read = readList(api, { ...request, ...place }, { ...all, count: undefined });
		expect(await read.catch((error: unknown) => error)).toEqual(expected);
		expect(asked).toHaveLength(1);
	});

	test.each(['No Route Found [92]', 'Domain acme.example does not exist'])(
		'is another matter when it says %p',
		async (words) => {
			const { api } = fakeApi(endingIn(refusal(words)));
			await expect(readList(api, request, all)).rejects.toThrow('Only the first 3 records');
		},
	);
});

test('a bare record has no page behind it', async () => {
	const { api, asked } = fakeApi(() => ({ id: 1, seen: asked.length }));
	expect(await readList(api, request, all)).toEqual([{ id: 1, seen: 1 }]);
	expect(asked).toHaveLength(1);
});

test.each([undefined, null, '', {}, []])('%j is an empty list', async (answer) => {
	const { api, asked } = fakeApi(() => answer);
	expect(await readList(api, request, all)).toEqual([]);
	expect(asked).toHaveLength(1);
});

describe('a list that is streamed', () => {
	const read = async (answer: (request: ApiRequest) => unknown, wanted: Wanted = all) => {
		const { api, hints } = fakeApi(answer);
		const pages: number[] = [];
		const reading = (async () => {
			const onWarning = (warning: string) => void hints.push(warning);
			for await (const page of streamList(api, request, wanted, onWarning)) pages.push(page.length);
		})();
		const error: unknown = await reading.catch((thrown: unknown) => thrown);
		return { pages, hints, error };
	};

	test('comes page by page', async () => {
		const { pages, hints } = await read(listOf(250, { total: 250 }));
		expect(pages).toEqual([100, 100, 50]);
		expect(hints).toEqual([]);
	});

	test('has its pages read while they come, and keeps no rows of those that were given', async () => {
		const { api, asked } = fakeApi(listOf(250, { total: 250 }));
		const pages: IDataObject[][] = [];
		for await (const page of streamList(api, request, all, () => {})) {
			expect(pages.every((earlier) => earlier.length === 0)).toBe(true);
			pages.push(page);
		}
		const lists = asked.filter(({ kind }) => kind === 'list');
		expect(lists.every(({ isStreamed }) => isStreamed)).toBe(true);
	});

	test('says that the server counts more than it shows', async () => {
		const { hints } = await read(listOf(250, { total: 251 }));
		expect(hints).toEqual(['The server counts 251 records, but shows 250 to this credential.']);
	});

	test('fails with how much was read, why, and what to do, when it breaks off', async () => {
		const { pages, error } = await read(listOf(2950, undefined, 1700));
		expect(pages.length).toBeGreaterThan(16);
		expect(error).toMatchObject({
			message: 'Only the first 1,700 records could be read: The server is busy.',
			description: expect.stringContaining('Keep What Was Read') as string,
			httpCode: '503',
		});
	});

	test('ends where it breaks off, if that is wanted', async () => {
		const { hints, error } = await read(listOf(2950, undefined, 1700), {
			...all,
			onBrokenList: 'keep',
		});
		expect(error).toBeUndefined();
		expect(hints).toEqual(['Only the first 1,700 records could be read: The server is busy.']);
	});

	test('fails with the cause when nothing was read', async () => {
		const { error } = await read(listOf(2950, undefined, 0));
		expect(error).toMatchObject({ message: 'The server is busy.' });
	});

	test('drops rows that come again, long after the beginning and right behind each other', async () => {
		// Rows of the last page move to the next one with each request, as if calls were coming in.
		const moving = ({ kind, query = {} }: ApiRequest) => {
			if (kind === 'count') return undefined;
			const from = Math.max(0, Number(query.start) - 3);
			return Array.from({ length: Math.min(100, 20_000 - from) }, (_, at) => ({ id: from + at }));
		};
		const { pages } = await read(moving, { ...all, concurrency: 1 });
		expect(pages.reduce((sum, page) => sum + page, 0)).toBe(20_000);
	});
});
