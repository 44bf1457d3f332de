import type { IDataObject } from 'n8n-workflow';
import type { Answer } from './answer';
import { send } from './send';
import { freshPasscode, readAuthenticator } from './authenticator';
import { claimsOf } from './claims';
import { bareKey, type Http, type NetSapiensCredential } from './credential';
import { apiBaseUrl } from './server';
import { postToken } from './tokenEndpoint';
import { CODE_IS_NEEDED, codeAdvice, refusal, SignInRefused } from './words';

/** A pair of tokens as the server gives it. */
export interface Grant {
	accessToken: string;
	refreshToken: string;
	/** Fields of the answer and claims of the token, which say whose it is and how long it lives. */
	about: IDataObject;
}

/** One of the two endpoints that take a login, and the names of its tokens. */
interface Endpoint {
	post: typeof postToken;
	accessToken: string;
	refreshToken: string;
}

const tokens: Endpoint = {
	post: postToken,
	accessToken: 'access_token',
	refreshToken: 'refresh_token',
};
const jwt: Endpoint = { post: postJwt, accessToken: 'token', refreshToken: 'refresh' };

/** Signs in with user name and password (OAuth2 password grant), and a code if the server asks. */
export async function passwordGrant(http: Http, credential: NetSapiensCredential): Promise<Grant> {
	return await logIn(tokens, http, credential);
}

/** A JWT from user name and password, and a code if the server asks. */
export async function jwtFromPassword(
	http: Http,
	credential: NetSapiensCredential,
): Promise<Grant> {
	return await logIn(jwt, http, credential);
}

/** Renews with a refresh token; the server hands out a new one and the old one is used up. */
export async function refreshGrant(
	http: Http,
	credential: NetSapiensCredential,
	refreshToken: string,
): Promise<Grant> {
	const { clientId, clientSecret } = credential;
	const answer = await postToken(http, credential, {
		grant_type: 'refresh_token',
		client_id: clientId,
		client_secret: clientSecret,
		refresh_token: refreshToken,
	});
	const grant = complete(grantIn(tokens, answer, credential));
	return { ...grant, refreshToken: grant.refreshToken || refreshToken };
}

/** A JWT from a refresh JWT, which can be used once. */
export async function jwtFromRefresh(
	http: Http,
	credential: NetSapiensCredential,
	refresh: string,
): Promise<Grant> {
	return complete(grantIn(jwt, await postJwt(http, credential, { refresh }), credential));
}

/** A JWT for a named user, asked for with an API key. */
export async function jwtDelegated(http: Http, credential: NetSapiensCredential): Promise<Grant> {
	const { apiKey, delegatedUser: user, delegatedDomain: domain } = credential;
	const headers = { Authorization: `Bearer ${bareKey(apiKey)}` };
	const answer = await postJwt(http, credential, { user, domain }, headers);
	return complete(grantIn(jwt, answer, credential));
}

async function postJwt(
	http: Http,
	credential: NetSapiensCredential,
	fields: IDataObject,
	headers: IDataObject = {},
): Promise<Answer> {
	const url = `${apiBaseUrl(credential.server)}/jwt`;
	return await send(http, credential, { method: 'POST', url, fields, headers });
}

/** The first token of an account with a second factor is good for one thing: handing in the code. */
async function logIn(
	endpoint: Endpoint,
	http: Http,
	credential: NetSapiensCredential,
): Promise<Grant> {
	const { clientId, clientSecret, username, password, authenticatorSecret } = credential;
	// Read before anything is sent: an attempt with a secret that is no good would be wasted.
	const authenticator = authenticatorSecret ? readAuthenticator(authenticatorSecret) : undefined;
	const login = { client_id: clientId, client_secret: clientSecret, username, password };
	const first = await endpoint.post(http, credential, { grant_type: 'password', ...login });
	const grant = grantIn(endpoint, first, credential);
	if (!asksForCode(grant.about)) return grant;
	if (!authenticator) throw new SignInRefused(CODE_IS_NEEDED);

	const second = await endpoint.post(http, credential, {
		grant_type: 'mfa',
		...login,
		mfa_type: grant.about.mfa_type ?? 'authenticator',
		mfa_vendor: grant.about.mfa_vendor ?? 'google',
		ns_id_type: 'subscriber',
		passcode: await freshPasscode(authenticator),
		access_token: grant.accessToken,
	});
	const advice = codeAdvice(second, Date.now());
	const granted = grantIn(endpoint, second, credential, advice);
	if (isPending(granted.about)) throw new SignInRefused(advice);
	return granted;
}

/** A sign-in counts only with a token in the answer: servers may say 200 without one. */
function grantIn(
	{ accessToken: access, refreshToken: refresh }: Endpoint,
	answer: Answer,
	credential: NetSapiensCredential,
	advice?: string,
): Grant {
	const { [access]: accessToken, [refresh]: refreshToken, ...fields } = answer.record;
	if (answer.status >= 300 || typeof accessToken !== 'string' || accessToken === '') {
		throw refusal(answer, credential, advice);
	}
	return {
		accessToken,
		refreshToken: typeof refreshToken === 'string' ? refreshToken : '',
		about: { ...claimsOf(accessToken), ...fields },
	};
}

/** @throws SignInRefused when the token waits for a code that nobody can give here */
function complete(grant: Grant): Grant {
	if (isPending(grant.about)) throw new SignInRefused(CODE_IS_NEEDED);
	return grant;
}

/** Whether the token is but the first half of a sign-in (facts: MFA). */
function isPending({ scope, user_scope }: IDataObject): boolean {
	return /^mfa/i.test(String(user_scope ?? scope ?? ''));
}

/** In an answer `mfa_type` alone says so too; among a JWT's claims it may just describe the user. */
function asksForCode(about: IDataObject): boolean {
	return isPending(about) || (Boolean(about.mfa_type) && about.user_scope === undefined);
}
