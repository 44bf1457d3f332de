import { UserError, type IDataObject } from 'n8n-workflow';
import { keyedFields } from '../../execute/keyed';
import type { Act, Step, Task } from '../plan/plan';
import { readAll, readRecord } from '../plan/read';
import { changeSteps, createStep } from '../plan/steps';
import { rowsOf, taskOf, type Customer } from './customer';
import { applicationFor } from './extensions';
import { greetingSteps } from './greeting';

const resource = 'autoAttendant';
const MENU = 'auto-attendant';
const KEYS = { template: 'option-{key}', keys: [...'1234567890*'] };

/**
 * The auto attendant with its keys and what it says.
 *
 * @throws UserError when a key leads nowhere or stands in two rows, or there is no file to play
 */
export async function attendantTasks(customer: Customer): Promise<Task[]> {
	const { call, domain } = customer;
	const keys = keysOf(customer);
	const wanted = call.values.body.autoAttendant as IDataObject | undefined;
	if (!wanted?.attendantExtension) {
		if (Object.keys(keys).length > 0) throw new UserError(NO_ATTENDANT);
		return [];
	}
	const user = String(wanted.attendantExtension);
	const present = customer.record && (await readMenu(customer, user));
	const own = present
		? keySteps(customer, user, present, keys)
		: [creating({ domain, user, name: wanted['attendant-name'], keys })];
	const steps = [...own, ...(await greetingSteps(customer, { user, wanted, present }))];
	return [taskOf(customer, { kind: 'autoAttendant', name: user, isNew: !present, steps })];
}

const NO_ATTENDANT =
	'"Menu Keys" needs an auto attendant. Add Auto Attendant and fill in its extension.';

/** What the keys do, as the API has it: one field a key. */
function keysOf({ call }: Customer): IDataObject {
	const rows = rowsOf(call.values.body.menuKeys, 'menuKey').map(({ menuKey, menuSendTo }) => {
		const to = String(menuSendTo ?? '').trim();
		if (!to) throw new UserError(`Key ${String(menuKey)} needs an extension under "Send To".`);
		const application = applicationFor(call, to);
		return { key: menuKey, 'destination-application': application, 'destination-user': to };
	});
	return keyedFields(KEYS, rows);
}

async function readMenu({ call, domain }: Customer, user: string) {
	const list = { resource, operation: 'getAll', path: { domain } };
	const found = (await readAll(call, list)).find((one) => String(one.user) === user);
	if (!found) return undefined;
	// The list has the menus on some servers only.
	const path = { domain, user, prompt: found['starting-prompt'] };
	return (await readRecord(call, { resource, operation: 'get', path })) ?? found;
}

interface NewAttendant {
	domain: string;
	user: string;
	name: unknown;
	keys: IDataObject;
}

function creating({ domain, user, name, keys }: NewAttendant): Step {
	const path = { domain };
	const menu = Object.keys(keys).length > 0 ? { [MENU]: keys } : {};
	const body = { 'attendant-name': (name as string) || 'Main Menu', user, ...menu };
	const undo = (answer: IDataObject | undefined): Act | undefined => {
		const prompt = answer?.['starting-prompt'];
		return prompt ? { resource, operation: 'delete', path: { ...path, user, prompt } } : undefined;
	};
	const act = { resource, operation: 'create', path, body };
	return { ...createStep(`Create auto attendant ${user}`, act, undo), name: 'attendant' };
}

/** What a menu says has requests of its own. */
const AUDIO = ['audio', 'intro-greetings'];

/** Keys that the form does not mention stay as they are. */
function keySteps(
	{ domain }: Customer,
	user: string,
	present: IDataObject,
	keys: IDataObject,
): Step[] {
	const path = { domain, user, prompt: present['starting-prompt'] };
	const act = { resource, operation: 'update', path };
	const menu = { ...(present[MENU] as IDataObject | undefined) };
	for (const name of AUDIO) delete menu[name];
	const wanted = Object.keys(keys).length > 0 ? { [MENU]: { ...menu, ...keys } } : {};
	return changeSteps(`Set keys of auto attendant ${user}`, act, wanted, {
		...present,
		[MENU]: menu,
	});
}
