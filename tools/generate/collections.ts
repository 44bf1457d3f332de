import type { INodeProperties } from 'n8n-workflow';

import { charactersOf, fewestCharacters } from './characters';
import {
	childrenOf,
	collectionFor,
	placeOf,
	usersOf,
	type Child,
	type Collection,
	type User,
} from './collection';
import { groupBy } from './groups';
import type { Cover } from './rectangles';
import { canMap, type LaidOut, type Want } from './wants';

/** Operations that share a collection. */
interface Part {
	group: Collection;
	users: User[];
	children: Map<string, Child>;
	wants: Want[];
	/** How often the panel has it. */
	copies: number;
	/** What models are given of it. */
	characters: number;
	/** What they are given at the least where one of its children is missing, by the child's key. */
	fewest: Map<string, number>;
}

/**
 * `fields` and `filters`, children shown where they apply. n8n gives models that build workflows a
 * collection whole, with every operation that has it, so operations share one as far as there have
 * to be fewer, and those first that lose least by it, whatever their resources.
 *
 * @param fit whether there is room for collections
 */
export function collectionsOf(
	operations: LaidOut[],
	cover: Cover,
	fit: (wants: Want[]) => boolean,
): Want[] {
	const apart = (['filters', 'fields'] as const).flatMap((group) =>
		usersOf(group, operations).map((user) => partOf(group, [user], cover)),
	);
	const wantsIn = (parts: Part[]) => parts.flatMap(({ wants }) => wants);
	return wantsIn(merged(apart, cover, (parts) => fit(wantsIn(parts))));
}

function partOf(group: Collection, users: User[], cover: Cover): Part {
	const children = childrenOf(group, users);
	const property = collectionFor(group, users, children.values());
	const characters = users.flatMap(({ resource, operation }) =>
		(property.options as INodeProperties[]).map((child) =>
			charactersOf(child, { resource: resource.value, operation: operation.value }),
		),
	);
	const wants = users.map((user) => ({
		group,
		property,
		position: 0,
		...placeOf(user, user.by),
		...(group === 'fields' && canMap(user.requests) && { manualOnly: true as const }),
	}));
	const alike = groupBy(wants, ({ selector }) => JSON.stringify(selector)).values();
	return {
		group,
		users,
		children,
		wants,
		copies: sum(
			[...alike].map((some) => cover(some.map((want) => [want.resource, want.operation])).length),
		),
		characters: sum(characters),
		fewest: new Map([...children].map(([key, { property: one }]) => [key, fewestCharacters(one)])),
	};
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

/** Two parts that could be one. */
interface Merger {
	pair: [Part, Part];
	/** What models are given more: no less than this. */
	cost: number;
	/** Once it has been made, to know the cost. */
	whole?: Part;
}

/** A merger before it is tried: what each of the two lacks of the other is said of it. */
const mergerOf = (one: Part, other: Part): Merger => ({
	pair: [one, other],
	cost: lackedBy(one, other) + lackedBy(other, one),
});

const lackedBy = ({ users, children }: Part, other: Part): number =>
	users.length *
	sum([...other.fewest].filter(([key]) => !children.has(key)).map(([, characters]) => characters));

/** Merges parts wherever that costs nothing, and until all of them fit. */
function merged(apart: Part[], cover: Cover, fit: (parts: Part[]) => boolean): Part[] {
	let parts = apart;
	let mergers = apart.flatMap((one, index) =>
		apart
			.slice(index + 1)
			.filter(({ group }) => group === one.group)
			.map((other) => mergerOf(one, other)),
	);
	for (;;) {
		const best = cheapest(mergers);
		if (!best) return parts;
		const {
			pair: [one, other],
			cost,
			whole,
		} = best;
		if (!whole) {
			const tried = partOf(one.group, [...one.users, ...other.users], cover);
			if (tried.copies >= one.copies + other.copies)
				mergers = mergers.filter((merger) => merger !== best);
			else
				Object.assign(best, {
					whole: tried,
					cost: tried.characters - one.characters - other.characters,
				});
			continue;
		}
		if (cost > 0 && fit(parts)) return parts;
		parts = parts.filter((part) => part !== one && part !== other);
		mergers = mergers
			.filter(({ pair }) => !pair.includes(one) && !pair.includes(other))
			.concat(
				parts.filter(({ group }) => group === whole.group).map((part) => mergerOf(whole, part)),
			);
		parts = [...parts, whole];
	}
}

const cheapest = (mergers: Merger[]): Merger | undefined =>
	mergers.reduce<Merger | undefined>(
		(best, merger) => (!best || merger.cost < best.cost ? merger : best),
		undefined,
	);
