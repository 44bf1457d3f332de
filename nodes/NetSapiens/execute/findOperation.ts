import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { oldNames, operations } from '../generated/operations';
import { composites as forms } from '../generated/composites';
import {
	composites,
	togetherComposites,
	type Composite,
	type TogetherComposite,
} from '../composites';
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

/** An operation that no single endpoint does: what its form asks, and what carries it out. */
export type FoundComposite = { form: Asked } & (
	{ each: Composite } | { together: TogetherComposite }
);

/** The operation that an item's parameters choose, where no single endpoint does it. */
export function findComposite(
	context: IExecuteFunctions,
	itemIndex: number,
): FoundComposite | undefined {
	const resource = String(context.getNodeParameter('resource', itemIndex, ''));
	const name = String(context.getNodeParameter('operation', itemIndex, ''));
	const present = presentName(oldNames, resource, name);
	const of = <T>(table: Record<string, Record<string, T>>) =>
		own(own(table, present.resource) ?? {}, present.operation);
	const form = of(forms);
	const each = of(composites);
	const together = of(togetherComposites);
	if (form && each) return { form, each };
	return form && together && { form, together };
}
