import type { INodeExecutionData } from 'n8n-workflow';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { control } from '../../../simulator/steer/control';
import { byId, runCase, stateOf, writesOf, type CompositeCase } from '../../support/composites';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '10', '--users', '30', '--domains', '2']);
});
afterAll(async () => await simulator.stop());
beforeEach(async () => await control(simulator, 'POST', '/reset'));

const contacts = (input: Array<Record<string, unknown>>, more: object = {}): CompositeCase => ({
	title: 'contacts',
	parameters: ({ credentials }) =>
		({
			resource: 'sharedContact',
			operation: 'upsert',
			domain: byId(credentials.domain),
			matchBy: 'email',
			dataMode: 'autoMapInputData',
			...more,
		}) as never,
	input: input.map((json) => ({ json }) as INodeExecutionData),
});

const results = (items: INodeExecutionData[]) => items.map(({ json }) => json.result);

const nora = {
	email: 'nora@example.com',
	'name-first-name': 'Nora',
	'phonenumber-work': '12025550998',
};

test('says which fields changed, and from what to what', async () => {
	await runCase(simulator, contacts([nora]));
	const { items } = await runCase(
		simulator,
		contacts([{ ...nora, 'name-first-name': 'Norah', company: 'Vance' }]),
	);
	expect(items[0]?.json).toMatchObject({
		result: 'updated',
		email: 'nora@example.com',
		changes: [
			{ field: 'name-first-name', before: 'Nora', after: 'Norah' },
			{ field: 'company', before: null, after: 'Vance' },
		],
		record: { 'name-first-name': 'Norah', company: 'Vance', 'phonenumber-work': '12025550998' },
	});
});

test('items about the same record come in turn: one makes it, the others find it', async () => {
	const same = [nora, nora, { ...nora, email: ' NORA@example.com', company: 'Vance' }];
	const { items, requests } = await runCase(simulator, contacts(same));
	expect(results(items)).toEqual(['created', 'unchanged', 'updated']);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	expect(requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('the list is read once for all items', async () => {
	const many = Array.from({ length: 30 }, (_, at) => ({ ...nora, email: `n${at}@example.com` }));
	const { items, requests } = await runCase(simulator, contacts(many));
	expect(results(items)).toEqual(many.map(() => 'created'));
	const pages = requests.filter(({ method }) => method === 'GET');
	expect(pages.length).toBeLessThanOrEqual(2);
});

test('numbers are the same whatever stands between their digits', async () => {
	await runCase(simulator, contacts([nora]));
	const spaced = { 'phonenumber-work': '+1 (202) 555-0998', 'name-first-name': 'Nora' };
	const { items } = await runCase(simulator, contacts([spaced], { matchBy: 'phonenumber-work' }));
	expect(results(items)).toEqual(['updated']);
});

test('values that come out empty are left, or emptied when that is chosen', async () => {
	await runCase(simulator, contacts([nora]));
	const emptied = { ...nora, 'phonenumber-work': '' };
	const left = await runCase(simulator, contacts([emptied]));
	expect(results(left.items)).toEqual(['unchanged']);
	const options = { options: { emptyValues: 'clear' } };
	const cleared = await runCase(simulator, contacts([emptied], options));
	expect(cleared.items[0]?.json).toMatchObject({
		result: 'updated',
		changes: [{ field: 'phonenumber-work', before: '12025550998', after: '' }],
	});
});

test('a new record is made without the values that are empty', async () => {
	const options = { options: { emptyValues: 'clear' } };
	const { requests } = await runCase(simulator, contacts([{ ...nora, company: '' }], options));
	const [post] = requests.filter(({ method }) => method === 'POST');
	expect(post?.body).not.toHaveProperty('company');
});

describe('bad input changes nothing', () => {
	test('nothing to find the record by', async () => {
		const before = await stateOf(simulator);
		const { error } = await runCase(simulator, contacts([{ 'name-first-name': 'Nora' }]));
		expect(error?.message).toMatch(/"email" is empty.*Match By/);
		expect(await stateOf(simulator)).toBe(before);
	});

	test('a field to match by that there is not', async () => {
		const { error, requests } = await runCase(
			simulator,
			contacts([nora], { matchBy: 'shoe-size' }),
		);
		expect(error?.message).toMatch(/"Match By" takes one of "email"/);
		expect(requests).toEqual([]);
	});

	test('two records that fit', async () => {
		const twins = { resource: 'sharedContact', operation: 'create' };
		for (const first of ['Nora', 'Norah']) {
			await runCase(simulator, contacts([{ ...nora, 'name-first-name': first }], twins));
		}
		const before = await stateOf(simulator);
		const { error } = await runCase(simulator, contacts([nora]));
		expect(error?.message).toMatch(/2 records have "nora@example.com" as "email"/);
		expect(await stateOf(simulator)).toBe(before);
	});

	test('an item that fails leaves the others alone', async () => {
		const { items } = await runCase(
			simulator,
			contacts([{}, nora]),
			{},
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => json.result ?? json.error)).toEqual([
			expect.stringContaining('"email" is empty'),
			'created',
		]);
	});
});

test('secrets are compared and never shown', async () => {
	const user = (pin: string): CompositeCase => ({
		title: 'user',
		parameters: ({ credentials }) =>
			({
				resource: 'user',
				operation: 'upsert',
				domain: byId(credentials.domain),
				'new-user': '101',
				'name-first-name': 'Nora',
				'name-last-name': 'Vance',
				'email-address': 'nora@example.com',
				fields: { 'voicemail-login-pin': pin },
			}) as never,
	});
	const { items } = await runCase(simulator, user('73519'), { dryRun: true });
	const change = (items[0]?.json.changes as Array<{ field: string }>).find(
		({ field }) => field === 'voicemail-login-pin',
	);
	expect(change).toEqual({ field: 'voicemail-login-pin', before: '***', after: '***' });
});

test('a scope that may not gets one message, and nothing has changed', async () => {
	const before = await stateOf(simulator);
	const { apiKeyCredential } = await import('../../support/credentials');
	const credential = apiKeyCredential(simulator, 'basicUser');
	const many = Array.from({ length: 10 }, (_, at) => ({ ...nora, email: `n${at}@example.com` }));
	const { error, requests } = await runCase(
		simulator,
		contacts(many),
		{ options: { concurrency: 1 } },
		{ credential },
	);
	expect(error?.message).toEqual(expect.any(String));
	expect(writesOf({ requests } as never).length).toBeLessThanOrEqual(1);
	expect(await stateOf(simulator)).toBe(before);
});

test('a timeframe that becomes another type keeps the entries that are wanted', async () => {
	const dates = {
		values: [
			{
				'timeframe-specific-dates-begin-date': '2027-01-02T00:00:00',
				'timeframe-specific-dates-begin-time': '09:00',
				'timeframe-specific-dates-end-date': '2027-01-02T00:00:00',
				'timeframe-specific-dates-end-time': '17:00',
			},
		],
	};
	const timeframe = (more: object): CompositeCase => ({
		title: 'timeframe',
		parameters: ({ credentials }) =>
			({
				resource: 'sharedTimeframe',
				operation: 'upsert',
				domain: byId(credentials.domain),
				'timeframe-name': 'Inventory Day',
				...more,
			}) as never,
	});
	const custom = { timeframeType: 'custom', 'timeframe-specific-dates-array': dates };
	await runCase(simulator, timeframe(custom));
	const plain = { timeframeType: 'specific-dates', 'timeframe-specific-dates-array': dates };
	const { error } = await runCase(simulator, timeframe(plain));
	expect(error).toBeUndefined();
	expect(results((await runCase(simulator, timeframe(plain))).items)).toEqual(['unchanged']);
	expect(await stateOf(simulator)).toContain('"timeframe-specific-dates-begin-date":"20270102"');
});

test('a number that two items block is blocked once', async () => {
	const twice: CompositeCase = {
		title: 'blocked',
		parameters: ({ credentials }) =>
			({
				resource: 'blockedNumber',
				operation: 'upsert',
				domain: byId(credentials.domain),
				'phone-numbers-to-reject': { parameters: ['12025550123'] },
			}) as never,
		input: [{ json: {} }, { json: {} }],
	};
	const outcome = await runCase(simulator, twice);
	expect(results(outcome.items)).toEqual(['created', 'unchanged']);
	expect(writesOf(outcome)).toHaveLength(1);
});
