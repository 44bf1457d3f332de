import type { IDataObject } from 'n8n-workflow';
import {
	addressOf,
	agentOf,
	attendantOf,
	deviceOf,
	isPerson,
	numberOf,
	phoneOf,
	placeOf,
	queueOf,
	userOf,
	type Address,
	type Agent,
	type Attendant,
	type Device,
	type Phone,
	type PhoneNumber,
	type Place,
	type Queue,
	type User,
} from '../../reports/inventory/records';
import { isRefused, type DomainReader, type Source } from '../domainReader';

const below = (label: string, path: string, more: Partial<Source> = {}): Source => ({
	label,
	path: `/domains/{domain}${path}`,
	...more,
});

/** Users are what every report is about: without them there is none. */
export async function readUsers(reader: DomainReader): Promise<User[]> {
	const users = (await reader.all(below('Users', '/users'))).map(userOf);
	reader.name = users[0]?.domain || reader.name;
	return users;
}

/** A reader of a list that a report can do without. */
const optional =
	<T>(source: Source, read: (record: IDataObject) => T) =>
	async (reader: DomainReader): Promise<T[] | undefined> =>
		(await reader.allIfAllowed(source))?.map(read);

export const readPhones = optional<Phone>(below('Phones', '/phones'), phoneOf);
export const readNumbers = optional<PhoneNumber>(below('Phone numbers', '/phonenumbers'), numberOf);
export const readQueues = optional<Queue>(below('Call queues', '/callqueues'), queueOf);
export const readAgents = optional<Agent>(below('Agents', '/agents'), agentOf);
export const readAttendants = optional<Attendant>(
	below('Auto attendants', '/autoattendants'),
	attendantOf,
);
export const readAddresses = optional<Address>(
	below('Emergency addresses', '/addresses'),
	addressOf,
);
export const readSites = optional<Place>(below('Sites', '/sites'), (record) =>
	placeOf(record, 'user'),
);
export const endpointSource = below('Emergency endpoints', '/addresses/endpoints');

export const readDomain = async (reader: DomainReader): Promise<Place | undefined> => {
	const record = await reader.oneIfAllowed(below('Settings of the domain', ''));
	return record && placeOf(record, 'domain');
};

/** Addresses that users have for themselves, as far as the list of the domain does not have them. */
export async function readPersonalAddresses(
	reader: DomainReader,
	users: User[],
	known: Address[],
): Promise<Address[] | undefined> {
	const owners = users.filter(
		({ addressId }) => addressId !== '' && !known.some(({ id }) => id === addressId),
	);
	const source = below('Emergency addresses of users', '/users/{user}/addresses');
	const names = owners.map(({ user }) => user);
	return (await reader.ofEach(source, 'user', names))?.map(addressOf);
}

/**
 * The devices of a domain: from one list, or, where the server has none (before 45), from one of each
 * person.
 */
export async function readDevices(
	reader: DomainReader,
	users: User[],
): Promise<Device[] | undefined> {
	const whole = await reader
		.all(below('Devices', '/devices', { since: '45' }))
		.catch((error: Error) => (isRefused(error) ? undefined : fail(error)));
	const people = users.filter(isPerson).map(({ user }) => user);
	const rows =
		whole ?? (await reader.ofEach(below('Devices', '/users/{user}/devices'), 'user', people));
	return rows?.map(deviceOf);
}

function fail(error: Error): never {
	throw error;
}
