import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { OperationTable } from '../execute/operation';
import type { Offered } from './compare';

/** What the panel shows. */
export interface Panel {
	resources: INodePropertyOptions[];
	properties: INodeProperties[];
}

/** Every request of the package under the names that the panel gives it: `Route (User)`. */
export function offeredBy(operations: OperationTable, panel: Panel): Offered[] {
	return Object.entries(operations).flatMap(([resource, members]) =>
		Object.entries(members).flatMap(([operation, entry]) => {
			const names = {
				resource: nameIn(panel.resources, resource),
				operation: nameIn(optionsOf('operation', panel, resource), operation),
			};
			if (!('selector' in entry)) return [{ ...names, request: entry }];
			const choices = optionsOf(entry.selector, panel, resource, operation);
			return Object.entries(entry.options).map(([choice, request]) => ({
				resource: names.resource,
				operation: `${names.operation} (${nameIn(choices, choice)})`,
				request,
			}));
		}),
	);
}

/** The choices that a parameter has where it shows. */
function optionsOf(
	name: string,
	{ properties }: Panel,
	resource: string,
	operation?: string,
): INodePropertyOptions[] {
	const found = properties.find(
		(property) =>
			property.name === name &&
			shows(property, 'resource', resource) &&
			(operation === undefined || shows(property, 'operation', operation)),
	);
	return (found?.options ?? []) as INodePropertyOptions[];
}

function shows({ displayOptions }: INodeProperties, parameter: string, value: string): boolean {
	return displayOptions?.show?.[parameter]?.includes(value) ?? false;
}

function nameIn(options: INodePropertyOptions[], value: string): string {
	return options.find((option) => option.value === value)?.name ?? value;
}
