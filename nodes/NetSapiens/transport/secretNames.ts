import type { IDataObject } from 'n8n-workflow';
import { bareKey, type NetSapiensCredential } from '../../../credentials/signIn/credential';

/** A name that ends in one of these words is that of a secret: `voicemail-login-pin`, `smtp_pwd`. */
const SECRET_WORDS = [
	'apikey',
	'authkey',
	'idtoken',
	'jwt',
	'key',
	'otp',
	'pass',
	'passcode',
	'passphrase',
	'passwd',
	'password',
	'pin',
	'pwd',
	'refresh',
	'secret',
	'token',
];

/** Names that only look like it. */
const OPEN_NAMES = [
	// A language: en_US.
	'language-token',
];

/** No secrets, but of no use in an output: a file as text. */
const BULKY_NAMES = ['base64_file'];

/** Whether a field holds a file as text, by its name in the API. */
export function isBulkyName(name: string): boolean {
	return BULKY_NAMES.includes(name);
}

/** Whether the value of a field is not shown in outputs and messages, by the field's name in the API. */
export function isSecretName(name: string): boolean {
	if (OPEN_NAMES.includes(name)) return false;
	return SECRET_WORDS.includes(lastWord(name)) || isBulkyName(name);
}

/** The last word of `smtp_pwd`, `client-secret` or `SipAuthKey`, without a number at its end. */
function lastWord(name: string): string {
	const words = name.trim().split(/[-_.\s]+|(?<=[a-z\d])(?=[A-Z])/);
	return (words.at(-1) ?? '').replace(/\d+$/, '').toLowerCase();
}

/** Weak passwords that messages are full of: to mask them would hide nothing but the message. */
const ORDINARY_WORDS = [
	'admin',
	'auto',
	'default',
	'domain',
	'enabled',
	'false',
	'invalid',
	'name',
	'none',
	'null',
	'password',
	'passcode',
	'secret',
	'server',
	'test',
	'token',
	'true',
	'user',
	'value',
	'values',
];

/**
 * Every secret that took part in a request, so that no message repeats it: those of the credential,
 * and those among what was sent. What was sent openly as well, as an extension that is also the PIN,
 * is none.
 *
 * @param sent path values, query and body
 */
export function secretsOf(
	credential: NetSapiensCredential,
	...sent: Array<IDataObject | IDataObject[] | Buffer | undefined>
): string[] {
	const values = sent.flatMap((part) => leavesOf(part));
	const open = new Set(values.flatMap(({ secret, text }) => (secret ? [] : [text])));
	const hidden = values.flatMap(({ secret, text }) => (secret && !open.has(text) ? [text] : []));
	const own = leavesOf(credential).flatMap(({ secret, text }) => (secret ? [bareKey(text)] : []));
	return [...own, ...hidden.filter((text) => !ORDINARY_WORDS.includes(text.toLowerCase()))];
}

interface Leaf {
	text: string;
	secret: boolean;
}

/** All texts and numbers in a value, with whether the name of one of the fields around says secret. */
function leavesOf(value: unknown, secret = false): Leaf[] {
	if (value === undefined || value === null || value === '' || Buffer.isBuffer(value)) return [];
	if (typeof value !== 'object') return [{ text: String(value), secret }];
	return Object.entries(value).flatMap(([name, inner]) =>
		leavesOf(inner, secret || isSecretName(name)),
	);
}
