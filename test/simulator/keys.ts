import type { Schema, Spec } from '../../simulator/spec';

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What the keys of an answer and of its schema do not have in common, with every schema taken as
 * closed: `+ key` is answered and not documented, `- key` is documented and not answered, `? place`
 * is one of which the schema does not say what is in it, `0 place` a list without a record to judge.
 */
export function differencesOfKeys(
	spec: Spec,
	schema: Schema | undefined,
	value: unknown,
	place = '',
): string[] {
	const own = spec.resolve(schema);
	const choices = (own.oneOf ?? own.anyOf) as Schema[] | undefined;
	if (choices) {
		const each = choices.map((choice) => differencesOfKeys(spec, choice, value, place));
		return each.sort((a, b) => a.length - b.length)[0] ?? [];
	}
	if (Buffer.isBuffer(value)) return [];
	if (Array.isArray(value)) return differencesOfList(spec, own, value, place);
	return isRecord(value) ? differencesOfRecord(spec, own, value, place) : [];
}

function differencesOfList(spec: Spec, own: Schema, list: unknown[], place: string): string[] {
	const items = own.items as Schema | undefined;
	if (!items) return [`? ${place}[]`];
	const isOfRecords = Object.keys(spec.properties(items)).length > 0;
	if (list.length === 0) return isOfRecords ? [`0 ${place}[]`] : [];
	const all = list.map((item) => differencesOfKeys(spec, items, item, `${place}[]`));
	const isSeen = (difference: string) =>
		difference.startsWith('0 ') && !all.every((one) => one.includes(difference));
	return [...new Set(all.flat())].filter((difference) => !isSeen(difference));
}

function differencesOfRecord(
	spec: Spec,
	own: Schema,
	value: Record<string, unknown>,
	place: string,
): string[] {
	const properties = spec.properties(own);
	const rest = own.additionalProperties as Schema | undefined;
	const names = Object.keys(properties);
	if (names.length === 0 && !isRecord(rest)) return [`? ${place || '.'}`];
	const at = (name: string) => (place ? `${place}.${name}` : name);
	const missing = names.filter(
		(name) => !(name in value) && spec.resolve(properties[name]).writeOnly !== true,
	);
	const extra = Object.keys(value).filter((name) => !(name in properties) && !isRecord(rest));
	const inside = Object.entries(value).flatMap(([name, part]) =>
		name in properties
			? differencesOfKeys(spec, properties[name], part, at(name))
			: isRecord(rest)
				? differencesOfKeys(spec, rest as Schema, part, at('*'))
				: [],
	);
	const all = [...extra.map((n) => `+ ${at(n)}`), ...missing.map((n) => `- ${at(n)}`), ...inside];
	return [...new Set(all)];
}
