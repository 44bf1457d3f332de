import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { operations } from '../generated/operations';
import type { Operation } from './operation';
import { oneOf } from './scalars';

const ADVICE =
	'in this version of the NetSapiens node. Choose another one in the node, or update the package.';

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
	const ofResource = own(operations, resource);
	if (!ofResource) throw new UserError(`There is no resource "${resource}" ${ADVICE}`);
	const name = context.getNodeParameter('operation', itemIndex, '') as string;
	const found = own(ofResource, name);
	if (!found) throw new UserError(`There is no operation "${name}" for "${resource}" ${ADVICE}`);
	if (!('selector' in found)) return found;
	const choice = context.getNodeParameter(found.selector, itemIndex, '');
	return found.options[oneOf(choice, found.selector, Object.keys(found.options))]!;
}

function own<T>(table: Record<string, T>, name: string): T | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}
