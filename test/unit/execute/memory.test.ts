import { Memory } from '../../../nodes/NetSapiens/execute/memory';

/** Work that ends when it is told to. */
function work<T>() {
	let resolve!: (value: T) => void;
	let reject!: (reason: Error) => void;
	const promise = new Promise<T>((...ends) => ([resolve, reject] = ends));
	return { start: jest.fn(() => promise), resolve, reject };
}

test('what several need at once is made once, and remembered by its name', async () => {
	const memory = new Memory();
	const users = work<string>();
	const both = [memory.once('users', users.start), memory.once('users', users.start)];
	users.resolve('Ann');
	expect(await Promise.all(both)).toEqual(['Ann', 'Ann']);
	expect(await memory.once('users', users.start)).toBe('Ann');
	expect(users.start).toHaveBeenCalledTimes(1);
	expect(await memory.once('queues', async () => 'Sales')).toBe('Sales');
});

test('what was forgotten is made anew, and nothing else', async () => {
	const memory = new Memory();
	const make = jest.fn(async () => 1);
	await memory.once('a', make);
	await memory.once('b', make);
	memory.forget('a');
	await memory.once('a', make);
	await memory.once('b', make);
	expect(make).toHaveBeenCalledTimes(3);
});

test('a failure is told to all who wait for it, and to nobody later', async () => {
	const memory = new Memory();
	const users = work<string>();
	const both = [memory.once('users', users.start), memory.once('users', users.start)];
	users.reject(new Error('busy'));
	const ends = await Promise.allSettled(both);
	expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await memory.once('users', async () => 'Ann')).toBe('Ann');
});

test('work on the same record goes on in turn, also behind what failed; other work does not wait', async () => {
	const memory = new Memory();
	const [first, second, other] = [work<string>(), work<string>(), work<string>()];
	const one = memory.inTurn('101', first.start);
	const two = memory.inTurn('101', second.start);
	const three = memory.inTurn('102', other.start);
	other.resolve('c');
	expect(await three).toBe('c');
	expect(second.start).not.toHaveBeenCalled();
	first.reject(new Error('refused'));
	await expect(one).rejects.toThrow('refused');
	second.resolve('b');
	expect(await two).toBe('b');
	expect(first.start).toHaveBeenCalledTimes(1);
	expect(await memory.inTurn('101', async () => 'd')).toBe('d');
});
