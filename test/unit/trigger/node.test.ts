import type { ITriggerFunctions, IWebhookFunctions } from 'n8n-workflow';

jest.mock('../../../nodes/NetSapiens/generated/pickers', () => ({
	pickers: {
		searchDomains: { values: ['acme.example'] },
		searchUsers: { values: ['101'] },
	},
}));

import { NetSapiensTrigger } from '../../../nodes/NetSapiensTrigger/NetSapiensTrigger.node';
import { context, FakeServer } from './fakes';
import { call } from './samples';

const node = new NetSapiensTrigger();

/** Runs `trigger()` and gives what it registered. */
async function registered(mode: string) {
	const server = new FakeServer();
	const crons: Array<{ expression: string; tick: () => void }> = [];
	const { functions } = context(server);
	Object.assign(functions, { getMode: () => mode });
	Object.assign(functions.helpers, {
		registerCron: ({ expression }: { expression: string }, tick: () => void) =>
			crons.push({ expression, tick }),
	});
	const answer = await node.trigger.call(functions as unknown as ITriggerFunctions);
	return { server, functions, crons, answer };
}

test('a published trigger looks after its subscriptions by itself', async () => {
	const { crons } = await registered('trigger');
	expect(crons).toMatchObject([{ expression: expect.stringMatching(/^\d+ \*\/15 /) }]);
});

test('a manual test only gets what n8n asks for', async () => {
	const { crons, answer } = await registered('manual');
	expect(crons).toEqual([]);
	expect(answer).toEqual({});
});

test('one round of looking after does not begin before the last one ended', async () => {
	const { server, functions, crons } = await registered('trigger');
	await node.webhookMethods.default.create.call(functions);
	server.calls = [];
	crons[0]?.tick();
	crons[0]?.tick();
	await new Promise((resolve) => setImmediate(resolve));
	expect(server.calls).toEqual(['GET /subscriptions/made-1']);
	crons[0]?.tick();
	await new Promise((resolve) => setImmediate(resolve));
	expect(server.calls).toHaveLength(2);
});

test('n8n always has it look for its subscriptions, and take them back at the end', async () => {
	const server = new FakeServer();
	const { functions } = context(server);
	const { checkExists, create, delete: remove } = node.webhookMethods.default;
	expect(await checkExists.call(functions)).toBe(false);
	expect(await create.call(functions)).toBe(true);
	expect(server.subscriptions).toHaveLength(1);
	expect(await checkExists.call(functions)).toBe(false);
	expect(await remove.call(functions)).toBe(true);
	expect(server.subscriptions).toEqual([]);
});

test('posts to the webhook start the workflow', async () => {
	const staticData = { secret: 'right' };
	const { functions } = context(new FakeServer(), { staticData });
	const post = {
		...functions,
		getRequestObject: () => ({ ip: '203.0.113.7', readRawBody: async () => undefined }),
		getResponseObject: () => ({ status: () => ({ end() {} }) }),
		getQueryData: () => ({ model: 'call', secret: 'right' }),
		getBodyData: () => [call()],
		getMode: () => 'webhook',
	} as unknown as IWebhookFunctions;
	const { workflowData } = await node.webhook.call(post);
	expect(workflowData).toMatchObject([[{ json: { event: 'callRinging' } }]]);
});

test('the pickers of the form exist', () => {
	const names = JSON.stringify(node.description.properties).match(/search(Domains|Users)/g) ?? [];
	expect(new Set(names)).toEqual(new Set(['searchDomains', 'searchUsers']));
	for (const name of names) expect(node.methods.listSearch).toHaveProperty(name);
});

test('events are called as people know them, in order', () => {
	const events = node.description.properties.find(({ name }) => name === 'events');
	expect(events?.options?.map(({ name }) => name)).toEqual([
		'Agent State Changed',
		'Any Event of Model',
		'Audit Entry',
		'Call Answered',
		'Call Ended',
		'Call Record (CDR)',
		'Call Ringing',
		'Chat Message',
		'Conversation Updated',
		'Missed Call',
		'Presence Changed',
		'Recording Ready',
		'SMS/MMS Received',
		'SMS/MMS Sent',
		'Transcription Ready',
		'User Changed',
		'Voicemail Left',
	]);
});
