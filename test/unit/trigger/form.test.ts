/** What people see of the trigger. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

jest.mock('../../../nodes/NetSapiens/generated/pickers', () => ({
	pickers: { searchDomains: {}, searchUsers: {} },
}));

import { EVENTS, MODELS } from '../../../nodes/NetSapiensTrigger/events';
import { NetSapiensTrigger } from '../../../nodes/NetSapiensTrigger/NetSapiensTrigger.node';
import { properties } from '../../../nodes/NetSapiensTrigger/properties';
import { evaluated } from '../../support/expression';
import { breaking, rules, textsOf } from '../../support/style';

const { description, execute } = new NetSapiensTrigger();
const field = (name: string) => properties.find((property) => property.name === name);
const inside = (name: string) => field(name)?.options as INodeProperties[];

/** Name, type and preset of each field. */
const kinds = (fields: INodeProperties[]) => fields.map((one) => [one.name, one.type, one.default]);

test('the fields', () => {
	expect(kinds(properties)).toEqual([
		['notice', 'notice', ''],
		['events', 'multiOptions', []],
		['models', 'multiOptions', []],
		['otherModels', 'string', ''],
		['domain', 'resourceLocator', { mode: 'list', value: '' }],
		['user', 'resourceLocator', { mode: 'id', value: '*' }],
		['filters', 'collection', {}],
		['options', 'collection', {}],
	]);
	expect(properties.filter(({ required }) => required).map(({ name }) => name)).toEqual([
		'events',
		'domain',
	]);
	expect(field('notice')?.displayName).toMatch(/must be able to reach this n8n instance/);
});

test('the filters and options, which change nothing when they are added', () => {
	expect(kinds(inside('filters'))).toEqual([
		['caller', 'string', ''],
		['dialled', 'string', ''],
		['directions', 'multiOptions', []],
		['minTalkSeconds', 'number', 0],
		['firstOnly', 'boolean', false],
		['queue', 'string', ''],
		['reseller', 'string', ''],
	]);
	expect(kinds(inside('options'))).toEqual([
		['recordingAudio', 'boolean', false],
		['recording', 'boolean', false],
		['voicemail', 'boolean', false],
		['allowedAddresses', 'string', ''],
		['lifetimeMinutes', 'number', 1440],
		['patienceSeconds', 'number', 60],
		['preferredServer', 'string', ''],
	]);
	const least = [...inside('filters'), ...inside('options')].filter((one) => one.typeOptions);
	expect(least.map(({ name, typeOptions }) => [name, typeOptions?.minValue])).toEqual([
		['minTalkSeconds', 0],
		['lifetimeMinutes', 1],
		['patienceSeconds', 0],
	]);
});

test('what can be chosen', () => {
	const values = (one?: INodeProperties) =>
		(one?.options as INodePropertyOptions[]).map(({ value }) => value);
	expect(values(field('events'))).toEqual(EVENTS.map(({ value }) => value));
	expect(values(field('models'))).toEqual(MODELS);
	expect(values(inside('filters')[2])).toEqual(['inbound', 'internal', 'outbound']);
});

test.each([
	[
		['anyEvent', 'missedCall'],
		['models', 'otherModels'],
	],
	[['missedCall'], []],
])('events %j ask for models in %j', (events, expected) => {
	const asked = properties.filter(
		(one) => one.displayOptions && NodeHelpers.displayParameter({ events }, one, null, description),
	);
	expect(asked.map(({ name }) => name)).toEqual(expected);
});

test('domain and user are picked or typed', () => {
	const ways = ['domain', 'user'].map((name) =>
		field(name)?.modes?.map(({ name: mode, type, typeOptions }) => [mode, type, typeOptions]),
	);
	const searched = (searchListMethod: string) => ({ searchListMethod, searchable: true });
	expect(ways).toEqual([
		[
			['list', 'list', searched('searchDomains')],
			['id', 'string', undefined],
		],
		[
			['list', 'list', searched('searchUsers')],
			['id', 'string', undefined],
		],
	]);
	const [list, id] = field('domain')?.modes ?? [];
	expect([list?.displayName, id?.displayName]).toEqual(['From List', 'By Name']);
	const typed = ['domain', 'user'].map((name) => field(name)?.modes?.[1]);
	for (const mode of typed) {
		expect(mode?.displayName).toMatch(/^By \w/);
		expect(mode?.placeholder).toMatch(/^e\.g\. \S/);
		expect(mode?.hint).toMatch(/~ means your/);
		expect(mode?.hint).toMatch(/\* means all/);
	}
});

test.each(Object.keys(rules))('no text of the trigger %s', (rule) => {
	expect(breaking(textsOf(properties), rule)).toEqual([]);
});

test('the list of triggers says what each waits for, abbreviations as people write them', () => {
	const actions = (field('events')?.options as INodePropertyOptions[]).map(({ action }) => action);
	expect(actions).toEqual(
		expect.arrayContaining(['On missed call', 'On SMS/MMS received', 'On call record (CDR)']),
	);
});

test('how n8n knows the node', () => {
	const { icon, activationMessage, webhooks, credentials, subtitle, ...rest } = description;
	expect(rest).toMatchObject({
		name: 'netSapiensTrigger',
		displayName: 'NetSapiens Trigger',
		defaults: { name: 'NetSapiens Trigger' },
		description: expect.stringMatching(/^Calls, .+ happens on a NetSapiens PBX$/) as string,
		group: ['trigger'],
		version: 1.1,
		inputs: [],
		outputs: ['main'],
	});
	expect(Object.keys(icon as object)).toEqual(['light', 'dark']);
	for (const path of Object.values(icon as object) as string[]) {
		const folder = join(__dirname, '../../../nodes/NetSapiensTrigger');
		expect(existsSync(join(folder, path.replace('file:', '')))).toBe(true);
	}
	expect(activationMessage).toMatch(/production URL/);
	expect(evaluated(subtitle ?? '', { events: ['callRinging', 'smsReceived', 'later'] })).toBe(
		'Call Ringing, SMS/MMS Received, later',
	);
	expect(credentials).toEqual([{ name: 'netSapiensApi', required: true }]);
	expect(webhooks).toEqual([
		{
			name: 'default',
			httpMethod: 'POST',
			responseMode: 'onReceived',
			responseData: 'noData',
			path: 'netsapiens',
		},
	]);
});

test('the node runs with the items that came in', async () => {
	const items = [{ json: { event: 'callEnded' } }];
	const self = {
		getInputData: () => items,
		getNodeParameter: (_: string, __: number, preset: unknown) => preset,
		getNode: () => ({ typeVersion: 1.1 }),
	};
	const [out] = await execute.call(self as never);
	expect(out).toEqual(items);
});

test('what to do to test an event is said above the output, for the chosen events alone', () => {
	const { hints = [] } = description;
	const said = (events: string[]) =>
		hints
			.filter(({ displayCondition = '' }) => evaluated(displayCondition, { events }) === true)
			.map(({ message }) => message);
	expect(said([])).toEqual([]);
	expect(said(['missedCall', 'callRinging'])).toEqual([
		'Call Ringing: to test it, start listening, then call a user.',
		'Missed Call: to test it, start listening, then call a user, and hang up before anyone answers.',
	]);
	expect(said(EVENTS.map(({ value }) => value))).toHaveLength(EVENTS.length);
	for (const hint of hints) {
		expect(hint.message).toMatch(/^\S.*: to test it, start listening, then [a-z].*\w\.$/);
		expect(hint).toMatchObject({ location: 'outputPane', whenToDisplay: 'beforeExecution' });
	}
});
