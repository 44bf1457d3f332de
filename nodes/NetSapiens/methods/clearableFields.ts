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
	const labels = labelsOf(parameters);
	return clearableFields(operation)
		.map((one) => ({ name: labelOf(one, labels), value: one.name }))
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

/** The optional fields that the form shows for what is chosen, by name. */
function labelsOf(parameters: INodeParameters): Map<string, INodeProperties> {
	const chosen = { ...parameters, dataMode: 'defineBelow' };
	const isShown = (property: INodeProperties) =>
		NodeHelpers.displayParameter(chosen, property, null, null, chosen);
	const collection = properties.find((one) => one.name === 'fields' && isShown(one));
	const children = (collection?.options ?? []) as INodeProperties[];
	return new Map(children.filter(isShown).map((child) => [child.name, child]));
}

function labelOf({ field, group }: Clearable, labels: Map<string, INodeProperties>): string {
	if (!group) return labels.get(field.parameter)?.displayName ?? field.name;
	const inside = labels.get(group.parameter);
	const children = (inside?.options ?? []) as INodeProperties[];
	const child = children.find(({ name }) => name === field.parameter);
	return `${inside?.displayName ?? group.name}: ${child?.displayName ?? field.name}`;
}
