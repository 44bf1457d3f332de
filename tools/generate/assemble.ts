import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { withSharedConditions } from './choices';
import { collectionsOf } from './collections';
import { mapped, onlyWhenChosen } from './fixedProperties';
import { groupBy } from './groups';
import type { PlannedOperation } from './planned';
import { cover } from './rectangles';
import { groups, wantsOf, type LaidOut, type Want } from './wants';

/** All properties after `resource`: operation selectors, then every field once for all who share it. */
export function assemble(operations: LaidOut[]): INodeProperties[] {
	const existing = operations.map(
		({ resource, operation }) => [resource.value, operation.value] as const,
	);
	const wants = [...operations.flatMap(wantsOf), ...collectionsOf(operations)];
	return [
		...operationSelectors(operations),
		...pack(withSharedConditions(wants, operations), existing),
	];
}

function operationSelectors(operations: LaidOut[]): INodeProperties[] {
	return [...groupBy(operations, ({ resource }) => resource.value)].map(([resource, members]) => {
		const options = members
			.map(({ operation }) => operationOption(operation))
			.sort((a, b) => a.name.localeCompare(b.name));
		return {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options,
			default: members[0]?.resource.words.preset ?? firstOf(options.map(({ value }) => `${value}`)),
		};
	});
}

/** The operation that a form starts with: one that reads, where there is one. */
const firstOf = (values: string[]): string =>
	[/^getAll$/, /^get$/, /^getAll/, /^get/, /./].flatMap((pattern) =>
		values.filter((value) => pattern.test(value)),
	)[0] ?? '';

const operationOption = (operation: PlannedOperation): INodePropertyOptions => ({
	name: operation.name,
	value: operation.value,
	...(operation.old && onlyWhenChosen('operation', operation.value)),
	action: operation.action,
	...(operation.description !== undefined && { description: operation.description }),
});

/** Emits each distinct property as few times as rectangles allow, in the panel's order. */
function pack(
	wants: Want[],
	existing: ReadonlyArray<readonly [string, string]>,
): INodeProperties[] {
	const alike = groupBy(wants, ({ group, property, selector, manualOnly }) =>
		JSON.stringify([group, property, selector, manualOnly]),
	);
	const packed = [...alike.values()].flatMap((members) => {
		const [first] = members as [Want, ...Want[]];
		const pairs = members.map(({ resource, operation }) => [resource, operation] as const);
		const position = members.reduce((sum, want) => sum + want.position, 0) / members.length;
		return cover(pairs, existing).map((place) => ({
			group: groups.indexOf(first.group),
			position,
			property: shownAt(first, place.resources, place.operations),
		}));
	});
	const byName = (a: INodeProperties, b: INodeProperties) =>
		a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
	return packed
		.sort((a, b) => a.group - b.group || a.position - b.position || byName(a.property, b.property))
		.map(({ property }) => property);
}

function shownAt(want: Want, resource: string[], operation: string[]): INodeProperties {
	const { property, selector, manualOnly } = want;
	return {
		...property,
		displayOptions: {
			show: {
				resource,
				operation,
				...(selector && { [selector.parameter]: selector.values }),
				...property.displayOptions?.show,
			},
			...(manualOnly && { hide: { dataMode: [mapped] } }),
		},
	};
}
