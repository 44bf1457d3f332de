import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { operations } from '../generated/operations';
import { composites as forms } from '../generated/composites';
import { composites, type Composite } from '../composites';
import type { Asked, Operation } from './operation';
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

/** The operation that an item's parameters choose, where no single endpoint does it. */
export function findComposite(
	context: IExecuteFunctions,
	resource: string,
	itemIndex: number,
): { form: Asked; carryOut: Composite } | undefined {
	const name = String(context.getNodeParameter('operation', itemIndex, ''));
	const form = own(own(forms, resource) ?? {}, name);
	const carryOut = own(own(composites, resource) ?? {}, name);
	return form && carryOut && { form, carryOut };
}

function own<T>(table: Record<string, T>, name: string): T | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}
