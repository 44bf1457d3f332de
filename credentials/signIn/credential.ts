import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

/** What `this` offers inside a credential's `preAuthentication`. */
export type Http = IHttpRequestHelper['helpers'];

/** What a sign-in leaves in the credential. */
export interface Tokens {
	/** Sent as bearer with every call. */
	accessToken: string;
	/** Good for one renewal; empty when the server gave none. */
	refreshToken: string;
	/** When the access token ends, as an ISO date; empty when that is not known. */
	expiresAt: string;
	/** Which settings the tokens belong to; see `fingerprint`. */
	tokenOwner: string;
	/** Who that is and at what scope, for people. */
	signedInAs: string;
}

/** The fields of the NetSapiens credential as people fill them in, and those of `Tokens`. */
export interface NetSapiensCredential extends ICredentialDataDecryptedObject, Tokens {
	server: string;
	authentication: 'apiKey' | 'password' | 'jwt';
	apiKey: string;
	clientId: string;
	clientSecret: string;
	username: string;
	password: string;
	authenticatorSecret: string;
	jwtSource: 'password' | 'refresh' | 'delegated';
	jwtRefreshToken: string;
	delegatedUser: string;
	delegatedDomain: string;
	ignoreSslIssues: boolean;
}

/** A token is renewed when less than this is left of its life. */
const RENEWAL_MILLISECONDS = 60_000;

/** The key without the word "Bearer" and the blanks that come along when people paste it. */
export function bareKey(key: string): string {
	return key.trim().replace(/^bearer(\s+|$)/i, '');
}

/**
 * A fingerprint of the settings that decide who signs in where. Tokens that carry another one are
 * left over from earlier settings and must not be used.
 */
export function fingerprint(credential: NetSapiensCredential): string {
	const { server, authentication, jwtSource, clientId, username, password } = credential;
	const { clientSecret, apiKey, jwtRefreshToken, delegatedUser, delegatedDomain } = credential;
	const settings = [server, authentication, jwtSource, clientId, clientSecret, username, password];
	settings.push(apiKey, jwtRefreshToken, delegatedUser, delegatedDomain);
	settings.push(credential.authenticatorSecret);
	return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}

/**
 * Whether the stored token is of no use: it belongs to earlier settings, or has ended or is about
 * to. API keys never are.
 *
 * @param now epoch milliseconds
 */
export function tokenIsStale(credential: NetSapiensCredential, now = Date.now()): boolean {
	if (credential.authentication === 'apiKey') return false;
	if (credential.tokenOwner !== fingerprint(credential)) return true;
	return Date.parse(credential.expiresAt) - now < RENEWAL_MILLISECONDS;
}
