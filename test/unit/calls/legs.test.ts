/** What one leg is, where whole calls hide it. */
import { callOf } from '../../../nodes/NetSapiens/calls/call';
import { directionOf } from '../../../nodes/NetSapiens/calls/direction';
import { idsOf, joinLegs } from '../../../nodes/NetSapiens/calls/join';
import { itemOfCall } from '../../../nodes/NetSapiens/calls/item';
import { EMPTY_LEG, type Leg } from '../../../nodes/NetSapiens/calls/leg';
import * as legs from '../../../nodes/NetSapiens/calls/legs';

const legOf = (given: Partial<Leg>): Leg => ({ ...EMPTY_LEG, ...given });
const callFrom = (...given: Partial<Leg>[]) => callOf({ legs: given.map(legOf), consultation: [] });

type Question = {
	[Name in keyof typeof legs]: (typeof legs)[Name] extends (leg: Leg) => boolean ? Name : never;
}[keyof typeof legs];

/** A question, what it is true of, and what is like it. */
const questions: Array<[Question, Partial<Leg>[], Partial<Leg>[]]> = [
	[
		'isNoCall',
		[
			{ reason: 'Reg Expired' },
			{ callerSipUser: 'callrecordaccount' },
			{ callerSipUser: 'Call-Play-Account' },
			{ callerSipUser: 'PromptRetrieve' },
			{ target: 'Monitoring' },
			{ throughId: 'adhoc.monitor.1' },
			{ callerUser: '101', called: '101', target: 'sip:101@acme.example' },
			{
				callerUser: '101',
				called: '101',
				callerDomain: 'Acme.example',
				calledDomain: 'acme.example',
			},
		],
		[
			{ callerSipUser: 'my call-record-account' },
			{ callerSipUser: 'promptretrieved' },
			{ target: 'Monitoring Team' },
			{ target: 'No Monitoring' },
			{ callerUser: '', called: '' },
			{ callerUser: '101', called: '101', target: 'VMail' },
			{ callerUser: '101', called: '101', through: '4000' },
			{ callerUser: '101', called: '101', callerDomain: 'a.example', calledDomain: 'b.example' },
		],
	],
	[
		'isOtherDomain',
		[{ callerDomain: 'a.example', calledDomain: 'b.example' }],
		[
			{},
			{ callerDomain: 'a.example' },
			{ callerDomain: 'a.example', calledDomain: '*' },
			{ callerDomain: '*', calledDomain: 'a.example' },
			{ callerDomain: 'a.example', calledDomain: 'A.Example' },
		],
	],
	[
		'isInterim',
		[
			{ interim: true },
			{ reason: 'New Forward Leg' },
			{ reason: 'moved', talk: 0 },
			{ reason: 'Moved', talk: null },
		],
		[
			{ reason: 'a new forward leg' },
			{ reason: 'new forward leg made' },
			{ reason: 'Moved', talk: 4 },
			{ reason: 'Removed' },
			{ reason: 'moved on' },
		],
	],
	[
		'isOwnPhone',
		[
			{ action: 'CallRequest', called: '101', through: '101' },
			{ callerSipUser: 'Call-To-Talk' },
			{ callerSipUser: 'calltotalk' },
			{ callerSipUser: 'call-totalk' },
			{ callerSipUser: 'callto-talk' },
		],
		[
			{ action: 'CallRequest' },
			{ action: 'CallRequest', called: '101', through: '102' },
			{ action: 'NoCallRequest', called: '101', through: '101' },
			{ callerSipUser: 'no-call-to-talk' },
			{ callerSipUser: 'call-to-talker' },
		],
	],
	[
		'isRequested',
		[{ action: 'callrequest' }],
		[{ action: 'NoCallRequest' }, { action: 'CallRequested' }],
	],
	['isAttendedTransfer', [{ action: 'XferSup' }], [{ action: 'NoXfer' }, {}]],
	['isUnacknowledged', [{ reason: 'Term: No ACK Timeout' }], [{ reason: 'Term: Timeout' }]],
	[
		'isDropped',
		[{ reason: 'No ACK timeout' }, { reason: 'Orig: ReInv: 408' }],
		[{ reason: '408' }],
	],
	[
		'isUnreachable',
		[
			{ reason: 'No Dial Rule' },
			...[404, 410, 484, 500, 503, 599, 604].map((code) => ({ reason: `Term: ${code} x` })),
		],
		[
			...[200, 400, 480, 486, 487, 600, 603].map((code) => ({ reason: `Term: ${code} x` })),
			{ reason: 'after term: 404' },
			{ reason: 'Orig: 404' },
		],
	],
];

const cases = questions.flatMap(([question, yes, no]) => [
	...yes.map((leg) => [question, leg, true] as const),
	...no.map((leg) => [question, leg, false] as const),
]);

test.each(cases)('%s of %j: %p', (question, leg, expected) => {
	expect(legs[question](legOf(leg))).toBe(expected);
});

test.each<[Partial<Leg>, number | null]>([
	[{ talk: 7, answer: 1, end: 2 }, 7],
	[{ answer: 10, end: 25 }, 15],
	[{ answer: 25, end: 10 }, 0],
	[{ answer: null, end: 10 }, null],
	[{ answer: 10, end: null }, null],
])('the talk of %j is %p', (leg, seconds) => {
	expect(legs.talkOf(legOf(leg))).toBe(seconds);
});

test.each<[Partial<Leg>[], string | null]>([
	[[{ callerNumber: '1', called: '101', target: 'sip:101@a.example' }], 'inbound'],
	[[{ callerNumber: '1', target: '2' }, { called: '101' }], 'inbound'],
	[[{ callerNumber: '1', target: 'sip:12025550100@c.example' }], null],
	[[{ callerNumber: '1', target: 'sip:12025550100@c.example', type: 0 }], 'outbound'],
	[[{ type: 2 }], 'inbound'],
	[[{ type: 3 }], 'internal'],
	[[{ type: 3 }, { type: null }, { type: 9 }], 'internal'],
	[[{ type: 3 }, { type: 0 }], null],
	[[{ type: 9 }], null],
	[[], null],
])('the direction of %j is %p', (given, direction) => {
	expect(directionOf(given.map(legOf))).toBe(direction);
});

test('every ID of a leg, told apart by its kind', () => {
	const ids = { callId: 'a', parentCallId: 'b', sessionId: 'c', parentId: 'd', recordId: 'e' };
	expect(idsOf(legOf(ids))).toEqual(['call a', 'call b', 'session c', 'record d', 'record e']);
	expect(idsOf(EMPTY_LEG)).toEqual([]);
});

/** Two forms of one record, and the one that is kept. */
test.each<[string, Partial<Leg>, Partial<Leg>]>([
	['the later end', { end: 1 }, { end: 2 }],
	['an end at all', { end: null }, { end: 0 }],
	['more talk', { end: 2, talk: 1 }, { end: 2, talk: 2 }],
	['talk at all', { end: 2, talk: null }, { end: 2, talk: 0 }],
	['an answer', { end: 2, talk: 2, answer: null }, { end: 2, talk: 2, answer: 0 }],
])('of two forms of a record that with %s is kept', (_, less, more) => {
	for (const identity of [{ recordId: 'r' }, { callId: 'c', legId: 'l' }]) {
		const both = [legOf({ ...identity, ...less }), legOf({ ...identity, ...more })];
		for (const records of [both, [...both].reverse()]) {
			expect(joinLegs(records)).toEqual([{ legs: [both[1]], consultation: [] }]);
		}
	}
});

test('calls stand in the order of their beginnings, and their legs do', () => {
	const given = [
		legOf({ callId: 'b', legId: '3', start: 5 }),
		legOf({ callId: 'a', legId: '2', start: 1, index: 1 }),
		legOf({ callId: 'b', legId: '4', start: 2 }),
		legOf({ callId: 'a', legId: '1', start: 1, index: 0 }),
	];
	const order = joinLegs(given).map((call) => call.legs.map(({ legId }) => legId));
	expect(order).toEqual([
		['1', '2'],
		['4', '3'],
	]);
});

describe('of a call', () => {
	test.each<[Partial<Leg>[], string]>([
		[[{ callId: 'c' }, { parentCallId: 'p' }], 'p'],
		[[{ parentId: 'd' }, { callId: 'c' }], 'c'],
		[[{ sessionId: 's', recordId: 'r' }, { parentId: 'd' }], 'd'],
		[[{ recordId: 'r' }, { sessionId: 's' }], 's'],
		[[{ recordId: 'r' }], 'r'],
		[[{}], ''],
	])('the ID of %j is %j', (given, id) => {
		expect(callFrom(...given).id).toBe(id);
	});

	const here = { called: '101', calledDomain: 'b.example' };
	test.each<[Partial<Leg>[], string]>([
		[[{ ...here, domain: 'a.example' }], 'a.example'],
		[[{ ...here, callerNumber: '1', callerDomain: 'c.example' }], 'b.example'],
		[[{ ...here, callerUser: '102', callerDomain: 'c.example' }], 'c.example'],
		[[{ callerNumber: '1', through: '4000', throughDomain: 'd.example' }], 'd.example'],
		[
			[{ ...here, domain: '*', calledDomain: '*', callerUser: '1', callerDomain: 'e.example' }],
			'e.example',
		],
		[[{}], ''],
	])('the domain of %j is %j', (given, domain) => {
		expect(callFrom(...given).domain).toBe(domain);
	});

	test('one leg that was dropped drops it; the last one says why it ended', () => {
		const call = callFrom({ reason: 'ReInv: 408' }, { reason: 'Orig: Bye' });
		expect([call.dropped, call.reason]).toEqual([true, 'Orig: Bye']);
		expect(callFrom({}).dropped).toBe(false);
		expect(itemOfCall(call, false)).toMatchObject({ disconnectReason: 'Orig: Bye' });
		expect(itemOfCall(callFrom({}), false)).toMatchObject({ disconnectReason: null });
	});
});

describe('an item', () => {
	const call = callFrom(
		{ callerNumber: '1', callId: 'c', target: 'sip:4000@a.example', start: 0 },
		{ called: '101', calledName: 'Pat', target: 'sip:101@a.example', start: 1, answer: 2, end: 3 },
	);

	test('has its legs only when they are wanted', () => {
		expect(itemOfCall(call, false)).not.toHaveProperty('legs');
		expect(itemOfCall(call, true).legs).toEqual([
			expect.objectContaining({
				callId: 'c',
				recordId: null,
				target: 'sip:4000@a.example',
				startedAt: '1970-01-01T00:00:00Z',
				endedAt: null,
			}),
			expect.objectContaining({
				callId: null,
				rang: '101',
				kind: 'person',
				answeredAt: '1970-01-01T00:00:02Z',
				talkSeconds: null,
			}),
		]);
	});

	test('says who was called: what was dialed, else what rang', () => {
		expect(itemOfCall(call, false).to).toEqual({ number: '4000', name: 'Pat', user: '101' });
		const dialed = itemOfCall({ ...call, dialed: '12025550199' }, false);
		expect(dialed.to).toMatchObject({ number: '12025550199' });
	});

	test('has a copy of each participant', () => {
		const { participants } = itemOfCall(call, false);
		expect(participants).toEqual(call.participants);
		expect((participants as object[])[0]).not.toBe(call.participants[0]);
	});
});
