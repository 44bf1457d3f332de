import { UserError, type IDataObject } from 'n8n-workflow';
import { leadingTo, routeSteps } from '../employee/numbers';
import type { Task } from '../plan/plan';
import { readRecord } from '../plan/read';
import { createStep } from '../plan/steps';
import { rowsOf, taskOf, type Customer } from './customer';
import { applicationFor } from './extensions';

/**
 * The phone numbers, each to a user, a call queue or the auto attendant.
 *
 * @throws UserError when a number is to go to nobody
 */
export async function numberTasks(customer: Customer): Promise<Task[]> {
	const rows = rowsOf(customer.call.values.body.phoneNumbers, 'number');
	return await Promise.all(rows.map(async (row) => await taskFor(customer, row)));
}

async function taskFor(customer: Customer, row: IDataObject): Promise<Task> {
	const { call, domain } = customer;
	const phonenumber = String(row.number).replace(/\D/g, '');
	const to = String(row.sendTo ?? '').trim();
	if (!to) throw new UserError(`Phone number ${phonenumber} needs an extension under "Send To".`);
	const resource = 'phoneNumber';
	const path = { domain, phonenumber };
	const record = customer.record && (await readRecord(call, { resource, operation: 'get', path }));
	const route = leadingTo(applicationFor(call, to), to, domain);
	const title = `Send calls to ${phonenumber} to ${to}`;
	const create = {
		resource,
		operation: 'create',
		path: { domain },
		body: { phonenumber, ...route },
	};
	const steps = record
		? routeSteps(title, path, record, route)
		: [
				createStep(`Add phone number ${phonenumber} for ${to}`, create, {
					resource,
					operation: 'delete',
					path,
				}),
			];
	return taskOf(customer, { kind: 'phoneNumber', name: phonenumber, isNew: !record, steps });
}
