/**
 * Whole flows of calls in the simulator, in every dialect: what Get Many Calls makes of their records, what the
 * trigger makes of the posts, and the server's own figures have to agree with what was written down.
 */
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { itemsOf, type Choice } from '../../nodes/NetSapiensTrigger/items';
import { emptyMemory } from '../../nodes/NetSapiensTrigger/memory';
import { dialects } from '../../simulator/dialect/data';
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import { flows, startForFlows, statistics, take, type Flow } from '../support/flows';
import type { RunningSimulator } from '../../simulator/steer/process';
import { clientOf } from '../simulator/client';
import { Receiver, type Post } from '../simulator/receiver';

const choice: Choice = {
	events: ['callRinging', 'callAnswered', 'callEnded', 'missedCall'],
	anyEventModels: [],
	filters: {
		directions: [],
		caller: null,
		dialled: null,
		queue: '',
		firstOnly: false,
		minTalkSeconds: 0,
	},
};

/** What the trigger makes of posts. */
function triggered(posts: Post[]): IDataObject[] {
	const memory = emptyMemory();
	return posts.flatMap(({ events }) =>
		itemsOf(
			{ model: 'call', objects: events as IDataObject[], at: DateTime.utc() },
			choice,
			memory,
		),
	);
}

/** An event, with the user where it is about a phone. */
const told = ({ event, user }: IDataObject) =>
	event === 'callRinging' || event === 'callAnswered' ? `${event} ${String(user)}` : event;

describe.each(Object.keys(dialects))('a server that speaks as %s', (dialect) => {
	const receiver = new Receiver();
	const ids = new Map<Flow, string>();
	const events = new Map<Flow, IDataObject[]>();
	let simulator: RunningSimulator;
	let calls: IDataObject[];

	beforeAll(async () => {
		await receiver.start();
		simulator = await startForFlows(dialect);
		await clientOf(simulator)('POST', '/subscriptions', {
			body: { model: 'call', 'post-url': receiver.url, domain: simulator.credentials.domain },
		});
		for (const flow of flows) {
			receiver.clear();
			ids.set(flow, await take(simulator, flow.steps));
			events.set(flow, triggered(receiver.posts));
		}
		const outcome = await runNode({
			parameters: {
				resource: 'cdr',
				operation: 'getCalls',
				domain: { __rl: true, mode: 'id', value: simulator.credentials.domain },
				'datetime-start': '2020-01-01T00:00:00',
				'datetime-end': '2040-01-01T00:00:00',
				returnAll: true,
			} as never,
			credential: apiKeyCredential(simulator),
		});
		calls = outcome.items.map(({ json: item }) => item);
	});
	afterAll(async () => {
		await simulator.stop();
		await receiver.stop();
	});

	test.each(flows.map((flow) => [flow.name, flow] as const))('%s', async (_, flow) => {
		const { participants, ...wanted } = flow.want.call;
		const found = calls.filter(({ callId }) => callId === ids.get(flow));
		expect(found).toMatchObject([wanted]);
		const roles = (found[0]?.participants as IDataObject[]).map(({ user, role }) => ({
			user,
			role,
		}));
		expect(roles).toEqual(participants);

		const own = events.get(flow) ?? [];
		expect(own.map(told)).toEqual(flow.want.events);
		const missed = own.find(({ event }) => event === 'missedCall');
		expect(missed?.missedFor ?? []).toEqual(wanted.missedFor);

		for (const [of, figures] of Object.entries(flow.want.statistics))
			expect(await statistics(simulator, of)).toMatchObject(figures);
	});
});
