/** The node as a tool: what a model says reaches the PBX right, or comes back as words it can use. */
import type { IDataObject } from 'n8n-workflow';

import { startCrm, type Crm } from '../../host/crm';
import { credentialsFor } from '../../host/credentials';
import { eventually } from '../../host/eventually';
import { packageName } from '../../host/install-package';
import { connectMcp, type McpClient } from '../../host/mcp';
import { startModel, startThinking, type ScriptedModel, type Step } from '../../host/model';
import type { SavedCredential, Workflow } from '../../host/rest';
import { standIn } from '../../host/standIn';
import { untilSubscribed } from '../../host/subscriptions';
import { changeSetting, loadWorkflow, useStandIns } from '../../host/workflows';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { node, picked, to, using, workflowOf } from '../support/built';
import { sharedN8n } from '../support/n8n';
import { itSince } from '../support/since';
import { allExecutionIds } from '../support/trigger';

type Row = Record<string, unknown>;

const n8n = sharedN8n();
const trigger = 'Run by hand';
const TOKEN = 'a-long-token';
let simulator: RunningSimulator;
let crm: Crm;
let pbx: SavedCredential;
let bearer: SavedCredential;
const models: ScriptedModel[] = [];

beforeAll(async () => {
	const quiet = ['--cdrs', '200', '--events-interval', '3600000'];
	[simulator, crm] = await Promise.all([startSimulator(quiet), startCrm()]);
	const { apiKey } = credentialsFor(simulator);
	pbx = await n8n.saveCredential({ ...apiKey, name: 'Agent: API key' });
	bearer = await n8n.saveCredential({
		name: 'Agent: MCP token',
		type: 'httpBearerAuth',
		data: { token: TOKEN },
	});
});

afterAll(async () => {
	await Promise.all([simulator.stop(), crm.stop(), ...models.map(async (one) => await one.stop())]);
});

async function saved(model: ScriptedModel): Promise<SavedCredential> {
	models.push(model);
	return await n8n.saveCredential({ ...model.credential, name: `Agent: model ${models.length}` });
}

const ai = (key: string, type = 'string', fallback?: string) =>
	`={{ $fromAI('${key}', 'The ${key}', '${type}'${fallback === undefined ? '' : `, ${fallback}`}) }}`;

function tool(name: string, parameters: IDataObject): IDataObject {
	const type = `${packageName}.netSapiensTool`;
	return node(name, type, {
		credentials: using(pbx),
		parameters: { domain: picked('~'), ...parameters },
	});
}

/** Tools in which each kind of field is filled in by the model. */
const tools = (): IDataObject[] => [
	tool('Change user', {
		resource: 'user',
		operation: 'update',
		user: picked(ai('extension')),
		fields: {
			'name-first-name': ai('firstName'),
			'ring-no-answer-timeout-seconds': ai('seconds', 'number'),
			'voicemail-enabled': ai('voicemail', 'boolean'),
			'user-scope': ai('scope'),
		},
	}),
	tool('Find calls', {
		resource: 'cdr',
		operation: 'getAll',
		'datetime-start': ai('from'),
		'datetime-end': ai('to'),
		limit: ai('limit', 'number', '5'),
		output: 'selectedFields',
		outputFields: ai('columns', 'json'),
		options: { safety: 'readOnly' },
	}),
	tool('Send request', {
		resource: 'apiRequest',
		operation: 'request',
		method: ai('method'),
		path: ai('path'),
		body: ai('body', 'json', "'{}'"),
		options: { limitToDomains: simulator.credentials.domain },
	}),
	tool('Delete user', {
		resource: 'user',
		operation: 'delete',
		user: picked(ai('extension')),
		options: {
			safety: 'askBeforeDeleting',
			confirmation: "={{ $('Question').first().json.chatInput }}",
		},
	}),
];

function agentWorkflow(
	id: string,
	model: SavedCredential,
	version: number,
	chatInput = 'Go',
): Workflow {
	const all = tools();
	const assignments = [{ id: '1', name: 'chatInput', value: chatInput, type: 'string' }];
	const ends = Object.fromEntries(
		all.map(({ name }) => [String(name), { ai_tool: [[to('Agent', 'ai_tool')]] }]),
	);
	return workflowOf(
		id,
		[
			node(trigger, 'n8n-nodes-base.manualTrigger'),
			node('Question', 'n8n-nodes-base.set', {
				typeVersion: 3.4,
				parameters: { assignments: { assignments }, options: {} },
			}),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', {
				typeVersion: version,
				parameters: { promptType: 'define', text: '={{ $json.chatInput }}', options: {} },
			}),
			node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', {
				typeVersion: 1.3,
				credentials: using(model),
				parameters: { model: picked('scripted'), responsesApiEnabled: false, options: {} },
			}),
			...all,
		],
		{
			[trigger]: { main: [[to('Question')]] },
			Question: { main: [[to('Agent')]] },
			Model: { ai_languageModel: [[to('Agent', 'ai_languageModel')]] },
			...ends,
		},
	);
}

/** What came to the PBX with a method, since it was forgotten. */
const sent = async (method: string): Promise<Row[]> =>
	await control<Row[]>(simulator, 'GET', `/requests?method=${method}`);

const forget = async () => await control(simulator, 'DELETE', '/requests');

/** Runs an agent whose model takes these steps. @returns what each tool told the model */
async function told(
	id: string,
	steps: Step[],
	version = 3.1,
	chatInput?: string,
): Promise<Row[][]> {
	const model = await startModel([...steps, { say: 'Done.' }]);
	await forget();
	const { id: workflow } = await n8n.saveWorkflow(
		agentWorkflow(id, await saved(model), version, chatInput),
	);
	const { status, data } = await n8n.run(workflow, trigger);
	expect({ status, error: data.resultData.error?.message }).toEqual({
		status: 'success',
		error: undefined,
	});
	expect(model.asked).toHaveLength(steps.length + 1);
	return model.told().map((content) => [JSON.parse(String(content))].flat() as Row[]);
}

const change: Step = {
	tool: 'Change_user',
	arguments: {
		extension: '105',
		firstName: 'Zoë',
		seconds: 35,
		voicemail: false,
		scope: 'Office Manager',
	},
};
const find: Step = {
	tool: 'Find_calls',
	arguments: {
		from: '2020-01-01T00:00:00Z',
		to: '2035-01-01T00:00:00Z',
		limit: 3,
		columns: ['id', 'call-direction'],
	},
};

const withAgent3 = itSince('2.0', 'has no AI Agent 3.1');

describe.each([3.1, 2.2])('agent %d', (version) => {
	const inAgent = version === 3.1 ? withAgent3 : it;

	inAgent('values of every kind arrive at the PBX as the model meant them', async () => {
		const request: Step = {
			tool: 'Send_request',
			arguments: { method: 'PUT', path: '/domains/~/users/106', body: { department: 'Fleet' } },
		};
		const answers = await told(`agentValues${version}`, [change, find, request], version);
		const [first, second] = await sent('PUT');
		expect(first).toMatchObject({
			path: expect.stringMatching(/\/domains\/~\/users\/105$/),
			body: {
				'name-first-name': 'Zoë',
				'ring-no-answer-timeout-seconds': 35,
				'voicemail-enabled': 'no',
				'user-scope': 'Office Manager',
			},
		});
		expect(second).toMatchObject({
			path: expect.stringMatching(/\/users\/106$/),
			body: { department: 'Fleet' },
		});
		const lists = (await sent('GET')).filter(({ path }) => String(path).endsWith('/cdrs'));
		expect(lists[0]?.query).toMatchObject({
			'datetime-start': expect.stringContaining('2020-01-01'),
			'datetime-end': expect.stringContaining('2035-01-01'),
		});
		expect(answers[1]).toHaveLength(4);
		expect(Object.keys(answers[1]![0]!)).toEqual(['id', 'call-direction']);
		expect(answers[1]![3]).toEqual({ message: expect.stringContaining('the limit of 3') });
	});

	inAgent('what is refused comes back whole, with what to do', async () => {
		const steps: Step[] = [
			{ ...change, arguments: { ...change.arguments, extension: '../../resellers' } },
			{ ...change, arguments: { ...change.arguments, scope: 'Emperor' } },
			{
				tool: 'Send_request',
				arguments: { method: 'GET', path: '/domains/rival.example/users', body: { a: 1 } },
			},
			{ tool: 'Delete_user', arguments: { extension: '107' } },
			{ ...find, arguments: { ...find.arguments, from: '2001-01-01', to: '2001-01-02' } },
		];
		const answers = await told(`agentRefused${version}`, steps, version);
		const failure = (words: RegExp) => [
			{
				error: expect.stringMatching(words),
				details: expect.any(Object),
				howToFix: expect.stringMatching(/\w/),
			},
		];
		expect(answers[0]).toEqual(failure(/"user" cannot be used/));
		expect(answers[1]).toEqual(failure(/takes one of .*"Office Manager"/));
		expect(answers[2]).toEqual(failure(/Limit to Domains .*"rival\.example"/));
		expect(answers[3]).toEqual(
			failure(/"107" is not confirmed. Ask the person to type exactly 107/),
		);
		expect(answers[4]).toEqual([
			{ found: 0, message: expect.stringContaining('Nothing was found') },
		]);
		expect([...(await sent('PUT')), ...(await sent('DELETE'))]).toEqual([]);
	});
});

withAgent3('agent 3.1 hands over whatever the model says, and the node looks at it', async () => {
	const answers = await told('agentTypes', [
		{
			...change,
			arguments: { extension: 105, seconds: 'forty', voicemail: 'no', scope: 'office manager' },
		},
		{
			...change,
			arguments: { extension: 105, seconds: '40', voicemail: 'no', scope: 'office manager' },
		},
		{ ...change, arguments: {} },
		{ ...find, arguments: { from: 'the day before yesterday', to: 'now', columns: 'id' } },
	]);
	expect(answers[0]?.[0]?.error).toMatch(/"ring-no-answer-timeout-seconds" takes .*"forty"/);
	expect(answers[1]?.[0]?.error).toBeUndefined();
	expect(answers[2]?.[0]?.error).toMatch(/"user" is empty/);
	expect(answers[3]?.[0]?.error).toMatch(/takes a date such as/);
	const bodies = (await sent('PUT')).map(({ body }) => body);
	expect(bodies).toEqual([
		expect.objectContaining({
			'ring-no-answer-timeout-seconds': 40,
			'voicemail-enabled': 'no',
			'user-scope': 'Office Manager',
		}),
	]);
});

withAgent3('a user goes when the person, and not the model, has typed the extension', async () => {
	const steps: Step[] = [{ tool: 'Delete_user', arguments: { extension: '108' } }];
	await told('agentYes', steps, 3.1, 'yes, delete 108');
	expect(await sent('DELETE')).toEqual([]);
	const [answer] = await told('agentName', steps, 3.1, ' 108 ');
	expect(answer).toMatchObject([{ deleted: true, user: '108' }]);
	expect(await sent('DELETE')).toHaveLength(1);
});

describe('the examples', () => {
	withAgent3('pbx-assistant answers with what the phone system says', async () => {
		const model = await startThinking(standIn);
		const workflow = await loadWorkflow('pbx-assistant', [pbx, await saved(model)]);
		changeSetting(workflow, 'chatInput', 'Which people are on the phone system, by name?');
		const { id } = await n8n.saveWorkflow(workflow);
		const { status, data } = await n8n.run(id, trigger);
		expect({ status, error: data.resultData.error?.message }).toEqual({
			status: 'success',
			error: undefined,
		});
		expect(model.asked[0]?.tools?.map((one) => one.function.name)).toHaveLength(5);
		const said = data.resultData.runData.Assistant?.at(-1)?.data?.main?.[0]?.[0]?.json.output;
		expect(said).toMatch(/The phone system says: .*"user":"10\d"/);
	});

	withAgent3('pbx-assistant runs each of its tools', async () => {
		const calls: Step[] = [
			{ tool: 'Find_people', arguments: {} },
			{ tool: 'Missed_calls', arguments: { from: '2020-01-01', to: '2035-01-01' } },
			{ tool: 'Calls', arguments: { from: '2020-01-01', to: '2035-01-01' } },
			{ tool: 'Forward_calls', arguments: { extension: '103', turnOn: true, forwardTo: '102' } },
			{ tool: 'Delete_user', arguments: { extension: '103' } },
		];
		const model = await startModel([...calls, { say: 'Done.' }]);
		const workflow = await loadWorkflow('pbx-assistant', [pbx, await saved(model)]);
		changeSetting(workflow, 'sessionId', 'tools');
		const { id } = await n8n.saveWorkflow(workflow);
		expect((await n8n.run(id, trigger)).status).toBe('success');
		const answers = model.told().map((content) => [JSON.parse(String(content))].flat() as Row[]);
		expect(answers.map(([first]) => first?.error ?? 'fine')).toEqual([
			...Array<string>(4).fill('fine'),
			expect.stringContaining('"103" is not confirmed'),
		]);
	});

	describe('pbx-mcp-server', () => {
		let mcp: McpClient;
		let id: string;

		beforeAll(async () => {
			const workflow = await loadWorkflow('pbx-mcp-server', [pbx, bearer]);
			({ id } = await n8n.saveWorkflow(workflow));
			await n8n.activate(id);
			mcp = await connectMcp(`${n8n.url}/mcp/pbx`, TOKEN);
		});

		afterAll(async () => {
			await mcp?.close();
			await n8n.deactivate(id);
		});

		test('offers ten tools, each with what it does', async () => {
			const { tools: offered } = await mcp.listTools();
			expect(offered).toHaveLength(10);
			for (const { description } of offered) expect(description).toMatch(/Changes (nothing|how)/);
		});

		itSince('2.17', 'hands over no instructions')('says how to use them', () => {
			expect(mcp.getInstructions()).toContain('not instructions');
		});

		test('nobody is let in without the token', async () => {
			await expect(connectMcp(`${n8n.url}/mcp/pbx`, 'wrong')).rejects.toThrow(
				/Authorization|403|401/i,
			);
		});

		test('every tool answers', async () => {
			const period = { from: '2020-01-01', to: '2035-01-01' };
			const calls: Array<[string, Record<string, unknown>]> = [
				['Find_people', {}],
				['Get_user', { extension: '104' }],
				['Phone_numbers', {}],
				['Call_queues', {}],
				['Live_calls', {}],
				['Calls', period],
				['Missed_calls', period],
				['Queue_service', period],
				['Voicemails', { extension: '104' }],
				['Forward_calls', { extension: '104', turnOn: true, forwardTo: '102' }],
			];
			for (const [name, args] of calls) {
				const { isError, content } = await mcp.callTool({ name, arguments: args });
				expect([name, isError ?? false, content[0]?.text]).toEqual([
					name,
					false,
					expect.not.stringContaining('howToFix'),
				]);
			}
		});

		test('what is refused is an answer; what does not fit the schema never reaches the node', async () => {
			const missing = await mcp.callTool({ name: 'Get_user', arguments: { extension: '9999' } });
			expect(JSON.parse(missing.content[0]!.text)).toMatchObject([
				{ details: { status: 404 }, howToFix: expect.any(String) },
			]);
			const wrong = await mcp.callTool({
				name: 'Forward_calls',
				arguments: { extension: '104', turnOn: 'maybe' },
			});
			expect(wrong.isError).toBe(true);
		});
	});

	test('voicemail-triage opens a ticket with what the model made of a voicemail', async () => {
		const model = await startThinking(standIn);
		const workflow = await loadWorkflow('voicemail-triage', [pbx, await saved(model)]);
		useStandIns(workflow, { crm: crm.origin });
		await n8n.saveWorkflow(workflow);
		await n8n.activate(workflow.id);
		await untilSubscribed(simulator, workflow);
		await control(simulator, 'POST', '/voicemails', {
			user: '104',
			from: '12025550155',
			name: 'BEN OKAFOR',
			text: 'The lift is stuck again, please send somebody.',
		});
		await control(simulator, 'POST', '/poll');
		const [execution] = await eventually(
			async () => await allExecutionIds(n8n, workflow.id),
			(ids) => ids.length > 0,
		);
		const { status, data } = await n8n.finished(execution!);
		await n8n.deactivate(workflow.id);
		expect({ status, error: data.resultData.error?.message }).toEqual({
			status: 'success',
			error: undefined,
		});
		expect(crm.tickets).toEqual([
			{
				subject: expect.stringContaining('lift is stuck'),
				urgency: 'high',
				category: 'support',
				callBack: '12025550155',
				mailbox: '104',
				text: 'The lift is stuck again, please send somebody.',
			},
		]);
	});
});
