import type { INodeProperties } from 'n8n-workflow';

/** What can be set for every operation. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100 },
			default: 5,
			description: 'How many items are worked on at the same time',
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			displayOptions: { show: { '/operation': ['getStatus', 'search'] } },
			options: [
				{
					name: 'Automatic',
					value: 'auto',
					description: 'POST, and GET if the server does not take that',
				},
				{ name: 'GET', value: 'GET' },
				{ name: 'POST', value: 'POST' },
			],
			default: 'auto',
			description: 'How the server is asked; its documentation names both',
		},
		{
			displayName: 'Send Values In',
			name: 'parametersIn',
			type: 'options',
			options: [
				{ name: 'Form Body', value: 'form' },
				{
					name: 'Query String',
					value: 'query',
					description: 'In the address, which servers and proxies may write to their logs',
				},
			],
			default: 'form',
			description: 'Where the values of a POST stand; try the other one if the server misses them',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3600 },
			default: 60,
			description: 'How long to wait for an answer',
		},
	],
};
