import type { IDataObject } from 'n8n-workflow';
import type { NetSapiensCredential } from '../../../credentials/signIn/credential';

/**
 * Names of values that are not shown in outputs and messages: passwords, PINs, keys, tokens and
 * codes, however the API spells them. Files as base64 text are none, but no use in an output either.
 */
const SECRET =
	/pass(word|code|phrase|wd)?($|[-_])|pwd|secret|token$|(^|[-_])(pin|otp|apikey|key|code)$|base64|authenticator/i;

/** Names that only look so. */
const HARMLESS =
	/^(area|country|state|service|language|postal)|enabled$|(address|account|service|area|country|state)[-_](postal[-_])?code$/i;

/** Whether the value of a field is a secret, by the field's name in the API. */
export function isSecretName(name: string): boolean {
	return SECRET.test(name) && !HARMLESS.test(name);
}

/** Every secret that took part in a request, so that no message repeats it. */
export function secretsOf(
	credential: NetSapiensCredential,
	...sent: Array<IDataObject | IDataObject[] | Buffer | undefined>
): string[] {
	const { apiKey, clientSecret, password, jwtRefreshToken, accessToken, refreshToken } = credential;
	const own = [apiKey, clientSecret, password, jwtRefreshToken, accessToken, refreshToken];
	own.push(String(credential.authenticatorSecret ?? ''));
	return [...own, ...sent.flatMap((part) => secretsIn(part))].filter(Boolean).map(String);
}

function secretsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return [];
	return Object.entries(value).flatMap(([name, inner]) => {
		if (typeof inner === 'object') return secretsIn(inner);
		return isSecretName(name) ? [String(inner)] : [];
	});
}
