import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { listSearch } from '../NetSapiens/methods/listSearch';
import { answer } from './answer';
import { ask } from './ask';
import { properties } from './properties';

/** GET shows the question, POST answers it. n8n keeps them for executions that wait. */
const webhooks: IWebhookDescription[] = (['GET', 'POST'] as const).map((httpMethod) => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
}));

/** Asks a person by text message, and lets the workflow wait for the answer. */
export class NetSapiensApproval implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'NetSapiens Approval',
		name: 'netSapiensApproval',
		icon: {
			light: 'file:../../icons/netsapiens.svg',
			dark: 'file:../../icons/netsapiens.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["messageType"] === "chat" ? "by chat" : "by SMS" }}',
		description: 'Ask for approval by SMS or chat and wait for the answer',
		defaults: { name: 'NetSapiens Approval' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'netSapiensApi', required: true }],
		webhooks,
		waitingNodeTooltip: '={{ "Waiting until someone approves or declines" }}',
		properties,
	};

	methods = { listSearch };

	/** Sends the question and puts the execution to wait. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await ask(this);
	}

	/** Takes what is asked of the link that the message holds. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answer(this);
	}
}
