import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

interface Dialects {
	records: Record<string, { fields: Record<string, { also?: string[] }> }>;
}

const file = join(__dirname, '../../spec/dialects.yaml');
const { records } = parse(readFileSync(file, 'utf8')) as Dialects;

/**
 * The names that a value of a kind of record goes by, that of the documents first: tests go on with
 * the name they know when the vendor renames it.
 */
export function namesOf(kind: string, name: string): [string, ...string[]] {
	const all = Object.entries(records[kind]?.fields ?? {}).map(
		([own, { also = [] }]): [string, ...string[]] => [own, ...also],
	);
	return all.find((names) => names.includes(name)) ?? [name];
}
