import type { IDataObject } from 'n8n-workflow';
import type { SavedCredential } from '../../host/rest';
import { control } from '../../simulator/steer/control';
import { apiKeyCredential } from '../support/credentials';
import { eventually } from '../../host/eventually';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { subscriptionsOf, untilSubscribed } from '../../host/subscriptions';
import { allExecutionIds, itemsOf, itemsOfExecution, triggerWorkflow } from '../support/trigger';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let credential: SavedCredential;
let domain: string;

/** Gives the tests of a block a server of a dialect, which posts events when a test asks for them. */
function useServer(dialect: string): void {
	beforeAll(async () => {
		const quiet = ['--events-interval', '3600000', '--cdrs', '200'];
		simulator = await startSimulator([...quiet, '--dialect', dialect]);
		domain = simulator.credentials.domain;
		credential = await n8n.saveCredential({
			name: `Trigger events, ${dialect}`,
			type: 'netSapiensApi',
			data: apiKeyCredential(simulator),
		});
	});

	afterAll(async () => await simulator.stop());
}

/** Lets something happen and has the server post what came of it. */
async function happen(path: string, body: Record<string, unknown> = {}): Promise<IDataObject> {
	const answer = await control<IDataObject>(simulator, 'POST', path, body);
	await control(simulator, 'POST', '/poll');
	return answer;
}

async function ring(from: string, to: string): Promise<string> {
	return String((await happen('/calls', { from, to, domain })).id);
}

async function step(call: string, what: string, body = {}): Promise<void> {
	await happen(`/calls/${encodeURIComponent(call)}/${what}`, body);
}

interface Expected {
	subscriptions?: number;
	/** Items to wait for; more would be found as well. */
	items: number;
}

/**
 * Publishes a trigger for the tenant's domain, lets things happen, and takes it back.
 *
 * @returns the items that came out
 */
async function listening(
	id: string,
	parameters: IDataObject,
	{ subscriptions = 1, items }: Expected,
	act: (urls: Record<string, string>) => Promise<void>,
): Promise<IDataObject[]> {
	const workflow = triggerWorkflow(id, credential, {
		domain: { __rl: true, mode: 'id', value: domain },
		...parameters,
	});
	await n8n.saveWorkflow(workflow);
	await n8n.activate(id);
	const seen = await untilSubscribed(simulator, workflow, subscriptions);
	try {
		await act(Object.fromEntries(seen.map((one) => [one.model, one['post-url']])));
		await eventually(
			async () => await itemsOf(n8n, id),
			({ length }) => length >= items,
		);
	} finally {
		await n8n.deactivate(id);
		await untilSubscribed(simulator, workflow, 0);
	}
	return await itemsOf(n8n, id);
}

/** What happened to whom. Posts that follow each other at once may run in any order: sorted. */
const told = (items: IDataObject[]) =>
	items.map(({ event, user }) => `${String(event)} ${String(user)}`).sort();

const callEvents = ['callRinging', 'callAnswered', 'callEnded', 'missedCall'];

describe.each(['documented', 'live-44'])('events of a %s server', (dialect) => {
	useServer(dialect);

	/** Items are counted by workflow. */
	const named = (id: string) => `${id}${dialect.slice(-2)}`;

	it('of a call that is answered, held, transferred and ended come once each', async () => {
		const items = await listening(
			named('eventsOfCalls'),
			{ events: callEvents },
			{ items: 5 },
			async () => {
				const call = await ring('12025550133', '101');
				await step(call, 'answer');
				await step(call, 'hold');
				await step(call, 'unhold');
				await step(call, 'transfer', { to: '102' });
				await step(call, 'answer');
				await step(call, 'hold');
				await step(call, 'end');
			},
		);
		expect(told(items)).toEqual([
			'callAnswered 101',
			'callAnswered 102',
			'callEnded 102',
			'callRinging 101',
			'callRinging 102',
		]);
		expect(new Set(items.map(({ callId }) => callId)).size).toBe(1);
		expect(new Set(items.map(({ id }) => id)).size).toBe(5);
	});

	it('of missed calls come for missed calls only', async () => {
		const items = await listening(
			named('eventsMissed'),
			{ events: ['missedCall'] },
			{ items: 2 },
			async () => {
				const answered = await ring('12025550133', '101');
				await step(answered, 'answer');
				await step(answered, 'end');
				const queued = await ring('12025550134', '4000');
				await step(queued, 'answer');
				await step(queued, 'end');
				const out = await ring('101', '13035550100');
				await step(out, 'end');
				await step(await ring('12025550144', '102'), 'end');
				await step(await ring('12025550145', '4000'), 'end');
			},
		);
		expect(items.map(({ from }) => (from as IDataObject).number).sort()).toEqual([
			'12025550144',
			'12025550145',
		]);
	});

	it('of one call start one execution when only the first is wanted', async () => {
		const parameters = {
			events: callEvents,
			filters: { firstOnly: true, directions: ['inbound'] },
		};
		const items = await listening(named('eventsFirst'), parameters, { items: 1 }, async () => {
			await ring('101', '102');
			const call = await ring('12025550133', '101');
			await step(call, 'answer');
			await step(call, 'end');
		});
		expect(told(items)).toEqual(['callRinging 101']);
	});

	it('of every kind come from what they are of', async () => {
		const parameters = {
			events: [
				'callRecord',
				'voicemailLeft',
				'smsReceived',
				'smsSent',
				'chatMessage',
				'conversationUpdated',
				'agentState',
				'presenceChanged',
				'userChanged',
				'auditEntry',
				'anyEvent',
			],
			models: ['call_origid'],
		};
		const items = await listening(
			named('eventsOfAllKinds'),
			parameters,
			{ subscriptions: 9, items: 14 },
			async () => {
				const call = await ring('12025550133', '101');
				await step(call, 'answer');
				await step(call, 'end');
				await happen('/voicemails', { user: '102', from: '12025550100', text: 'Hello' });
				await happen('/messages', { from: '12025550100', to: '12025550101', text: 'Hello' });
				await happen('/chats', { from: '101', to: '102', text: 'Hello' });
				await happen('/agents', { queue: '4000', agent: '104', status: 'logout' });
				await happen('/presence', { user: '103', presence: 'busy' });
				await happen('/audit', { action: 'create', object: 'subscriber', user: '105' });
			},
		);
		const counts = new Map<string, number>();
		for (const { event } of items) counts.set(String(event), (counts.get(String(event)) ?? 0) + 1);
		expect(Object.fromEntries(counts)).toMatchObject({
			callRecord: 1,
			voicemailLeft: 1,
			smsReceived: 1,
			chatMessage: expect.any(Number),
			conversationUpdated: expect.any(Number),
			agentState: 1,
			presenceChanged: 1,
			userChanged: 1,
			anyEvent: 3,
		});
		expect(counts.get('smsSent')).toBeUndefined();
		expect(items.find(({ event }) => event === 'auditEntry')).toBeDefined();
		expect(items.find(({ event }) => event === 'voicemailLeft')).toMatchObject({
			user: '102',
			from: { number: '12025550100' },
			transcription: 'Hello',
		});
		expect(items.find(({ event }) => event === 'callRecord')).toMatchObject({
			user: '101',
			direction: 'inbound',
			from: { number: '12025550133' },
			callId: expect.any(String),
			occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/),
		});
	});

	it('of a recording come with the sound, once it can be listened to', async () => {
		const parameters = {
			events: ['recordingReady', 'callRecord'],
			options: { recordingAudio: true, patienceSeconds: 30 },
		};
		const items = await listening(named('eventsRecording'), parameters, { items: 3 }, async () => {
			const missed = await ring('12025550144', '102');
			await step(missed, 'end');
			const call = { from: '12025550133', to: '101', domain, recorded: true };
			const { id } = await happen('/calls', call);
			await step(String(id), 'answer');
			await step(String(id), 'end');
		});
		expect(told(items)).toEqual(['callRecord 101', 'callRecord 102', 'recordingReady 101']);
		const ready = items.find(({ event }) => event === 'recordingReady');
		expect(ready?.recording).toMatchObject({ url: expect.stringMatching(/^https?:/) });
		// It would say why there is no sound.
		expect(ready).not.toHaveProperty('note');
	});

	it('of a transcription come with what was said, once it is there', async () => {
		await control(simulator, 'POST', '/switches', { 'transcription-delay': '1000' });
		const parameters = { events: ['transcriptionReady'], options: { patienceSeconds: 30 } };
		const items = await listening(named('eventsSaid'), parameters, { items: 1 }, async () => {
			const missed = await ring('12025550144', '102');
			await step(missed, 'end');
			const call = { from: '12025550133', to: '101', domain, recorded: true };
			const { id } = await happen('/calls', call);
			await step(String(id), 'answer');
			await step(String(id), 'end');
		});
		await control(simulator, 'POST', '/switches', { 'transcription-delay': '0' });
		expect(told(items)).toEqual(['transcriptionReady 101']);
		expect(items[0]?.transcription).toMatchObject({
			text: expect.stringContaining('Thank you for calling, how can I help?\nI have a question'),
			summary: 'The caller was charged twice; the agent sent a refund.',
			topics: ['billing'],
		});
	});

	it('are understood with hyphens too', async () => {
		await control(simulator, 'POST', '/switches', { 'event-names': 'hyphen' });
		const items = await listening(
			named('eventsHyphens'),
			{ events: callEvents },
			{ items: 3 },
			async () => {
				const call = await ring('12025550133', '101');
				await step(call, 'answer');
				await step(call, 'hold');
				await step(call, 'end');
			},
		);
		await control(simulator, 'POST', '/switches', { 'event-names': 'underscore' });
		expect(told(items)).toEqual(['callAnswered 101', 'callEnded 101', 'callRinging 101']);
	});
});

async function post(url: string, body: string, type = 'application/json'): Promise<number> {
	const headers = { 'content-type': type };
	const response = await fetch(url, { method: 'POST', headers, body });
	await response.arrayBuffer();
	return response.status;
}

const message = (id: string) => ({
	id,
	timestamp: '2026-01-05 12:00:00',
	type: 'sms',
	direction: 'orig',
	domain,
	from_num: '12025550100',
	text: 'Hello',
});

describe('posts', () => {
	useServer('documented');

	it('of a thousand events give a thousand items, and one execution each', async () => {
		let posts = 0;
		const items = await listening(
			'eventsThousand',
			{ events: ['smsReceived'] },
			{ items: 1000 },
			async (urls) => {
				for (let made = 0; made < 1000; posts++) {
					const size = Math.min((posts % 20) + 1, 1000 - made);
					const events = Array.from({ length: size }, () => message(`thousand-${made++}`));
					expect(await post(urls.message ?? '', JSON.stringify(events))).toBe(200);
				}
			},
		);
		expect(items).toHaveLength(1000);
		expect(new Set(items.map(({ messageId }) => messageId)).size).toBe(1000);
		expect(new Set(items.map(({ id }) => id)).size).toBe(1000);
		expect(await allExecutionIds(n8n, 'eventsThousand')).toHaveLength(posts);
	});

	it('that are forged or broken start nothing, and n8n stays well', async () => {
		const items = await listening(
			'eventsForged',
			{ events: ['smsReceived'] },
			{ items: 1 },
			async (urls) => {
				const good = urls.message ?? '';
				const body = JSON.stringify([message('forged')]);
				const secret = new URL(good).searchParams.get('secret') ?? '';
				const changed = good.replace(
					secret,
					`${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
				);
				const bare = good.replace(/\?.*/, '');
				const large = JSON.stringify([{ ...message('large'), text: 'x'.repeat(10_000_000) }]);
				const deep = `[{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`;

				expect(await post(bare, body)).toBe(401);
				expect(await post(changed, body)).toBe(401);
				expect(await post(`${bare}?secret=`, body)).toBe(401);
				expect(await post(changed, large)).toBe(401);
				expect(await post(good.replace('/netsapiens', '/elsewhere'), body)).toBe(404);
				expect(await post(good, '{"a":1}')).toBe(400);
				expect(await post(good, deep)).toBe(400);
				expect(await post(good, '<a/>', 'text/html')).toBe(400);
				// n8n itself refuses this one, before any node sees it.
				expect(await post(good, '[{"a":')).toBe(422);
				expect(await post(good, '[]')).toBe(200);

				expect(
					await post(good, JSON.stringify([message('good')]), 'application/octet-stream'),
				).toBe(200);
			},
		);
		expect(items.map(({ messageId }) => messageId)).toEqual(['good']);
		expect(await allExecutionIds(n8n, 'eventsForged')).toHaveLength(1);
	});

	it('are only taken from allowed addresses', async () => {
		const options = { allowedAddresses: '203.0.113.0/24, 2001:db8::/32' };
		const parameters = { events: ['smsReceived'], options };
		const items = await listening('eventsAddresses', parameters, { items: 0 }, async (urls) => {
			expect(await post(urls.message ?? '', JSON.stringify([message('foreign')]))).toBe(401);
		});
		expect(items).toEqual([]);
		const local = { events: ['smsReceived'], options: { allowedAddresses: '127.0.0.0/8, ::1' } };
		const taken = await listening('eventsLocal', local, { items: 1 }, async (urls) => {
			expect(await post(urls.message ?? '', JSON.stringify([message('local')]))).toBe(200);
		});
		expect(taken).toHaveLength(1);
	});
});

describe('listening for a test event in the editor', () => {
	useServer('documented');

	it('takes one event at an address of its own, beside the published trigger', async () => {
		const id = 'eventsManual';
		const workflow = triggerWorkflow(id, credential, {
			events: ['callRinging'],
			domain: { __rl: true, mode: 'id', value: domain },
		});
		await n8n.saveWorkflow(workflow);
		await n8n.activate(id);
		const [published] = await untilSubscribed(simulator, workflow);
		await n8n.start(id, 'Trigger');
		const both = await untilSubscribed(simulator, workflow, 2);
		const paths = both.map((one) => new URL(one['post-url']).pathname.split('/')[1]).sort();
		expect(paths).toEqual(['webhook', 'webhook-test']);

		await ring('12025550133', '101');
		const [left] = await untilSubscribed(simulator, workflow, 1);
		expect(left).toMatchObject({ id: published?.id, 'post-url': published?.['post-url'] });
		const ids = await eventually(
			async () => await allExecutionIds(n8n, id),
			({ length }) => length >= 2,
		);
		const executions = await Promise.all(ids.map(async (one) => await n8n.finished(one)));
		expect(executions.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		for (const execution of executions) {
			expect(told(itemsOfExecution(execution))).toEqual(['callRinging 101']);
		}
		await n8n.deactivate(id);
		expect(await untilSubscribed(simulator, workflow, 0)).toEqual([]);
		expect(await subscriptionsOf(simulator, workflow)).toEqual([]);
	});
});
