import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { jsonObject } from './jsonFields';
import type { Wanted } from './list';
import { safetyOptions } from './safety/options';
import { readSafety, type Safety } from './safety/settings';
import { oneOf, wholeNumber } from './scalars';

/** What an operation does that an option is about. */
export type Use =
	/** It reads page after page. */
	| 'list'
	/** It takes query parameters of which the form may not know all. */
	| 'query'
	/** It sends a body of which the form may not know all fields. */
	| 'body'
	/** It changes a record whose fields can be emptied. */
	| 'clearing'
	/** Its output is a file. */
	| 'file';

/** Every option, and what it is about; without, it is of use to all operations. */
const choices: Array<{ of?: Use; option: INodeProperties }> = [
	{
		of: 'body',
		option: {
			displayName: 'Additional Body Fields (JSON)',
			name: 'bodyJson',
			type: 'json',
			default: '',
			description: 'Further fields to send; they override the form',
		},
	},
	{
		of: 'query',
		option: {
			displayName: 'Additional Query Parameters (JSON)',
			name: 'queryJson',
			type: 'json',
			default: '',
			description: 'Further query parameters to send',
		},
	},
	{
		option: {
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 50 },
			default: 5,
			description: 'Items or pages to process at once',
		},
	},
	{
		of: 'clearing',
		option: {
			displayName: 'Empty Values',
			name: 'emptyValues',
			type: 'options',
			options: [
				{
					name: 'Clear',
					value: 'clear',
					description: 'Empty these fields on the PBX too',
				},
				{
					name: 'Leave Unchanged',
					value: 'leave',
					description: 'Keep what the PBX has in these fields',
				},
			],
			default: 'leave',
			description: 'What to do with values that are empty text, spaces, or null',
		},
	},
	{
		of: 'list',
		option: {
			displayName: 'If a List Breaks Off',
			name: 'onBrokenList',
			type: 'options',
			options: [
				{
					name: 'Fail',
					value: 'fail',
					description: 'Return an error and none of the records read so far',
				},
				{
					name: 'Keep What Was Read',
					value: 'keep',
					description: 'Return the records read so far, with a hint that some are missing',
				},
			],
			default: 'fail',
			description: 'What to do when a page after the first fails',
		},
	},
	{
		of: 'file',
		option: {
			displayName: 'Output File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. recording.wav',
			description: 'Name of the downloaded file; the name on the server if left empty',
		},
	},
	{
		of: 'file',
		option: {
			displayName: 'Put Output File in Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			placeholder: 'e.g. data',
			description: 'Name of the binary field of the output item to put the file in',
		},
	},
	{
		option: {
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 600 },
			default: 60,
			description: 'Seconds to wait for an answer',
		},
	},
	...safetyOptions.map((option) => ({ option })),
];

/**
 * @param more what only some operations ask
 * @returns the Options collection of the operations that do just this
 */
export const optionsFor = (uses: Use[], more: INodeProperties[] = []): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: choices
		.filter(({ of }) => !of || uses.includes(of))
		.map(({ option }) => option)
		.concat(more)
		.sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

/** The options of one item, read. */
export interface Options {
	body: IDataObject;
	query: IDataObject;
	onBrokenList: Wanted['onBrokenList'];
	/** Binary field for a file of the output. */
	binaryField: string;
	/** Name of that file; empty for the server's own. */
	fileName: string;
	/** Whether an update empties fields whose values come out empty. */
	clearsEmpty: boolean;
	/** What the node may do with this item. */
	safety: Safety;
	/** How many items are worked on at the same time. */
	concurrency: number;
	timeoutMilliseconds: number;
}

/** @throws UserError naming the option that cannot be used */
export function readOptions(context: IExecuteFunctions, itemIndex: number): Options {
	const added = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return { ...checked(added), safety: readSafety(context, added) };
}

/** What holds for all items of a run: it is taken from the first item whose options can be read. */
export type RunOptions = Pick<Options, 'concurrency' | 'timeoutMilliseconds'>;

/** Never fails: items whose options cannot be read fail by themselves, later. */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	for (const itemIndex of context.getInputData().keys()) {
		try {
			return readOptions(context, itemIndex);
		} catch {
			// The next item's may be readable.
		}
	}
	return checked({});
}

function checked(added: IDataObject): Omit<Options, 'safety'> {
	const options: IDataObject = { ...defaults, ...added };
	const { bodyJson, queryJson, concurrency, emptyValues, onBrokenList, timeout } = options;
	const { binaryField, fileName } = options;
	return {
		body: jsonObject(bodyJson, 'Additional Body Fields (JSON)'),
		query: jsonObject(queryJson, 'Additional Query Parameters (JSON)'),
		concurrency: wholeNumber(concurrency, 'Concurrency', { min: 1, max: 50 }),
		binaryField: String(binaryField || 'data'),
		fileName: String(fileName ?? ''),
		clearsEmpty: oneOf(emptyValues, 'Empty Values', ['leave', 'clear']) === 'clear',
		onBrokenList: oneOf(onBrokenList, 'If a List Breaks Off', ['fail', 'keep']),
		timeoutMilliseconds: 1000 * wholeNumber(timeout, 'Timeout', { min: 1, max: 600 }),
	};
}

/** Of the options that were not added. */
const defaults = Object.fromEntries(choices.map(({ option }) => [option.name, option.default]));
