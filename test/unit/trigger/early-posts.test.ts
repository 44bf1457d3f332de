import type { IDataObject, INode, IWebhookFunctions } from 'n8n-workflow';
import { subscribe } from '../../../nodes/NetSapiensTrigger/lifecycle';
import { receive } from '../../../nodes/NetSapiensTrigger/receive';
import { context, FakeServer } from './fakes';
import { call } from './samples';

/** A post that comes before n8n has saved what subscribing wrote down. */
async function earlyPost(functions: object, url: string) {
	const saved: IDataObject = {};
	const answers: number[] = [];
	const response = { status: (status: number) => (answers.push(status), response), json() {} };
	const early = {
		...functions,
		getRequestObject: () => ({ ip: '203.0.113.7', readRawBody: async () => undefined }),
		getResponseObject: () => response,
		getQueryData: () => Object.fromEntries(new URL(url).searchParams),
		getBodyData: () => [call()],
		getWorkflowStaticData: () => saved,
		getWorkflow: () => ({ id: 'early' }),
		getMode: () => 'webhook',
	} as unknown as IWebhookFunctions;
	const result = await receive(early);
	return { items: result.workflowData?.[0] ?? [], answers, saved };
}

test('a post right after subscribing is taken, and wipes nothing', async () => {
	const server = new FakeServer();
	const { functions } = context(server);
	await subscribe(functions);
	const url = server.subscriptions[0]?.['post-url'] ?? '';

	const { items, answers, saved } = await earlyPost(functions, url);
	expect(items).toHaveLength(1);
	expect(answers).toEqual([]);
	expect(saved).toEqual({});
});

test('the secret of a manual test opens nothing but the test', async () => {
	const server = new FakeServer();
	const { functions } = context(server, { activation: 'manual' });
	functions.getNode = () => ({ webhookId: 'manual', name: 'Trigger' }) as INode;
	await subscribe(functions);
	const url = server.subscriptions[0]?.['post-url'] ?? '';

	expect((await earlyPost(functions, url)).answers).toEqual([401]);
});
