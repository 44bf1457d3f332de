import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { advance, callIdOf, legOf, missedFor } from '../../../nodes/NetSapiensTrigger/calls';
import { itemsOf, type Choice } from '../../../nodes/NetSapiensTrigger/items';
import { emptyMemory, learn, pack, type Memory } from '../../../nodes/NetSapiensTrigger/memory';
import { call, NO_TIME } from './samples';

const everything: Choice = {
	events: ['callRinging', 'callAnswered', 'callEnded', 'missedCall'],
	anyEventModels: [],
	filters: {
		directions: [],
		caller: null,
		dialled: null,
		queue: '',
		firstOnly: false,
		minTalkSeconds: 0,
	},
};

const at = DateTime.fromISO('2026-01-05T12:05:00Z', { zone: 'utc' });

/** What each post of a course gives, as `event user`. */
function course(posts: IDataObject[][], choice = everything, memory: Memory = emptyMemory()) {
	return posts.map((objects) =>
		itemsOf({ model: 'call', objects, at }, choice, memory).map(
			({ event, user }) => `${String(event)} ${String(user)}`,
		),
	);
}

const answer = (values: IDataObject = {}) => ({
	time_answer: '2026-01-05 12:00:08',
	ts: '2026-01-05 12:00:08',
	...values,
});
const gone = (values: IDataObject = {}) => ({
	remove: 'yes',
	ts: '2026-01-05 12:01:00',
	...values,
});
const to = (user: string) => ({ term_sub: user, term_callid: `leg-${user}` });

describe('events of calls', () => {
	it('rings, is answered, held, taken back and ended: each event once', () => {
		const hold = answer({ media: 'hold', ts: '2026-01-05 12:00:20' });
		expect(
			course([
				[call()],
				[call({ media: 'PCMU' })],
				[call(answer())],
				[call(hold)],
				[call(answer({ ts: '2026-01-05 12:00:40' }))],
				[call(answer(gone()))],
				[call(answer(gone()))],
			]),
		).toEqual([['callRinging 101'], [], ['callAnswered 101'], [], [], ['callEnded 101'], []]);
	});

	it('is missed when nobody picks up', () => {
		expect(course([[call()], [call(gone())], [call(gone())]])).toEqual([
			['callRinging 101'],
			['callEnded 101', 'missedCall 101'],
			[],
		]);
	});

	it('rings at each user of a ring group once, although one has two phones', () => {
		expect(
			course([
				[
					call({ term_sub: '101', term_callid: 'a' }),
					call({ term_sub: '101', term_callid: 'b' }),
					call({ term_sub: '102', term_callid: 'c' }),
				],
			]),
		).toEqual([['callRinging 101', 'callRinging 102']]);
	});

	it('is not missed, and not over, when another of the group picked up', () => {
		expect(
			course([
				[call(to('101')), call(to('102')), call(to('103'))],
				[
					call({ ...to('101'), ...gone() }),
					call({ ...to('103'), ...gone() }),
					call(answer(to('102'))),
				],
				[call(answer(gone(to('102'))))],
			]),
		).toEqual([
			['callRinging 101', 'callRinging 102', 'callRinging 103'],
			['callAnswered 102'],
			['callEnded 102'],
		]);
	});

	it('is missed once when a whole ring group does not pick up', () => {
		expect(
			course([
				[call(to('101')), call(to('102'))],
				[call({ ...to('101'), ...gone() })],
				[call({ ...to('102'), ...gone() })],
			]),
		).toEqual([['callRinging 101', 'callRinging 102'], [], ['callEnded 102', 'missedCall 102']]);
	});

	it('does not count a phone nobody heard of before as the end of an answered call', () => {
		expect(course([[call(answer(to('101')))], [call({ ...to('102'), ...gone() })]])[1]).toEqual([]);
	});

	it.each([
		['the new leg first', [call(to('102')), call(answer(gone(to('101'))))]],
		['the old leg first', [call(answer(gone(to('101')))), call(to('102'))]],
	])('goes on after a transfer posted with %s', (_, transfer) => {
		const later = answer({ ...to('102'), time_answer: '2026-01-05 12:00:50' });
		expect(
			course([
				[call(to('101'))],
				[call(answer(to('101')))],
				transfer,
				[call(later)],
				[call(gone(later))],
			]),
		).toEqual([
			['callRinging 101'],
			['callAnswered 101'],
			['callRinging 102'],
			['callAnswered 102'],
			['callEnded 102'],
		]);
	});

	it('ends after a transfer that replaces the leg without ending it', () => {
		expect(
			course([
				[call(to('101'))],
				[call(answer(to('101')))],
				[call(to('102'))],
				[call(gone(to('102')))],
			]).at(-1),
		).toEqual(['callEnded 102']);
	});

	it('does not call a transfer that keeps the answer time another answer', () => {
		expect(course([[call(answer(to('101')))], [call(answer(to('102')))]]).flat()).not.toContain(
			'callAnswered 102',
		);
	});

	it('is not answered again when the user takes it to another phone', () => {
		const desk = { term_sub: '101', term_callid: 'desk' };
		const mobile = { term_sub: '101', term_callid: 'mobile' };
		const later = { time_answer: '2026-01-05 12:00:50' };
		expect(
			course([
				[call(desk), call(mobile)],
				[call(answer(desk))],
				[call(answer({ ...mobile, ...later }))],
				[call(answer(gone({ ...mobile, ...later })))],
			]),
		).toEqual([['callRinging 101'], ['callAnswered 101'], [], ['callEnded 101']]);
	});

	it('believes a pick-up in the same second as the one before the transfer', () => {
		expect(
			course([
				[call(answer(to('101')))],
				[call(to('102')), call(answer(gone(to('101'))))],
				[call(answer(to('102')))],
			]).at(-1),
		).toEqual(['callAnswered 102']);
	});

	it('takes a leg that gets its ID later for one', () => {
		expect(course([[call({ term_callid: '' })], [call()], [call(gone())]])).toEqual([
			['callRinging 101'],
			[],
			['callEnded 101', 'missedCall 101'],
		]);
	});

	it('is missed when only the voicemail answered', () => {
		const box = { term_callid: 'vm', term_to_uri: 'sip:start@to-vmail' };
		expect(
			course([[call()], [call(answer(box)), call(gone())], [call(answer(gone(box)))]]),
		).toEqual([['callRinging 101'], [], ['callEnded 101', 'missedCall 101']]);
	});

	it('rings and is answered when both happened between two looks of the server', () => {
		expect(course([[call(answer())]])).toEqual([['callRinging 101', 'callAnswered 101']]);
	});

	it('does not tell what must have been posted before this n8n listened', () => {
		expect(course([[call(answer({ ts: '2026-01-05 12:10:00' }))], [call(answer(gone()))]])).toEqual(
			[[], ['callEnded 101']],
		);
	});

	it('is not missed when it went out', () => {
		const out = {
			orig_type: 'device',
			orig_sub: '101',
			term_sub: '',
			term_user: '12025550100',
			term_domain: '*',
			term_to_uri: 'sip:12025550100@192.0.2.20',
		};
		expect(course([[call({ ...out, ...gone() })]])).toEqual([['callEnded 101']]);
	});

	it('gives one item for each call when only the first is wanted', () => {
		const first = { ...everything, filters: { ...everything.filters, firstOnly: true } };
		expect(course([[call()], [call(answer())], [call(answer(gone()))]], first)).toEqual([
			['callRinging 101'],
			[],
			[],
		]);
	});

	it('reads the spelling with hyphens', () => {
		const v2 = (values: IDataObject) => ({
			'call-orig-call-id': 'x',
			'call-term-call-id': 'y',
			'call-term-user': 101,
			'call-term-domain': 'acme.example',
			'call-answer-datetime': null,
			...values,
		});
		expect(
			course([
				[v2({})],
				[v2({ 'call-answer-datetime': '2026-01-05T12:00:08+00:00' })],
				[v2({ 'call-answer-datetime': '2026-01-05T12:00:08+00:00', remove: 'yes' })],
			]),
		).toEqual([['callRinging 101'], ['callAnswered 101'], ['callEnded 101']]);
	});

	it('tells calls without any ID apart by nothing and forgets them', () => {
		const memory = emptyMemory();
		course([[call({ orig_callid: '' })]], everything, memory);
		expect(memory.calls.size).toBe(0);
	});
});

describe('memory of calls', () => {
	it('goes on in another process from what was written into the workflow', () => {
		const before = emptyMemory();
		course([[call()], [call(answer())]], everything, before);
		const after = emptyMemory();
		learn(after, pack(before));
		expect(
			course([[call(answer({ media: 'hold' }))], [call(answer(gone()))]], everything, after),
		).toEqual([[], ['callEnded 101']]);
	});

	it('does not go back to an older state that was written', () => {
		const memory = emptyMemory();
		course([[call()]], everything, memory);
		const old = pack(memory);
		course([[call(answer())]], everything, memory);
		pack(memory);
		learn(memory, old);
		expect(course([[call(answer())]], everything, memory)).toEqual([[]]);
	});

	it('changes only when a call did', () => {
		const memory = emptyMemory();
		course([[call()]], everything, memory);
		pack(memory);
		course([[call({ media: 'PCMU' })]], everything, memory);
		expect(memory.changed).toBe(false);
	});

	it('writes a bounded number of calls, the newest', () => {
		const memory = emptyMemory();
		const many = Array.from({ length: 300 }, (_, n) => call({ orig_callid: `call ${n}` }));
		course([many], everything, memory);
		expect(pack(memory).length).toBeLessThan(20_000);
		const other = emptyMemory();
		learn(other, memory.exchanged);
		expect(course([[call({ orig_callid: 'call 299' })]], everything, other)).toEqual([[]]);
	});
});

describe('a call without answer time', () => {
	it.each([NO_TIME, '', null, undefined])('rings with %p', (time_answer) => {
		expect(course([[call({ time_answer })]])).toEqual([['callRinging 101']]);
	});
});

describe('what one post says of a leg', () => {
	it.each<[string, IDataObject, Partial<ReturnType<typeof legOf>>]>([
		['a user here', {}, { forUser: true, machine: false, party: '101@acme.example', queue: '' }],
		[
			'a number outside',
			{ term_sub: '', term_type: 'gateway' },
			{ forUser: false, machine: false },
		],
		[
			'a queue',
			{ term_sub: '4000', term_to_uri: 'Call-Queue' },
			{ forUser: true, machine: true, queue: '4000' },
		],
		['a mailbox', { term_to_uri: 'VMail' }, { forUser: true, machine: true }],
		["one's own mailbox", { orig_sub: '101', term_to_uri: 'VMail' }, { forUser: false }],
		['an attendant', { term_to_uri: 'Auto-Attendant' }, { forUser: false, machine: true }],
		['who asked for the call', { by_action: 'CallRequest' }, { forUser: false }],
		['one that is over', { remove: 'yes' }, { removed: true }],
	])('%s', (_whom, values, wanted) => {
		expect(legOf(call(values))).toMatchObject(wanted);
	});

	it.each([
		['2026-01-05 12:00:23', false],
		['2026-01-05 12:00:24', true],
		['', false],
	])('answered at 12:00:08 and posted at %j is late: %p', (ts, stale) => {
		expect(legOf(call(answer({ ts })))).toMatchObject({ stale });
	});

	it('is known by its session where it has no call ID', () => {
		expect(callIdOf(call({ sessionId: 'S1' }))).toBe('0_1234567890@192.0.2.10');
		expect(callIdOf(call({ orig_callid: '', sessionId: 'S1' }))).toBe('S1');
		expect(legOf(call({ orig_callid: '', sessionId: 'S1' }))).toMatchObject({ callId: 'S1' });
	});
});

test('nothing comes out of a change that says nothing new, and nothing is remembered of it', () => {
	const first = advance(undefined, legOf(call()));
	expect(first.events).toEqual(['callRinging']);
	expect(first.call).toMatchObject({ step: 1, session: '', queue: '', answered: false });
	const second = advance(first.call, legOf(call({ media: 'PCMU' })));
	expect(second.events).toEqual([]);
	expect(second.call).toBe(first.call);
	const third = advance(second.call, legOf(call(answer({ sessionId: 'S1' }))));
	expect(third.events).toEqual(['callAnswered']);
	expect(third.call).toMatchObject({ step: 2, answered: true });
	expect(third.call.session).not.toBe('');
	expect(advance(third.call, legOf(call(answer(gone())))).events).toEqual(['callEnded']);
});

test('a call that is first heard of when it was answered and is over was not missed', () => {
	expect(advance(undefined, legOf(call(answer(gone())))).events).toEqual(['callEnded']);
	expect(advance(undefined, legOf(call(gone()))).events).toEqual(['callEnded', 'missedCall']);
});

describe('who missed a call', () => {
	const leg = { first: 1, answered: 0, answeredAt: 0, live: false };
	const state = (queue: string, ...parties: Array<[party: string, machine: boolean]>) => ({
		...{ step: 1, over: true, answered: false, forUser: true, told: false, session: '' },
		queue,
		legs: Object.fromEntries(
			parties.map(([party, machine], at) => [`leg${at}`, { ...leg, party, machine }]),
		),
	});
	const pat: [string, boolean] = ['101@acme.example', false];
	const sam: [string, boolean] = ['102@acme.example', false];
	const mailbox: [string, boolean] = ['103@acme.example', true];

	it.each([
		[state('4000', pat), ['4000']],
		[state('', pat, sam, pat), ['101', '102']],
		[state('', pat, mailbox), ['101']],
		[state('', mailbox), ['103']],
		[state(''), []],
	])('%#', (missed, whom) => expect(missedFor(missed)).toEqual(whom));
});
