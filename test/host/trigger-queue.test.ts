import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPackage, packageName } from '../../host/install-package';
import { startN8n, withoutEditor, type N8nCommand, type RunningN8n } from '../../host/n8n';
import { N8nClient, type SavedCredential, type Workflow } from '../../host/rest';
import { steadyPort } from '../../host/steady-port';
import { credentialsFor } from '../../host/credentials';
import { control } from '../../simulator/steer/control';
import { eventually } from '../../host/eventually';
import { missingPrograms, startQueueServices, type QueueServices } from '../support/queue-services';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { subscriptionsOf, untilSubscribed } from '../../host/subscriptions';

const missing = missingPrograms();
const reason = `Queue mode is not tested: ${missing.join(', ')} not installed (Debian: apt-get install redis-server postgresql).`;
if (missing.length > 0 && process.env.CI) throw new Error(reason);
if (missing.length > 0) console.warn(reason);

/** Three processes of n8n under load: it takes them minutes to start. */
const startTimeout = 600_000;

let services: QueueServices;
let simulator: RunningSimulator;
let userFolder: string;
let webhookPort: number;
let client: N8nClient;
let credential: SavedCredential;
const processes = new Map<N8nCommand, RunningN8n>();
const secrets = { N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex') };

/** Starts one process of the n8n. Each says who it is when a workflow asks for it. */
async function start(command: N8nCommand): Promise<RunningN8n> {
	const n8n = await startN8n({
		command,
		userFolder,
		env: {
			...services.env,
			...secrets,
			...withoutEditor,
			WEBHOOK_URL: `http://localhost:${webhookPort}/`,
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false',
			PROCESS_OF_N8N: command,
			...(command === 'webhook' && { N8N_PORT: String(webhookPort) }),
		},
	});
	processes.set(command, n8n);
	return n8n;
}

async function startMain(): Promise<void> {
	client = new N8nClient((await start('start')).url);
	await client.signIn();
}

(missing.length > 0 ? describe.skip : describe)('the trigger in queue mode', () => {
	beforeAll(async () => {
		userFolder = await mkdtemp(join(tmpdir(), 'netsapiens-queue-n8n-'));
		webhookPort = await steadyPort();
		[services, simulator] = await Promise.all([
			startQueueServices(),
			// Events are posted when a test asks for them.
			startSimulator(['--events-interval', '3600000', '--cdrs', '200']),
			installPackage(userFolder),
		]);
		await startMain();
		await Promise.all([start('worker'), start('webhook')]);
		credential = await client.saveCredential(credentialsFor(simulator).apiKey);
	}, startTimeout);

	afterAll(async () => {
		await Promise.all([...processes.values()].map(async (n8n) => await n8n.stop()));
		await Promise.all([simulator?.stop(), services?.stop()]);
		await rm(userFolder, { recursive: true, force: true });
	}, startTimeout);

	/** The trigger, and a node that says where the workflow runs. */
	function workflow(id: string, events: string[], options = {}): Workflow {
		const { name } = credential;
		return {
			id,
			name: id,
			nodes: [
				{
					id: `${id}-trigger`,
					name: 'Trigger',
					type: `${packageName}.netSapiensTrigger`,
					typeVersion: 1,
					position: [0, 0],
					parameters: {
						events,
						domain: { __rl: true, mode: 'id', value: '~' },
						user: { __rl: true, mode: 'id', value: '*' },
						filters: {},
						options,
					},
					credentials: { netSapiensApi: { id: credential.id, name } },
					webhookId: `${id}-hook`,
				},
				{
					id: `${id}-where`,
					name: 'Where',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					position: [220, 0],
					parameters: {
						assignments: {
							assignments: [
								{ id: 'a', name: 'process', value: '={{ $env.PROCESS_OF_N8N }}', type: 'string' },
							],
						},
						includeOtherFields: true,
						options: {},
					},
				},
			],
			connections: { Trigger: { main: [[{ node: 'Where', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		};
	}

	async function publish(published: Workflow): Promise<void> {
		await client.saveWorkflow(published);
		await client.activate(published.id);
		await untilSubscribed(simulator, published);
		// The webhook process knows the secret from the database.
		await eventually(
			async () => await client.staticData(published.id),
			(saved) => JSON.stringify(saved ?? '').includes('secret'),
		);
	}

	async function ring(from: string): Promise<string> {
		const { domain } = simulator.credentials;
		const call = { from, to: '101', domain };
		const { id } = await control<{ id: string }>(simulator, 'POST', '/calls', call);
		return id;
	}

	/** Lets a call go on and has the server post that. */
	async function step(call: string, what: string): Promise<void> {
		await control(simulator, 'POST', `/calls/${encodeURIComponent(call)}/${what}`, {});
		await control(simulator, 'POST', '/poll');
	}

	/** What came out of all executions so far, oldest first. */
	async function results(id: string, count: number): Promise<string[]> {
		const ids = await eventually(
			async () => await client.executionIds(id),
			({ length }) => length >= count,
		);
		const all = await Promise.all(
			ids.reverse().map(async (execution) => await client.finished(execution)),
		);
		return all.flatMap(({ data: { resultData } }) => {
			if (resultData.error) return [resultData.error.message];
			return (resultData.runData.Where ?? [])
				.flatMap((run) => run.data?.main?.[0] ?? [])
				.map(({ json }) => [json.event, json.callId, json.process].join(' '));
		});
	}

	const calls = 'queueCalls';
	const records = 'queueRecords';
	let before: Awaited<ReturnType<typeof subscriptionsOf>>;
	let talking: string;

	it('subscribes with the address of the webhook process', async () => {
		await publish(workflow(calls, ['callAnswered', 'callEnded', 'missedCall']));
		before = await subscriptionsOf(simulator, workflow(calls, []));
		expect(before).toEqual([
			expect.objectContaining({
				model: 'call',
				'post-url': expect.stringMatching(
					`^http://localhost:${webhookPort}/webhook/.*secret=[\\w-]{32}$`,
				),
			}),
		]);
		// Nothing but the webhook process takes events.
		const main = new URL(String(before[0]?.['post-url']));
		main.port = new URL(client.url).port;
		const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[]' };
		expect((await fetch(main, post)).status).toBe(404);
	});

	it('receives in the webhook process and runs on the worker', async () => {
		talking = await ring('12025550133');
		await step(talking, 'answer');
		const [{ lastPosts }] = (await subscriptionsOf(simulator, workflow(calls, []))) as [
			(typeof before)[0],
		];
		expect(new Set(lastPosts.map(({ status }) => status))).toEqual(new Set([200]));
		expect(await results(calls, 1)).toEqual([`callAnswered ${talking} worker`]);
	});

	it('renews from the main process, three times in a row', async () => {
		await publish(workflow(records, ['callRecord'], { lifetimeMinutes: 0.2 }));
		const expiries = new Set<string>();
		await eventually(
			async () => {
				const [seen] = await subscriptionsOf(simulator, workflow(records, []));
				return expiries.add(seen?.['subscription-expires-datetime'] ?? 'lost');
			},
			({ size }) => size > 3,
			150,
		);
		expect(expiries).not.toContain('lost');
		expect(expiries.size).toBeGreaterThan(3);
		await client.deactivate(records);
		await untilSubscribed(simulator, workflow(records, []), 0);
	});

	it(
		'goes on while the main process is gone, which takes up the same subscription again',
		async () => {
			const requests = async () =>
				await control<unknown[]>(simulator, 'GET', '/requests?path=/subscriptions&method=POST');
			const created = (await requests()).length;
			await processes.get('start')?.kill();

			await step(talking, 'hold');
			const missed = await ring('12025550144');
			await step(missed, 'end');
			await startMain();
			const sofar = [
				`callAnswered ${talking} worker`,
				`callEnded ${missed} worker`,
				`missedCall ${missed} worker`,
			];
			expect(await results(calls, 2)).toEqual(sofar);

			await step(talking, 'unhold');
			await step(talking, 'end');
			expect(await results(calls, 3)).toEqual([...sofar, `callEnded ${talking} worker`]);
			const after = await subscriptionsOf(simulator, workflow(calls, []));
			expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
			expect(await requests()).toHaveLength(created);
		},
		startTimeout,
	);

	it('unsubscribes when the workflow is deactivated', async () => {
		await client.deactivate(calls);
		await expect(untilSubscribed(simulator, workflow(calls, []), 0)).resolves.toEqual([]);
	});
});
