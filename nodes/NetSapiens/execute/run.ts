import {
	NodeApiError,
	NodeOperationError,
	UserError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Call } from './call';
import { Memory } from './memory';
import { Api } from '../transport/api';
import { readOutput } from './columns';
import { apiRequestProperties, customRequest } from './customRequest';
import { downloadedItems } from './downloads';
import { failedItem } from './failedItem';
import { withFiles } from './files';
import { guardOf } from './safety/guard';
import { findComposite, findOperation, type FoundComposite } from './findOperation';
import { readList, type Wanted } from './list';
import { requireSomething } from './nothingToSend';
import type { Operation } from './operation';
import { properties } from '../generated/properties';
import { readOptions, readRunOptions, type Options } from './options';
import { asItem, toItems } from './output';
import { pool } from './pool';
import { Remarks } from './remarks';
import { buildRequest } from './request';
import { toggle, wholeNumber } from './scalars';
import { stopError, type Outcome } from './stopping';
import { isToolRun } from './tool/isToolRun';
import { toolRun } from './tool/toolRun';
import { readValues } from './values';

/** What all items of a run share. */
type Shared = Pick<Call, 'context' | 'api' | 'memory'> & { remarks: Remarks };

/**
 * Carries the chosen operation out for every input item; the output keeps their order.
 *
 * @throws NodeApiError or NodeOperationError of the item that failed first, when the node is to stop
 * at a failure or the execution was stopped; no item is begun after that, and those under way have
 * come to their end
 */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (!isToolRun(context)) return [await runAll(context)];
	return [await toolRun(context, [...apiRequestProperties, ...properties], runAll)];
}

async function runAll(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	const options = readRunOptions(context);
	const api = new Api(context, { ...options, guard: guardOf(context) });
	const shared = { context, api, memory: new Memory(), remarks: new Remarks() };
	const first = count > 0 ? findComposite(context, 0) : undefined;
	if (first && 'together' in first) {
		const together = await runTogether(shared, first);
		shared.remarks.tell(context, together, together.length);
		return together;
	}
	let firstFailed: number | undefined;
	const outcomes = await pool(count, options.concurrency, api.stopped, async (itemIndex) => {
		const outcome = await runItem(shared, itemIndex);
		if ('error' in outcome) firstFailed ??= itemIndex;
		return outcome;
	});
	const items = outcomes.flatMap((outcome) =>
		outcome && 'items' in outcome ? [outcome.items] : [],
	);
	if (items.length < count) throw stopError(context.getNode(), outcomes, firstFailed);
	shared.remarks.tell(context, items.flat(), count);
	return items.flat();
}

/**
 * Carries an operation out that takes all items together. When one of them cannot be read, nothing is
 * done: without it, nobody knows what is wanted.
 */
async function runTogether(
	run: Shared,
	composite: Extract<FoundComposite, { together: unknown }>,
): Promise<INodeExecutionData[]> {
	const { context, api } = run;
	let itemIndex = 0;
	try {
		const calls: Call[] = [];
		for (itemIndex of context.getInputData().keys()) {
			calls.push(readCall(run, composite, itemIndex));
		}
		itemIndex = 0;
		return await composite.together(calls);
	} catch (error) {
		const item = itemOf(error) ?? itemIndex;
		if (!context.continueOnFail() || api.stopped.aborted) {
			throw nodeError(context.getNode(), error as Error, item);
		}
		return [{ ...failedItem(error as Error), pairedItem: { item } }];
	}
}

/** The item that an error is about, where it says so itself. */
function itemOf(error: unknown): number | undefined {
	const { context } = error as Partial<NodeOperationError>;
	return context?.itemIndex as number | undefined;
}

/** Everything that depends on the item is read in here, so that it fails by itself. */
async function runItem(run: Shared, itemIndex: number): Promise<Outcome> {
	const { context, api } = run;
	const paired = (item: INodeExecutionData) => ({ ...item, pairedItem: { item: itemIndex } });
	try {
		return { items: (await carryOut(run, itemIndex)).map(paired) };
	} catch (error) {
		const goesOn = context.continueOnFail() && !api.stopped.aborted;
		if (goesOn) return { items: [paired(failedItem(error as Error))] };
		api.stop();
		return { error: nodeError(context.getNode(), error as Error, itemIndex) };
	}
}

function nodeError(node: INode, error: Error, itemIndex: number): Error {
	if (error instanceof NodeApiError) return error;
	return new NodeOperationError(node, error, { itemIndex, level: 'warning' });
}

async function carryOut(run: Shared, itemIndex: number): Promise<INodeExecutionData[]> {
	const { context, api, remarks } = run;
	const resource = context.getNodeParameter('resource', itemIndex) as string;
	const options = readOptions(context, itemIndex);
	if (resource === 'apiRequest') return await customRequest(context, api, options, itemIndex);
	const composite = findComposite(context, itemIndex);
	if (composite) {
		if ('together' in composite) throw new UserError(NOT_TOGETHER);
		return await composite.each(readCall(run, composite, itemIndex));
	}
	const operation = findOperation(context, resource, itemIndex);
	const values = readValues(context, operation, itemIndex, options.clearsEmpty);
	requireSomething(operation, values, options);
	remarks.mapped(operation, values);
	const cut = readOutput(context, operation, itemIndex);
	const request = buildRequest(operation, values, options, itemIndex);

	if (operation.result === 'list') {
		const wanted = readWanted(context, operation, options, itemIndex);
		const rows = await readList(api, request, wanted);
		remarks.list(itemIndex, rows.length, wanted);
		return rows.map(asItem).map(cut);
	}
	if (operation.result === 'file') {
		return await downloadedItems(api, operation, request, values, options);
	}
	const items: INodeExecutionData[] = [];
	for await (const sent of withFiles(context, operation, request, values.file, itemIndex)) {
		items.push(...toItems(operation, await api.request(sent), values));
	}
	// Of event subscriptions.
	const address = values.body['post-url'];
	if (typeof address === 'string') remarks.postsTo(address, await api.baseUrl());
	return items.map(cut);
}

/** What one item asks of an operation that no single endpoint does. */
function readCall(run: Shared, { form, resource }: FoundComposite, itemIndex: number): Call {
	const { context } = run;
	const options = readOptions(context, itemIndex);
	const asked = readValues(context, form, itemIndex, options.clearsEmpty);
	run.remarks.mapped(form, asked);
	const values = { ...asked, query: { ...asked.query, ...options.query } };
	const wanted = readWanted(context, {}, options, itemIndex);
	return { ...run, form, resource, values, options, itemIndex, wanted };
}

const NOT_TOGETHER =
	'This operation takes all input items together, so it must be chosen for the first item too. Choose the operation without an expression.';

function readWanted(
	context: IExecuteFunctions,
	{ count }: Pick<Operation, 'count'>,
	{ onBrokenList, concurrency }: Options,
	itemIndex: number,
): Wanted {
	const all = toggle(context.getNodeParameter('returnAll', itemIndex, false), 'Return All');
	const limit = () =>
		wholeNumber(context.getNodeParameter('limit', itemIndex, 50), 'Limit', { min: 1 });
	return { rows: all ? Infinity : limit(), onBrokenList, concurrency, count };
}
