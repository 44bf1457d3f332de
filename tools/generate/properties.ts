import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { FieldKind } from '../../nodes/NetSapiens/execute/operation';
import { parameterOf } from './fieldOf';
import type { FormField } from './formField';
import { labelOf } from './naming';
import type { Shape } from './shapes';
import type { FieldWords } from './words';

/** Name of the one group inside a repeatable group: its rows are at `<parameter>.values`. */
export const rowsName = 'values';

const secret = /secret|password|token|apikey/i;
const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
const byLabel = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName) || (a.name < b.name ? -1 : 1);

/** Where a field stands: in view, as something to add, or in a row, which has all its fields. */
type Place = 'view' | 'collection' | 'row';

/** What nobody chose must not be sent: it would reset what the server has. */
const notSet: INodePropertyOptions = { name: '(Not Set)', value: '' };

/** Kinds of switches, whatever is sent for on and off. */
const toggleKinds: FieldKind[] = ['boolean', 'yesNo', 'oneZero', 'trueFalse'];

/** Kinds that are rows or fields of their own. */
const groupKinds: FieldKind[] = ['record', 'records', 'weekly', 'keyed', 'pairs'];

/** One field of a form as n8n shows it, without the operations that it is for. */
export function propertyOf(field: FormField, place: Place): INodeProperties {
	const { kind } = field.shape;
	const named = field.in === 'path' ? field.parameter : field.name;
	const displayName =
		field.words.label ?? (kind === 'file' ? 'Input Binary Field' : labelOf(named));
	const property: INodeProperties = {
		displayName,
		name: field.parameter,
		...(field.picker
			? locator(
					field.picker.method,
					field.words.placeholder ?? field.picker.placeholder,
					place === 'view' ? field.words.default : undefined,
				)
			: input(field.name, field.shape, field.words, place)),
		...(place === 'view' && needsMark(field) && { required: true }),
		...(field.showFor && { displayOptions: { show: field.showFor } }),
	};
	const description = descriptionOf(field, displayName);
	return description === undefined ? property : { ...property, description };
}

/** A switch always has a value; marking it required says nothing. */
const needsMark = ({ shape, words }: FormField) =>
	!words.mayBeEmpty && ![...toggleKinds, ...groupKinds].includes(shape.kind);

function descriptionOf(field: FormField, displayName: string): string | undefined {
	const said = field.words.description;
	if (field.shape.kind === 'file' && said === undefined) {
		return 'Name of the field of the input item that holds the file';
	}
	return said === displayName ? undefined : said;
}

type Input = Omit<INodeProperties, 'displayName' | 'name'>;

function locator(
	method: string,
	placeholder: string | undefined,
	preset: FieldWords['default'],
): Input {
	return {
		type: 'resourceLocator',
		default:
			preset === undefined ? { mode: 'list', value: '' } : { mode: 'id', value: `${preset}` },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: method, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				...(placeholder !== undefined && { placeholder }),
			},
		],
	};
}

/**
 * What a field starts at. In a row nobody could tell what was set from what is preset. What the
 * words preset is for fields in view, and for switches: whoever adds one wants it the other way.
 */
function presetOf(shape: Shape, words: FieldWords, place: Place): Shape['preset'] {
	if (place === 'row') return undefined;
	const mayDiffer = place === 'view' || toggleKinds.includes(shape.kind);
	return (mayDiffer ? words.default : undefined) ?? shape.preset;
}

function input(name: string, shape: Shape, words: FieldWords, place: Place): Input {
	const preset = presetOf(shape, words, place);
	const placeholder = words.placeholder;
	switch (shape.kind) {
		case 'yesNo':
		case 'oneZero':
		case 'trueFalse':
		case 'boolean':
			return place === 'row' ? yesOrNo : { type: 'boolean', default: isOn(preset) };
		case 'integer':
		case 'number':
			return shape.values ? options(shape, words, preset) : numberInput(shape, preset);
		case 'dateTime':
		case 'sqlDateTime':
		case 'isoDateTime':
		case 'unixTime':
			return { type: 'dateTime', default: '' };
		case 'date':
		case 'compactDate':
		case 'compactMonth':
			return { type: 'dateTime', typeOptions: { dateOnly: true }, default: '' };
		case 'time':
		case 'compactTime':
			return textInput(name, { placeholder: 'e.g. 09:00', ...words }, preset);
		case 'csv':
		case 'list':
		case 'numbers':
			if (shape.values) {
				const chosen = typeof preset === 'string' ? [preset] : [];
				return { type: 'multiOptions', options: choices(shape, words), default: chosen };
			}
			return {
				type: 'string',
				typeOptions: { multipleValues: true, ...(secret.test(name) && { password: true }) },
				default: [],
				...(placeholder !== undefined && { placeholder }),
			};
		case 'record':
			return {
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: groupProperties(shape, 'collection').sort(byLabel),
			};
		case 'records':
			return rows('Entry', groupProperties(shape, 'row').sort(byLabel));
		case 'weekly':
			return rows('Hours', weekProperties);
		case 'keyed':
			return rows('Key', [
				keyProperty(shape.fold?.keys ?? []),
				...groupProperties(shape, 'row').sort(byLabel),
			]);
		case 'pairs':
			return rows('Value', pairProperties);
		case 'file':
			return { type: 'string', default: 'data' };
		default:
			return shape.values ? options(shape, words, preset) : textInput(name, words, preset);
	}
}

/** A repeatable group. */
const rows = (what: string, values: INodeProperties[]): Input => ({
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: `Add ${what}`,
	default: {},
	options: [{ displayName: what, name: rowsName, values }],
});

const timeProperty = (displayName: string, name: string, description: string) =>
	({
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. 09:00',
		description,
	}) satisfies INodeProperties;

/** n8n's linter wants choices in alphabetical order. */
const days = ['Friday', 'Monday', 'Saturday', 'Sunday', 'Thursday', 'Tuesday', 'Wednesday'];

/** One row of a week. */
const weekProperties: INodeProperties[] = [
	{
		displayName: 'Days',
		name: 'days',
		type: 'multiOptions',
		options: days.map((name) => ({ name, value: name.toLowerCase() })),
		default: [],
		description: 'Days of the week on which the time range applies',
	},
	timeProperty('From', 'from', 'When the time range starts'),
	timeProperty(
		'To',
		'to',
		'When the time range ends; 24:00 is the end of the day, and an earlier time than From is on the next day',
	),
];

const keyNames: Record<string, string> = { '*': 'Star', '#': 'Pound' };

const keyProperty = (keys: string[]): INodeProperties => ({
	displayName: 'Button',
	name: 'key',
	type: 'options',
	options: [
		notSet,
		...keys.map((key) => ({ name: keyNames[key] ?? key, value: key })).sort(byName),
	],
	default: '',
	description: 'Key that callers press',
});

/** One row of names and values. */
const pairProperties: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		description: 'Name of the value',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description: 'Value to send',
	},
];

/** A switch in a row, which would always have a value if it were one. */
const yesOrNo: Input = {
	type: 'options',
	options: [notSet, { name: 'No', value: false }, { name: 'Yes', value: true }],
	default: '',
};

const isOn = (preset: unknown) => [true, 1, 'yes', 'true'].some((on) => on === preset);

function textInput(name: string, words: FieldWords, preset: unknown): Input {
	const email = /(^|[-_])email([-_]address)?$/i.test(name);
	const hidden = words.password ?? (secret.test(name) || secret.test(words.label ?? ''));
	const placeholder = words.placeholder ?? (email ? 'name@email.com' : undefined);
	return {
		type: 'string',
		...(hidden && { typeOptions: { password: true } }),
		default: typeof preset === 'string' || typeof preset === 'number' ? `${preset}` : '',
		...(placeholder !== undefined && { placeholder }),
	};
}

function numberInput(shape: Shape, preset: unknown): Input {
	const typeOptions = {
		...(shape.minimum !== undefined && { minValue: shape.minimum }),
		...(shape.maximum !== undefined && { maxValue: shape.maximum }),
		...(shape.kind === 'integer' && { numberPrecision: 0 }),
	};
	return {
		type: 'number',
		...(Object.keys(typeOptions).length > 0 && { typeOptions }),
		default: typeof preset === 'number' ? preset : '',
	};
}

/** A choice starts at what is preset; without that at nothing, and never at whatever is first. */
function options(shape: Shape, words: FieldWords, preset: unknown): Input {
	const list = choices(shape, words);
	const known = list.find(({ value }) => value === preset || `${value}` === `${preset as string}`);
	return {
		type: 'options',
		options: known ? list : [notSet, ...list],
		default: known?.value ?? '',
	};
}

/** Values stay as the API has them; only their names are for people. */
function choices(shape: Shape, words: FieldWords): INodePropertyOptions[] {
	const named = (shape.values ?? []).map((value) => ({ value, ...choiceOf(`${value}`, words) }));
	const seen = new Map<string, number>();
	for (const { name } of named) seen.set(name, (seen.get(name) ?? 0) + 1);
	return named
		.map(({ name, value, description }) => ({
			name: (seen.get(name) ?? 0) > 1 ? `${name} (${value})` : name,
			value,
			...(description !== undefined && { description }),
		}))
		.sort(byName);
}

/** What people read of one value: from the words, its name else from convention. */
function choiceOf(value: string, { options }: FieldWords): { name: string; description?: string } {
	const said = options?.[value];
	return { name: readable(value), ...(typeof said === 'string' ? { name: said } : said) };
}

const readable = (value: string) => (/^[\d.]+$/.test(value) ? value : labelOf(value) || 'All');

/** The fields inside a group. */
function groupProperties(shape: Shape, place: Place): INodeProperties[] {
	return (shape.children ?? []).map((child) =>
		propertyOf({ ...child, parameter: parameterOf(child), in: 'body' }, place),
	);
}
