import { WordsError, type DialectWords } from './words';

/** Kind of record → for each value all its names, the canonical one first. */
export type SpellingTable = Record<string, string[][]>;

/** What the node needs at run time. @throws WordsError when a dialect or a name is not known */
export function spellingTable({ dialects, records }: DialectWords): SpellingTable {
	const table: SpellingTable = {};
	for (const [record, { fields }] of Object.entries(records)) {
		for (const [name, { also, says = {} }] of Object.entries(fields)) {
			for (const [dialect, spelling] of Object.entries(says)) {
				const isKnown = sameName(spelling, name) || also.some((one) => sameName(one, spelling));
				if (!dialects[dialect]) throw unfit(record, name, `there is no dialect "${dialect}"`);
				if (!isKnown) throw unfit(record, name, `"${spelling}" is missing under "also"`);
			}
			(table[record] ??= []).push([name, ...also]);
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
			distinct(
				names.flatMap((name) => [name, ...spellings.flatMap((fields) => fields[name]?.also ?? [])]),
			),
		);
	});
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
function sameName(one: string, other: string): boolean {
	const bare = (name: string) => name.toLowerCase().replace(/[-_\s]/g, '');
	return bare(one) === bare(other);
}

const parts = (path: string) => path.replace(/\{[^}]*\}/g, '{}').split('/');

/** The kind of record that a path lists or names; undefined when no other spellings are known. */
export function recordOf(path: string, { records }: DialectWords): string | undefined {
	const own = parts(path);
	const holds = (collection: string) => {
		const above = parts(collection);
		const below = own.slice(above.length);
		const isBelow = above.every((part, at) => part === own[at]);
		return (
			isBelow &&
			(below.length === 0 || (below.length === 1 && /^(\{\}|list)$/.test(below[0] ?? '')))
		);
	};
	return Object.entries(records).find(([, { collections }]) => collections.some(holds))?.[0];
}
