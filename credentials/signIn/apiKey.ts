import { UserError } from 'n8n-workflow';
import { bareKey, type Http, type NetSapiensCredential } from './credential';
import type { Grant } from './grants';
import { send } from './post';
import { apiBaseUrl } from './server';

/**
 * Asks the server about the key. Nothing is exchanged, but people learn at once, and in words,
 * when the server is not there or the key is not good.
 */
export async function checkApiKey(http: Http, credential: NetSapiensCredential): Promise<Grant> {
	const key = bareKey(credential.apiKey);
	if (key === '') throw new UserError('Fill in the API Key field.');
	const url = `${apiBaseUrl(credential.server)}/apikeys/~`;
	const headers = { Authorization: `Bearer ${key}` };
	const { status, words } = await send(http, credential, { method: 'GET', url, headers });
	const wordsBehind = words ? ` The server says: ${words}` : '';
	if (status === 401 || (status === 403 && !/scope|model/i.test(words))) {
		throw new UserError(
			`The server did not accept the API key. Check that the whole key is pasted, that it was not revoked, and that it may be used from this address.${wordsBehind}`,
		);
	}
	if (status === 404 && words === '') {
		throw new UserError(
			`There is no NetSapiens API at ${apiBaseUrl(credential.server)}. Use the address of the API server (core or portal host) in the Server field.`,
		);
	}
	return { accessToken: key, refreshToken: '' };
}
