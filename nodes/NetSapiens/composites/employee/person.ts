import { UserError, type IDataObject, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { toggle } from '../../execute/scalars';
import { spelled } from '../../spellings';
import type { Act, Task } from '../plan/plan';
import { readAll, readRecord } from '../plan/read';
import { carryOut } from '../plan/runner';

/** The employee that a plan is about. */
export interface Person {
	call: Call;
	/** The domain by its name, where the form may say `~`. */
	domain: string;
	/** The extension. */
	user: string;
	/** The user as it is; undefined when there is none. */
	record: IDataObject | undefined;
}

/**
 * @throws UserError when the extension is one of the server's own users, as of a call queue
 * @throws as the API does
 */
export async function readPerson(call: Call, user: string): Promise<Person> {
	const domain = await domainName(call);
	const act = { resource: 'user', operation: 'get', path: { domain, user } };
	const record = await readRecord(call, act);
	const { get } = spelled(record ?? {}, 'user');
	if (isSystem(get('service-code'))) {
		throw new UserError(
			`Extension ${user} belongs to a call queue, auto attendant, or another service, not to a person. Choose another extension.`,
		);
	}
	// Who means the own user by `~` gets its extension.
	return { call, domain, user: String((user === '~' && get('user')) || user), record };
}

/** Whether a service code is one of those that the server gives its own users (facts: multi-step behavior). */
const isSystem = (serviceCode: unknown): boolean => String(serviceCode ?? '').startsWith('system');

/** The name of the domain: addresses and agents are called by it. */
async function domainName(call: Call): Promise<string> {
	const asked = String(call.values.query.domain);
	if (asked !== '~') return asked;
	return await call.memory.once('name of the own domain', async () => {
		const act = { resource: 'domain', operation: 'get', path: { domain: asked } };
		const name = spelled((await readRecord(call, act)) ?? {}, 'domain').get('domain');
		if (name) return String(name);
		throw new UserError('The server does not say which domain is your own. Enter its name.');
	});
}

/**
 * Carries the plan out as the form wants it.
 *
 * @throws as the runner does
 */
export async function carryOutFor(person: Person, task: Task): Promise<INodeExecutionData[]> {
	const { call } = person;
	const { query } = call.values;
	const dryRun = toggle(query.dryRun ?? false, 'Dry Run');
	const undoOnFailure = toggle(query.undoOnFailure ?? false, 'Undo on Failure');
	try {
		const plan = { stages: [[task]], showsSteps: true };
		return await carryOut(plan, { ...call, dryRun, undoOnFailure });
	} finally {
		if (!dryRun && task.steps.length > 0) forgetLists(person);
	}
}

/**
 * Work on the people of one domain goes on in turn: they share phones, numbers and queues, and the
 * next plan has to find what the one before has done.
 */
export async function inTurn<T>(call: Call, work: () => Promise<T>): Promise<T> {
	const turn = `people of ${String(call.values.query.domain).toLowerCase()}`;
	return await call.memory.inTurn(turn, work);
}

/** Lists that plans for several people read once. */
type DomainList = 'phones' | 'numbers' | 'agents';

const listActs: Record<DomainList, Pick<Act, 'resource' | 'operation'>> = {
	phones: { resource: 'phone', operation: 'getAll' },
	numbers: { resource: 'phoneNumber', operation: 'getAll' },
	agents: { resource: 'agent', operation: 'getAllForDomain' },
};

/** @throws as reading a list does */
export async function listOf({ call, domain }: Person, list: DomainList): Promise<IDataObject[]> {
	return await call.memory.once(`${list} of ${domain}`, async () => {
		return await readAll(call, { ...listActs[list], path: { domain } });
	});
}

/** The next plan reads the lists anew. */
function forgetLists({ call, domain }: Person): void {
	for (const list of Object.keys(listActs)) call.memory.forget(`${list} of ${domain}`);
}

/** What tells the person in the output. */
export const keyOf = ({ domain, user }: Person): Task['key'] => ({ domain, user });
