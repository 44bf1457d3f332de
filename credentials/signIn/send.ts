import { sleep, UserError, type IDataObject, type IHttpRequestOptions } from 'n8n-workflow';
import { flawOf, readReply } from '../../nodes/NetSapiens/transport/answers';
import { failureOf, failureWithoutAnswer } from '../../nodes/NetSapiens/transport/failure';
import { LONGEST_WAIT_MILLISECONDS, waitBefore } from '../../nodes/NetSapiens/transport/retry';
import { secretsOf } from '../../nodes/NetSapiens/transport/secretNames';
import { masked } from '../../nodes/NetSapiens/transport/secrets';
import { unreachableWords } from '../../nodes/NetSapiens/transport/unreachable';
import type { Answer, SignInRequest } from './answer';
import type { Http, NetSapiensCredential } from './credential';
import { blockedWords, redirectWords, SignInStopped, slowDownWords } from './words';

const LIMIT_MILLISECONDS = 30_000;
const ATTEMPTS = 3;

/**
 * Sends one sign-in request and returns the answer whatever its status. Redirects are not followed:
 * they would carry the login elsewhere. A server that asks to slow down is asked again after a
 * while: it has not looked at the login.
 *
 * @throws UserError when another request would fare no better: the server cannot be reached, asks
 *   to slow down, points elsewhere, or a firewall answers in its place
 */
export async function send(
	http: Http,
	credential: NetSapiensCredential,
	request: SignInRequest,
): Promise<Answer> {
	for (let attempt = 1; ; attempt++) {
		const answer = await exchange(http, credential, request);
		if (answer.status !== 429 && answer.status !== 503) return usable(answer);
		const wait = waitBefore(attempt, answer);
		if (attempt === ATTEMPTS || wait > LONGEST_WAIT_MILLISECONDS) {
			throw new UserError(slowDownWords(answer));
		}
		await sleep(wait);
	}
}

/** @throws UserError when something else than a sign-in endpoint answered */
function usable(answer: Answer): Answer {
	const { status, page } = answer;
	if (answer.location !== undefined) throw new UserError(redirectWords(answer));
	if (status === 403 && page) throw new UserError(blockedWords(answer));
	return answer;
}

async function exchange(
	http: Http,
	credential: NetSapiensCredential,
	{ fields, form, url, ...request }: SignInRequest,
): Promise<Answer> {
	const options: IHttpRequestOptions = {
		...request,
		url,
		body: form ? new URLSearchParams(fields as Record<string, string>) : fields,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		skipSslCertificateValidation: credential.ignoreSslIssues,
		abortSignal: AbortSignal.timeout(LIMIT_MILLISECONDS),
	};
	const response = await http
		.httpRequest(options)
		.catch((error: unknown) => unreachable(error, url));
	const { statusCode, headers, body } = response as Response;
	const reply = readReply(statusCode, headers, body ?? '');
	const flaw = statusCode < 300 ? flawOf('record', reply) : undefined;
	const failure = failureOf(reply, flaw);
	// Data is no message, and may hold a token under whatever name.
	const isMessage = statusCode >= 300 || (flaw !== undefined && flaw !== 'unreadable');
	return {
		...failure,
		words: isMessage ? masked(failure.words, secretsOf(credential, fields)) : '',
		url,
		record: recordIn(reply.body),
		date: String(headers.date ?? ''),
	};
}

interface Response {
	statusCode: number;
	headers: IDataObject;
	body?: string;
}

function recordIn(body: unknown): IDataObject {
	const record: unknown = Array.isArray(body) ? body[0] : body;
	return typeof record === 'object' && record !== null ? (record as IDataObject) : {};
}

/** @throws UserError that says why no answer came and what to look at */
function unreachable(error: unknown, url: string): never {
	if (error instanceof SignInStopped) throw error;
	const { code, report, spoken = '' } = failureWithoutAnswer(error);
	throw new UserError(unreachableWords(code, `${report} ${spoken}`, new URL(url).host));
}
