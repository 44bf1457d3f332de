import { clearLockedPorts } from 'get-port';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { installPackage } from '../../host/install-package';
import { startN8n, withoutEditor, type RunningN8n } from '../../host/n8n';
import { N8nClient, type SavedCredential, type Workflow } from '../../host/rest';
import { steadyPort } from '../../host/steady-port';
import { control } from '../../simulator/steer/control';
import { apiKeyCredential } from '../support/credentials';
import { eventually } from '../../host/eventually';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { subscriptionsOf, untilSubscribed, type SeenSubscription } from '../../host/subscriptions';
import { isSince, itSince } from '../support/since';
import { itemsOf, published, settled, triggerWorkflow } from '../support/trigger';

/** Twelve seconds: renewals are watched, not waited for. */
const shortLife = { lifetimeMinutes: 0.2 };

const startTimeout = 300_000;

let userFolder: string;
let n8n: RunningN8n;
let client: N8nClient;
let simulator: RunningSimulator;
let credential: SavedCredential;

async function start(env: Record<string, string> = {}): Promise<void> {
	const preferredPort = n8n ? Number(new URL(n8n.url).port) : await steadyPort();
	n8n = await startN8n({ userFolder, preferredPort, env: { ...withoutEditor, ...env } });
	client = new N8nClient(n8n.url);
	await client.signIn();
}

/** As the power coming back. */
async function restart(env?: Record<string, string>): Promise<void> {
	const { url } = n8n;
	// The address has to stay the same, and get-port gives no port out twice within some seconds.
	clearLockedPorts();
	await start(env);
	expect(n8n.url).toBe(url);
}

async function startPbx(port = 0): Promise<RunningSimulator> {
	// Events are posted when a test asks for them.
	return await startSimulator([
		'--port',
		String(port),
		'--events-interval',
		'3600000',
		'--cdrs',
		'200',
	]);
}

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'netsapiens-lifecycle-'));
	[simulator] = await Promise.all([startPbx(), installPackage(userFolder)]);
	await start();
	credential = await client.saveCredential({
		name: 'Lifecycle',
		type: 'netSapiensApi',
		data: apiKeyCredential(simulator, 'officeManager'),
	});
}, startTimeout);

afterAll(async () => {
	await Promise.all([n8n?.stop(), simulator?.stop()]);
	await rm(userFolder, { recursive: true, force: true });
}, startTimeout);

const callEvents = ['callRinging', 'callAnswered', 'callEnded', 'missedCall'];

async function publish(workflow: Workflow, count = 1): Promise<SeenSubscription[]> {
	await client.saveWorkflow(workflow);
	await client.activate(workflow.id);
	const seen = await untilSubscribed(simulator, workflow, count);
	await settled(client, workflow.id);
	return seen;
}

async function takeBack(workflow: Workflow): Promise<void> {
	await client.deactivate(workflow.id);
	await untilSubscribed(simulator, workflow, 0);
}

/** Requests that change subscriptions, since the last look. */
async function changes(): Promise<string[]> {
	const requests = await control<Array<{ method: string; path: string }>>(
		simulator,
		'GET',
		'/requests?path=/subscriptions',
	);
	await control(simulator, 'DELETE', '/requests');
	return requests.map(({ method }) => method).filter((method) => method !== 'GET');
}

async function ring(from: string): Promise<string> {
	const { domain } = simulator.credentials;
	const call = await control<{ id: string }>(simulator, 'POST', '/calls', {
		from,
		to: '101',
		domain,
	});
	await control(simulator, 'POST', '/poll');
	return call.id;
}

async function step(call: string, what: string): Promise<void> {
	await control(simulator, 'POST', `/calls/${encodeURIComponent(call)}/${what}`, {});
	await control(simulator, 'POST', '/poll');
}

async function told(workflow: Workflow, count: number): Promise<string[]> {
	const items = await eventually(
		async () => await itemsOf(client, workflow.id),
		({ length }) => length >= count,
	);
	return items.map(({ event }) => String(event));
}

describe('subscriptions', () => {
	it('come with the publication and go with it, never two, never others', async () => {
		const workflow = triggerWorkflow('lifecycle', credential, {
			events: ['callRinging', 'callRecord'],
		});
		const seen = await publish(workflow, 2);
		expect(seen.map(({ model }) => model).sort()).toEqual(['call', 'cdr']);
		for (const one of seen) {
			expect(one['post-url']).toMatch(
				new RegExp(`^${n8n.url}/webhook/lifecycle-hook/netsapiens\\?model=\\w+&secret=[\\w-]{32}$`),
			);
		}
		const secret = new URL(seen[0]?.['post-url'] ?? '').searchParams.get('secret');

		await client.activate(workflow.id);
		await client.saveWorkflow({ ...workflow, name: 'renamed' });
		await client.activate(workflow.id);
		expect(await untilSubscribed(simulator, workflow, 2)).toHaveLength(2);

		const edited = triggerWorkflow('lifecycle', credential, {
			events: ['callRinging', 'smsReceived'],
		});
		await client.saveWorkflow(edited);
		await client.activate(workflow.id);
		const models = await eventually(
			async () => (await subscriptionsOf(simulator, edited)).map(({ model }) => model).sort(),
			(found) => found.join() === 'call,message',
		);
		expect(models).toEqual(['call', 'message']);

		await takeBack(workflow);
		const [again] = await publish(
			triggerWorkflow('lifecycle', credential, { events: ['callRinging'] }),
		);
		expect(new URL(again?.['post-url'] ?? '').searchParams.get('secret')).toBe(secret);
		await takeBack(workflow);
	});

	it('of others stay as they are', async () => {
		const foreign = await fetch(`${simulator.url}/ns-api/v2/subscriptions`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${simulator.credentials.apiKeys.officeManager}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({
				model: 'call',
				domain: simulator.credentials.domain,
				'post-url': `${n8n.url}/webhook/lifecycle-foreign-hook/other?model=call`,
				'subscription-expires-datetime': '2040-01-01 00:00:00',
			}),
		});
		const { id } = (await foreign.json()) as { id: string };
		const workflow = triggerWorkflow('lifecycle-foreign', credential, { events: ['callRinging'] });
		expect(await publish(workflow, 2)).toContainEqual(expect.objectContaining({ id }));
		await client.deactivate(workflow.id);
		const [left] = await untilSubscribed(simulator, workflow, 1);
		expect(left).toMatchObject({
			id,
			'subscription-expires-datetime': expect.stringMatching(/^2040/),
		});
		await control(simulator, 'DELETE', `/subscriptions/${id}`);
	});

	it('are renewed in time, three times in a row, and come back when the server lost them', async () => {
		const workflow = triggerWorkflow('lifecycleShort', credential, {
			events: ['callRinging'],
			options: shortLife,
		});
		const [first] = await publish(workflow);
		const expiries = new Set<string>();
		const ids = new Set<string>();
		await eventually(
			async () => {
				const [seen] = await subscriptionsOf(simulator, workflow);
				ids.add(seen?.id ?? 'lost');
				return expiries.add(seen?.['subscription-expires-datetime'] ?? 'lost');
			},
			({ size }) => size > 3,
		);
		expect(expiries.size).toBeGreaterThan(3);
		expect([...ids]).toEqual([first?.id]);

		await control(simulator, 'DELETE', `/subscriptions/${first?.id ?? ''}`);
		const [back] = await untilSubscribed(simulator, workflow, 1);
		expect(back).toMatchObject({ 'post-url': first?.['post-url'] });
		expect(back?.id).not.toBe(first?.id);
		await ring('12025550133');
		expect(await told(workflow, 1)).toEqual(['callRinging']);
		await takeBack(workflow);
	});
});

describe('when the server is down at activation', () => {
	it('the workflow says so, and listens when it is published again', async () => {
		const port = await steadyPort();
		const away = await client.saveCredential({
			name: 'Away',
			type: 'netSapiensApi',
			data: {
				...apiKeyCredential(simulator, 'officeManager'),
				server: `http://127.0.0.1:${port}`,
			},
		});
		const workflow = triggerWorkflow('lifecycleAway', away, {
			events: ['callRinging'],
			options: shortLife,
		});
		await client.saveWorkflow(workflow);
		expect(await published(client, workflow.id)).toMatchObject({
			status: 'failed',
			triggers: [{ errorMessage: expect.stringContaining('refuses the connection') }],
		});
		const late = await startPbx(port);
		try {
			await client.deactivate(workflow.id);
			await settled(client, workflow.id);
			expect(await subscriptionsOf(late, workflow)).toEqual([]);
			await client.activate(workflow.id);
			expect(await untilSubscribed(late, workflow, 1)).toHaveLength(1);
			await client.deactivate(workflow.id);
			expect(await untilSubscribed(late, workflow, 0)).toEqual([]);
		} finally {
			await late.stop();
		}
	});
});

describe('an n8n that was restored from a copy of another', () => {
	it(
		"leaves the other one's subscriptions alone, also when it is unpublished there",
		async () => {
			const workflow = triggerWorkflow('lifecycleClone', credential, { events: ['callRinging'] });
			const before = await publish(workflow);
			const copy = await mkdtemp(join(tmpdir(), 'netsapiens-clone-'));
			await cp(userFolder, copy, {
				recursive: true,
				filter: (source) => !source.includes('database.sqlite'),
			});
			const database = new DatabaseSync(join(userFolder, '.n8n/database.sqlite'));
			database.exec(`VACUUM INTO '${join(copy, '.n8n/database.sqlite')}'`);
			database.close();
			const clone = await startN8n({ userFolder: copy, env: withoutEditor });
			try {
				expect(clone.url).not.toBe(n8n.url);
				const cloneClient = new N8nClient(clone.url);
				await cloneClient.signIn();
				const both = await untilSubscribed(simulator, workflow, 2);
				expect(both.map((one) => new URL(one['post-url']).origin)).toEqual([n8n.url, clone.url]);
				await cloneClient.deactivate(workflow.id);
				await settled(cloneClient, workflow.id);
				const left = await untilSubscribed(simulator, workflow, 1);
				expect(left).toMatchObject(before.map((one) => ({ 'post-url': one['post-url'] })));
			} finally {
				await clone.stop();
				await rm(copy, { recursive: true, force: true });
			}
			await takeBack(workflow);
		},
		startTimeout,
	);
});

/** A workflow whose server is its own, for what happens to that one while n8n is gone. */
interface Apart {
	pbx: RunningSimulator;
	workflow: Workflow;
}

async function apart(id: string, options = {}): Promise<Apart> {
	const pbx = await startPbx(await steadyPort());
	const own = await client.saveCredential({
		name: id,
		type: 'netSapiensApi',
		data: apiKeyCredential(pbx, 'officeManager'),
	});
	const workflow = triggerWorkflow(id, own, { events: ['callRinging'], options });
	await client.saveWorkflow(workflow);
	return { pbx, workflow };
}

/** Has it listen, as far as n8n gets with that. @returns the subscription */
async function listening({ pbx, workflow }: Apart): Promise<SeenSubscription | undefined> {
	await client.activate(workflow.id);
	const [seen] = await untilSubscribed(pbx, workflow);
	return seen;
}

describe('when n8n loses its power', () => {
	const kept = () => triggerWorkflow('lifecyclePower', credential, { events: callEvents });
	let before: SeenSubscription | undefined;
	let talking: string;
	let ringing: string;
	let forgetful: Apart;
	let forgotten: SeenSubscription | undefined;
	let away: Apart;
	let middle: Apart | undefined;

	beforeAll(async () => {
		[before] = await publish(kept());
		talking = await ring('12025550133');
		await step(talking, 'answer');
		ringing = await ring('12025550134');
		expect((await told(kept(), 3)).sort()).toEqual(['callAnswered', 'callRinging', 'callRinging']);

		forgetful = await apart('lifecycleForgotten');
		forgotten = await listening(forgetful);
		away = await apart('lifecycleAlone', shortLife);
		await listening(away);
		for (const { workflow } of [forgetful, away]) await settled(client, workflow.id);
		if (isSince('2.17')) {
			middle = await apart('lifecycleMiddle', shortLife);
			// The subscription is made, and n8n never hears of it: nothing is saved.
			await control(middle.pbx, 'POST', '/faults', {
				kind: 'stall',
				when: 'carried-out',
				method: 'POST',
				path: '/subscriptions',
			});
			await listening(middle);
		}
		// Before servers go, or n8n might hear that and be done with publishing.
		await n8n.kill();
		await control(forgetful.pbx, 'DELETE', `/subscriptions/${forgotten?.id ?? ''}`);
		await Promise.all([away.pbx.stop(), middle?.pbx.stop()]);
		await changes();
		await restart({
			// n8n takes up again what is older than the lease.
			N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10',
			N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
		});
	}, startTimeout);

	afterAll(async () => {
		await Promise.all([forgetful, away, middle].map(async (one) => await one?.pbx.stop()));
	});

	it('it goes on with the same subscription, and tells nothing twice', async () => {
		await step(talking, 'hold');
		await step(talking, 'end');
		await step(ringing, 'answer');
		await step(ringing, 'end');
		expect((await told(kept(), 6)).sort()).toEqual([
			'callAnswered',
			'callAnswered',
			'callEnded',
			'callEnded',
			'callRinging',
			'callRinging',
		]);
		expect(await changes()).toEqual([]);
		expect(await subscriptionsOf(simulator, kept())).toMatchObject([{ id: before?.id }]);
		await takeBack(kept());
	});

	it('it subscribes again where that was forgotten in the meantime', async () => {
		const [back] = await untilSubscribed(forgetful.pbx, forgetful.workflow, 1);
		expect(back).toMatchObject({ 'post-url': forgotten?.['post-url'] });
		expect(back?.id).not.toBe(forgotten?.id);
	});

	it('it starts without the server, and heals when that is back', async () => {
		await untilTriedInVain(away.workflow);
		await expectToHeal(away);
	});

	itSince('2.17', 'publishes within the request that asks for it')(
		'in the middle of publishing, it finishes without the server, and heals when that is back',
		async () => {
			if (!middle) throw new Error('Nothing was being published');
			await untilTriedInVain(middle.workflow);
			expect(await settled(client, middle.workflow.id)).toMatchObject({ status: 'published' });
			await expectToHeal(middle);
		},
	);

	async function untilTriedInVain({ id }: Workflow): Promise<void> {
		const words = `next try follows (Trigger, workflow ${id})`;
		const log = await eventually(
			async () => await readFile(n8n.logFile, 'utf8'),
			(text) => text.includes(words),
		);
		expect(log).toContain(words);
	}

	/** Starts the server again, without any subscription: everything is lost. */
	async function expectToHeal(one: Apart): Promise<void> {
		const { workflow } = one;
		one.pbx = await startPbx(Number(new URL(one.pbx.url).port));
		expect(await untilSubscribed(one.pbx, workflow, 1)).toHaveLength(1);
		const { domain } = one.pbx.credentials;
		await control(one.pbx, 'POST', '/calls', { from: '12025550133', to: '101', domain });
		await control(one.pbx, 'POST', '/poll');
		expect(await told(workflow, 1)).toEqual(['callRinging']);
		await client.deactivate(workflow.id);
		await untilSubscribed(one.pbx, workflow, 0);
	}
});
