/** What onboarding changes on the PBX, request by request. */
import type { IDataObject } from 'n8n-workflow';
import {
	address,
	D,
	empty,
	leadingTo,
	line,
	MAC,
	MODEL,
	nora,
	onboarded,
	onboarding,
	SHARED,
	there,
	type Lists,
} from '../../support/onboarding';

const everything = {
	department: 'Sales',
	'caller-id-number': '12025550195',
	device: '790',
	includeSipPassword: true,
	phone: { [MAC]: '00:04:F2:AA:BB:CC', [MODEL]: 'Polycom VVX' },
	phonenumber: '+1 (202) 555-0195',
	'voicemail-login-pin': '4711',
	callHandling: {
		...{ ringAllDevices: true, voicemailOnNoAnswer: true },
		'ring-no-answer-timeout-seconds': 20,
	},
	queues: [
		{ callqueue: '4000', 'callqueue-agent-wrap-up-allowance-seconds': 15 },
		{ callqueue: '4001' },
		{ callqueue: '' },
	],
	emergencyAddress: address,
};
const described = {
	...{ 'address-name': 'Nora Vance', 'caller-name': 'Nora Vance' },
	...{ 'address-country-abbreviation': 'US', ...address },
};

const agent = { 'callqueue-agent-id': '790@acme', synchronous: 'yes' };

/** Everything that a new employee takes, in order. */
const MADE: Array<[string, IDataObject]> = [
	[`POST ${D}/addresses/validate`, { 'address-location-description': '', ...described }],
	[
		`POST ${D}/users`,
		{
			...{ ...nora, 'user-scope': 'Basic User', department: 'Sales', synchronous: 'yes' },
			...{ 'caller-id-number': '12025550195', 'voicemail-login-pin': '4711' },
			'ring-no-answer-timeout-seconds': 20,
		},
	],
	[`POST ${D}/users/790/devices`, { device: '790', synchronous: 'yes' }],
	[
		`POST ${D}/phones`,
		{
			...{ domain: 'acme', [MAC]: '0004f2aabbcc', [MODEL]: 'Polycom VVX' },
			...{ [line(1)]: 'sip:790@acme', 'device-provisioning-line-1-enabled': 'yes' },
		},
	],
	[
		`PUT ${D}/phonenumbers/12025550195`,
		{
			'dial-rule-application': 'to-user',
			'dial-rule-translation-destination-user': '790',
			'dial-rule-translation-destination-host': 'acme',
		},
	],
	[
		`PUT ${D}/users/790/answerrules/*`,
		{
			'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>'] },
			'forward-no-answer': { enabled: 'yes', parameters: ['vmail_790'] },
		},
	],
	[
		`POST ${D}/callqueues/4000/agents`,
		{ ...agent, 'callqueue-agent-wrap-up-allowance-seconds': 15 },
	],
	[`POST ${D}/callqueues/4001/agents`, agent],
	[
		`POST ${D}/users/790/addresses`,
		{ 'emergency-address-id': 'acme-790', ...described, 'address-formatted-pidflo': '' },
	],
	[`PUT ${D}/users/790`, { 'emergency-address-id': 'acme-790' }],
];

test('a new employee gets what the form says, one thing after the other', async () => {
	const { sent, json } = await onboarded(everything);
	expect(sent).toEqual(MADE);
	expect(json).toMatchObject({ domain: 'acme', user: '790', result: 'created' });
	expect(json.device).toEqual({ device: '790', sipAddress: 'sip:790@acme', sipPassword: null });
	expect((json.steps as Array<{ step: string }>).map(({ step }) => step)).toEqual([
		'Check the emergency address',
		'Create user 790',
		'Create device 790',
		'Add phone 0004f2aabbcc',
		'Send calls to 12025550195 to user 790',
		'Set the answer rule of user 790',
		'Add user 790 to call queue 4000',
		'Add user 790 to call queue 4001',
		'Create emergency address acme-790',
		'Give emergency address acme-790 to user 790',
	]);
	const queues = (json.changes as IDataObject[]).filter(({ field }) => field === 'callqueue');
	expect(queues.map(({ before, after }) => [before, after])).toEqual([
		[null, '4000'],
		[null, '4001'],
	]);
});

test('all of it is taken back when the last step fails, the last one first', async () => {
	const { server, done } = onboarding(everything, empty, { undoOnFailure: true });
	server.refuses[`PUT ${D}/users/790`] = 400;
	const { description } = (await done().catch((error: Error) => error)) as never;
	expect(description).toMatch(/ Everything is as it was before\.$/);
	expect(server.sent.slice(MADE.length - 1)).toEqual([
		[`DELETE ${D}/users/790/addresses/acme-790`, undefined],
		[`DELETE ${D}/callqueues/4001/agents/790@acme`, undefined],
		[`DELETE ${D}/callqueues/4000/agents/790@acme`, undefined],
		[
			`PUT ${D}/phonenumbers/12025550195`,
			{
				'dial-rule-application': 'available-number',
				'dial-rule-translation-destination-user': '[*]',
				'dial-rule-translation-destination-host': '[*]',
				'dial-rule-parameter': '',
			},
		],
		[`DELETE ${D}/phones`, { [MAC]: '0004f2aabbcc' }],
		[`DELETE ${D}/users/790/devices/790`, undefined],
		[`DELETE ${D}/users/790`, undefined],
	]);
});

test('who has all of it already is left alone', async () => {
	const all: Lists = {
		...empty,
		[`${D}/users`]: [{ ...MADE[1]![1], 'emergency-address-id': 'acme-790' }],
		[`${D}/users/790/devices`]: [
			{ device: '790m', 'device-sip-registration-password': 'other' },
			{ device: '790', 'device-sip-registration-password': 'secret' },
		],
		[`${D}/phones`]: [MADE[3]![1]],
		[`${D}/phonenumbers`]: [{ phonenumber: '12025550195', ...MADE[4]![1] }],
		[`${D}/users/790/answerrules`]: [{ 'time-frame': '*', ...MADE[5]![1] }],
		[`${D}/callqueues/4000/agents`]: [MADE[6]![1]],
		[`${D}/callqueues/4001/agents`]: [MADE[7]![1]],
		[`${D}/users/790/addresses`]: [{ 'emergency-address-id': 'other' }, MADE[8]![1]],
	};
	const { sent, json } = await onboarded(everything, all);
	expect(sent).toEqual([]);
	expect(json).toMatchObject({ result: 'unchanged', steps: [], changes: [] });
	expect(json.device).toMatchObject({ sipPassword: 'secret' });
	const { json: without } = await onboarded({ ...everything, includeSipPassword: false }, all);
	expect(without.device).toEqual({ device: '790', sipAddress: 'sip:790@acme' });
});

const rule = (more: IDataObject) => [{ 'time-frame': '*', ...more }];
const RULE = `PUT ${D}/users/790/answerrules/*`;

test.each<[string, IDataObject, Lists, Array<[string, unknown]>]>([
	['nothing but the user', {}, there, []],
	[
		'another name',
		{ 'name-last-name': 'Moss' },
		there,
		[[`PUT ${D}/users/790`, { 'name-last-name': 'Moss' }]],
	],
	[
		'another line of a phone that is there',
		{ device: '790wp', phone: { [MAC]: SHARED.toUpperCase(), line: 2 } },
		{ ...there, [`${D}/users/790/devices`]: [{ device: '790wp' }] },
		[
			[
				`PUT ${D}/phones`,
				{
					...{ domain: 'acme', [MAC]: SHARED, [MODEL]: 'Yealink T46U', device2: 'sip:790wp@acme' },
					...{ [line(2)]: 'sip:790wp@acme', 'device-provisioning-line-2-enabled': 'yes' },
				},
			],
		],
	],
	[
		'a phone, for which a device is made that is called like the extension',
		{ phone: { [MAC]: SHARED, line: 8 } },
		there,
		[
			[`POST ${D}/users/790/devices`, { device: '790', synchronous: 'yes' }],
			[`PUT ${D}/phones`, expect.objectContaining({ 'device-provisioning-line-8-enabled': 'yes' })],
		],
	],
	[
		'a line that the device has already',
		{ device: '103', phone: { [MAC]: SHARED } },
		{
			...there,
			[`${D}/users/790/devices`]: [{ device: '103' }],
			[`${D}/phones`]: [
				{ [MAC]: SHARED, [line(1)]: 'SIP:103@ACME', 'device-provisioning-line-1-enabled': 'yes' },
			],
		},
		[[`PUT ${D}/phones`, expect.objectContaining({ [line(1)]: 'sip:103@acme' })]],
	],
	[
		'ringing what rings already, and the own devices',
		{ callHandling: { ringAllDevices: true } },
		{
			...there,
			[`${D}/users/790/answerrules`]: rule({
				'simultaneous-ring': { enabled: 'yes', parameters: ['102'] },
			}),
		},
		[[RULE, { 'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>', '102'] } }]],
	],
	[
		'ringing the own devices, where others are named and off',
		{ callHandling: { ringAllDevices: true } },
		{
			...there,
			[`${D}/users/790/answerrules`]: rule({
				'simultaneous-ring': { enabled: 'no', parameters: ['102'] },
			}),
		},
		[[RULE, { 'simultaneous-ring': { enabled: 'yes', parameters: ['<OwnDevices>'] } }]],
	],
	[
		'ringing no more, and no voicemail',
		{ callHandling: { ringAllDevices: false, voicemailOnNoAnswer: false } },
		{
			...there,
			[`${D}/users/790/answerrules`]: rule({
				'simultaneous-ring': { enabled: 'yes', parameters: ['102'] },
				'forward-no-answer': { enabled: 'yes', parameters: ['vmail_790'] },
			}),
		},
		[[RULE, { 'simultaneous-ring': { enabled: 'no' }, 'forward-no-answer': { enabled: 'no' } }]],
	],
	[
		'voicemail, where there is no default rule',
		{ callHandling: { voicemailOnNoAnswer: true } },
		{ ...there, [`${D}/users/790/answerrules`]: [] },
		[
			[
				`POST ${D}/users/790/answerrules`,
				{
					...{ 'time-frame': '*', enabled: 'yes', synchronous: 'yes' },
					'forward-no-answer': { enabled: 'yes', parameters: ['vmail_790'] },
				},
			],
		],
	],
	[
		'seconds of ringing alone, which belong to the user',
		{ callHandling: { 'ring-no-answer-timeout-seconds': 30 } },
		there,
		[[`PUT ${D}/users/790`, { 'ring-no-answer-timeout-seconds': 30 }]],
	],
	[
		'an agent with another setting',
		{ queues: [{ callqueue: '4000', 'callqueue-agent-wrap-up-allowance-seconds': 15 }] },
		{
			...there,
			[`${D}/callqueues/4000/agents`]: [
				{ 'callqueue-agent-id': '790@acme', 'callqueue-agent-wrap-up-allowance-seconds': 10 },
			],
		},
		[
			[
				`PUT ${D}/callqueues/4000/agents/790@acme`,
				{ 'callqueue-agent-wrap-up-allowance-seconds': 15 },
			],
		],
	],
	[
		'an address that has changed',
		{ emergencyAddress: { 'address-line-1': '100 Main St', 'address-country-abbreviation': 'CA' } },
		{
			...there,
			[`${D}/users`]: [{ ...nora, 'emergency-address-id': 'acme-790' }],
			[`${D}/users/790/addresses`]: [
				{ ...described, 'emergency-address-id': 'acme-790', 'address-line-1': '1 Old St' },
			],
		},
		[
			[
				`POST ${D}/addresses/validate`,
				expect.objectContaining({ 'address-line-1': '100 Main St' }),
			],
			[
				`PUT ${D}/users/790/addresses/acme-790`,
				{
					...{ 'address-line-1': '100 Main St', 'address-country-abbreviation': 'CA' },
					'address-formatted-pidflo': '',
				},
			],
		],
	],
	[
		'an address that is there',
		{ 'emergency-address-id': 'main' },
		there,
		[[`PUT ${D}/users/790`, { 'emergency-address-id': 'main' }]],
	],
	[
		'a number of the own mailbox',
		{ phonenumber: '12025550195' },
		{
			...there,
			[`${D}/phonenumbers`]: [
				{
					phonenumber: '12025550195',
					'dial-rule-application': 'to-voicemail',
					'dial-rule-translation-destination-user': '790',
				},
			],
		},
		[[`PUT ${D}/phonenumbers/12025550195`, MADE[4]![1]]],
	],
])('%s', async (_, body, lists, expected) => {
	const { sent, json } = await onboarded(body, lists);
	expect(sent).toEqual(expected);
	expect(json.result).toBe(expected.length > 0 ? 'updated' : 'unchanged');
});

test.each<[string, unknown, string]>([
	['text', '<location/>', '<location/>'],
	['a record', { civic: 'x' }, '{"civic":"x"}'],
	['an empty record', {}, ''],
])('where an address is comes from the server as %s', async (_, location, sent) => {
	const { server, call, done } = onboarding({ emergencyAddress: address });
	const { request } = call.api;
	call.api.request = async (asked) => {
		const answer = await request(asked);
		if (!asked.path.endsWith('/validate')) return answer;
		return { 'address-formatted-pidflo': location };
	};
	await done();
	const [, body] = server.sent.find(([write]) => write === `POST ${D}/users/790/addresses`)!;
	expect(body).toMatchObject({ 'address-formatted-pidflo': sent });
});

test('a number that has no treatment yet is free', async () => {
	const { sent } = await onboarded({ phonenumber: '12025550195' }, leadingTo('', ''));
	expect(sent).toContainEqual(MADE[4]);
});

test.each(['', 'n/a', '[*]', 'N/A'])('a line with %j on it is free', async (uri) => {
	const phones = [{ [MAC]: SHARED, [MODEL]: 'Yealink T46U', [line(1)]: uri }];
	const { json } = await onboarded(
		{ phone: { [MAC]: SHARED } },
		{ ...empty, [`${D}/phones`]: phones },
	);
	const steps = json.steps as Array<{ step: string }>;
	expect(steps.at(-1)!.step).toBe(`Put device 790 on line 1 of phone ${SHARED}`);
});

test('a rule that is new is taken back', async () => {
	const lists = { ...there, [`${D}/users/790/answerrules`]: [] };
	const more = { callHandling: { ringAllDevices: true }, queues: [{ callqueue: '4000' }] };
	const { server, done } = onboarding(more, lists, { undoOnFailure: true });
	server.refuses[`POST ${D}/callqueues/4000/agents`] = 400;
	await expect(done()).rejects.toThrow('Refused');
	expect(server.sent.slice(1)).toEqual([[`DELETE ${D}/users/790/answerrules/*`, undefined]]);
});

describe('the own domain', () => {
	const own = { ...empty, '/domains': [{ domain: 'acme' }] };

	test('is called by its name', async () => {
		const { sent, json } = await onboarded({ queues: [{ callqueue: '4000' }] }, own, {
			domain: '~',
		});
		expect(json.domain).toBe('acme');
		expect(sent[1]).toEqual([`POST ${D}/callqueues/4000/agents`, agent]);
	});

	test('is asked for where the server does not say it', async () => {
		const { done } = onboarding({}, { ...empty, '/domains': [{}] }, { domain: '~' });
		await expect(done()).rejects.toThrow('does not say which domain is your own. Enter its name');
	});
});

test('a dry run shows all of it, and changes nothing', async () => {
	const { sent, json } = await onboarded(everything, empty, { dryRun: true });
	expect(sent).toEqual([]);
	expect(json).toMatchObject({ dryRun: true, result: 'created' });
	expect(json.steps).toHaveLength(MADE.length);
});
