import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { DnaCredential } from '../../../credentials/signIn/settings';
import { readReply, type Reply } from './reply';

/** Where the values of a request go. */
export type Place = 'form' | 'query';

/** One HTTP request of the API, its path checked. */
export interface Wire {
	method: 'GET' | 'POST';
	/** Below the base URL. */
	path: string;
	values: Record<string, string>;
	/** Where a POST has its values. */
	place: Place;
}

/** What a request is sent with. */
interface Terms {
	credential: DnaCredential;
	signal: AbortSignal;
}

/** Sends a request once and reads the whole answer. @throws what n8n's helper throws without one */
export async function send(
	context: IExecuteFunctions,
	{ method, path, values, place }: Wire,
	terms: Terms,
): Promise<Reply> {
	const inQuery = method === 'GET' || place === 'query';
	const options: IHttpRequestOptions = {
		method,
		url: path,
		...(inQuery ? { qs: values } : { body: new URLSearchParams(values) }),
		encoding: 'text',
		returnFullResponse: true,
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		abortSignal: terms.signal,
	};
	const helper = context.helpers.httpRequestWithAuthentication;
	const answer = (await helper.call(caller(context, terms), 'nexogyDnaApi', options)) as {
		statusCode: number;
		headers: IDataObject;
		body: unknown;
	};
	return readReply(answer.statusCode, answer.headers, String(answer.body ?? ''));
}

/**
 * What n8n's helper takes for the node: with the credential that the run has read already, into
 * which signing in writes new tokens, and without the execution's own cancel signal, in whose place
 * it would put ours.
 */
function caller(context: IExecuteFunctions, { credential }: Terms): IExecuteFunctions {
	const { helpers, logger } = context;
	const getCredentials = async () => credential;
	const getNode = () => context.getNode();
	return { helpers, logger, getCredentials, getNode } as never;
}
