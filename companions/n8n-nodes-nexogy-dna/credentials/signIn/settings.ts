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
}

/** The fields of the credential as people fill them in, and those of `Tokens`. */
export interface DnaCredential extends ICredentialDataDecryptedObject, Tokens {
	baseUrl: string;
	clientId: string;
	clientSecret: string;
	username: string;
	password: string;
	scope: string;
	ignoreSslIssues: boolean;
}

/** A token is renewed when less than this is left of its life. */
const RENEWAL_MILLISECONDS = 60_000;

/**
 * A fingerprint of the settings that decide who signs in where. Tokens that carry another one are
 * left over from earlier settings and must not be used.
 */
export function fingerprint(credential: DnaCredential): string {
	const { baseUrl, clientId, clientSecret, username, password, scope } = credential;
	const settings = [baseUrl, clientId, clientSecret, username, password, scope];
	return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}

/**
 * Whether the stored token is of no use: it belongs to earlier settings, or has ended or is about to.
 *
 * @param now epoch milliseconds
 */
export function tokenIsStale(credential: DnaCredential, now = Date.now()): boolean {
	if (credential.tokenOwner !== fingerprint(credential)) return true;
	return Date.parse(credential.expiresAt) - now < RENEWAL_MILLISECONDS;
}

/** Values that no message may repeat. */
export function secretsOf(credential: DnaCredential): string[] {
	const { clientSecret, password, accessToken, refreshToken } = credential;
	return [clientSecret, password, accessToken, refreshToken].filter(Boolean);
}
