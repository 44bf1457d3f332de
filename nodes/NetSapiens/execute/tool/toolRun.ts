import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { cancelSignal } from '../../transport/context';
import { failedItem } from '../failedItem';
import { toggle, wholeNumber } from '../scalars';
import { checkedContext } from './choices';
import { forModel } from './forModel';

/**
 * Runs the node for a language model: arguments are checked here, since n8n's newer agents do not, and
 * failures come out as items with what to do about them.
 *
 * @param work what the node does for people
 * @throws the error of an execution that was stopped, and no other
 */
export async function toolRun(
	context: IExecuteFunctions,
	properties: INodeProperties[],
	work: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const items = await work(checkedContext(context, properties)).catch((error: Error) => {
		if (cancelSignal(context).aborted) throw error;
		return [{ ...failedItem(error), pairedItem: { item: 0 } }];
	});
	return forModel(items, isLimited(context, items.length));
}

/** Whether a list ended where its limit is. */
function isLimited(context: IExecuteFunctions, count: number): boolean {
	try {
		if (toggle(context.getNodeParameter('returnAll', 0, true), 'Return All')) return false;
		const limit = context.getNodeParameter('limit', 0, 50);
		return count >= wholeNumber(limit, 'Limit', { min: 1 });
	} catch {
		return false;
	}
}
