import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { EVENTS, MODELS } from '../../../nodes/NetSapiensTrigger/events';
import { itemsOf, type Choice } from '../../../nodes/NetSapiensTrigger/items';
import { emptyMemory } from '../../../nodes/NetSapiensTrigger/memory';
import { fieldCases } from '../../support/field';
import flows from '../../field/calls.json';

const START = Date.UTC(2026, 0, 5, 12) / 1000;

/** All events but those that come only after a look at the server. */
const choice: Choice = {
	events: EVENTS.map(({ value }) => value).filter((event) => !event.endsWith('Ready')),
	anyEventModels: MODELS,
	filters: {
		directions: [],
		caller: null,
		dialled: null,
		queue: '',
		firstOnly: false,
		minTalkSeconds: 0,
	},
};

interface Post {
	at: number;
	model: string;
	objects: IDataObject[];
}

/** The items of all posts, in their order. */
function itemsOfPosts(posts: Post[], events = choice): IDataObject[] {
	const memory = emptyMemory();
	return posts.flatMap(({ at, model, objects }) =>
		itemsOf(
			{ model, objects, at: DateTime.fromSeconds(START + at, { zone: 'utc' }) },
			events,
			memory,
		),
	);
}

const eventsIn = (items: IDataObject[]) =>
	items.map(({ event }) => String(event)).filter((event) => event !== 'anyEvent');

describe('what real servers post', () => {
	const cases = fieldCases(START).filter(({ posts }) => posts.length > 0);

	test.each(cases.map((one) => [one.about, one] as const))('%s', (_, { posts, want, answers }) => {
		const items = itemsOfPosts(posts);
		if (want.events) expect(eventsIn(items)).toEqual(want.events);
		for (const event of (want.never ?? []) as string[])
			expect(eventsIn(items)).not.toContain(event);
		if (want.missedFor) {
			expect(items.find(({ event }) => event === 'missedCall')?.missedFor).toEqual(want.missedFor);
		}
		// What a look at the server adds is tried by test/unit/trigger/enrich.test.ts.
		if (Object.keys(answers).length > 0) return;
		for (const [event, values] of Object.entries((want.items ?? {}) as Record<string, object>)) {
			expect(items.find((item) => item.event === event)).toMatchObject(values);
		}
	});
});

/** Events that a flow of calls has to give when its legs are posted as they ring, change and end. */
const WANTED: Record<string, string[]> = {
	'queue answered': ['callRinging 101', 'callRinging 102', 'callAnswered 101', 'callEnded'],
	'queue abandoned': ['callRinging 101', 'callEnded', 'missedCall'],
	'attendant to user': ['callRinging 102', 'callAnswered 102', 'callEnded'],
	'attendant hang-up': ['callEnded'],
	'ring group of three': [
		'callRinging 101',
		'callRinging 102',
		'callRinging 103',
		'callAnswered 102',
		'callEnded',
	],
	'simultaneous ring, one user, three devices': [
		'callRinging 101',
		'callAnswered 101',
		'callEnded',
	],
	'no answer, voicemail': ['callRinging 101', 'callEnded', 'missedCall'],
	'blind transfer': [
		'callRinging 101',
		'callAnswered 101',
		'callRinging 103',
		'callAnswered 103',
		'callEnded',
	],
	'internal call': ['callRinging 102', 'callAnswered 102', 'callEnded'],
	'registration expiry': [],
};

interface FlowLeg extends IDataObject {
	start: number;
	answer?: number;
	end?: number;
}

const clock = (at: number) =>
	new Date((START + at) * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** A leg as the model `call` has it at a moment. */
function posted(leg: FlowLeg, at: number): IDataObject {
	const answered = leg.answer !== undefined && leg.answer <= at;
	return {
		orig_callid: leg.callId,
		by_callid: leg.throughId ?? '',
		term_callid: leg.legId,
		orig_sub: leg.callerUser ?? '',
		orig_type: leg.callerUser ? 'device' : 'gateway',
		ani: leg.callerUser ? '' : '12025550100',
		by_action: leg.action ?? '',
		by_sub: leg.through ?? '',
		term_sub: leg.called ?? '',
		term_domain: leg.called ? 'acme.example' : '*',
		term_to_uri: leg.target,
		release_text: leg.reason ?? '',
		time_start: clock(leg.start),
		time_answer: answered ? clock(leg.answer ?? 0) : '0000-00-00 00:00:00',
		ts: clock(answered ? (leg.answer ?? 0) : leg.start),
		...(leg.end !== undefined && leg.end <= at ? { remove: 'yes' } : {}),
	};
}

/** A post for each moment at which something changes, with the legs that changed. */
function livePosts(legs: FlowLeg[]): Post[] {
	const moments = legs.flatMap(({ start, answer, end }) => [start, answer, end]);
	const times = [...new Set(moments.filter((time) => time !== undefined))].sort((a, b) => a - b);
	return times.map((at) => ({
		at,
		model: 'call',
		objects: legs
			.filter(({ start, answer, end }) => [start, answer, end].includes(at))
			.map((leg) => posted(leg, at)),
	}));
}

describe('flows of calls, posted live', () => {
	const calls = { ...choice, anyEventModels: [] };
	const known = flows.filter(({ name }) => name in WANTED);

	it('knows every flow it has wanted events for', () => {
		expect(known.map(({ name }) => name).sort()).toEqual(Object.keys(WANTED).sort());
	});

	it.each(known.map(({ name, legs }) => [name, legs as FlowLeg[]] as const))('%s', (name, legs) => {
		const told = itemsOfPosts(livePosts(legs), calls).map(({ event, user }) =>
			event === 'callRinging' || event === 'callAnswered' ? `${event} ${user}` : event,
		);
		expect(told).toEqual(WANTED[name]);
	});
});

test('forks of one call with call IDs of their own ring and end once', () => {
	const fork = (id: string, device: string, more: IDataObject = {}) => ({
		orig_callid: `fork-${id}@x`,
		sessionId: '20260105120000000001',
		term_callid: `leg-${id}`,
		orig_type: 'gateway',
		ani: '12025550100',
		term_sub: '101',
		term_domain: 'acme.example',
		term_to_uri: `sip:${device}@acme.example`,
		time_start: clock(0),
		time_answer: '0000-00-00 00:00:00',
		ts: clock(0),
		...more,
	});
	const answer = { time_answer: clock(3), ts: clock(3) };
	const gone = { remove: 'yes' };
	const events = eventsIn(
		itemsOfPosts([
			{ at: 0, model: 'call', objects: [fork('a', '101'), fork('b', '101wp'), fork('c', '101m')] },
			{ at: 3, model: 'call', objects: [fork('b', '101wp', answer), fork('a', '101', gone)] },
			{ at: 4, model: 'call', objects: [fork('c', '101m', gone)] },
			{ at: 9, model: 'call', objects: [fork('b', '101wp', { ...answer, ...gone })] },
		]),
	);
	expect(events).toEqual(['callRinging', 'callAnswered', 'callEnded']);
});

test('a post of a model that nothing is known about is passed on', () => {
	const object = { callId: 'x', event: 'convertDone', domain0: 'acme.example' };
	const any = { ...choice, events: ['anyEvent'], anyEventModels: ['call_recording'] };
	expect(itemsOfPosts([{ at: 0, model: 'call_recording', objects: [object] }], any)).toMatchObject([
		{ event: 'anyEvent', model: 'call_recording', raw: object },
	]);
});
