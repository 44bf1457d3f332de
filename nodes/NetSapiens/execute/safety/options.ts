import type { INodeProperties } from 'n8n-workflow';

/** What of the Options collection keeps a node from doing more than it should. */
export const safetyOptions: INodeProperties[] = [
	{
		displayName: 'Confirm Deletion Of',
		name: 'confirmation',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.typedName }}',
		description:
			'Exact name of what is deleted, such as the extension of a user, from whoever confirms it. Separate several names with commas. Needed when Safety is Ask Before Deleting.',
	},
	{
		displayName: 'Limit to Domains',
		name: 'limitToDomains',
		type: 'string',
		default: '',
		placeholder: 'e.g. acme.example, branch.example',
		description:
			'Refuse whatever would read or change another domain, or something that belongs to no domain. Separate several domains with commas.',
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
			{ name: 'No Restriction', value: 'none', description: 'Whatever the operation does' },
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
