import { spelled } from '../../../spellings';
import type { Step } from '../../plan/plan';
import { removeStep } from '../../plan/steps';
import { listOf, type Person } from '../person';

/** The user takes no more calls from call queues. */
export async function agentSteps(person: Person): Promise<Step[]> {
	const { domain, user } = person;
	const steps: Step[] = [];
	for (const record of await listOf(person, 'agents')) {
		const { get } = spelled(record, 'agent');
		const id = String(get('callqueue-agent-id') ?? '');
		if (id !== user && id.toLowerCase() !== `${user}@${domain}`.toLowerCase()) continue;
		const callqueue = String(get('callqueue'));
		const path = { domain, callqueue };
		steps.push(
			removeStep({
				title: `Remove user ${user} from call queue ${callqueue}`,
				act: {
					resource: 'agent',
					operation: 'delete',
					path: { ...path, 'callqueue-agent-id': id },
				},
				record,
				again: { resource: 'agent', operation: 'create', path },
				shows: 'callqueue',
			}),
		);
	}
	return steps;
}
