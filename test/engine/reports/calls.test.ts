/**
 * Reports about calls in n8n's engine, in every dialect: their figures are those that SQL finds in an
 * export of the simulator's records.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { dialects } from '../../../simulator/dialect/data';
import { control } from '../../../simulator/steer/control';
import { startSimulator, type RunningSimulator } from '../../../simulator/steer/process';
import { apiKeyCredential } from '../../support/credentials';
import { runNode } from '../../support/engine';
import { flows, take } from '../../support/flows';
import { databaseOf } from '../../support/sql/database';
import { figuresOf, type Figures } from '../../support/sql/reports';

/** The whole time that the simulator has records of, in dates that the form takes. */
const DATES = { 'datetime-start': '2020-01-01T00:00:00', 'datetime-end': '2039-12-31T23:59:59' };
const BETWEEN = { from: Date.UTC(2019) / 1000, to: Date.UTC(2041) / 1000 };

let simulator: RunningSimulator;

async function run(operation: string, parameters: INodeParameters = {}, key = 'officeManager') {
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
		credential: apiKeyCredential(simulator, key as never),
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
