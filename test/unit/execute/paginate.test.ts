import { paginate } from '../../../nodes/NetSapiens/execute/paginate';

/** A list of `total` rows; remembers which pages were asked for. */
function list(total: number) {
	const asked: [number, number][] = [];
	const fetchPage = async (start: number, limit: number) => {
		asked.push([start, limit]);
		return Array.from({ length: Math.max(0, Math.min(limit, total - start)) }, (_, i) => start + i);
	};
	return { asked, fetchPage };
}

test('goes on until a short page', async () => {
	const { fetchPage, asked } = list(230);
	expect(await paginate(fetchPage)).toEqual(Array.from({ length: 230 }, (_, i) => i));
	expect(asked).toEqual([
		[0, 100],
		[100, 100],
		[200, 100],
	]);
});

test('a full last page needs one more request, which is empty', async () => {
	const { fetchPage, asked } = list(200);
	expect(await paginate(fetchPage)).toHaveLength(200);
	expect(asked).toHaveLength(3);
});

test.each([
	[50, [[0, 50]]],
	[100, [[0, 100]]],
	[
		150,
		[
			[0, 100],
			[100, 50],
		],
	],
])('a limit of %d is exact and asks for no more', async (limit, pages) => {
	const { fetchPage, asked } = list(1000);
	expect(await paginate(fetchPage, limit)).toHaveLength(limit);
	expect(asked).toEqual(pages);
});

test('a route that ignores start and repeats its page ends the list', async () => {
	let requests = 0;
	const rows = await paginate(async (_, limit) => {
		requests++;
		return Array.from({ length: limit }, (_row, i) => i);
	});
	expect(rows).toHaveLength(100);
	expect(requests).toBe(2);
});

test('a route that ignores limit and gives everything ends the list', async () => {
	let requests = 0;
	const everything = async () => {
		requests++;
		return Array.from({ length: 250 }, (_, i) => i);
	};
	expect(await paginate(everything)).toHaveLength(250);
	expect(await paginate(everything, 120)).toHaveLength(120);
	expect(requests).toBe(2);
});
