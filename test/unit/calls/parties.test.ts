import { EMPTY_LEG } from '../../../nodes/NetSapiens/calls/leg';
import { isPhone, partyOf, userPart } from '../../../nodes/NetSapiens/calls/parties';

/** What servers, portals and answer rules have in place of a phone's address. */
test.each([
	['sip:101wp@acme.example', 'person'],
	['"Pat Doe" <sip:101@acme.example>', 'person'],
	['tel:101', 'person'],
	['101@acme.example', 'person'],
	['101', 'person'],
	['+12025550100', 'person'],
	['', 'person'],
	['VMail', 'voicemail'],
	['VMail (101)', 'voicemail'],
	['vmail_101', 'voicemail'],
	['sip:vmail-unreg@acme.example', 'voicemail'],
	['sip:101@to-vmail', 'voicemail'],
	['Call-Queue', 'queue'],
	['queue_4000', 'queue'],
	['sip:4000@call-queueing', 'queue'],
	['CallBack-Queue', 'callback'],
	['Auto-Attendant', 'attendant'],
	['aa_9000', 'attendant'],
	['Prompt_900001', 'attendant'],
	['SpeechCommand', 'attendant'],
	['SpeakAccount', 'machine'],
	['park_701', 'machine'],
	['sip:start@directory', 'machine'],
	['sip:nms@core1.example', 'machine'],
	['sip:1@nms01-sipbx.example', 'machine'],
	['sip:8000@conference-bridge.acme.example', 'machine'],
	['sip:m1@acme.video.bridge', 'machine'],
	['sip:adhoc.monitor.1@acme.example', 'machine'],
	[' ', 'machine'],
	['Whatever Comes Next', 'machine'],
	// Other spellings of the same.
	['Voicemail', 'voicemail'],
	['sip:voice-mail@acme.example', 'voicemail'],
	['101@vmail', 'voicemail'],
	['CallQueue', 'queue'],
	['sip:Call-Queue@acme.example', 'queue'],
	['callbackqueue', 'callback'],
	['sip:call-back-queue@acme.example', 'callback'],
	['AutoAttendant', 'attendant'],
	['sip:prompt_900001@acme.example', 'attendant'],
	['start@directory', 'machine'],
	['sips:nms@core1.example', 'machine'],
	['sip:101', 'person'],
	['"Pat Doe" <sips:101@acme.example>', 'person'],
	// The words somewhere in a name say nothing.
	['sip:no-vmail@acme.example', 'person'],
	['sip:101@vmails.example', 'person'],
	['sip:my-callback-queue@acme.example', 'person'],
	['sip:my-call-queue@acme.example', 'person'],
	['sip:my-queue_1@acme.example', 'person'],
	['sip:my-autoattendant@acme.example', 'person'],
	['sip:my-aa_1@acme.example', 'person'],
	['sip:restart@acme.example', 'person'],
	// Less or more than an address.
	['Gossip: all', 'machine'],
	['Meet @ Noon', 'machine'],
	['Room a@b', 'machine'],
	['a@b Room', 'machine'],
	['Room 101', 'machine'],
	['101 Rooms', 'machine'],
	['+', 'machine'],
	['  101  ', 'person'],
])('%p is a %s', (target, party) => {
	expect(partyOf({ ...EMPTY_LEG, called: '101', target })).toBe(party);
});

test.each([
	['sip:101@acme.example', '101'],
	['sips:101@acme.example', '101'],
	['"Pat Doe" <sip:101;tag=1@acme.example>', ''],
	['"Pat Doe" <sip:101@acme.example;transport=udp>', '101'],
	['tel:+12025550100', '+12025550100'],
	['101', ''],
	['Call-Queue', ''],
])('the user of %p is %p', (address, user) => {
	expect(userPart(address)).toBe(user);
});

test.each([
	['101', 'device', 'person'],
	['101', '', 'person'],
	['101', 'gateway', 'outside'],
	['', 'device', 'outside'],
])('whoever is called as %j by a %j is a %s', (called, calledType, party) => {
	expect(partyOf({ ...EMPTY_LEG, called, calledType, target: 'sip:101@acme.example' })).toBe(party);
});

test.each([
	['101', true],
	['', true],
	['Call-Queue', false],
	['VMail', false],
])('%j is a phone: %p', (target, is) => {
	for (const called of ['101', '']) expect(isPhone({ ...EMPTY_LEG, called, target })).toBe(is);
});
