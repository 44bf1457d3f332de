import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { packageName } from '../../host/install-package';
import {
	idInN8n,
	N8nError,
	type Execution,
	type N8nClient,
	type SavedCredential,
	type Workflow,
} from '../../host/rest';
import { eventually } from '../../host/eventually';

/** Executions fetched side by side. */
const AT_ONCE = 8;

/** A workflow of the trigger and a node that does nothing; `~` is the domain when none is given. */
export function triggerWorkflow(
	id: string,
	credential: SavedCredential,
	parameters: IDataObject,
): Workflow {
	return {
		id,
		name: id,
		nodes: [
			{
				id: `${id}-trigger`,
				name: 'Trigger',
				type: `${packageName}.netSapiensTrigger`,
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: `${id}-hook`,
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
				parameters: {
					domain: { __rl: true, mode: 'id', value: '~' },
					user: { __rl: true, mode: 'id', value: '*' },
					...parameters,
				} as Workflow['nodes'][number]['parameters'],
			},
			{
				id: `${id}-end`,
				name: 'End',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** How a publication ended, as the editor shows it. */
export interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ errorMessage: string | null }>;
}

/**
 * Waits until n8n is done with publishing or unpublishing: it answers long before, and has saved
 * nothing of what the trigger wrote down when the first subscriptions are there.
 */
export async function settled(client: N8nClient, workflowId: string): Promise<Publication> {
	return await eventually(
		async () => {
			const path = `/rest/workflows/${idInN8n(workflowId)}`;
			return await get<Publication>(client, `${path}/publication-status`).catch(async (error) => {
				// Older ones do not answer before they are done.
				if ((error as N8nError).status !== 404) throw error;
				const { active } = await get<{ active: boolean }>(client, path);
				return { status: active ? 'published' : 'not_published', triggers: [] } as Publication;
			});
		},
		({ status }) => status !== 'in_progress',
		120,
	);
}

/** Publishes a workflow. @returns how that ended */
export async function published(client: N8nClient, workflowId: string): Promise<Publication> {
	try {
		await client.activate(workflowId);
	} catch (error) {
		if (!(error instanceof N8nError)) throw error;
		// Older ones say in their answer why not.
		return { status: 'failed', triggers: [{ errorMessage: error.body }] };
	}
	return await settled(client, workflowId);
}

async function get<T>(client: N8nClient, path: string): Promise<T> {
	return (await client.request<{ data: T }>('GET', path)).data;
}

/** IDs of all executions of a workflow, oldest first; n8n lists a hundred at a time. */
export async function allExecutionIds(client: N8nClient, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: idInN8n(workflowId) }));
	const ids: string[] = [];
	for (;;) {
		const last = ids.length > 0 ? `&lastId=${ids[ids.length - 1] ?? ''}` : '';
		const { data } = await client.request<{ data: { results: Array<{ id: string }> } }>(
			'GET',
			`/rest/executions?limit=100&filter=${filter}${last}`,
		);
		ids.push(...data.results.map(({ id }) => id));
		// n8n puts two lists together, and has one twice that ends in between.
		if (data.results.length < 100) return [...new Set(ids)].reverse();
	}
}

/** What came out of executions that have ended, by n8n and ID: who waits for items asks again and again. */
const ended = new WeakMap<N8nClient, Map<string, IDataObject[]>>();

/** The items that came out at the end of a workflow, over all its executions, oldest first. */
export async function itemsOf(client: N8nClient, workflowId: string): Promise<IDataObject[]> {
	const known = ended.get(client) ?? new Map<string, IDataObject[]>();
	ended.set(client, known);
	const ids = await allExecutionIds(client, workflowId);
	const unknown = ids.filter((id) => !known.has(id));
	for (let from = 0; from < unknown.length; from += AT_ONCE) {
		const some = unknown.slice(from, from + AT_ONCE);
		const executions = await Promise.all(some.map(async (id) => await client.finished(id)));
		for (const execution of executions) known.set(execution.id, itemsOfExecution(execution));
	}
	return ids.flatMap((id) => known.get(id) ?? []);
}

export function itemsOfExecution(execution: Execution): IDataObject[] {
	return outputOf(execution).map(({ json }) => json);
}

/** The same with their files. */
export function outputOf({ data }: Execution): INodeExecutionData[] {
	const runs = data.resultData.runData.End ?? [];
	return runs.flatMap((run) => run.data?.main?.[0] ?? []);
}
