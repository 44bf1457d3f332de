import type { Picker, PickerSource } from '../../nodes/NetSapiens/execute/operation';
import { recordOf } from './dialects';
import { recordNames } from './documented';
import { placeholders, type ApiOperation, type Schema } from './spec';
import { unanswered } from './unanswered';
import type { DialectWords, PickerWords, SourceWords, Words } from './words';

/** A picker as the forms use it. */
export interface FoundPicker {
	method: string;
	/** n8n's name for the path parameter, where it is not the API's. */
	parameter?: string;
	placeholder?: string;
	/** Whether `~` stands for the caller's own record. */
	mine?: true;
}

type Named = [method: string, words: PickerWords];

const found = ([method, { parameter, placeholder, offers }]: Named): FoundPicker => ({
	method,
	...(parameter !== undefined && { parameter }),
	...(placeholder !== undefined && { placeholder }),
	...(offers && '~' in offers && { mine: true as const }),
});

/** Every list that a picker reads, in order. */
function listsOf({ list, also = [], otherwise = [], narrower }: PickerWords): SourceWords[] {
	return [
		...(list === undefined ? [] : [{ list }]),
		...also,
		...otherwise,
		...(narrower ? [narrower] : []),
	];
}

const isAtOrBelow = (path: string, place: string) => `${path}/`.startsWith(`${place}/`);

/** Whether a picker is for the records of a collection. */
const isFor = ({ list, paths, narrower }: PickerWords, collection: string) =>
	[list, narrower?.list, ...(paths ?? [])].includes(collection);

/**
 * The picker for a path parameter: one that is for this place of the path alone, or else the one whose
 * list stands just before it. Of several, the first.
 */
export function pickerForPath(path: string, name: string, words: Words): FoundPicker | undefined {
	const collection = path.slice(0, path.indexOf(`/{${name}}`));
	const pickers = Object.entries(words.pickers);
	const isBehind = (place: string) =>
		isAtOrBelow(path, place) && placeholders(place).at(-1) === name;
	const special = pickers.find(([, { behind }]) => behind?.some(isBehind));
	const picker = special ?? pickers.find(([, one]) => isFor(one, collection));
	return picker && found(picker);
}

/** Whether a body value is the identifier of the records that a collection's path lists. */
export function namesRecordOf(collection: string, name: string, words: Words): boolean {
	const first = Object.values(words.pickers).find((picker) => isFor(picker, collection));
	return first !== undefined && (first.value === name || answers(first, name, collection));
}

/** Whether a picker says that it answers a body or query value of this name in requests of this path. */
function answers({ names = [] }: PickerWords, name: string, path: string): boolean {
	return names.some((named) => {
		const [place, scoped] = named.split(' ') as [string, string?];
		return scoped === undefined ? named === name : scoped === name && isAtOrBelow(path, place);
	});
}

/**
 * The picker for a body or query value that names an existing record.
 *
 * @param available fields of the form whose values its lists may need; it answers if they give one list
 *   all it needs
 */
export function pickerForName(
	name: string,
	path: string,
	available: ReadonlySet<string>,
	words: Words,
): FoundPicker | undefined {
	const named = Object.entries(words.pickers).find(([, picker]) => answers(picker, name, path));
	if (!named) return undefined;
	const lists = listsOf(named[1]);
	const canList = ({ list }: SourceWords) =>
		placeholders(list).every((needed) => available.has(needed));
	return lists.length === 0 || lists.some(canList) ? found(named) : undefined;
}

/** The operation that reads a list; a path may name a record (`~`) where the API has a placeholder. */
function reading(list: string, operations: ApiOperation[]): ApiOperation | undefined {
	const gets = operations.filter(({ method }) => method === 'GET');
	const parts = list.split('/');
	const fits = ({ path }: ApiOperation) => {
		const other = path.split('/');
		const agrees = (part: string, at: number) =>
			part === other[at] || (/^(~|\{.+\})$/.test(part) && /^\{/.test(other[at] ?? ''));
		return parts.length === other.length && parts.every(agrees);
	};
	return gets.find(({ path }) => path === list) ?? gets.find(fits);
}

/** The values that the API allows for a field, of the longest list there is. */
function valuesOf(field: string, operations: ApiOperation[]): string[] {
	const enums = operations.flatMap(({ queryParameters, body }) => [
		...queryParameters.filter(({ name }) => name === field).map(({ schema }) => schema.enum ?? []),
		...enumsIn(body?.schema ?? {}, field),
	]);
	const [longest = []] = enums.sort((one, other) => other.length - one.length);
	return longest.map(String);
}

function enumsIn(schema: Schema, field: string): Array<NonNullable<Schema['enum']>> {
	const own = Object.entries(schema.properties ?? {});
	return [
		...own.filter(([name]) => name === field).map(([, inner]) => inner.enum ?? []),
		...[...own.map(([, inner]) => inner), ...(schema.items ? [schema.items] : [])].flatMap(
			(inner) => enumsIn(inner, field),
		),
	];
}

/** What spec/pickers.yaml says that the API does not have, or says twice: one sentence each. */
export function pickerMistakes(operations: ApiOperation[], { pickers, dialects }: Words): string[] {
	const claims = Object.values(pickers).flatMap(({ names = [] }) => names);
	const twice = claims.filter((name, at) => claims.indexOf(name) !== at);
	return [
		...twice.map((name) => `spec/pickers.yaml: two pickers answer "${name}".`),
		...Object.entries(pickers).flatMap(([method, picker]) => [
			...listsOf(picker)
				.filter(({ list }) => !reading(list, operations))
				.map(({ list }) => `spec/pickers.yaml: the API lists nothing at ${list}.`),
			...listsOf(picker)
				.flatMap((source) => keyMistakes(picker, source, operations, dialects))
				.map((mistake) => `spec/pickers.yaml: ${method}: ${mistake}`),
			...(picker.values !== undefined && valuesOf(picker.values, operations).length === 0
				? [`spec/pickers.yaml: the API has no list of values for "${picker.values}".`]
				: []),
			...((picker.list === undefined) === (picker.values === undefined)
				? [`spec/pickers.yaml: ${method} needs a "list", or else "values".`]
				: []),
			...(picker.list !== undefined && picker.value === undefined
				? [`spec/pickers.yaml: ${method} needs a "value".`]
				: []),
		]),
	];
}

/** Keys that a picker looks for in the records of one of its lists, which do not have them. */
function keyMistakes(
	picker: PickerWords,
	source: SourceWords,
	operations: ApiOperation[],
	dialects: DialectWords,
): string[] {
	const operation = reading(source.list, operations);
	if (!operation) return [];
	const { value, label = [] } = { ...picker, ...source };
	const keys = [
		...(value === undefined ? [] : value.includes('{') ? placeholders(value) : [value]),
		...label,
		...Object.keys({ ...picker.without, ...picker.onSearch, ...source.only }),
	];
	const answer = { ...operation, names: recordNames(operation.answer) };
	return unanswered(keys, [answer], dialects);
}

/** What the node needs at run time: list search method → how to list. */
export function pickerTable(words: Words, operations: ApiOperation[]): Record<string, Picker> {
	const entries = Object.entries(words.pickers).map(([method, picker]) => {
		const { values, offers } = picker;
		const entry: Picker = {
			...(values === undefined
				? { sources: sourcesOf(picker, words, operations) }
				: { values: valuesOf(values, operations) }),
			...(offers && {
				offers: Object.entries(offers).map(([value, name]) => ({
					name: `${name} (${value})`,
					value,
				})),
			}),
		};
		return [method, entry] as const;
	});
	return Object.fromEntries(entries);
}

function sourcesOf(picker: PickerWords, words: Words, operations: ApiOperation[]): PickerSource[] {
	return listsOf(picker).map((source) => {
		const operation = reading(source.list, operations);
		const record = recordOf(operation?.path ?? source.list, words.dialects);
		return {
			path: source.list,
			since: operation?.since ?? '44',
			...(record !== undefined && { record }),
			value: source.value ?? picker.value ?? '',
			label: source.label ?? picker.label ?? [],
			...(source.only && { only: source.only }),
			...(picker.without && { without: picker.without }),
			...(picker.onSearch && { onSearch: picker.onSearch }),
			...(picker.also?.includes(source) && { further: true as const }),
			...(picker.narrower === source && { alone: true as const }),
		};
	});
}
