import type { Workflow } from './rest';
import { control } from '../simulator/steer/control';
import { eventually } from './eventually';
import type { RunningSimulator } from '../simulator/steer/process';

/** A subscription as the simulator's control API shows it. */
export interface SeenSubscription {
	id: string;
	model: string;
	'post-url': string;
	'subscription-expires-datetime': string;
	lastPosts: Array<{ status: number; events: unknown[] }>;
}

/** The subscriptions that post to the triggers of a workflow. */
export async function subscriptionsOf(
	simulator: Pick<RunningSimulator, 'url'>,
	{ nodes }: Pick<Workflow, 'nodes'>,
): Promise<SeenSubscription[]> {
	const hooks = nodes.flatMap(({ webhookId }) => (webhookId ? [webhookId] : []));
	const all = await control<SeenSubscription[]>(simulator, 'GET', '/subscriptions');
	return all.filter((seen) => hooks.some((hook) => seen['post-url'].includes(hook)));
}

/**
 * Waits until a workflow has as many subscriptions as it is to have: n8n answers before a published
 * workflow listens.
 *
 * @throws Error when it does not come to that
 */
export async function untilSubscribed(
	simulator: Pick<RunningSimulator, 'url'>,
	workflow: Pick<Workflow, 'nodes' | 'name'>,
	count = 1,
): Promise<SeenSubscription[]> {
	const seen = await eventually(
		async () => await subscriptionsOf(simulator, workflow),
		({ length }) => length === count,
	);
	if (seen.length === count) return seen;
	throw new Error(`"${workflow.name}" has ${seen.length} subscriptions instead of ${count}.`);
}
