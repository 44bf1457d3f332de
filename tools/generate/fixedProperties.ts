import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { PlannedOperation } from './planned';

/** The value of `dataMode` that takes the fields from the incoming item's keys. */
export const mapped = 'autoMapInputData';

export const dataMode: INodeProperties = {
	displayName: 'Data Mode',
	name: 'dataMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Define Below',
			value: 'defineBelow',
			description: 'Set the value of each field in this form',
		},
		{
			name: 'Map Automatically',
			value: mapped,
			description: 'Use the fields of the input item that are named as in the API',
		},
	],
	default: 'defineBelow',
	description: 'Where the values of the fields come from',
};

/** Empties fields of the record that is updated, whatever gives the other values. */
export const fieldsToClear: INodeProperties = {
	displayName: 'Fields to Clear',
	name: 'fieldsToClear',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getClearableFields',
		loadOptionsDependsOn: ['resource', 'operation'],
	},
	default: [],
	description:
		'Fields to empty on the PBX. What always has a value is not in the list. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** How much of each record becomes the item. */
export const output: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	options: [
		{ name: 'Raw', value: 'raw', description: 'All fields, exactly as the server returns them' },
		{
			name: 'Selected Fields',
			value: 'selectedFields',
			description: 'Only the fields you choose below',
		},
		{
			name: 'Simplified',
			value: 'simplified',
			description: 'The most important fields; small records are returned whole',
		},
	],
	default: 'simplified',
	description: 'Which fields of each record to return',
};

export const outputFields: INodeProperties = {
	displayName: 'Output Field Names or IDs',
	name: 'outputFields',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getOutputFields',
		loadOptionsDependsOn: ['resource', 'operation'],
	},
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	displayOptions: { show: { output: ['selectedFields'] } },
};

/** An option of a list; `old` is one that workflows hold from before a rename. */
export type NamedOption = INodePropertyOptions & { old?: true };

/**
 * The options of a list. An old one shows only where it is chosen, in place of the present one: nobody
 * can choose it anew, and no list has the same twice.
 */
export function optionsOf(parameter: string, options: NamedOption[]): INodePropertyOptions[] {
	return options.map(({ old, ...option }) => {
		if (old) return { ...option, displayOptions: { show: { [parameter]: [option.value] } } };
		const older = options.filter((other) => other.old && other.name === option.name);
		const values = older.map(({ value }) => value);
		return values.length > 0
			? { ...option, displayOptions: { hide: { [parameter]: values } } }
			: option;
	});
}

/** The parameter that chooses among the requests of one operation; the first one is preset. */
export function selectorProperty({ selector, requests }: PlannedOperation): INodeProperties {
	const options = optionsOf(
		selector?.parameter ?? '',
		requests
			.flatMap(({ option }) => option ?? [])
			.map(({ name, value, description, old }) => ({
				name,
				value,
				...(old && { old }),
				...(description !== undefined && { description }),
			})),
	);
	return {
		displayName: selector?.label ?? '',
		name: selector?.parameter ?? '',
		type: 'options',
		noDataExpression: true,
		options: options.toSorted((a, b) => a.name.localeCompare(b.name)),
		default: options[0]?.value ?? '',
		...(selector?.description !== undefined && { description: selector.description }),
	};
}
