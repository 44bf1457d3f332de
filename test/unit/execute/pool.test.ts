import { pool } from '../../../nodes/NetSapiens/execute/pool';

const turn = async () => await new Promise((resolve) => setImmediate(resolve));

test('keeps the order whatever finishes first', async () => {
	const results = await pool(6, 3, async (index) => {
		for (let turns = 6 - index; turns > 0; turns--) await turn();
		return index * 10;
	});
	expect(results).toEqual([0, 10, 20, 30, 40, 50]);
});

test('never works on more than its width', async () => {
	let now = 0;
	let most = 0;
	await pool(20, 4, async () => {
		most = Math.max(most, ++now);
		await turn();
		now--;
	});
	expect(most).toBe(4);
});

test('begins nothing new after a failure', async () => {
	const begun: number[] = [];
	const work = pool(50, 2, async (index) => {
		begun.push(index);
		await turn();
		if (index === 1) throw new Error('second item');
	});
	await expect(work).rejects.toThrow('second item');
	await turn();
	await turn();
	expect(begun.length).toBeLessThan(6);
});

test('no items, no work', async () => {
	expect(await pool(0, 5, async () => 1)).toEqual([]);
});
