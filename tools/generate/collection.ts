import type { INodeProperties } from 'n8n-workflow';

import { keyOf } from './choices';
import { groupBy } from './groups';
import { toAdd } from './inView';
import { coverWithin, type Rectangle } from './rectangles';
import {
	selectorFor,
	shared,
	type LaidOut,
	type LaidOutRequest,
	type SelectorCondition,
} from './wants';

export type Collection = 'filters' | 'fields';

/** An operation that has a collection, with those of its requests that fill it. */
export type User = LaidOut & { by: LaidOutRequest[] };

/** Where a collection or a child of one shows. */
export interface Place {
	resource: string;
	operation: string;
	selector?: SelectorCondition;
}

/** A field of a collection, and where it is to show. */
export interface Child {
	property: INodeProperties;
	places: Place[];
}

/** Those of the operations that have the collection. */
export const usersOf = (group: Collection, operations: LaidOut[]): User[] =>
	operations.flatMap((laidOut) => {
		const by = laidOut.requests.filter(({ form }) => toAdd(form, group).length > 0);
		return by.length > 0 ? [{ ...laidOut, by }] : [];
	});

export const placeOf = ({ resource, operation }: LaidOut, by: LaidOutRequest[]): Place => ({
	resource: resource.value,
	operation: operation.value,
	...selectorFor(by, operation),
});

/** The distinct fields that the operations have in their collections, by what they look like. */
export function childrenOf(group: Collection, users: User[]): Map<string, Child> {
	const children = new Map<string, Child>();
	for (const user of users) {
		const fields = shared(user.requests, 'collection', (form) => toAdd(form, group));
		for (const { property, by } of fields) {
			const key = JSON.stringify(property);
			const child = children.get(key) ?? { property, places: [] };
			child.places.push(placeOf(user, by));
			children.set(key, child);
		}
	}
	return children;
}

/** One collection for all these operations, each child of it shown where it applies. */
export function collectionFor(
	group: Collection,
	users: User[],
	children: Iterable<Child>,
): INodeProperties {
	const sortKey = (child: INodeProperties) => JSON.stringify(child);
	const where = conditionsWithin(users);
	return {
		displayName: group === 'fields' ? 'Fields' : 'Filters',
		name: group,
		type: 'collection',
		placeholder: group === 'fields' ? 'Add Field' : 'Add Filter',
		default: {},
		options: [...children]
			.flatMap(({ property, places }) =>
				where(places).map((show) =>
					Object.keys(show).length > 0 ? { ...property, displayOptions: { show } } : property,
				),
			)
			.sort(
				(a, b) => a.displayName.localeCompare(b.displayName) || (sortKey(a) < sortKey(b) ? -1 : 1),
			),
	};
}

type Show = Record<string, string[]>;

/**
 * Says where a child shows, in one condition or several; an empty one for wherever the collection is.
 * Conditions inside a collection work only with parameters of the root.
 */
function conditionsWithin(users: User[]): (places: Place[]) => Show[] {
	const everywhere = JSON.stringify(users.map((user) => placeOf(user, user.by)));
	const existing = users.map(
		({ resource, operation }) => [resource.value, operation.value] as const,
	);
	const cover = coverWithin(existing);
	const coverChoices = coverWithin(users.flatMap(choicesOf));
	const show = ({ resources, operations }: Rectangle): Show => {
		const strangers = existing.some(
			([resource, operation]) => operations.includes(operation) && !resources.includes(resource),
		);
		const others = existing.some(
			([resource, operation]) => resources.includes(resource) && !operations.includes(operation),
		);
		return {
			...(strangers && { '/resource': resources }),
			...((others || !strangers) && { '/operation': operations }),
		};
	};
	const at = (places: ReadonlyArray<readonly [string, string]>) => cover(places).map(show);
	return (places) => {
		if (JSON.stringify(places) === everywhere) return [{}];
		const plain = places.filter(({ selector }) => !selector);
		const choosing = groupBy(
			places.filter(({ selector }) => selector),
			({ selector }) => selector?.parameter,
		);
		return [
			...at(plain.map(pairOf)),
			...[...choosing].flatMap(([parameter, members]) =>
				coverChoices(members.flatMap(pairsOf)).flatMap(({ resources: keys, operations: values }) =>
					at(members.filter((place) => keys.includes(keyOf(place))).map(pairOf)).map((found) => ({
						...found,
						[`/${parameter}`]: values,
					})),
				),
			),
		];
	};
}

const pairOf = ({ resource, operation }: Place) => [resource, operation] as const;

/** The operation with each choice of its selector that a place is for. */
const pairsOf = (place: Place) =>
	(place.selector?.values ?? []).map((value) => [keyOf(place), value] as const);

/** The operation with each choice of its selector. */
const choicesOf = ({ resource, operation, requests }: User) =>
	requests.map(
		({ request }) =>
			[
				keyOf({ resource: resource.value, operation: operation.value }),
				request.option?.value ?? '',
			] as const,
	);
