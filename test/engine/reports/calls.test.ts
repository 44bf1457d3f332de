/**
 * Reports about calls in n8n's engine, in every dialect: their figures are those that SQL finds in an
 * export of the simulator's records.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { dialects } from '../../../simulator/dialect/data';
import { control } from '../../../simulator/steer/control';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { apiKeyCredential } from '../../support/credentials';
import { runNode } from '../../support/engine';
import { flows, take } from '../../support/flows';
import { databaseOf } from '../../support/sql/database';
import { figuresOf, type Figures } from '../../support/sql/reports';

/** The whole time that the simulator has records of, in dates that the form takes. */
const DATES = { 'datetime-start': '2020-01-01T00:00:00', 'datetime-end': '2039-12-31T23:59:59' };
const BETWEEN = { from: Date.UTC(2019) / 1000, to: Date.UTC(2041) / 1000 };

let simulator: RunningSimulator;

async function run(
	operation: string,
	parameters: INodeParameters = {},
	scope: Parameters<typeof apiKeyCredential>[1] = 'officeManager',
) {
	const { credentials } = simulator;
	return await runNode({
		parameters: {
			resource: 'report',
			operation,
			domain: { __rl: true, mode: 'id', value: credentials.domain },
			period: 'custom',
			...DATES,
			...parameters,
		},
		credential: apiKeyCredential(simulator, scope),
		timezone: 'America/New_York',
	});
}

/** All rows of a list of the domain, as the documents have them. */
async function exported(path: string): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (let start = 0; ; start += 100) {
		const query = `start=${start}&limit=100&datetime-start=2020-01-01&datetime-end=2040-01-01`;
		const url = `${simulator.url}/ns-api/v2/domains/${simulator.credentials.domain}/${path}?${query}`;
		const response = await fetch(url, {
			headers: { authorization: `Bearer ${simulator.credentials.apiKeys.officeManager}` },
		});
		const page = (await response.json()) as IDataObject[];
		rows.push(...page);
		if (page.length < 100) return rows;
	}
}

describe.each(Object.keys(dialects))('a server that speaks as %s', (dialect) => {
	let sql: (of: Figures, more?: Record<string, number>) => IDataObject[];

	beforeAll(async () => {
		const size = ['--cdrs', '700', '--domains', '1', '--users', '30', '--seed', dialect];
		simulator = await startSimulator([...size, '--events-interval', '1000000']);
		for (const flow of flows) await take(simulator, flow.steps);
		const records = await exported('cdrs');
		const database = databaseOf(records, await exported('users'));
		sql = (of, more = {}) => figuresOf(database, of, BETWEEN, more);
		await control(simulator, 'POST', '/dialect', { dialect });
	});
	afterAll(async () => await simulator.stop());

	test.each([
		['callActivity', { groupBy: 'user' }, 'user', 'user'],
		['callActivity', { groupBy: 'department' }, 'department', 'department'],
		['callActivity', { groupBy: 'site' }, 'site', 'site'],
		['callActivity', { groupBy: 'queue' }, 'queue', 'queue'],
		['callActivity', { groupBy: 'hour' }, 'hour', 'hour'],
		['callActivity', { groupBy: 'weekday' }, 'weekday', 'weekday'],
		['queueService', {}, 'queueService', 'queue'],
		['agentActivity', {}, 'agents', 'agent'],
		['attendantMenu', {}, 'keys', 'key'],
	] as const)('%s %j', async (operation, parameters, of, key) => {
		const { items, error } = await run(operation, parameters);
		expect(error).toBeUndefined();
		const wanted = sql(of, of === 'queueService' ? { within: 20 } : {});
		const found = items
			.map(({ json }) => json)
			.filter(({ calls = 1, offered = 0 }) => Number(calls) + Number(offered) > 0)
			.sort((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
		expect(wanted.length).toBeGreaterThan(0);
		expect(found).toMatchObject(wanted);
	});
});

const OPERATIONS = [
	'callActivity',
	'missedCalls',
	'queueService',
	'agentActivity',
	'attendantMenu',
];

describe('a report of today', () => {
	const today = { period: 'today' };

	beforeAll(async () => {
		const size = ['--cdrs', '0', '--domains', '1', '--users', '30'];
		simulator = await startSimulator([...size, '--events-interval', '1000000']);
		for (const flow of flows) await take(simulator, flow.steps);
		// Somebody calls the one back who had given up in a queue, later by the clock of records.
		await nextSecond();
		await take(simulator, [
			{ do: 'calls', with: { from: '103', to: '12025550132' } },
			{ do: 'answer' },
			{ do: 'end' },
		]);
		// Today ends before the second in which the report is made.
		await nextSecond();
	});
	afterAll(async () => await simulator.stop());

	test.each(OPERATIONS)('%s tells whose records may not be read, once', async (operation) => {
		const { items, error } = await run(operation, today, 'basicUser');
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/scope|rights|not allowed|permission/i);
	});

	test.each(OPERATIONS)('%s reads the list of users and each record once', async (operation) => {
		const { requests, error } = await run(operation, today);
		expect(error).toBeUndefined();
		const lists = requests.map(({ url }) => String(url).replace(/^.*\/domains\/[^/]+/, ''));
		expect(lists.filter((path) => path === '/users')).not.toHaveLength(0);
		expect(new Set(lists)).toEqual(new Set(['/users', '/cdrs']));
	});

	test('says which missed calls were returned, and by whom', async () => {
		const { items } = await run('missedCalls', today);
		const rows = items.map(({ json: row }) => row);
		expect(rows.find(({ number }) => String(number) === '12025550132')).toMatchObject({
			status: 'Called back',
			returned: true,
			returnedBy: '103',
			missedFor: ['4001'],
		});
		expect(rows.filter(({ status }) => status === 'Not returned').length).toBeGreaterThan(0);
	});

	test.each([
		['callActivity', { user: { __rl: true, mode: 'id', value: '101' } }, ['101']],
		['agentActivity', { user: { __rl: true, mode: 'id', value: '102' } }, ['102']],
		['queueService', { callqueue: { __rl: true, mode: 'id', value: '4001' } }, ['4001']],
	] as const)('%s keeps to what %j chooses', async (operation, reportOptions, wanted) => {
		const { items } = await run(operation, { ...today, reportOptions } as never);
		const firsts = items.map(({ json: row }) => String(Object.values(row)[0]));
		expect(firsts).toEqual(wanted);
	});

	test('shows the period before, in a mail with a file', async () => {
		const { items, error } = await run('callActivity', {
			...today,
			groupBy: 'hour',
			formats: ['html', 'text', 'csv'],
			reportOptions: { compareWithBefore: true },
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const [item] = items;
		expect((item?.json.figures as IDataObject[])[0]).toEqual({
			label: 'Calls',
			kind: 'number',
			value: flows.length + 1,
			before: 0,
		});
		expect(item?.json.html).toContain('before: 0');
		expect(item?.binary?.data).toMatchObject({ mimeType: 'text/csv' });
		const csv = Buffer.from(String(item?.binary?.data?.data), 'base64').toString('utf8');
		expect(csv).toMatch(/^.?Hour,Calls,Before,/);
	});

	test('has a file for each table', async () => {
		const { items } = await run('missedCalls', { ...today, formats: ['csv'] });
		const files = Object.entries(items[0]?.binary ?? {});
		expect(files.map(([name, { fileName }]) => [name, fileName])).toEqual([
			['data', 'missed-calls.csv'],
			['data_1', 'missed-calls-by-user-or-queue.csv'],
		]);
	});

	test.each([
		[
			'queueService',
			{ serviceLevelSeconds: 0 },
			/"Service Level \(Seconds\)" takes a whole number/,
		],
		[
			'missedCalls',
			{ returnedWithinHours: 1000 },
			/"Returned Within \(Hours\)" takes a whole number/,
		],
	])('%s with %j is refused', async (operation, reportOptions, message) => {
		const { error, requests } = await run(operation, { ...today, reportOptions });
		expect(error?.message).toMatch(message);
		expect(requests).toEqual([]);
	});
});

/** Records know seconds and no less. */
async function nextSecond(): Promise<void> {
	const now = Date.now();
	await new Promise((resolve) => setTimeout(resolve, 1000 - (now % 1000)));
}
