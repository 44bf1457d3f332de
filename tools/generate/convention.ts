import { camelCase, inSentence, labelOf, titleCase, wordsOf } from './naming';
import type { ApiOperation } from './spec';
import { typesOf } from './spec';

const isPlaceholder = (segment: string | undefined) => segment?.startsWith('{') ?? false;

/** Whose records an operation is about: what tells two operations of one verb apart. */
export type Scope = 'domain' | 'user' | 'reseller' | 'system';

/**
 * The scope of an operation among those of its resource. What a record belongs to counts, not the
 * record itself: `/domains/{domain}` is a domain of the system.
 */
export function scopesOf(operations: ApiOperation[]): Map<string, Scope> {
	const collections = [...new Set(operations.map(({ path }) => path))];
	const owner = (path: string) =>
		collections.find((collection) => path.startsWith(`${collection}/{`)) ?? path;
	return new Map(operations.map(({ id, path }) => [id, scopeOf(owner(path))]));
}

function scopeOf(path: string): Scope {
	if (path.includes('/users/{')) return 'user';
	if (path.includes('/domains/{')) return 'domain';
	if (path.startsWith('/resellers/{')) return 'reseller';
	return 'system';
}

const segmentsOf = (path: string) => path.split('/').filter((segment) => segment !== '');

/** The verb that method and path suggest, in n8n's vocabulary. */
export function verbOf(operation: ApiOperation): string {
	const segments = segmentsOf(operation.path);
	const last = segments.at(-1);
	const ownsItem = isPlaceholder(last) || last === '~';
	switch (operation.method) {
		case 'GET':
			if (last === 'count') return isPlaceholder(segments.at(-2)) ? 'exists' : 'count';
			if (last === 'list') return 'getAllBasic';
			return isList(operation) && !ownsItem ? 'getAll' : 'get';
		case 'POST':
			return 'create';
		case 'PUT':
			return 'update';
		case 'DELETE':
			return 'delete';
		default:
			return camelCase(wordsOf(ownsItem ? 'update' : (last ?? 'update')));
	}
}

/** Whether a GET answers with an array. */
export function isList(operation: ApiOperation): boolean {
	return (
		operation.method === 'GET' &&
		operation.answer !== undefined &&
		typesOf(operation.answer).includes('array')
	);
}

const scopeSuffix: Record<Scope, string> = {
	domain: 'ForDomain',
	user: 'ForUser',
	reseller: 'ForReseller',
	system: 'AllDomains',
};
const scopeOrder: Scope[] = ['domain', 'user', 'reseller', 'system'];

/** The scope of the plain verbs: the first in order that any operation of a resource has. */
export function homeScopeOf(scopes: ReadonlyMap<string, Scope>): Scope {
	const found = new Set(scopes.values());
	return scopeOrder.find((scope) => found.has(scope)) ?? 'system';
}

/**
 * Gives every operation of one resource a value of its own. Those of the home scope have the plain
 * verb, the others say their scope; what is taken then gets a number.
 * @param scopes of at least these operations, by id
 * @param home the scope of the plain verbs
 * @param taken values that are given away already
 */
export function conventionalValues(
	operations: ApiOperation[],
	scopes: ReadonlyMap<string, Scope>,
	home: Scope,
	taken: ReadonlySet<string> = new Set(),
): Map<string, string> {
	const used = new Set(taken);
	const values = new Map<string, string>();
	const rank = ({ id }: ApiOperation) => scopeOrder.indexOf(scopes.get(id) ?? home);
	const ordered = [...operations].sort(
		(a, b) => rank(a) - rank(b) || a.path.length - b.path.length || (a.id < b.id ? -1 : 1),
	);
	for (const operation of ordered) {
		const scope = scopes.get(operation.id) ?? home;
		const base = `${verbOf(operation)}${scope === home ? '' : scopeSuffix[scope]}`;
		let value = base;
		for (let number = 2; used.has(value); number++) value = `${base}${number}`;
		used.add(value);
		values.set(operation.id, value);
	}
	return values;
}

/** Whose records an operation is about, as its name and action text say it. */
const scopeWords: Record<string, { name: string; action: string }> = {
	ForDomain: { name: ' for Domain', action: ' for domain' },
	ForUser: { name: ' for User', action: ' for user' },
	ForReseller: { name: ' for Reseller', action: ' for reseller' },
	AllDomains: { name: ' (All Domains)', action: ' in all domains' },
};
const scopePattern = new RegExp(`^(.+)(${Object.keys(scopeWords).join('|')})$`);

function split(value: string): { verb: string; scope: { name: string; action: string } } {
	const [, verb = value, scope = ''] = scopePattern.exec(value) ?? [];
	return { verb, scope: scopeWords[scope] ?? { name: '', action: '' } };
}

const verbNames: Record<string, string> = {
	getAll: 'Get Many',
	getAllBasic: 'Get Many (Basic)',
	exists: 'Check If Exists',
	upsert: 'Create or Update',
};

/** The name of an operation from its value: `getAllForUser` → `Get Many for User`. */
export function conventionalName(value: string): string {
	const { verb, scope } = split(value);
	return `${verbNames[verb] ?? titleCase(wordsOf(verb))}${scope.name}`;
}

/** The action text of an operation: `Get many call queues`. */
export function conventionalAction(
	value: string,
	name: string,
	singular: string,
	pluralNoun: string,
): string {
	const { verb, scope } = split(value);
	switch (verb) {
		case 'getAll':
			return `Get many ${pluralNoun}${scope.action}`;
		case 'getAllBasic':
			return `Get many ${pluralNoun} with basic details${scope.action}`;
		case 'count':
			return `Count ${pluralNoun}${scope.action}`;
		case 'upsert':
			return `Create or update ${singular}${scope.action}`;
		case 'sync':
			return `Sync ${pluralNoun} with input items${scope.action}`;
		case 'exists':
			return `Check if ${singular} exists${scope.action}`;
		default: {
			const [first = '', ...rest] = inSentence(name.replace(/[()]/g, '')).split(' ');
			const lead = first.charAt(0).toUpperCase() + first.slice(1);
			return scope.action
				? `${lead} ${[...wordsOf(verb).slice(1), singular].join(' ')}${scope.action}`
				: [lead, singular, ...rest].join(' ');
		}
	}
}

/** What stands before the name of the records in a path: whose they are. */
const ownersOf = /^(?:\/(?:domains|users|resellers)\/(?:\{[^}]+\}|~))+(?=\/)/;

/** The resource that convention makes of requests nobody described: of their group, or else their path. */
export function conventionalResource({ tag, path }: ApiOperation): { value: string; name: string } {
	const group = tag.replace(/^.*\//, '').replace(/\(.*\)/, '');
	const [records = ''] = segmentsOf(path.replace(ownersOf, ''));
	const name = [group, records].find((one) => wordsOf(one).length > 0) ?? 'other';
	return { value: camelCase(wordsOf(name)), name: labelOf(name) };
}
