import { UserError, type INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { oneOf } from '../../execute/scalars';
import { saysMissing } from '../../transport/known';
import { changeSteps } from '../plan/steps';
import type { Step, Task } from '../plan/plan';
import { agentSteps } from './leaving/agents';
import { deviceSteps, devicesOf, phoneSteps } from './leaving/devices';
import { forwardingSteps } from './leaving/forwarding';
import { leavingNumbers } from './leaving/numbers';
import { carryOutFor, inTurn, keyOf, readPerson, type Person } from './person';

/**
 * Takes an employee out: closes the access, sends the numbers elsewhere, ends memberships, phones and
 * forwarding. The user is disabled, or deleted as the very last step.
 *
 * @throws UserError when there is no such user to disable, or nobody where the numbers are to go
 * @throws as the API does
 */
export async function offboard(call: Call): Promise<INodeExecutionData[]> {
	return await inTurn(call, async () => {
		const person = await readPerson(call, String(call.values.query.user));
		return await carryOutFor(person, await planned(person));
	});
}

async function planned(person: Person): Promise<Task> {
	const { call, domain, user, record } = person;
	const account = oneOf(call.values.query.account, 'Account', ['disable', 'delete']);
	const isDeleted = account === 'delete';
	if (!record && !isDeleted) {
		throw new UserError(
			`There is no user ${user} in domain ${domain}. To clear up what a deleted user left behind, set Account to Delete.`,
		);
	}
	const numbers = await leavingNumbers(person);
	const devices = await devicesOf(person);
	const steps = [
		...disableSteps(person),
		...numbers.steps,
		...(await agentSteps(person)),
		...(await phoneSteps(person, devices)),
		// What else is the user's goes with the user.
		...(isDeleted ? [] : [...(await forwardingSteps(person)), ...deviceSteps(person, devices)]),
		...(isDeleted && record ? [deleteStep(person)] : []),
	];
	const changed = steps.length > 0 ? 'updated' : 'unchanged';
	return {
		key: keyOf(person),
		result: isDeleted && record ? 'deleted' : changed,
		items: [],
		steps,
		output: () => ({ phoneNumbers: numbers.numbers }),
	};
}

/**
 * Who has no portal cannot sign in, and who is not in the directory is not called by name. It comes
 * first: from then on nobody undoes what follows, and a credential that may not do it stops here.
 */
function disableSteps({ domain, user, record }: Person): Step[] {
	if (!record) return [];
	const act = { resource: 'user', operation: 'update', path: { domain, user } };
	const disabled = {
		'user-scope': 'No Portal',
		'directory-name-visible-in-list-enabled': 'no',
		'directory-announce-in-dial-by-name-enabled': 'no',
	};
	return changeSteps(`Disable user ${user}`, act, disabled, record);
}

/** Without a way back, and therefore last. */
function deleteStep({ domain, user }: Person): Step {
	return {
		title: `Delete user ${user}`,
		act: { resource: 'user', operation: 'delete', path: { domain, user } },
		changes: [{ field: 'user', before: user, after: null }],
		isDone: saysMissing,
		final: true,
	};
}
