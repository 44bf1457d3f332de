/** A new customer, and one who has all of it already. */
import type { IDataObject } from 'n8n-workflow';
import { newCustomer } from '../../nodes/NetSapiens/composites/customer/newCustomer';
import { MemoryServer } from './memoryServer';

export const D = '/domains/harbor.example';
export type Lists = Record<string, IDataObject[]>;
export type Sent = Array<[string, unknown]>;

export const customer = {
	...{ domain: ' Harbor.example', reseller: 'Northwind', description: 'Harbor' },
	...{ 'time-zone': 'America/New_York', 'caller-id-number': '12025550901', 'limits-max-users': 10 },
	'limits-max-active-calls-total': 5,
	sites: [
		{ siteName: 'Pier', siteCallerId: '12025550901', siteEmergencyCallerId: '12025550902' },
		{ siteName: 'Mill', siteCallerId: '', siteEmergencyCallerId: '' },
		{ siteName: '' },
	],
	businessHours: { from: '09:00', to: '17:00' },
	queues: [
		{ queueExtension: 4000, queueName: 'Sales', agents: '201; 202' },
		{ queueExtension: '4001', queueName: '' },
	],
	autoAttendant: { attendantExtension: '5000', greetingText: 'Welcome.' },
	menuKeys: [
		{ menuKey: '1', menuSendTo: '4000' },
		{ menuKey: '*', menuSendTo: ' 202 ' },
	],
	phoneNumbers: [
		{ number: '+1 (202) 555-0901', sendTo: '4000' },
		{ number: '12025550902', sendTo: ' 5000' },
		{ number: '' },
	],
};
export const person = (user: string, name: string) => ({
	...{ user, 'name-first-name': name, 'name-last-name': 'Vance' },
	'email-address': `${user}@x.test`,
});
export const people = [person('201', 'Nora'), person('202', 'Ida')];

export function settingUp(lists: Lists, more: IDataObject = {}, query: IDataObject = {}) {
	const server = new MemoryServer(structuredClone(lists));
	// A menu is in the list of the domain, and below its user.
	server.lists[`${D}/users/5000/autoattendants`] = server.lists[`${D}/autoattendants`] ??= [];
	const calls = server.calls(
		people.map((one) => ({
			...{ resource: 'domain', operation: 'newCustomer' },
			query: { dryRun: false, undoOnFailure: false, ...query },
			body: { ...one, ...customer, createDevice: true, ...more },
		})),
	);
	const done = async () => (await newCustomer(calls)).map(({ json }) => json);
	return { server, calls, done };
}

export const synchronous = 'yes';
export const hours = (days: string[], from: string, to: string) => [
	Object.fromEntries(
		days.flatMap((day) => [
			[`timeframe-weekly-${day}-begin-time-1`, from],
			[`timeframe-weekly-${day}-end-time-1`, to],
		]),
	),
];
export const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
export const ENTRIES = 'timeframe-days-of-week-array';
export const KEYS = {
	'option-1': { 'destination-application': 'to-callqueue', 'destination-user': '4000' },
	'option-*': { 'destination-application': 'to-user', 'destination-user': '202' },
};
export const route = (application: string, user: string) => ({
	'dial-rule-application': application,
	'dial-rule-translation-destination-user': user,
	'dial-rule-translation-destination-host': 'harbor.example',
});

export const DOMAIN = {
	...{ description: 'Harbor', 'time-zone': 'America/New_York', 'limits-max-users': 10 },
	'caller-id-number': '12025550901',
	'limits-max-active-calls-total': 5,
};
export const HOURS = {
	'timeframe-name': 'Business Hours',
	[ENTRIES]: hours(WORKDAYS, '0900', '1700'),
};
export const PIER = {
	...{ site: 'Pier', 'caller-id-number': '12025550901' },
	'caller-id-number-emergency': '12025550902',
};
/** A customer who has all of it. */
export const complete = (): Lists => ({
	'/domains': [{ ...DOMAIN, domain: 'harbor.example' }],
	[`${D}/timeframes`]: [{ ...HOURS, 'timeframe-type': 'days-of-week', 'timeframe-id': 't1' }],
	[`${D}/sites`]: [PIER, { site: 'Mill' }],
	[`${D}/users`]: people.map((one) => ({ ...one, 'user-scope': 'Basic User' })),
	[`${D}/users/201/devices`]: [{ device: '201' }],
	[`${D}/users/202/devices`]: [{ device: '202' }],
	[`${D}/callqueues`]: [{ callqueue: '4000', description: 'Sales' }, { callqueue: '4001' }],
	[`${D}/callqueues/4000/agents`]: people.map(({ user }) => ({
		'callqueue-agent-id': `${user}@harbor.example`,
	})),
	[`${D}/autoattendants`]: [
		{ user: '5001', 'starting-prompt': 'Prompt_500101' },
		{
			...{ user: '5000', 'starting-prompt': 'Prompt_500001', 'attendant-name': 'Main' },
			'auto-attendant': {
				...KEYS,
				'option-7': { 'destination-application': 'to-user', 'destination-user': '201' },
				audio: { 'file-name': 'x' },
				'intro-greetings': [],
			},
		},
	],
	[`${D}/users/5000/greetings`]: [{ 'ordinal-order': '500001' }],
	[`${D}/phonenumbers`]: [
		{ phonenumber: '12025550901', ...route('to-callqueue', '4000') },
		{ phonenumber: '12025550902', ...route('to-user', '5000') },
	],
});
