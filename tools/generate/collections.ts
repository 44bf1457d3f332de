import type { INodeProperties } from 'n8n-workflow';

import { charactersOf } from './characters';
import { groupBy } from './groups';
import { toAdd } from './inView';
import { coverWithin } from './rectangles';
import {
	canMap,
	selectorFor,
	shared,
	type LaidOut,
	type LaidOutRequest,
	type SelectorCondition,
	type Want,
} from './wants';

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

/** An operation that has a collection, with those of its requests that fill it. */
type User = LaidOut & { by: LaidOutRequest[] };

/** Operations of one resource that share a collection. */
interface Part {
	group: Collection;
	users: User[];
	property: INodeProperties;
	places: Place[];
	/** What models are given of it. */
	characters: number;
}

/**
 * `fields` and `filters` of every resource, children shown where they apply. n8n gives models that
 * build workflows a collection whole, with every operation that has it, so operations share one as
 * far as there have to be fewer, and those first that lose least by it.
 *
 * @param fit whether there is room for collections; with one of each per resource there has to be
 */
export function collectionsOf(operations: LaidOut[], fit: (wants: Want[]) => boolean): Want[] {
	const resources = [...groupBy(operations, ({ resource }) => resource.value).values()];
	const apart = resources.flatMap((members) =>
		(['filters', 'fields'] as const).map((group) =>
			usersOf(group, members).map((user) => partOf(group, [user])),
		),
	);
	return merged(apart, (parts) => fit(parts.flatMap(wantsOfPart))).flatMap(wantsOfPart);
}

const usersOf = (group: Collection, members: LaidOut[]): User[] =>
	members.flatMap((laidOut) => {
		const by = laidOut.requests.filter(({ form }) => toAdd(form, group).length > 0);
		return by.length > 0 ? [{ ...laidOut, by }] : [];
	});

function partOf(group: Collection, users: User[]): Part {
	const places: Place[] = users.map(({ operation, by }) => ({
		operation: operation.value,
		...selectorFor(by, operation),
	}));
	const options = childrenOf(group, users, places);
	const property: INodeProperties = {
		displayName: group === 'fields' ? 'Fields' : 'Filters',
		name: group,
		type: 'collection',
		placeholder: group === 'fields' ? 'Add Field' : 'Add Filter',
		default: {},
		options,
	};
	const characters = users.flatMap(({ operation }) =>
		options.map((child) => charactersOf(child, operation.value)),
	);
	return {
		group,
		users,
		property,
		places,
		characters: characters.reduce((sum, one) => sum + one, 0),
	};
}

interface Merger {
	parts: Part[];
	pair: [Part, Part];
	whole: Part;
	/** What models are given more. */
	cost: number;
}

/** Every way to make two parts one. */
const mergersOf = (parts: Part[]): Merger[] =>
	parts.flatMap((one, index) =>
		parts.slice(index + 1).map((other) => {
			const whole = partOf(one.group, [...one.users, ...other.users]);
			const cost = whole.characters - one.characters - other.characters;
			return { parts, pair: [one, other], whole, cost };
		}),
	);

/** Merges parts of the same resource wherever that costs nothing, and until all of them fit. */
function merged(apart: Part[][], fit: (parts: Part[]) => boolean): Part[] {
	const mergers = new Map(apart.map((parts) => [parts, mergersOf(parts)]));
	for (;;) {
		const [best] = [...mergers.values()].flat().sort((a, b) => a.cost - b.cost);
		const parts = [...mergers.keys()].flat();
		if (!best || (best.cost > 0 && fit(parts))) return parts;
		mergers.delete(best.parts);
		const fewer = [best.whole, ...best.parts.filter((part) => !best.pair.includes(part))];
		mergers.set(fewer, mergersOf(fewer));
	}
}

const wantsOfPart = ({ group, users, property, places }: Part): Want[] =>
	users.map(({ resource, requests }, index) => ({
		group,
		property,
		resource: resource.value,
		position: 0,
		...(places[index] as Place),
		...(group === 'fields' && canMap(requests) && { manualOnly: true as const }),
	}));

function childrenOf(group: Collection, users: LaidOut[], everywhere: Place[]): INodeProperties[] {
	const children = new Map<string, { property: INodeProperties; places: Place[] }>();
	for (const { operation, requests } of users) {
		for (const { property, by } of shared(requests, 'collection', (form) => toAdd(form, group))) {
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
			coverWithin(existing)(members.flatMap(pairsOf)).map(
				({ resources: operations, operations: values }) =>
					inView({ '/operation': operations, [`/${parameter}`]: values }),
			),
		),
	];
}

/** The operation with each choice of its selector that a place is for. */
const pairsOf = ({ operation, selector }: Place) =>
	(selector?.values ?? []).map((value) => [operation, value] as const);
