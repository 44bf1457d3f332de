import { UserError, type IDataObject } from 'n8n-workflow';
import { isEmpty } from '../../../execute/scalars';
import type { Step } from '../../plan/plan';
import { readRecord } from '../../plan/read';
import { changeSteps, createStep } from '../../plan/steps';
import type { Person } from '../person';

/**
 * The call queues that the user takes calls from.
 *
 * @throws UserError when there is no such queue
 */
export async function agentSteps(person: Person, { queues = [] }: IDataObject): Promise<Step[]> {
	const rows = (queues as IDataObject[]).filter(({ callqueue }) => !isEmpty(callqueue));
	const steps = await Promise.all(rows.map(async (row) => await stepsOf(person, row)));
	return steps.flat();
}

async function stepsOf(person: Person, { callqueue, ...settings }: IDataObject): Promise<Step[]> {
	const { call, domain } = person;
	const path = { domain, callqueue };
	if (!(await readRecord(call, { resource: 'callQueue', operation: 'get', path }))) {
		throw new UserError(
			`There is no call queue ${String(callqueue)} in domain ${domain}. Check "Call Queues".`,
		);
	}
	return await agentStepsIn(String(callqueue), settings, person);
}

/**
 * The user as an agent of one call queue.
 *
 * @param isNew whether the domain is new, so that there is no such agent yet
 */
export async function agentStepsIn(
	callqueue: string,
	settings: IDataObject,
	{ call, domain, user }: Person,
	isNew = false,
): Promise<Step[]> {
	const queue = { domain, callqueue };
	const id = { 'callqueue-agent-id': `${user}@${domain}` };
	const act = { resource: 'agent', path: { ...queue, ...id } };
	// Agents of a user who left stay, so even a new user may be one.
	const agent = isNew ? undefined : await readRecord(call, { ...act, operation: 'get' });
	const title = `Add user ${user} to call queue ${callqueue}`;
	if (agent) return changeSteps(title, { ...act, operation: 'update' }, settings, agent);
	const create = { ...act, operation: 'create', path: queue, body: { ...id, ...settings } };
	const step = createStep(title, create, { ...act, operation: 'delete' });
	return [{ ...step, changes: [{ field: 'callqueue', before: null, after: callqueue }] }];
}
