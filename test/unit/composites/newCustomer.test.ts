/** What New Customer changes on the PBX, request by request. */
import type { IDataObject } from 'n8n-workflow';
import {
	D,
	people,
	settingUp,
	synchronous,
	hours,
	WORKDAYS,
	ENTRIES,
	KEYS,
	route,
	DOMAIN,
	HOURS,
	PIER,
	complete,
	type Lists,
	type Sent,
} from '../../support/newCustomer';

/** What a new customer takes. Tasks of one kind go on at the same time, so their steps are in between each other. */
const MADE: Sent = [
	[`POST /domains`, { ...DOMAIN, domain: 'harbor.example', reseller: 'Northwind', synchronous }],
	[`POST ${D}/timeframes`, { ...HOURS, 'timeframe-type': 'days-of-week', synchronous }],
	[`POST ${D}/sites`, { ...PIER, synchronous }],
	[`POST ${D}/sites`, { site: 'Mill', synchronous }],
	...people.map((one): Sent[number] => [
		`POST ${D}/users`,
		{ ...one, 'user-scope': 'Basic User', synchronous },
	]),
	...people.map(({ user }): Sent[number] => [
		`POST ${D}/users/${user}/devices`,
		{ device: user, synchronous },
	]),
	[
		`POST ${D}/callqueues`,
		{ domain: 'harbor.example', callqueue: '4000', description: 'Sales', synchronous },
	],
	[`POST ${D}/callqueues`, { domain: 'harbor.example', callqueue: '4001', synchronous }],
	...people.map(({ user }): Sent[number] => [
		`POST ${D}/callqueues/4000/agents`,
		{ 'callqueue-agent-id': `${user}@harbor.example`, synchronous },
	]),
	[
		`POST ${D}/autoattendants`,
		{ 'attendant-name': 'Main Menu', user: '5000', 'auto-attendant': KEYS },
	],
	[
		`POST ${D}/users/5000/greetings`,
		{ script: 'Welcome.', index: expect.any(Number) as number, synchronous },
	],
	[`POST ${D}/phonenumbers`, { phonenumber: '12025550901', ...route('to-callqueue', '4000') }],
	[`POST ${D}/phonenumbers`, { phonenumber: '12025550902', ...route('to-user', '5000') }],
];

test('a new customer gets what the first item says, and a user for each', async () => {
	const { server, done } = settingUp({});
	const items = await done();
	expect(server.sent).toEqual(MADE);
	const prompt = server.lists[`${D}/autoattendants`]![0]!['starting-prompt'];
	const [greeting] = server.lists[`${D}/users/5000/greetings`]!;
	expect(prompt).toBe(`made-${String(greeting!.index)}`);
	// Nothing is looked for in a domain that is new.
	expect(server.reads).toEqual([D]);
	expect(items.map(({ kind, name, result }) => [kind, name, result].join(' '))).toEqual(
		[
			...['domain harbor.example', 'businessHours Business Hours', 'site Pier', 'site Mill'],
			...['user 201', 'user 202', 'callQueue 4000', 'callQueue 4001', 'autoAttendant 5000'],
			...['phoneNumber 12025550901', 'phoneNumber 12025550902'],
		].map((one) => `${one} created`),
	);
	const steps = items.flatMap((json) => json.steps as Array<{ step: string }>);
	expect(steps.map(({ step }) => step)).toEqual([
		...['Create domain harbor.example', 'Create timeframe Business Hours'],
		...['Create site Pier', 'Create site Mill'],
		...['Create user 201', 'Create device 201', 'Create user 202', 'Create device 202'],
		...['Create call queue 4000', 'Add user 201 to call queue 4000'],
		...['Add user 202 to call queue 4000', 'Create call queue 4001'],
		...['Create auto attendant 5000', 'Add greeting to auto attendant 5000'],
		'Add phone number 12025550901 for 4000',
		'Add phone number 12025550902 for 5000',
	]);
	const changes = items[8]!.changes as IDataObject[];
	expect(changes.at(-1)).toEqual({ field: 'greeting', before: null, after: 'Welcome.' });
});

const LAST = `POST ${D}/phonenumbers`;

test('a new customer is taken back by deleting the domain', async () => {
	const { server, done } = settingUp({}, {}, { undoOnFailure: true });
	server.refuses[LAST] = 400;
	await expect(done()).rejects.toMatchObject({
		description: 'Undone: Create domain harbor.example. Everything is as it was before.',
	});
	expect(server.sent.slice(MADE.length - 2)).toEqual([[`DELETE ${D}`, undefined]]);
});

const there: Lists = {
	'/domains': [{ ...DOMAIN, domain: 'harbor.example', description: 'Old' }],
};

test('what is added to a customer is taken back one by one, but for sites', async () => {
	const number = { phonenumber: '12025550902' };
	const lists = { ...there, [`${D}/phonenumbers`]: [number] };
	const { server, done } = settingUp(lists, {}, { undoOnFailure: true });
	server.refuses[`PUT ${D}/phonenumbers/12025550902`] = 400;
	await expect(done()).rejects.toMatchObject({
		description: expect.stringMatching(
			/ Still there: Create site Mill \(cannot be undone\), Create site Pier \(cannot be undone\)\.$/,
		),
	});
	const prompt = expect.stringMatching(/^DELETE .*\/users\/5000\/autoattendants\/made-\d+$/);
	const writes = server.writes.slice(MADE.length - 1);
	expect(writes.map((write) => write.replace(D, ''))).toEqual([
		'DELETE /phonenumbers/12025550901',
		prompt,
		...['202', '201'].map((user) => `DELETE /callqueues/4000/agents/${user}@harbor.example`),
		...['4001', '4000'].map((queue) => `DELETE /callqueues/${queue}`),
		...['202', '201'].map((user) => `DELETE /users/${user}/devices/${user}`),
		...['202', '201'].map((user) => `DELETE /users/${user}`),
		expect.stringMatching(/^DELETE \/timeframes\/made-\d+$/),
		'PUT ',
	]);
	expect(server.bodies.at(-1)).toEqual({ description: 'Old' });
});

test('a customer who has all of it is left alone', async () => {
	const { server, done } = settingUp(complete());
	const items = await done();
	expect(server.sent).toEqual([]);
	expect(items.map(({ result }) => result)).toEqual(Array<string>(11).fill('unchanged'));
});

const otherKeys = { menuKeys: [{ menuKey: '1', menuSendTo: '201' }] };
const keptKeys = {
	'option-1': { 'destination-application': 'to-user', 'destination-user': '201' },
	'option-*': KEYS['option-*'],
	'option-7': { 'destination-application': 'to-user', 'destination-user': '201' },
};

test.each<[string, IDataObject, Sent]>([
	['another description', { description: 'New' }, [[`PUT ${D}`, { description: 'New' }]]],
	[
		'other hours',
		{ businessHours: { days: ['saturday'], from: '08:00', to: '12:30' } },
		[
			[
				`PUT ${D}/timeframes/t1`,
				{
					[ENTRIES]: [{ ...hours(WORKDAYS, '', '')[0], ...hours(['saturday'], '0800', '1230')[0] }],
					'update-only': 'yes',
				},
			],
		],
	],
	['hours without an end', { businessHours: { from: '08:00', to: '' } }, []],
	['hours without a beginning', { businessHours: { from: '', to: '17:00' } }, []],
	[
		'hours of another name',
		{ businessHours: { 'timeframe-name': 'Summer', from: '09:00', to: '17:00' } },
		[[`POST ${D}/timeframes`, expect.objectContaining({ 'timeframe-name': 'Summer' })]],
	],
	[
		'other numbers of a site',
		{ sites: [{ siteName: 'Pier', siteCallerId: '1303', siteEmergencyCallerId: '1404' }] },
		[
			[
				`PUT ${D}/sites/Pier`,
				{ 'caller-id-number': '1303', 'caller-id-number-emergency': '1404', synchronous },
			],
		],
	],
	[
		'another name of a queue',
		{ queues: [{ queueExtension: '4000', queueName: 'Service' }], menuKeys: [] },
		[[`PUT ${D}/callqueues/4000`, { description: 'Service' }]],
	],
	[
		'another agent',
		{ queues: [{ queueExtension: '4000', agents: '203' }] },
		[
			[
				`POST ${D}/callqueues/4000/agents`,
				{ 'callqueue-agent-id': '203@harbor.example', synchronous },
			],
		],
	],
	[
		'another key, beside those that are there',
		otherKeys,
		[[`PUT ${D}/users/5000/autoattendants/Prompt_500001`, { 'auto-attendant': keptKeys }]],
	],
	['no keys, which leaves those that are there', { menuKeys: [] }, []],
	[
		'another destination of a number',
		{ phoneNumbers: [{ number: '12025550901', sendTo: '201' }] },
		[[`PUT ${D}/phonenumbers/12025550901`, route('to-user', '201')]],
	],
	['no devices', { createDevice: false }, []],
])('%s', async (_, more, expected) => {
	const { server, done } = settingUp(complete(), more);
	await done();
	expect(server.sent).toEqual(expected);
});

test('each change says what it does', async () => {
	const { done } = settingUp(complete(), {
		...{ description: 'New', ...otherKeys, sites: [{ siteName: 'Pier', siteCallerId: '1303' }] },
		queues: [{ queueExtension: '4000', queueName: 'Service' }],
		phoneNumbers: [{ number: '12025550901', sendTo: '201' }],
		businessHours: { from: '08:00', to: '17:00' },
	});
	const items = await done();
	const steps = items.flatMap((json) => json.steps as Array<{ step: string }>);
	expect(steps.map(({ step }) => step)).toEqual([
		...['Update domain harbor.example', 'Replace entries of Business Hours', 'Update site Pier'],
		...['Update call queue 4000', 'Set keys of auto attendant 5000'],
		'Send calls to 12025550901 to 201',
	]);
	expect(new Set(items.map(({ result }) => result))).toEqual(new Set(['updated', 'unchanged']));
});

test('a new attendant may have a name and no keys', async () => {
	const autoAttendant = { attendantExtension: '5000', 'attendant-name': 'Day' };
	const { server, done } = settingUp({}, { autoAttendant, menuKeys: [] });
	await done();
	expect(server.sent).toContainEqual([
		`POST ${D}/autoattendants`,
		{ 'attendant-name': 'Day', user: '5000' },
	]);
});

describe('the greeting', () => {
	const none = () => ({ ...complete(), [`${D}/users/5000/greetings`]: [{ 'ordinal-order': '1' }] });
	const GREETINGS = `POST ${D}/users/5000/greetings`;

	test('is added to a menu that says nothing, and taken back by its number', async () => {
		const more = { phoneNumbers: [{ number: '12025550903', sendTo: '201' }] };
		const { server, done } = settingUp(none(), more, { undoOnFailure: true });
		server.refuses[LAST] = 400;
		await done().catch(() => {});
		expect(server.sent).toEqual([
			[GREETINGS, { script: 'Welcome.', index: 500001, synchronous }],
			[`DELETE ${D}/users/5000/greetings/500001`, undefined],
		]);
	});

	test.each([
		['audio/wav', 'audio/wav'],
		['audio/x-wav', 'audio/wav'],
		['audio/vnd.wave', 'audio/wav'],
		['audio/mpeg', 'audio/mp3'],
		['audio/mp3', 'audio/mp3'],
		['audio/x-mp3', 'audio/mp3'],
		['xaudio/wav', undefined],
		['audio/wave2', undefined],
		['audio/mpeg4', undefined],
	])('may be a file of type %s', async (mimeType, encoding) => {
		const autoAttendant = { attendantExtension: '5000', greetingBinaryField: 'voice' };
		const { server, calls, done } = settingUp(none(), { autoAttendant });
		const data = Buffer.from('sound').toString('base64');
		const assertBinaryData = () => ({ data, mimeType, fileName: 'hello' });
		calls[0]!.context.helpers = { assertBinaryData } as never;
		if (!encoding) {
			await expect(done()).rejects.toThrow(`"hello" is ${mimeType}. A greeting takes WAV or MP3.`);
			return expect(server.sent).toEqual([]);
		}
		const items = await done();
		const body = { base64_file: data, encoding, index: 500001 };
		expect(server.sent).toEqual([
			[GREETINGS, { ...body, convert: 'yes', script: 'hello', synchronous }],
		]);
		expect(items[8]!.changes).toEqual([{ field: 'greeting', before: null, after: 'hello' }]);
	});

	test('stays out where the form has none', async () => {
		const { server, done } = settingUp(none(), {
			autoAttendant: { attendantExtension: '5000', greetingText: ' ' },
		});
		await done();
		expect(server.sent).toEqual([]);
	});

	test('is not added where the server does not say to which menu', async () => {
		const { calls, done } = settingUp({});
		const { request } = calls[0]!.api;
		calls[0]!.api.request = async (asked) => {
			const answer = await request(asked);
			return asked.path.endsWith('/autoattendants') ? { code: 202 } : answer;
		};
		await expect(done()).rejects.toThrow('The server did not say which menu it has made');
	});
});

test('a dry run shows all of it, and changes nothing', async () => {
	const { server, done } = settingUp({}, {}, { dryRun: true });
	const items = await done();
	expect(server.sent).toEqual([]);
	expect(items).toHaveLength(11);
	expect(items.every(({ dryRun, result }) => dryRun === true && result === 'created')).toBe(true);
});
