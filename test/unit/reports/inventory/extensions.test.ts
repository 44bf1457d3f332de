/** Extensions with what belongs to them. */
import type { IDataObject } from 'n8n-workflow';
import {
	extensionInventory,
	type Inventory,
} from '../../../../nodes/NetSapiens/reports/inventory/extensionInventory';
import {
	addressOf,
	deviceOf,
	numberOf,
	phoneOf,
	placeOf,
	userOf,
} from '../../../../nodes/NetSapiens/reports/inventory/records';

const MAC = 'device-provisioning-mac-address';
const number = (phonenumber: string, user: string) =>
	numberOf({ phonenumber, 'dial-rule-translation-destination-user': user });

const inventory = (users: IDataObject[], more: Partial<Inventory> = {}): Inventory => ({
	name: 'acme.example',
	users: users.map(userOf),
	devices: [],
	phones: [],
	numbers: [],
	addresses: [],
	sites: [],
	domain: placeOf({ 'caller-id-number': '12025550100' }, 'domain'),
	notes: ['A note.'],
	...more,
});

const ada = {
	user: '101',
	'name-first-name': 'Ada',
	'name-last-name': 'Park',
	'email-address': 'ada@acme.example',
	department: 'Sales',
	site: 'HQ',
	'caller-id-number': '12025550101',
	'caller-id-number-emergency': '12025550911',
	'emergency-address-id': 'main',
	'voicemail-enabled': 'yes',
};

test('a row has what the user, the device, the phone and the address say', () => {
	const { title, subtitle, figures, tables, notes } = extensionInventory(
		inventory([ada], {
			devices: [
				deviceOf({
					device: 'sip:101@acme.example',
					user: '101',
					'device-sip-registration-state': 'registered',
				}),
				deviceOf({
					...{ device: '101m', user: '101', [MAC]: '0004F2000001' },
					'device-models-model': 'Polycom',
					'emergency-address-id': 'own',
					'caller-id-number-emergency': '12025550912',
				}),
			],
			phones: [
				phoneOf({
					...{ [MAC]: '0004F2AABBCC', 'device-models-brand-and-model': 'Yealink T46U' },
					'device-provisioning-sip-uri-1': 'sip:102@acme.example',
					'device-provisioning-sip-uri-24': 'sip:101@acme.example',
				}),
			],
			numbers: [number('12025550101', '101'), number('12025550102', '102')],
			addresses: [
				addressOf({
					'emergency-address-id': 'main',
					'address-line-1': '1 Main St',
					'address-line-2': 'Floor 2',
					'address-city': 'Springfield',
					'address-state-province-abbreviation': 'IL',
					'address-postal-code': '62701',
				}),
			],
		}),
	);
	const { columns, rows } = tables[0]!;
	const person = {
		extension: '101',
		name: 'Ada Park',
		email: 'ada@acme.example',
		department: 'Sales',
		site: 'HQ',
	};
	const more = { numbers: ['12025550101'], callerId: '12025550101', voicemail: true };
	expect(rows).toEqual([
		{
			...{ ...person, device: '101', model: 'Yealink T46U', mac: '0004f2aabbcc' },
			registered: true,
			...more,
			emergencyCallerId: '12025550911',
			emergencyAddress: '1 Main St, Floor 2, Springfield, IL 62701',
			emergencyAddressFrom: 'User',
		},
		{
			...{ ...person, device: '101m', model: 'Polycom', mac: '0004f2000001' },
			registered: false,
			...more,
			emergencyCallerId: '12025550912',
			// Not known, so there is nothing but its ID.
			emergencyAddress: 'own',
			emergencyAddressFrom: 'Device',
		},
	]);
	expect(columns.map(({ key }) => key)).toEqual(Object.keys(rows[0]!));
	expect(columns.map(({ label }) => label)).toEqual([
		...['Extension', 'Name', 'Email', 'Department', 'Site', 'Device', 'Model', 'MAC Address'],
		...['Registered', 'Phone Numbers', 'Caller ID', 'Emergency Caller ID'],
		...['Emergency Address', 'Address From', 'Voicemail'],
	]);
	expect([title, subtitle, notes]).toEqual(['Extension Inventory', 'acme.example', ['A note.']]);
	expect(figures).toEqual([
		{ label: 'Extensions', value: 1 },
		{ label: 'Devices', value: 2 },
		{ label: 'Registered', value: 1 },
		{ label: 'Phone Numbers', value: 2 },
	]);
});

test('an extension without anything has one row, with what the domain gives it', () => {
	const { tables, figures } = extensionInventory(inventory([{ user: '102' }]));
	expect(tables[0]!.rows).toEqual([
		{
			...{ extension: '102', name: '', email: '', department: '', site: '' },
			...{ device: '', model: '', mac: '', registered: null, numbers: [] },
			...{ callerId: '12025550100', emergencyCallerId: '', voicemail: null },
			...{ emergencyAddress: '', emergencyAddressFrom: '' },
		},
	]);
	expect(figures.map(({ value }) => value)).toEqual([1, 0, 0, 0]);
});

test('people come in their order, and what is no person does not come', () => {
	const users = [
		{ user: '1000' },
		{ user: '99' },
		{ user: '4000', 'service-code': 'System-Queue' },
		{ user: 'domain' },
	];
	const { tables } = extensionInventory(inventory(users));
	expect(tables[0]!.rows.map(({ extension }) => extension)).toEqual(['99', '1000']);
});
