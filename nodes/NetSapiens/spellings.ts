import type { IDataObject } from 'n8n-workflow';
import { spellings } from './generated/spellings';

/** Bare names by the names that records had, as all records of a list have the same. */
const bareNames = new Map<string, string>();

/** No list has more names; items from elsewhere may have any. */
const MOST_NAMES = 5_000;

/** Names are compared without case, hyphens, underscores and blanks; servers vary in all of them. */
export function bare(name: string): string {
	const known = bareNames.get(name);
	if (known !== undefined) return known;
	if (bareNames.size >= MOST_NAMES) bareNames.clear();
	const made = name.toLowerCase().replace(/[-_\s]/g, '');
	bareNames.set(name, made);
	return made;
}

/** All names of a value, for each of its names. */
function groupsOf(kind: string): Map<string, string[]> {
	const groups = spellings[kind] ?? [];
	return new Map(groups.flatMap((names) => names.map((name) => [bare(name), names] as const)));
}

/** Groups by kind of record; the table is the same for all runs of the process. */
const groups = new Map<string, Map<string, string[]>>();

/** @returns every name that a value of a kind of record goes by, the given one first */
function namesOf(kind: string | undefined, name: string): string[] {
	if (kind === undefined) return [name];
	const known = groups.get(kind) ?? groupsOf(kind);
	groups.set(kind, known);
	return [name, ...(known.get(bare(name)) ?? [])];
}

/** @returns whether a record's key is one of the names, or one that servers are known to use for it */
export function namedBy(kind: string | undefined, names: string[]): (key: string) => boolean {
	const known = new Set(names.flatMap((name) => namesOf(kind, name)).map(bare));
	return (key) => known.has(bare(key));
}

/** A record's values, found under any name that servers are known to give them. */
export interface Spelled {
	/** Whether the record has the value. */
	has(name: string): boolean;
	/** @returns the value, preferring one that is set; undefined when there is none */
	get(name: string): unknown;
}

/**
 * Reads a record in whatever dialect the server speaks.
 *
 * @param kind kind of record as spec/dialects.yaml has it; without one only the names' own
 * variations (hyphen, underscore, case, blanks) are known
 */
export function spelled(record: IDataObject, kind: string | undefined): Spelled {
	let keys: Map<string, string> | undefined;
	const keyOf = (name: string): string | undefined => {
		if (Object.hasOwn(record, name)) return name;
		keys ??= new Map(Object.keys(record).map((key) => [bare(key), key]));
		return keys.get(bare(name));
	};
	const keysOf = (name: string) =>
		namesOf(kind, name)
			.map(keyOf)
			.filter((key) => key !== undefined);
	return {
		has: (name) => keysOf(name).length > 0,
		get: (name) => {
			const values = keysOf(name).map((key) => record[key]);
			return values.find(isSet) ?? values[0];
		},
	};
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
