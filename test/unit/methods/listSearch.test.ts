import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import type { ApiRequest } from '../../../nodes/NetSapiens/transport/api';

jest.mock('../../../nodes/NetSapiens/generated/pickers', () => ({
	pickers: {
		searchDomains: {
			sources: [
				{ path: '/domains', value: 'domain', label: ['description'] },
				{ path: '/domains/~', value: 'domain', label: ['description'] },
			],
			offers: [{ name: 'My Own (~)', value: '~' }],
		},
		searchUsers: {
			sources: [
				{
					path: '/domains/{domain}/users',
					value: 'user',
					label: ['name-first-name', 'name-last-name'],
					onSearch: { 'service-code': 'system' },
				},
			],
		},
		searchPlans: {
			sources: [
				{ path: '/dialplans', since: '45', value: 'plan', label: ['description'] },
				{ path: '/domains/{domain}/users', value: 'dial-plan', label: [] },
				{ path: '/domains', value: 'dial-plan', label: [] },
			],
		},
		searchTimeframes: {
			sources: [
				{ path: '/domains/{domain}/users/{user}/timeframes', value: 'name', label: [] },
				{ path: '/domains/{domain}/timeframes', value: 'name', label: [], further: true },
			],
		},
		searchContacts: {
			sources: [
				{ path: '/domains/{domain}/contacts', value: 'id', label: [] },
				{ path: '/domains/{domain}/users/{user}/contacts', value: 'id', label: [], alone: true },
			],
		},
		searchMembers: {
			sources: [
				{
					path: '/domains/{domain}/users',
					value: '{user}@{domain}',
					label: [],
					without: { 'service-code': 'system' },
				},
			],
		},
		searchRooms: {
			sources: [
				{ path: '/domains/{domain}/conferences', since: '45', value: 'aor', label: ['name'] },
				{
					path: '/domains/{domain}/users',
					value: '{user}.{domain}',
					label: ['name-first-name'],
					only: { 'service-code': 'system-conf' },
				},
			],
		},
		searchZones: { values: ['America/New_York', 'Europe/Rome'] },
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

/** An error as the API gives it. */
const refusal = (message: string, httpCode: string) =>
	Object.assign(new Error(message), { httpCode, description: 'What to do' });

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
	} while (token !== undefined && asked.length < 100);
	expect(token).toBeUndefined();
	return values;
}

const numbers = (count: number, from = 1000) =>
	Array.from({ length: count }, (_, n) => String(from + n));

describe('browsing', () => {
	test('shows a page with one request and says where the next one begins', async () => {
		server = lists(people(250));
		const first = await users();
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'Ann (1000)', value: '1000' });
		expect(first.paginationToken).toMatch(/^0 100 /);
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
		expect(results).toEqual([{ name: 'Zoe (1240)', value: '1240' }]);
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
		expect(first.paginationToken).toMatch(/^0 1000 /);
		expect(asked).toHaveLength(10);
		expect(await scrolled('zoe')).toEqual(['2100']);
	});

	test('what was found stays where the server gives its first page again', async () => {
		const all = people(250, (n) => ({ 'name-first-name': n === 40 ? 'Zoe' : 'Ann' }));
		server = ({ query }) => all.slice(0, Number(query?.limit));
		expect((await users('zoe')).results.map(({ value }) => value)).toEqual(['1040']);
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
	test('users that the server made for itself only to those who search for them', async () => {
		server = lists([{ user: '4000', 'service-code': 'system-queue' }, { user: '101' }]);
		expect((await users()).results.map(({ value }) => value)).toEqual(['101']);
		expect((await users('4000')).results.map(({ value }) => value)).toEqual(['4000']);
	});

	test('and to nobody where they cannot be meant', async () => {
		server = lists([
			{ user: '4000', domain: 'acme.example', 'service-code': 'system-queue' },
			{ user: '101', domain: 'acme.example' },
		]);
		for (const filter of ['', 'acme']) {
			const { results } = await listSearch.searchMembers!.call(form(), filter);
			expect(results.map(({ value }) => value)).toEqual(['101@acme.example']);
		}
	});

	test('"my own" first, and not among the matches of a filter', async () => {
		server = lists([{ domain: 'acme.example', description: 'Acme' }]);
		expect((await domains()).results).toEqual([
			{ name: 'My Own (~)', value: '~' },
			{ name: 'Acme (acme.example)', value: 'acme.example' },
		]);
		expect((await domains('acme')).results).toHaveLength(1);
	});

	test('nothing where the server says that nothing is there', async () => {
		server = () => {
			throw refusal('Not found: Resource not found.', '404');
		};
		expect((await users()).results).toEqual([]);
		server = () => {
			throw refusal('Not found: Domain acme.example does not exist', '404');
		};
		await expect(users()).rejects.toThrow('does not exist');
	});

	test('a list of one that is no list', async () => {
		server = () => ({ user: 101, 'name-first-name': 'Pat' });
		expect((await users()).results).toEqual([{ name: 'Pat (101)', value: '101' }]);
		expect(asked).toHaveLength(1);
	});

	test('their own record to those who may not list all', async () => {
		server = ({ path }) => {
			if (path === '/domains') throw refusal('Not allowed: Invalid Scope [APP001]', '401');
			return { domain: 'own.example' };
		};
		const { results, paginationToken } = await domains();
		expect(results.map(({ value }) => value)).toEqual(['~', 'own.example']);
		expect(paginationToken).toBeUndefined();
	});
});

describe('several lists', () => {
	const paths = () => asked.map(({ path }) => path);
	const noRoute = () => refusal('The server does not have it: No Route Found [92]', '404');
	const plans = (parameters: IDataObject, token?: string) =>
		listSearch.searchPlans!.call(form(parameters), undefined, token);

	test.each([
		['the server does not have', noRoute()],
		['the scope does not reach', refusal('Not allowed: Invalid Scope [APP001]', '401')],
		['the server refuses', refusal('The server does not allow this', '403')],
	])('the next stands in for one that %s', async (_title, error) => {
		server = ({ path }) => {
			if (path === '/dialplans') throw error;
			return [{ 'dial-plan': 'acme' }, { 'dial-plan': 'acme' }, { 'dial-plan': 'acme_5000' }];
		};
		const { results } = await plans({ domain: 'acme.example' });
		expect(results.map(({ value }) => value)).toEqual(['acme', 'acme_5000']);
		expect(paths()).toEqual(['/dialplans', '/domains/{domain}/users']);
	});

	test('the next stands in for an empty one, and none for one that has something', async () => {
		server = ({ path }) => (path === '/domains' ? [{ 'dial-plan': 'acme' }] : []);
		expect((await plans({})).results.map(({ value }) => value)).toEqual(['acme']);
		asked = [];
		server = () => [{ plan: 'acme', description: 'Everyday' }];
		expect((await plans({})).results).toEqual([{ name: 'Everyday (acme)', value: 'acme' }]);
		expect(paths()).toEqual(['/dialplans']);
	});

	test('scrolling goes on in the list that stood in', async () => {
		const users = people(180, (n) => ({ 'dial-plan': `plan${n}` }));
		server = (request) => {
			if (request.path === '/dialplans') throw noRoute();
			return request.path === '/domains' ? [{ 'dial-plan': 'other' }] : lists(users)(request);
		};
		const form = { domain: 'acme.example' };
		const first = await plans(form);
		expect(first.results).toHaveLength(100);
		const second = await plans(form, first.paginationToken as string);
		expect(second.results.at(-1)).toEqual({ name: 'plan179', value: 'plan179' });
		const last = await plans(form, second.paginationToken as string);
		expect(last).toEqual({ results: [], paginationToken: undefined });
		expect(paths().slice(2)).not.toContain('/domains');
	});

	test('those are read together that say so', async () => {
		server = ({ path }) => [{ name: path.includes('{user}') ? 'Own' : 'Shared' }];
		const parameters = { domain: 'acme.example', user: '101' };
		const { results } = await listSearch.searchTimeframes!.call(form(parameters));
		expect(results.map(({ value }) => value)).toEqual(['Own', 'Shared']);
	});

	test('a list that needs what the form does not ask for is left out', async () => {
		server = () => [{ name: 'Shared' }];
		await listSearch.searchTimeframes!.call(form({ domain: 'acme.example' }));
		expect(paths()).toEqual(['/domains/{domain}/timeframes']);
	});

	test('one that is for a form like this is read alone, even if nothing is in it', async () => {
		server = () => [];
		const parameters = { domain: 'acme.example', user: '101' };
		const { results } = await listSearch.searchContacts!.call(form(parameters));
		expect(results).toEqual([]);
		expect(paths()).toEqual(['/domains/{domain}/users/{user}/contacts']);
		await listSearch.searchContacts!.call(form({ domain: 'acme.example' }));
		expect(paths().slice(1)).toEqual(['/domains/{domain}/contacts']);
	});

	test('one that is for a form like this waits for what it needs', async () => {
		server = () => [];
		const parameters = { domain: 'acme.example', user: { mode: 'list', value: '' } };
		await expect(listSearch.searchContacts!.call(form(parameters))).rejects.toThrow(
			'Choose "user" first, as this list depends on it',
		);
		expect(asked).toEqual([]);
	});

	test('what a list needs may stand beside the picker in a collection', async () => {
		server = () => [{ name: 'Own' }];
		const parameters = { domain: 'acme.example', '&user': { mode: 'list', value: '101' } };
		await listSearch.searchTimeframes!.call(form(parameters));
		expect(asked[0]?.values).toEqual({ domain: 'acme.example', user: '101' });
	});

	test('where there is none, people are told to type the ID, and why', async () => {
		server = () => {
			throw noRoute();
		};
		await expect(plans({ domain: 'acme.example' })).rejects.toMatchObject({
			message:
				'Choose By ID and type it, as this list cannot be read. The server does not have it: No Route Found [92]',
			description: 'What to do',
		});
	});

	test('where there are several, the first one says why', async () => {
		server = ({ path }) => {
			throw refusal(`${path} is forbidden`, '403');
		};
		await expect(plans({ domain: 'acme.example' })).rejects.toThrow(/\. \/dialplans is forbidden$/);
		expect(paths().length).toBeGreaterThan(1);
	});

	test.each([
		['nobody of their own', '404', undefined],
		['a server that is busy', '503', 'Not there'],
	])('those who have %s', async (_title, code, message) => {
		server = ({ path }) => {
			throw path === '/domains' ? refusal('Not allowed', '403') : refusal('Not there', code);
		};
		const said = await domains().then(
			() => undefined,
			(error: Error) => error.message,
		);
		expect(said).toBe(message);
	});

	test('"my own" can be chosen without any list', async () => {
		server = () => {
			throw refusal('Not allowed: Invalid Scope [APP001]', '401');
		};
		expect((await domains()).results).toEqual([{ name: 'My Own (~)', value: '~' }]);
		await expect(domains('acme')).rejects.toThrow('Choose By ID');
	});

	test.each([
		['a credential that is not accepted', refusal('Not accepted: Token expired', '401')],
		['a busy server', refusal('Try later', '503')],
		['no answer', new Error('Connection refused')],
	])('nothing stands in for %s', async (_title, error) => {
		server = () => {
			throw error;
		};
		await expect(plans({ domain: 'acme.example' })).rejects.toBe(error);
		expect(paths()).toEqual(['/dialplans']);
	});
});

test('an identifier may have several parts, and a record that lacks one is left out', async () => {
	server = () => [{ user: '101', domain: 'acme.example' }, { user: '102' }];
	const { results } = await listSearch.searchMembers!.call(form());
	expect(results.map(({ value }) => value)).toEqual(['101@acme.example']);
});

test('a list that stands in may show some of its records only', async () => {
	server = ({ path }) => {
		if (path.endsWith('/conferences')) throw refusal('No Route Found [92]', '404');
		return [
			{ user: '101', domain: 'acme.example', 'service-code': '' },
			{ user: '4000', domain: 'acme.example', 'service-code': 'system-queue' },
			{
				user: '5000',
				domain: 'acme.example',
				'service-code': 'system-conf',
				'name-first-name': 'Weekly',
			},
		];
	};
	const { results } = await listSearch.searchRooms!.call(form());
	expect(results).toEqual([{ name: 'Weekly (5000.acme.example)', value: '5000.acme.example' }]);
});

test('values that are known are offered and searched without a request', async () => {
	const zones = async (filter?: string) =>
		(await listSearch.searchZones!.call(form({}), filter)).results.map(({ value }) => value);
	expect(await zones()).toEqual(['America/New_York', 'Europe/Rome']);
	expect(await zones(' new york ')).toEqual(['America/New_York']);
	expect(asked).toEqual([]);
});

test.each([null, '', '  ', { mode: 'list', value: '' }])(
	'a list that depends on %j asks for it',
	async (domain) => {
		await expect(users('', undefined, form({ domain } as IDataObject))).rejects.toMatchObject({
			message: 'Choose "domain" first, as this list depends on it',
			description: expect.stringContaining('expression') as string,
		});
		expect(asked).toEqual([]);
	},
);
