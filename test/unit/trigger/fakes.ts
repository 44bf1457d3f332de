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

/** What the server answers in place of its usual answer, by `METHOD /path`. */
type Refusals = { [call: string]: number };

/** A server with subscriptions, and the calls it got. */
export class FakeServer {
	subscriptions: Record[] = [];
	calls: string[] = [];
	bodies: IDataObject[] = [];
	refusals: Refusals = {};
	unreachable = false;
	/** Creating is answered without the record. */
	silent = false;
	private made = 0;

	request = async (_type: string, options: IHttpRequestOptions): Promise<unknown> => {
		const { method = 'GET', url, body, qs } = options;
		this.calls.push(`${method} ${url}`);
		if (this.unreachable) throw Object.assign(new Error('down'), { code: 'ECONNREFUSED' });
		const status = this.refusals[`${method} ${url}`];
		if (status) throw refusal(status);
		if (body) this.bodies.push(body as IDataObject);
		return this.answer(method, url, (body ?? {}) as IDataObject, qs ?? {});
	};

	private answer(method: string, url: string, body: IDataObject, query: IDataObject): unknown {
		if (url === '/domains/~') return { domain: 'own.example' };
		if (url === '/domains/~/users/~') return { user: 101 };
		if (method === 'POST') return this.silent ? void this.create(body) : this.create(body);
		if (url === '/subscriptions') {
			const start = Number(query.start);
			return this.subscriptions.slice(start, start + Number(query.limit));
		}
		const found = this.subscriptions.find(({ id }) => url === `/subscriptions/${id}`);
		if (!found) throw refusal(404);
		if (method === 'DELETE') this.subscriptions = this.subscriptions.filter((one) => one !== found);
		if (method === 'PUT') Object.assign(found, body);
		return method === 'GET' ? [found] : { code: 202, message: 'Accepted' };
	}

	private create(body: IDataObject): Record {
		const same = this.subscriptions.some(
			(one) => one.model === body.model && one.domain === body.domain,
		);
		if (same) throw refusal(409);
		return this.add(body);
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

function refusal(status: number): Error {
	return Object.assign(new Error(String(status)), {
		response: { status, data: { code: status, message: `status ${status}` } },
	});
}

export interface Situation {
	parameters?: IDataObject;
	activation?: WorkflowActivateMode;
	staticData?: IDataObject;
	address?: string;
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
	const functions = {
		helpers: { httpRequestWithAuthentication: server.request },
		logger: { warn: (line: string) => warnings.push(line) },
		getNode: () => ({ name: 'NetSapiens Trigger', type: 'x', id: 'node' }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNodeWebhookUrl: () => situation.address ?? ADDRESS,
		getActivationMode: () => situation.activation ?? 'activate',
		getWorkflowStaticData: () => staticData,
	} as unknown as IHookFunctions & ITriggerFunctions;
	return { functions, staticData, warnings };
}
