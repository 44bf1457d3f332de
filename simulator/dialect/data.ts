import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

/** How the servers of a dialect are: their version and the switches that make this one like them. */
export interface Dialect {
	description: string;
	version: string;
	switches?: Record<string, string>;
}

/** The names that one value of a record goes by. */
export interface Spellings {
	/** Other names than the documented one. */
	also?: string[];
	/** What servers answer with, by dialect, where it is not the documented name. */
	says?: Record<string, string>;
}

/** A kind of record: the collections that hold it, and its values by documented name. */
export interface RecordKind {
	collections: string[];
	fields: Record<string, Spellings>;
}

interface DialectFile {
	dialects: Record<string, Dialect>;
	records: Record<string, RecordKind>;
}

const FILE = path.join(__dirname, '..', '..', 'spec', 'dialects.yaml');

/** spec/dialects.yaml, as far as a server needs it. */
export const { dialects, records } = parse(readFileSync(FILE, 'utf8')) as DialectFile;

/** The dialect of this name. @throws Error with a sentence for people when there is none */
export function dialectOf(name: string): Dialect {
	const dialect = Object.hasOwn(dialects, name) ? dialects[name] : undefined;
	if (dialect) return dialect;
	throw new Error(`There is no dialect "${name}"; there are ${Object.keys(dialects).join(', ')}.`);
}
