import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core writes its settings into the home folder unless told otherwise.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
process.env.N8N_ENCRYPTION_KEY = 'engine-tests';
process.env.N8N_LOG_LEVEL = 'silent';

import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	getCredentialOwnRequestAllowedDomains,
	ICredentialsHelper,
	LoggerProxy,
	NodeConnectionTypes,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type NodeError,
} from 'n8n-workflow';
import { NetSapiensApi } from '../../credentials/NetSapiensApi.credentials';
// With its ending, since a codex file of the same name lies beside it.
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node.ts';

// n8n's own logger finds out who called it, at some cost, also for what it keeps to itself.
const silent = () => {};
LoggerProxy.init({ error: silent, warn: silent, info: silent, debug: silent });

const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: 'Hands the items of a test on',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** A node and the type of credential that it signs in with. */
export interface Subject {
	type: INodeType;
	credentialType: SigningIn;
}

/** What n8n calls of a credential type that signs in by itself. */
export type SigningIn = ICredentialType &
	Required<Pick<ICredentialType, 'preAuthentication'>> & {
		authenticate(
			credential: ICredentialDataDecryptedObject,
			request: IHttpRequestOptions,
		): Promise<IHttpRequestOptions>;
	};

const netSapiens: Subject = { type: new NetSapiens(), credentialType: new NetSapiensApi() };

const typesWith = ({ type }: Subject): INodeTypes => {
	const find = (name: string) => (name === 'start' ? start : type);
	return {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
};

/** Decrypts and renews credentials as n8n does, with the data of a test in place of the database. */
export class TestCredentials extends ICredentialsHelper {
	/** What the node sent with this credential, in order. */
	readonly requests: IHttpRequestOptions[] = [];

	constructor(
		private readonly data: ICredentialDataDecryptedObject,
		private readonly credentialType = netSapiens.credentialType,
	) {
		super();
	}

	override getParentTypes() {
		return [];
	}

	override getCredentialsProperties() {
		return this.credentialType.properties;
	}

	override isCredentialUsableByNode() {
		return true;
	}

	override async getCredentials(): Promise<never> {
		throw new Error('not needed here');
	}

	override async getDecrypted() {
		return { ...this.data };
	}

	override async authenticate(
		credential: ICredentialDataDecryptedObject,
		_type: string,
		request: IHttpRequestOptions,
	) {
		this.requests.push(request);
		return await this.credentialType.authenticate(credential, request);
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credential: ICredentialDataDecryptedObject,
		_type: string,
		_node: INode,
		expired: boolean,
	) {
		if (credential.accessToken && !expired) return undefined;
		const output = await this.credentialType.preAuthentication.call(
			withinDomains(helpers, credential),
			credential,
		);
		Object.assign(this.data, output);
		return { ...credential, ...output } as ICredentialDataDecryptedObject;
	}

	override async updateCredentials() {}

	override async updateCredentialsOauthTokenData() {}

	override async runPreAuthentication() {
		return undefined;
	}
}

/** Signing in goes to none but the Allowed Domains of the credential, if it has any. */
function withinDomains(
	{ helpers }: IHttpRequestHelper,
	credential: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	const allowedDomains = getCredentialOwnRequestAllowedDomains(credential);
	const httpRequest = async (options: IHttpRequestOptions) =>
		(await helpers.httpRequest({ ...options, allowedDomains })) as unknown;
	return { helpers: { ...helpers, httpRequest } };
}

/** Whether n8n refuses requests to addresses of its own network (N8N_SSRF_PROTECTION_ENABLED). */
export function protectN8n(isProtected: boolean): void {
	Container.get(SsrfProtectionConfig).enabled = isProtected;
}

/** How one run of the node ended. */
export interface Outcome {
	items: INodeExecutionData[];
	/** What left by the error output, if there is one. */
	errorItems: INodeExecutionData[];
	/** What n8n shows above the output. */
	hints: string[];
	/** The requests of the node itself, without those for signing in. */
	requests: IHttpRequestOptions[];
	error?: NodeError;
}

/** What a run is made of. */
export interface Run {
	parameters: INodeParameters;
	/** The node has none when it is undefined. */
	credential: ICredentialDataDecryptedObject | undefined;
	/** One empty item unless given. */
	input?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Of the workflow; UTC unless given. */
	timezone?: string;
	/** Stops the execution when it fires, as the Stop button does. */
	stop?: AbortSignal;
	/** The node, or the tool that n8n makes of it for agents. */
	type?: 'netSapiens' | 'netSapiensTool';
}

/** Runs a node, NetSapiens unless another is given, once in n8n's own engine. */
export async function runNode(run: Run, subject = netSapiens): Promise<Outcome> {
	const { parameters, credential, input, onError, timezone = 'UTC', stop } = run;
	const { type = subject.type.description.name } = run;
	const node: INode = {
		id: 'b',
		name: 'NetSapiens',
		type,
		typeVersion: 1,
		position: [200, 0],
		parameters,
		credentials: credential && { [subject.credentialType.name]: { id: '1', name: 'Test' } },
		onError,
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [
			{ id: 'a', name: 'Start', type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
			node,
		],
		connections: {
			Start: { main: [[{ node: 'NetSapiens', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
		nodeTypes: typesWith(subject),
		active: false,
		settings: { executionOrder: 'v1', timezone },
	});
	const stack = [
		{ node: workflow.getNode('Start')!, data: { main: [input ?? [{ json: {} }]] }, source: null },
	];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
	const credentials = new TestCredentials(credential ?? {}, subject.credentialType);
	const engine = new WorkflowExecute(additionalData(credentials), 'trigger', data);
	const execution = engine.processRunExecutionData(workflow);
	stop?.addEventListener('abort', () => execution.cancel());
	const { resultData } = (await execution).data;
	const last = resultData.runData.NetSapiens?.at(-1);
	const [items, errorItems] = last?.data?.main ?? [];
	return {
		items: items ?? [],
		errorItems: errorItems ?? [],
		hints: (last?.hints ?? []).map(({ message }) => message),
		requests: credentials.requests,
		error: (last?.error ?? resultData.error) as NodeError | undefined,
	};
}

export function additionalData(
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const base = 'http://127.0.0.1';
	return {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('trigger', '1', {} as never),
		executionId: '1',
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		formWaitingBaseUrl: `${base}/form-waiting`,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		userId: 'u',
		variables: {},
		setExecutionStatus() {},
		sendDataToUI() {},
		startRunnerTask() {},
		logAiEvent() {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
