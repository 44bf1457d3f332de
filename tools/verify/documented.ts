import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readSpec, typesOf, type OpenApiDocument, type Schema } from '../generate/spec';

const root = join(__dirname, '../..');

/** The columns of a list by the document: what their values may be. */
export interface Columns {
	all: Set<string>;
	/** Texts. */
	texts: Set<string>;
	/** `yes` or `no`. */
	switches: Set<string>;
}

let columns: Map<string, Columns> | undefined;

/** The documented columns of the records at a path. */
export function columnsOf(template: string): Columns {
	columns ??= allColumns();
	return columns.get(template) ?? { all: new Set(), texts: new Set(), switches: new Set() };
}

function allColumns(): Map<string, Columns> {
	const text = readFileSync(join(root, 'spec/openapi.json'), 'utf8');
	const found = new Map<string, Columns>();
	for (const { method, path, answer } of readSpec(JSON.parse(text) as OpenApiDocument)) {
		const properties = answer?.items?.properties ?? answer?.properties;
		if (method !== 'GET' || !properties || found.has(path)) continue;
		const namesOf = (fits: (schema: Schema) => boolean) =>
			new Set(Object.entries(properties).flatMap(([name, schema]) => (fits(schema) ? [name] : [])));
		found.set(path, {
			all: namesOf(() => true),
			texts: namesOf((schema) => typesOf(schema).join() === 'string' && !isSwitch(schema)),
			switches: namesOf(isSwitch),
		});
	}
	return found;
}

function isSwitch({ enum: values = [] }: Schema): boolean {
	return values.length > 0 && values.every((value) => /^(yes|no)$/.test(String(value)));
}
