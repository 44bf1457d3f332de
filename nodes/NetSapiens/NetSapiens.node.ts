import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { apiRequestProperties, apiRequestResource } from './execute/customRequest';
import { optionsProperty } from './execute/options';
import { run } from './execute/run';
import { properties, resources } from './generated/properties';
import { listSearch } from './methods/listSearch';

/** Everything the NetSapiens API v2 can do, as forms. */
export class NetSapiens implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSapiens',
		name: 'netSapiens',
		icon: {
			light: 'file:../../icons/netsapiens.svg',
			dark: 'file:../../icons/netsapiens.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage users, phones, numbers, queues and calls of a NetSapiens PBX',
		defaults: { name: 'NetSapiens' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'netSapiensApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [...resources, apiRequestResource].sort((a, b) => a.name.localeCompare(b.name)),
				default: 'user',
			},
			...apiRequestProperties,
			...properties,
			optionsProperty,
		],
	};

	methods = { listSearch };

	/** Carries the chosen operation out for every input item. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}
