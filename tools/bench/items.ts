/**
 * Seconds for 1,000 items with one GET each against a server that answers in 20 ms, beside n8n's
 * own HTTP Request node in the same n8n and the same run. The time is n8n's own for the node.
 */
import type { INodeParameters } from 'n8n-workflow';

import type { N8nClient, SavedCredential, Workflow } from '../../host/rest';
import { credentialsFor } from '../../host/simulator';
import type { RunningSimulator } from '../../test/support/simulator';
import { withN8n } from './with-n8n';

const ITEMS = 1000;
const DELAY_MILLISECONDS = 20;
const TURNS = 3;

type Node = Workflow['nodes'][number];

/** The nodes that are compared, by what the table calls them. */
function contestants({ url, credentials }: RunningSimulator): Record<string, Partial<Node>> {
	const { domain } = credentials;
	const ours = (concurrency: number): Partial<Node> => ({
		type: 'n8n-nodes-netsapiens-pbx.netSapiens',
		parameters: {
			resource: 'user',
			operation: 'get',
			domain: { __rl: true, mode: 'id', value: domain },
			user: { __rl: true, mode: 'id', value: '101' },
			simplify: false,
			options: { concurrency },
		},
	});
	const http = (options: INodeParameters): Partial<Node> => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: `${url}/ns-api/v2/domains/${domain}/users/101`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'netSapiensApi',
			options,
		},
	});
	const batches = (batchSize: number) =>
		http({ batching: { batch: { batchSize, batchInterval: 1 } } });
	return {
		'NetSapiens, 5 at a time': ours(5),
		'HTTP Request, batches of 5': batches(5),
		'NetSapiens, 20 at a time': ours(20),
		'HTTP Request, batches of 20': batches(20),
	};
}

/** A workflow that makes the items and hands them to the node. */
function workflow(id: string, node: Partial<Node>, credential: SavedCredential): Workflow {
	const common = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	const { name } = credential;
	return {
		id,
		name: id,
		settings: { executionOrder: 'v1', saveManualExecutions: true },
		nodes: [
			{ ...common, id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger' },
			{
				...common,
				id: 'b',
				name: 'Rows',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: `={{ { row: [...Array(${ITEMS}).keys()] } }}` },
			},
			{
				...common,
				id: 'c',
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'row' },
			},
			{
				...common,
				id: 'd',
				name: 'Measured',
				type: '',
				credentials: { netSapiensApi: { id: credential.id, name } },
				...node,
			},
		],
		connections: {
			Start: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
			Rows: { main: [[{ node: 'Items', type: 'main', index: 0 }]] },
			Items: { main: [[{ node: 'Measured', type: 'main', index: 0 }]] },
		},
	};
}

/** @returns seconds the node took for all items */
async function seconds(client: N8nClient, id: string): Promise<number> {
	const execution = await client.run(id, 'Start');
	const [run] = execution.data.resultData.runData.Measured ?? [];
	const items = run?.data?.main?.[0]?.length ?? 0;
	if (items !== ITEMS) throw new Error(`${id}: ${items} of ${ITEMS} items came out`);
	return (run?.executionTime ?? 0) / 1000;
}

async function slowDown({ url }: RunningSimulator): Promise<void> {
	await fetch(`${url}/_sim/faults`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ kind: 'slow', delay: DELAY_MILLISECONDS }),
	});
}

async function measure(client: N8nClient, simulator: RunningSimulator): Promise<void> {
	const credential = await client.saveCredential(credentialsFor(simulator).apiKey);
	const nodes = contestants(simulator);
	const times: Record<string, number[]> = {};
	for (const [name, node] of Object.entries(nodes)) {
		await client.saveWorkflow(workflow(name, node, credential));
		times[name] = [];
	}
	await slowDown(simulator);
	// In turns, so that what else the machine does hits all; the first turn is not counted.
	for (let turn = 0; turn <= TURNS; turn++) {
		for (const name of Object.keys(nodes)) {
			const time = await seconds(client, name);
			if (turn > 0) times[name]?.push(time);
		}
	}
	console.log(
		`${ITEMS} items, one GET each, ${DELAY_MILLISECONDS} ms a reply; median of ${TURNS}:\n`,
	);
	for (const [name, all] of Object.entries(times)) {
		const median = [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
		console.log(`${name.padEnd(30)} ${median.toFixed(2).padStart(6)} s`);
	}
}

/** Runs the bench in an n8n of its own and prints the figures. */
export async function bench(): Promise<void> {
	await withN8n(measure);
}
