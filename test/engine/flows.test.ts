/** Whole flows of calls in the simulator: what Get Calls makes of their records, and the server's own figures. */
import type { IDataObject } from 'n8n-workflow';
import { apiKeyCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import { flows, startForFlows, statistics, take, type Flow } from '../support/flows';
import type { RunningSimulator } from '../support/simulator';

let simulator: RunningSimulator;
const ids = new Map<Flow, string>();
let items: IDataObject[];

beforeAll(async () => {
	simulator = await startForFlows();
	for (const flow of flows) ids.set(flow, await take(simulator, flow.steps));
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
	items = outcome.items.map(({ json: item }) => item);
}, 60_000);
afterAll(async () => await simulator.stop());

test.each(flows.map((flow) => [flow.name, flow] as const))('%s', async (_, flow) => {
	const { participants, ...wanted } = flow.want.call;
	const found = items.filter(({ callId }) => callId === ids.get(flow));
	expect(found).toMatchObject([wanted]);
	const [item] = found;
	expect((item?.participants as IDataObject[]).map(({ user, role }) => ({ user, role }))).toEqual(
		participants,
	);
	for (const [of, figures] of Object.entries(flow.want.statistics))
		expect(await statistics(simulator, of)).toMatchObject(figures);
});
