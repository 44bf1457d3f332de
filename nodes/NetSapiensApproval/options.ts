import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What people can be asked for when they decline, by the value that workflows hold. */
export const REASONS = ['optional', 'required', 'none'] as const;

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

/** What can be added to a question. */
export const options: INodeProperties = {
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
