import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What people can be asked for when they decline, by the value that workflows hold. */
export const REASONS = ['optional', 'required', 'none'] as const;

const bySms = { show: { messageType: ['sms'] } };
const byChat = { show: { messageType: ['chat'] } };

/** A record that is chosen from a list or typed. */
function picker(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'>,
	searchListMethod: string,
	typed: { displayName: string; placeholder?: string; hint?: string },
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ name: 'id', type: 'string', ...typed },
		],
	};
}

const reasons: INodePropertyOptions[] = [
	{ name: 'No', value: 'none' },
	{ name: 'Yes', value: 'optional' },
	{ name: 'Yes, and It Is Required', value: 'required' },
];

/** The same as in n8n's own nodes that send and wait, so that people find it where they know it. */
const limitWaitTime: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'How long to wait for an answer. After that the workflow goes on with the input items, which have no data.approved, and an agent is told that the tool was rejected. n8n looks once a minute, so it can be a minute late.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
					description: 'When to stop waiting',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					typeOptions: { minValue: 0, numberPrecision: 2 },
					default: 1,
					description: 'How many minutes, hours, or days to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					description: 'What the amount counts',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: 'The workflow goes on then, answered or not',
				},
			],
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
			displayName: 'Approve Button Label',
			name: 'approveLabel',
			type: 'string',
			default: 'Approve',
			description: 'What the button says that approves',
		},
		{
			displayName: 'Ask for a Reason',
			name: 'reason',
			type: 'options',
			options: reasons,
			default: 'optional',
			description: 'What people are asked who decline. The reason is in the output.',
		},
		{
			displayName: 'Decline Button Label',
			name: 'declineLabel',
			type: 'string',
			default: 'Decline',
			description: 'What the button says that declines',
		},
		limitWaitTime,
	],
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Send and Wait for Approval',
				value: 'sendAndWait',
				description: 'Send a question and wait until someone approves or declines',
				action: 'Send message and wait for approval',
			},
		],
		default: 'sendAndWait',
	},
	{
		displayName: 'Message Type',
		name: 'messageType',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Chat', value: 'chat', description: 'To users of the same domain' },
			{ name: 'SMS', value: 'sms', description: 'To any phone, from a number of the PBX' },
		],
		default: 'sms',
		description: 'How the question is sent',
	},
	picker(
		{
			displayName: 'Domain',
			name: 'domain',
			description: 'The domain of the user who sends the question',
		},
		'searchDomains',
		{ displayName: 'By Name', placeholder: 'e.g. acme.example', hint: '~ means your own domain' },
	),
	picker(
		{
			displayName: 'User',
			name: 'user',
			description: 'The user in whose name the question is sent',
		},
		'searchUsers',
		{ displayName: 'By Extension', placeholder: 'e.g. 101', hint: '~ means yourself' },
	),
	picker(
		{
			displayName: 'From Number',
			name: 'from-number',
			description: 'SMS number of the PBX to send the question from',
			displayOptions: bySms,
		},
		'searchUserSmsNumbers',
		{ displayName: 'By Number', placeholder: 'e.g. 12125550100' },
	),
	{
		displayName: 'To',
		name: 'destination',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12125550100',
		description:
			'Phone number to ask, or several separated by commas. Each person gets a message with a link of their own; the first answer counts.',
		displayOptions: bySms,
	},
	{
		displayName: 'Chat With',
		name: 'chatWith',
		type: 'options',
		options: [
			{
				name: 'Conversation',
				value: 'conversation',
				description: 'All who are in it get one link',
			},
			{
				name: 'Users',
				value: 'users',
				description: 'Each gets a message with a link of their own',
			},
		],
		default: 'users',
		description: 'Whom to ask',
		displayOptions: byChat,
	},
	{
		displayName: 'To Users',
		name: 'extensions',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 102',
		description: 'Extension to ask, or several separated by commas. The first answer counts.',
		displayOptions: { show: { messageType: ['chat'], chatWith: ['users'] } },
	},
	picker(
		{
			displayName: 'Message Session',
			name: 'messagesession',
			description: 'The conversation of the user that gets the question',
			displayOptions: { show: { messageType: ['chat'], chatWith: ['conversation'] } },
		},
		'searchMessageSessions',
		{ displayName: 'By ID' },
	),
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		required: true,
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Refund $250 to Ada Park?',
		description:
			'The question. A link to the page with the buttons is added at the end; it has about 175 characters, so one message takes two or more SMS. With several input items, one question is asked for all, with the values of the first.',
	},
	options,
];
