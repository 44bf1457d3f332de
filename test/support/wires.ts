import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Field, FieldKind } from '../../nodes/NetSapiens/execute/operation';
import { isSpread, nameIn, weeksFor } from './spreads';
import { alternativesOf, enumOf, fieldsOf, resolved, typesOf, type Schema } from './facts';

/** What decides which values a field can have. */
export interface Fillable {
	field: Field;
	property: INodeProperties;
	schema: Schema;
}

type WiresOf = (one: Fillable) => unknown[];

/** What a file is on the wire does not depend on the field. */
export const FILE = { name: 'a.wav', type: 'audio/wav', content: Buffer.from('RIFF\0\r\n--é') };

/** Values of the wire, by how the node says that a field is entered; the first is the usual one. */
const byKind: Record<FieldKind, WiresOf> = {
	string: ({ property, schema, field }) => choicesIn(property) ?? [textFor(schema, field)],
	integer: (one) => choicesIn(one.property) ?? numbersFor(one),
	number: (one) => choicesIn(one.property) ?? numbersFor(one),
	sipUser: () => ['5000.acme.example'],
	sipHost: () => ['sip.carrier.example'],
	boolean: () => [true, false],
	yesNo: () => ['yes', 'no'],
	dateTime: ({ field }) =>
		field.in === 'query' ? ['2026-01-05T12:30:00Z'] : ['2026-01-05 12:30:00'],
	oneZero: () => [1, 0],
	trueFalse: () => ['true', 'false'],
	sqlDateTime: () => ['2026-01-05 12:30:00'],
	isoDateTime: () => ['2026-01-05T12:30:00.000Z'],
	unixTime: () => [1767616200],
	date: () => ['2026-01-05'],
	compactDate: () => ['20260105'],
	compactMonth: () => ['202601'],
	time: ({ field }) => ['12:30', ...(field.words ?? [])],
	compactTime: () => ['1230'],
	csv: ({ property }) => (choicesIn(property) ?? ['Zoë 1', 'two']).map(several(',')),
	list: ({ property, schema }) =>
		(choicesIn(property) ?? itemsFor(schema)).map((_, i, all) => all.slice(0, i + 1)),
	numbers: () => [[7], [7, 8]],
	pairs: () => [{ floor: 'Zoë 1', room: 'two' }],
	weekly: ({ field }) => weeksFor(field),
	keyed: keysFor,
	record: groupsFor,
	records: (one) => groupsFor(one).map((group) => [group]),
	file: () => [FILE],
};

/**
 * Values a field can have on the wire, from what the documents and the panel allow: the usual one
 * first, then the ends of what there is (off, 0, first and last choice, lowest and highest number).
 */
export const wiresOf: WiresOf = (one) => byKind[one.field.kind](one);

const several = (glue: string) => (_: unknown, i: number, all: unknown[]) =>
	all.slice(0, i + 1).join(glue);

/** The first and last choice of a list, where there is one. */
function choicesIn({ type, options }: INodeProperties): unknown[] | undefined {
	if (type !== 'options' && type !== 'multiOptions') return undefined;
	const values = (options as INodePropertyOptions[]).map(({ value }) => value);
	const real = values.filter((value) => value !== '');
	return [...new Set([real[0], real.at(-1)])];
}

function numbersFor({ property }: Fillable): number[] {
	const { minValue = 0, maxValue = 9 } = property.typeOptions ?? {};
	const usual = Math.min(Math.max(7, minValue), maxValue);
	return [...new Set([usual, minValue, maxValue])];
}

/** Text that a careless sender would spoil. */
export const TEXT = 'Zoë & Søn, 50% +1 "x"';

/** Text of a form that the documents name. */
const byFormat: Record<string, string> = {
	email: 'pat@acme.example',
	hostname: 'core1.pbx.example',
	uri: 'https://hooks.example/x?y=1&z=%20',
	date: '2026-01-05',
	'clock-time': '12:30',
};

/** A careless sender's text, unless it must be short or look like something. */
function textFor(schema: Schema, { in: place }: Pick<Field, 'in'>): string {
	const { minLength = 0, maxLength = Infinity, pattern = '', enum: values } = schema;
	const formatted = byFormat[String(schema.format)];
	if (formatted !== undefined) return formatted;
	const candidates = [
		...((values as unknown[] | undefined) ?? []).filter((value) => value !== '').map(String),
		...(place === 'path' ? [] : ['Zoë & Søn, 50% +1 "x"']),
		'sample',
		'7'.repeat(Math.max(Number(minLength), 1)),
	];
	const fits = (text: string) =>
		text.length >= Number(minLength) &&
		text.length <= Number(maxLength) &&
		new RegExp(String(pattern)).test(text);
	return candidates.find(fits) ?? 'sample';
}

function itemsFor(schema: Schema): unknown[] {
	const list = [schema, ...alternativesOf(schema)].find(({ items }) => items !== undefined);
	const item = resolved(list?.items as Schema | undefined);
	const values = enumOf(item);
	if (values.length > 0) return [...new Set([values[0], values.at(-1)])];
	const types = typesOf(item);
	const isNumber =
		!types.includes('string') && types.some((type) => /^(integer|number)$/.test(type));
	return isNumber ? [7, 8] : ['Zoë 1', 'two'];
}

/** All fields of a group together, then each alone with each of its values. */
function groupsFor({ field, property, schema }: Fillable): Record<string, unknown>[] {
	const children = childrenOf({ field, property, schema });
	const plain = children.filter(({ field: { beside } }) => !beside);
	const all = Object.assign({}, ...plain.map((one) => partFor(one, wiresOf(one)[0]))) as object;
	const alone = children.flatMap((one) => wiresOf(one).map((wire) => partFor(one, wire)));
	return [{ ...all }, ...alone];
}

/** What a field adds to its group: itself, or the fields it stands for. */
const partFor = ({ field }: Fillable, wire: unknown): Record<string, unknown> =>
	isSpread(field) ? (wire as Record<string, unknown>) : { [field.name]: wire };

/** What the first, and what the last key may do. */
function keysFor(one: Fillable): Record<string, unknown>[] {
	const { field } = one;
	const [first, ...others] = groupsFor(one);
	const [lowest = '', highest = ''] = [field.keys?.[0], field.keys?.at(-1)];
	return [
		{ [nameIn(field, { key: highest })]: first, [nameIn(field, { key: lowest })]: first },
		...others.map((group) => ({ [nameIn(field, { key: highest })]: group })),
	];
}

/** The fields of a group or of one row, as the panel shows them and the documents know them. */
export function childrenOf({ field, property, schema }: Fillable): Fillable[] {
	const known = fieldsOf(field.kind === 'records' ? resolved(schema.items as Schema) : schema);
	const shown = propertiesIn(property);
	return (field.fields ?? []).map((child) => ({
		field: { ...child, in: field.in },
		property: shown.find(({ name }) => name === child.parameter)!,
		schema: resolved(known[child.keys ? nameIn(child, { key: child.keys[0]! }) : child.name]),
	}));
}

/** The properties inside a collection, or inside a row of a fixed one. */
export function propertiesIn({ type, options = [] }: INodeProperties): INodeProperties[] {
	const [first] = options as { values?: INodeProperties[] }[];
	return type === 'fixedCollection' ? (first?.values ?? []) : (options as INodeProperties[]);
}
