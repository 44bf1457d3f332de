import type { INodeProperties } from 'n8n-workflow';
import { ANY_EVENT, EVENTS, MODELS } from './events';

const whenAnyEvent = { show: { events: [ANY_EVENT] } };

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Caller Number',
			name: 'caller',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1202*',
			description:
				'Only calls and messages from these numbers or extensions. * stands for any digits, ? for one; separate several by commas.',
		},
		{
			displayName: 'Dialled Number',
			name: 'dialled',
			type: 'string',
			default: '',
			placeholder: 'e.g. *5550199',
			description:
				'Only calls and messages to these numbers or extensions. * stands for any digits, ? for one; separate several by commas.',
		},
		{
			displayName: 'Direction',
			name: 'directions',
			type: 'multiOptions',
			options: [
				{ name: 'Inbound', value: 'inbound' },
				{ name: 'Internal', value: 'internal' },
				{ name: 'Outbound', value: 'outbound' },
			],
			default: [],
			description: 'Only calls and messages that went this way, seen from the PBX',
		},
		{
			displayName: 'Minimum Talk Time (Seconds)',
			name: 'minTalkSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Only call records of calls that were talked on for at least this long',
		},
		{
			displayName: 'Only First Event of Each Call',
			name: 'firstOnly',
			type: 'boolean',
			default: false,
			description: 'Whether to start once for each call, with the first chosen event of it',
		},
		{
			displayName: 'Queue',
			name: 'queue',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4000',
			description: 'Only calls, call records and agents of this call queue',
		},
		{
			displayName: 'Reseller',
			name: 'reseller',
			type: 'string',
			default: '',
			placeholder: 'e.g. ExampleReseller',
			description: 'Only events of this reseller. * is for all and needs a Super User.',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Add Recording Audio',
			name: 'recordingAudio',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the sound of each recording as binary field "data", beside its link',
		},
		{
			displayName: 'Add Recording Link',
			name: 'recording',
			type: 'boolean',
			default: false,
			description: 'Whether to look up the recording of each call record and add the link to it',
		},
		{
			displayName: 'Add Voicemail Audio and Transcription',
			name: 'voicemail',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the sound of each voicemail as binary field "data", and its transcription',
		},
		{
			displayName: 'Allowed Addresses',
			name: 'allowedAddresses',
			type: 'string',
			default: '',
			placeholder: 'e.g. 203.0.113.0/24, 2001:db8::/32',
			description:
				'IP addresses or networks that may post events, separated by commas. Leave empty for any; the secret in the URL is checked anyway.',
		},
		{
			displayName: 'Lifetime of Subscriptions (Minutes)',
			name: 'lifetimeMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1440,
			description:
				'How long a subscription would live on if this n8n were gone. It is renewed long before.',
		},
		{
			displayName: 'Patience (Seconds)',
			name: 'patienceSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				'How long to wait for a recording or transcription that is not ready when the event comes',
		},
		{
			displayName: 'Preferred Server',
			name: 'preferredServer',
			type: 'string',
			default: '',
			placeholder: 'e.g. core1.example.com',
			description: 'Host name of the server that is to post the events while it is up',
		},
	],
};

export const properties: INodeProperties[] = [
	{
		displayName:
			'The NetSapiens server must be able to reach this n8n. Events arrive some seconds after they happen.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: EVENTS.map(({ name, value, description }) => ({ name, value, description })),
		default: [],
		description: 'What starts the workflow',
	},
	{
		displayName: 'Models',
		name: 'models',
		type: 'multiOptions',
		displayOptions: whenAnyEvent,
		options: MODELS.map((model) => ({ name: model, value: model })),
		default: [],
		description: 'Everything the server posts for these of its models starts the workflow',
	},
	{
		displayName: 'Other Models',
		name: 'otherModels',
		type: 'string',
		displayOptions: whenAnyEvent,
		default: '',
		placeholder: 'e.g. call_recording',
		description: 'Names of further models that your server has, separated by commas',
	},
	{
		displayName: 'Domain',
		name: 'domain',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The domain the events are of',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchDomains', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. acme.example',
				hint: '~ is your own domain; * is all domains and needs a Super User',
			},
		],
	},
	{
		displayName: 'User',
		name: 'user',
		type: 'resourceLocator',
		default: { mode: 'id', value: '*' },
		description: 'The user the events are of',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchUsers', searchable: true },
			},
			{
				displayName: 'By Extension',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 101',
				hint: '* is all users; ~ is yourself',
			},
		],
	},
	filters,
	options,
];
