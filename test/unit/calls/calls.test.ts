import { callsOf, type Call } from '../../../nodes/NetSapiens/calls/call';
import { EMPTY_LEG, type Leg } from '../../../nodes/NetSapiens/calls/leg';
import scenarios from '../../field/calls.json';

const CALLER = '12025550100';

/** A leg as the scenario has it: called from outside unless it names a caller. */
const legOf = (given: Partial<Leg>): Leg => ({
	...EMPTY_LEG,
	callerNumber: given.callerUser ? '' : CALLER,
	...given,
});

test.each(scenarios.map(({ name, legs, want }) => [name, legs, want] as const))(
	'%s',
	(_, legs, want) => {
		const calls = callsOf((legs as Array<Partial<Leg>>).map(legOf));
		expect(calls).toHaveLength(want.length);
		for (const [at, wanted] of want.entries())
			expect(calls[at]).toMatchObject(wanted as Partial<Call>);
	},
);
