/** What people and n8n see of the node. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INodeProperties } from 'n8n-workflow';

import preview from '../../../nodes/NetSapiensApproval/__schema__/v1.0.0/sendAndWait.json';
import { NetSapiensApproval } from '../../../nodes/NetSapiensApproval/NetSapiensApproval.node.ts';
import { pickers } from '../../../nodes/NetSapiens/generated/pickers';
import { breaking, rules, textsOf } from '../../support/style';

const { description, methods } = new NetSapiensApproval();
const { properties } = description;

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

test('n8n knows it as a node that sends and waits', () => {
	const operation = properties.find(({ name }) => name === 'operation');
	expect(operation?.options).toMatchObject([{ value: 'sendAndWait' }]);
	expect(operation?.default).toBe('sendAndWait');
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
	const text = (name: string, fields = properties): string =>
		fields.find((one) => one.name === name)?.description ?? '';
	const options = properties.find(({ name }) => name === 'options')?.options as INodeProperties[];
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
