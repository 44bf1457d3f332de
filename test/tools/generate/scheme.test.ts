/** How operations are called: by whose records they are about, and by nothing else. */
import { real, type Reach } from '../../support/real';

const built = real();

/** Verbs that several scopes share, and the words that tell those scopes apart. */
const plainVerbs = ['getAll', 'count', 'exists', 'get', 'create', 'update', 'delete'];
const scoped = /(ForUser|ForDomain|ForReseller|AllDomains)$/;

/** What the records of a path belong to; a record of a domain is reached by way of it. */
function scopeOf(path: string): string {
	const above = path.replace(/(\/count|\/list|\/\{[^}]+\})+$/, '');
	if (above.includes('/users/{')) return 'user';
	if (above.includes('/domains/{')) return 'domain';
	return above.startsWith('/resellers/{') ? 'reseller' : 'system';
}

/** Plain verbs whose path shows another scope than the list, and why they are plain all the same. */
const others: Record<string, string> = {
	'autoAttendant get': '{user} is the extension of the attendant itself',
	'autoAttendant update': '{user} is the extension of the attendant itself',
	'autoAttendant delete': '{user} is the extension of the attendant itself',
	'connection create': 'the domain stands in the body',
};

const title = ({ resource, operation }: Reach) => `${resource} ${operation}`;

test('the plain verbs of a resource are about the records that its plain Get Many lists', async () => {
	const { reaches } = await built;
	const lists = new Map(
		reaches
			.filter(({ operation }) => operation === 'getAll')
			.map(({ resource, request }) => [resource, scopeOf(request.path)]),
	);
	const odd = reaches.filter(({ resource, operation, selector, request }) => {
		const home = lists.get(resource);
		const isPlain = plainVerbs.includes(operation) && selector?.name !== 'within';
		return home !== undefined && isPlain && scopeOf(request.path) !== home;
	});
	expect(odd.map(title).sort()).toEqual(Object.keys(others).sort());
});

test('Count counts what Get Many lists', async () => {
	const { reaches } = await built;
	const pathOf = new Map(reaches.map((reach) => [title(reach), reach.request.path]));
	const counts = reaches.filter(({ operation }) => /^count(?!Charts)/.test(operation));
	for (const reach of counts) {
		const list = `${reach.resource} ${reach.operation.replace(/^count/, 'getAll')}`;
		const listed = pathOf.get(list)?.replace(/\/list$/, '');
		if (listed === undefined) continue;
		expect([title(reach), reach.request.path]).toEqual([title(reach), `${listed}/count`]);
	}
});

test('a plain count has a plain list, where the resource lists anything', async () => {
	const { reaches } = await built;
	const titles = new Set(reaches.map(title));
	const lonely = reaches.filter(({ resource, operation }) => {
		const listsAnything = reaches.some(
			(other) => other.resource === resource && other.operation.startsWith('getAll'),
		);
		return operation === 'count' && listsAnything && !titles.has(`${resource} getAll`);
	});
	expect(lonely.map(title)).toEqual([]);
});

test('a scope in a value is the scope of the path', async () => {
	const { reaches } = await built;
	const scopes: Record<string, string> = {
		ForUser: 'user',
		ForDomain: 'domain',
		ForReseller: 'reseller',
		AllDomains: 'system',
	};
	for (const reach of reaches) {
		const said = scoped.exec(reach.operation)?.[1];
		if (said === undefined) continue;
		expect([title(reach), scopeOf(reach.request.path)]).toEqual([title(reach), scopes[said]]);
	}
});

test('the own record of a caller is chosen in pickers, not by an operation', async () => {
	const { reaches } = await built;
	const own = reaches.filter(({ request }) => request.path.includes('~'));
	expect(own.map(title)).toEqual([]);
	const folded = reaches.flatMap(({ request }) => request.also?.filter((id) => id.includes('~')));
	expect(folded.filter(Boolean).sort()).toEqual([
		'GET /apikeys/~',
		'GET /domains/~',
		'GET /domains/~/users/~',
		'GET /domains/~/users/~/answerrules',
		'GET /domains/~/users/~/contacts',
	]);
});

test('what lists is called Get Many', async () => {
	const { laidOut, table } = await built;
	const byIdentifier = ['get', 'getForUser', 'query'];
	const oneInAList = ['video getCompany', 'video getHost'];
	const lists = laidOut.filter(({ resource, operation }) => {
		const entry = table[resource.value]?.[operation.value];
		return entry && !('selector' in entry) && entry.result === 'list';
	});
	const odd = lists
		.filter(({ operation: { name } }) => !name.startsWith('Get Many'))
		.filter(({ operation: { value } }) => !byIdentifier.includes(value))
		.map(({ resource, operation }) => `${resource.value} ${operation.value}`);
	expect(odd.sort()).toEqual(oneInAList);
});

/** Plain verbs whose names say more of what they mean for a record. */
const saidOtherwise: Record<string, string> = {
	'agent create': 'Add to Queue',
	'agent delete': 'Remove From Queue',
	'agent login': 'Log In',
	'agent logout': 'Log Out',
	'conference getCdr': 'Get Call Record (CDR)',
};

test('a value says what the name of its operation says', async () => {
	const { laidOut } = await built;
	const spoken = (text: string) =>
		text
			.replace(/AllDomains$/, '')
			.replace(/([a-z])([A-Z])/g, '$1 $2')
			.replace(/\([^)]*\)/g, '')
			.toLowerCase()
			.replace('create or update', 'upsert')
			.replace(/\bget (all|many)\b/, 'get')
			.replace(/\b(for|in|basic|check if)\b/g, '')
			.split(/\W+/)
			.filter(Boolean)
			.join(' ');
	const odd = laidOut
		.filter(({ operation: { value, name } }) => spoken(value) !== spoken(name))
		.map(({ resource, operation }) => [`${resource.value} ${operation.value}`, operation.name]);
	expect(Object.fromEntries(odd)).toEqual(saidOtherwise);
});
