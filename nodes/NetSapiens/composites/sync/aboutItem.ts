import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../../execute/call';

/** A mistake of one input item, which n8n shows with its number. */
export function aboutItem(
	{ context, itemIndex }: Pick<Call, 'context' | 'itemIndex'>,
	message: string,
	description?: string,
): NodeOperationError {
	const about = `Item ${itemIndex}: ${message}`;
	return new NodeOperationError(context.getNode(), about, { itemIndex, description });
}
