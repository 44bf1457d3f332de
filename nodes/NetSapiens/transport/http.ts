import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { explainedError, refusalInside } from './errors';
import { withRetries } from './retry';

/** Every place in n8n from which the API is called. */
export type ApiContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| ITriggerFunctions
	| IWebhookFunctions;

/** One call of the API. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below /ns-api/v2, begins with a slash, its parts percent-encoded. */
	path: string;
	/** Values that are undefined are left out. */
	query?: IDataObject;
	/** An object is sent as JSON, a Buffer as it is (with `headers` saying what it is). */
	body?: IDataObject | IDataObject[] | Buffer;
	headers?: IDataObject;
	/** The answer is raw bytes: `apiRequest` then gives a `FullAnswer`. */
	bytes?: boolean;
	/** First core version that has the operation, for a better message when the server lacks it. */
	since?: string;
	/** The input item this call is for, for n8n to show. */
	itemIndex?: number;
}

/** An answer whose body is bytes. */
export interface FullAnswer {
	body: Buffer;
	headers: IDataObject;
}

/**
 * Calls the API with the node's credential; the only door to it.
 *
 * @returns the parsed body, or a `FullAnswer` for `bytes`
 * @throws NodeApiError with the server's words and advice
 */
export async function apiRequest(context: ApiContext, request: ApiRequest): Promise<unknown> {
	const failed = (error: unknown): never => {
		throw explainedError(context.getNode(), error, request);
	};
	const call = async () => await send(context, request);
	const answer = await withRetries(context, request.method, call).catch(failed);
	const refusal = refusalInside(answer);
	return refusal ? failed(refusal) : answer;
}

async function send(context: ApiContext, request: ApiRequest): Promise<unknown> {
	const { method, path, body, headers, bytes } = request;
	const options: IHttpRequestOptions = {
		method,
		url: path,
		qs: defined(request.query ?? {}),
		body,
		headers: { Accept: bytes ? '*/*' : 'application/json', ...headers },
		json: !Buffer.isBuffer(body) && !bytes,
		...(bytes ? { encoding: 'arraybuffer', returnFullResponse: true } : {}),
	};
	const helper = context.helpers.httpRequestWithAuthentication;
	return await helper.call(context, 'netSapiensApi', options);
}

function defined(query: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
