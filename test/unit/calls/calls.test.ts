import fc from '../../support/fastCheck';
import { callsOf, type Call } from '../../../nodes/NetSapiens/calls/call';
import { joinLegs } from '../../../nodes/NetSapiens/calls/join';
import { EMPTY_LEG, type Leg } from '../../../nodes/NetSapiens/calls/leg';
import { isNoCall } from '../../../nodes/NetSapiens/calls/legs';
import scenarios from '../../field/calls.json';

const CALLER = '12025550100';

/** A leg as the scenario has it: called from outside unless it says otherwise. */
function legOf(given: Partial<Leg>): Leg {
	const callerNumber = given.callerNumber ?? (given.callerUser ? '' : CALLER);
	return { ...EMPTY_LEG, callerSipUser: callerNumber, ...given, callerNumber };
}

const legsOf = (legs: unknown[]): Leg[] => legs.map((leg) => legOf(leg as Partial<Leg>));

const named = scenarios.map(({ name, legs, want }) => [name, legsOf(legs), want] as const);

test.each(named)('%s', (_, legs, want) => {
	const calls = callsOf(legs);
	expect(calls).toHaveLength(want.length);
	for (const [at, wanted] of want.entries())
		expect(calls[at]).toMatchObject(wanted as Partial<Call>);
});

/** Records that are no calls, each of another kind. */
const noCalls = legsOf(
	scenarios.filter(({ want }) => want.length === 0).flatMap(({ legs }): unknown[] => legs),
);

/** Some scenarios' records together; no two share an ID. */
const records = fc
	.subarray(named, { minLength: 1, maxLength: 6 })
	.map((chosen) => chosen.flatMap(([, legs]) => legs));

test('the order of records does not matter', () => {
	const shuffled = records.chain((legs) =>
		fc.tuple(fc.constant(legs), fc.shuffledSubarray(legs, { minLength: legs.length })),
	);
	fc.assert(
		fc.property(shuffled, ([legs, others]) => {
			expect(callsOf(others)).toEqual(callsOf(legs));
		}),
	);
});

test('a record that comes twice counts once', () => {
	const repeated = records.chain((legs) =>
		fc.tuple(fc.constant(legs), fc.subarray(legs, { minLength: 1 })),
	);
	fc.assert(
		fc.property(repeated, ([legs, again]) => {
			expect(callsOf([...legs, ...again.map((leg) => ({ ...leg }))])).toEqual(callsOf(legs));
		}),
	);
});

test('records that are no calls change nothing', () => {
	fc.assert(
		fc.property(records, fc.subarray(noCalls, { minLength: 1 }), (legs, others) => {
			const without = legs.filter((leg) => !noCalls.some(({ callId }) => callId === leg.callId));
			expect(callsOf([...others, ...without])).toEqual(callsOf(without));
		}),
	);
});

/** Legs that say anything at all. */
const anyLegs = () => {
	const text = fc.constantFrom('', 'a', 'b', '101', 'sip:101@acme.example', 'VMail', 'Call-Queue');
	const number = fc.option(fc.integer({ min: 0, max: 99 }));
	const leg = fc
		.record({
			callId: text,
			sessionId: text,
			parentId: text,
			recordId: text,
			throughId: text,
			action: fc.constantFrom('', 'XferSup', 'QueueSDispatch', 'CallRequest'),
			through: text,
			callerUser: text,
			called: text,
			target: text,
			type: fc.option(fc.integer({ min: 0, max: 4 })),
			start: number,
			answer: number,
			end: number,
			talk: number,
		})
		.map((given): Leg => ({ ...EMPTY_LEG, ...given }));
	return fc.array(leg, { maxLength: 8 });
};

test('the order does not matter, whatever the legs say', () => {
	const shuffled = anyLegs().chain((legs) =>
		fc.tuple(fc.constant(legs), fc.shuffledSubarray(legs, { minLength: legs.length })),
	);
	fc.assert(
		fc.property(shuffled, ([legs, others]) => {
			expect(callsOf(others)).toEqual(callsOf(legs));
		}),
		{ numRuns: 300 },
	);
});

test('no call is made up, and no leg gets lost, whatever the legs say', () => {
	const text = (leg: Leg) => JSON.stringify(leg);
	fc.assert(
		fc.property(anyLegs(), (all) => {
			// Records with an ID replace each other; these are all different ones.
			const legs = all.map((leg, at) => ({ ...leg, legId: `leg ${at}`, recordId: '' }));
			const joined = joinLegs(legs).flatMap((one) => [...one.legs, ...one.consultation]);
			const wanted = legs.filter((leg) => !isNoCall(leg));
			expect(joined.map(text).sort()).toEqual(wanted.map(text).sort());
		}),
		{ numRuns: 300 },
	);
});

test('figures and people fit each other, whatever the legs say', () => {
	fc.assert(
		fc.property(anyLegs(), (legs) => {
			const calls = callsOf(legs);
			for (const call of calls) {
				for (const figure of [call.talk, call.ring, call.wait, call.consult])
					expect(figure ?? 0).toBeGreaterThanOrEqual(0);
				if (call.outcome.startsWith('answered')) expect(call.missedFor).toEqual([]);
				if (!call.outcome.startsWith('answered')) expect(call.answeredBy).toEqual([]);
			}
		}),
	);
});
