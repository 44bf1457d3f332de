import type { IDataObject } from 'n8n-workflow';
import { agentStepsIn } from '../employee/joining/agents';
import type { Step, Task } from '../plan/plan';
import { readRecord } from '../plan/read';
import { changeSteps, createStep } from '../plan/steps';
import { rowsOf, taskOf, type Customer } from './customer';

/** The call queues, each with its agents. */
export async function queueTasks(customer: Customer): Promise<Task[]> {
	const rows = rowsOf(customer.call.values.body.queues, 'queueExtension');
	return await Promise.all(rows.map(async (row) => await taskFor(customer, row)));
}

async function taskFor(customer: Customer, row: IDataObject): Promise<Task> {
	const { call, domain } = customer;
	const callqueue = String(row.queueExtension);
	const resource = 'callQueue';
	const path = { domain, callqueue };
	const record = customer.record && (await readRecord(call, { resource, operation: 'get', path }));
	const body: IDataObject = row.queueName ? { description: row.queueName } : {};
	const create = { resource, operation: 'create', path: { domain }, body: { ...body, callqueue } };
	const own = record
		? changeSteps(
				`Update call queue ${callqueue}`,
				{ resource, operation: 'update', path },
				body,
				record,
			)
		: [
				createStep(`Create call queue ${callqueue}`, create, {
					resource,
					operation: 'delete',
					path,
				}),
			];
	const agents: Step[] = [];
	for (const user of extensionsIn(row.agents)) {
		agents.push(
			...(await agentStepsIn(
				callqueue,
				{},
				{ call, domain, user, record: undefined },
				!customer.record,
			)),
		);
	}
	return taskOf(customer, {
		kind: 'callQueue',
		name: callqueue,
		isNew: !record,
		steps: [...own, ...agents],
	});
}

const extensionsIn = (agents: unknown): string[] =>
	String(agents ?? '')
		.split(/[,;\s]+/)
		.filter(Boolean);
