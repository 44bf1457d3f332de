import {
	NodeHelpers,
	type ILoadOptionsFunctions,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { clearableFields, type Clearable } from '../execute/clearable';
import type { Operation } from '../execute/operation';
import { own, presentName } from '../execute/presentName';
import { properties } from '../generated/properties';

/**
 * The fields that the chosen operation can empty, under the labels that its form has for them. It
 * asks nothing of the PBX.
 */
export async function getClearableFields(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const parameters = this.getCurrentNodeParameters() ?? {};
	const operation = await chosenOperation(parameters);
	if (!operation?.clears) return [];
	const fields = shownFields(parameters);
	return clearableFields(operation)
		.map((one) => ({ name: labelOf(one, fields), value: one.name }))
		.sort((one, other) => one.name.localeCompare(other.name));
}

async function chosenOperation(parameters: INodeParameters): Promise<Operation | undefined> {
	// The table is large, and loading the node does not need it.
	const { oldNames, operations } = await import('../generated/operations');
	const { resource, operation } = parameters;
	const present = presentName(oldNames, String(resource), String(operation));
	const found = operations[present.resource]?.[present.operation];
	if (!found || !('selector' in found)) return found;
	const asked = present.choice ?? String(parameters[found.selector]);
	return found.options[own(present.choices, asked) ?? asked];
}

/** The fields that the form shows for what is chosen: those to add, then those in view. */
function shownFields(parameters: INodeParameters): INodeProperties[] {
	const chosen = { ...parameters, dataMode: 'defineBelow' };
	const isShown = (property: INodeProperties) =>
		NodeHelpers.displayParameter(chosen, property, null, null, chosen);
	const inView = properties.filter(isShown);
	const collection = inView.find(({ name }) => name === 'fields');
	const children = (collection?.options ?? []) as INodeProperties[];
	return [...children.filter(isShown), ...inView];
}

/** What the form calls a field, behind what it calls the groups that it stands in. */
function labelOf({ field, groups }: Clearable, fields: INodeProperties[]): string {
	let inside = fields;
	const names = [...groups, field].map(({ parameter, name }) => {
		const shown = inside.find((one) => one.name === parameter);
		inside = (shown?.options ?? []) as INodeProperties[];
		return shown?.displayName ?? name;
	});
	return names.join(': ');
}
