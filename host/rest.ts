/** What the editor says to n8n, as far as the demo and the host tests need it. */
import { parse } from 'flatted';
import type { IRunExecutionData, INodeTypeDescription, IWorkflowBase } from 'n8n-workflow';

import { eventually } from './eventually';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** The one account of the demo and of test instances. */
export const owner: Owner = {
	email: 'demo@example.com',
	password: 'NetSapiens1',
	firstName: 'Demo',
	lastName: 'Owner',
};

export interface CredentialData {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface SavedCredential extends CredentialData {
	id: string;
}

export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	data: IRunExecutionData;
}

export interface PickerRequest {
	nodeType: string;
	/** Name of the listSearch method. */
	method: string;
	/** The parameters of the node the picker stands in. */
	parameters: Record<string, unknown>;
	credential: SavedCredential;
	/** Where it stands in the form, for one in a collection: `parameters.fields.site`. */
	path?: string;
	/** What the user typed into the search box. */
	filter?: string;
	paginationToken?: string;
}

export interface PickerPage {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

/** A workflow as in an exported file: with its own id. */
export type Workflow = Pick<
	IWorkflowBase,
	'id' | 'name' | 'nodes' | 'connections' | 'settings' | 'pinData'
>;

/**
 * A busy n8n that just starts says so before it has looked at a request; n8n 2.16 fails to show an
 * execution of which nothing is saved yet.
 */
const isTooEarly = ({ status, text }: { status: number; text: string }) =>
	(status === 503 && text.includes('Database is not ready')) ||
	(status === 500 && text.includes("undefined (reading 'resultData')"));

/** The IDs that n8n 1.x has given to workflows, by their own, which newer ones keep. */
const givenIds = new Map<string, string>();

/** The ID that n8n knows a workflow by. */
export const idInN8n = (id: string): string => givenIds.get(id) ?? id;

const unfinished = ['new', 'running', 'waiting'];

/** n8n answered with an error, or not as expected. */
export class N8nError extends Error {
	constructor(
		what: string,
		readonly status: number,
		readonly body: string,
	) {
		super(`${what}: n8n answered ${status} ${body.slice(0, 500)}`);
	}
}

/** A session with one n8n. Every method throws an N8nError when n8n refuses. */
export class N8nClient {
	/** Identifies the browser an n8n session belongs to; the editor keeps it in local storage. */
	readonly browserId = 'netsapiens-demo';

	/** The session cookie, `n8n-auth=…`. */
	cookie = '';

	constructor(readonly url: string) {}

	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = async () => await this.answer(method, path, body);
		const response = await eventually(answer, (one) => !isTooEarly(one));
		if (!response.ok) throw new N8nError(`${method} ${path}`, response.status, response.text);
		const { cookie, text } = response;
		if (cookie) this.cookie = cookie.split(';')[0] ?? '';
		return text ? (JSON.parse(text) as T) : (undefined as T);
	}

	private async answer(method: string, path: string, body?: unknown) {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'browser-id': this.browserId,
				// A busy n8n may drop a kept connection just when the next request arrives on it.
				connection: 'close',
				...(this.cookie && { cookie: this.cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const cookie = response.headers.getSetCookie().find((value) => value.startsWith('n8n-auth='));
		return { ok: response.ok, status: response.status, text: await response.text(), cookie };
	}

	private async rest<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.request<{ data: T }>(method, `/rest${path}`, body);
		return answer.data;
	}

	/** Signs in as the owner, who is created first on a new n8n. */
	async signIn(): Promise<void> {
		const { email, password } = owner;
		try {
			await this.rest('POST', '/login', { emailOrLdapLoginId: email, password });
		} catch (error) {
			if (!(error instanceof N8nError) || error.status !== 401) throw error;
			await this.rest('POST', '/owner/setup', owner);
		}
	}

	/** Creates the credential, or updates the one of the same name and type in place. */
	async saveCredential(credential: CredentialData): Promise<SavedCredential> {
		const all = await this.rest<SavedCredential[]>('GET', '/credentials');
		const known = all.find(
			({ name, type }) => name === credential.name && type === credential.type,
		);
		const saved = known
			? await this.rest<SavedCredential>('PATCH', `/credentials/${known.id}`, credential)
			: await this.rest<SavedCredential>('POST', '/credentials', credential);
		return { ...credential, id: saved.id };
	}

	/** Runs the credential's test as the editor does after "Save". */
	async testCredential(credential: SavedCredential): Promise<{ status: string; message: string }> {
		return await this.rest('POST', '/credentials/test', { credentials: credential });
	}

	/** Imports the workflow, or replaces the one with the same id. */
	async saveWorkflow(workflow: Workflow): Promise<Workflow & { versionId: string }> {
		const path = `/workflows/${idInN8n(workflow.id)}`;
		try {
			await this.rest('GET', path);
		} catch (error) {
			if (!(error instanceof N8nError) || error.status !== 404) throw error;
			return await this.createWorkflow(workflow);
		}
		return await this.rest('PATCH', path, workflow);
	}

	private async createWorkflow(workflow: Workflow): Promise<Workflow & { versionId: string }> {
		// n8n 1.x wants to be told that it is not published yet.
		const body = { ...workflow, active: false };
		const saved = await this.rest<Workflow & { versionId: string }>('POST', '/workflows', body);
		givenIds.set(workflow.id, saved.id);
		return saved;
	}

	/** What the nodes of the workflow wrote down for later; null when nothing was saved yet. */
	async staticData(workflowId: string): Promise<Record<string, unknown> | null> {
		const workflow = await this.rest<{ staticData: Record<string, unknown> | null }>(
			'GET',
			`/workflows/${idInN8n(workflowId)}`,
		);
		return workflow.staticData;
	}

	/** Publishes the workflow as it is saved. */
	async activate(workflowId: string): Promise<void> {
		const path = `/workflows/${idInN8n(workflowId)}`;
		const { versionId } = await this.rest<{ versionId: string }>('GET', path);
		await this.rest('POST', `${path}/activate`, { versionId });
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.rest('POST', `/workflows/${idInN8n(workflowId)}/deactivate`, {});
	}

	/** Runs the workflow from the trigger of that name and waits for its end. */
	async run(workflowId: string, trigger: string): Promise<Execution> {
		return await this.finished(await this.start(workflowId, trigger));
	}

	/** Starts the workflow from the trigger of that name. @returns the execution's ID */
	async start(workflowId: string, trigger: string): Promise<string> {
		const path = `/workflows/${idInN8n(workflowId)}`;
		// n8n 1.x runs what it is given, newer ones know what is saved.
		const workflowData = await this.rest('GET', path);
		const { executionId } = await this.rest<{ executionId: string }>('POST', `${path}/run`, {
			workflowData,
			triggerToStartFrom: { name: trigger },
		});
		return executionId;
	}

	async execution(id: string): Promise<Execution> {
		const raw = await this.rest<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/executions/${id}`,
		);
		return { ...raw, data: parse(raw.data) as IRunExecutionData };
	}

	/** Ids of the workflow's executions, newest first. */
	async executionIds(workflowId: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: idInN8n(workflowId) }));
		const { results } = await this.rest<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		// n8n puts two lists together, and has one twice that ends in between.
		return [...new Set(results.map(({ id }) => id))];
	}

	/** Waits until the execution has ended, well or badly. */
	async finished(executionId: string, timeoutSeconds = 60): Promise<Execution> {
		const execution = await eventually(
			async () => await this.execution(executionId),
			({ status }) => !unfinished.includes(status),
			timeoutSeconds,
		);
		const { status } = execution;
		if (!unfinished.includes(status)) return execution;
		throw new Error(`Execution ${executionId} is still ${status} after ${timeoutSeconds} s`);
	}

	/** The bytes of a file that n8n has stored. @param id of the binary field */
	async file(id: string): Promise<Buffer> {
		const path = `/rest/binary-data?action=view&id=${encodeURIComponent(id)}`;
		const headers = { 'browser-id': this.browserId, cookie: this.cookie, connection: 'close' };
		const response = await fetch(`${this.url}${path}`, { headers });
		if (!response.ok) throw new N8nError(`GET ${path}`, response.status, await response.text());
		return Buffer.from(await response.arrayBuffer());
	}

	/** Asks for one page of a picker ("From list") as the editor does. */
	async pick(request: PickerRequest): Promise<PickerPage> {
		const { id, name, type } = request.credential;
		return await this.rest('POST', '/dynamic-node-parameters/resource-locator-results', {
			nodeTypeAndVersion: { name: request.nodeType, version: 1 },
			path: request.path ?? 'parameters',
			methodName: request.method,
			currentNodeParameters: request.parameters,
			credentials: { [type]: { id, name } },
			filter: request.filter,
			paginationToken: request.paginationToken,
		});
	}

	/** Every node type the editor gets to know. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.request('GET', '/types/nodes.json');
	}
}
