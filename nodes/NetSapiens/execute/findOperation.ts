import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { oldNames, operations } from '../generated/operations';
import { composites as forms } from '../generated/composites';
import { composites, type Composite } from '../composites';
import type { Asked, Operation } from './operation';
import { own, presentName } from './presentName';
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
	const name = context.getNodeParameter('operation', itemIndex, '') as string;
	const present = presentName(oldNames, resource, name);
	const ofResource = own(operations, present.resource);
	if (!ofResource) throw new UserError(`There is no resource "${resource}" ${ADVICE}`);
	const found = own(ofResource, present.operation);
	if (!found) throw new UserError(`There is no operation "${name}" for "${resource}" ${ADVICE}`);
	if (!('selector' in found)) return found;
	const asked = present.choice ?? context.getNodeParameter(found.selector, itemIndex, '');
	const choice = own(present.choices, String(asked)) ?? asked;
	return found.options[oneOf(choice, found.selector, Object.keys(found.options))]!;
}

/** The operation that an item's parameters choose, where no single endpoint does it. */
export function findComposite(
	context: IExecuteFunctions,
	resource: string,
	itemIndex: number,
): { form: Asked; carryOut: Composite } | undefined {
	const name = String(context.getNodeParameter('operation', itemIndex, ''));
	const present = presentName(oldNames, resource, name);
	const form = own(own(forms, present.resource) ?? {}, present.operation);
	const carryOut = own(own(composites, present.resource) ?? {}, present.operation);
	return form && carryOut && { form, carryOut };
}
