import { UserError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';
import { isPage, parseJson, wordsOf } from '../../nodes/NexogyDna/transport/reply';
import { unreachableWords } from '../../nodes/NexogyDna/transport/unreachable';
import { baseUrlOf } from './server';
import type { DnaCredential, Http } from './settings';

const LIMIT_MILLISECONDS = 30_000;

/** What the token endpoint answered. */
export interface TokenAnswer {
	status: number;
	/** The object in the answer, which comes in an array; empty when there is none. */
	record: IDataObject;
	/** The server's own words about a refusal. */
	words: string;
}

/** What n8n's helper gives. */
interface Response {
	statusCode: number;
	headers: IDataObject;
	body?: unknown;
}

/**
 * Asks for a token with a form. Redirects are not followed: they would carry the login elsewhere.
 *
 * @throws UserError when another login would fare no better: the server cannot be reached, points
 *   elsewhere, has no token endpoint, or something else answers in its place
 */
export async function requestToken(
	http: Http,
	credential: DnaCredential,
	fields: Record<string, string>,
): Promise<TokenAnswer> {
	const url = `${baseUrlOf(credential.baseUrl)}/api/oauth/token`;
	const { host } = new URL(url);
	const options: IHttpRequestOptions = {
		method: 'POST',
		url,
		headers: { Accept: 'application/json' },
		body: new URLSearchParams(fields),
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		skipSslCertificateValidation: credential.ignoreSslIssues,
		abortSignal: AbortSignal.timeout(LIMIT_MILLISECONDS),
	};
	const response = (await http.httpRequest(options).catch((error: unknown) => {
		throw new UserError(unreachableWords(error, host));
	})) as Response;
	const status = response.statusCode;
	const text = String(response.body ?? '');
	const strange = strangeWords(status, text, host);
	if (strange) throw new UserError(strange);
	const body = parseJson(text);
	const first: unknown = Array.isArray(body) ? body[0] : body;
	const record = typeof first === 'object' && first !== null ? (first as IDataObject) : {};
	return { status, record, words: record.access_token ? '' : wordsOf(body ?? text) };
}

/** About answers that say nothing about the login. */
function strangeWords(status: number, text: string, host: string): string | undefined {
	if (status >= 300 && status < 400) {
		return `${host} redirects sign-ins to another address. Nothing was sent there. Put the address of the API itself into the Base URL field.`;
	}
	if (status === 404 || status === 405) {
		return `There is no Nexogy DNA API at ${host}. Check the Base URL field.`;
	}
	if (status === 429 || status >= 500) {
		return `${host} takes no sign-ins just now (status ${status}). Try again in a few minutes; if it keeps happening, tell your provider.`;
	}
	if (isPage(text)) {
		return `${host} answered the sign-in with a web page instead of data (status ${status}). Check the Base URL field, and whether a firewall stands between n8n and the server.`;
	}
	return undefined;
}
