import fc from '../../../support/fastCheck';
import { BrokenList } from '../../../../nodes/NetSapiens/execute/pages/brokenList';
import { readPages } from '../../../../nodes/NetSapiens/execute/pages/readPages';
import { listServer, type Behavior, type Row } from './listServer';

interface Outcome {
	rows: number[];
	warning?: string;
	/** Why the list broke off. */
	message?: string;
}

/** Reads the list; rows that were put in front meanwhile may come or not. */
async function read(
	server: ReturnType<typeof listServer>,
	wanted: number,
	ahead: number,
): Promise<Outcome> {
	const numbersOf = (rows: Row[]) => rows.map(({ number }) => number).filter((n) => n >= 0);
	const { fetchPage, total } = server;
	return await readPages(fetchPage, { wanted, ahead, total }).then(
		({ rows, warning }) => ({ rows: numbersOf(rows), warning }),
		(error: Error) =>
			error instanceof BrokenList
				? { rows: numbersOf(error.rows as Row[]), message: error.cause.message }
				: { rows: [], message: error.message },
	);
}

const options = { numRuns: Number(process.env.RUNS ?? 60) };
const ahead = fc.integer({ min: 1, max: 8 });
const length = fc.oneof(
	fc.integer({ min: 0, max: 1200 }),
	fc.integer({ min: 0, max: 12 }).map((pages) => pages * 100),
	fc.integer({ min: 0, max: 12 }),
);
const wanted = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 1000 }));
const rows = fc.constantFrom('id' as const, 'plain' as const);

test('a server that keeps to the rules', async () => {
	await fc.assert(
		fc.asyncProperty(length, rows, wanted, ahead, async (length, rows, wanted, ahead) => {
			const server = listServer({ length, rows, total: length });
			const outcome = await read(server, wanted, ahead);
			expect(outcome).toEqual({ rows: server.visible.slice(0, wanted), warning: undefined });
			expect(server.seen.mostInFlight).toBeLessThanOrEqual(ahead);
			expect(server.seen.inFlight).toBe(0);
			const pages = Math.ceil(outcome.rows.length / 100);
			expect(server.asked.length).toBeLessThanOrEqual(pages + 1 + Math.max(ahead, 3));
		}),
		options,
	);
});

/** Hidden rows, in stretches of `longest` at most. */
const hidden = (length: number, longest: number) =>
	fc
		.array(fc.record({ from: fc.nat(length), count: fc.integer({ min: 1, max: longest }) }), {
			maxLength: 12,
		})
		.map((stretches) => {
			const numbers = Array.from({ length }, (_, n) => n);
			const isHidden = (n: number) =>
				stretches.some(({ from, count }) => n >= from && n < from + count);
			return numbers.filter(isHidden);
		})
		.filter((numbers) => longestRun(numbers) <= longest);

function longestRun(numbers: number[]): number {
	let run = 0;
	let longest = 0;
	numbers.forEach((n, i) => {
		run = n - 1 === numbers[i - 1] ? run + 1 : 1;
		longest = Math.max(longest, run);
	});
	return longest;
}

const request = fc.nat(14).map(String);
const insertions = fc.dictionary(
	request.filter((n) => n !== '0'),
	fc.integer({ min: 1, max: 3 }),
	{ maxKeys: 3 },
);
const truncations = fc.dictionary(request, fc.double({ min: 0.5, max: 0.99, noNaN: true }), {
	maxKeys: 2,
});
const cap = fc.constantFrom(Infinity, 100, 99, 60, 50, 25, 10);
/** How far the server's count is off; undefined where it does not count. */
const miscount = fc.constantFrom(undefined, 0, 1, 37, 250);

/**
 * Reads whole lists. They come complete and in order, or up to where a message says that they
 * break off, and take at most three requests a page and some at the end.
 */
async function holds(
	faultsOf: (length: number) => fc.Arbitrary<Partial<Behavior>>,
	lengths = length,
): Promise<void> {
	const behavior = lengths.chain((length) =>
		fc
			.record({ rows, miscount, countFails: fc.boolean(), faults: faultsOf(length) })
			.map(({ miscount, faults, ...others }) => ({
				...others,
				...faults,
				length,
				total: miscount === undefined ? undefined : Math.max(0, length + miscount),
			})),
	);
	await fc.assert(
		fc.asyncProperty(behavior, ahead, async (behavior, ahead) => {
			const server = listServer(behavior);
			const { rows, message } = await read(server, Infinity, ahead);
			const expected = message ? server.visible.slice(0, rows.length) : server.visible;
			expect(rows.join()).toBe(expected.join());
			const isCounted = behavior.total !== undefined && !behavior.countFails;
			if (!isCounted || behavior.total === behavior.length) expect(message).toBeUndefined();
			expect(server.seen.mostInFlight).toBeLessThanOrEqual(ahead);
			expect(server.seen.inFlight).toBe(0);
			const pages = Math.ceil(behavior.length / Math.min(behavior.cap ?? 100, 100));
			expect(server.asked.length).toBeLessThanOrEqual(3 * pages + ahead + 4);
		}),
		options,
	);
}

test('a cap, and answers that break off', async () => {
	await holds(() => fc.record({ cap, truncations }));
});

test('a cap, and rows that move', async () => {
	await holds(
		() => fc.record({ cap, insertions }),
		length.filter((length) => length >= 60),
	);
});

test('stretches of hidden rows', async () => {
	await holds((length) => fc.record({ hidden: hidden(length, 99) }));
});

test('a cap, and hidden rows here and there', async () => {
	const atLeast25 = cap.filter((cap) => cap >= 25);
	await holds((length) => fc.record({ cap: atLeast25, hidden: hidden(length, 3) }));
});

test('hidden rows, and rows that move', async () => {
	const atLeast60 = length.filter((length) => length >= 60);
	await holds((length) => fc.record({ hidden: hidden(length, 3), insertions }), atLeast60);
});

test('a count that says anything', async () => {
	const counts = fc.record({ total: fc.nat(1500), insertions });
	await holds(
		() => counts,
		length.filter((length) => length >= 60),
	);
});

test('a limit, on a server that caps and lets rows move', async () => {
	const lengths = length.filter((length) => length >= 60);
	const behavior = fc.record({ length: lengths, rows, cap, insertions });
	await fc.assert(
		fc.asyncProperty(behavior, wanted, ahead, async (behavior, wanted, ahead) => {
			const server = listServer(behavior);
			const { rows, message } = await read(server, wanted, ahead);
			expect(message).toBeUndefined();
			expect(rows.join()).toBe(server.visible.slice(0, wanted).join());
			expect(server.seen.mostInFlight).toBeLessThanOrEqual(ahead);
		}),
		options,
	);
});

/** Servers that ignore `limit` or `start`, or give the same pages again and again. */
const stubborn = fc
	.record({
		length: length.filter((length) => length >= 10),
		rows: fc.constantFrom('id' as const, 'plain' as const, 'changing' as const),
		ignoresLimit: fc.boolean(),
		ignoresStart: fc.boolean(),
		cycle: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
		isCounted: fc.boolean(),
	})
	.map(({ isCounted, cycle, ...behavior }) => {
		const length = cycle ? cycle * 100 : behavior.length;
		const total = isCounted ? length : undefined;
		return {
			...behavior,
			...(cycle && { ignoresLimit: false, ignoresStart: false }),
			cycle,
			length,
			total,
		};
	});

test('a server that ignores what it is asked, or gives its pages again', async () => {
	const wanted = fc.oneof(
		fc.constant(Infinity),
		fc.integer({ min: 1, max: 10 }).map((pages) => pages * 100),
	);
	await fc.assert(
		fc.asyncProperty(stubborn, wanted, ahead, async (behavior, wanted, ahead) => {
			const server = listServer(behavior);
			const { rows, message } = await read(server, wanted, ahead);
			const { length, ignoresLimit, ignoresStart, cycle, total } = behavior;
			const isRepeated =
				cycle !== undefined ||
				(ignoresStart && (length === 100 || (length > 100 && !ignoresLimit)));
			const readable = isRepeated && !cycle ? 100 : length;
			expect(rows.join()).toBe(server.visible.slice(0, Math.min(wanted, readable)).join());
			const isComplete = wanted <= readable || (wanted === Infinity && total === readable);
			expect(message !== undefined).toBe(isRepeated && !isComplete);
			expect(server.asked.length).toBeLessThanOrEqual(
				Math.ceil(length / 100) + 1 + Math.max(ahead, 3),
			);
		}),
		options,
	);
});

test('a request that fails', async () => {
	const behavior = fc.record({ length, rows, cap, failsAt: fc.nat(15) });
	await fc.assert(
		fc.asyncProperty(behavior, ahead, async (behavior, ahead) => {
			const server = listServer(behavior);
			const { rows, message } = await read(server, Infinity, ahead);
			expect(rows.join()).toBe(server.visible.slice(0, rows.length).join());
			const hasFailed = server.asked.length > behavior.failsAt;
			expect(message).toBe(hasFailed ? 'The server is on fire.' : undefined);
			expect(server.seen.afterFailure).toBe(0);
			expect(server.seen.inFlight).toBe(0);
		}),
		options,
	);
});

test('an answer that is empty once', async () => {
	const behavior = fc.record({
		length: length.filter((length) => length >= 100),
		rows,
		empty: fc.integer({ min: 1, max: 14 }),
	});
	await fc.assert(
		fc.asyncProperty(behavior, ahead, async ({ empty, ...list }, ahead) => {
			const server = listServer({ ...list, truncations: { [empty]: 0 } });
			const { rows, message } = await read(server, Infinity, ahead);
			expect(message).toBeUndefined();
			expect(rows.join()).toBe(server.visible.join());
		}),
		options,
	);
});
