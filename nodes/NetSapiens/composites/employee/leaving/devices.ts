import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../../spellings';
import type { Step } from '../../plan/plan';
import { readFew } from '../../plan/read';
import { changeSteps, removeStep } from '../../plan/steps';
import { listOf, type Person } from '../person';
import { addressOf, enabledOf, LINES, MAC, macOf, MODEL, onLine, phone, uriOf } from '../phones';
import { isDeviceOf } from './numbers';

/** The devices of the user. */
export async function devicesOf({ call, domain, user, record }: Person): Promise<IDataObject[]> {
	if (!record) return [];
	return await readFew(call, { resource: 'device', operation: 'getAll', path: { domain, user } });
}

const nameOf = (device: IDataObject): string => String(spelled(device, 'device').get('device'));

/** Devices go, and their registrations with them. */
export function deviceSteps({ domain, user }: Person, devices: IDataObject[]): Step[] {
	const path = { domain, user };
	return devices.map((record) => {
		const device = nameOf(record);
		return removeStep({
			title: `Remove device ${device}`,
			act: { resource: 'device', operation: 'delete', path: { ...path, device } },
			record,
			again: { resource: 'device', operation: 'create', path },
			shows: 'device',
		});
	});
}

/** Phones of the user alone go; of those that others use as well, only the lines of the user. */
export async function phoneSteps(person: Person, devices: IDataObject[]): Promise<Step[]> {
	const { domain, user } = person;
	const addresses = new Set(devices.map((device) => addressOf(nameOf(device), domain)));
	const isOwn = (uri: string): boolean => {
		const [, name = '', host] = /^(?:sip:)?([^@]+)@(.+)$/i.exec(uri) ?? [];
		return addresses.has(uri) || (host === domain && isDeviceOf(user, name));
	};
	const steps = (await listOf(person, 'phones')).map((record) => {
		const used = LINES.filter((line) => onLine(record, line));
		const own = used.filter((line) => isOwn(onLine(record, line)!));
		if (own.length === 0) return [];
		return own.length === used.length ? [removal(domain, record)] : freed(domain, record, own);
	});
	return steps.flat();
}

function removal(domain: string, record: IDataObject): Step {
	const mac = macOf(record);
	const act = { resource: 'phone', choice: 'domain', path: { domain } };
	return removeStep({
		title: `Remove phone ${mac}`,
		act: { ...act, operation: 'delete', body: { [MAC]: mac } },
		record,
		again: { ...act, operation: 'create' },
		shows: MAC,
	});
}

function freed(domain: string, record: IDataObject, lines: number[]): Step[] {
	const mac = macOf(record);
	const act = { resource: 'phone', operation: 'update', choice: 'domain', path: { domain } };
	const always = { [MAC]: mac, [MODEL]: phone(record).get(MODEL) } as IDataObject;
	const free = lines.flatMap((line) => [
		[uriOf(line), ''],
		[enabledOf(line), 'no'],
	]);
	const body = Object.fromEntries(free) as IDataObject;
	return changeSteps(`Free line ${lines.join(', ')} of phone ${mac}`, act, body, record, always);
}
