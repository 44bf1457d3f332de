import type { INodeProperties } from 'n8n-workflow';

const onDevice = { show: { resource: ['device'] } };
const onDid = { show: { resource: ['did'] } };

const deviceProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: onDevice,
		options: [
			{
				name: 'Get or Create',
				value: 'getOrCreate',
				description:
					'Get what a phone or app needs to register; the device is made if it is missing',
				action: 'Get or create a device',
			},
		],
		default: 'getOrCreate',
	},
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		displayOptions: onDevice,
		options: [
			{ name: 'Client ID', value: 'clientId' },
			{ name: 'Domain', value: 'domain' },
		],
		default: 'clientId',
		description: 'How to name the client whose device it is',
	},
	{
		displayName: 'Client ID',
		name: 'client_id',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { resource: ['device'], findBy: ['clientId'] } },
		placeholder: 'e.g. 1042',
		description: 'ID that Client → Create returned',
	},
	{
		displayName: 'Domain',
		name: 'domain',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { resource: ['device'], findBy: ['domain'] } },
		placeholder: 'e.g. nathan.1042.example',
		description: 'NetSapiens domain that Client → Create returned as ns_domain',
	},
	{
		displayName: 'Extension',
		name: 'ext',
		type: 'string',
		default: '1000',
		displayOptions: onDevice,
		placeholder: 'e.g. 1000',
		description: 'Extension that the device belongs to; 1000 if empty',
	},
	{
		displayName:
			'<b>authentication_key</b> in the output is the SIP password, encrypted with GPG for your key, in base64. It is handed on as it is. To read it: <code>base64 --decode | gpg --decrypt</code>.',
		name: 'keyNotice',
		type: 'notice',
		default: '',
		displayOptions: onDevice,
	},
];

const domainProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['domain'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				description: 'See whether the domain of a client is active or locked',
				action: 'Get the status of a domain',
			},
		],
		default: 'getStatus',
	},
	{
		displayName: 'Domain',
		name: 'domain',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { resource: ['domain'] } },
		placeholder: 'e.g. nathan.1042.example',
		description: 'NetSapiens domain that Client → Create returned as ns_domain',
	},
];

const didProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: onDid,
		options: [
			{
				name: 'Search',
				value: 'search',
				description: 'Find phone numbers that are free, one item each',
				action: 'Search free phone numbers',
			},
		],
		default: 'search',
	},
	{
		displayName: 'Area Code (NPA)',
		name: 'npa',
		type: 'string',
		default: '',
		displayOptions: onDid,
		placeholder: 'e.g. 305',
		description: 'First three digits of the numbers. Fill in this, the state, or both.',
	},
	{
		displayName: 'State',
		name: 'state',
		type: 'string',
		default: '',
		displayOptions: onDid,
		placeholder: 'e.g. FL',
		description: 'State that the numbers belong to',
	},
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: onDid,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { resource: ['did'], returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** What the operations of devices, domains and DIDs ask for. */
export const otherProperties: INodeProperties[] = [
	...deviceProperties,
	...domainProperties,
	...didProperties,
];
