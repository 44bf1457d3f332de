import { pool } from '../../../nodes/NetSapiens/execute/pool';

const turn = async () => await new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;

test('keeps the order whatever finishes first', async () => {
	const results = await pool(6, 3, never, async (index) => {
		for (let turns = 6 - index; turns > 0; turns--) await turn();
		return index * 10;
	});
	expect(results).toEqual([0, 10, 20, 30, 40, 50]);
});

test('never works on more than its width', async () => {
	let now = 0;
	let most = 0;
	await pool(20, 4, never, async () => {
		most = Math.max(most, ++now);
		await turn();
		now--;
	});
	expect(most).toBe(4);
});

test('begins nothing new once it is stopped, and waits for what is under way', async () => {
	const stop = new AbortController();
	const begun: number[] = [];
	const results = await pool(50, 3, stop.signal, async (index) => {
		begun.push(index);
		await turn();
		if (index === 1) stop.abort();
		for (let turns = 5; turns > 0; turns--) await turn();
		return index;
	});
	expect(begun).toEqual([0, 1, 2]);
	expect(results.slice(0, 4)).toEqual([0, 1, 2, undefined]);
	expect(results).toHaveLength(50);
});

test('begins nothing when it is stopped beforehand', async () => {
	const work = jest.fn();
	expect(await pool(2, 5, AbortSignal.abort(), work)).toEqual([undefined, undefined]);
	expect(work).not.toHaveBeenCalled();
});

test('no items, no work', async () => {
	expect(await pool(0, 5, never, async () => 1)).toEqual([]);
});
