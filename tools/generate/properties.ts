import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { FormField } from './form';
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

/** In a row, what nobody chose must not be sent: it would reset what the server has. */
const notSet: INodePropertyOptions = { name: '(Not Set)', value: '' };

/** One field of a form as n8n shows it, without displayOptions. */
export function propertyOf(field: FormField, place: Place): INodeProperties {
	const { kind } = field.shape;
	const named = field.in === 'path' ? field.parameter : field.name;
	const displayName =
		field.words.label ?? (kind === 'file' ? 'Input Binary Field' : labelOf(named));
	const property: INodeProperties = {
		displayName,
		name: field.parameter,
		...(field.picker
			? locator(field.picker.method, {
					...field.words,
					placeholder: field.words.placeholder ?? field.picker.placeholder,
				})
			: input(field.name, field.shape, field.words, place)),
		...(place === 'view' && needsMark(field) && { required: true }),
	};
	const description = descriptionOf(field, displayName);
	return description === undefined ? property : { ...property, description };
}

/** A switch and a number always have a value; marking them required says nothing. */
const needsMark = ({ shape }: FormField) =>
	!['boolean', 'yesNo', 'records', 'record'].includes(shape.kind);

function descriptionOf(field: FormField, displayName: string): string | undefined {
	const said = field.words.description;
	if (field.shape.kind === 'file' && said === undefined) {
		return 'Name of the field of the input item that holds the file';
	}
	return said === displayName ? undefined : said;
}

type Input = Omit<INodeProperties, 'displayName' | 'name'>;

function locator(method: string, { placeholder, default: preset }: FieldWords): Input {
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

function input(name: string, shape: Shape, words: FieldWords, place: Place): Input {
	const isChoice = shape.values !== undefined || ['yesNo', 'boolean'].includes(shape.kind);
	const usesPreset = place !== 'view' || isChoice;
	const preset = words.default ?? (usesPreset ? shape.preset : undefined);
	const placeholder = words.placeholder;
	switch (shape.kind) {
		case 'yesNo':
			return { type: 'boolean', default: preset === true || preset === 'yes' };
		case 'boolean':
			return { type: 'boolean', default: preset === true };
		case 'integer':
		case 'number':
			return shape.values ? options(shape, words, preset, place) : numberInput(shape, preset);
		case 'dateTime':
			return { type: 'dateTime', default: '' };
		case 'date':
			return { type: 'dateTime', typeOptions: { dateOnly: true }, default: '' };
		case 'csv':
		case 'list':
			if (shape.values)
				return { type: 'multiOptions', options: choices(shape, words), default: [] };
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
			return {
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Entry',
				default: {},
				options: [
					{
						displayName: 'Entry',
						name: rowsName,
						values: groupProperties(shape, 'row').sort(byLabel),
					},
				],
			};
		case 'json':
			return { type: 'json', default: '' };
		case 'file':
			return { type: 'string', default: 'data' };
		default:
			return shape.values ? options(shape, words, preset, place) : textInput(name, words, preset);
	}
}

function textInput(name: string, words: FieldWords, preset: unknown): Input {
	const email = /email/i.test(name);
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
		default: typeof preset === 'number' ? preset : Math.max(0, shape.minimum ?? 0),
	};
}

function options(shape: Shape, words: FieldWords, preset: unknown, place: Place): Input {
	const list = choices(shape, words);
	if (place === 'row') return { type: 'options', options: [notSet, ...list], default: '' };
	const known = list.find(({ value }) => value === preset || `${value}` === `${preset as string}`);
	return { type: 'options', options: list, default: (known ?? list[0])?.value ?? '' };
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
		propertyOf({ ...child, parameter: child.words.was ?? child.name, in: 'body' }, place),
	);
}
