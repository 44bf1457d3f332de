import type { INodeProperties } from 'n8n-workflow';

import { groupBy } from './groups';
import { cover } from './rectangles';
import { selectorFor, shared, type LaidOut, type SelectorCondition, type Want } from './wants';

type Collection = 'filters' | 'fields';

/** Where a child of a collection shows. */
interface Place {
	operation: string;
	selector?: SelectorCondition;
}

type Choice = readonly [operation: string, choice: string];

/** Every operation with each choice of its selector. */
const choicesOf = (operations: LaidOut[]): Choice[] =>
	operations.flatMap(({ operation, requests }) =>
		requests.map(({ request }) => [operation.value, request.option?.value ?? ''] as const),
	);

/** `fields` and `filters`: one collection per resource each, its children shown where they apply. */
export function collectionsOf(operations: LaidOut[]): Want[] {
	const resources = [...groupBy(operations, ({ resource }) => resource.value).values()];
	return resources.flatMap((members) =>
		(['filters', 'fields'] as const).flatMap((group) => collection(group, members)),
	);
}

function collection(group: Collection, members: LaidOut[]): Want[] {
	const users = members.flatMap((laidOut) => {
		const by = laidOut.requests.filter(({ form }) => form[group].length > 0);
		return by.length > 0 ? [{ ...laidOut, by }] : [];
	});
	const places: Place[] = users.map(({ operation, by }) => ({
		operation: operation.value,
		...selectorFor(by, operation),
	}));
	const property: INodeProperties = {
		displayName: group === 'fields' ? 'Fields' : 'Filters',
		name: group,
		type: 'collection',
		placeholder: group === 'fields' ? 'Add Field' : 'Add Filter',
		default: {},
		options: childrenOf(group, users, places),
	};
	return users.map(({ resource }, index) => ({
		group,
		property,
		resource: resource.value,
		position: 0,
		...(places[index] as Place),
		...(group === 'fields' && { manualOnly: true as const }),
	}));
}

function childrenOf(group: Collection, users: LaidOut[], everywhere: Place[]): INodeProperties[] {
	const children = new Map<string, { property: INodeProperties; places: Place[] }>();
	for (const { operation, requests } of users) {
		for (const { property, by } of shared(requests, 'collection', (form) => form[group])) {
			const key = JSON.stringify(property);
			const child = children.get(key) ?? { property, places: [] };
			child.places.push({ operation: operation.value, ...selectorFor(by, operation) });
			children.set(key, child);
		}
	}
	const existing = choicesOf(users);
	const sortKey = (child: INodeProperties) => JSON.stringify(child);
	return [...children.values()]
		.flatMap(({ property, places }) => conditioned(property, places, everywhere, existing))
		.sort(
			(a, b) => a.displayName.localeCompare(b.displayName) || (sortKey(a) < sortKey(b) ? -1 : 1),
		);
}

/**
 * A child that does not show wherever its collection shows says where it does. Conditions inside
 * a collection work only with parameters of the root.
 */
function conditioned(
	property: INodeProperties,
	places: Place[],
	everywhere: Place[],
	existing: Choice[],
): INodeProperties[] {
	if (JSON.stringify(places) === JSON.stringify(everywhere)) return [property];
	const plain = places.filter(({ selector }) => !selector).map(({ operation }) => operation);
	const inView = (show: Record<string, string[]>) => ({ ...property, displayOptions: { show } });
	const chosen = groupBy(
		places.filter(({ selector }) => selector),
		({ selector }) => selector?.parameter,
	);
	return [
		...(plain.length > 0 ? [inView({ '/operation': plain.sort() })] : []),
		...[...chosen].flatMap(([parameter, members]) =>
			cover(members.flatMap(pairsOf), existing).map(
				({ resources: operations, operations: values }) =>
					inView({ '/operation': operations, [`/${parameter}`]: values }),
			),
		),
	];
}

/** The operation with each choice of its selector that a place is for. */
const pairsOf = ({ operation, selector }: Place) =>
	(selector?.values ?? []).map((value) => [operation, value] as const);
