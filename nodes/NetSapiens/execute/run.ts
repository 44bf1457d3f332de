import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { Api, type ApiRequest } from '../transport/api';
import { customRequest } from './customRequest';
import { withUpload } from './files';
import { findOperation } from './findOperation';
import { readList } from './list';
import type { Operation } from './operation';
import { readConcurrency, readOptions } from './options';
import { simplified, toItems } from './output';
import { pool } from './pool';
import { buildRequest } from './request';
import { readValues } from './values';

/** Carries the chosen operation out for every input item; the output keeps their order. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	const concurrency = readConcurrency(context);
	const api = new Api(context, { concurrency });
	const results = await pool(count, concurrency, async (itemIndex) => {
		const items = await runItem(context, api, itemIndex);
		return items.map((item) => ({ ...item, pairedItem: { item: itemIndex } }));
	});
	return [results.flat()];
}

async function runItem(
	context: IExecuteFunctions,
	api: Api,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	try {
		return await carryOut(context, api, itemIndex);
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
	api: Api,
	itemIndex: number,
): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	if (resource === 'apiRequest') return await customRequest(context, api, itemIndex);
	const operation = findOperation(context, resource, itemIndex);
	const values = readValues(context, operation, itemIndex);
	const options = readOptions(context, itemIndex);
	const request = buildRequest(operation, values, options, itemIndex);

	if (operation.result === 'list') return await list(context, api, operation, request);
	const { multipart } = operation;
	const sent = multipart ? await withUpload(context, request, values.file, itemIndex) : request;
	if (operation.result === 'file') {
		return [{ json: {}, binary: { data: await api.download(sent) } }];
	}
	const answer = await api.request(sent);
	return shape(context, operation, toItems(operation, answer, values), itemIndex);
}

async function list(
	context: IExecuteFunctions,
	api: Api,
	operation: Operation,
	request: ApiRequest & { itemIndex: number },
): Promise<INodeExecutionData[]> {
	const { itemIndex } = request;
	const all = context.getNodeParameter('returnAll', itemIndex, false) as boolean;
	const wanted = all ? Infinity : (context.getNodeParameter('limit', itemIndex, 50) as number);
	const rows = await readList(api, request, {
		rows: wanted,
		onBrokenList: 'fail',
		countPath: operation.countPath,
	});
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
