import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../report';
import { byDevice, grouped } from './grouped';
import { addressFor, emergencyCallerIdFor, type Emergency } from './inheriting';
import { isPerson, type Device, type Phone, type PhoneNumber, type User } from './records';
import { byExtension } from './sorting';

/** What the inventory is made of; what could not be read is empty, and the notes say so. */
export interface Inventory extends Emergency {
	name: string;
	users: User[];
	devices: Device[];
	phones: Phone[];
	numbers: PhoneNumber[];
	notes: string[];
}

/** One row for each device of each extension, and one for each extension without devices. */
export function extensionInventory(inventory: Inventory): Report {
	const people = inventory.users.filter(isPerson).sort(byExtension);
	const found: Found = {
		devices: grouped(inventory.devices, ({ user }) => user),
		phones: byDevice(inventory.phones),
		numbers: grouped(inventory.numbers, ({ destination }) => destination),
	};
	const rows = people.flatMap((user) => rowsOf(user, inventory, found));
	const registered = rows.filter((row) => row.registered === true).length;
	const devices = rows.filter((row) => row.device !== '').length;
	return {
		title: 'Extension Inventory',
		subtitle: inventory.name,
		figures: [
			{ label: 'Extensions', value: people.length },
			{ label: 'Devices', value: devices },
			{ label: 'Registered', value: registered },
			{ label: 'Phone Numbers', value: inventory.numbers.length },
		],
		tables: [{ title: 'Extensions', columns: COLUMNS, rows }],
		notes: inventory.notes,
	};
}

const COLUMNS = [
	{ key: 'extension', label: 'Extension' },
	{ key: 'name', label: 'Name' },
	{ key: 'email', label: 'Email' },
	{ key: 'department', label: 'Department' },
	{ key: 'site', label: 'Site' },
	{ key: 'device', label: 'Device' },
	{ key: 'model', label: 'Model' },
	{ key: 'mac', label: 'MAC Address' },
	{ key: 'registered', label: 'Registered' },
	{ key: 'numbers', label: 'Phone Numbers' },
	{ key: 'callerId', label: 'Caller ID' },
	{ key: 'emergencyCallerId', label: 'Emergency Caller ID' },
	{ key: 'emergencyAddress', label: 'Emergency Address' },
	{ key: 'emergencyAddressFrom', label: 'Address From' },
	{ key: 'voicemail', label: 'Voicemail' },
];

/** What belongs to a user or a device, by its name. */
interface Found {
	devices: Map<string, Device[]>;
	phones: Map<string, Phone>;
	numbers: Map<string, PhoneNumber[]>;
}

function rowsOf(user: User, inventory: Inventory, found: Found): IDataObject[] {
	const devices = found.devices.get(user.user) ?? [undefined];
	return devices.map((device) => rowOf(user, device, inventory, found));
}

function rowOf(
	user: User,
	device: Device | undefined,
	inventory: Inventory,
	found: Found,
): IDataObject {
	const phone = device && found.phones.get(device.device);
	const address = addressFor(user, device, inventory);
	const numbers = found.numbers.get(user.user) ?? [];
	return {
		extension: user.user,
		name: user.name,
		email: user.email,
		department: user.department,
		site: user.site,
		device: device?.device ?? '',
		model: device?.model || phone?.model || '',
		mac: device?.mac || phone?.mac || '',
		registered: device ? device.isRegistered : null,
		numbers: numbers.map(({ number }) => number),
		callerId: user.callerId || inventory.domain.callerId,
		emergencyCallerId: emergencyCallerIdFor(user, device, inventory).value,
		emergencyAddress: addressText(address.value, inventory),
		emergencyAddressFrom: address.from,
		voicemail: user.hasVoicemail,
	};
}

/** The address behind an ID; the ID itself where the address is not known. */
export function addressText(id: string, { addresses }: Emergency): string {
	return addresses.find((address) => address.id === id)?.text || id;
}
