import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { operations } from '../generated/operations';
import type { Operation } from './operation';

/**
 * The operation an item's parameters choose.
 *
 * @throws UserError when there is none, as when a workflow was made with a newer package
 */
export function findOperation(
	context: IExecuteFunctions,
	resource: string,
	itemIndex: number,
): Operation {
	const name = context.getNodeParameter('operation', itemIndex) as string;
	const found = operations[resource]?.[name];
	if (!found) {
		throw new UserError(
			`There is no operation "${name}" for "${resource}" in this version of the NetSapiens node. Choose one in the node, or update the package.`,
		);
	}
	if (!('selector' in found)) return found;
	const choice = context.getNodeParameter(found.selector, itemIndex) as string;
	const operation = found.options[choice];
	if (operation) return operation;
	throw new UserError(
		`"${choice}" is not one of the choices for "${found.selector}": ${Object.keys(found.options).join(', ')}`,
	);
}
