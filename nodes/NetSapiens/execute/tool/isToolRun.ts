import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether a language model calls the node. n8n's newer agents run tools as they run nodes, so that
 * only the name of the type tells.
 */
export function isToolRun(context: IExecuteFunctions): boolean {
	return context.isToolExecution?.() === true || context.getNode().type.endsWith('Tool');
}
