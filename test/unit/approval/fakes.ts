import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** What one request of the node sent. */
export interface Sent {
	method: string;
	url: string;
	body?: IDataObject;
}

export interface Situation {
	parameters?: IDataObject;
	/** Status of the answer to a message, by the number or extension it goes to. */
	refused?: Record<string, number>;
	/** What the server says of the conversation. */
	conversation?: IDataObject;
	goesOn?: boolean;
	/** Address of n8n. */
	base?: string;
}

const usual: IDataObject = {
	operation: 'sendAndWait',
	messageType: 'sms',
	chatWith: 'users',
	domain: 'acme.example',
	user: '101',
	'from-number': '12025550199',
	destination: '12025550131',
	message: 'Refund $250?',
};

/** The place of an execution and what it left behind; asked again, it is the same execution. */
export class FakeRun {
	readonly sent: Sent[] = [];
	readonly hints: string[] = [];
	readonly waits: Date[] = [];
	readonly input = [{ json: { amount: 250 } }, { json: { amount: 90 } }];
	/** What n8n keeps with the execution. */
	readonly kept: IDataObject = {};
	shown?: { status: number; headers: IDataObject; html: string };

	constructor(readonly situation: Situation = {}) {}

	/** The texts that went out, in order. */
	get texts(): string[] {
		return this.sent
			.filter(({ method }) => method === 'POST')
			.map(({ body }) => String(body?.message));
	}

	execution(): IExecuteFunctions {
		const { parameters, goesOn = false, base = 'https://n8n.example.com' } = this.situation;
		const values: IDataObject = { ...usual, ...parameters };
		return {
			...this.shared(),
			helpers: { httpRequestWithAuthentication: this.request },
			getCredentials: async () => ({
				server: 'pbx.example.com',
				authentication: 'apiKey',
				apiKey: 'nss_1',
			}),
			getNodeParameter: (name: string, _index: number, preset: unknown) => values[name] ?? preset,
			getInputData: () => this.input,
			getTimezone: () => 'America/New_York',
			getContext: () => this.kept,
			continueOnFail: () => goesOn,
			addExecutionHints: ({ message }: { message: string }) => this.hints.push(message),
			putExecutionToWait: async (until: Date) => void this.waits.push(until),
			getSignedResumeUrl: (query: Record<string, string> = {}) =>
				`${base}/webhook-waiting/7/node?${new URLSearchParams(query).toString()}`,
		} as unknown as IExecuteFunctions;
	}

	/** A request for a link. @param type the node's form */
	visit(
		link: string,
		{ body, type = 'netSapiensApproval' }: { body?: unknown; type?: string } = {},
	): IWebhookFunctions {
		const query = Object.fromEntries(new URL(link).searchParams);
		const response = {
			status: (status: number) => {
				this.shown = { status, headers: {}, html: '' };
				return response;
			},
			set: (headers: IDataObject) => {
				Object.assign(this.shown!.headers, headers);
				return response;
			},
			send: (html: string) => void (this.shown!.html = html),
		};
		return {
			...this.shared(type),
			getQueryData: () => query,
			getBodyData: () => body,
			getRequestObject: () => ({ method: body === undefined ? 'GET' : 'POST' }),
			getResponseObject: () => response,
			evaluateExpression: (expression: string) => this.evaluate(expression),
		} as unknown as IWebhookFunctions;
	}

	private shared(type = 'netSapiensApproval') {
		return {
			getNode: () => ({ id: 'node', name: 'Ask {{"us"}}', type, typeVersion: 1, parameters: {} }),
			logger: { warn: () => {} },
		};
	}

	/** n8n ends an expression at the first pair of closing braces. */
	private evaluate(expression: string): unknown {
		const [, inner = ''] = /^\{\{(.*?)\}\}/.exec(expression) ?? [];
		const node = { 'Ask {{"us"}}': { context: this.kept } };
		return new Function('$node', `return ${inner}`)(node) as unknown;
	}

	private readonly request = async (
		_credential: string,
		options: Sent & { body?: IDataObject },
	) => {
		const { method, url, body } = options;
		this.sent.push({ method, url, body });
		const [recipient = ''] = [body?.destination ?? ''].flat() as string[];
		const status = this.situation.refused?.[recipient];
		const answer =
			method === 'GET'
				? (this.situation.conversation ?? {})
				: status
					? { code: status, message: 'No such number' }
					: { code: 202, message: 'Accepted' };
		return { statusCode: status ?? 200, headers: {}, body: JSON.stringify(answer) };
	};
}
