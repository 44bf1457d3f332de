import fc from '../../support/fastCheck';
import { callsOf, type Call } from '../../../nodes/NetSapiens/calls/call';
import { EMPTY_LEG, type Leg } from '../../../nodes/NetSapiens/calls/leg';
import { streamCalls } from '../../../nodes/NetSapiens/calls/stream';
import scenarios from '../../field/calls.json';

const HOUR = 3600;

async function* inPages(legs: Leg[], size: number): AsyncGenerator<Leg[]> {
	for (let at = 0; at < legs.length; at += size) yield legs.slice(at, at + size);
}

/** The calls of legs that come in pages, and after how many calls on which page they came. */
async function streamed(legs: Leg[], size: number): Promise<Call[][]> {
	const given: Call[][] = [];
	for await (const calls of streamCalls(inPages(legs, size))) given.push([...calls]);
	return given;
}

const sorted = (calls: Call[]) => calls.map((call) => JSON.stringify(call)).sort();

/** The legs of a scenario under names and at a time of their own. */
function copyOf(at: number, copy: number): Leg[] {
	const { legs } = scenarios[at % scenarios.length] as { legs: Array<Partial<Leg>> };
	const named = (id: string | undefined) => (id ? `${id} ${copy}` : '');
	const begun = copy * HOUR;
	const moved = (time: number | null | undefined) => (time == null ? null : time + begun);
	return legs.map((leg) => ({
		...EMPTY_LEG,
		...leg,
		callId: named(leg.callId),
		legId: named(leg.legId),
		throughId: named(leg.throughId),
		sessionId: named(leg.sessionId),
		parentCallId: named(leg.parentCallId),
		parentId: named(leg.parentId),
		recordId: named(leg.recordId),
		start: moved(leg.start),
		answer: moved(leg.answer),
		end: moved(leg.end),
		callStart: moved(legs[0]?.start),
	}));
}

/** Many calls, one an hour, of all kinds. */
const manyLegs = fc
	.array(fc.nat(scenarios.length - 1), { minLength: 1, maxLength: 40 })
	.map((chosen) => chosen.flatMap(copyOf));

const endOf = ({ start, end }: Leg): number => end ?? start ?? 0;
const byStart = (a: Leg, b: Leg) => (a.start ?? 0) - (b.start ?? 0);

test.each([
	['oldest first', (legs: Leg[]) => legs.toSorted(byStart)],
	['newest first', (legs: Leg[]) => legs.toSorted(byStart).reverse()],
	['by their ends', (legs: Leg[]) => legs.toSorted((a, b) => endOf(a) - endOf(b))],
])('the calls are those of all legs at once, %s', async (_, ordered) => {
	await fc.assert(
		fc.asyncProperty(manyLegs, fc.integer({ min: 1, max: 9 }), async (legs, size) => {
			const given = (await streamed(ordered(legs), size)).flat();
			expect(sorted(given)).toEqual(sorted(callsOf(legs)));
		}),
	);
});

test('the calls are those of all legs at once, whatever the legs say', async () => {
	const text = fc.constantFrom('', 'a', 'b', 'c');
	const number = fc.option(fc.integer({ min: 0, max: 2 * HOUR }));
	const leg = fc
		.record({
			callId: text,
			legId: text,
			sessionId: text,
			parentId: text,
			recordId: text,
			throughId: text,
			action: fc.constantFrom('', 'XferSup'),
			called: text,
			start: number,
			end: number,
		})
		.map((given): Leg => ({ ...EMPTY_LEG, ...given }));
	await fc.assert(
		fc.asyncProperty(fc.array(leg, { maxLength: 9 }), async (legs) => {
			expect(sorted((await streamed(legs, 2)).flat())).toEqual(sorted(callsOf(legs)));
		}),
		{ numRuns: 500 },
	);
});

test('legs with long texts wait as others do', async () => {
	const legs = Array.from({ length: 40 }, (_, at) => copyOf(at, at))
		.flat()
		.toSorted(byStart)
		.map((leg, at) => ({ ...leg, calledName: '€😀'.repeat(2_000), callerName: `${at}` }));
	expect(sorted((await streamed(legs, 60)).flat())).toEqual(sorted(callsOf(legs)));
});

test('pages that go back to calls which were given are told of', async () => {
	const legs = [0, 3, 6, 0].flatMap((hour) => copyOf(0, hour));
	for (const [list, isTold] of [
		[legs, true],
		[legs.toReversed(), true],
		[legs.slice(0, -3), false],
		[legs.slice(0, -3).toReversed(), false],
	] as const) {
		const onDisorder = jest.fn();
		for await (const calls of streamCalls(inPages([...list], 3), onDisorder)) void calls;
		expect(onDisorder.mock.calls.length > 0).toBe(isTold);
	}
});

test.each([1, -1])('calls are let go as the list moves on (%d)', async (way) => {
	const legs = Array.from({ length: 100 }, (_, at) => copyOf(0, at))
		.flat()
		.toSorted((a, b) => way * byStart(a, b));
	const given = await streamed(legs, 3);
	// Of a call an hour, those of two hours around and of the step are held at most.
	expect(given.at(-1)?.length).toBeLessThanOrEqual(5);
	expect(given.flat()).toHaveLength(100);
});

test('a leg hours after the first is waited for where the record says when the call began', async () => {
	const first = { ...EMPTY_LEG, callId: 'long', legId: '1', start: 0, end: 9 * HOUR };
	const last = { ...EMPTY_LEG, callId: 'long', legId: '2', start: 9 * HOUR, end: 10 * HOUR };
	const others = Array.from({ length: 10 }, (_, at) => copyOf(0, at)).flat();
	for (const way of [1, -1]) {
		const legs = [first, { ...last, callStart: 0 }, ...others].toSorted(
			(a, b) => way * byStart(a, b),
		);
		const calls = (await streamed(legs, 2)).flat();
		expect(calls.filter(({ id }) => id === 'long')).toHaveLength(1);
	}
});

test('a call begins and ends as its legs say, whichever of them says it', async () => {
	const leg = (legId: string, start: number, end: number, callStart: number | null = null) => ({
		...EMPTY_LEG,
		...{ callId: 'long', legId, start, end, callStart },
	});
	const others = Array.from({ length: 10 }, (_, at) => copyOf(0, at)).flat();
	const countOf = async (legs: Leg[], way: 1 | -1) => {
		const ordered = [...legs, ...others].toSorted((a, b) => way * byStart(a, b));
		return (await streamed(ordered, 2)).flat().filter(({ id }) => id === 'long').length;
	};
	const last = leg('3', 9 * HOUR, 10 * HOUR);
	expect(await countOf([leg('1', 0, 10), leg('2', 10, 9 * HOUR), last], 1)).toBe(1);
	expect(await countOf([leg('1', 0, 10), leg('2', 8 * HOUR, 9 * HOUR, 0), last], -1)).toBe(1);
});
