import {
	NodeOperationError,
	UserError,
	type IDataObject,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { toggle } from '../../execute/scalars';
import { saysNotAllowed } from '../../transport/known';
import type { Task } from '../plan/plan';
import { readRecord } from '../plan/read';
import { carryOut } from '../plan/runner';
import { changeSteps, createStep } from '../plan/steps';
import { settingsOf, taskOf, type Customer } from './customer';
import { attendantTasks } from './attendant';
import { hoursTasks } from './businessHours';
import { numberTasks } from './numbers';
import { peopleTasks } from './people';
import { queueTasks } from './queues';
import { siteTasks } from './sites';

/**
 * Sets a customer up: the domain as the first item describes it, and a user for each item. What is there
 * already is left alone, so a run that broke off is continued by the next.
 *
 * @throws UserError when the items do not fit together, or the credential may not do it, before any change
 * @throws as the runner does
 */
export async function newCustomer(calls: Call[]): Promise<INodeExecutionData[]> {
	const [call] = calls;
	if (!call) return [];
	checkTogether(calls);
	const customer = await readCustomer(call);
	const stages = [
		[domainTask(customer)],
		[...(await hoursTasks(customer)), ...(await siteTasks(customer))],
		await peopleTasks(customer, calls),
		await queueTasks(customer),
		await attendantTasks(customer),
		await numberTasks(customer),
	];
	const plan = { stages: stages.map((stage) => stage.map(goingWith(customer))), showsSteps: true };
	const { query } = call.values;
	const dryRun = toggle(query.dryRun ?? false, 'Dry Run');
	const undoOnFailure = toggle(query.undoOnFailure ?? false, 'Undo on Failure');
	return await carryOut(plan, { ...call, dryRun, undoOnFailure });
}

/** All items are about one domain, and each about another user. */
function checkTogether(calls: Call[]): void {
	const seen = new Map<string, number>();
	const domain = String(calls[0]?.values.body.domain);
	for (const { context, values, itemIndex } of calls) {
		const refuse = (words: string) =>
			new NodeOperationError(context.getNode(), new UserError(words), { itemIndex });
		const user = String(values.body.user);
		if (String(values.body.domain).toLowerCase() !== domain.toLowerCase()) {
			throw refuse(
				`Item ${itemIndex} is for another domain than the first one. Set up one customer at a time.`,
			);
		}
		const other = seen.get(user);
		if (other !== undefined) {
			throw refuse(
				`Items ${other} and ${itemIndex} have the same extension, ${user}. Give each user another one.`,
			);
		}
		seen.set(user, itemIndex);
	}
}

async function readCustomer(call: Call): Promise<Customer> {
	// Servers keep the names of domains in lower case.
	const domain = String(call.values.body.domain).trim().toLowerCase();
	const act = { resource: 'domain', operation: 'get', path: { domain } };
	const record = await readRecord(call, act).catch((error: unknown) => {
		if (saysNotAllowed(error)) throw new UserError(NOT_ALLOWED);
		throw error;
	});
	return { call, domain, record };
}

const NOT_ALLOWED =
	'The credential may not set up this domain. That takes scope Reseller or Super User, and a domain that no other reseller has.';

function domainTask(customer: Customer): Task {
	const { call, domain, record } = customer;
	const { reseller, ...wanted } = call.values.body;
	const body = settingsOf({ resource: 'domain', operation: 'update' }, wanted);
	const path = { domain };
	const resource = 'domain';
	const create = {
		resource,
		operation: 'create',
		body: { ...body, domain, reseller } as IDataObject,
	};
	const undo = { resource, operation: 'delete', path };
	const steps = record
		? changeSteps(`Update domain ${domain}`, { resource, operation: 'update', path }, body, record)
		: [createStep(`Create domain ${domain}`, create, undo)];
	return taskOf(customer, { kind: 'domain', name: domain, isNew: !record, steps });
}

/** What is in a new domain goes with it when that is taken back. */
const goingWith =
	({ record }: Customer) =>
	(task: Task): Task => {
		if (record || task.key.kind === 'domain') return task;
		return { ...task, steps: task.steps.map((step) => ({ ...step, undo: 'nothing' })) };
	};
