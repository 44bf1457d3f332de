import type { INodeProperties } from 'n8n-workflow';

import { charactersOf } from '../../../tools/generate/characters';
import { collectionsOf } from '../../../tools/generate/collections';
import type { Want } from '../../../tools/generate/wants';
import { real } from './real';

const built = real();

const childrenOf = ({ property }: Want) => property.options as INodeProperties[];
const operationsOf = ({ displayOptions }: INodeProperties) =>
	displayOptions?.show?.['/operation'] as string[] | undefined;

/** How many different collections there are, told by resource. */
const countOf = (wants: Want[]): number =>
	new Set(wants.map(({ resource, property }) => JSON.stringify([resource, property]))).size;

/** About what models are given of all collections. */
const charactersIn = (wants: Want[]): number =>
	wants
		.flatMap((want) => childrenOf(want).map((child) => charactersOf(child, want.operation)))
		.reduce((sum, one) => sum + one, 0);

test('where there is room, an operation is offered its own fields and no others', async () => {
	const wants = collectionsOf((await built).laidOut, () => true);
	expect(wants.length).toBeGreaterThan(100);
	for (const want of wants) {
		const strangers = childrenOf(want).filter(
			(child) => !(operationsOf(child)?.includes(want.operation) ?? true),
		);
		expect([want.resource, want.operation, strangers]).toEqual([want.resource, want.operation, []]);
	}
});

test('where there is none, all operations of a resource share a collection', async () => {
	const wants = collectionsOf((await built).laidOut, () => false);
	const kinds = new Set(wants.map(({ resource, group }) => `${resource} ${group}`));
	expect(countOf(wants)).toBe(kinds.size);
});

test('those share one first that lose least', async () => {
	const { laidOut } = await built;
	const sizes: number[] = [];
	const counts: number[] = [];
	collectionsOf(laidOut, (wants) => {
		sizes.push(charactersIn(wants));
		counts.push(countOf(wants));
		return false;
	});
	const costs = sizes.slice(1).map((size, at) => size - sizes[at]!);
	expect(costs.length).toBeGreaterThan(40);
	expect(counts).toEqual(counts.map((_, at) => counts[0]! - at));
	expect(Math.min(...costs)).toBeGreaterThan(0);
	// A merger may open the way to a cheaper one, but on the whole the dear ones come last.
	const half = Math.floor(costs.length / 2);
	const sum = (some: number[]) => some.reduce((total, one) => total + one, 0);
	expect(sum(costs.slice(half))).toBeGreaterThan(5 * sum(costs.slice(0, half)));
});

test('of a field that an operation lacks, models are told which ones have it', () => {
	const field: INodeProperties = {
		displayName: 'Site',
		name: 'site',
		type: 'string',
		default: '',
		displayOptions: { show: { '/operation': ['create', 'update'] } },
	};
	expect(charactersOf(field, 'create')).toBe(charactersOf({ ...field, displayOptions: {} }));
	expect(charactersOf(field, 'getAll')).toBeGreaterThan(
		charactersOf(field, 'create') + 'create update'.length,
	);
});
