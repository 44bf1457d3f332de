import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node';
import { loadOptionsContext } from '../support/contexts';
import { control } from '../../simulator/steer/control';
import { apiKeyCredential } from '../support/credentials';
import { runNode, type Outcome } from '../support/engine';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;
beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '300']);
});
afterAll(async () => await simulator.stop());

async function run(parameters: INodeParameters): Promise<Outcome> {
	const outcome = await runNode({
		parameters: { domain: 'acme.example', ...parameters },
		credential: apiKeyCredential(simulator),
	});
	expect(outcome.error?.message).toBeUndefined();
	return outcome;
}

const json = ({ items }: Outcome): IDataObject[] => items.map((item) => item.json);

describe('Output', () => {
	const users: INodeParameters = { resource: 'user', operation: 'getAll', limit: 2 };

	test('is simplified unless something else is chosen', async () => {
		const preset = json(await run(users));
		expect(preset).toEqual(json(await run({ ...users, output: 'simplified' })));
		expect(Object.keys(preset[0]!).length).toBeLessThanOrEqual(10);
	});

	test('raw has everything', async () => {
		const [raw] = json(await run({ ...users, output: 'raw' }));
		expect(Object.keys(raw!).length).toBeGreaterThan(40);
	});

	test('selected fields are those that were chosen or typed', async () => {
		const select = (outputFields: string | string[]) =>
			run({ ...users, output: 'selectedFields', outputFields });
		const [chosen] = json(await select(['time-zone', 'user', 'no-such-field']));
		expect(chosen).toEqual({
			'time-zone': expect.any(String),
			user: expect.any(String),
			'no-such-field': null,
		});
		expect(json(await select('time-zone, user, no-such-field'))[0]).toEqual(chosen);
	});

	test('of one record it is the same', async () => {
		const one: INodeParameters = { resource: 'user', operation: 'get', user: '101' };
		const [preset] = json(await run(one));
		expect(preset).toMatchObject({ user: '101' });
		expect(Object.keys(preset!).length).toBeLessThanOrEqual(10);
		const selected = { ...one, output: 'selectedFields', outputFields: ['user'] };
		expect(json(await run(selected))).toEqual([{ user: '101' }]);
		const [raw] = json(await run({ ...one, output: 'raw' }));
		expect(Object.keys(raw!).length).toBeGreaterThan(40);
	});

	test('the list of fields is that of the chosen operation', async () => {
		const type = new NetSapiens();
		const offered = async (parameters: INodeParameters) => {
			const credential = apiKeyCredential(simulator);
			const context = loadOptionsContext({ type, parameters, credential });
			return (await type.methods.loadOptions.getOutputFields.call(context)).map(
				({ value }) => value,
			);
		};
		expect(await offered({ resource: 'user', operation: 'getAll' })).toEqual(
			expect.arrayContaining(['department', 'email-address', 'time-zone']),
		);
		expect(await offered({ resource: 'callQueue', operation: 'get' })).toContain('callqueue');
		expect(await offered({ resource: 'callQueue', operation: 'delete' })).toEqual([]);
	});
});

describe('an answer that is no list', () => {
	const period = {
		'datetime-start': '2020-01-01T00:00:00Z',
		'datetime-end': '2040-01-01T00:00:00Z',
	};
	const statistics: INodeParameters = { resource: 'callCenterStatistics', ...period };

	test.each([
		['getPerQueue', 'callqueue'],
		['getPerAgent', 'agent'],
		['getPerDialedNumber', 'call-dialed-number'],
		['getAgentLog', 'agent'],
	])('%s gives one item a row, named by %s', async (operation, key) => {
		for (const output of ['simplified', 'raw']) {
			const items = json(await run({ ...statistics, operation, output }));
			expect(items.length).toBeGreaterThan(1);
			const names = items.map((item) => item[key]);
			expect(new Set(names).size).toBe(items.length);
			expect(names).toEqual(items.map(() => expect.any(String)));
		}
	});

	test('callers who wait in a queue are one item each, and nobody is none', async () => {
		const waiting: INodeParameters = {
			resource: 'queuedCall',
			operation: 'getAll',
			callqueue: '4000',
		};
		expect(json(await run(waiting))).toEqual([]);
		for (const from of ['12025550111', '12025550112']) {
			await control(simulator, 'POST', '/calls', { from, to: '4000' });
		}
		expect(json(await run(waiting))).toEqual(
			['12025550111', '12025550112'].map((number) =>
				expect.objectContaining({
					'call-orig-call-id': expect.any(String),
					'caller-id-number': number,
				}),
			),
		);
	});

	test('regions come with their country', async () => {
		const items = json(await run({ resource: 'holiday', operation: 'getRegions' }));
		expect(items.length).toBeGreaterThan(1);
		expect(items[0]).toEqual({
			country: expect.stringMatching(/^[A-Z]{2}$/),
			region: expect.any(String),
			name: expect.any(String),
		});
	});
});
