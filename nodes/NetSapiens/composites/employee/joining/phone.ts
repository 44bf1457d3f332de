import { UserError, type IDataObject } from 'n8n-workflow';
import { wholeNumber } from '../../../execute/scalars';
import type { Step } from '../../plan/plan';
import { changeSteps, createStep } from '../../plan/steps';
import { listOf, type Person } from '../person';
import {
	addressOf,
	enabledOf,
	LINES,
	MAC,
	macOf,
	MODEL,
	onLine,
	phone,
	plainMac,
	uriOf,
} from '../phones';

/**
 * The desk phone, with the device on one of its lines.
 *
 * @throws UserError when the phone cannot be told, or the line is somebody else's
 */
export async function phoneSteps(
	person: Person,
	{ phone: asked }: IDataObject,
	device: string | undefined,
): Promise<Step[]> {
	if (!asked || !device) return [];
	const { domain } = person;
	const wanted = asked as IDataObject;
	const mac = plainMac(wanted[MAC]);
	const line = wholeNumber(wanted.line ?? 1, 'Line', { min: 1, max: LINES.length });
	const uri = addressOf(device, domain);
	const model = wanted[MODEL] && { [MODEL]: wanted[MODEL] };
	const body: IDataObject = { ...model, [uriOf(line)]: uri, [enabledOf(line)]: 'yes' };
	const there = (await listOf(person, 'phones')).find((one) => macOf(one) === mac);
	const act = { resource: 'phone', choice: 'domain', path: { domain } };
	if (!there) {
		if (!model) throw new UserError(`Phone ${mac} is new, so its "Phone Model" is needed too.`);
		return [
			createStep(
				`Add phone ${mac}`,
				{ ...act, operation: 'create', body: { [MAC]: mac, ...body } },
				{ ...act, operation: 'delete', body: { [MAC]: mac } },
			),
		];
	}
	const taken = onLine(there, line);
	if (taken && taken.toLowerCase() !== uri.toLowerCase()) {
		throw new UserError(
			`Line ${line} of phone ${mac} belongs to ${taken}. Choose another line, or free this one first.`,
		);
	}
	// A change that does not repeat the model and the domain takes them from the phone (facts: phones).
	const always = { [MAC]: mac, [MODEL]: phone(there).get(MODEL) } as IDataObject;
	const title = `Put device ${device} on line ${line} of phone ${mac}`;
	return changeSteps(title, { ...act, operation: 'update' }, body, there, always);
}
