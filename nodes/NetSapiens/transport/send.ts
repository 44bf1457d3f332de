import type {
	BinaryHelperFunctions,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
} from 'n8n-workflow';
import type { NetSapiensCredential } from '../../../credentials/signIn/credential';
import { SignInStopped } from '../../../credentials/signIn/words';
import { readReply, type Reply } from './answers';
import type { ApiContext } from './context';
import { readRecords } from './records';

/** One HTTP request of the API, its path checked. */
export interface Wire {
	method: IHttpRequestMethods;
	/** Below /ns-api/v2, or a whole URL on the configured server. */
	url: string;
	query?: IDataObject;
	/** An object is sent as JSON, a Buffer as it is (with `headers` saying what it is). */
	body?: IDataObject | IDataObject[] | Buffer;
	headers?: IDataObject;
}

/** A stream as n8n takes it (Node's Readable, which may not be imported). */
export type ByteStream = Exclude<Parameters<BinaryHelperFunctions['prepareBinaryData']>[0], Buffer>;

/** An answer whose body has not been read yet. */
export interface Incoming {
	status: number;
	headers: IDataObject;
	stream: ByteStream;
}

/** What a request is sent with. */
export interface Terms {
	credential: NetSapiensCredential;
	signal: AbortSignal;
}

/** Sends a request and reads the whole answer. @throws what n8n's helper throws without an answer */
export async function send(context: ApiContext, wire: Wire, terms: Terms): Promise<Reply> {
	const { statusCode, headers, body } = await call(context, { ...wire, encoding: 'text' }, terms);
	return readReply(statusCode, headers, String(body ?? ''));
}

/** As `send`; the records of a list are read while they come. */
export async function sendForRecords(
	context: ApiContext,
	wire: Wire,
	terms: Terms,
): Promise<Reply> {
	const { status, headers, stream } = await sendForStream(context, wire, terms);
	const answer = await readRecords(stream);
	if (typeof answer === 'string') return readReply(status, headers, answer);
	const isRefused = status < 200 || status > 299;
	return { status, headers, text: isRefused ? JSON.stringify(answer) : '', body: answer };
}

/** Sends a request and gives the answer with its body unread. @throws as `send` does */
export async function sendForStream(
	context: ApiContext,
	wire: Wire,
	terms: Terms,
): Promise<Incoming> {
	const { statusCode, headers, body } = await call(context, { ...wire, encoding: 'stream' }, terms);
	return { status: statusCode, headers, stream: body as ByteStream };
}

/** What n8n's helper gives. */
interface Response {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

async function call(
	context: ApiContext,
	{
		method,
		url,
		query = {},
		body,
		headers,
		encoding,
	}: Wire & Pick<IHttpRequestOptions, 'encoding'>,
	terms: Terms,
): Promise<Response> {
	const options: IHttpRequestOptions = {
		method,
		url,
		qs: defined(query),
		arrayFormat: 'repeat',
		...bodyOf(body),
		headers: { Accept: 'application/json', ...bodyOf(body).headers, ...headers },
		encoding,
		returnFullResponse: true,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		abortSignal: terms.signal,
	};
	const helper = context.helpers.httpRequestWithAuthentication;
	return (await helper.call(caller(context, terms), 'netSapiensApi', options)) as Response;
}

/**
 * What n8n's helper takes for the node: with the credential that the run has read already, and
 * without the execution's own cancel signal, in whose place it would put ours. Signing in sends
 * nothing after the run is over: it may have waited meanwhile.
 */
function caller(context: ApiContext, { credential, signal }: Terms): ApiContext {
	const { helpers, logger } = context;
	const httpRequest: typeof helpers.httpRequest = async (options) => {
		if (signal.aborted) throw new SignInStopped('The execution was stopped');
		return (await helpers.httpRequest(options)) as unknown;
	};
	const getCredentials = async () => credential;
	const getNode = () => context.getNode();
	return { helpers: { ...helpers, httpRequest }, logger, getCredentials, getNode } as never;
}

/** n8n sends nothing for empty objects and arrays, so those go as text. */
function bodyOf(body: Wire['body']): { body?: Wire['body'] | string; headers?: IDataObject } {
	if (body === undefined || Buffer.isBuffer(body) || Object.keys(body).length > 0) return { body };
	return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

function defined(query: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}
