import { versionNumber } from '../../simulator/version';
import type { DialectWords } from '../generate/words';

/** The columns that were seen, by kind of record. */
export type SeenNames = Map<string, ReadonlySet<string>>;

/** One value and the name that a server gives it. */
export interface SaidName {
	record: string;
	/** The name that forms and documents have. */
	name: string;
	says: string;
}

/** How well the names of a server fit a dialect. */
export interface Fit {
	dialect: string;
	agrees: number;
	disagrees: number;
}

/** The names of a server's values where dialects differ in them. */
export function saidNames(seen: SeenNames, { records }: DialectWords): SaidName[] {
	return [...seen].flatMap(([record, columns]) =>
		Object.entries(records[record]?.fields ?? {}).flatMap(([name, { also = [], says }]) => {
			const known = [...new Set([name, ...also, ...Object.values(says ?? {})])];
			const said = says && known.find((one) => columns.has(one));
			return said === undefined ? [] : [{ record, name, says: said }];
		}),
	);
}

/**
 * How well each dialect fits the names of a server, the best first; of equal ones that whose version
 * is nearest to the server's.
 */
export function fits(said: SaidName[], words: DialectWords, version = '0'): Fit[] {
	const distance = (dialect: string) =>
		Math.abs(versionNumber(words.dialects[dialect]?.version ?? '0') - versionNumber(version));
	return Object.keys(words.dialects)
		.map((dialect) => {
			const agrees = said.filter(
				({ record, name, says }) =>
					(words.records[record]?.fields[name]?.says?.[dialect] ?? name) === says,
			).length;
			return { dialect, agrees, disagrees: said.length - agrees };
		})
		.sort((a, b) => b.agrees - a.agrees || distance(a.dialect) - distance(b.dialect));
}
