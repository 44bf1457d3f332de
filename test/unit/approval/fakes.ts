import type {
	IDataObject,
	IExecuteFunctions,
	IWebhookFunctions,
	NodeExecutionHint,
} from 'n8n-workflow';

import { picked } from '../../support/built';

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
	/** The execution is stopped when so many messages have left. */
	stopAfter?: number;
	/** Address of n8n. */
	base?: string;
}

const usual: IDataObject = {
	operation: 'sendAndWait',
	messageType: 'sms',
	chatWith: 'users',
	domain: picked('acme.example'),
	user: picked('101'),
	'from-number': picked('12025550199'),
	destination: '12025550131',
	message: 'Refund $250?',
};

/** The place of an execution and what it left behind; asked again, it is the same execution. */
export class FakeRun {
	readonly sent: Sent[] = [];
	readonly hints: NodeExecutionHint[] = [];
	readonly waits: Date[] = [];
	readonly input = [{ json: { amount: 250 } }, { json: { amount: 90 } }];
	/** What n8n keeps with the execution. */
	readonly kept: IDataObject = {};
	shown?: { status: number; headers: IDataObject; html: string };
	private readonly stop = new AbortController();

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
			getNodeParameter: (
				name: string,
				_index: number,
				preset: unknown,
				{ extractValue = false } = {},
			) => {
				const value = values[name] ?? preset;
				return extractValue ? ((value as IDataObject).value ?? value) : value;
			},
			getInputData: () => this.input,
			getTimezone: () => 'America/New_York',
			getContext: () => this.kept,
			continueOnFail: () => goesOn,
			getExecutionCancelSignal: () => this.stop.signal,
			addExecutionHints: (hint: NodeExecutionHint) => this.hints.push(hint),
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
		if (this.texts.length === this.situation.stopAfter) this.stop.abort();
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
