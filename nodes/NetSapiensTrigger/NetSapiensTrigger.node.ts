import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type ITriggerFunctions,
	type ITriggerResponse,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { listSearch } from '../NetSapiens/methods/listSearch';
import { enrich } from './enrich';
import { keepAlive, subscribe, unsubscribe } from './lifecycle';
import { eventTriggerDescription, hints, subtitle, triggerPanel } from './panel';
import { properties } from './properties';
import { receive } from './receive';
import { renewalCron } from './schedule';
import { readScope } from './settings';

/** Starts workflows when something happens on the PBX. */
export class NetSapiensTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSapiens Trigger',
		name: 'netSapiensTrigger',
		icon: {
			light: 'file:../../icons/netsapiens.svg',
			dark: 'file:../../icons/netsapiens.dark.svg',
		},
		group: ['trigger'],
		// Not 1: at each post n8n evaluates an expression for nodes of that version, which costs time.
		version: 1.1,
		subtitle,
		// n8n lists node and trigger as one, under these words.
		description:
			'Calls, voicemails, texts, users, queues, and everything else that happens on a NetSapiens PBX',
		defaults: { name: 'NetSapiens Trigger' },
		eventTriggerDescription,
		triggerPanel,
		hints,
		activationMessage:
			'The PBX posts the events to this workflow now. If none arrive, check that it can reach the production URL that the node shows.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'netSapiensApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'netsapiens',
			},
		],
		properties,
	};

	methods = { listSearch };

	webhookMethods = {
		default: {
			/** Always no: `create` finds what is there and keeps it, so one way serves all cases. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await subscribe(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unsubscribe(this);
			},
		},
	};

	/** Looks after the subscriptions; that n8n calls it at every start also brings lost ones back. */
	async trigger(this: ITriggerFunctions): Promise<ITriggerResponse> {
		if (this.getMode() === 'manual') return {};
		const expression = renewalCron(readScope(this).lifetimeMinutes, this.getNode().id);
		let round: Promise<void> | undefined;
		this.helpers.registerCron({ expression }, () => {
			round ??= keepAlive(this).finally(() => (round = undefined));
		});
		return {};
	}

	/** Takes the server's posts. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}

	/** Runs as first node of the execution, with the items that `webhook` made. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await enrich(this, this.getInputData())];
	}
}
