/** Workflows that are measured: a post starts them, their nodes stand one after the other. */
import type { INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, fetch as patient } from 'undici';

import type { Execution, N8nClient, SavedCredential, Workflow } from '../../host/rest';

/** A node of the workflow as far as benches care. */
export interface Step {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: INodeParameters;
}

/** A workflow answers when it is done, however long that takes. */
const patience = new Agent({ headersTimeout: 0, bodyTimeout: 0 });

/** The step whose time counts. */
export const MEASURED = 'Measured';

/** Makes items with the numbers from 0 in their field `row`. */
export function items(count: number): Step[] {
	return [
		{
			name: 'Rows',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: `={{ { row: [...Array(${count}).keys()] } }}` },
		},
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'row' },
		},
	];
}

/** Counts the items before it that have a field, so that a workflow answers with little. */
export function count(field: string): Step {
	return {
		name: 'Count',
		type: 'n8n-nodes-base.summarize',
		typeVersion: 1.1,
		parameters: {
			fieldsToSummarize: { values: [{ aggregation: 'count', field }] },
			options: {},
		},
	};
}

/** Runs a published workflow. @returns the JSON of its last node's first item */
export type Run = () => Promise<Record<string, unknown>>;

/**
 * Publishes a workflow.
 *
 * @param name ours for it; no two may be alike
 * @param keep whether n8n saves what the nodes gave
 */
export async function publish(
	client: N8nClient,
	name: string,
	steps: Step[],
	credential: SavedCredential,
	keep = false,
): Promise<Run> {
	const id = idOf(name);
	await client.saveWorkflow(workflow(id, steps, credential, keep));
	await client.activate(id);
	const url = `${client.url}/webhook/${id}`;
	while (!(await takesPosts(url))) await sleep(50);
	return async () => {
		const response = await patient(url, { method: 'POST', dispatcher: patience });
		const text = await response.text();
		if (response.ok) return JSON.parse(text || '{}') as Record<string, unknown>;
		const { data } = (await lastExecution(client, id)) ?? {};
		throw new Error(`${name}: ${data?.resultData.error?.message ?? text}`);
	};
}

/**
 * Publishes a workflow whose last step is the measured one.
 *
 * @param count how many items have to come out
 * @returns runs it; gives the seconds the measured step took by n8n's own clock
 */
export async function publishTimed(
	client: N8nClient,
	name: string,
	steps: Step[],
	credential: SavedCredential,
	count: number,
): Promise<() => Promise<number>> {
	const run = await publish(client, name, steps, credential, true);
	return async () => {
		await run();
		const { data } = (await lastExecution(client, idOf(name))) ?? {};
		const result = data?.resultData.runData[MEASURED]?.[0];
		const found = result?.data?.main?.[0]?.length ?? 0;
		if (found !== count) throw new Error(`${name}: ${found} of ${count} items came out`);
		return (result?.executionTime ?? NaN) / 1000;
	};
}

/** The name as it may stand in an address. */
function idOf(name: string): string {
	return name.replace(/\W+/g, '-').toLowerCase();
}

/** n8n listens a moment after it has said that the workflow is published. */
async function takesPosts(url: string): Promise<boolean> {
	const { headers } = await fetch(url, { method: 'OPTIONS', headers: { origin: url } });
	return headers.get('access-control-allow-methods')?.includes('POST') ?? false;
}

/** The newest one that n8n has saved. */
async function lastExecution(
	client: N8nClient,
	workflowId: string,
): Promise<Execution | undefined> {
	const [id] = await client.executionIds(workflowId);
	return id ? await client.finished(id) : undefined;
}

function workflow(
	id: string,
	steps: Step[],
	{ id: credentialId, name }: SavedCredential,
	keep: boolean,
): Workflow {
	const webhook: Step = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { path: id, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
	};
	const all = [webhook, ...steps];
	return {
		id,
		name: id,
		settings: { executionOrder: 'v1', saveDataSuccessExecution: keep ? 'all' : 'none' },
		nodes: all.map((step, index) => ({
			typeVersion: 1,
			parameters: {},
			id: step.name,
			webhookId: id,
			position: [200 * index, 0],
			credentials: { netSapiensApi: { id: credentialId, name } },
			...step,
		})),
		connections: Object.fromEntries(
			all
				.slice(1)
				.map(({ name: next }, index) => [
					all[index]?.name ?? '',
					{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
				]),
		),
	};
}
