/** What convention calls the requests of an API that nobody has written words for. */
import { plan } from '../../../tools/generate/plan';
import { inSentence, labelOf, plural } from '../../../tools/generate/naming';
import { readSpec, type RawOperation } from '../../../tools/generate/spec';
import type { ResourceWords, Words } from '../../../tools/generate/words';

/** `GET[] /games` answers with a list. */
function planned(
	requests: string[],
	resources: Words['resources'] = {},
	tag?: string,
	pickers: Words['pickers'] = {},
) {
	const paths: Record<string, Record<string, RawOperation>> = {};
	for (const request of requests) {
		const [verb = '', path = ''] = request.split(' ');
		const schema = { type: verb.endsWith('[]') ? 'array' : 'object' };
		(paths[path] ??= {})[verb.replace('[]', '').toLowerCase()] = {
			...(tag !== undefined && { tags: [tag] }),
			responses: { '200': { content: { 'application/json': { schema } } } },
		};
	}
	const words = { resources, fields: {}, pickers, dialects: { dialects: {}, records: {} } };
	return plan(readSpec({ paths, components: { schemas: {} } }), words);
}

const resourcesOf = (...[requests, words, tag]: Parameters<typeof planned>) =>
	planned(requests, words, tag).map(({ value, name }) => [value, name]);

describe('a resource without words', () => {
	test.each([
		['Call Center/Callqueues', 'callQueues', 'Call Queues'],
		['Media/Voice Prompts (beta)', 'voicePrompts', 'Voice Prompts'],
	])('is called after the last part of its group, %s', (tag, value, name) => {
		expect(resourcesOf(['GET /games'], {}, tag)).toEqual([[value, name]]);
	});

	test.each([
		['GET /lobbies', 'lobbies', 'Lobbies'],
		['GET /domains/{domain}/door-phones/{id}', 'doorPhones', 'Door Phones'],
		// The caller's own, of which no other request takes care.
		['POST /domains/~/users/~/door-phones/{id}/open', 'doorPhones', 'Door Phones'],
		['GET /domains/{domain}', 'domains', 'Domains'],
		['GET /resellers/{reseller}/domains', 'domains', 'Domains'],
		['GET /{id}', 'id', 'ID'],
		['GET /', 'other', 'Other'],
	])('without group is called after the path: %s', (request, value, name) => {
		expect(resourcesOf([request])).toEqual([[value, name]]);
		expect(resourcesOf([request], {}, '(beta)')).toEqual([[value, name]]);
	});
});

/** What the operations of one resource with the noun "game" are called, in the panel's order. */
function operationsOf(requests: string[], words: Partial<ResourceWords> = {}) {
	const game = { name: 'Game', paths: ['/games', '/domains', '/resellers', '/calls'], ...words };
	return (planned(requests, { game })[0]?.operations ?? []).map((one) => ({
		id: one.requests[0]?.api.id,
		texts: [one.value, one.name, one.action],
	}));
}

test.each([
	['GET[] /games', 'getAll', 'Get Many', 'Get many games'],
	['GET[] /games/list', 'getAllBasic', 'Get Many (Basic)', 'Get many games with basic details'],
	['GET /games/count', 'count', 'Count', 'Count games'],
	['GET /games/{id}/count', 'exists', 'Check If Exists', 'Check if game exists'],
	['GET /games/{id}', 'get', 'Get', 'Get game'],
	['GET[] /games/{id}', 'get', 'Get', 'Get game'],
	['GET[] /games/~', 'get', 'Get', 'Get game'],
	['GET /games', 'get', 'Get', 'Get game'],
	['POST /games', 'create', 'Create', 'Create game'],
	['PUT /games/{id}', 'update', 'Update', 'Update game'],
	['DELETE /games/{id}', 'delete', 'Delete', 'Delete game'],
	['PATCH /games/{id}', 'update', 'Update', 'Update game'],
	['PATCH /games/{id}/start-over', 'startOver', 'Start Over', 'Start game over'],
])('%s is called %s', (request, ...texts) => {
	const [only] = operationsOf([request]);
	expect(only?.texts).toEqual(expect.arrayContaining(texts.slice(0, 2)));
	expect(only?.texts[2]?.startsWith(texts[2]!)).toBe(true);
});

describe('operations of several scopes', () => {
	const all = [
		'GET[] /games',
		'POST /resellers/{reseller}/games',
		'GET /resellers/{reseller}/games/{id}',
		'GET[] /domains/{domain}/games',
		'GET[] /domains/{domain}/users/{user}/games',
		'GET /domains/{domain}/users/{user}/games/count',
	];

	const namesOf = (requests: string[], words?: Partial<ResourceWords>) =>
		operationsOf(requests, words).map(({ texts }) => texts.join(', '));

	test('have plain names for the domain, and say all others', () => {
		expect(namesOf(all).sort()).toEqual([
			'countForUser, Count for User, Count games for user',
			'createForReseller, Create for Reseller, Create game for reseller',
			'getAll, Get Many, Get many games',
			'getAllAllDomains, Get Many (All Domains), Get many games in all domains',
			'getAllForUser, Get Many for User, Get many games for user',
			'getForReseller, Get for Reseller, Get game for reseller',
		]);
	});

	test.each<[string, string[], string[]]>([
		['users', [...all.slice(0, 3), ...all.slice(4)], ['getAllForUser', 'getAllForDomain']],
		['resellers', all.slice(0, 3), ['getAllForReseller', 'createForReseller']],
	])('have plain names for %s where no domain has any', (_, requests, none) => {
		const values = operationsOf(requests).map(({ texts }) => texts[0]);
		expect(values).toContain('getAllAllDomains');
		for (const value of none) expect(values).not.toContain(value);
	});

	test('have plain names for the scope that the words say, and it is told if they need not', () => {
		expect(namesOf(all, { scope: 'user' })).toEqual(
			expect.arrayContaining([
				'count, Count, Count games',
				'getAllForDomain, Get Many for Domain, Get many games for domain',
			]),
		);
		expect(() => namesOf(all, { scope: 'domain' })).toThrow(
			'spec/resources/game.yaml: convention says "scope: domain" by itself; leave it out.',
		);
	});

	test('count a record among those of its owner, not of itself', () => {
		expect(
			operationsOf(['GET[] /domains', 'GET /domains/{domain}']).map(({ texts }) => texts[0]),
		).toEqual(['get', 'getAll']);
	});
});

test('what would be called the same is numbered: the shortest path has the plain name', () => {
	const requests = [
		'PUT /games/{id}#1',
		'PUT /games/{id}/deep',
		'PUT /games/{id}',
		'PUT /games/{id}#2',
	];
	expect(operationsOf(requests).map(({ id, texts: [value, name] }) => [id, value, name])).toEqual([
		['PUT /games/{id}', 'update', 'Update'],
		['PUT /games/{id}#1', 'update2', 'Update2'],
		['PUT /games/{id}#2', 'update3', 'Update3'],
		['PUT /games/{id}/deep', 'update4', 'Update4'],
	]);
});

test('a name that the words give away is not given by convention', () => {
	const operations = { update: { id: 'PUT /games/{id}/deep' } };
	expect(operationsOf(['PUT /games/{id}', 'PUT /games/{id}/deep'], { operations })).toMatchObject([
		{ id: 'PUT /games/{id}/deep', texts: ['update', 'Update', 'Update game'] },
		{ id: 'PUT /games/{id}', texts: ['update2', 'Update2', 'Update2 game'] },
	]);
});

describe('the resource of a request', () => {
	const resources: Record<string, ResourceWords> = {
		game: { name: 'Game', paths: ['/games', '/games/{id}/rules'] },
		prize: { name: 'Prize', paths: ['/games/{id}/prizes'] },
		toy: { name: 'Toy', tags: ['Toys'] },
	};
	const homeOf = (request: string, tag?: string) =>
		planned([request], resources, tag)
			.filter(({ operations }) => operations.length > 0)
			.map(({ value }) => value);

	test.each([
		['GET /games/{id}', 'Toys', 'game'],
		['GET /games', undefined, 'game'],
		['GET /games/{id}/prizes/{prize}', 'Toys', 'prize'],
		['GET /games/{id}/prizesDrawn', undefined, 'game'],
		['GET /gamesOfYore', 'Toys', 'toy'],
		['GET /gamesOfYore', 'Toys/Old', 'old'],
	])('%s of group %s is %s', (request, tag, resource) => {
		expect(homeOf(request, tag)).toEqual([resource]);
	});
});

test.each([
	['sip-uri-1', 'SIP URI 1'],
	['voiceLanguage', 'Voice Language'],
	['callid', 'Call ID'],
	['time-to-live', 'Time to Live'],
	['to-dir', 'To Directory'],
	['record-in', 'Record In'],
	['max_wait.timezone', 'Maximum Wait Time Zone'],
])('the field %s is labeled %s', (name, label) => {
	expect(labelOf(name)).toBe(label);
});

test.each([
	['lobby', 'lobbies'],
	['relay', 'relays'],
	['address', 'addresses'],
	['mailbox', 'mailboxes'],
	['switch', 'switches'],
	['dish', 'dishes'],
	['phone number', 'phone numbers'],
])('several of %s are %s', (one, several) => {
	expect(plural(one)).toBe(several);
});

test('abbreviations stay capital within a sentence', () => {
	expect(inSentence('SMS Number of VoIP Line')).toBe('SMS number of VoIP line');
});

describe("the caller's own record", () => {
	const twin = 'GET /shops/{shop}/toys/{toy}';
	const own = 'GET /shops/~/toys/~';
	/** The requests of a toy, each with those that it stands for, when these lists offer My Own. */
	const requestsOf = (...offering: string[]) => {
		const mine = (name: string) => offering.includes(name) && { offers: { '~': 'My Own' } };
		const pickers = {
			searchShops: { list: '/shops', value: 'shop', ...mine('shop') },
			searchToys: { list: '/shops/{shop}/toys', value: 'toy', ...mine('toy') },
		};
		return planned([own, twin], { toy: { name: 'Toy', paths: ['/shops'] } }, undefined, pickers)
			.flatMap(({ operations }) => operations)
			.flatMap(({ requests }) => requests)
			.map(({ api, also }) => [api.id, ...also])
			.sort();
	};

	test('is reached by the lists of its twin, if each of them offers it', () => {
		expect(requestsOf('shop', 'toy')).toEqual([[twin, own]]);
	});

	test.each([[['shop']], [['toy']], [[]]])('has an operation of its own if only %j do', (some) => {
		expect(requestsOf(...some)).toEqual([[twin], [own]]);
	});
});
