import { UserError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { spelled } from '../spellings';
import type { Operation } from './operation';
import { oneOf } from './scalars';

/** What Output offers. Records of operations without columns of their own are small: they stay whole. */
const OUTPUTS = ['simplified', 'raw', 'selectedFields'] as const;

/** What becomes of each item of an answer. */
export type Cut = (item: INodeExecutionData) => INodeExecutionData;

/**
 * What one item's Output keeps of the records that its operation reads.
 *
 * @throws UserError when it is none of the choices, or when no field is selected
 */
export function readOutput(
	context: IExecuteFunctions,
	{ simplify, record }: Pick<Operation, 'simplify' | 'record'>,
	itemIndex: number,
): Cut {
	const parameter = context.getNodeParameter('output', itemIndex, 'simplified');
	const chosen = oneOf(parameter, 'Output', OUTPUTS);
	if (chosen === 'selectedFields') {
		const names = fieldNames(context.getNodeParameter('outputFields', itemIndex, []));
		return (item) => selected(item, names, record);
	}
	if (chosen === 'raw' || !simplify) return (item) => item;
	return (item) => simplified(item, simplify, record);
}

/**
 * The item with a few columns only, under their own names whatever the server calls them; the
 * others stay out of sight. An item with none of them is another kind of record: it stays whole.
 *
 * @param record kind of record, where servers spell those differently
 */
export function simplified(
	item: INodeExecutionData,
	columns: string[],
	record?: string,
): INodeExecutionData {
	const { has, get } = spelled(item.json, record);
	const kept = columns.filter(has);
	if (kept.length === 0) return item;
	return { ...item, json: Object.fromEntries(kept.map((name) => [name, get(name)])) as never };
}

/** The item with the named fields and no others; what it does not have is null. */
export function selected(
	item: INodeExecutionData,
	names: string[],
	record?: string,
): INodeExecutionData {
	const { get } = spelled(item.json, record);
	return {
		...item,
		json: Object.fromEntries(names.map((name) => [name, get(name) ?? null])) as never,
	};
}

/** A list as chosen, or a text with commas as expressions and models give it. */
function fieldNames(value: unknown): string[] {
	const given = Array.isArray(value) ? value : String(value ?? '').split(',');
	const names = given.map((name) => String(name).trim()).filter((name) => name !== '');
	if (names.length > 0) return names;
	throw new UserError(
		'No field is selected. Choose at least one under "Output Field Names or IDs", or set Output to Simplified or Raw.',
	);
}
