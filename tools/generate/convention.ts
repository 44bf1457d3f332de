import { camelCase, inSentence, labelOf, titleCase, wordsOf } from './naming';
import type { ApiOperation } from './spec';
import { typesOf } from './spec';

const isPlaceholder = (segment: string | undefined) => segment?.startsWith('{') ?? false;

/** Whose records a path is about: what tells two operations of one verb apart. */
export function scopeOf(path: string): 'domain' | 'user' | 'site' | 'reseller' | 'mine' | 'system' {
	if (path.includes('~')) return 'mine';
	if (path.includes('/users/{')) return 'user';
	if (path.includes('/domains/{') || path === '/domains') return 'domain';
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

const scopeSuffix = {
	domain: 'ForDomain',
	user: 'ForUser',
	site: 'ForSite',
	reseller: 'ForReseller',
	mine: 'Mine',
	system: 'System',
};
const scopeOrder = ['domain', 'user', 'reseller', 'system', 'mine'];

/** Gives every operation of one resource a value of its own: the plain verb first, then the scope, then a number. */
export function conventionalValues(
	operations: ApiOperation[],
	taken: ReadonlySet<string>,
): Map<string, string> {
	const used = new Set(taken);
	const values = new Map<string, string>();
	const rank = (operation: ApiOperation) => scopeOrder.indexOf(scopeOf(operation.path));
	const ordered = [...operations].sort(
		(a, b) => rank(a) - rank(b) || a.path.length - b.path.length || (a.id < b.id ? -1 : 1),
	);
	for (const operation of ordered) {
		const verb = verbOf(operation);
		const scoped = `${verb}${scopeSuffix[scopeOf(operation.path)]}`;
		let value = [verb, scoped].find((candidate) => !used.has(candidate));
		for (let number = 2; value === undefined; number++) {
			if (!used.has(`${scoped}${number}`)) value = `${scoped}${number}`;
		}
		used.add(value);
		values.set(operation.id, value);
	}
	return values;
}

/** Whose records an operation is about, as its name and action text say it. */
const scopeWords: Record<string, { name: string; action: string }> = {
	ForDomain: { name: ' for Domain', action: ' for domain' },
	ForUser: { name: ' for User', action: ' for user' },
	ForSite: { name: ' for Site', action: ' for site' },
	ForReseller: { name: ' for Reseller', action: ' for reseller' },
	Mine: { name: ' (My Own)', action: ' of my own' },
	System: { name: ' (Any Domain)', action: ' in any domain' },
};
const scopePattern = new RegExp(`^(.+)(${Object.keys(scopeWords).join('|')})$`);

function split(value: string): { verb: string; scope: { name: string; action: string } } {
	const [, verb = value, scope = ''] = scopePattern.exec(value) ?? [];
	if (scope === 'System' && /^(getAll|count)/.test(verb)) {
		return { verb, scope: { name: ' (All Domains)', action: ' in all domains' } };
	}
	return { verb, scope: scopeWords[scope] ?? { name: '', action: '' } };
}

const verbNames: Record<string, string> = {
	getAll: 'Get Many',
	getAllBasic: 'Get Many (Basic)',
	exists: 'Check If Exists',
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
			if (scope === scopeWords.Mine) return `Get many of my own ${pluralNoun}`;
			return `Get many ${pluralNoun}${scope.action}`;
		case 'getAllBasic':
			return `Get many ${pluralNoun} with basic details${scope.action}`;
		case 'count':
			return `Count ${pluralNoun}${scope.action}`;
		case 'exists':
			return `Check if ${singular} exists${scope.action}`;
		default: {
			if (scope === scopeWords.Mine) return `Get my own ${singular}`;
			const [first = '', ...rest] = inSentence(name.replace(/[()]/g, '')).split(' ');
			const lead = first.charAt(0).toUpperCase() + first.slice(1);
			return scope.action
				? `${lead} ${[...wordsOf(verb).slice(1), singular].join(' ')}${scope.action}`
				: [lead, singular, ...rest].join(' ');
		}
	}
}

/** The resource that convention makes of a vendor group nobody described. */
export function conventionalResource(tag: string): { value: string; name: string } {
	const last =
		tag
			.split('/')
			.at(-1)
			?.replace(/\(.*\)/, '') ?? tag;
	return { value: camelCase(wordsOf(last)), name: labelOf(last) };
}
