/** What offboarding changes on the PBX, request by request. */
import type { IDataObject } from 'n8n-workflow';
import { offboard } from '../../../nodes/NetSapiens/composites/employee/offboard';
import { MemoryServer } from '../../support/memoryServer';

const D = '/domains/acme';
const MAC = 'device-provisioning-mac-address';
const MODEL = 'device-models-brand-and-model';
const uri = (line: number) => `device-provisioning-sip-uri-${line}`;
const enabled = (line: number) => `device-provisioning-line-${line}-enabled`;
const phone = (mac: string, ...uris: string[]) => ({
	...{ [MAC]: mac, [MODEL]: 'Yealink T46U' },
	...Object.fromEntries(uris.map((one, at) => [uri(at + 1), one])),
});
const number = (phonenumber: string, application: string, user: string) => ({
	phonenumber,
	'dial-rule-application': application,
	'dial-rule-translation-destination-user': user,
	'dial-rule-translation-destination-host': 'acme',
});

const leaver = {
	...{ user: '790', 'user-scope': 'Basic User' },
	'directory-name-visible-in-list-enabled': 'yes',
	'directory-announce-in-dial-by-name-enabled': 'yes',
};
const domain = (): Record<string, IDataObject[]> => ({
	[`${D}/users`]: [
		{ ...leaver },
		{ user: '101' },
		{ user: '4000', 'service-code': 'system-queue' },
		{ user: '9000', 'service-code': 'system-aa' },
	],
	[`${D}/callqueues`]: [{ callqueue: '4000' }],
	[`${D}/phonenumbers`]: [
		number('1', 'to-user', '790'),
		number('2', 'to-voicemail', '790'),
		number('3', 'to-single-device', '790wp@acme'),
		number('4', 'to-user', '7901'),
		number('5', 'to-callqueue', '790'),
		number('6', 'to-single-device', '790wp@other'),
		number('7', 'to-user', '101'),
	],
	[`${D}/agents`]: [
		{
			callqueue: '4000',
			'callqueue-agent-id': '790@Acme',
			'callqueue-agent-wrap-up-allowance-seconds': 9,
		},
		{ callqueue: '4001', 'callqueue-agent-id': '790@other' },
		{ callqueue: '4002', 'callqueue-agent-id': '790' },
		{ callqueue: '4003', 'callqueue-agent-id': '101@acme' },
	],
	[`${D}/callqueues/4000/agents`]: [{ 'callqueue-agent-id': '790@Acme' }],
	[`${D}/callqueues/4002/agents`]: [{ 'callqueue-agent-id': '790' }],
	[`${D}/phones`]: [
		phone('a1', 'sip:790@acme'),
		phone('a2', 'sip:101@acme', '790wp@acme', 'n/a', 'sip:lobby@acme'),
		phone('a3', 'sip:7901@acme'),
		phone('a4', 'sip:lobby@acme'),
		phone('a5', 'sip:790@other'),
		phone('a6', '[*]'),
	],
	[`${D}/users/790/devices`]: [
		{ device: '790', 'device-srtp-enabled': 'yes' },
		{ device: 'lobby' },
	],
	[`${D}/users/790/answerrules`]: [
		{
			'time-frame': '*',
			'forward-always': { enabled: 'yes', parameters: ['1202'] },
			'forward-no-answer': { enabled: 'yes', parameters: ['vmail_790'] },
			'forward-on-busy': { enabled: 'yes', parameters: '101' },
			'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>', '1203'] },
		},
		{
			'time-frame': 'Night',
			'forward-on-busy': { enabled: 'no', parameters: ['1202'] },
			'simultaneous-ring': { enabled: 'yes', parameters: ['1203'] },
		},
		{
			'time-frame': 'Day',
			'forward-always': { enabled: 'yes', parameters: ['VMail_790'] },
			'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>'] },
		},
	],
});

function offboarding(query: IDataObject = {}, body: IDataObject = {}, lists = domain()) {
	const server = new MemoryServer(lists);
	const asked = { domain: 'acme', user: '790', sendNumbersTo: '101', account: 'disable' };
	const [call] = server.calls([
		{
			...{ resource: 'user', operation: 'offboard', body },
			query: { ...asked, dryRun: false, undoOnFailure: false, ...query },
		},
	]);
	return { server, done: async () => (await offboard(call!))[0]!.json };
}

const route = (application: string, user: string, host = 'acme') => ({
	'dial-rule-application': application,
	'dial-rule-translation-destination-user': user,
	'dial-rule-translation-destination-host': host,
});

const DISABLED: [string, IDataObject] = [
	`PUT ${D}/users/790`,
	{
		'user-scope': 'No Portal',
		'directory-name-visible-in-list-enabled': 'no',
		// In both spellings that servers know.
		'directory-announce-in-dial-by-name-enabled': 'no',
		'directory-annouce-in-dial-by-name-enabled': 'no',
	},
];
/** What is done whether the user stays or goes. */
const SHARED: Array<[string, unknown]> = [
	...['1', '2', '3'].map((one): [string, unknown] => [
		`PUT ${D}/phonenumbers/${one}`,
		route('to-user', '101'),
	]),
	[`DELETE ${D}/callqueues/4000/agents/790@Acme`, undefined],
	[`DELETE ${D}/callqueues/4002/agents/790`, undefined],
	[`DELETE ${D}/phones`, { [MAC]: 'a1' }],
	[
		`PUT ${D}/phones`,
		{
			...{ domain: 'acme', [MAC]: 'a2', [MODEL]: 'Yealink T46U' },
			...{ [uri(2)]: '', device2: '', [enabled(2)]: 'no' },
			...{ [uri(4)]: '', device4: '', [enabled(4)]: 'no' },
		},
	],
	[`DELETE ${D}/phones`, { [MAC]: 'a4' }],
];
/** What goes with a user that is deleted. */
const OWN: Array<[string, unknown]> = [
	[
		`PUT ${D}/users/790/answerrules/*`,
		{
			'forward-always': { enabled: 'no' },
			'forward-on-busy': { enabled: 'no' },
			'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>'] },
		},
	],
	[`PUT ${D}/users/790/answerrules/Night`, { 'simultaneous-ring': { enabled: 'no' } }],
	[`DELETE ${D}/users/790/devices/790`, undefined],
	[`DELETE ${D}/users/790/devices/lobby`, undefined],
];

const stepsIn = ({ steps }: IDataObject) =>
	(steps as Array<{ step: string }>).map(({ step }) => step);

test('who stays without access loses numbers, queues, phones, forwarding and devices', async () => {
	const { server, done } = offboarding();
	const json = await done();
	expect(server.sent).toEqual([DISABLED, ...SHARED, ...OWN]);
	expect(json).toMatchObject({ result: 'updated', phoneNumbers: ['1', '2', '3'] });
	expect(stepsIn(json)).toEqual([
		'Disable user 790',
		...['1', '2', '3'].map((one) => `Send calls to ${one} to user 101 instead of user 790`),
		'Remove user 790 from call queue 4000',
		'Remove user 790 from call queue 4002',
		'Remove phone a1',
		'Free line 2, 4 of phone a2',
		'Remove phone a4',
		'End forwarding of user 790 in answer rule *',
		'End forwarding of user 790 in answer rule Night',
		'Remove device 790',
		'Remove device lobby',
	]);
	const gone = (json.changes as IDataObject[]).filter(({ after }) => after === null);
	expect(gone.map(({ field, before }) => [field, before])).toEqual([
		['callqueue', '4000'],
		['callqueue', '4002'],
		[MAC, 'a1'],
		[MAC, 'a4'],
		['device', '790'],
		['device', 'lobby'],
	]);
});

test('who is deleted goes last, with what else is theirs', async () => {
	const { server, done } = offboarding({ account: 'delete' });
	const json = await done();
	expect(server.sent).toEqual([DISABLED, ...SHARED, [`DELETE ${D}/users/790`, undefined]]);
	expect(json.result).toBe('deleted');
	expect(stepsIn(json).at(-1)).toBe('Delete user 790');
	expect((json.changes as IDataObject[]).at(-1)).toEqual({
		field: 'user',
		before: '790',
		after: null,
	});
});

test('what a deleted user left behind is cleared up', async () => {
	const lists = domain();
	lists[`${D}/users`]!.shift();
	const { server, done } = offboarding({ account: 'delete' }, {}, lists);
	expect((await done()).result).toBe('updated');
	// Nobody knows any more that the device "lobby" was theirs.
	const [, , , , , , freed] = SHARED;
	expect(server.sent).toEqual([
		...SHARED.slice(0, 6),
		[
			freed![0],
			{
				...{ domain: 'acme', [MAC]: 'a2', [MODEL]: 'Yealink T46U' },
				...{ [uri(2)]: '', device2: '', [enabled(2)]: 'no' },
			},
		],
	]);
});

test('all of it is taken back when the last step fails, the last one first', async () => {
	const { server, done } = offboarding({ undoOnFailure: true });
	server.refuses[`DELETE ${D}/users/790/devices/lobby`] = 400;
	await expect(done()).rejects.toMatchObject({
		description: expect.stringMatching(/ Everything is as it was before\.$/),
	});
	const back = server.sent.slice(SHARED.length + OWN.length);
	const nowhere = { 'dial-rule-parameter': '' };
	expect(back).toEqual([
		[
			`POST ${D}/users/790/devices`,
			{ device: '790', 'device-srtp-enabled': 'yes', synchronous: 'yes' },
		],
		[
			`PUT ${D}/users/790/answerrules/Night`,
			{ 'simultaneous-ring': { enabled: 'yes', parameters: ['1203'] } },
		],
		[
			`PUT ${D}/users/790/answerrules/*`,
			{
				'forward-always': { enabled: 'yes', parameters: ['1202'] },
				'forward-on-busy': { enabled: 'yes', parameters: ['101'] },
				'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>', '1203'] },
			},
		],
		[`POST ${D}/phones`, expect.objectContaining(phone('a4', 'sip:lobby@acme'))],
		[
			`PUT ${D}/phones`,
			expect.objectContaining({
				...{ [MAC]: 'a2', [uri(2)]: '790wp@acme', [uri(4)]: 'sip:lobby@acme' },
			}),
		],
		[`POST ${D}/phones`, expect.objectContaining(phone('a1', 'sip:790@acme'))],
		[`POST ${D}/callqueues/4002/agents`, expect.objectContaining({ 'callqueue-agent-id': '790' })],
		[
			`POST ${D}/callqueues/4000/agents`,
			expect.objectContaining({
				...{ 'callqueue-agent-id': '790@Acme', 'callqueue-agent-wrap-up-allowance-seconds': 9 },
			}),
		],
		[`PUT ${D}/phonenumbers/3`, { ...route('to-single-device', '790wp@acme'), ...nowhere }],
		[`PUT ${D}/phonenumbers/2`, { ...route('to-voicemail', '790'), ...nowhere }],
		[`PUT ${D}/phonenumbers/1`, { ...route('to-user', '790'), ...nowhere }],
		[
			`PUT ${D}/users/790`,
			{
				'user-scope': 'Basic User',
				'directory-name-visible-in-list-enabled': 'yes',
				'directory-announce-in-dial-by-name-enabled': 'yes',
				'directory-annouce-in-dial-by-name-enabled': 'yes',
			},
		],
	]);
});

test('nothing is taken back once the user may be gone', async () => {
	const { server, done } = offboarding({ account: 'delete', undoOnFailure: true });
	server.refuses[`DELETE ${D}/users/790`] = 500;
	await expect(done()).rejects.toMatchObject({
		description: expect.stringContaining('"Delete user 790" may be done and cannot be undone.'),
	});
	expect(server.sent).toEqual([DISABLED, ...SHARED]);
});

test('a user who is gone meanwhile is deleted', async () => {
	const { server, done } = offboarding({ account: 'delete' });
	server.refuses[`DELETE ${D}/users/790`] = 404;
	server.refuses[`DELETE ${D}/callqueues/4000/agents/790@Acme`] = 404;
	expect((await done()).result).toBe('deleted');
});

test('who has nothing any more is left alone', async () => {
	const user = { ...leaver, ...DISABLED[1] };
	const { server, done } = offboarding({}, {}, { [`${D}/users`]: [user, { user: '101' }] });
	expect(await done()).toMatchObject({ result: 'unchanged', steps: [], phoneNumbers: [] });
	expect(server.sent).toEqual([]);
});

test.each<[string, string, IDataObject, string, object]>([
	['a user', '101', {}, 'user 101', route('to-user', '101')],
	[
		'the voicemail of a user',
		'101',
		{ straightToVoicemail: true },
		'the voicemail of user 101',
		route('to-voicemail', '101'),
	],
	['a call queue', '4000', {}, 'call queue 4000', route('to-callqueue', '4000')],
	// A queue without a user of its own.
	['a call queue', '4001', {}, 'call queue 4001', route('to-callqueue', '4001')],
	['an attendant', '9000', {}, 'user 9000', route('to-user', '9000')],
	[
		'nobody',
		'available-number',
		{},
		'nobody',
		{ ...route('available-number', '[*]', '[*]'), 'dial-rule-parameter': '' },
	],
])('calls to numbers go to %s (%s)', async (_, sendNumbersTo, body, name, expected) => {
	const lists = domain();
	lists[`${D}/callqueues`]!.push({ callqueue: '4001' });
	const { server, done } = offboarding({ sendNumbersTo }, body, lists);
	expect(stepsIn(await done())[1]).toBe(`Send calls to 1 to ${name} instead of user 790`);
	expect(server.sent[1]).toEqual([`PUT ${D}/phonenumbers/1`, expected]);
});

const NO_VOICEMAIL = '"Straight to Voicemail" needs a user whose voicemail gets the calls.';

test.each<[string, IDataObject, IDataObject, string]>([
	['who leaves', { sendNumbersTo: ' 790 ' }, {}, '"Send Phone Numbers To" is the user who leaves.'],
	['somebody who is not there', { sendNumbersTo: '999' }, {}, 'There is no user or call queue 999'],
	[
		'the voicemail of a queue',
		{ sendNumbersTo: '4000' },
		{ straightToVoicemail: true },
		NO_VOICEMAIL,
	],
	[
		'the voicemail of nobody',
		{ sendNumbersTo: 'available-number' },
		{ straightToVoicemail: true },
		NO_VOICEMAIL,
	],
	['somebody, of nobody', { user: '791' }, {}, 'There is no user 791 in domain acme. To clear up'],
	[
		'somebody, in no known way',
		{ account: 'archive' },
		{},
		'"Account" takes one of "disable", "delete"',
	],
	['somebody, of a queue', { user: '4000' }, {}, 'Extension 4000 belongs to a call queue'],
])('numbers for %s are refused before anything changes', async (_, query, body, message) => {
	const { server, done } = offboarding(query, body);
	await expect(done()).rejects.toThrow(message);
	expect(server.sent).toEqual([]);
});

test('the own user is called by its extension', async () => {
	const { server, done } = offboarding({ user: '~', account: 'delete' });
	expect(await done()).toMatchObject({ user: '790', phoneNumbers: ['1', '2', '3'] });
	expect(server.writes.at(-1)).toBe(`DELETE ${D}/users/790`);
});

test('a dry run shows all of it, and changes nothing', async () => {
	const { server, done } = offboarding({ dryRun: true });
	const json = await done();
	expect(server.sent).toEqual([]);
	expect(json).toMatchObject({ dryRun: true, result: 'updated', phoneNumbers: ['1', '2', '3'] });
	expect(stepsIn(json)).toHaveLength(1 + SHARED.length + OWN.length);
});

test('several who leave at once read the lists of the domain anew, each after the other', async () => {
	const lists = domain();
	lists[`${D}/users`]!.push({ user: '7901' });
	const server = new MemoryServer(lists);
	const query = { domain: 'acme', sendNumbersTo: '101', account: 'disable' };
	const calls = server.calls(
		['790', '7901', '7901'].map((user) => ({
			...{ resource: 'user', operation: 'offboard' },
			query: { ...query, user },
		})),
	);
	const items = await Promise.all(calls.map(async (call) => await offboard(call)));
	expect(items.flat().map(({ json }) => json.phoneNumbers)).toEqual([['1', '2', '3'], ['4'], []]);
});
