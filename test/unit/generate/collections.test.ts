import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import { charactersOf } from '../../../tools/generate/characters';
import { collectionsOf } from '../../../tools/generate/collections';
import { coverWithin } from '../../../tools/generate/rectangles';
import type { Want } from '../../../tools/generate/wants';
import { real } from './real';

const built = real();

/** The collections of the real panel. */
async function collections(fit: (wants: Want[]) => boolean): Promise<Want[]> {
	const { laidOut } = await built;
	const panel = laidOut.map(
		({ resource, operation }) => [resource.value, operation.value] as const,
	);
	return collectionsOf(laidOut, coverWithin(panel), fit);
}

const childrenOf = ({ property }: Want) => property.options as INodeProperties[];

/** How many different collections there are. */
const countOf = (wants: Want[]): number =>
	new Set(wants.map(({ property }) => JSON.stringify(property))).size;

/** About what models are given of all collections. */
const charactersIn = (wants: Want[]): number =>
	wants
		.flatMap((want) => childrenOf(want).map((child) => charactersOf(child, want)))
		.reduce((sum, one) => sum + one, 0);

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
	const wants = await collections(() => true);
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
	const [apart, shared] = [await collections(() => true), await collections(() => false)];
	const resources = new Set(apart.map(({ resource, group }) => `${resource} ${group}`));
	expect(countOf(shared)).toBeLessThan(resources.size / 2);
	const own = new Map(apart.map((want) => [keyOf(want), want]));
	expect(shared.map(keyOf).sort()).toEqual([...own.keys()].sort());
	for (const want of shared) {
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
	const sizes: number[] = [];
	const counts: number[] = [];
	await collections((wants) => {
		sizes.push(charactersIn(wants));
		counts.push(countOf(wants));
		return false;
	});
	const costs = sizes.slice(1).map((size, at) => size - sizes[at]!);
	expect(costs.length).toBeGreaterThan(40);
	expect(counts).toEqual(counts.toSorted((one, other) => other - one));
	expect(Math.min(...costs)).toBeGreaterThan(0);
	// A merger may open the way to a cheaper one, but on the whole the dear ones come last.
	const half = Math.floor(costs.length / 2);
	const sum = (some: number[]) => some.reduce((total, one) => total + one, 0);
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
