/** The node as n8n's agents call it: whatever they say, they get an answer that they can use. */
import type { INodeParameters } from 'n8n-workflow';
import { apiKeyCredential } from '../support/credentials';
import { byId } from '../support/composites';
import { runNode, type Run } from '../support/engine';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(
	async () => (simulator = await startSimulator(['--cdrs', '300', '--users', '60'])),
	60_000,
);
afterAll(async () => await simulator.stop());

async function call(parameters: INodeParameters, more: Partial<Run> = {}) {
	const { domain } = simulator.credentials;
	const outcome = await runNode({
		parameters: { domain: byId(domain), ...parameters },
		credential: apiKeyCredential(simulator),
		type: 'netSapiensTool',
		...more,
	});
	expect(outcome.error).toBeUndefined();
	expect(outcome.items.length).toBeGreaterThan(0);
	return { ...outcome, told: outcome.items.map(({ json }) => json) };
}

const user = { resource: 'user', operation: 'get' };
const users = { resource: 'user', operation: 'getAll' };
const update = { resource: 'user', operation: 'update', user: byId('102') };
const calls = { resource: 'cdr', operation: 'getAll', period: 'custom' };
const queue = { resource: 'callQueue', operation: 'create', 'new-callqueue': '4090', fields: {} };

test.each<[string, INodeParameters, RegExp, number]>([
	[
		'nothing for what is required',
		{ ...user, user: byId('={{ undefined }}') },
		/"user" is empty/,
		0,
	],
	['a user who is not there', { ...user, user: byId('9999') }, /not found/i, 1],
	['a path in place of a name', { ...user, user: byId('../../resellers') }, /cannot be used/, 0],
	[
		'words where a number belongs',
		{ ...users, limit: 'three' as never },
		/"Limit" takes a whole number.*"three"/,
		0,
	],
	['an unknown choice', { ...users, output: 'everything' }, /"Output" takes one of/, 0],
	[
		'an unknown choice among fields',
		{ ...update, fields: { 'user-scope': 'Emperor' } },
		/takes one of .*"Office Manager"/,
		0,
	],
	[
		'an object for text',
		{ ...update, fields: { department: '={{ { a: 1 } }}' } },
		/"Department" takes text/,
		0,
	],
	['nothing to change', { ...update, fields: {} }, /nothing to change/i, 0],
	[
		'an operation that is none',
		{ resource: 'user', operation: 'destroyAll' },
		/"Operation" takes one of "count"/,
		0,
	],
])('%s is an answer, not a failure', async (_title, parameters, words, requests) => {
	const { told, requests: sent } = await call(parameters);
	expect(told).toEqual([
		{
			error: expect.stringMatching(words),
			details: expect.any(Object),
			howToFix: expect.stringMatching(/\w/),
		},
	]);
	expect(sent.length).toBe(requests);
});

test('the status of the server goes along', async () => {
	const { told } = await call({ ...user, user: byId('9999') });
	expect(told[0]?.details).toEqual({ status: 404 });
});

test('numbers, switches and choices are taken from text', async () => {
	const { told } = await call({
		...users,
		returnAll: '={{ "false" }}' as never,
		limit: '={{ "3" }}' as never,
		output: '={{ "RAW" }}',
	});
	expect(told).toHaveLength(4);
	expect(told[3]?.message).toContain('the limit of 3 was reached');
	const made = await call({ ...queue, fields: { 'callqueue-dispatch-type': 'round_ROBIN' } });
	expect(JSON.stringify(made.requests[0]?.body)).toContain(
		'"callqueue-dispatch-type":"Round-robin"',
	);
});

test('an empty list is words', async () => {
	const { told } = await call({
		...calls,
		'datetime-start': '2001-01-01',
		'datetime-end': '2001-01-02',
	});
	expect(told).toEqual([{ found: 0, message: expect.stringContaining('Nothing was found') }]);
});

test('many records are cut, with word of the rest and of how to get less', async () => {
	const { told } = await call({
		...calls,
		returnAll: true,
		output: 'raw',
		'datetime-start': '2020-01-01',
		'datetime-end': '2030-01-01',
	});
	expect(JSON.stringify(told).length).toBeLessThan(27_000);
	expect(told.at(-1)).toMatchObject({
		leftOut: expect.any(Number),
		message: expect.stringContaining('Narrow'),
	});
	expect(JSON.stringify(told)).not.toContain('null');
});

test('in a plain workflow the same is an error that stops it', async () => {
	const { error } = await runNode({
		parameters: { ...user, domain: byId(simulator.credentials.domain), user: byId('9999') },
		credential: apiKeyCredential(simulator),
	});
	expect(error?.message).toMatch(/not found/i);
});

test('a stopped execution stops', async () => {
	const { error, items } = await runNode({
		parameters: { ...users, domain: byId(simulator.credentials.domain) },
		credential: apiKeyCredential(simulator),
		type: 'netSapiensTool',
		stop: AbortSignal.abort(),
	});
	expect(items.filter(({ json }) => 'howToFix' in json)).toEqual([]);
	expect(error === undefined || /stopped|cancel/i.test(error.message)).toBe(true);
});
