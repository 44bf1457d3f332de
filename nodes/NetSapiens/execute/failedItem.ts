import type { INodeExecutionData, NodeApiError } from 'n8n-workflow';

/**
 * What an item becomes when it failed and the workflow goes on. Items with just these keys are
 * what n8n sends to the error output.
 */
export function failedItem(error: Error): INodeExecutionData {
	const { httpCode, description } = error as Partial<NodeApiError>;
	const details = {
		...(httpCode ? { status: Number(httpCode) } : {}),
		...(description ? { advice: description } : {}),
	};
	return { json: { error: error.message, details } };
}
