import type { INodeProperties } from 'n8n-workflow';
import { options } from './options';

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
