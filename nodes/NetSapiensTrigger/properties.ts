import type { INodeProperties } from 'n8n-workflow';
import { ANY_EVENT, EVENTS, MODELS } from './events';

/** A label inside a sentence, abbreviations as they are: `SMS/MMS received`. */
const inSentence = (label: string) =>
	label.replace(/\b[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase());

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
				'Only calls and messages from these numbers or extensions, separated by commas. * stands for any digits, ? for one.',
		},
		{
			displayName: 'Dialed Number',
			name: 'dialled',
			type: 'string',
			default: '',
			placeholder: 'e.g. *5550199',
			description:
				'Only calls and messages to these numbers or extensions, separated by commas. * stands for any digits, ? for one.',
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
			description: 'Only calls and messages in this direction, as seen from the PBX',
		},
		{
			displayName: 'Minimum Talk Time (Seconds)',
			name: 'minTalkSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Only call records of calls with at least this much talk time',
		},
		{
			displayName: 'Only First Event of Each Call',
			name: 'firstOnly',
			type: 'boolean',
			default: false,
			description: 'Whether to start only once per call, with the first of the chosen events',
		},
		{
			displayName: 'Queue',
			name: 'queue',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4000',
			description: 'Only calls, call records, and agents of this call queue, by extension',
		},
		{
			displayName: 'Reseller',
			name: 'reseller',
			type: 'string',
			default: '',
			placeholder: 'e.g. ExampleReseller',
			description: 'Only events of this reseller; * means all and requires a Super User',
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
				'Whether to add the audio of each recording as the binary field "data", in addition to its link',
		},
		{
			displayName: 'Add Recording Link',
			name: 'recording',
			type: 'boolean',
			default: false,
			description: 'Whether to look up the recording of each call record and add a link to it',
		},
		{
			displayName: 'Add Voicemail Audio and Transcription',
			name: 'voicemail',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the audio of each voicemail as the binary field "data", and its transcription',
		},
		{
			displayName: 'Allowed Addresses',
			name: 'allowedAddresses',
			type: 'string',
			default: '',
			placeholder: 'e.g. 203.0.113.0/24, 2001:db8::/32',
			description:
				'IP addresses or networks that can post events, separated by commas. Leave empty to allow any; the secret in the URL is always checked.',
		},
		{
			displayName: 'Lifetime of Subscriptions (Minutes)',
			name: 'lifetimeMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1440,
			description:
				'How long subscriptions stay on the server if this n8n instance is gone. Until then they are renewed well in time.',
		},
		{
			displayName: 'Max Wait for Media (Seconds)',
			name: 'patienceSeconds',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 60,
			description:
				"How long to wait for a recording or transcription that isn't ready when the event arrives",
		},
		{
			displayName: 'Preferred Server',
			name: 'preferredServer',
			type: 'string',
			default: '',
			placeholder: 'e.g. core1.example.com',
			description: 'Host name of the server that sends the events while it is up',
		},
	],
};

export const properties: INodeProperties[] = [
	{
		displayName:
			'The NetSapiens server must be able to reach this n8n instance. Events arrive a few seconds after they happen.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: EVENTS.map(({ name, value, description }) => ({
			...{ name, value, description },
			action: `On ${inSentence(name)}`,
		})),
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
		description: 'Kinds of events, as the server calls them, that start the workflow',
	},
	{
		displayName: 'Other Models',
		name: 'otherModels',
		type: 'string',
		displayOptions: whenAnyEvent,
		default: '',
		placeholder: 'e.g. call_recording',
		description: 'Additional kinds of events that your server supports, separated by commas',
	},
	{
		displayName: 'Domain',
		name: 'domain',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The domain to receive events from',
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
				hint: '~ means your own domain; * means all domains and requires a Super User',
			},
		],
	},
	{
		displayName: 'User',
		name: 'user',
		type: 'resourceLocator',
		default: { mode: 'id', value: '*' },
		description: 'The user to receive events from',
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
				hint: '* means all users; ~ means yourself',
			},
		],
	},
	filters,
	options,
];
