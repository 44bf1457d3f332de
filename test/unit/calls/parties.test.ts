import { EMPTY_LEG } from '../../../nodes/NetSapiens/calls/leg';
import { partyOf, userPart } from '../../../nodes/NetSapiens/calls/parties';

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
