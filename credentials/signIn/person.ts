import type { IDataObject } from 'n8n-workflow';
import { secretsOf } from '../../nodes/NetSapiens/transport/secretNames';
import { masked } from '../../nodes/NetSapiens/transport/secrets';
import { send } from './send';
import { bareKey, type Http, type NetSapiensCredential } from './credential';
import type { Grant } from './grants';
import { apiBaseUrl } from './server';

/**
 * Who a token acts as, for people: `Pat Doe (101@acme.example), Office Manager`. Where the grant
 * and its JWT lack the name or the scope, the server is asked.
 *
 * @param before what was found out earlier for the same settings, in place of asking again
 */
export async function personWords(
	http: Http,
	credential: NetSapiensCredential,
	{ accessToken, about }: Grant,
	before: string,
): Promise<string> {
	const person = personIn(about);
	const isWhole = person.name !== '' && person.scope !== '';
	if (!isWhole && before) return before;
	const asked = personIn(isWhole ? {} : await ownRecord(http, credential, accessToken));
	const name = person.name || asked.name;
	const address = person.address || asked.address;
	return list(credential, [nameAndAddress(name, address), person.scope || asked.scope]);
}

/** Who a credential acts as, for people, and at what scope; empty where the record does not say. */
export interface Actor {
	who: string;
	scope: string;
}

/** @param record the caller's own user record */
export function actingUser(record: IDataObject): Actor {
	const { name, address, scope } = personIn(record);
	return { who: nameAndAddress(name, address), scope };
}

/** @param record the API key as the server describes it */
export function actingKey(record: IDataObject): Actor {
	const [name = '', scope = '', ...rest] = keyParts(record, '');
	return { who: [name, ...rest].filter(Boolean).join(', '), scope };
}

function nameAndAddress(name: string, address: string): string {
	return name && address ? `${name} (${address})` : name || address;
}

/**
 * What an API key is, for people: `Reports (nsd_UKkxfEzv), Office Manager, acme.example, read-only`.
 *
 * @param record the key as the server describes it; empty when it may not be read
 */
export function keyWords(credential: NetSapiensCredential, record: IDataObject): string {
	return list(credential, keyParts(record, keyId(bareKey(credential.apiKey))));
}

/** Name, scope, place and limits of a key; parts that the record does not have are empty. */
function keyParts(record: IDataObject, knownId: string): string[] {
	const id = text(record['key-id']) || knownId;
	const name = text(record.description) || 'API key';
	const place = [record.domain, record.reseller].map(text).find((where) => where && where !== '*');
	return [
		id ? `${name} (${id})` : name,
		text(record['user-scope']),
		place ?? '',
		record.readonly === 'yes' ? 'read-only' : '',
	];
}

function list(credential: NetSapiensCredential, parts: string[]): string {
	return masked(parts.filter(Boolean).join(', '), secretsOf(credential));
}

/** The first 12 characters of a key are its id (facts: API keys); of other secrets nothing is shown. */
function keyId(key: string): string {
	return /^ns[srdu]_\w{40,}$/.test(key) ? key.slice(0, 12) : '';
}

/** Name, address and scope under the names of grants, claims and user records. */
function personIn(fields: IDataObject) {
	const { displayName, user, domain, sub, uid, login, username, user_scope, scope } = fields;
	const firstAndLast = `${text(fields['name-first-name'])} ${text(fields['name-last-name'])}`;
	const userAtDomain = text(user) && text(domain) ? `${text(user)}@${text(domain)}` : '';
	return {
		name: text(displayName) || firstAndLast.trim(),
		address: userAtDomain || text(sub) || text(uid) || text(login) || text(username),
		scope: text(user_scope) || text(scope) || text(fields['user-scope']),
	};
}

/** Extensions come as numbers from some servers. */
function text(value: unknown): string {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' ? value.trim() : '';
}

/** The caller's own user record; nothing when it cannot be read, which is no reason to fail. */
async function ownRecord(
	http: Http,
	credential: NetSapiensCredential,
	accessToken: string,
): Promise<IDataObject> {
	const url = `${apiBaseUrl(credential.server)}/domains/~/users/~`;
	const headers = { Authorization: `Bearer ${accessToken}` };
	const request = { method: 'GET', url, headers } as const;
	const answer = await send(http, credential, request).catch(() => undefined);
	return answer && answer.status < 300 ? answer.record : {};
}
