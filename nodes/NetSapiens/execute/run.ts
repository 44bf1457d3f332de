import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { apiRequest, type ApiRequest, type FullAnswer } from '../transport/http';
import { customRequest } from './customRequest';
import { binaryItem, withUpload } from './files';
import { findOperation } from './findOperation';
import type { Operation } from './operation';
import { readConcurrency, readOptions } from './options';
import { recordsOf, simplified, toItems } from './output';
import { paginate } from './paginate';
import { pool } from './pool';
import { buildRequest } from './request';
import { readValues } from './values';

/** Carries the chosen operation out for every input item; the output keeps their order. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	const results = await pool(count, readConcurrency(context), async (itemIndex) => {
		const items = await runItem(context, itemIndex);
		return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
	});
	return [results.flat()];
}

async function runItem(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	try {
		return await carryOut(context, itemIndex);
	} catch (error) {
		if (context.continueOnFail()) return [failedItem(error as Error)];
		if (error instanceof NodeApiError) throw new NodeApiError(context.getNode(), error as never);
		throw new NodeOperationError(context.getNode(), error as Error, {
			itemIndex,
			level: 'warning',
		});
	}
}

/**
 * What an item becomes when it failed and the workflow goes on. Items with just these keys are
 * what n8n sends to the error output.
 */
function failedItem(error: Error): INodeExecutionData {
	const { httpCode, description } = error as Partial<NodeApiError>;
	const details = {
		...(httpCode ? { status: Number(httpCode) } : {}),
		...(description ? { advice: description } : {}),
	};
	return { json: { error: error.message, details } };
}

async function carryOut(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	if (resource === 'apiRequest') return await customRequest(context, itemIndex);
	const operation = findOperation(context, resource, itemIndex);
	const values = readValues(context, operation, itemIndex);
	const options = readOptions(context, itemIndex);
	const request = buildRequest(operation, values, options, itemIndex);

	if (operation.result === 'list') return await list(context, operation, request, itemIndex);
	const { multipart } = operation;
	const sent = multipart ? await withUpload(context, request, values.file, itemIndex) : request;
	const answer = await answered(context, operation, sent);
	if (operation.result === 'file') return [await binaryItem(context, answer as FullAnswer)];
	return shape(context, operation, toItems(operation, answer, values), itemIndex);
}

/**
 * Servers answer 404 with these words when they have deleted a greeting, music or hold message
 * (facts: measured on live servers).
 */
const DELETED_ALL_THE_SAME = /not found index for removal/i;

async function answered(
	context: IExecuteFunctions,
	{ result }: Operation,
	request: ApiRequest,
): Promise<unknown> {
	return await apiRequest(context, request).catch((error: Error) => {
		if (result === 'delete' && DELETED_ALL_THE_SAME.test(error.message)) return undefined;
		throw new NodeApiError(context.getNode(), error as never);
	});
}

async function list(
	context: IExecuteFunctions,
	operation: Operation,
	request: ApiRequest,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const all = context.getNodeParameter('returnAll', itemIndex, false) as boolean;
	const wanted = all ? Infinity : (context.getNodeParameter('limit', itemIndex, 50) as number);
	const rows = await paginate(async (start, limit) => {
		const query = { ...request.query, start, limit };
		return recordsOf(await apiRequest(context, { ...request, query }));
	}, wanted);
	return shape(
		context,
		operation,
		rows.map((json) => ({ json })),
		itemIndex,
	);
}

function shape(
	context: IExecuteFunctions,
	{ simplify }: Operation,
	items: INodeExecutionData[],
	itemIndex: number,
): INodeExecutionData[] {
	const wanted = simplify && (context.getNodeParameter('simplify', itemIndex, false) as boolean);
	return wanted ? items.map((item) => simplified(item, simplify)) : items;
}
