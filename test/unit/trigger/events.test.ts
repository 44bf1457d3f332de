import type { IDataObject } from 'n8n-workflow';
import {
	EVENTS,
	eventsOf,
	isInboundMessage,
	isModel,
	isReceipt,
	kindOf,
	MODELS,
	modelsFor,
	recogniseModel,
	type Model,
} from '../../../nodes/NetSapiensTrigger/events';
import * as samples from './samples';

test('one model serves all events that are found in it', () => {
	expect(modelsFor(['callRinging', 'missedCall', 'callRecord'], [])).toEqual(['call', 'cdr']);
	expect(modelsFor(['smsReceived', 'smsSent', 'chatMessage'], [])).toEqual(['message']);
});

test('raw models are subscribed to only when any event of them is chosen', () => {
	expect(modelsFor(['anyEvent', 'callRecord'], ['call_origid', 'cdr'])).toEqual([
		'call_origid',
		'cdr',
	]);
	expect(modelsFor(['callRecord'], ['call_origid'])).toEqual(['cdr']);
});

test('every choice but the raw one has a model', () => {
	for (const { value, model } of EVENTS) expect(model === undefined).toBe(value === 'anyEvent');
});

test.each([
	[{ type: 'sms', direction: 'orig' }, 'smsReceived'],
	[{ type: 'MMS', direction: 'orig' }, 'smsReceived'],
	[{ type: 'sms', direction: 'term' }, 'smsSent'],
	[{ type: 'sms', direction: '', from_uid: '101@acme.example' }, 'smsSent'],
	[{ type: 'sms', direction: '', from_uid: '' }, 'smsReceived'],
	[{ type: 'chat', direction: 'orig' }, 'chatMessage'],
	[{ type: 'chat', direction: '' }, 'chatMessage'],
])('a message %p is %p', (values, event) => {
	expect(eventsOf('message', samples.message(values))).toEqual([event]);
});

const objects: Array<[Model, IDataObject]> = [
	['call', samples.call()],
	['cdr', samples.cdr()],
	['cdr', samples.cdr({ object: '' })],
	['cdr', { 'call-orig-call-id': 'x', 'call-disconnect-datetime': '2026-01-05 12:00:00' }],
	['message', samples.message()],
	['messagesession', samples.conversation()],
	['agent', samples.agent()],
	['presence', samples.presence()],
	['presence', { user: '101', 'user-presence-status': 'open' }],
	['subscriber', samples.presence({ srv_code: '', subscriber_login: '101@acme.example' })],
	['voicemail', samples.voicemail()],
	['auditlog', samples.audit()],
];

test.each(objects)('an object of model %p is recognized', (model, object) => {
	expect(recogniseModel(object)).toBe(model);
});

test('what looks like nothing known is not guessed', () => {
	expect(recogniseModel({ hello: 'world' })).toBeNull();
});

test('each choice says what it is, and none says what another does', () => {
	for (const key of ['name', 'value', 'description'] as const) {
		const words = EVENTS.map((event) => event[key]);
		expect(words.filter((word) => !/^\w.*\w/.test(word))).toEqual([]);
		expect(new Set(words).size).toBe(EVENTS.length);
	}
});

test('where each event is found, which workflows rely on', () => {
	expect(Object.fromEntries(EVENTS.map(({ value, model }) => [value, model]))).toEqual({
		agentState: 'agent',
		anyEvent: undefined,
		auditEntry: 'auditlog',
		callAnswered: 'call',
		callEnded: 'call',
		callRecord: 'cdr',
		callRinging: 'call',
		chatMessage: 'message',
		conversationUpdated: 'messagesession',
		missedCall: 'call',
		presenceChanged: 'presence',
		recordingReady: 'cdr',
		smsReceived: 'message',
		smsSent: 'message',
		transcriptionReady: 'cdr',
		userChanged: 'subscriber',
		voicemailLeft: 'voicemail',
	});
});

test('models that servers have beside the documented ones come last, once', () => {
	const others = ['park', 'call', 'park', 'recording'];
	expect(modelsFor(['anyEvent', 'agentState'], others)).toEqual([
		'agent',
		'call',
		'park',
		'recording',
	]);
	expect(modelsFor(['agentState'], ['park'])).toEqual(['agent']);
});

test('it is known what every documented model describes, and of no other', () => {
	expect(MODELS.map((model) => [model, kindOf(model)])).toEqual([
		['agent', 'agent'],
		['auditlog', 'auditlog'],
		['auditlog_lite', 'auditlog'],
		['call', 'call'],
		['call_origid', 'call'],
		['cdr', 'call'],
		['message', 'message'],
		['messagesession', 'messagesession'],
		['presence', 'subscriber'],
		['subscriber', 'subscriber'],
		['voicemail', 'voicemail'],
	]);
	for (const other of ['park', '', 'constructor', 'toString'])
		expect(kindOf(other)).toBeUndefined();
});

test.each<[string, IDataObject, string[]]>([
	['of a talk', {}, ['callRecord', 'recordingReady', 'transcriptionReady']],
	['of a call that nobody took', { time_talking: '0' }, ['callRecord']],
	['that another will follow', { release_code: 'begin' }, ['callRecord']],
])('a record %s', (_what, values, events) => {
	expect(eventsOf('cdr', samples.cdr({ time_talking: '12', ...values }))).toEqual(events);
});

test('posts about calls are no events by themselves', () => {
	expect(eventsOf('call', samples.call())).toEqual([]);
	expect(eventsOf('park', {})).toEqual([]);
});

test.each([
	[{ type: 'sms', text: '' }, []],
	[{ type: 'chat', text: '', media_type: 'image/png' }, ['chatMessage']],
	[{ type: 'mms', text: '', direction: 'orig' }, ['smsReceived']],
])('a message without a word, %j, is %j', (values, events) => {
	expect(eventsOf('message', samples.message(values))).toEqual(events);
});

test.each([
	...['delivered', 'Undelivered', 'failed', 'read', 'queued', 'accepted', 'rejected'].map(
		(status) => [status, true] as const,
	),
	...['', 'sent', 'not delivered', 'delivered twice', 'unread'].map(
		(status) => [status, false] as const,
	),
])('a message that is %j is a receipt: %p', (status, is) => {
	expect(isReceipt({ status })).toBe(is);
});

test.each([
	['orig', true],
	['ORIG', true],
	['inbound', true],
	['in', true],
	['term', false],
	['out', false],
])('a message %s comes in: %p', (direction, is) => {
	for (const from_uid of ['', '101@acme.example'])
		expect(isInboundMessage({ direction, from_uid })).toBe(is);
});

test.each([
	['call', true],
	['call_origid2', true],
	['A', true],
	['a'.repeat(40), true],
	['a'.repeat(41), false],
	['', false],
	['2fast', false],
	['_a', false],
	['a-b', false],
	['a b', false],
	['a\n', false],
	[7, false],
	[undefined, false],
])('%j may be a model: %p', (name, is) => {
	expect(isModel(name)).toBe(is);
});

test('an object says its own model in any case, unless there is no such', () => {
	expect(recogniseModel({ object: 'CDR' })).toBe('cdr');
	expect(recogniseModel({ object: 'park' })).toBeNull();
	expect(recogniseModel({ object: 'park', presence: 'open' })).toBe('presence');
});
