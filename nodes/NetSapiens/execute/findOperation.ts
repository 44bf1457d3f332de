import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import { oldNames, operations } from '../generated/operations';
import { composites as forms } from '../generated/composites';
import { composites, togetherComposites } from '../composites';
import type { Composite, TogetherComposite } from './call';
import { createOrUpdate } from '../composites/createOrUpdate/createOrUpdate';
import { sync } from '../composites/sync/sync';
import type { Choice, Form, Operation } from './operation';
import { own, presentName, type PresentName } from './presentName';
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
	return chosen(context, itemIndex, found, present);
}

/** What a parameter chooses, of an operation that is several. */
function chosen<T extends object>(
	context: IExecuteFunctions,
	itemIndex: number,
	found: T | Choice<T>,
	present: PresentName,
): T {
	if (!('selector' in found)) return found;
	const asked = present.choice ?? context.getNodeParameter(found.selector, itemIndex, '');
	const choice = own(present.choices, String(asked)) ?? asked;
	return found.options[oneOf(choice, found.selector, Object.keys(found.options))]!;
}

/** An operation that no single endpoint does: what its form asks, and what carries it out. */
export type FoundComposite = { form: Form; resource: string } & (
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
	const of = <T>(table: Record<string, Record<string, T>>): T | undefined =>
		own(own(table, present.resource) ?? {}, present.operation);
	const asked = of(forms);
	if (!asked) return undefined;
	const form = chosen(context, itemIndex, asked, present);
	const found = { form, resource: present.resource };
	if (form.upsert) return { ...found, each: createOrUpdate };
	if (form.sync) return { ...found, together: sync };
	const each = of(composites);
	const together = of(togetherComposites);
	return each ? { ...found, each } : together && { ...found, together };
}
