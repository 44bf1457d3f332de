import action from '../../nodes/NetSapiens/NetSapiens.node.json';
import trigger from '../../nodes/NetSapiensTrigger/NetSapiensTrigger.node.json';

/** What people type who look for a node, as n8n searches: as a part of an alias, whatever the case. */
const finds = ({ alias }: { alias: string[] }, typed: string): boolean =>
	alias.some((one) => one.toLowerCase().includes(typed.toLowerCase()));

test.each([
	...[
		'sms',
		'text message',
		'mms',
		'voicemail',
		'extension',
		'call queue',
		'ring group',
		'hunt group',
	],
	...['ivr', 'auto attendant', 'did', 'phone number', 'recording', 'click to call', 'presence'],
	...['cdr', 'call history', 'call forwarding', 'conference', 'caller id', 'e911', 'fax', 'pbx'],
	...['voip', 'sip', 'call center', 'agent', 'business hours', 'music on hold', 'transcription'],
])('"%s" finds the node', (typed) => expect(finds(action, typed)).toBe(true));

test.each([
	...['sms', 'text message', 'voicemail', 'missed call', 'incoming call', 'recording', 'presence'],
	...['cdr', 'screen pop', 'call queue', 'agent', 'transcription', 'pbx', 'voip', 'webhook'],
])('"%s" finds the trigger', (typed) => expect(finds(trigger, typed)).toBe(true));

test('what finds the trigger finds the node: n8n lists both as one, by the words of the node', () => {
	expect(trigger.alias.filter((word) => !finds(action, word))).toEqual([]);
});

test.each([
	['the node', action],
	['the trigger', trigger],
])('%s has each search word once', (_, { alias }) => {
	expect(new Set(alias.map((one) => one.toLowerCase())).size).toBe(alias.length);
});
