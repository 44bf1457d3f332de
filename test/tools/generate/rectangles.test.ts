import { coverWithin } from '../../../tools/generate/rectangles';

type Pair = readonly [string, string];

/** A small generator of repeatable pseudo-random numbers (mulberry32). */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

function panel(seed: number): { existing: Pair[]; wanted: Pair[] } {
	const next = random(seed);
	const existing: Pair[] = [];
	for (let row = 0; row < 2 + next() * 12; row++) {
		for (let column = 0; column < 2 + next() * 10; column++) {
			if (next() < 0.7) existing.push([`r${row}`, `o${column}`]);
		}
	}
	return { existing, wanted: existing.filter(() => next() < 0.5) };
}

const key = ([resource, operation]: Pair) => `${resource} ${operation}`;

test.each(Array.from({ length: 200 }, (_, seed) => seed))(
	'covers exactly what is wanted, each pair once (seed %i)',
	(seed) => {
		const { existing, wanted } = panel(seed);
		const exists = new Set(existing.map(key));
		const reached = coverWithin(existing)(wanted)
			.flatMap(({ resources, operations }) =>
				resources.flatMap((resource) =>
					operations.map((operation) => [resource, operation] as const),
				),
			)
			.map(key)
			.filter((pair) => exists.has(pair));
		expect(reached.toSorted()).toEqual(wanted.map(key).toSorted());
	},
);

test('reaches over pairs that do not exist to stay one rectangle', () => {
	const existing: Pair[] = [
		['user', 'get'],
		['user', 'update'],
		['call', 'get'],
		['call', 'hold'],
	];
	expect(coverWithin(existing)(existing)).toEqual([
		{ resources: ['call', 'user'], operations: ['get', 'hold', 'update'] },
	]);
});

test('splits where one rectangle would show too much', () => {
	const existing: Pair[] = [
		['user', 'get'],
		['user', 'create'],
		['call', 'get'],
		['call', 'create'],
	];
	const wanted: Pair[] = [
		['user', 'get'],
		['call', 'create'],
	];
	expect(coverWithin(existing)(wanted)).toHaveLength(2);
});
