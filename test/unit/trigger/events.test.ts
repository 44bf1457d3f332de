import type { IDataObject } from 'n8n-workflow';
import {
	EVENTS,
	eventsOf,
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

test.each(objects)('an object of model %p is recognised', (model, object) => {
	expect(recogniseModel(object)).toBe(model);
});

test('what looks like nothing known is not guessed', () => {
	expect(recogniseModel({ hello: 'world' })).toBeNull();
});
