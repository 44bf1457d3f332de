import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Model } from '../../../nodes/NetSapiensTrigger/events';
import { numberPattern, type Filters } from '../../../nodes/NetSapiensTrigger/filters';
import { itemsOf } from '../../../nodes/NetSapiensTrigger/items';
import { emptyMemory } from '../../../nodes/NetSapiensTrigger/memory';
import * as samples from './samples';

const at = DateTime.fromISO('2026-01-05T12:05:10Z', { zone: 'utc' });
const none: Filters = {
	directions: [],
	caller: null,
	dialled: null,
	queue: '',
	firstOnly: false,
	minTalkSeconds: 0,
};

interface Setting {
	filters?: Partial<Filters>;
	memory?: ReturnType<typeof emptyMemory>;
	models?: string[];
	at?: DateTime;
}

function items(
	model: Model | null,
	objects: IDataObject[],
	events: string[],
	setting: Setting = {},
) {
	return itemsOf(
		{ model, objects, at: setting.at ?? at },
		{
			events,
			anyEventModels: setting.models ?? [],
			filters: { ...none, ...setting.filters },
		},
		setting.memory ?? emptyMemory(),
	);
}

function only(model: Model, object: IDataObject, event: string): IDataObject {
	const [item, ...more] = items(model, [object], [event]);
	expect(more).toEqual([]);
	return item ?? {};
}

describe('shapes', () => {
	const parties = {
		from: { number: '12025550100', name: 'JANE ROE', user: null },
		to: { number: '12025550199', name: null, user: '101' },
	};

	it('tells of a ringing call', () => {
		expect(only('call', samples.call(), 'callRinging')).toMatchObject({
			event: 'callRinging',
			model: 'call',
			domain: 'acme.example',
			user: '101',
			occurredAt: '2026-01-05T12:00:00Z',
			callId: '0_1234567890@192.0.2.10',
			direction: 'inbound',
			...parties,
			startedAt: '2026-01-05T12:00:00Z',
			answeredAt: null,
			endedAt: null,
			durationSeconds: null,
			talkSeconds: null,
			disconnectReason: null,
			raw: samples.call(),
		});
	});

	it('counts the seconds of an ended call', () => {
		// The removal keeps the time of the last change: the post itself is the end.
		const ended = samples.call({
			time_answer: '2026-01-05 12:00:08',
			remove: 'yes',
			ts: '2026-01-05 12:00:08',
		});
		expect(only('call', ended, 'callEnded')).toMatchObject({
			occurredAt: '2026-01-05T12:05:10Z',
			endedAt: '2026-01-05T12:05:10Z',
			durationSeconds: 310,
			talkSeconds: 302,
		});
		const missed = samples.call({ remove: 'yes' });
		expect(only('call', missed, 'missedCall')).toMatchObject({
			durationSeconds: 310,
			talkSeconds: 0,
		});
	});

	it('tells of a call record, in either spelling', () => {
		const shape = {
			domain: 'acme.example',
			user: '101',
			occurredAt: '2026-01-05T12:01:00Z',
			direction: 'inbound',
			...parties,
			answeredAt: '2026-01-05T12:00:08Z',
			durationSeconds: 60,
			talkSeconds: 52,
			disconnectReason: 'Orig: Bye',
		};
		expect(only('cdr', samples.cdr(), 'callRecord')).toMatchObject(shape);
		const v2 = {
			id: 'c1',
			domain: 'acme.example',
			'call-orig-call-id': 'a1',
			'call-orig-from-user': 12025550100,
			'call-orig-from-name': 'JANE ROE',
			'call-orig-to-user': 12025550199,
			'call-term-user': 101,
			'call-start-datetime': '2026-01-05T12:00:00Z',
			'call-answer-datetime': '2026-01-05T12:00:08Z',
			'call-disconnect-datetime': '2026-01-05T12:01:00Z',
			'call-total-duration-seconds': 60,
			'call-talking-duration-seconds': '52',
			'call-disconnect-reason-text': 'Orig: Bye',
		};
		expect(only('cdr', v2, 'callRecord')).toMatchObject(shape);
	});

	const out = {
		orig_type: 'device',
		orig_sub: '102',
		orig_domain: 'b.example',
		term_sub: '',
		term_domain: '*',
		term_to_uri: 'sip:12025550123@192.0.2.20',
	};

	it.each([
		['inbound', {}],
		['internal', { orig_type: 'device', orig_sub: '102', orig_domain: 'acme.example' }],
		['outbound', out],
		['outbound', { orig_type: '', term_sub: '', type: '0', term_domain: '*' }],
	])('knows an %s call', (direction, values) => {
		expect(only('call', samples.call(values), 'callRinging').direction).toBe(direction);
	});

	it('names the user who called out, and whose domain it is', () => {
		expect(only('call', samples.call(out), 'callRinging')).toMatchObject({
			user: '102',
			domain: 'b.example',
		});
	});
});

describe('which items', () => {
	it('are only of chosen events', () => {
		expect(items('message', [samples.message()], ['smsSent', 'chatMessage'])).toEqual([]);
	});

	it('are one for each event of a post', () => {
		const many = Array.from({ length: 100 }, (_, n) => samples.message({ id: `message ${n}` }));
		expect(items('message', many, ['smsReceived'])).toHaveLength(100);
	});

	it('are of any model that was asked for, beside its own events', () => {
		const found = items('cdr', [samples.cdr()], ['callRecord', 'anyEvent'], { models: ['cdr'] });
		expect(found.map(({ event }) => event)).toEqual(['callRecord', 'anyEvent']);
		expect(items('agent', [samples.agent()], ['anyEvent'], { models: ['cdr'] })).toEqual([]);
	});

	it('are recognized when the URL lost its model', () => {
		expect(items(null, [samples.agent()], ['agentState'])).toHaveLength(1);
		expect(items(null, [{ hello: 'world' }], ['agentState'])).toEqual([]);
	});

	it.each([
		['direction', { directions: ['outbound'] }, 0],
		['direction', { directions: ['inbound', 'internal'] }, 1],
		['caller', { caller: numberPattern('+1 (202) 555*') }, 1],
		['caller', { caller: numberPattern('1303*, 1202*') }, 1],
		['caller', { caller: numberPattern('202*') }, 1],
		['caller', { caller: numberPattern('303*') }, 0],
		['dialled', { dialled: numberPattern('1202555019?') }, 1],
		['dialled extension', { dialled: numberPattern('101') }, 1],
		['dialled', { dialled: numberPattern('1202555') }, 0],
		['queue', { queue: '4000' }, 1],
		['queue', { queue: '4001' }, 0],
		['talk time', { minTalkSeconds: 52 }, 1],
		['talk time', { minTalkSeconds: 53 }, 0],
	])('pass the filter for %s %p: %p', (_, filters, count) => {
		expect(items('cdr', [samples.cdr()], ['callRecord'], { filters })).toHaveLength(count);
	});

	it('are not filtered by what does not apply to them', () => {
		const filters = {
			directions: ['outbound'],
			queue: '4000',
			caller: numberPattern('1'),
			minTalkSeconds: 9,
		};
		expect(items('presence', [samples.presence()], ['presenceChanged'], { filters })).toHaveLength(
			1,
		);
	});

	it('are one for each call with only the first wanted, also of records', () => {
		const legs = [samples.cdr(), samples.cdr({ term_callid: 'other leg' })];
		expect(items('cdr', legs, ['callRecord'])).toHaveLength(2);
		expect(items('cdr', legs, ['callRecord'], { filters: { firstOnly: true } })).toHaveLength(1);
	});

	it.each([
		['message', 'smsReceived', samples.message(), samples.message({ id: 'next' })],
		[
			'messagesession',
			'conversationUpdated',
			samples.conversation(),
			samples.conversation({ last_mesg: 'Are you there?' }),
		],
		['presence', 'presenceChanged', samples.presence(), samples.presence({ presence: 'busy' })],
	] as Array<[Model, string, IDataObject, IDataObject]>)(
		'are all of a %s with only the first of each call wanted, as it is no call',
		(model, event, first, second) => {
			const filters = { firstOnly: true };
			expect(items(model, [first, second], [event], { filters })).toHaveLength(2);
		},
	);
});

describe('the ID', () => {
	const again = (model: Model, event: string, first: IDataObject, second: IDataObject) => {
		const found = [first, second].map((object) => items(model, [object], [event])[0]?.id);
		return found[0] === found[1];
	};

	it.each([
		['call', 'callRinging', samples.call(), samples.call({ hostname: 'core2', ts: 'later' })],
		['cdr', 'callRecord', samples.cdr(), samples.cdr({ hostname: 'core2.example.com' })],
		['message', 'smsReceived', samples.message(), samples.message({ status: 'read' })],
		['agent', 'agentState', samples.agent(), samples.agent({ hostname: 'core2' })],
		['presence', 'presenceChanged', samples.presence(), samples.presence()],
		['voicemail', 'voicemailLeft', samples.voicemail(), samples.voicemail({ transcription: '' })],
	] as Array<[Model, string, IDataObject, IDataObject]>)(
		'of a %s stays the same when %s is delivered twice',
		(model, event, first, second) => {
			expect(again(model, event, first, second)).toBe(true);
		},
	);

	it.each([
		['call', 'callRinging', samples.call(), samples.call({ term_sub: '102' })],
		['cdr', 'callRecord', samples.cdr(), samples.cdr({ term_callid: 'other leg' })],
		['message', 'smsReceived', samples.message(), samples.message({ id: 20202178326 })],
		['agent', 'agentState', samples.agent(), samples.agent({ entry_status: 'busy' })],
		['presence', 'presenceChanged', samples.presence(), samples.presence({ presence: 'busy' })],
	] as Array<[Model, string, IDataObject, IDataObject]>)(
		'of a %s differs for another %s',
		(model, event, first, second) => {
			expect(again(model, event, first, second)).toBe(false);
		},
	);

	const answered = { time_answer: '2026-01-05 12:00:08', ts: '2026-01-05 12:00:08' };
	const gone = { remove: 'yes' };
	const ofRecord = [
		...[{ orig_callid: 'x' }, { cdr_id: 'x' }, { term_callid: 'x' }, { cdr_index: '1' }],
		...[{ by_callid: 'x' }, { time_start: '2026-01-05 12:00:01' }, { release_text: 'x' }],
	];
	const ofMessage = [{ domain: 'b.example' }, { id: 'x' }];

	/** What makes an event another one; everything else may differ between deliveries of one event. */
	it.each<[string, Model, IDataObject, IDataObject, IDataObject[]]>([
		['callRinging', 'call', samples.call(), {}, [{ orig_callid: 'x' }, { term_sub: '102' }]],
		[
			'callAnswered',
			'call',
			samples.call(answered),
			{},
			[{ orig_callid: 'x' }, { term_sub: '102' }],
		],
		['callEnded', 'call', samples.call(gone), { term_sub: '102' }, [{ orig_callid: 'x' }]],
		['missedCall', 'call', samples.call(gone), { term_sub: '102' }, [{ orig_callid: 'x' }]],
		['callRecord', 'cdr', samples.cdr(), { duration: '61' }, ofRecord],
		['recordingReady', 'cdr', samples.cdr(), { duration: '61' }, ofRecord],
		['transcriptionReady', 'cdr', samples.cdr(), { duration: '61' }, ofRecord],
		['smsReceived', 'message', samples.message(), { status: 'x' }, ofMessage],
		['smsSent', 'message', samples.message({ direction: 'term' }), { status: 'x' }, ofMessage],
		['chatMessage', 'message', samples.message({ type: 'chat' }), { status: 'x' }, ofMessage],
		[
			'voicemailLeft',
			'voicemail',
			samples.voicemail(),
			{ length: '20' },
			[{ domain: 'b.example' }, { user: '102' }, { filename: 'x.wav' }],
		],
	])('of %s is that of what it is about', (event, model, object, same, others) => {
		const idOf = (values: IDataObject) => items(model, [{ ...object, ...values }], [event])[0]?.id;
		const id = idOf({});
		expect(id).toEqual(expect.stringMatching(/./));
		expect(idOf(same)).toBe(id);
		const different = others.map(idOf);
		expect(new Set([id, ...different]).size).toBe(others.length + 1);
	});

	it('keeps apart what it is made of', () => {
		const first = samples.message({ domain: 'b.example1', id: '23' });
		const second = samples.message({ domain: 'b.example', id: '123' });
		expect(again('message', 'smsReceived', first, second)).toBe(false);
	});

	it('tells an interim record from the final one, and one direction from the other', () => {
		expect(again('cdr', 'callRecord', samples.cdr(), samples.cdr({ release_code: 'begin' }))).toBe(
			false,
		);
		const chat = samples.message({ type: 'chat' });
		expect(again('message', 'chatMessage', chat, { ...chat, direction: 'term' })).toBe(false);
	});

	it('counts the whole content where a part of what it is about is missing', () => {
		const nameless = samples.voicemail({ filename: '' });
		expect(again('voicemail', 'voicemailLeft', nameless, { ...nameless, length: '20' })).toBe(
			false,
		);
		const reordered = Object.fromEntries(Object.entries(nameless).reverse());
		expect(again('voicemail', 'voicemailLeft', nameless, reordered)).toBe(true);
	});

	it('differs for a presence that comes back, as nothing else tells it apart', () => {
		const later = { at: at.plus({ minutes: 1 }) };
		const [now] = items('presence', [samples.presence()], ['presenceChanged']);
		const [then] = items('presence', [samples.presence()], ['presenceChanged'], later);
		expect(now?.id).not.toBe(then?.id);
	});
});

describe('a delivery that came before', () => {
	const twice = (model: Model, object: IDataObject, event: string, models: string[] = []) =>
		items(model, [object, object], [event], { models });

	it('is passed on once where it is surely the same', () => {
		expect(twice('message', samples.message(), 'smsReceived')).toHaveLength(1);
		expect(twice('cdr', samples.cdr(), 'callRecord')).toHaveLength(1);
		expect(twice('voicemail', samples.voicemail(), 'voicemailLeft')).toHaveLength(1);
	});

	it.each([
		['smsSent', 'message', samples.message({ direction: 'term' })],
		['chatMessage', 'message', samples.message({ type: 'chat' })],
		['recordingReady', 'cdr', samples.cdr()],
		['transcriptionReady', 'cdr', samples.cdr()],
	] as Array<[string, Model, IDataObject]>)('is no other %s', (event, model, object) => {
		expect(twice(model, object, event)).toHaveLength(1);
	});

	it('is told by its content alone where it has no ID', () => {
		expect(twice('message', samples.message({ id: '' }), 'smsReceived')).toHaveLength(2);
		const receipt = samples.message({ id: '', status: 'delivered' });
		expect(items('message', [samples.message({ id: '' }), receipt], ['smsReceived'])).toHaveLength(
			2,
		);
	});

	it('says who missed a call, and of nothing else', () => {
		const posts = [samples.call(), samples.call({ remove: 'yes' })];
		const [ended, missed] = items('call', posts, ['callEnded', 'missedCall']);
		expect(ended).not.toHaveProperty('missedFor');
		expect(missed).toMatchObject({ event: 'missedCall', missedFor: ['101'] });
	});

	it('says that nobody is known to have missed a call without any ID', () => {
		const nameless = samples.call({ orig_callid: '', term_callid: '', remove: 'yes' });
		expect(only('call', nameless, 'missedCall').missedFor).toEqual([]);
	});

	it('gives exactly the items of what happened', () => {
		const both = ['callRinging', 'anyEvent'];
		const told = (object: IDataObject, events: string[], models: string[] = []) =>
			items('call', [object], events, { models }).map(({ event }) => event);
		expect(told(samples.call(), both, ['call'])).toEqual(['callRinging', 'anyEvent']);
		expect(told(samples.call(), both, ['cdr'])).toEqual(['callRinging']);
		expect(told(samples.call(), ['smsReceived'])).toEqual([]);
		expect(items(null, [{ hello: 'world' }], both, { models: ['call'] })).toEqual([]);
	});

	it('is none once more when a delivery receipt repeats it', () => {
		const texts = ['smsReceived', 'smsSent'];
		for (const receipt of [{ direction: 'term' }, { direction: 'term', text: '' }, { text: '' }]) {
			const told = samples.message({ ...receipt, status: 'delivered' });
			expect(items('message', [samples.message(), told], texts)).toMatchObject([
				{ event: 'smsReceived' },
			]);
		}
	});

	it('is none without a word or a file in it', () => {
		const texts = ['smsReceived', 'smsSent', 'chatMessage'];
		for (const type of ['sms', 'chat']) {
			expect(items('message', [samples.message({ type, text: '' })], texts)).toEqual([]);
		}
		const picture = samples.message({ type: 'mms', text: '' });
		expect(items('message', [picture], texts)).toMatchObject([{ event: 'smsReceived' }]);
	});

	it('is passed on again where it may be another one', () => {
		expect(twice('presence', samples.presence(), 'presenceChanged')).toHaveLength(2);
		expect(twice('auditlog', samples.audit(), 'auditEntry')).toHaveLength(2);
	});

	it('is passed on again where everything is wanted', () => {
		expect(twice('cdr', samples.cdr(), 'anyEvent', ['cdr'])).toHaveLength(2);
	});
});
