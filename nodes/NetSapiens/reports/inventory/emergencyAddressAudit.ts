import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../report';
import { addressText, type Inventory } from './extensionInventory';
import { addressFor, emergencyCallerIdFor } from './inheriting';
import { isPerson, type Device, type User } from './records';
import { byExtension } from './sorting';

/** What the audit is made of. Lists that could not be read are undefined and judge nothing. */
export interface Emergencies extends Inventory {
	/** Numbers that are registered with the emergency provider. */
	callbacks?: string[];
	isNumbersKnown: boolean;
	isAddressesKnown: boolean;
}

/** Whose emergency calls would lack a valid address or number. One row for each problem. */
export function emergencyAddressAudit(found: Emergencies): Report {
	const people = found.users.filter(isPerson).sort(byExtension);
	const users = people.flatMap((user) =>
		problemsOf(user, undefined, found).map((problem) =>
			rowOf('User', user, undefined, problem, found),
		),
	);
	const devices = found.devices.filter(hasItsOwn).flatMap((device) => {
		const user = people.find(({ user: extension }) => extension === device.user);
		return problemsOf(user, device, found).map((problem) =>
			rowOf('Device', user, device, problem, found),
		);
	});
	const numbers = unregistered(people, found);
	const wrong = new Set(users.map((row) => row.id)).size;
	return {
		title: 'Emergency Address Audit',
		subtitle: found.name,
		figures: [
			{ label: 'Users Checked', value: people.length },
			{ label: 'Users with Problems', value: wrong },
			{ label: 'Devices with Problems', value: new Set(devices.map((row) => row.id)).size },
			{ label: 'Numbers Not Registered', value: found.callbacks ? numbers.length : null },
		],
		tables: [
			{
				title: 'Problems',
				columns: [
					{ key: 'kind', label: 'What' },
					{ key: 'id', label: 'ID' },
					{ key: 'name', label: 'Name' },
					{ key: 'problem', label: 'Problem' },
					{ key: 'emergencyCallerId', label: 'Emergency Caller ID' },
					{ key: 'emergencyAddress', label: 'Emergency Address' },
				],
				rows: [...users, ...devices, ...numbers],
			},
		],
		notes: found.notes,
	};
}

/** A device that overrides nothing is as good as its user. */
const hasItsOwn = ({ addressId, emergencyCallerId }: Device): boolean =>
	addressId !== '' || emergencyCallerId !== '';

function problemsOf(
	user: User | undefined,
	device: Device | undefined,
	found: Emergencies,
): string[] {
	const address = addressFor(user, device, found);
	const callerId = emergencyCallerIdFor(user, device, found);
	return [...addressProblems(address.value, found), ...callerIdProblems(callerId.value, found)];
}

function addressProblems(id: string, { addresses, isAddressesKnown }: Emergencies): string[] {
	if (id === '') return ['No emergency address'];
	const address = addresses.find((one) => one.id === id);
	if (!address) return isAddressesKnown ? ['Emergency address does not exist'] : [];
	const { missing } = address;
	return missing.length > 0 ? [`Emergency address lacks ${missing.join(', ')}`] : [];
}

function callerIdProblems(callerId: string, { numbers, isNumbersKnown }: Emergencies): string[] {
	if (callerId === '') return ['No caller ID for emergency calls'];
	const isOwn = !isNumbersKnown || numbers.some(({ number }) => isSame(number, callerId));
	return isOwn ? [] : ['Emergency caller ID is no phone number of this domain'];
}

/** Numbers are compared with and without the country code of North America. */
const isSame = (a: string, b: string): boolean => digits(a) === digits(b);
const digits = (number: string) => number.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');

/** Numbers that emergency calls show, but of which the emergency provider knows nothing. */
function unregistered(people: User[], found: Emergencies): IDataObject[] {
	const { callbacks, devices } = found;
	if (!callbacks) return [];
	const used = [
		...people.map((user) => emergencyCallerIdFor(user, undefined, found).value),
		...devices.map((device) => device.emergencyCallerId),
	];
	return [...new Set(used)]
		.filter((number) => number !== '' && !callbacks.some((one) => isSame(one, number)))
		.map((number) => ({
			kind: 'Number',
			id: number,
			name: '',
			problem: 'No emergency endpoint for this number',
			emergencyCallerId: number,
			emergencyAddress: '',
		}));
}

function rowOf(
	kind: 'User' | 'Device',
	user: User | undefined,
	device: Device | undefined,
	problem: string,
	found: Emergencies,
): IDataObject {
	return {
		kind,
		id: device?.device ?? user?.user ?? '',
		name: user?.name ?? '',
		problem,
		emergencyCallerId: emergencyCallerIdFor(user, device, found).value,
		emergencyAddress: addressText(addressFor(user, device, found).value, found),
	};
}
