import { columnsOf } from '../documented';
import type { SeenNames } from '../dialect';
import type { Lab } from '../lab';
import { windowOf } from '../window';
import { bare } from '../../../nodes/NetSapiens/spellings';

/** What the columns of a server's records are called. */
export interface Names {
	seen: SeenNames;
	/** How many columns of a kind neither the documents nor spec/dialects.yaml have. */
	unknown: Map<string, string[]>;
}

const SAMPLE = 5;

/** Reads some records of every kind whose names differ from dialect to dialect. */
export async function readNames(lab: Lab): Promise<Names> {
	const seen = new Map<string, Set<string>>();
	const unknown = new Map<string, string[]>();
	for (const [record, { collections, fields }] of Object.entries(lab.dialects.records)) {
		if (!Object.values(fields).some(({ says }) => says)) continue;
		for (const template of collections.filter((one) => !one.includes('~'))) {
			const query = template.endsWith('/cdrs') ? windowOf(365) : {};
			const { rows } = await lab.list(template, { ...query, limit: SAMPLE });
			if (rows.length === 0) continue;
			const columns = new Set(rows.flatMap((row) => Object.keys(row)));
			seen.set(record, columns);
			const known = new Set([
				...[...columnsOf(template).all].map(bare),
				...Object.entries(fields).flatMap(([name, { also = [] }]) => [name, ...also].map(bare)),
			]);
			unknown.set(
				record,
				[...columns].filter((name) => !known.has(bare(name))),
			);
			break;
		}
	}
	return { seen, unknown };
}
