import type { IDataObject } from 'n8n-workflow';

import { credentialsFor } from '../../host/credentials';
import { eventually } from '../../host/eventually';
import { packageName } from '../../host/install-package';
import type { Execution, SavedCredential, Workflow } from '../../host/rest';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { node, picked, to, workflowOf } from '../support/built';
import { linkIn, listFrom, textsTo as textsSentTo } from '../support/approval';
import { startModel, type ScriptedModel, type Step } from '../../host/model';
import { itSince } from '../support/since';
import { sharedN8n } from '../support/n8n';

type Row = Record<string, unknown>;

const n8n = sharedN8n();
const trigger = 'Run by hand';
let simulator: RunningSimulator;
let credential: SavedCredential;
/** An SMS number of user 101. */
let from: string;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200', '--events-interval', '3600000']);
	const { apiKey } = credentialsFor(simulator);
	credential = await n8n.saveCredential({ ...apiKey, name: 'Approval: API key' });
	const [number] = await api('/domains/~/users/101/smsnumbers');
	from = String(number?.number);
});

afterAll(async () => await simulator.stop());

const api = async (path: string) => await listFrom(simulator, path);
const textsTo = async (remote: string) => await textsSentTo(simulator, remote);

/** The newest link that somebody got. */
const linkTo = async (remote: string) => linkIn((await textsTo(remote)).at(-1));

/** The node under test, as an action or in one of its other forms. */
function ask(parameters: IDataObject, form = ''): IDataObject {
	return node('Ask', `${packageName}.netSapiensApproval${form}`, {
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		parameters: {
			domain: picked('~'),
			user: picked('101'),
			'from-number': picked(from),
			message: '=Refund ${{ $json.amount }} to {{ $json.customer }}?',
			...parameters,
		},
	});
}

/** A workflow that asks; what comes out of the node stands at End. */
function asking(id: string, parameters: IDataObject, more: IDataObject = {}): Workflow {
	const items = {
		mode: 'raw',
		jsonOutput: '{ "customer": "Ada Park", "amount": 250 }',
		duplicateItem: true,
		duplicateCount: 2,
	};
	return workflowOf(
		id,
		[
			node(trigger, 'n8n-nodes-base.manualTrigger'),
			node('Three items', 'n8n-nodes-base.set', { typeVersion: 3.4, parameters: items }),
			{ ...ask(parameters), ...more },
			node('End', 'n8n-nodes-base.noOp'),
		],
		{
			[trigger]: { main: [[to('Three items')]] },
			'Three items': { main: [[to('Ask')]] },
			Ask: { main: [[to('End')]] },
		},
	);
}

/** Runs a workflow until it waits. @returns the execution's ID */
async function waiting(workflow: Workflow): Promise<string> {
	const { id } = await n8n.saveWorkflow(workflow);
	const execution = await n8n.start(id, trigger);
	const { status, data } = await eventually(
		async () => await n8n.execution(execution),
		(seen) => !['new', 'running'].includes(seen.status),
	);
	expect({ status, error: data.resultData.error }).toMatchObject({ status: 'waiting' });
	return execution;
}

const statusOf = async (execution: string) => (await n8n.execution(execution)).status;

function outOf(execution: Execution): Row[] {
	const [run] = execution.data.resultData.runData.End ?? [];
	return (run?.data?.main?.[0] ?? []).map(({ json }) => json);
}

/** Presses a button of the page. */
async function press(link: string, fields: Record<string, string>): Promise<Response> {
	return await fetch(link, { method: 'POST', body: new URLSearchParams(fields) });
}

it('asks by SMS, waits whoever looks at the link, and goes on when somebody approves', async () => {
	const execution = await waiting(
		asking('approvalSms', { destination: '+1 (202) 555-0131, 12025550132' }),
	);
	const [text] = await textsTo('12025550131');
	expect(text).toMatch(/^Refund \$250 to Ada Park\?\n\nhttp\S+$/);
	const [asked] = (await n8n.execution(execution)).data.resultData.runData.Ask ?? [];
	// This n8n is at localhost, where no phone gets to.
	expect(asked?.hints).toMatchObject([{ message: expect.stringContaining('Set WEBHOOK_URL') }]);

	const [first, second] = [await linkTo('12025550131'), await linkTo('12025550132')];
	expect(second).not.toBe(first);

	const page = await fetch(first, { headers: { 'user-agent': 'WhatsApp/2.23 preview bot' } });
	expect(page.status).toBe(200);
	expect(page.headers.get('content-type')).toMatch(/^text\/html/);
	expect(await page.text()).toContain('Refund $250 to Ada Park?');
	await fetch(first, { method: 'HEAD' });
	expect(await statusOf(execution)).toBe('waiting');

	const thanks = await press(second, { approved: 'true' });
	expect(await thanks.text()).toContain('Approved');
	const finished = await n8n.finished(execution);
	expect(finished.status).toBe('success');
	expect(outOf(finished)).toEqual([
		{
			data: {
				approved: true,
				respondedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
				respondedBy: '12025550132',
			},
		},
	]);

	const late = await press(first, { approved: 'false' });
	expect(await late.text()).toMatch(/no action required/i);
	expect(outOf(await n8n.execution(execution))).toEqual(outOf(finished));
});

it('takes a decline with its reason, once there is one where it is required', async () => {
	const options = { reason: 'required', declineLabel: 'No way' };
	const execution = await waiting(
		asking('approvalDecline', { destination: '12025550133', options }),
	);
	const link = await linkTo('12025550133');
	expect(await (await fetch(link)).text()).toContain('>No way</button>');

	const unclear = await press(link, {});
	expect(unclear.status).toBe(400);
	expect(await unclear.text()).toContain('Press &quot;Approve&quot; or &quot;No way&quot;.');
	const silent = await press(link, { approved: 'false', reason: ' ' });
	expect(silent.status).toBe(400);
	expect(await silent.text()).toContain('Say why you decline.');
	expect(await statusOf(execution)).toBe('waiting');

	const taken = await press(link, { approved: 'false', reason: 'Too much, ask Bea <again>' });
	expect(await taken.text()).toContain('Declined');
	const finished = await n8n.finished(execution);
	expect(outOf(finished)).toMatchObject([
		{ data: { approved: false, reason: 'Too much, ask Bea <again>' } },
	]);
});

it('refuses links that were changed', async () => {
	const execution = await waiting(asking('approvalTampered', { destination: '12025550134' }));
	const link = await linkTo('12025550134');
	const changed = (name: string, value: string) => {
		const url = new URL(link);
		url.searchParams.set(name, value);
		return url.href;
	};
	const bad = [changed('to', '7'), changed('q', '2'), changed('signature', '0'.repeat(64))];
	const unsigned = new URL(link);
	unsigned.searchParams.delete('signature');
	for (const url of [...bad, changed('utm', 'x'), unsigned.href]) {
		expect((await press(url, { approved: 'true' })).status).toBe(401);
	}
	expect(await statusOf(execution)).toBe('waiting');
	expect((await press(link, { approved: 'true' })).status).toBe(200);
	await n8n.finished(execution);
});

it('goes on with the input when nobody answers in time', async () => {
	const values = { limitType: 'afterTimeInterval', resumeAmount: 0.02, resumeUnit: 'minutes' };
	const options = { limitWaitTime: { values } };
	const execution = await waiting(asking('approvalLimit', { destination: '12025550135', options }));
	// n8n looks for executions that have waited long enough once a minute.
	const finished = await n8n.finished(execution, 120);
	expect(finished.status).toBe('success');
	expect(outOf(finished)).toEqual(Array(3).fill({ customer: 'Ada Park', amount: 250 }));
	const late = await press(await linkTo('12025550135'), { approved: 'true' });
	expect(await late.text()).toMatch(/no action required/i);
});

it('lets an older link answer no newer question of the same execution', async () => {
	const execution = await waiting(
		workflowOf(
			'approvalLoop',
			[
				node(trigger, 'n8n-nodes-base.manualTrigger'),
				node('Two items', 'n8n-nodes-base.set', {
					typeVersion: 3.4,
					parameters: {
						mode: 'raw',
						jsonOutput: '{ "customer": "Ada Park", "amount": 250 }',
						duplicateItem: true,
						duplicateCount: 1,
					},
				}),
				node('One by one', 'n8n-nodes-base.splitInBatches', { typeVersion: 3 }),
				ask({ destination: '12025550136', message: 'Again?' }),
				node('End', 'n8n-nodes-base.noOp'),
			],
			{
				[trigger]: { main: [[to('Two items')]] },
				'Two items': { main: [[to('One by one')]] },
				'One by one': { main: [[to('End')], [to('Ask')]] },
				Ask: { main: [[to('One by one')]] },
			},
		),
	);
	const older = await linkTo('12025550136');
	await press(older, { approved: 'true' });
	const texts = await eventually(
		async () => await textsTo('12025550136'),
		(seen) => seen.length > 1,
	);
	await eventually(
		async () => await statusOf(execution),
		(status) => status === 'waiting',
	);
	const again = await press(older, { approved: 'true' });
	expect(again.status).toBe(410);
	expect(await again.text()).toContain('Already answered');
	expect((await fetch(older)).status).toBe(410);
	expect(await statusOf(execution)).toBe('waiting');

	await press(linkIn(texts[1]), { approved: 'false' });
	const finished = await n8n.finished(execution);
	expect(outOf(finished)).toMatchObject([
		{ data: { approved: true } },
		{ data: { approved: false } },
	]);
});

describe('by chat', () => {
	it('asks users, and a conversation there is', async () => {
		const chat = { messageType: 'chat', message: 'Close early?' };
		const first = await waiting(asking('approvalChat', { ...chat, extensions: '102, 103' }));
		expect(await linkTo('103')).not.toBe(await linkTo('102'));
		await press(await linkTo('103'), { approved: 'true' });
		expect(outOf(await n8n.finished(first))).toMatchObject([{ data: { respondedBy: '103' } }]);

		const sessions = await api('/domains/~/users/101/messagesessions?limit=100');
		const session = sessions.find((one) => one['messagesession-remote'] === '102');
		const id = String(session?.['messagesession-id']);
		const second = await waiting(
			asking('approvalConversation', {
				...chat,
				chatWith: 'conversation',
				messagesession: picked(id),
			}),
		);
		expect(await textsTo('102')).toHaveLength(2);
		await press(await linkTo('102'), { approved: 'false' });
		expect(outOf(await n8n.finished(second))).toMatchObject([
			{ data: { approved: false, respondedBy: '102' } },
		]);
	});
});

describe('what cannot be sent', () => {
	const unknown = { 'from-number': picked('12025550999'), destination: '12025550137' };

	it('fails with a clear message, and nothing waits', async () => {
		const { id } = await n8n.saveWorkflow(asking('approvalFails', unknown));
		const { status, data } = await n8n.run(id, trigger);
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(
			/^The question was not sent to 12025550137\. .*12025550999/,
		);
		expect(data.waitTill).toBeUndefined();
	});

	it('becomes an item where the workflow is to go on', async () => {
		const goesOn = { onError: 'continueRegularOutput' };
		const { id } = await n8n.saveWorkflow(asking('approvalGoesOn', unknown, goesOn));
		const finished = await n8n.run(id, trigger);
		expect(finished.status).toBe('success');
		expect(outOf(finished)).toEqual([
			{
				error: expect.stringContaining('was not sent to 12025550137'),
				details: expect.objectContaining({ status: 404 }),
			},
		]);
	});
});

describe("before an agent's tool runs", () => {
	const steps: Step[] = [
		{ tool: 'Delete_user', arguments: { toolParameters: { extension: '104' } } },
		{ say: 'Done.' },
	];

	/** The agent's tool is Delete user; Ask stands before it. */
	function agentWorkflow(id: string, model: SavedCredential, destination: string): Workflow {
		const guarded = {
			destination,
			message: '=Run {{ $tool.name }} with {{ JSON.stringify($tool.parameters) }}?',
		};
		return workflowOf(
			id,
			[
				node(trigger, 'n8n-nodes-base.manualTrigger'),
				node('Agent', '@n8n/n8n-nodes-langchain.agent', {
					typeVersion: 3.1,
					parameters: { promptType: 'define', text: 'Remove 104', options: {} },
				}),
				node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', {
					typeVersion: 1.3,
					credentials: { openAiApi: { id: model.id, name: model.name } },
					parameters: { model: picked('scripted'), responsesApiEnabled: false, options: {} },
				}),
				ask(guarded, 'HitlTool'),
				node('Delete user', `${packageName}.netSapiensTool`, {
					credentials: { [credential.type]: { id: credential.id, name: credential.name } },
					parameters: {
						resource: 'user',
						operation: 'delete',
						domain: picked('~'),
						user: picked("={{ $fromAI('extension', 'Extension of the user', 'string') }}"),
					},
				}),
			],
			{
				[trigger]: { main: [[to('Agent')]] },
				Model: { ai_languageModel: [[to('Agent', 'ai_languageModel')]] },
				'Delete user': { ai_tool: [[to('Ask', 'ai_tool')]] },
				Ask: { ai_tool: [[to('Agent', 'ai_tool')]] },
			},
		);
	}

	const user = async () =>
		(await api('/domains/~/users?limit=100')).some((one) => one.user === '104');

	let model: ScriptedModel;

	beforeAll(async () => {
		model = await startModel(steps);
	});

	afterAll(async () => await model.stop());

	itSince('2.0', 'has no tools that ask first')(
		'tells the model why it was declined, and runs the tool once it is approved',
		async () => {
			const saved = await n8n.saveCredential(model.credential);
			const first = await waiting(agentWorkflow('approvalAgentNo', saved, '12025550138'));
			expect(await textsTo('12025550138')).toEqual([
				expect.stringContaining('Run Delete_user with {"extension":"104"}?'),
			]);
			const reason = 'She is back on Monday';
			await press(await linkTo('12025550138'), { approved: 'false', reason });
			expect((await n8n.finished(first)).status).toBe('success');
			expect(model.told()).toEqual([expect.stringMatching(/provided feedback: .{0,2}She is back/)]);
			expect(await user()).toBe(true);

			const second = await waiting(agentWorkflow('approvalAgentYes', saved, '12025550139'));
			await press(await linkTo('12025550139'), { approved: 'true' });
			expect((await n8n.finished(second)).status).toBe('success');
			expect(await user()).toBe(false);
		},
	);
});
