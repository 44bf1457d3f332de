/** Lets the workflows that start by events do what they are for, once. */
import type { Execution, N8nClient, Workflow } from '../../host/rest';
import { control } from '../../test/support/control';
import { eventually } from '../../test/support/eventually';
import type { RunningSimulator } from '../../test/support/simulator';

/** A call from outside that nobody takes, and the voicemail of another caller. */
export async function makeEvents(simulator: RunningSimulator): Promise<void> {
	const { domain } = simulator.credentials;
	const call = { from: '12025550144', to: '101', name: 'ADA PARK', domain };
	const { id } = await control<{ id: string }>(simulator, 'POST', '/calls', call);
	// It rings for a while: the server looks for events and finds it.
	await control(simulator, 'POST', '/poll');
	await control(simulator, 'POST', `/calls/${encodeURIComponent(id)}/end`, {});
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
