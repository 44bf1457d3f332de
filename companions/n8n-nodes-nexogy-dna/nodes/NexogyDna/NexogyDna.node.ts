import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { run } from './execute/run';
import { properties } from './properties';

/** Everything the Nexogy DNA API can do, as forms. */
export class NexogyDna implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Nexogy DNA',
		name: 'nexogyDna',
		icon: {
			light: 'file:../../icons/nexogy-dna.svg',
			dark: 'file:../../icons/nexogy-dna.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create and manage residential clients, their devices, domains and phone numbers',
		defaults: { name: 'Nexogy DNA' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'nexogyDnaApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Client', value: 'client', description: 'A residential customer' },
					{ name: 'Device', value: 'device', description: 'A phone or app of a client' },
					{ name: 'DID', value: 'did', description: 'Phone numbers that are free' },
					{ name: 'Domain', value: 'domain', description: 'The domain of a client on NetSapiens' },
				],
				default: 'client',
			},
			...properties,
		],
	};

	/** Carries the chosen operation out for every input item. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}
