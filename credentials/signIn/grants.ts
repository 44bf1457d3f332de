import { UserError, type IDataObject } from 'n8n-workflow';
import { bareKey, type Http, type NetSapiensCredential } from './credential';
import { send, type Answer } from './post';
import { apiBaseUrl, legacyTokenUrl } from './server';

/** A pair of tokens as a grant gives it. */
export interface Grant {
	accessToken: string;
	refreshToken: string;
}

/** Signs in with user name and password (OAuth2 password grant). */
export async function passwordGrant(http: Http, credential: NetSapiensCredential): Promise<Grant> {
	const login = { grant_type: 'password', ...loginFields(credential) };
	return tokensOf(await postToken(http, credential, login), credential);
}

/** Renews with a refresh token; the server hands out a new one and the old one is used up. */
export async function refreshGrant(
	http: Http,
	credential: NetSapiensCredential,
	refreshToken: string,
): Promise<Grant> {
	const { clientId, clientSecret } = credential;
	const body = {
		grant_type: 'refresh_token',
		client_id: clientId,
		client_secret: clientSecret,
		refresh_token: refreshToken,
	};
	const grant = tokensOf(await postToken(http, credential, body), credential);
	return { ...grant, refreshToken: grant.refreshToken || refreshToken };
}

/** A JWT from user name and password. */
export async function jwtFromPassword(
	http: Http,
	credential: NetSapiensCredential,
): Promise<Grant> {
	const login = { grant_type: 'password', ...loginFields(credential) };
	return jwtOf(await postJwt(http, credential, login), credential);
}

/** A JWT from a refresh JWT, which can be used once. */
export async function jwtFromRefresh(
	http: Http,
	credential: NetSapiensCredential,
	refresh: string,
): Promise<Grant> {
	return jwtOf(await postJwt(http, credential, { refresh }), credential);
}

/** A JWT for a named user, asked for with an API key. */
export async function jwtDelegated(http: Http, credential: NetSapiensCredential): Promise<Grant> {
	const { apiKey, delegatedUser: user, delegatedDomain: domain } = credential;
	const headers = { Authorization: `Bearer ${bareKey(apiKey)}` };
	return jwtOf(await postJwt(http, credential, { user, domain }, headers), credential);
}

function loginFields(credential: NetSapiensCredential): IDataObject {
	const { clientId, clientSecret, username, password } = credential;
	return { client_id: clientId, client_secret: clientSecret, username, password };
}

/** Posts to `/tokens`; servers that do not have it (404) get the older path with a form body. */
async function postToken(
	http: Http,
	credential: NetSapiensCredential,
	body: IDataObject,
): Promise<Answer> {
	const url = `${apiBaseUrl(credential.server)}/tokens`;
	const answer = await send(http, credential, { method: 'POST', url, body });
	if (answer.status !== 404) return answer;
	return await send(http, credential, {
		method: 'POST',
		url: legacyTokenUrl(credential.server),
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ ...body, format: 'json' } as Record<string, string>),
	});
}

async function postJwt(
	http: Http,
	credential: NetSapiensCredential,
	body: IDataObject,
	headers: IDataObject = {},
): Promise<Answer> {
	const url = `${apiBaseUrl(credential.server)}/jwt`;
	return await send(http, credential, { method: 'POST', url, body, headers });
}

function tokensOf(answer: Answer, credential: NetSapiensCredential): Grant {
	const { access_token: accessToken, refresh_token: refreshToken } = answer.body;
	return grantOf(answer, accessToken, refreshToken, credential);
}

function jwtOf(answer: Answer, credential: NetSapiensCredential): Grant {
	return grantOf(answer, answer.body.token, answer.body.refresh, credential);
}

/** A sign-in counts only with a token in the answer: servers may say 200 without one. */
function grantOf(
	answer: Answer,
	accessToken: unknown,
	refreshToken: unknown,
	credential: NetSapiensCredential,
): Grant {
	const signedIn = answer.status < 300 && typeof accessToken === 'string' && accessToken !== '';
	if (!signedIn) throw new UserError(refusedWords(answer, credential));
	if (asksForCode(answer.body)) {
		throw new UserError(
			'This account asks for an authenticator code. Use an API key, or a user without multi-factor authentication.',
		);
	}
	return { accessToken, refreshToken: typeof refreshToken === 'string' ? refreshToken : '' };
}

/** A pending second factor looks like a success; the scope or `mfa_type` gives it away. */
function asksForCode(body: IDataObject): boolean {
	return Boolean(body.mfa_type) || /^mfa/i.test(String(body.scope ?? ''));
}

function refusedWords({ status, words }: Answer, credential: NetSapiensCredential): string {
	if (status === 404) {
		return `There is no NetSapiens API at ${apiBaseUrl(credential.server)}. Use the address of the API server (core or portal host) in the Server field.`;
	}
	const said = words ? `The server says: ${words}` : `The server answered with status ${status}`;
	return `Signing in was refused. ${whatToCheck(credential)} ${said}`;
}

function whatToCheck({ authentication, jwtSource }: NetSapiensCredential): string {
	if (authentication === 'jwt' && jwtSource === 'refresh') {
		return 'A refresh JWT works once and for a day: paste a fresh one.';
	}
	if (authentication === 'jwt' && jwtSource === 'delegated') {
		return 'Check the API key, and that its scope is above that of the user it acts for.';
	}
	return 'Check user name, password, client ID and client secret.';
}
