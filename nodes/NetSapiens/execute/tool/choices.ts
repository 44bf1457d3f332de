import {
	NodeHelpers,
	UserError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { picked } from '../picked';
import { unfit } from '../scalars';

/**
 * The execution as the node sees it when a model has filled in the form: n8n hands over whatever the model
 * said, so each value is looked at where the node takes it.
 *
 * @param properties of the node
 */
export function checkedContext(
	context: IExecuteFunctions,
	properties: INodeProperties[],
): IExecuteFunctions {
	const node = context.getNode();
	const read = context.getNodeParameter.bind(context) as Read;
	const checked: Read = (name, itemIndex, fallback, options) => {
		const value = read(name, itemIndex, fallback, options);
		const property = propertyOf(properties, name, node);
		return property && value !== undefined ? checkedValue(property, value) : value;
	};
	return Object.create(context, {
		getNodeParameter: { value: checked },
		// A failure that is thrown reaches only some of n8n's agents whole; an item reaches all.
		continueOnFail: { value: () => true },
	}) as IExecuteFunctions;
}

type Read = (name: string, itemIndex: number, fallback?: unknown, options?: object) => unknown;

/** The field of the form that has a name, where several operations have one of it. */
function propertyOf(
	properties: INodeProperties[],
	name: string,
	node: INode,
): INodeProperties | undefined {
	const { parameters } = node;
	return properties.find(
		(property) =>
			property.name === name &&
			NodeHelpers.displayParameter(parameters, property, node, null, parameters),
	);
}

/**
 * A value as the field takes it: choices by value, whatever their case, or by the name that people see.
 *
 * @throws UserError naming the field and what it takes
 */
export function checkedValue(property: INodeProperties, value: unknown): unknown {
	if (value === null || value === '') return value;
	switch (property.type) {
		case 'options':
			return chosen(property, value);
		case 'multiOptions':
			return severalChosen(property, value);
		case 'string':
			return plainText(property, value);
		case 'resourceLocator':
			plainText(property, picked(value));
			return value;
		case 'collection':
			return checkedFields(property.displayName, property.options as INodeProperties[], value);
		case 'fixedCollection':
			return checkedRows(
				property.displayName,
				property.options as INodePropertyCollection[],
				value,
			);
		default:
			return value;
	}
}

function chosen({ displayName, options, typeOptions }: INodeProperties, value: unknown): unknown {
	// What such a list offers is only known on the server.
	if (typeOptions?.loadOptionsMethod || !options || options.length === 0) return value;
	const choices = options as INodePropertyOptions[];
	const same = choices.find((choice) => choice.value === value);
	if (same) return same.value;
	const word = wordOf(value);
	const alike = choices.filter(({ value: one, name }) =>
		[wordOf(one), wordOf(name)].includes(word),
	);
	if (alike.length === 1 && word !== '') return alike[0]!.value;
	throw unfit(displayName, value, `one of ${listed(choices)}`);
}

/** Letters and digits alone: `ring_all` and `Ring All` are the same word. */
const wordOf = (value: unknown): string =>
	typeof value === 'object'
		? ''
		: String(value)
				.toLowerCase()
				.replace(/[^\p{L}\p{N}]/gu, '');

const LONGEST_LIST = 40;

function listed(choices: INodePropertyOptions[]): string {
	const shown = choices.filter(({ value }) => value !== '').map(({ value }) => `"${value}"`);
	const more = shown.length - LONGEST_LIST;
	return [...shown.slice(0, LONGEST_LIST), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** Models give several values as a list, or as one text with commas. */
function severalChosen(property: INodeProperties, value: unknown): unknown {
	const values = typeof value === 'string' ? value.split(',').map((one) => one.trim()) : value;
	if (!Array.isArray(values)) throw unfit(property.displayName, value, 'a list of choices');
	return values.map((one) => chosen(property, one));
}

function plainText({ displayName, typeOptions }: INodeProperties, value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const isList = typeOptions?.multipleValues && Array.isArray(value);
	if (isList && value.every((one) => typeof one !== 'object')) return value;
	throw unfit(displayName, value, isList ? 'a list of texts' : 'text');
}

/** Names that no field has are refused: what is left out in silence would be taken for done. */
function checkedFields(label: string, properties: INodeProperties[], value: unknown): unknown {
	if (!isGroup(value)) throw unfit(label, value, 'an object with named fields');
	const fields = Object.entries(value).map(([name, given]) => {
		const property = properties.find((one) => one.name === name);
		if (!property) throw new UserError(unknownWords(label, name, properties));
		return [name, given === undefined ? given : checkedValue(property, given)];
	});
	return Object.fromEntries(fields) as INodeParameters;
}

function unknownWords(label: string, name: string, properties: INodeProperties[]): string {
	const names = properties.map((property) => property.name);
	return `"${name.slice(0, 60)}" is no field of ${label}. It has ${names.slice(0, LONGEST_LIST).join(', ')}.`;
}

function checkedRows(label: string, groups: INodePropertyCollection[], value: unknown): unknown {
	if (!isGroup(value)) return value;
	const checked = Object.entries(value).map(([name, rows]) => {
		const group = groups.find((one) => one.name === name);
		if (!group) return [name, rows];
		const one = (row: unknown) => checkedFields(label, group.values, row);
		return [name, Array.isArray(rows) ? rows.map(one) : one(rows)];
	});
	return Object.fromEntries(checked) as INodeParameters;
}

function isGroup(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
