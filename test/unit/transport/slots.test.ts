import { slots } from '../../../nodes/NetSapiens/transport/slots';

/** Work that goes on until it is told to end. */
function pieces(count: number) {
	const begun: number[] = [];
	const ends: Array<{ resolve: (value: number) => void; reject: (error: Error) => void }> = [];
	const works = Array.from({ length: count }, (_, index) => async () => {
		begun.push(index);
		return await new Promise<number>((resolve, reject) => (ends[index] = { resolve, reject }));
	});
	return { begun, ends, works };
}

/** Lets all that is ready go on. */
const settled = async () => await jest.advanceTimersByTimeAsync(10);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('at most so many at the same time, the others in the order in which they came', async () => {
	const { begun, ends, works } = pieces(5);
	const inTurn = slots(2);
	const results = works.map(async (work) => await inTurn(work));
	await settled();
	expect(begun).toEqual([0, 1]);
	ends[1]?.resolve(11);
	await settled();
	expect(begun).toEqual([0, 1, 2]);
	ends[2]?.resolve(12);
	ends[0]?.resolve(10);
	await settled();
	expect(begun).toEqual([0, 1, 2, 3, 4]);
	ends[3]?.resolve(13);
	ends[4]?.resolve(14);
	expect(await Promise.all(results)).toEqual([10, 11, 12, 13, 14]);
});

test('what fails makes room as well, and fails for the one who asked', async () => {
	const { begun, ends, works } = pieces(2);
	const inTurn = slots(1);
	const first = inTurn(works[0]!).catch((error: Error) => error.message);
	const second = inTurn(works[1]!);
	await settled();
	expect(begun).toEqual([0]);
	ends[0]?.reject(new Error('no'));
	expect(await first).toBe('no');
	await settled();
	ends[1]?.resolve(1);
	expect(await second).toBe(1);
});

test('a slot that is handed on is not free for others as well', async () => {
	const { begun, ends, works } = pieces(4);
	const inTurn = slots(1);
	void inTurn(works[0]!);
	void inTurn(works[1]!);
	await settled();
	ends[0]?.resolve(0);
	await settled();
	void inTurn(works[2]!);
	void inTurn(works[3]!);
	await settled();
	expect(begun).toEqual([0, 1]);
});

test('a slot that nobody waits for is free later, and there are never more', async () => {
	const inTurn = slots(1);
	void inTurn(async () => 1);
	void inTurn(async () => 2);
	await settled();
	const { begun, works } = pieces(2);
	for (const work of works) void inTurn(work);
	await settled();
	expect(begun).toEqual([0]);
});

test('those that could begin together begin in different turns of the event loop', async () => {
	jest.useRealTimers();
	let turn = 0;
	let counting = true;
	const countTurns = () => {
		turn++;
		if (counting) setImmediate(countTurns);
	};
	countTurns();
	const inTurn = slots(3);
	const turns = await Promise.all([1, 2, 3].map(async () => await inTurn(async () => turn)));
	counting = false;
	expect(new Set(turns).size).toBe(3);
});

test('one alone begins at once', async () => {
	const { begun, works } = pieces(2);
	const inTurn = slots(2);
	for (const work of works) {
		void inTurn(work);
		await jest.advanceTimersByTimeAsync(0);
		expect(begun).toContain(works.indexOf(work));
		await settled();
	}
});
