/** What New Customer refuses, and what its output says; that it holds in all ways is in plan.test.ts. */
import { startSimulator, type RunningSimulator } from '../../../simulator/steer/process';
import { runCase, startAnew, stateOf } from '../../support/composites';
import { apiKeyCredential } from '../../support/credentials';
import { customerCases } from './customerCases';

const newCustomer = customerCases[0]!;
let simulator: RunningSimulator;

beforeAll(async () => {
	const small = ['--cdrs', '10', '--users', '60', '--domains', '3'];
	simulator = await startSimulator([...small, '--now', '2026-11-20T12:00:00Z']);
}, 60_000);
afterAll(async () => await simulator.stop());
beforeEach(async () => await startAnew(simulator, newCustomer));

test('one item for each record, in the order in which they are made', async () => {
	const { items, error } = await runCase(simulator, newCustomer);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => [json.kind, json.name, json.result])).toEqual([
		['domain', 'harbor.example', 'created'],
		['businessHours', 'Business Hours', 'created'],
		['site', 'Pier', 'created'],
		['site', 'Mill', 'created'],
		['user', '201', 'created'],
		['user', '202', 'created'],
		['callQueue', '4000', 'created'],
		['autoAttendant', '5000', 'created'],
		['phoneNumber', '12025550901', 'created'],
		['phoneNumber', '12025550902', 'created'],
	]);
	expect(items[5]?.pairedItem).toEqual({ item: 1 });
});

test.each([
	['two domains', { 'new-domain': '={{ $json.user }}.example' }, 'Item 1 is for another domain'],
	['one extension twice', { 'new-user': '201' }, 'Items 0 and 1 have the same extension, 201'],
	[
		'a number that goes to nobody',
		{ fields: { phoneNumbers: { values: [{ number: '12025550901' }] } } },
		'Phone number 12025550901 needs an extension under "Send To"',
	],
])('%s: refused before anything changes', async (_, more, message) => {
	const before = await stateOf(simulator);
	const { error } = await runCase(simulator, newCustomer, more as never);
	expect(error?.message).toContain(message);
	expect(await stateOf(simulator)).toBe(before);
});

test.each(['basicUser', 'officeManager'] as const)(
	'who may not create domains (%s) gets one message, and nothing changes',
	async (scope) => {
		const before = await stateOf(simulator);
		const credential = apiKeyCredential(simulator, scope);
		const { error, requests } = await runCase(simulator, newCustomer, {}, { credential });
		expect(error?.message).toContain('not');
		expect(requests.length).toBeLessThan(3);
		expect(await stateOf(simulator)).toBe(before);
	},
);

test('a reseller may do all of it', async () => {
	const credential = apiKeyCredential(simulator, 'reseller');
	const { error } = await runCase(simulator, newCustomer, {}, { credential });
	expect(error).toBeUndefined();
});
