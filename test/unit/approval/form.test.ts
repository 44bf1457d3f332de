/** What people and n8n see of the node. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import {
	NodeHelpers,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';

import preview from '../../../nodes/NetSapiensApproval/__schema__/v1.0.0/sendAndWait.json';
import { NetSapiensApproval } from '../../../nodes/NetSapiensApproval/NetSapiensApproval.node.ts';
import { pickers } from '../../../nodes/NetSapiens/generated/pickers';
import { linkIn } from '../../support/approval';
import { evaluated } from '../../support/expression';
import { breaking, rules, textsOf } from '../../support/style';
import { FakeRun } from './fakes';

const approval = new NetSapiensApproval();
const { description, methods } = approval;
const { properties } = description;

const field = (name: string, fields = properties) => fields.find((one) => one.name === name)!;
const options = field('options').options as INodeProperties[];
const limit = field('limitWaitTime', options).options as INodePropertyCollection[];
const limits = limit[0]?.values ?? [];

/** The fields in view with these values of the form. */
function shown(values: Record<string, string>): string[] {
	const form = { operation: 'sendAndWait', messageType: 'sms', chatWith: 'users', ...values };
	return properties
		.filter((one) => NodeHelpers.displayParameter(form, one, null, description))
		.map(({ name }) => name);
}

test.each([
	[{ messageType: 'sms' }, ['from-number', 'destination']],
	[{ messageType: 'chat' }, ['chatWith', 'extensions']],
	[{ messageType: 'chat', chatWith: 'conversation' }, ['chatWith', 'messagesession']],
])('%j asks for %j', (values, wanted) => {
	const before = ['operation', 'messageType', 'domain', 'user'];
	expect(shown(values)).toEqual([...before, ...wanted, 'message', 'options']);
});

/** Name, type and preset of each field. */
const kinds = (fields: INodeProperties[]) => fields.map((one) => [one.name, one.type, one.default]);

test('the fields, by the names that workflows hold', () => {
	const unpicked = { mode: 'list', value: '' };
	expect(kinds(properties)).toEqual([
		['operation', 'options', 'sendAndWait'],
		['messageType', 'options', 'sms'],
		['domain', 'resourceLocator', unpicked],
		['user', 'resourceLocator', unpicked],
		['from-number', 'resourceLocator', unpicked],
		['destination', 'string', ''],
		['chatWith', 'options', 'users'],
		['extensions', 'string', ''],
		['messagesession', 'resourceLocator', unpicked],
		['message', 'string', ''],
		['options', 'collection', {}],
	]);
	const free = ['operation', 'messageType', 'chatWith', 'options'];
	expect(properties.filter(({ required }) => !required).map(({ name }) => name)).toEqual(free);
	expect(field('message').typeOptions).toEqual({ rows: 4 });
});

test('the options, which change nothing when they are added, but for a limit of 45 minutes', () => {
	const added = { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' };
	expect(kinds(options)).toEqual([
		['approveLabel', 'string', 'Approve'],
		['reason', 'options', 'optional'],
		['declineLabel', 'string', 'Decline'],
		['limitWaitTime', 'fixedCollection', { values: added }],
	]);
	expect(limit.map(({ name }) => name)).toEqual(['values']);
	expect(kinds(limits)).toEqual([
		['limitType', 'options', 'afterTimeInterval'],
		['resumeAmount', 'number', 1],
		['resumeUnit', 'options', 'hours'],
		['maxDateAndTime', 'dateTime', ''],
	]);
	const amount = { minValue: 0, numberPrecision: 2 };
	expect(field('resumeAmount', limits).typeOptions).toEqual(amount);
});

test.each([
	['afterTimeInterval', ['limitType', 'resumeAmount', 'resumeUnit']],
	['atSpecifiedTime', ['limitType', 'maxDateAndTime']],
])('a limit %s asks for %j', (limitType, wanted) => {
	const seen = limits.filter((one) =>
		NodeHelpers.displayParameter({ limitType }, one, null, description),
	);
	expect(seen.map(({ name }) => name)).toEqual(wanted);
});

test('what can be chosen', () => {
	const values = ({ options: choices }: INodeProperties) =>
		(choices as INodePropertyOptions[]).map(({ value }) => value);
	expect(values(field('messageType'))).toEqual(['chat', 'sms']);
	expect(values(field('chatWith'))).toEqual(['conversation', 'users']);
	expect(values(field('reason', options))).toEqual(['none', 'optional', 'required']);
	expect(values(field('limitType', limits))).toEqual(['afterTimeInterval', 'atSpecifiedTime']);
	expect(values(field('resumeUnit', limits))).toEqual(['days', 'hours', 'minutes']);
});

test.each([
	['domain', 'searchDomains', 'By Name', '~ means your own domain'],
	['user', 'searchUsers', 'By Extension', '~ means yourself'],
	['from-number', 'searchUserSmsNumbers', 'By Number', undefined],
	['messagesession', 'searchMessageSessions', 'By ID', undefined],
])('%s is picked from a list that can be searched, or typed', (name, method, typed, hint) => {
	expect(field(name).modes).toMatchObject([
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: method, searchable: true },
		},
		{ displayName: typed, name: 'id', type: 'string', ...(hint && { hint }) },
	]);
	const [, { placeholder = 'e.g. 1' } = {}] = field(name).modes ?? [];
	expect(placeholder).toMatch(/^e\.g\. \S/);
});

test('how n8n knows the node', () => {
	const { icon, subtitle = '', ...rest } = description;
	expect(rest).toMatchObject({
		name: 'netSapiensApproval',
		displayName: 'NetSapiens Approval',
		defaults: { name: 'NetSapiens Approval' },
		description: expect.stringMatching(/approval by SMS or chat/) as string,
		group: ['transform'],
		version: 1,
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'netSapiensApi', required: true }],
	});
	expect(Object.keys(icon as object)).toEqual(['light', 'dark']);
	expect(evaluated(subtitle, { messageType: 'chat' })).toBe('by chat');
	expect(evaluated(subtitle, { messageType: 'sms' })).toBe('by SMS');
});

test('the node asks when it runs, and takes the answer when its link is opened', async () => {
	const run = new FakeRun();
	const self = run.execution();
	expect(await approval.execute.call(self)).toEqual([run.input]);
	expect(run.waits).toHaveLength(1);
	const visit = run.visit(linkIn(run.texts[0]), { body: { approved: 'true' } });
	const { workflowData } = await approval.webhook.call(visit);
	expect(workflowData).toMatchObject([[{ json: { data: { approved: true } } }]]);
});

test('n8n knows it as a node that sends and waits', () => {
	expect(field('operation').options).toMatchObject([{ value: 'sendAndWait' }]);
	expect(description.webhooks).toEqual(
		['GET', 'POST'].map((httpMethod) => ({
			name: 'default',
			httpMethod,
			responseMode: 'onReceived',
			responseData: '',
			path: '={{ $nodeId }}',
			restartWebhook: true,
			isFullPath: true,
		})),
	);
	expect(description.usableAsTool).toBe(true);
	expect(description.waitingNodeTooltip).toMatch(/^=\{\{ "Waiting/);
});

test('people are told what is not plain: length, several items, the limit', () => {
	const text = (name: string, fields = properties) => field(name, fields).description;
	expect(text('message')).toMatch(/175 characters.*two or more SMS.*several input items/);
	expect(text('limitWaitTime', options)).toMatch(/goes on with the input items/);
	expect(text('destination')).toMatch(/first answer counts/);
});

test('the pickers exist', () => {
	const names = JSON.stringify(properties).match(/(?<="searchListMethod":")\w+/g) ?? [];
	expect(names).toHaveLength(4);
	for (const name of names) {
		expect(pickers).toHaveProperty(name);
		expect(methods.listSearch).toHaveProperty(name);
	}
});

test.each(Object.keys(rules))('no text of the form %s', (rule) => {
	expect(breaking(textsOf(properties), rule)).toEqual([]);
});

test('icons are there, and the preview has what an answer has', () => {
	for (const path of Object.values(description.icon as object) as string[]) {
		const folder = join(__dirname, '../../../nodes/NetSapiensApproval');
		expect(existsSync(join(folder, path.replace('file:', '')))).toBe(true);
	}
	expect(Object.keys(preview.properties.data.properties)).toEqual([
		'approved',
		'reason',
		'respondedAt',
		'respondedBy',
		'notSentTo',
	]);
});
