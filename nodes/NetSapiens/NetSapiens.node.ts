import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { apiRequestProperties, apiRequestResource } from './execute/customRequest';
import { actionInWords, properties, resources } from './generated/properties';
import { getClearableFields } from './methods/clearableFields';
import { listSearch } from './methods/listSearch';
import { getOutputFields } from './methods/outputFields';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [...resources, apiRequestResource].sort(byName),
	default: 'user',
};

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
		subtitle: actionInWords,
		description: 'Manage users, phones, numbers, queues and calls of a NetSapiens PBX',
		defaults: { name: 'NetSapiens' },
		usableAsTool: {
			replacements: {
				description:
					'Look up and change users, extensions, phone numbers, call queues, calls, voicemail and texts of a NetSapiens phone system. Needs extensions and numbers as the phone system has them: look them up first.',
			},
		},
		builderHint: {
			searchHint:
				'Everything about a NetSapiens phone system (PBX): users, extensions, phone numbers, devices, call queues, voicemail, SMS, recordings, call records (CDR). Use the trigger node for what happens on its own: missed calls, voicemails, texts. Reports, Onboard, Offboard and Sync do many steps in one node; prefer them to loops of single operations. Set Options → Safety for agents.',
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'netSapiensApi', required: true }],
		properties: [resource, ...apiRequestProperties, ...properties],
	};

	methods = { listSearch, loadOptions: { getClearableFields, getOutputFields } };

	/** Carries the chosen operation out for every input item. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// Only a run needs all this; loading the node is quicker without.
		const { run } = await import('./execute/run');
		return await run(this);
	}
}

/** The collator behind localeCompare takes longer to start than all else here. */
function byName({ name: one }: { name: string }, { name: other }: { name: string }): number {
	return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}
