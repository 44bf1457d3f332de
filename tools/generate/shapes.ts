import type { TimeUnit } from '../../nodes/NetSapiens/execute/durations';
import type { FieldKind } from '../../nodes/NetSapiens/execute/operation';
import { fold, type Fold } from './folds';
import { labelOf } from './naming';
import type { FoundPicker } from './pickers';
import { typesOf, type Schema } from './spec';
import { WordsError, type FieldWords } from './words';

/** What a value looks like in a form, before it has a name. */
export interface Shape {
	kind: FieldKind;
	/** Allowed values, for option lists. */
	values?: Array<string | number>;
	minimum?: number;
	maximum?: number;
	/** What it counts, where that is time. */
	unit?: TimeUnit;
	/** What the API presets. */
	preset?: string | number | boolean;
	/** There are no values but the allowed ones: it can be set to another one, and not be emptied. */
	closed?: true;
	/** Words that stand for a date or time; one of them is the default where a range is open. */
	words?: string[];
	/** What is sent to empty it, where the facts tell. */
	empty?: string;
	/** Fields of one group. */
	children?: ChildShape[];
	/** The fields that rows of a week or of a keypad stand for. */
	fold?: Fold;
}

export interface ChildShape {
	name: string;
	shape: Shape;
	words: FieldWords;
	picker?: FoundPicker;
	/** n8n's name for it, where it is not the API's. */
	parameter?: string;
	/** A choice of words beside the field that has the same name. */
	beside?: true;
}

/** Finds the words for a name of the API. */
export type WordsOf = (name: string) => FieldWords;

/** Longer lists of allowed values are typed, not chosen: they would weigh down the panel. */
const longestList = 60;

const presetOf = (schema: Schema): Pick<Shape, 'preset'> =>
	['string', 'number', 'boolean'].includes(typeof schema.default)
		? { preset: schema.default as string | number | boolean }
		: {};

/** Whether it stands for no value beside the others. */
const isEmptyText = ({ maxLength }: Schema) => maxLength === 0;

/** The alternative that accepts most: list before text before number before switch. */
function widest(schema: Schema): Schema {
	const all = schema.anyOf ?? schema.oneOf ?? [];
	const alternatives = all.filter((inner) => typesOf(inner).length > 0 && !isEmptyText(inner));
	if (alternatives.length === 0) return schema;
	const order = ['array', 'string', 'number', 'integer', 'boolean', 'object'];
	const rank = (inner: Schema) => {
		const ranks = typesOf(inner).map((type) => order.indexOf(type));
		return Math.min(...ranks) * 2 + (inner.enum ? 1 : 0);
	};
	const chosen = [...alternatives].sort((a, b) => rank(a) - rank(b))[0] as Schema;
	const beside = { ...schema, anyOf: undefined, oneOf: undefined };
	if (chosen.enum && all.some(isEmptyText))
		return { ...beside, ...chosen, enum: [...chosen.enum, ''] };
	const isNumber = typesOf(chosen).some((type) => type === 'integer' || type === 'number');
	const takesText = alternatives.some((inner) => typesOf(inner).includes('string'));
	return takesText && isNumber ? { ...beside, type: 'string' } : { ...beside, ...chosen };
}

function chosenType(types: string[]): string {
	const order = ['array', 'string', 'number', 'integer', 'boolean', 'object'];
	if (types.length > 3) return 'string';
	return order.find((type) => types.includes(type)) ?? 'string';
}

/** How a value of this schema is entered and sent. */
export function shapeOf(name: string, schema: Schema, wordsOf: WordsOf = () => ({})): Shape {
	const words = wordsOf(name);
	const shape = narrowed(fromSchema(name, schema, wordsOf), words);
	const named = Object.keys(words.options ?? {});
	if (shape.kind === 'string' && !shape.values && named.length > 0 && !words.kind) {
		return { ...shape, values: named };
	}
	if (words.kind === undefined || words.kind === shape.kind) return shape;
	const { preset, values, closed } = shape;
	return {
		kind: words.kind,
		...(values && { values }),
		...(closed && { closed }),
		...(preset !== undefined && { preset }),
	};
}

/** The shape with only those of its values that the words offer. */
function narrowed(shape: Shape, { choices }: FieldWords): Shape {
	if (!choices || !shape.values) return shape;
	return { ...shape, values: shape.values.filter((value) => choices.includes(`${value}`)) };
}

function fromSchema(name: string, original: Schema, wordsOf: WordsOf): Shape {
	const either = timeOrWord(original);
	if (either) return either;
	const schema = widest(original);
	const type = chosenType(typesOf(schema));
	const values = (schema.enum ?? []).filter(
		(value): value is string | number => typeof value === 'string' || typeof value === 'number',
	);
	const toggle = toggleOf(values);
	if (toggle) return { kind: toggle, ...presetOf(schema) };
	switch (type) {
		case 'boolean':
			return { kind: 'boolean', ...presetOf(schema) };
		case 'integer':
		case 'number':
			return numeric(name, type, schema, values);
		case 'array':
			return listShape(name, schema, wordsOf);
		case 'object':
			return groupShape(name, schema, wordsOf);
		default:
			return textShape(schema, values);
	}
}

/** Kinds of switches, by the two values they take. */
const toggles: Array<[kind: FieldKind, values: Array<string | number>]> = [
	['yesNo', ['no', 'yes']],
	['oneZero', [0, 1]],
	['trueFalse', ['false', 'true']],
];

function toggleOf(values: Array<string | number>): FieldKind | undefined {
	const sorted = values.map((value) => `${value}`.toLowerCase()).sort();
	const found = toggles.find(
		([, both]) => both.join() === sorted.join() && typeof both[0] === typeof values[0],
	);
	return found?.[0];
}

/** Whether a list of allowed values has none that says nothing. */
const isClosed = ({ enum: values = [] }: Schema) =>
	values.length > 0 && !values.some((value) => value === '' || value === null);

/** The unit that a name ends in, as names of lengths of time do. */
const unitOf = (name: string) =>
	/-(seconds|minutes|hours)$/.exec(name)?.[1] as TimeUnit | undefined;

function numeric(
	name: string,
	type: 'integer' | 'number',
	schema: Schema,
	values: Array<string | number>,
): Shape {
	if (schema.format === 'unix-time') return { kind: 'unixTime' };
	const unit = type === 'integer' && values.length === 0 ? unitOf(name) : undefined;
	const minimum = schema.minimum ?? (unit && 0);
	return {
		kind: type,
		...(unit && { unit }),
		...(values.length > 0 && values.length <= longestList && { values }),
		...(isClosed(schema) && { closed: true as const }),
		...(minimum !== undefined && { minimum }),
		...(schema.maximum !== undefined && { maximum: schema.maximum }),
		...presetOf(schema),
	};
}

/** Kinds of text, by how the facts say it is written. */
const formats: Record<string, FieldKind> = {
	binary: 'file',
	csv: 'csv',
	date: 'date',
	'date-time': 'dateTime',
	'iso-date-time': 'isoDateTime',
	'sql-date-time': 'sqlDateTime',
	'compact-date': 'compactDate',
	'compact-month': 'compactMonth',
	'clock-time': 'time',
	'compact-time': 'compactTime',
};

function textShape(schema: Schema, values: Array<string | number>): Shape {
	if (values.length > 0 && values.length <= longestList) {
		const texts = [...new Set(values.map(String))].filter((value) => value !== '');
		const closed = isClosed(schema) && { closed: true as const };
		return { kind: 'string', values: texts, ...closed, ...presetOf(schema) };
	}
	const kind = formats[schema.format ?? ''];
	if (kind === 'time') return { kind, ...presetOf(schema) };
	return kind ? { kind } : { kind: 'string', ...presetOf(schema) };
}

/** A date or time, or one of some words; undefined for any other schema. */
function timeOrWord(schema: Schema): Shape | undefined {
	const inner = schema.anyOf ?? [];
	const timed = inner.find(({ format }) => formats[format ?? ''] !== undefined);
	const words = inner.find(({ enum: values }) => values?.every((word) => typeof word === 'string'));
	const kind = formats[timed?.format ?? ''];
	if (!kind || !words?.enum) return undefined;
	const preset = presetOf(schema);
	return {
		kind,
		words: words.enum as string[],
		...(typeof preset.preset === 'string' && { empty: preset.preset }),
	};
}

function listShape(name: string, schema: Schema, wordsOf: WordsOf): Shape {
	const item = schema.items ? fromSchema(name, schema.items, wordsOf) : { kind: 'string' as const };
	if (item.kind === 'record') return { kind: 'records', children: item.children ?? [] };
	if (item.kind === 'integer' && !item.values) return { kind: 'numbers' };
	if (['string', 'integer', 'number', 'dateTime', 'date'].includes(item.kind)) {
		return { kind: 'list', ...(item.values && { values: item.values.map(String) }) };
	}
	throw new WordsError(`A list of ${item.kind} has no form yet: ${name}`);
}

function groupShape(group: string, schema: Schema, wordsOf: WordsOf): Shape {
	const inGroup: WordsOf = (name) => ({ ...wordsOf(name), ...wordsOf(`${group}/${name}`) });
	const entries = Object.entries(schema.properties ?? {}).filter(([, inner]) => !inner.readOnly);
	if (entries.length === 0) return { kind: 'pairs' };
	const { kept, folds } = fold(entries);
	const children = kept
		.map(([name, inner]) => ({
			name,
			shape: shapeOf(name, inner, inGroup),
			words: inGroup(name),
		}))
		.flatMap(withWordBeside);
	const rows = folds.map((one) => ({
		name: one.name,
		shape: foldedShape(one, inGroup),
		words: inGroup(one.name),
	}));
	return { kind: 'record', children: [...rows, ...children] };
}

/** Rows of a week, or of a keypad, in place of the fields that they stand for. */
function foldedShape(one: Fold, wordsOf: WordsOf): Shape {
	const { kind, name, schema } = one;
	const shape = fromSchema(name, schema, wordsOf);
	if (kind === 'keyed') return { kind, fold: one, children: shape.children ?? [] };
	return { kind, fold: one, children: [{ name: 'time', shape, words: {} }] };
}

/**
 * A date picker takes no words, so a choice of them stands beside it. Times of day are typed, so
 * that theirs can be typed too.
 */
export function withWordBeside<Named extends ChildShape>(field: Named): Named[] {
	const { name, shape, words } = field;
	if (!shape.words || shape.kind === 'time' || shape.kind === 'compactTime') return [field];
	const choice: Shape = { kind: 'string', values: shape.words, closed: true };
	const label = `${words.label ?? labelOf(name)} (Special)`;
	const description = 'Use this instead of a date';
	const parameter = `${name}-word`;
	const said = { label, description, ...(words.options && { options: words.options }) };
	return [field, { ...field, parameter, shape: choice, words: said, beside: true }];
}
