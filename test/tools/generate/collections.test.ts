import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { charactersOf } from '../../../tools/generate/characters';
import { collectionsOf } from '../../../tools/generate/collections';
import { coverWithin } from '../../../tools/generate/rectangles';
import type { Want } from '../../../tools/generate/wants';
import { real } from '../../support/real';

const built = real();

/** The collections of the real panel. */
async function collections(fit: (wants: Want[]) => boolean): Promise<Want[]> {
	const { laidOut } = await built;
	const panel = laidOut.map(
		({ resource, operation }) => [resource.value, operation.value] as const,
	);
	return collectionsOf(laidOut, coverWithin(panel), fit);
}

/** Every operation with its own, where there is room. */
const apart = once(async () => await collections(() => true));

/** As few as there can be, and all that there were on the way, from many to few. */
const shared = once(async () => {
	const steps: Want[][] = [];
	const fewest = await collections((wants) => {
		steps.push(wants);
		return false;
	});
	return { fewest, steps };
});

/** Made by the first test that asks, since it takes a second. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= make());
}

const childrenOf = ({ property }: Want) => property.options as INodeProperties[];

/** How many different collections there are. */
const countOf = (wants: Want[]): number => new Set(wants.map(textOf)).size;
const textOf = remembered(({ property }) => JSON.stringify(property));

/** About what models are given of all collections. */
const charactersIn = (wants: Want[]): number => sum(wants.map(charactersInOne));
const charactersInOne = remembered((want) =>
	sum(childrenOf(want).map((child) => charactersOf(child, want))),
);
const sum = (some: number[]) => some.reduce((total, one) => total + one, 0);

/** Most collections stay what they were from step to step. */
function remembered<T>(find: (want: Want) => T): (want: Want) => T {
	const known = new Map<Want, T>();
	return (want) => {
		if (!known.has(want)) known.set(want, find(want));
		return known.get(want)!;
	};
}

/** The fields that n8n shows to an operation for one choice of its selector, by n8n's own rules. */
const shownTo = (want: Want, choice: Record<string, string>): string[] => {
	const values = { resource: want.resource, operation: want.operation, ...choice };
	return childrenOf(want)
		.filter((child) => NodeHelpers.displayParameter({}, child, { typeVersion: 1 }, null, values))
		.map((child) => JSON.stringify({ ...child, displayOptions: undefined }))
		.sort();
};

const keyOf = ({ resource, operation, group }: Want) => `${resource}/${operation} ${group}`;

test('where there is room, an operation is offered its own fields and no others', async () => {
	const wants = await apart();
	expect(wants.length).toBeGreaterThan(100);
	for (const want of wants) {
		const strangers = childrenOf(want).filter(
			({ displayOptions = {} }) =>
				!(displayOptions.show?.['/operation']?.includes(want.operation) ?? true) ||
				!(displayOptions.show?.['/resource']?.includes(want.resource) ?? true),
		);
		expect([keyOf(want), strangers]).toEqual([keyOf(want), []]);
	}
});

test('where there is none, operations of any resources share one, and each sees its own fields', async () => {
	const { reaches } = await built;
	const { fewest } = await shared();
	const resources = new Set((await apart()).map(({ resource, group }) => `${resource} ${group}`));
	expect(countOf(fewest)).toBeLessThan(resources.size / 2);
	const own = new Map((await apart()).map((want) => [keyOf(want), want]));
	expect(fewest.map(keyOf).sort()).toEqual([...own.keys()].sort());
	for (const want of fewest) {
		const choices = reaches
			.filter((one) => one.resource === want.resource && one.operation === want.operation)
			.filter(({ selector }) => want.selector?.values.includes(selector?.value ?? '') ?? true)
			.map(({ selector }) => (selector ? { [selector.name]: selector.value } : {}));
		for (const choice of choices) {
			const shown = shownTo(want, choice);
			expect([keyOf(want), choice, shown]).toEqual([
				keyOf(want),
				choice,
				shownTo(own.get(keyOf(want))!, choice),
			]);
		}
	}
});

test('those share one first that lose least', async () => {
	const { steps } = await shared();
	const sizes = steps.map(charactersIn);
	const counts = steps.map(countOf);
	const costs = sizes.slice(1).map((size, at) => size - sizes[at]!);
	expect(costs.length).toBeGreaterThan(40);
	expect(counts).toEqual(counts.toSorted((one, other) => other - one));
	expect(Math.min(...costs)).toBeGreaterThan(0);
	// A merger may open the way to a cheaper one, but on the whole the dear ones come last.
	const half = Math.floor(costs.length / 2);
	expect(sum(costs.slice(half))).toBeGreaterThan(5 * sum(costs.slice(0, half)));
});

const at = (operation: string) => ({ resource: 'user', operation });

test('of a field that an operation lacks, models are told which ones have it', () => {
	const field: INodeProperties = {
		displayName: 'Site',
		name: 'site',
		type: 'string',
		default: '',
		displayOptions: { show: { '/operation': ['create', 'update'] } },
	};
	expect(charactersOf(field, at('create'))).toBe(charactersOf({ ...field, displayOptions: {} }));
	expect(charactersOf(field, at('getAll'))).toBeGreaterThan(
		charactersOf(field, at('create')) + 'create update'.length,
	);
});

test('of a field that a resource lacks, models are told which resources have it', () => {
	const field: INodeProperties = {
		displayName: 'Site',
		name: 'site',
		type: 'string',
		default: '',
		displayOptions: { show: { '/resource': ['user', 'device'] } },
	};
	expect(charactersOf(field, at('create'))).toBe(charactersOf({ ...field, displayOptions: {} }));
	expect(charactersOf(field, { resource: 'phone', operation: 'create' })).toBeGreaterThan(
		charactersOf(field, at('create')) + 'user device'.length,
	);
});
