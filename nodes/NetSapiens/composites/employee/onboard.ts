import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import type { Task } from '../plan/plan';
import { agentSteps } from './joining/agents';
import { answerRuleSteps } from './joining/answerRule';
import { deviceOf } from './joining/device';
import { addressSteps } from './joining/emergencyAddress';
import { numberSteps } from './joining/number';
import { phoneSteps } from './joining/phone';
import { userSteps } from './joining/user';
import { carryOutFor, inTurn, keyOf, readPerson, type Person } from './person';

/**
 * Sets an employee up: the user, and whatever else the form asks for. Everything is read and compared
 * before the first change, so that what is there already is left alone.
 *
 * @throws UserError when something that is to be used is missing or somebody else's, before any change
 * @throws as the API does
 */
export async function onboard(call: Call): Promise<INodeExecutionData[]> {
	return await inTurn(call, async () => {
		const wanted: IDataObject = { ...call.values.body, ...call.options.body };
		const person = await readPerson(call, String(wanted.user));
		const task = await planned(person, wanted);
		return await carryOutFor(person, task);
	});
}

async function planned(person: Person, wanted: IDataObject): Promise<Task> {
	const address = await addressSteps(person, wanted);
	const device = await deviceOf(person, wanted);
	const steps = [
		...address.check,
		...userSteps(person, wanted),
		...device.steps,
		...(await phoneSteps(person, wanted, device.name)),
		...(await numberSteps(person, wanted)),
		...(await answerRuleSteps(person, wanted)),
		...(await agentSteps(person, wanted)),
		...address.steps,
	];
	const changed = steps.length > 0 ? 'updated' : 'unchanged';
	return {
		key: keyOf(person),
		result: person.record ? changed : 'created',
		items: [],
		steps,
		output: device.output,
	};
}
