import type { FieldKind } from '../../nodes/NetSapiens/execute/operation';
import type { FoundPicker } from './pickers';
import { typesOf, type Schema } from './spec';
import type { FieldWords } from './words';

/** What a value looks like in a form, before it has a name. */
export interface Shape {
	kind: FieldKind;
	/** Allowed values, for option lists. */
	values?: Array<string | number>;
	minimum?: number;
	maximum?: number;
	/** What the vendor presets. */
	preset?: string | number | boolean;
	/** Fields of one group. */
	children?: ChildShape[];
}

export interface ChildShape {
	name: string;
	shape: Shape;
	words: FieldWords;
	picker?: FoundPicker;
}

/** Finds the words for a name of the API. */
export type WordsOf = (name: string) => FieldWords;

/** Longer lists of allowed values are typed, not chosen: they would weigh down the panel. */
const longestList = 60;
/** Objects with more fields than this are typed as JSON. */
const widestGroup = 24;

const presetOf = (schema: Schema): Pick<Shape, 'preset'> =>
	['string', 'number', 'boolean'].includes(typeof schema.default)
		? { preset: schema.default as string | number | boolean }
		: {};

/** The alternative that accepts most: list before text before number before switch. */
function widest(schema: Schema): Schema {
	const alternatives = (schema.anyOf ?? schema.oneOf ?? []).filter(
		(inner) => typesOf(inner).length > 0,
	);
	if (alternatives.length === 0) return schema;
	const order = ['array', 'string', 'number', 'integer', 'boolean', 'object'];
	const rank = (inner: Schema) => {
		const ranks = typesOf(inner).map((type) => order.indexOf(type));
		return Math.min(...ranks) * 2 + (inner.enum ? 1 : 0);
	};
	const chosen = [...alternatives].sort((a, b) => rank(a) - rank(b))[0] as Schema;
	const beside = { ...schema, anyOf: undefined, oneOf: undefined };
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
	const { preset } = shape;
	return {
		kind: words.kind,
		...(shape.values && { values: shape.values }),
		...(preset !== undefined && { preset }),
	};
}

/** The shape with only those of its values that the words offer. */
function narrowed(shape: Shape, { choices }: FieldWords): Shape {
	if (!choices || !shape.values) return shape;
	return { ...shape, values: shape.values.filter((value) => choices.includes(`${value}`)) };
}

function fromSchema(name: string, original: Schema, wordsOf: WordsOf): Shape {
	const schema = widest(original);
	const type = chosenType(typesOf(schema));
	const values = (schema.enum ?? []).filter(
		(value): value is string | number => typeof value === 'string' || typeof value === 'number',
	);
	const isYesNo =
		values.length > 0 &&
		values.length <= 2 &&
		values.every((value) => /^(yes|no)$/i.test(`${value}`));
	if (isYesNo && values.length === 2) return { kind: 'yesNo', ...presetOf(schema) };
	switch (type) {
		case 'boolean':
			return { kind: 'boolean', ...presetOf(schema) };
		case 'integer':
		case 'number':
			return numeric(type, schema, values);
		case 'array':
			return listShape(name, schema, wordsOf);
		case 'object':
			return groupShape(name, schema, wordsOf);
		default:
			return textShape(name, schema, values);
	}
}

function numeric(
	type: 'integer' | 'number',
	schema: Schema,
	values: Array<string | number>,
): Shape {
	return {
		kind: type,
		...(values.length > 0 && values.length <= longestList && { values }),
		...(schema.minimum !== undefined && { minimum: schema.minimum }),
		...(schema.maximum !== undefined && { maximum: schema.maximum }),
		...presetOf(schema),
	};
}

function textShape(name: string, schema: Schema, values: Array<string | number>): Shape {
	if (schema.format === 'binary') return { kind: 'file' };
	if (values.length > 0 && values.length <= longestList) {
		const texts = [...new Set(values.map(String))].filter((value) => value !== '');
		return { kind: 'string', values: texts, ...presetOf(schema) };
	}
	if (schema.format === 'date-time' || /(^|[-_])datetime($|[-_])/.test(name))
		return { kind: 'dateTime' };
	if (schema.format === 'date') return { kind: 'date' };
	if (schema.format === 'csv') return { kind: 'csv' };
	return { kind: 'string', ...presetOf(schema) };
}

function listShape(name: string, schema: Schema, wordsOf: WordsOf): Shape {
	const item = schema.items ? fromSchema(name, schema.items, wordsOf) : { kind: 'string' as const };
	if (item.kind === 'record') return { kind: 'records', children: item.children ?? [] };
	if (['string', 'integer', 'number', 'dateTime', 'date'].includes(item.kind)) {
		return { kind: 'list', ...(item.values && { values: item.values.map(String) }) };
	}
	return { kind: 'json' };
}

function groupShape(group: string, schema: Schema, wordsOf: WordsOf): Shape {
	const inGroup: WordsOf = (name) => ({ ...wordsOf(name), ...wordsOf(`${group}/${name}`) });
	const entries = Object.entries(schema.properties ?? {}).filter(([, inner]) => !inner.readOnly);
	const children = entries.map(([name, inner]) => ({
		name,
		shape: shapeOf(name, inner, inGroup),
		words: inGroup(name),
	}));
	const flat = children.every(
		({ shape }) => !['json', 'record', 'records', 'file'].includes(shape.kind),
	);
	return flat && children.length > 0 && children.length <= widestGroup
		? { kind: 'record', children }
		: { kind: 'json' };
}
