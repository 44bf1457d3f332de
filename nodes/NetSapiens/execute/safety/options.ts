import type { INodeProperties } from 'n8n-workflow';

/** What of the Options collection keeps a node from doing more than it should. */
export const safetyOptions: INodeProperties[] = [
	{
		displayName: 'Confirm Deletion Of',
		name: 'confirmation',
		type: 'string',
		default: '',
		description: 'Exact name of what Ask Before Deleting lets go; several with commas',
	},
	{
		displayName: 'Limit to Domains',
		name: 'limitToDomains',
		type: 'string',
		default: '',
		placeholder: 'e.g. acme.example, branch.example',
		description: 'Refuse what is about other domains, or about none; several with commas',
	},
	{
		displayName: 'Safety',
		name: 'safety',
		type: 'options',
		options: [
			{
				name: 'Ask Before Deleting',
				value: 'askBeforeDeleting',
				description: 'Delete only what Options → Confirm Deletion Of names',
			},
			{ name: 'No Restriction', value: 'none' },
			{
				name: 'Read Only',
				value: 'readOnly',
				description: 'Refuse everything that would change something',
			},
		],
		default: 'none',
		description:
			'What the node may do, whoever fills in its fields. A language model cannot change it.',
	},
];
