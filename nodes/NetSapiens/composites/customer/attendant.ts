import type { IDataObject } from 'n8n-workflow';
import type { Act, Task } from '../plan/plan';
import { readAll } from '../plan/read';
import { createStep } from '../plan/steps';
import { taskOf, type Customer } from './customer';

const resource = 'autoAttendant';

/** The auto attendant; its menu is recorded and filled in by people who know the customer. */
export async function attendantTasks(customer: Customer): Promise<Task[]> {
	const { call, domain } = customer;
	const wanted = call.values.body.autoAttendant as IDataObject | undefined;
	if (!wanted?.attendantExtension) return [];
	const user = String(wanted.attendantExtension);
	const path = { domain };
	const all = customer.record ? await readAll(call, { resource, operation: 'getAll', path }) : [];
	const isThere = all.some((one) => String(one.user) === user);
	const body = { 'attendant-name': wanted['attendant-name'] ?? 'Main Menu', user };
	const undo = (answer: IDataObject | undefined): Act | undefined => {
		const prompt = answer?.['starting-prompt'];
		return prompt ? { resource, operation: 'delete', path: { ...path, user, prompt } } : undefined;
	};
	const act = { resource, operation: 'create', path, body };
	const steps = isThere ? [] : [createStep(`Create auto attendant ${user}`, act, undo)];
	return [taskOf(customer, { kind: 'autoAttendant', name: user, isNew: !isThere, steps })];
}
