import { UserError } from 'n8n-workflow';
import type { Answer } from './answer';
import { send } from './send';
import { bareKey, type Http, type NetSapiensCredential } from './credential';
import type { Grant } from './grants';
import { apiBaseUrl } from './server';
import { isMissing, refusal } from './words';

/**
 * Asks the server about the key. Nothing is exchanged, but people learn at once, and in words,
 * when the server is not there or the key is not good.
 *
 * @returns the key as token; `about` is what the server says about it, if the key may ask
 */
export async function checkApiKey(http: Http, credential: NetSapiensCredential): Promise<Grant> {
	const key = bareKey(credential.apiKey);
	if (key === '') throw new UserError('Fill in the API Key field.');
	const url = `${apiBaseUrl(credential.server)}/apikeys/~`;
	const headers = { Authorization: `Bearer ${key}` };
	const answer = await send(http, credential, { method: 'GET', url, headers });
	if (!isGood(answer) && !mayNotAsk(answer)) throw refusal(answer, credential);
	return { accessToken: key, refreshToken: '', about: isGood(answer) ? answer.record : {} };
}

/** Data is enough: what servers say about a key differs. */
function isGood({ status, flaw }: Answer): boolean {
	return status < 300 && (!flaw || flaw === 'empty' || flaw === 'unexpected');
}

/** A key that may not read itself, and a server that has no keys to read, are no refusals. */
function mayNotAsk(answer: Answer): boolean {
	const { status, words, page } = answer;
	if (status === 403) return /scope|model/i.test(words);
	return isMissing(answer) && words !== '' && !page;
}
