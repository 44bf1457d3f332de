import { shapeOf } from '../spec';
import type { Data } from '../state/table';
import { records, type RecordKind, type Spellings } from './data';

/** A name without what servers vary: case, hyphens, underscores, blanks. */
const bare = (name: string): string => name.toLowerCase().replace(/[-_\s]/g, '');

const isSet = (value: unknown) => value !== undefined && value !== null && value !== '';

const kinds: Array<[shape: string, kind: RecordKind]> = Object.values(records).flatMap((kind) =>
	kind.collections.map((collection): [string, RecordKind] => [shapeOf(collection), kind]),
);

/** The kind of record that an endpoint lists, answers with or takes. */
export function kindOf(shape: string): RecordKind | undefined {
	return kinds.find(([at]) => [at, `${at}/{}`, `${at}/list`].includes(shape))?.[1];
}

/** A record as a dialect calls its values; of two names for one value, the one that is set stays. */
export function renamed(record: Data, kind: RecordKind, dialect: string): Data {
	const said = namesOf(kind, dialect, ({ says }) => says?.[dialect]);
	const out: Data = {};
	for (const [name, value] of Object.entries(record)) {
		const key = said.get(bare(name)) ?? name;
		if (!isSet(out[key])) out[key] = value;
	}
	return out;
}

/**
 * A body under the names by which records are kept here: those of the document's answers. What only
 * reading calls so is ignored, as servers ignore every field that they do not know; of a value under
 * several names, another one than that of the answers counts.
 * @param documented names that the document has in this body
 */
export function heard(body: Data, kind: RecordKind, documented: ReadonlySet<string>): Data {
	const own = keptNames(kind);
	const taken = Object.entries(body).filter(
		([name]) => documented.has(name) || !own.has(bare(name)),
	);
	const inOwnNames = taken.flatMap(([name, value]) => {
		const kept = own.get(bare(name));
		return kept === undefined || kept === name ? [] : [[kept, value] as const];
	});
	return Object.fromEntries([...taken, ...inOwnNames]);
}

/**
 * The name under which records of a kind are kept here, by any name that the value goes by: after a
 * rename in the documents, code goes on with the older one.
 */
export function keptName(kind: string, name: string): string {
	const known = records[kind];
	return (known && keptNames(known).get(bare(name))) ?? name;
}

const keptNames = (kind: RecordKind) => namesOf(kind, 'kept', (_, name) => name);

type NameOf = (spellings: Spellings, name: string) => string | undefined;

const made = new WeakMap<RecordKind, Map<string, Map<string, string>>>();

/** Every name of a kind's values, bare → the one that is wanted; made once for each purpose. */
function namesOf(kind: RecordKind, purpose: string, wanted: NameOf): Map<string, string> {
	const ofKind = made.get(kind) ?? new Map<string, Map<string, string>>();
	made.set(kind, ofKind);
	const known = ofKind.get(purpose);
	if (known) return known;
	const names = new Map<string, string>();
	for (const [name, spellings] of Object.entries(kind.fields)) {
		const one = wanted(spellings, name);
		if (one === undefined) continue;
		for (const other of [name, ...(spellings.also ?? [])]) names.set(bare(other), one);
	}
	ofKind.set(purpose, names);
	return names;
}
