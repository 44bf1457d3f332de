import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { MODELS, type Model } from '../../../nodes/NetSapiensTrigger/events';
import { shapeOf } from '../../../nodes/NetSapiensTrigger/shapes';
import * as samples from './samples';

const at = DateTime.fromISO('2026-01-05T12:05:10Z', { zone: 'utc' });
const fileName = String(samples.voicemail().filename);

/** All that an object says, as users get it. */
test.each<[Model, IDataObject, IDataObject]>([
	[
		'message',
		samples.message(),
		{
			messageId: '20260105120000000001-aa11bb22',
			conversationId: '0123456789abcdef0123456789abcdef',
			type: 'sms',
			direction: 'inbound',
			from: { number: '12025550100' },
			to: { number: '12025550199' },
			text: 'Hello',
			mediaType: null,
			status: 'received',
		},
	],
	[
		'messagesession',
		samples.conversation(),
		{
			conversationId: '0123456789abcdef0123456789abcdef',
			type: 'sms',
			remoteNumber: '12025550100',
			ownNumber: '12025550199',
			lastMessage: 'Hello',
			lastSender: '12025550100',
			lastStatus: 'unread',
		},
	],
	[
		'agent',
		samples.agent(),
		{
			agentId: 'sip:101@acme.example',
			name: 'Pat Doe',
			queue: '4000',
			availability: 'immediate',
			status: 'available',
			activeCalls: 0,
		},
	],
	[
		'voicemail',
		samples.voicemail(),
		{
			occurredAt: '2026-01-05T12:00:30Z',
			fileName,
			from: { number: '12025550100', name: 'JANE ROE' },
			durationSeconds: 19,
			transcription: 'Please call me back.',
		},
	],
	[
		'presence',
		samples.presence(),
		{
			occurredAt: null,
			name: 'Pat Doe',
			presence: 'open',
			statusMessage: 'At lunch',
			email: null,
		},
	],
	[
		'subscriber',
		samples.presence({ first_name: '', email: 'pat@acme.example' }),
		{
			occurredAt: null,
			name: 'Doe',
			presence: 'open',
			statusMessage: 'At lunch',
			email: 'pat@acme.example',
		},
	],
	[
		'auditlog',
		samples.audit(),
		{
			user: '105',
			action: 'create',
			object: 'subscriber',
			by: { user: '100', domain: 'acme.example', address: '203.0.113.5', client: 'portal' },
		},
	],
	['park', { domain: 'acme.example', user: '101', slot: 7 }, { occurredAt: null }],
])('of a %s', (model, raw, wanted) => {
	const { details, ...place } = shapeOf(model, raw, at);
	const usual = { domain: 'acme.example', user: '101', occurredAt: '2026-01-05T12:00:00Z' };
	expect({ ...place, ...details }).toEqual({ ...usual, ...wanted });
});

test('a chat goes from user to user, and one of ours sends it', () => {
	const numbers = { from_num: '', dialed: '', term_num: '' };
	const users = { from_uid: '101@acme.example', term_uid: '102@acme.example' };
	const chat = { type: 'chat', direction: 'term', media_type: 'image/png', ...numbers, ...users };
	expect(shapeOf('message', samples.message(chat), at).details).toMatchObject({
		direction: 'outbound',
		from: { number: '101' },
		to: { number: '102' },
		mediaType: 'image/png',
	});
});

/** All values inside of a shape, by their names. */
const leaves = (value: unknown, name = ''): Array<[string, unknown]> =>
	typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => leaves(inner, key))
		: [[name, value]];

test.each([...MODELS, 'park'])('what a %s does not say is null', (model) => {
	const said = leaves(shapeOf(model, {}, at)).filter(([, value]) => value !== null);
	// Whose senders are not named here comes from outside.
	expect(said).toEqual(model === 'message' ? [['direction', 'inbound']] : []);
});

describe('whose a call is', () => {
	const outside = { term_sub: '', term_domain: '*', term_to_uri: 'sip:12025550123@192.0.2.20' };

	test.each([
		['the user it is for', {}, '101', 'acme.example'],
		[
			'the user whose rule led it outside',
			{ ...outside, by_sub: '105', by_domain: 'b.example', by_action: 'ForwardAlways' },
			'105',
			'b.example',
		],
		[
			'the user who calls',
			{ ...outside, orig_type: 'device', orig_sub: '102', orig_domain: 'c.example' },
			'102',
			'c.example',
		],
	])('%s', (_, values, user, domain) => {
		expect(shapeOf('call', samples.call(values), at)).toMatchObject({ user, domain });
	});
});
