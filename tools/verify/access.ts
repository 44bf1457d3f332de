import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { Agent, fetch } from 'undici';

import { bareKey, type Http, type NetSapiensCredential } from '../../credentials/signIn/credential';
import { passwordGrant } from '../../credentials/signIn/grants';

/** What the command was given to sign in with. */
export interface Login {
	server: string;
	apiKey?: string;
	username?: string;
	password?: string;
	clientId?: string;
	clientSecret?: string;
	authenticatorSecret?: string;
	insecure?: boolean;
}

/** A way in, and what signing in told about the server. */
export interface Access {
	kind: 'key' | 'password';
	bearer: string;
	/** Scope as the server spells it in tokens. */
	scope?: string;
	/** In what form the server took the login. */
	form?: 'json' | 'form' | 'legacy';
}

/**
 * Signs in as the credential does. A key is its own token: nothing is sent for it.
 *
 * @throws UserError that says what to check
 */
export async function accessTo(login: Login): Promise<Access> {
	if (login.apiKey) return { kind: 'key', bearer: bareKey(login.apiKey) };
	const forms: Array<Access['form']> = [];
	const http = { httpRequest: async (options: IHttpRequestOptions) => await post(options, forms) };
	const credential = {
		...login,
		authentication: 'password',
		ignoreSslIssues: login.insecure === true,
	} as unknown as NetSapiensCredential;
	const { accessToken, about } = await passwordGrant(http as unknown as Http, credential);
	const scope = [about.scope, about.user_scope].find((one) => typeof one === 'string');
	return { kind: 'password', bearer: accessToken, scope, form: forms.at(-1) };
}

/** The addresses that take a login. */
const TOKENS = /\/ns-api\/v2\/tokens$/;
const LEGACY_TOKENS = /\/ns-api\/oauth2\/token\/$/;

/** Sends a login, and refuses to send anything else. */
async function post(options: IHttpRequestOptions, forms: Array<Access['form']>) {
	const { url, method, body, headers, skipSslCertificateValidation, abortSignal } = options;
	const isLogin = TOKENS.test(url) || LEGACY_TOKENS.test(url);
	if (method !== 'POST' || !isLogin) throw new Error('Only a login is ever sent.');
	const isForm = body instanceof URLSearchParams;
	forms.push(LEGACY_TOKENS.test(url) ? 'legacy' : isForm ? 'form' : 'json');
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			...(headers as Record<string, string>),
			'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
		},
		body: isForm ? body.toString() : JSON.stringify(body as IDataObject),
		redirect: 'manual',
		signal: abortSignal as AbortSignal,
		dispatcher: new Agent({ connect: { rejectUnauthorized: !skipSslCertificateValidation } }),
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: await response.text(),
	};
}
