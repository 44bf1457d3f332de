import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import type { ApiRequest } from '../../../nodes/NetSapiens/transport/api';

jest.mock('../../../nodes/NetSapiens/generated/pickers', () => ({
	pickers: {
		searchDomains: {
			path: '/domains',
			value: 'domain',
			label: ['domain', 'description'],
			mine: true,
			fallbackPath: '/domains/~',
		},
		searchUsers: {
			path: '/domains/{domain}/users',
			value: 'user',
			label: ['user', 'name-first-name', 'name-last-name'],
		},
	},
}));

/** What the server answers, and what it was asked, in the test that runs. */
let server: (request: ApiRequest) => IDataObject | IDataObject[];
let asked: ApiRequest[] = [];

jest.mock('../../../nodes/NetSapiens/transport/api', () => ({
	Api: class {
		async request(request: ApiRequest) {
			asked.push(request);
			return server(request);
		}
	},
}));

import { listSearch } from '../../../nodes/NetSapiens/methods/listSearch';

beforeEach(() => (asked = []));

const places = () => asked.map(({ query }) => query?.start);

/** Lists records as servers do; `cap` is the most that it gives at a time. */
function lists(records: IDataObject[], cap = Infinity) {
	return ({ query }: ApiRequest) => {
		const [start, limit] = [Number(query?.start), Number(query?.limit)];
		return records.slice(start, start + Math.min(limit, cap));
	};
}

const form = (parameters: IDataObject = { domain: 'acme.example' }) =>
	({
		getNode: () => ({ name: 'NetSapiens', type: 'x' }),
		getCurrentNodeParameter: (name: string) => parameters[name],
	}) as unknown as ILoadOptionsFunctions;

const users = (filter?: string, token?: string, context = form()) =>
	listSearch.searchUsers!.call(context, filter, token);
const domains = (filter?: string) => listSearch.searchDomains!.call(form({}), filter);

const people = (count: number, more: (n: number) => IDataObject = () => ({})): IDataObject[] =>
	Array.from({ length: count }, (_, n) => ({
		user: String(1000 + n),
		'name-first-name': 'Ann',
		'name-last-name': '',
		...more(n),
	}));

/** All choices that scrolling down brings. */
async function scrolled(filter?: string): Promise<unknown[]> {
	const values: unknown[] = [];
	let token: string | undefined;
	do {
		const { results, paginationToken } = await users(filter, token);
		values.push(...results.map(({ value }) => value));
		token = paginationToken as string | undefined;
	} while (token !== undefined);
	return values;
}

const numbers = (count: number, from = 1000) =>
	Array.from({ length: count }, (_, n) => String(from + n));

describe('browsing', () => {
	test('shows a page with one request and says where the next one begins', async () => {
		server = lists(people(250));
		const first = await users();
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: '1000 Ann', value: '1000' });
		expect(first.paginationToken).toMatch(/^100 /);
		expect(asked).toMatchObject([
			{
				path: '/domains/{domain}/users',
				values: { domain: 'acme.example' },
				query: { start: 0, limit: 100 },
			},
		]);
	});

	test.each([0, 3, 37, 100, 250, 1300])('comes to the end of %d records', async (count) => {
		server = lists(people(count));
		expect(await scrolled()).toEqual(numbers(count));
	});

	test('a short list costs a look behind it, a tiny one none', async () => {
		server = lists(people(37));
		expect((await users()).paginationToken).toBeUndefined();
		expect(places()).toEqual([0, 37]);
		asked = [];
		server = lists(people(9));
		await users();
		expect(places()).toEqual([0]);
	});

	test('a server that caps its pages hides nothing', async () => {
		server = lists(people(250), 50);
		expect(await scrolled()).toEqual(numbers(250));
	});

	test('a server that ignores where to start gives its page once', async () => {
		server = ({ query }) => people(250).slice(0, Number(query?.limit));
		expect(await scrolled()).toEqual(numbers(100));
	});

	test('goes on where the first pages hold no choice', async () => {
		const systemUsers = people(300, (n) => ({
			'service-code': n < 220 ? 'system-queue' : undefined,
		}));
		server = lists(systemUsers);
		const { results } = await users();
		expect(results[0]?.value).toBe('1220');
		expect(results).toHaveLength(80);
	});
});

describe('searching', () => {
	test('finds what is beyond the first page, without regard to case', async () => {
		server = lists(people(250, (n) => ({ 'name-first-name': n === 240 ? 'Zoe' : 'Ann' })));
		const { results, paginationToken } = await users(' ZOE ');
		expect(results).toEqual([{ name: '1240 Zoe', value: '1240' }]);
		expect(paginationToken).toBeUndefined();
	});

	test('stops when enough was found', async () => {
		server = lists(people(5000));
		expect((await users('ann')).results).toHaveLength(100);
		expect(asked).toHaveLength(1);
	});

	test('looks through ten pages at a time, and goes on there', async () => {
		server = lists(people(2500, (n) => ({ 'name-first-name': n === 1100 ? 'Zoe' : 'Ann' })));
		const first = await users('zoe');
		expect(first.results).toEqual([]);
		expect(first.paginationToken).toMatch(/^1000 /);
		expect(asked).toHaveLength(10);
		expect(await scrolled('zoe')).toEqual(['2100']);
	});

	test('a page that fails is no end', async () => {
		server = (request) => {
			if (Number(request.query?.start) >= 200) throw new Error('The server is busy.');
			return lists(people(500))(request);
		};
		await expect(users('zoe')).rejects.toThrow('The server is busy.');
	});
});

describe('what is offered', () => {
	test('no users that the server made for itself', async () => {
		server = lists([{ user: '4000', 'service-code': 'system-queue' }, { user: '101' }]);
		expect((await users()).results.map(({ value }) => value)).toEqual(['101']);
	});

	test('"my own" first, and not among the matches of a filter', async () => {
		server = lists([{ domain: 'acme.example', description: 'Acme' }]);
		expect((await domains()).results).toEqual([
			{ name: 'My Own (~)', value: '~' },
			{ name: 'acme.example Acme', value: 'acme.example' },
		]);
		expect((await domains('acme')).results).toHaveLength(1);
	});

	test('nothing where the server says that nothing is there', async () => {
		const refusal = (message: string) => Object.assign(new Error(message), { httpCode: '404' });
		server = () => {
			throw refusal('Not found: Resource not found.');
		};
		expect((await users()).results).toEqual([]);
		server = () => {
			throw refusal('Not found: Domain acme.example does not exist');
		};
		await expect(users()).rejects.toThrow('does not exist');
	});

	test('a list of one that is no list', async () => {
		server = () => ({ user: 101, 'name-first-name': 'Pat' });
		expect((await users()).results).toEqual([{ name: '101 Pat', value: '101' }]);
		expect(asked).toHaveLength(1);
	});

	test('their own record to those who may not list all', async () => {
		server = ({ path }) => {
			if (path === '/domains') throw new Error('Invalid Scope [APP001]');
			return { domain: 'own.example' };
		};
		const { results, paginationToken } = await domains();
		expect(results.map(({ value }) => value)).toEqual(['~', 'own.example']);
		expect(paginationToken).toBeUndefined();
	});
});

test.each([undefined, null, '', '  '])('a list that depends on %j asks for it', async (domain) => {
	const parameters: IDataObject = { domain };
	await expect(users('', undefined, form(parameters))).rejects.toMatchObject({
		message: 'Choose "domain" first, as this list depends on it',
		description: expect.stringContaining('expression') as string,
	});
	expect(asked).toEqual([]);
});
