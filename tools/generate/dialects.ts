import { nearest } from './nearest';
import type { PlannedRequest } from './planned';
import type { ApiOperation, Schema } from './spec';
import { WordsError, type DialectWords, type SpellingWords } from './words';

/** Kind of record → for each value all its names, the canonical one first. */
export type SpellingTable = Record<string, string[][]>;

/** What the node needs at run time. @throws WordsError when a dialect or a name is not known */
export function spellingTable({ dialects, records }: DialectWords): SpellingTable {
	const table: SpellingTable = {};
	for (const [record, { fields }] of Object.entries(records)) {
		for (const [name, { also = [], says = {} }] of Object.entries(fields)) {
			for (const [dialect, spelling] of Object.entries(says)) {
				const isKnown = sameName(spelling, name) || also.some((one) => sameName(one, spelling));
				if (!dialects[dialect]) throw unfit(record, name, `there is no dialect "${dialect}"`);
				if (!isKnown) throw unfit(record, name, `"${spelling}" is missing under "also"`);
			}
			if (also.length > 0) (table[record] ??= []).push([name, ...also]);
		}
	}
	return table;
}

/** Kind of event → what a value means → its names; those that come first win. */
export type MeaningTable = Record<string, Record<string, string[]>>;

/**
 * What the node needs to read events and legs of calls.
 *
 * @throws WordsError when an event names a kind of record that is not known
 */
export function meaningTable({ records, events = {} }: DialectWords): MeaningTable {
	return mapValues(events, ({ records: kinds = [], values }, event) => {
		const spellings = kinds.map((kind) => {
			const fields = records[kind]?.fields;
			if (!fields) throw unfit('events', event, `there is no record "${kind}"`);
			return fields;
		});
		return mapValues(values, ({ names }) =>
			distinct(names.flatMap((name) => [name, ...spellings.flatMap(othersOf(name))])),
		);
	});
}

/** The names that a value with this name, the canonical one or another, goes by. */
function othersOf(name: string) {
	return (fields: Record<string, SpellingWords>): string[] => {
		const groups = Object.entries(fields).map(([own, { also = [] }]) => [own, ...also]);
		return groups.find((names) => names.some((one) => sameName(one, name))) ?? [];
	};
}

/** Every name that a value of the records at a path goes by; none when only this one is known. */
export function spellingsOf(path: string, name: string, dialects: DialectWords): string[] {
	const record = recordOf(path.replace(/\/count$/, ''), dialects);
	return othersOf(name)(dialects.records[record ?? '']?.fields ?? {});
}

function mapValues<T, U>(values: Record<string, T>, change: (value: T, key: string) => U) {
	return Object.fromEntries(
		Object.entries(values).map(([key, value]) => [key, change(value, key)] as const),
	);
}

function distinct(names: string[]): string[] {
	return names.filter((name, at) => names.findIndex((other) => sameName(name, other)) === at);
}

function unfit(record: string, name: string, problem: string): WordsError {
	return new WordsError(`spec/dialects.yaml: ${record} → ${name}: ${problem}.`);
}

/** Names are the same but for case, hyphens, underscores and blanks. */
export function sameName(one: string, other: string): boolean {
	const bare = (name: string) => name.toLowerCase().replace(/[-_\s]/g, '');
	return bare(one) === bare(other);
}

const parts = (path: string) => path.replace(/\{[^}]*\}/g, '{}').split('/');

/** The kind of record that a path lists or names; undefined when no other spellings are known. */
export function recordOf(path: string, { records }: DialectWords): string | undefined {
	return Object.entries(records).find(([, { collections }]) => collections.some(holds(path)))?.[0];
}

/** Whether a collection is at a path, or a record of it. */
function holds(path: string) {
	const own = parts(path);
	return (collection: string) => {
		const above = parts(collection);
		const below = own.slice(above.length);
		const isBelow = above.every((part, at) => part === own[at]);
		return (
			isBelow &&
			(below.length === 0 || (below.length === 1 && /^(\{\}|list)$/.test(below[0] ?? '')))
		);
	};
}

/**
 * What spec/dialects.yaml says of records that the API does not have, or says twice. Forms and
 * documents have the canonical names: the others are what real servers call the same values.
 *
 * @returns one sentence for each mistake
 */
export function dialectMistakes(operations: ApiOperation[], { records }: DialectWords): string[] {
	return Object.entries(records).flatMap(([record, { collections, fields }]) => {
		const own = operations.filter(({ path }) => collections.some(holds(path)));
		const known = new Set(own.flatMap(namesIn));
		const isShown = own.some(({ answer }) => answer && namesOf(answer).length > 0);
		const unused = collections.filter((one) => !operations.some(({ path }) => holds(path)(one)));
		const unknown = Object.keys(fields).filter((name) => isShown && !known.has(name));
		return [
			...unused.map((collection) => `the API has nothing at ${collection}.`),
			...unknown.map((name) => `the API knows no "${name}" here.${nearest(name, known)}`),
			...repeated(fields).map((name) => `"${name}" stands twice.`),
		].map((problem) => `spec/dialects.yaml: ${record}: ${problem}`);
	});
}

/** Names of the values that an operation takes or answers with. */
function namesIn({ answer, body }: ApiOperation): string[] {
	return [answer, body?.schema].flatMap((schema) => (schema ? namesOf(schema) : []));
}

/** Names of the values of a record, or of each record of a list. */
function namesOf({ properties, items }: Schema): string[] {
	return [...Object.keys(properties ?? {}), ...(items ? namesOf(items) : [])];
}

/** Names that stand for more than one value of a record, or for one value more than once. */
function repeated(fields: Record<string, SpellingWords>): string[] {
	const names = Object.entries(fields).flatMap(([name, { also = [] }]) => [name, ...also]);
	return names.filter((name, at) => names.findIndex((other) => sameName(name, other)) < at);
}

/** Columns of one request that would show one value twice, as they are names of the same. */
export function columnsOfSameValue(
	{ api, words }: PlannedRequest,
	dialects: DialectWords,
): string[] {
	const fields = dialects.records[recordOf(api.path, dialects) ?? '']?.fields ?? {};
	const columns = words.simplify ?? [];
	return columns.filter((column, at) => {
		const others = othersOf(column)(fields);
		return columns.slice(0, at).some((one) => others.some((other) => sameName(one, other)));
	});
}
