import type {
	IDataObject,
	IHookFunctions,
	IHttpRequestOptions,
	ITriggerFunctions,
	WorkflowActivateMode,
} from 'n8n-workflow';

export const ADDRESS = 'https://n8n.example.com/webhook/0b5e/netsapiens';

export interface Record {
	id: string;
	model: string;
	'post-url': string;
	[key: string]: unknown;
}

/**
 * What comes in place of the usual answer: a status (0 when nobody is there), a whole answer, never
 * any, or an error before anything is sent.
 */
export type Refusal = number | Answer | 'silence' | Error;

interface Answer {
	statusCode: number;
	headers?: IDataObject;
	body?: unknown;
}

/** A server with subscriptions, and the calls it got. */
export class FakeServer {
	/** Distinguishes the nodes of different tests, which share one process. */
	readonly nodeId = `node-${++servers}`;
	subscriptions: Record[] = [];
	calls: string[] = [];
	bodies: IDataObject[] = [];
	/** By `METHOD /path`; `*` stands for all. */
	refusals: { [call: string]: Refusal } = {};
	/** Creating is answered without the record. */
	silent = false;
	/** What comes in place of a page without subscriptions. */
	emptyPage: Answer = { statusCode: 200, body: [] };
	private made = 0;

	request = async (_type: string, options: IHttpRequestOptions): Promise<Answer> => {
		const { method = 'GET', url, body, qs } = options;
		const call = `${method} ${url}`;
		this.calls.push(call);
		const refusal = this.refusals[call] ?? this.refusals['*'];
		if (refusal === 'silence') return await new Promise(() => {});
		if (refusal instanceof Error) throw refusal;
		if (refusal === 0) throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
		if (typeof refusal === 'number') return written(refused(refusal));
		if (refusal) return written(refusal);
		if (body) this.bodies.push(body as IDataObject);
		return written(this.answer(method, url, (body ?? {}) as IDataObject, qs ?? {}));
	};

	private answer(method: string, url: string, body: IDataObject, query: IDataObject): Answer {
		if (url === '/domains/~') return good({ domain: 'own.example' });
		if (url === '/domains/~/users/~') return good({ user: 101 });
		if (method === 'POST') return this.create(body);
		if (url === '/subscriptions') {
			const start = Number(query.start);
			const page = this.subscriptions.slice(start, start + Number(query.limit));
			return page.length > 0 ? good(page) : this.emptyPage;
		}
		const found = this.subscriptions.find(({ id }) => url === `/subscriptions/${id}`);
		if (!found) return refused(404);
		if (method === 'DELETE') this.subscriptions = this.subscriptions.filter((one) => one !== found);
		if (method === 'PUT') Object.assign(found, body);
		return good(method === 'GET' ? [found] : { code: 202, message: 'Accepted' }, 202);
	}

	private create(body: IDataObject): Answer {
		const same = this.subscriptions.some(
			(one) => one.model === body.model && one.domain === body.domain,
		);
		if (same) return refused(409);
		const made = this.add(body);
		return this.silent ? { statusCode: 202 } : good(made);
	}

	add(values: object): Record {
		const record = { id: `made-${++this.made}`, ...values } as Record;
		this.subscriptions.push(record);
		return record;
	}

	/** Calls of the methods that change something. */
	changes(): string[] {
		return this.calls.filter((call) => !call.startsWith('GET'));
	}
}

let servers = 0;

const good = (body: unknown, statusCode = 200): Answer => ({ statusCode, body });

const refused = (status: number): Answer =>
	good({ code: status, message: `status ${status}` }, status);

/** As n8n's helper gives it: the body is text. */
function written({ statusCode, headers = {}, body }: Answer): Answer {
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	return { statusCode, headers, body: text };
}

export interface Situation {
	parameters?: IDataObject;
	activation?: WorkflowActivateMode;
	staticData?: IDataObject;
	address?: string;
	/** The Server field of the credential. */
	pbx?: string;
	/** Another one has not heard of what other processes did. */
	process?: string;
}

/** The context of webhook methods and of `trigger()`, which share what they use here. */
export function context(server: FakeServer, situation: Situation = {}) {
	const staticData = situation.staticData ?? {};
	const warnings: string[] = [];
	const parameters: IDataObject = {
		events: ['callRinging'],
		domain: 'acme.example',
		user: '*',
		filters: {},
		options: {},
		...situation.parameters,
	};
	const id = `${server.nodeId}${situation.process ?? ''}`;
	const { pbx = 'pbx.example.com' } = situation;
	const functions = {
		helpers: { httpRequestWithAuthentication: server.request },
		getCredentials: async () => ({ server: pbx, authentication: 'apiKey', apiKey: 'nss_1' }),
		getWorkflow: () => ({ id: 'w', name: 'Calls' }),
		logger: { warn: (line: string) => warnings.push(line) },
		getNode: () => ({ name: 'NetSapiens Trigger', type: 'x', id }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNodeWebhookUrl: () => situation.address ?? ADDRESS,
		getActivationMode: () => situation.activation ?? 'activate',
		getWorkflowStaticData: () => staticData,
	} as unknown as IHookFunctions & ITriggerFunctions;
	return { functions, staticData, warnings };
}
