import { closest } from 'fastest-levenshtein';
import { bodySchema, okSchema, resolve } from './draft';
import type { Operation, Schema, Spec } from './types';

/** A name that seems to have become another one. */
export interface Rename {
	from: string;
	to: string;
	/** In how many bodies, queries and answers. */
	places: number;
}

/** The fields of a record, or of each record of a list. */
export function fieldsOf(schema: Schema | undefined, { components }: Spec): Record<string, Schema> {
	const own = resolve(schema, components);
	return resolve(own?.items, components)?.properties ?? own?.properties ?? {};
}

/** What an operation takes and gives, place by place, without what only older documents have. */
function placesOf(operation: Operation, spec: Spec): Map<string, string>[] {
	const older = new Set(operation['x-older-fields']);
	const query = operation.parameters.filter((one) => one.in === 'query');
	const fields = [
		Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
		fieldsOf(bodySchema(operation), spec),
		fieldsOf(okSchema(operation), spec),
	];
	return fields.map(
		(place) =>
			new Map(
				Object.entries(place)
					.filter(([name]) => !older.has(name))
					.map(([name, schema]) => [name, JSON.stringify(schema)]),
			),
	);
}

/** Names that are gone from a place where the like came: of several, the nearest. */
function renamesIn(before: Map<string, string>, now: Map<string, string>): [string, string][] {
	const gone = [...before].filter(([name]) => !now.has(name));
	const came = [...now].filter(([name]) => !before.has(name));
	return gone.flatMap(([name, schema]): [string, string][] => {
		const alike = came.filter(([, other]) => other === schema).map(([other]) => other);
		return alike.length > 0 ? [[name, closest(name, alike)]] : [];
	});
}

/**
 * The renames that seem to be behind what changed in an operation.
 *
 * @param before - The operation and the spec that it is from.
 * @param now - The same as it is now.
 */
export function renamesOf(
	before: [operation: Operation, spec: Spec],
	now: [operation: Operation, spec: Spec],
): [from: string, to: string][] {
	const earlier = placesOf(...before);
	return placesOf(...now).flatMap((place, at) => renamesIn(earlier[at]!, place));
}

/** Each rename once, those in most places first. */
export function counted(renames: [from: string, to: string][]): Rename[] {
	const found = new Map<string, Rename>();
	for (const [from, to] of renames) {
		const one = found.get(`${from} ${to}`) ?? { from, to, places: 0 };
		found.set(`${from} ${to}`, { ...one, places: one.places + 1 });
	}
	return [...found.values()].sort((one, other) => other.places - one.places);
}
