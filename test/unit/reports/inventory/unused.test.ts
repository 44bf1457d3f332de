/** What nobody uses, and what leads nowhere. */
import type { IDataObject } from 'n8n-workflow';
import {
	agentOf,
	attendantOf,
	deviceOf,
	numberOf,
	queueOf,
	userOf,
} from '../../../../nodes/NetSapiens/reports/inventory/records';
import {
	unusedResources,
	type Resources,
} from '../../../../nodes/NetSapiens/reports/inventory/unusedResources';

const device = (device: string, user: string, more: IDataObject = {}) =>
	deviceOf({ device, user, ...more });
const REGISTERED = { 'device-sip-registration-state': 'registered' };
const ONCE = { 'device-sip-registration-datetime': '2026-01-05 10:00:00' };
const attendant = (user: string, menu: IDataObject = {}) =>
	attendantOf({ user, 'attendant-name': `Menu ${user}`, 'auto-attendant': menu });
const number = (application: string, user: string, more: IDataObject = {}) =>
	numberOf({
		phonenumber: '12025550100',
		'dial-rule-application': application,
		'dial-rule-translation-destination-user': user,
		'dial-rule-description': 'Main line',
		...more,
	});

const report = (more: Partial<Resources>) =>
	unusedResources({ name: 'acme.example', users: [], notes: ['A note.'], ...more });
const told = (more: Partial<Resources>) =>
	report(more).tables[0]!.rows.map(({ kind, id, reason }) => [kind, id, reason].join(': '));

const people = ['1000', '99'].map((user) => userOf({ user, 'name-first-name': `P${user}` }));

describe('users', () => {
	const activity = (days: number, ...active: string[]) => ({ days, active: new Set(active) });

	test.each<[string, Partial<Resources>, string[]]>([
		['nothing is known', {}, []],
		['all took part in calls', { activity: activity(7, '99', '1000') }, []],
		['one did not', { activity: activity(7, '1000') }, ['User: 99: No calls in 7 days']],
		['in one day', { activity: activity(1, '99') }, ['User: 1000: No calls in 1 day']],
		['no devices', { devices: [] }, ['User: 99: No device', 'User: 1000: No device']],
		[
			'devices that never registered, and one that did',
			{
				devices: [
					device('99', '99'),
					device('99m', '99'),
					device('1000', '1000'),
					device('1000m', '1000', ONCE),
				],
			},
			[
				'User: 99: No device ever registered',
				'Device: 99: Never registered',
				'Device: 99m: Never registered',
				'Device: 1000: Never registered',
			],
		],
		[
			'one that is registered',
			{ devices: [device('99', '99', REGISTERED), device('1000', '1000', ONCE)] },
			[],
		],
		[
			'both reasons',
			{ activity: activity(30, '1000'), devices: [device('1000', '1000', ONCE)] },
			['User: 99: No calls in 30 days; No device'],
		],
	])('%s', (_, more, expected) => {
		expect(told({ users: people, ...more })).toEqual(expected);
	});

	test('are people', () => {
		const users = [userOf({ user: '4000', 'service-code': 'system-queue' })];
		expect(told({ users, devices: [] })).toEqual([]);
	});
});

test.each<[string, ReturnType<typeof number>, string | undefined]>([
	['to a user', number('to-user', '99'), undefined],
	['to the device of a user', number('to-user-residential', '99'), undefined],
	['turned off', number('to-user', '99', { enabled: 'no' }), 'Turned off'],
	['not assigned', number('available-number', '99'), 'Not assigned'],
	['without a treatment', number('', '99'), 'Not assigned'],
	['to nobody', number('to-user', '[*]'), 'No destination'],
	['to a user who is gone', number('to-user', '98'), 'Leads to extension 98, which does not exist'],
	[
		'to a queue that is gone',
		number('to-callqueue', '98'),
		'Leads to extension 98, which does not exist',
	],
	[
		'to a mailbox that is gone',
		number('to-voicemail', '98'),
		'Leads to extension 98, which does not exist',
	],
	['outside', number('to-connection', '98'), undefined],
])('a number %s', (_, one, reason) => {
	const rows = report({ users: people, numbers: [one] }).tables[0]!.rows;
	const row = { kind: 'Phone Number', id: '12025550100', name: 'Main line', reason };
	expect(rows).toEqual(reason === undefined ? [] : [row]);
});

test('queues without agents', () => {
	const queues = [
		queueOf({ callqueue: '4000', description: 'Sales' }),
		queueOf({ callqueue: '4001', description: 'Returns' }),
	];
	const agents = [agentOf({ callqueue: '4000', 'callqueue-agent-id': '99@acme.example' })];
	expect(report({ queues, agents }).tables[0]!.rows).toEqual([
		{ kind: 'Call Queue', id: '4001', name: 'Returns', reason: 'No agents' },
	]);
	expect(told({ queues })).toEqual([]);
	expect(told({ agents })).toEqual([]);
});

describe('attendants', () => {
	const to = (user: string | number) => ({
		'destination-application': 'to-user',
		'destination-user': user,
	});
	const NO_WAY = 'No phone number or menu leads to it';

	test('to which nothing leads, their own menu aside', () => {
		const attendants = [
			attendant('9000', {
				'option-1': to(9001),
				'option-2': { 'auto-attendant': { 'option-3': to('9002') } },
			}),
			attendant('9001'),
			attendant('9002', { 'option-1': to('9002'), 'no-key-press': null }),
			attendant('9003', { 'option-1': to('9003') }),
			attendant('9004'),
			// With a second prompt, at night.
			attendant('9004'),
		];
		const users = [userOf({ user: '9000', 'service-code': 'system-aa' })];
		const numbers = [number('to-user', '9000')];
		expect(report({ users, attendants, numbers }).tables[0]!.rows).toEqual([
			{ kind: 'Auto Attendant', id: '9003', name: 'Menu 9003', reason: NO_WAY },
			{ kind: 'Auto Attendant', id: '9004', name: 'Menu 9004', reason: NO_WAY },
		]);
		const activity = { days: 7, active: new Set(['9003']) };
		expect(told({ users, attendants, numbers, activity })).toEqual([
			`Auto Attendant: 9004: ${NO_WAY}, and no calls in 7 days`,
		]);
	});

	test('are judged where the numbers are known alone', () => {
		expect(told({ attendants: [attendant('9000')] })).toEqual([]);
		expect(told({ numbers: [] })).toEqual([]);
	});
});

test('a device bears the name of its user, and devices come in their order', () => {
	const devices = [device('1000m', '1000'), device('99', '99'), device('lobby', '98')];
	const rows = report({ users: people, devices }).tables[0]!.rows;
	expect(rows.filter(({ kind }) => kind === 'Device')).toEqual([
		{ kind: 'Device', id: '99', name: 'P99', reason: 'Never registered' },
		{ kind: 'Device', id: '1000m', name: 'P1000', reason: 'Never registered' },
		{ kind: 'Device', id: 'lobby', name: '', reason: 'Never registered' },
	]);
});

test('figures count each kind, and are unknown where its list is', () => {
	const labels = ['Users', 'Devices', 'Phone Numbers', 'Call Queues', 'Auto Attendants'];
	const { title, subtitle, figures, notes, tables } = report({ users: people, devices: [] });
	expect([title, subtitle, notes]).toEqual(['Unused Resources', 'acme.example', ['A note.']]);
	expect(figures).toEqual(
		[2, 0, null, null, null].map((value, at) => ({ label: labels[at], value })),
	);
	const { columns, rows } = tables[0]!;
	expect(columns.map(({ key }) => key)).toEqual(Object.keys(rows[0]!));
	expect(columns.map(({ label }) => label)).toEqual(['What', 'ID', 'Name', 'Reason']);
});
