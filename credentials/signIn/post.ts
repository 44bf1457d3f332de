import { UserError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';
import { unreachableWords } from '../../nodes/NetSapiens/transport/unreachable';
import type { Http, NetSapiensCredential } from './credential';

/** An answer of a sign-in endpoint, whatever its status. */
export interface Answer {
	status: number;
	body: IDataObject;
	/** The server's own words, when the body has any. */
	words: string;
}

/**
 * Sends one sign-in request and returns the answer whatever its status.
 *
 * @throws UserError when the server cannot be reached, or when something else answers in its place
 */
export async function send(
	http: Http,
	credential: NetSapiensCredential,
	request: IHttpRequestOptions,
): Promise<Answer> {
	const response = (await http
		.httpRequest({
			...request,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			skipSslCertificateValidation: credential.ignoreSslIssues,
			timeout: 30_000,
		})
		.catch((error: unknown) => unreachable(error, request.url))) as {
		statusCode: number;
		body: unknown;
	};
	const { statusCode: status, body } = response;
	if (typeof body === 'object' && body !== null) {
		return { status, body: body as IDataObject, words: wordsOf(body as IDataObject) };
	}
	if (status === 403) {
		throw new UserError(
			`${new URL(request.url).host} answered every request with a block page. Its firewall may have blocked the address of this n8n: wait some minutes, then ask the provider to allow it.`,
		);
	}
	return { status, body: {}, words: '' };
}

function wordsOf(body: IDataObject): string {
	const words = body.message ?? body.error_description ?? body.error;
	return typeof words === 'string' ? words : '';
}

/** @throws UserError that says why no connection came about and what to look at */
function unreachable(error: unknown, address: string): never {
	const { code = '', message = '' } = error as { code?: string; message?: string };
	const { host } = new URL(address);
	throw new UserError(unreachableWords(code, message, host));
}
