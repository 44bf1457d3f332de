import type { INodeProperties } from 'n8n-workflow';

import { keyOf, withSharedConditions } from './choices';
import { collectionsOf } from './collections';
import { dataMode, mapped, optionsOf, type NamedOption } from './fixedProperties';
import { groupBy } from './groups';
import { noticesOf } from './notices';
import type { PlannedOperation } from './planned';
import { coverWithin, type Cover, type Rectangle } from './rectangles';
import { groups, wantsOf, type LaidOut, type Want } from './wants';

/** The panel stays quick up to 450 properties; these are the ones that are not written by hand. */
const mostProperties = 443;

/** All properties after `resource`: operation selectors, then every field once for all who share it. */
export function assemble(operations: LaidOut[]): INodeProperties[] {
	const cover = coverWithin(
		operations.map(({ resource, operation }) => [resource.value, operation.value] as const),
	);
	const wants = [...operations.flatMap(wantsOf), ...noticesOf(operations)];
	const mapping = new Set(
		wants.filter(({ property }) => property.name === dataMode.name).map(keyOf),
	);
	const packed = (some: Want[]) => pack(withSharedConditions(some, operations), cover, mapping);
	const selectors = operationSelectors(operations);
	const room = mostProperties - selectors.length - packed(wants).length;
	const collections = collectionsOf(operations, cover, (some) => packed(some).length <= room);
	return [...selectors, ...packed([...wants, ...collections])];
}

function operationSelectors(operations: LaidOut[]): INodeProperties[] {
	return [...groupBy(operations, ({ resource }) => resource.value)].map(([resource, members]) => {
		const named = members.map(({ operation }) => operationOption(operation));
		const options = optionsOf('operation', named).sort((a, b) => a.name.localeCompare(b.name));
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

const operationOption = (operation: PlannedOperation): NamedOption => ({
	name: operation.name,
	value: operation.value,
	...(operation.old && { old: operation.old }),
	action: operation.action,
	...(operation.description !== undefined && { description: operation.description }),
});

/** Wants of the same property, whose conditions may be one. */
interface Alike {
	wants: [Want, ...Want[]];
	places: Rectangle[];
}

/** Emits each distinct property as few times as rectangles allow, in the panel's order. */
function pack(wants: Want[], cover: Cover, mapping: ReadonlySet<string>) {
	const alike = groupBy(wants, ({ property, selector }) => JSON.stringify([property, selector]));
	const packed = [...alike.values()].flatMap((members) =>
		joined(members, cover, mapping).flatMap(({ wants: [first, ...others], places }) => {
			const all = [first, ...others];
			const isManual = all.some(({ manualOnly }) => manualOnly);
			return places.map((place) => ({
				group: Math.min(...all.map(({ group }) => groups.indexOf(group))),
				position: meanPosition(all.filter((want) => isIn(want, place))),
				property: shownAt(first, place, isManual),
			}));
		}),
	);
	const byName = (a: INodeProperties, b: INodeProperties) =>
		a.name === b.name ? 0 : a.name < b.name ? -1 : 1;
	return packed
		.sort((a, b) => a.group - b.group || a.position - b.position || byName(a.property, b.property))
		.map(({ property }) => property);
}

const isIn = ({ resource, operation }: Want, { resources, operations }: Rectangle): boolean =>
	resources.includes(resource) && operations.includes(operation);

const meanPosition = (wants: Want[]): number =>
	wants.reduce((sum, { position }) => sum + position, 0) / wants.length;

/**
 * Wants of one property by where it stands and whether it goes while keys are mapped, put together
 * where that takes fewer conditions. Operations that cannot map do not mind which.
 */
function joined(members: Want[], cover: Cover, mapping: ReadonlySet<string>): Alike[] {
	const alikeOf = (wants: Want[]): Alike => {
		const pairs = wants.map(({ resource, operation }) => [resource, operation] as const);
		return { wants: wants as Alike['wants'], places: cover(pairs) };
	};
	const kinds = groupBy(members, ({ group, manualOnly }) => `${group} ${manualOnly ?? false}`);
	const result: Alike[] = [];
	for (const wants of kinds.values()) {
		const one = alikeOf(wants);
		const found = result
			.map((other) => ({ other, both: alikeOf([...other.wants, ...wants]) }))
			.find(({ other, both }) => {
				const isFewer = both.places.length < other.places.length + one.places.length;
				return isFewer && mayJoin(both.wants, mapping);
			});
		if (found) result[result.indexOf(found.other)] = found.both;
		else result.push(one);
	}
	return result;
}

const mayJoin = (wants: Want[], mapping: ReadonlySet<string>): boolean =>
	!wants.some(({ manualOnly }) => manualOnly) ||
	wants.every((want) => want.manualOnly ?? !mapping.has(keyOf(want)));

function shownAt(
	{ property, selector }: Want,
	{ resources: resource, operations: operation }: Rectangle,
	isManual: boolean,
): INodeProperties {
	return {
		...property,
		displayOptions: {
			show: {
				resource,
				operation,
				...(selector && { [selector.parameter]: selector.values }),
				...property.displayOptions?.show,
			},
			...(isManual && { hide: { dataMode: [mapped] } }),
		},
	};
}
