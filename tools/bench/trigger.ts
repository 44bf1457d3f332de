/**
 * Posts a second that the trigger takes, beside n8n's own Webhook node in the same n8n.
 *
 * All get the same posts from the same number of senders, in turns, so that what else the machine
 * does hits all. A turn ends when n8n has run every workflow it started: a trigger that only
 * answered quickly would gain nothing.
 *
 * As n8n comes, it prepares a sandbox for expressions at each post to any trigger, and leaves it out
 * only for a Webhook node without expressions. The second figure to compare with is therefore a
 * Webhook node with an expression, and the second run an n8n that makes sandboxes when needed.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nClient, Workflow } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { startSimulator, type RunningSimulator } from '../../simulator/steer/process';
import type { Bench, Effort, Row } from './bench';
import { row } from './rows';
import { inTurns } from './turns';
import { withN8n, type BenchN8n } from './with-n8n';

/** What a sender does: how many there are, and how many new calls each post tells of. */
const LOADS = [
	{ what: 'one sender, 1 event a post', model: 'message', senders: 1, events: 1 },
	{ what: '10 senders, 20 events a post', model: 'message', senders: 10, events: 20 },
	{ what: 'one sender, 1 call event a post', model: 'call', senders: 1, events: 1 },
] as const;

type Load = (typeof LOADS)[number];

let made = 0;

/** An event that was never posted before, as a server would send it. */
const makers = {
	message: () => ({
		id: `message-${++made}`,
		timestamp: '2026-01-05 12:00:00',
		type: 'sms',
		domain: 'acme.example',
		direction: 'orig',
		from_num: '12025550100',
		dialed: '12025550199',
		text: 'Hello',
		term_uid: '101@acme.example',
		session_id: '0123456789abcdef0123456789abcdef',
	}),
	call: () => ({
		orig_callid: `call-${++made}`,
		term_callid: `leg-${made}`,
		orig_type: 'gateway',
		orig_from_user: '12025550100',
		term_sub: '101',
		term_domain: 'acme.example',
		time_start: '2026-01-05 12:00:00',
		time_answer: '0000-00-00 00:00:00',
		remove: 'no',
	}),
};

/** @returns Posts a second, from the first post to the end of the last execution. */
async function turn(
	client: N8nClient,
	url: string,
	{ model, senders, events }: Load,
	posts: number,
): Promise<number> {
	const before = await unfinished(client);
	if (before > 0) throw new Error('n8n is still busy with the turn before');
	const began = performance.now();
	await Promise.all(
		Array.from({ length: senders }, async () => {
			for (let count = 0; count < posts / senders; count++)
				await post(
					url,
					Array.from({ length: events }, () => makers[model]()),
				);
		}),
	);
	// Rarely, as asking costs n8n about as much as an execution.
	while ((await unfinished(client)) > 0) await sleep(200);
	return (posts * 1000) / (performance.now() - began);
}

async function post(url: string, events: object[]): Promise<void> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(events),
	});
	await response.arrayBuffer();
	if (!response.ok) throw new Error(`n8n refused a post with ${response.status}`);
}

async function unfinished(client: N8nClient): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running'] }));
	const { data } = await client.request<{ data: { count: number; results: unknown[] } }>(
		'GET',
		`/rest/executions?limit=1&filter=${filter}`,
	);
	return data.results.length;
}

/** A workflow of one starting node and one that does nothing. */
function workflow(id: string, start: Partial<Workflow['nodes'][number]>): Workflow {
	const node = { position: [0, 0] as [number, number], typeVersion: 1, parameters: {} };
	return {
		id,
		name: id,
		settings: { executionOrder: 'v1' },
		nodes: [
			{ ...node, id: `${id}-start`, name: 'Start', type: '', webhookId: id, ...start },
			{ ...node, id: `${id}-end`, name: 'End', type: 'n8n-nodes-base.noOp' },
		],
		connections: { Start: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	};
}

/** Publishes the workflows. @returns where to post events of a model to, for each of them */
async function prepare(client: N8nClient, simulator: RunningSimulator) {
	const { id, name } = await client.saveCredential(credentialsFor(simulator).apiKey);
	const domain = simulator.credentials.domain;
	const ours = workflow('bench-trigger', {
		type: 'n8n-nodes-netsapiens-pbx.netSapiensTrigger',
		typeVersion: 1.1,
		credentials: { netSapiensApi: { id, name } },
		parameters: {
			events: ['callRinging', 'smsReceived'],
			domain: { __rl: true, mode: 'id', value: domain },
		},
	});
	const webhook = (path: string, options: { rawBody?: string }) =>
		workflow(path, {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options },
		});
	const plain = webhook('bench-plain', {});
	const expression = webhook('bench-expression', { rawBody: '={{ false }}' });
	for (const one of [ours, plain, expression]) {
		await client.saveWorkflow(one);
		await client.activate(one.id);
	}
	const at = (path: string) => () => `${client.url}/webhook/${path}`;
	const urls = await subscribed(simulator);
	return {
		trigger: (model: Load['model']) => urls[model],
		plain: at('bench-plain'),
		expression: at('bench-expression'),
	};
}

/** Waits until the trigger has subscribed; n8n activates in the background. */
async function subscribed(simulator: RunningSimulator) {
	const headers = { authorization: `Bearer ${simulator.credentials.apiKeys.superUser}` };
	for (;;) {
		const response = await fetch(`${simulator.url}/ns-api/v2/subscriptions`, { headers });
		const all = (await response.json()) as Array<{ model: string; 'post-url': string }>;
		const urls = Object.fromEntries(all.map((one) => [one.model, one['post-url']]));
		if (urls.call && urls.message) return { call: urls.call, message: urls.message };
		await sleep(100);
	}
}

async function measure(
	{ client }: BenchN8n,
	simulator: RunningSimulator,
	{ quick }: Effort,
	n8nIs: string,
): Promise<Row[]> {
	const subjects = await prepare(client, simulator);
	const rows: Row[] = [];
	const posts = quick ? 40 : 300;
	for (const load of quick ? LOADS.slice(0, 1) : LOADS) {
		const contestant = (name: keyof typeof subjects) => async () =>
			await turn(client, subjects[name](load.model), load, posts);
		const rates = await inTurns(
			{
				plain: contestant('plain'),
				expression: contestant('expression'),
				trigger: contestant('trigger'),
			},
			quick ? 1 : 5,
		);
		const beside = (label: string, rate: number) =>
			row({
				what: `${load.what}${n8nIs}`,
				unit: 'posts/s',
				ours: rates.trigger,
				other: [label, rate],
			});
		rows.push(beside('Webhook node', rates.plain));
		rows.push(beside('Webhook node with an expression', rates.expression));
	}
	return rows;
}

/** 300 posts a turn (when quick 40, of one load), in n8ns of their own. */
export const bench: Bench = async (effort) => {
	const inN8n = async (n8nIs: string, env: Record<string, string> = {}) => {
		const simulator = await startSimulator();
		try {
			return await withN8n(async (n8n) => await measure(n8n, simulator, effort, n8nIs), env);
		} finally {
			await simulator.stop();
		}
	};
	return [
		...(await inN8n('')),
		...(await inN8n(', sandboxes when needed', { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' })),
	];
};
