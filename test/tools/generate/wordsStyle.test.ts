import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { NetSapiensApi } from '../../../credentials/NetSapiensApi.credentials';
import {
	apiRequestProperties,
	apiRequestResource,
} from '../../../nodes/NetSapiens/execute/customRequest';
import { properties as triggerProperties } from '../../../nodes/NetSapiensTrigger/properties';
import { breaking, rules, sharedActions, textsOf, type Text } from '../../support/style';
import { real } from '../../support/real';

const byHand: INodeProperties[] = [
	...apiRequestProperties,
	...triggerProperties,
	...new NetSapiensApi().properties,
];

const shown = async () => {
	const { properties, resources } = await real();
	const all: Array<INodeProperties | INodePropertyOptions> = [
		...resources,
		apiRequestResource,
		...properties,
		...byHand,
	];
	return { texts: textsOf(all), properties };
};
const everything = shown();

test.each(Object.keys(rules))('no text of a form %s', async (rule) => {
	const { texts } = await everything;
	expect(texts.length).toBeGreaterThan(3000);
	expect(breaking(texts, rule)).toEqual([]);
});

test('no two operations of a resource are called the same', async () => {
	const { properties } = await everything;
	expect(sharedActions(properties)).toEqual([]);
});

const label = (text: string): Text => ({ place: 'field', role: 'label', text });
const description = (of: string, text: string, isSwitch = false): Text => ({
	place: 'field',
	role: 'description',
	of,
	text,
	isSwitch,
});

test.each<[string, Text]>([
	['is empty', label('')],
	[
		'says only what its label says',
		description('Ring Timeout (Seconds)', 'The ring timeout in seconds'),
	],
	['says only what its label says', description('Locked', 'Whether it is locked', true)],
	['is not spelled as Americans do', label('Dialled Number')],
	['is not spelled as Americans do', description('Name', 'How agents recognise it')],
	[
		'begins with "Whether" and is no switch, or the other way round',
		description('Type', 'Whether it rings or not'),
	],
	[
		'begins with "Whether" and is no switch, or the other way round',
		description('Locked', 'Nobody can call', true),
	],
	[
		'ends with a period after one sentence, or without one after several',
		description('Name', 'What people see.'),
	],
	[
		'ends with a period after one sentence, or without one after several',
		description('Name', 'What people see. It is short'),
	],
	['stands without a description', { ...label('Name'), unexplained: true }],
	['has blanks too many', description('Name', 'What  people see')],
	[
		'gives an example otherwise than by "e.g."',
		description('Name', 'What people see, for example Sales'),
	],
	['is an example without "e.g."', { place: 'field', role: 'placeholder', text: '101' }],
	['is not in Title Case', label('Ring timeout')],
	['does not begin with a capital', description('Name', 'what people see')],
	['speaks of other spellings or scopes in brackets', label('Phone Model (Short Name)')],
])('a text that %s is found: %j', (rule, text) => {
	expect(breaking([text], rule)).toHaveLength(1);
	const others = Object.keys(rules).filter((other) => other !== rule);
	expect(others.filter((other) => breaking([text], other).length > 0)).toEqual([]);
});

test.each<Text>([
	label('Log Out After Missed Call'),
	label('Max Wait (Minutes)'),
	description('Locked', 'Whether users are kept out', true),
	description('Name', 'Name of the queue, such as Sales'),
	description('Domain', 'Needs a Super User. * is all domains.'),
	description('Audio', 'Noise that is otherwise precise'),
	{ place: 'field', role: 'placeholder', text: 'e.g. 101' },
])('a good text breaks no rule: %j', (text) => {
	expect(Object.keys(rules).filter((rule) => breaking([text], rule).length > 0)).toEqual([]);
});

test('texts inside of collections and rows are looked at', () => {
	const row = {
		displayName: 'Day',
		name: 'day',
		type: 'string',
		default: '',
		placeholder: 'Monday',
	};
	const rows = {
		displayName: 'Hours',
		name: 'hours',
		type: 'fixedCollection',
		default: {},
		options: [{ displayName: 'Entry', name: 'values', values: [row] }],
	};
	const fields = {
		displayName: 'Fields',
		name: 'fields',
		type: 'collection',
		default: {},
		options: [rows],
	};
	const texts = textsOf([fields as INodeProperties]);
	expect(breaking(texts, 'is an example without "e.g."')).toEqual([
		'fields → hours → day (placeholder): Monday',
	]);
});
