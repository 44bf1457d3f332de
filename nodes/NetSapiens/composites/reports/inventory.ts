import { DateTime } from 'luxon';
import { UserError, type INodeExecutionData } from 'n8n-workflow';
import { emergencyAddressAudit } from '../../reports/inventory/emergencyAddressAudit';
import { extensionInventory, type Inventory } from '../../reports/inventory/extensionInventory';
import { phonesOffline as offline } from '../../reports/inventory/phonesOffline';
import { callbackOf, type Place } from '../../reports/inventory/records';
import { show, type Format } from '../../reports/showing/show';
import type { Call } from '../../execute/call';
import { DomainReader } from '../domainReader';
import {
	endpointSource,
	readAddresses,
	readDevices,
	readDomain,
	readNumbers,
	readPersonalAddresses,
	readPhones,
	readSites,
	readUsers,
} from './sources';

const UNKNOWN_PLACE: Place = {
	site: '',
	callerId: '',
	emergencyCallerId: '',
	addressId: '',
	description: '',
};

/** Extensions with their devices, numbers and emergency addresses. */
export async function extensionInventoryReport(call: Call): Promise<INodeExecutionData[]> {
	const { inventory } = await readInventory(call);
	return await show(call.context, extensionInventory(inventory), formatsOf(call));
}

/** Whose calls for help would lack an address or a number. */
export async function emergencyAddressAuditReport(call: Call): Promise<INodeExecutionData[]> {
	const { reader, inventory, isNumbersKnown, isAddressesKnown } = await readInventory(call);
	const endpoints = await reader.allIfAllowed(endpointSource);
	const report = emergencyAddressAudit({
		...inventory,
		isNumbersKnown,
		isAddressesKnown,
		callbacks: endpoints?.map(callbackOf),
	});
	return await show(call.context, report, formatsOf(call));
}

/** Devices that should be registered but are not. */
export async function phonesOfflineReport(call: Call): Promise<INodeExecutionData[]> {
	const reader = new DomainReader(call);
	const users = await readUsers(reader);
	const devices = await readDevices(reader, users);
	if (!devices) throw new UserError(reader.notes.join(' '));
	const phones = await readPhones(reader);
	const now = DateTime.now().setZone(call.context.getTimezone());
	const found = {
		name: reader.name,
		users,
		devices,
		phones: phones ?? [],
		notes: reader.notes,
	};
	return await show(call.context, offline(found, now), formatsOf(call));
}

/** Formats as they are chosen; none is items. */
export const formatsOf = ({ values }: Call): Format[] =>
	[values.query.formats ?? []].flat() as Format[];

async function readInventory(call: Call) {
	const reader = new DomainReader(call);
	const users = await readUsers(reader);
	const [devices, phones, numbers, addresses, sites, domain] = await Promise.all([
		readDevices(reader, users),
		readPhones(reader),
		readNumbers(reader),
		readAddresses(reader),
		readSites(reader),
		readDomain(reader),
	]);
	const personal = addresses && (await readPersonalAddresses(reader, users, addresses));
	const inventory: Inventory = {
		name: reader.name,
		users,
		devices: devices ?? [],
		phones: phones ?? [],
		numbers: numbers ?? [],
		addresses: [...(addresses ?? []), ...(personal ?? [])],
		sites: sites ?? [],
		domain: domain ?? UNKNOWN_PLACE,
		notes: reader.notes,
	};
	return {
		reader,
		inventory,
		isNumbersKnown: numbers !== undefined,
		isAddressesKnown: personal !== undefined,
	};
}
