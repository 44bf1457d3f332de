/** What New Customer refuses, and what its output says; that it holds in all ways is in plan.test.ts. */
import type { IDataObject } from 'n8n-workflow';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { runCase, startAnew, stateOf } from '../../support/composites';
import { apiKeyCredential } from '../../support/credentials';
import { customerCases } from './customerCases';
import { askApi } from './sync';

const newCustomer = customerCases[0]!;
const attendant = { attendantExtension: '5000' };
const keys = (...rows: string[][]) => ({
	values: rows.map(([menuKey, menuSendTo]) => ({ menuKey, menuSendTo })),
});
let simulator: RunningSimulator;

beforeAll(async () => {
	const small = ['--cdrs', '10', '--users', '60', '--domains', '3'];
	simulator = await startSimulator([...small, '--now', '2026-11-20T12:00:00Z']);
});
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
	[
		'a key that leads nowhere',
		{ fields: { autoAttendant: attendant, menuKeys: keys(['1', '']) } },
		'Key 1 needs an extension under "Send To"',
	],
	[
		'one key twice',
		{ fields: { autoAttendant: attendant, menuKeys: keys(['1', '201'], ['1', '202']) } },
		'Key 1 is in two rows',
	],
	[
		'keys without an attendant',
		{ fields: { menuKeys: keys(['1', '201']) } },
		'"Menu Keys" needs an auto attendant',
	],
	[
		'a greeting without its file',
		{ fields: { autoAttendant: { ...attendant, greetingBinaryField: 'voice' } } },
		'voice',
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

describe('the auto attendant', () => {
	const path = '/domains/harbor.example';
	const menu = async () =>
		(await askApi<IDataObject[]>(simulator, 'GET', `${path}/autoattendants`))[0]!;
	const greetings = async () =>
		await askApi<IDataObject[]>(simulator, 'GET', `${path}/users/5000/greetings`);

	test('has its keys, and says what was typed, under the number of its prompt', async () => {
		await runCase(simulator, newCustomer);
		const { 'starting-prompt': prompt, ...rest } = await menu();
		expect(rest['auto-attendant']).toEqual({
			'option-1': { 'destination-application': 'to-callqueue', 'destination-user': '4000' },
			'option-2': { 'destination-application': 'to-user', 'destination-user': '202' },
		});
		expect(await greetings()).toMatchObject([
			{
				'ordinal-order': Number(prompt),
				'file-script-text': 'Welcome to Harbor Supplies. For sales, press 1.',
			},
		]);
	});

	test.each([
		['audio/x-wav', undefined],
		['audio/mpeg', undefined],
		['video/mp4', '"hello" is video/mp4. A greeting takes WAV or MP3'],
	])('plays a file of type %s', async (mimeType, refusal) => {
		const [first, ...others] = newCustomer.input!;
		const data = Buffer.from('sound').toString('base64');
		const input = [
			{ ...first!, binary: { voice: { data, mimeType, fileName: 'hello' } } },
			...others,
		];
		const autoAttendant = { ...attendant, greetingBinaryField: 'voice' };
		const more = { fields: { autoAttendant } };
		const { error } = await runCase(simulator, { ...newCustomer, input }, more);
		if (refusal) return expect(error?.message).toContain(refusal);
		expect(error).toBeUndefined();
		expect(await greetings()).toMatchObject([{ 'file-source': 'upload' }]);
	});

	test('keeps the keys that a later run does not mention', async () => {
		await runCase(simulator, newCustomer);
		const more = {
			fields: { autoAttendant: attendant, menuKeys: keys(['2', '201'], ['*', '202']) },
		};
		await runCase(simulator, newCustomer, more);
		expect((await menu())['auto-attendant']).toMatchObject({
			'option-1': { 'destination-user': '4000' },
			'option-2': { 'destination-user': '201' },
			'option-*': { 'destination-user': '202' },
		});
	});
});

test('business hours under the name of a timeframe of another type are refused', async () => {
	await runCase(simulator, newCustomer, { fields: {} });
	const frame = { 'timeframe-name': 'Business Hours', 'timeframe-type': 'always' };
	await askApi(simulator, 'POST', '/domains/harbor.example/timeframes', frame);
	const { error } = await runCase(simulator, newCustomer);
	expect(error?.message).toContain('"Business Hours" is of type always');
});
