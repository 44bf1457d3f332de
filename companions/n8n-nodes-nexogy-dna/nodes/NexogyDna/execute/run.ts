import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { operations, type Operation } from '../operations';
import { Api } from '../transport/api';
import { toggle } from './convert';
import { readOptions, wholeNumber } from './options';
import { pool } from './pool';
import { readValues } from './readValues';
import { stopError, type Outcome } from './stopping';

/** No list of the API is that long. */
const MOST = 1_000_000;

/**
 * Carries the chosen operation out for every input item; the output keeps their order.
 *
 * @throws NodeApiError or NodeOperationError of the item that failed first, when the node is to stop
 * at a failure; no item is begun after that, and those under way have come to their end
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	const { concurrency, timeoutMilliseconds } = readOptions(context, 0);
	const api = new Api(context, { timeoutMilliseconds });
	let firstFailed: number | undefined;
	const outcomes = await pool(count, concurrency, api.stopped, async (itemIndex) => {
		const outcome = await runItem(context, api, itemIndex);
		if ('error' in outcome) firstFailed ??= itemIndex;
		return outcome;
	});
	const done = outcomes.flatMap((outcome) =>
		outcome && 'items' in outcome ? [outcome.items] : [],
	);
	if (done.length < count) throw stopError(context.getNode(), outcomes, firstFailed);
	return [done.flat()];
}

async function runItem(context: IExecuteFunctions, api: Api, itemIndex: number): Promise<Outcome> {
	const paired = (json: IDataObject) => ({ json, pairedItem: { item: itemIndex } });
	try {
		return { items: (await carryOut(context, api, itemIndex)).map(paired) };
	} catch (error) {
		const goesOn = context.continueOnFail() && !api.stopped.aborted;
		if (goesOn) return { items: [paired(failedItem(error as Error))] };
		api.stop();
		return { error: nodeError(context.getNode(), error as Error, itemIndex) };
	}
}

async function carryOut(
	context: IExecuteFunctions,
	api: Api,
	itemIndex: number,
): Promise<IDataObject[]> {
	const operation = operationOf(context, itemIndex);
	const { method, place } = readOptions(context, itemIndex);
	const { inPath, fields } = readValues(context, operation, itemIndex);
	const given = { ...inPath, ...fields };
	const items = await api.request(
		{
			path: operation.path,
			inPath,
			values: fields,
			changes: operation.changes,
			method: operation.method === 'unclear' ? method : 'POST',
			place,
			itemIndex,
		},
		(data) => operation.items(data, given),
		operation.gives,
	);
	return operation.list ? items.slice(0, limitOf(context, itemIndex)) : items;
}

/** @throws NodeOperationError when an expression chose one that there is not */
function operationOf(context: IExecuteFunctions, itemIndex: number): Operation {
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const name = context.getNodeParameter('operation', itemIndex) as string;
	const operation = operations[resource]?.[name];
	if (operation) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`There is no operation "${name}" of "${resource}". Choose Resource and Operation from their lists.`,
	);
}

function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	if (toggle(context.getNodeParameter('returnAll', itemIndex, false), 'Return All')) return MOST;
	return wholeNumber(context.getNodeParameter('limit', itemIndex, 50), 'Limit', MOST);
}

function nodeError(node: INode, error: Error, itemIndex: number): Error {
	if (error instanceof NodeApiError) return error;
	return new NodeOperationError(node, error, { itemIndex, level: 'warning' });
}

/** What an item becomes when it failed and the workflow goes on. */
function failedItem(error: Error): IDataObject {
	const { httpCode, description } = error as Partial<NodeApiError>;
	const details = {
		...(httpCode ? { status: Number(httpCode) } : {}),
		...(description ? { advice: description } : {}),
	};
	return { error: error.message, details };
}
