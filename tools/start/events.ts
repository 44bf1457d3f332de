/** Lets the workflows that start by events do what they are for, once. */
import type { Execution, N8nClient, Workflow } from '../../host/rest';
import { control } from '../../simulator/steer/control';
import { eventually } from '../../host/eventually';
import type { RunningSimulator } from '../../simulator/steer/process';

/** A call of a customer the CRM sync brought that nobody takes, one that is recorded, and a voicemail. */
export async function makeEvents(simulator: RunningSimulator): Promise<void> {
	const { domain } = simulator.credentials;
	// The trigger remembers calls over restarts: each demo needs one of its own.
	const id = `${Date.now()}@192.0.2.10`;
	const call = { id, from: '12025550111', to: '101', name: 'WIRELESS CALLER', domain };
	await control(simulator, 'POST', '/calls', call);
	// It rings for a while: the server looks for events and finds it.
	await control(simulator, 'POST', '/poll');
	await control(simulator, 'POST', `/calls/${encodeURIComponent(id)}/end`, {});
	const recorded = { from: '12025550133', to: '101', domain, recorded: true };
	const { id: other } = await control<{ id: string }>(simulator, 'POST', '/calls', recorded);
	for (const step of ['answer', 'end']) {
		await control(simulator, 'POST', `/calls/${encodeURIComponent(other)}/${step}`, {});
	}
	await control(simulator, 'POST', '/voicemails', {
		user: '104',
		from: '12025550155',
		name: 'BEN OKAFOR',
		text: 'The lift is stuck again, please send somebody.',
	});
	await control(simulator, 'POST', '/poll');
}

/**
 * Waits for the workflow's next execution.
 *
 * @param before IDs of the executions there were already
 * @throws Error when none came
 */
export async function nextExecution(
	client: N8nClient,
	workflow: Workflow,
	before: string[],
): Promise<Execution> {
	const fresh = await eventually(
		async () => (await client.executionIds(workflow.id)).filter((id) => !before.includes(id)),
		(ids) => ids.length > 0,
	);
	const first = fresh.at(-1);
	if (!first) throw new Error(`"${workflow.name}" was not started by any event.`);
	return await client.finished(first);
}
