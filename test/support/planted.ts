import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { WireRequest } from './hostile';

/** Secrets that occur nowhere by chance, one for each field of the credential that holds one. */
export const planted = {
	apiKey: `nss_${'pL4ntedApiKey'.repeat(4)}`,
	clientSecret: 'pL4nted+client/secret&1',
	password: 'pL4nted pässword"2',
	authenticatorSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
	jwtRefreshToken: `eyJhbGciOiJIUzI1NiJ9.${'pL4ntedRefreshJwt'.repeat(3)}.sig-nature_r`,
	accessToken: `${'pL4ntedAccess'.repeat(3)}f0`,
	refreshToken: `${'pL4ntedRefresh'.repeat(3)}f1`,
};

/** The fields of the credential that are no secrets. */
export const settings = {
	authentication: 'apiKey',
	jwtSource: 'password',
	clientId: 'c',
	username: 'pat',
	delegatedUser: '101',
	delegatedDomain: 'acme.example',
	expiresAt: '',
	tokenOwner: '',
	signedInAs: '',
} satisfies ICredentialDataDecryptedObject;

/**
 * The planted secrets that stand in a text: as they are, percent-encoded, as in a form or in JSON,
 * or inside of base64.
 */
export function secretsFoundIn(text: string, secrets: string[] = Object.values(planted)): string[] {
	const decoded = (text.match(/[A-Za-z0-9+/_-]{12,}={0,2}/g) ?? []).map((run) =>
		Buffer.from(run, 'base64').toString(),
	);
	const all = [text, ...decoded].join('\n');
	return secrets.filter((secret) => spellings(secret).some((spelled) => all.includes(spelled)));
}

function spellings(secret: string): string[] {
	const percent = encodeURIComponent(secret);
	const form = new URLSearchParams({ '': secret }).toString().slice(1);
	const inJson = JSON.stringify(secret).slice(1, -1);
	return [
		...[secret, percent, percent.toLowerCase(), form, inJson, inJson.replaceAll('/', '\\/')],
		// JSON inside of JSON, as n8n stores its executions.
		JSON.stringify(inJson).slice(1, -1),
	];
}

/** What of the planted secrets, and which bearer or cookie, a server was given. */
export function givenAway(requests: WireRequest[]): string[] {
	return requests.flatMap(({ method, url, headers, body }) => {
		const text = JSON.stringify([url, headers, body.toString()]);
		const logins = ['authorization', 'cookie', 'proxy-authorization'].filter(
			(name) => headers[name] !== undefined,
		);
		return [...logins, ...secretsFoundIn(text)].map((what) => `${method} ${url}: ${what}`);
	});
}
