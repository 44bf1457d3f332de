import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

/** What `this` offers inside a credential's `preAuthentication`. */
export type Http = IHttpRequestHelper['helpers'];

/** The fields of the NetSapiens credential as people fill them in, and the hidden ones. */
export interface NetSapiensCredential extends ICredentialDataDecryptedObject {
	server: string;
	authentication: 'apiKey' | 'password' | 'jwt';
	apiKey: string;
	clientId: string;
	clientSecret: string;
	username: string;
	password: string;
	jwtSource: 'password' | 'refresh' | 'delegated';
	jwtRefreshToken: string;
	delegatedUser: string;
	delegatedDomain: string;
	ignoreSslIssues: boolean;
	accessToken: string;
	refreshToken: string;
	signedInAs: string;
}

/** What a sign-in leaves in the credential's hidden fields. */
export interface Tokens {
	/** Sent as bearer with every call. */
	accessToken: string;
	/** Good for one renewal; empty when the server gave none. */
	refreshToken: string;
	/** Which settings the tokens belong to; see `identity`. */
	signedInAs: string;
}

/** The key without the word "Bearer" and the blanks that come along when people paste it. */
export function bareKey(key: string): string {
	return key.trim().replace(/^bearer\s+/i, '');
}

/**
 * A fingerprint of the settings that decide who signs in where. Tokens that carry another one are
 * left over from earlier settings and must not be used.
 */
export function identity(credential: NetSapiensCredential): string {
	const { server, authentication, jwtSource, clientId, username, password } = credential;
	const { clientSecret, apiKey, jwtRefreshToken, delegatedUser, delegatedDomain } = credential;
	const settings = [server, authentication, jwtSource, clientId, clientSecret, username, password];
	settings.push(apiKey, jwtRefreshToken, delegatedUser, delegatedDomain);
	return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}
