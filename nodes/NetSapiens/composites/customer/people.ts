import { toggle } from '../../execute/scalars';
import type { Call } from '../../execute/call';
import { deviceOf } from '../employee/joining/device';
import { userSteps } from '../employee/joining/user';
import type { Person } from '../employee/person';
import type { Task } from '../plan/plan';
import { readRecord } from '../plan/read';
import { settingsOf, taskOf, type Customer } from './customer';

/** Settings of the domain that users have under the same names. */
const OF_DOMAIN = ['time-zone', 'caller-id-number', 'limits-max-active-calls-total'];

/** A user for each item, with a device if wanted. */
export async function peopleTasks(customer: Customer, calls: Call[]): Promise<Task[]> {
	return await Promise.all(calls.map(async (call) => await taskFor(customer, call)));
}

async function taskFor(customer: Customer, call: Call): Promise<Task> {
	const { domain } = customer;
	const { body } = call.values;
	const user = String(body.user);
	const act = { resource: 'user', operation: 'get', path: { domain, user } };
	const record = customer.record && (await readRecord(call, act));
	const person: Person = { call, domain, user, record };
	const settings = settingsOf({ ...act, operation: 'update' }, body);
	for (const name of OF_DOMAIN) delete settings[name];
	const wantsDevice = toggle(body.createDevice ?? false, 'Create Device');
	const device = await deviceOf(person, wantsDevice ? { device: user } : {});
	const steps = [...userSteps(person, settings), ...device.steps];
	return taskOf(customer, {
		kind: 'user',
		name: user,
		isNew: !record,
		steps,
		items: [call.itemIndex],
	});
}
