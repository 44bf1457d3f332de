import {
	UserError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

/** The Options collection, the same for every operation. */
export const optionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Additional Body Fields (JSON)',
			name: 'bodyJson',
			type: 'json',
			default: '{}',
			description: 'More fields to send, for what the form does not offer; they win over the form',
		},
		{
			displayName: 'Additional Query Parameters (JSON)',
			name: 'queryJson',
			type: 'json',
			default: '{}',
			description: 'More query parameters to send, for what the form does not offer',
		},
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 5,
			description: 'How many items are worked on at the same time. The order of items is kept.',
		},
	],
};

/** The options of one item, read. */
export interface Options {
	body: IDataObject;
	query: IDataObject;
}

/** @throws UserError when one of the JSON options is not an object */
export function readOptions(context: IExecuteFunctions, itemIndex: number): Options {
	const { bodyJson, queryJson } = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return {
		body: jsonObject(bodyJson, 'Additional Body Fields (JSON)'),
		query: jsonObject(queryJson, 'Additional Query Parameters (JSON)'),
	};
}

/** How many items are worked on at the same time. */
export function readConcurrency(context: IExecuteFunctions): number {
	const { concurrency = 5 } = context.getNodeParameter('options', 0, {}) as IDataObject;
	return Math.min(Math.max(Math.trunc(Number(concurrency)) || 1, 1), 50);
}

/**
 * An object from a JSON field, typed as text or given by an expression.
 *
 * @throws UserError naming the field
 */
export function jsonObject(value: unknown, label: string): IDataObject {
	const read = typeof value === 'string' ? parse(value) : value;
	if (read === undefined || read === null || read === '') return {};
	if (typeof read === 'object' && !Array.isArray(read)) return read as IDataObject;
	throw new UserError(`"${label}" must be a JSON object, such as {"name": "value"}`);
}

function parse(text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return 'not JSON';
	}
}
