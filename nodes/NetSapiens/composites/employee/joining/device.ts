import type { IDataObject } from 'n8n-workflow';
import { toggle } from '../../../execute/scalars';
import { spelled } from '../../../spellings';
import type { Step, Task } from '../../plan/plan';
import { readFew } from '../../plan/read';
import { createStep } from '../../plan/steps';
import type { Person } from '../person';
import { addressOf } from '../phones';

/** The device of the employee. */
export interface PlannedDevice {
	/** Undefined when none is wanted. */
	name?: string;
	steps: Step[];
	output?: Task['output'];
}

/** The name under which the runner keeps what the server said about the new device. */
const ANSWER = 'device';

/** The device that is asked for; a desk phone needs one, which is then called like the extension. */
export async function deviceOf(person: Person, wanted: IDataObject): Promise<PlannedDevice> {
	const { domain, user } = person;
	const asked = wanted.device ?? (wanted.phone && user);
	if (!asked) return { steps: [] };
	const name = String(asked);
	const present = await findDevice(person, name);
	const withPassword = toggle(wanted.includeSipPassword ?? false, 'Include SIP Password');
	const output: Task['output'] = (answers) => {
		const device = { device: name, ...present, ...answers[ANSWER] };
		return { device: credentialsOf(device, domain, withPassword) };
	};
	if (present) return { name, steps: [], output };
	const path = { domain, user };
	const body = { device: name };
	const act = { resource: 'device', operation: 'create', path, body };
	const undo = { ...act, operation: 'delete', path: { ...path, device: name }, body: undefined };
	return {
		name,
		steps: [{ ...createStep(`Create device ${name}`, act, undo), name: ANSWER }],
		output,
	};
}

/** Looked for in the list: some servers do not show one by itself (facts: errors). */
async function findDevice(
	{ call, domain, user, record }: Person,
	name: string,
): Promise<IDataObject | undefined> {
	if (!record) return undefined;
	const act = { resource: 'device', operation: 'getAll', path: { domain, user } };
	const devices = await readFew(call, act);
	return devices.find((one) => String(spelled(one, 'device').get('device')) === name);
}

/** What a phone or an app needs to register; the password only if it is asked for. */
function credentialsOf(device: IDataObject, domain: string, withPassword: boolean): IDataObject {
	const { get } = spelled(device, 'device');
	const name = String(get('device'));
	const password = get('device-sip-registration-password') ?? null;
	return {
		device: name,
		sipAddress: addressOf(name, domain),
		...(withPassword && { sipPassword: password as string | null }),
	};
}
