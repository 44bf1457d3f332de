import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../../transport/api';
import { fillPath } from '../../transport/path';

/** Stands for the domain of the credential. */
export const OWN = '~';

/** What has nothing to do with anybody's domain, and may be read under every limit. */
const ABOUT_NO_DOMAIN = [/^\/version$/, /^\/apikeys\/~$/, /^\/holidays\/[^/]+(\/[^/]+)*$/];

/** A request that belongs to no domain that it names, so that it may be about any. */
export const ANY = 'all domains';

/**
 * Every domain that a request is about or points to, in lower case: that of its path, those in query and
 * body under whatever name and however deep, and those behind an `@`. `~` is the credential's own.
 *
 * @returns `ANY` among them where the request is not bound to one
 */
export function domainsOf({ method, path, values, query, ...request }: ApiRequest): string[] {
	const body = Buffer.isBuffer(request.body) ? (request.fields ?? request.body) : request.body;
	const sent = fillPath(path, values);
	const [top, domain, ...deeper] = sent.split('/').slice(1).map(decoded);
	const inside = [...deeper.flatMap(hostsIn), ...mentioned(query), ...mentioned(body)];
	if (top === 'domains' && domain !== undefined) return [lower(domain), ...inside];
	if (top === 'domains' && method === 'POST' && isObject(body) && body.domain) return inside;
	const isFree = method === 'GET' && ABOUT_NO_DOMAIN.some((one) => one.test(sent));
	return isFree ? inside : [ANY, ...inside];
}

/** Names whose values are domains, however they are spelled: `domain`, `call-term-domain`, `owner_domain`. */
const NAMES_DOMAIN = /(^|[-_])(domains?|territory)$|(^|[-_])host$|[a-z]Domain$|^elementdomain$/i;

/** Names whose values are made for people or mail programs, where an `@` leads to no user of a PBX. */
const IS_PROSE =
	/(^|[-_])(e?mail|smtp)([-_]|$)|(^|[-_])(message|text|description|notes?|comments?|subject|password|secret|pin)$|^base64_file$/i;

/** What stands in place of a host: "as it is", and the bridge of whatever domain a request is about. */
const NO_HOSTS = ['[*]', 'conference-bridge'];

function mentioned(value: unknown, name = ''): string[] {
	if (value === undefined || value === null || value === '') return [];
	// Of bytes nobody can tell what they say; requests carry their fields beside them.
	if (Buffer.isBuffer(value)) return [ANY];
	if (Array.isArray(value)) return value.flatMap((one) => mentioned(one, name));
	if (isObject(value)) return fieldsOf(value, name);
	return ofText(String(value), name);
}

const fieldsOf = (record: IDataObject, name: string): string[] =>
	Object.entries(record).flatMap(([inner, value]) => [
		...hostsIn(inner),
		...mentioned(value, namesDomain(inner) || !namesDomain(name) ? inner : name),
	]);

function ofText(text: string, name: string): string[] {
	if (NO_HOSTS.includes(text)) return [];
	if (namesDomain(name)) return partsOf(text);
	if (IS_PROSE.test(name)) return [];
	const inner = parsed(text);
	return inner === undefined ? hostsIn(text) : mentioned(inner, name);
}

/** A name as PHP and others read it: `filter[domain]`, `a.domain` and `domain[]` are about the domain too. */
const namesDomain = (name: string): boolean =>
	decoded(name)
		.split(/[[\].]/)
		.some((part) => NAMES_DOMAIN.test(part.trim()));

const partsOf = (text: string): string[] =>
	text
		.split(',')
		.map(lower)
		.filter((part) => part !== '');

/** What stands behind each `@`, percent-encoded or not: `sip:101@acme.example;tag=1`. */
function hostsIn(text: string): string[] {
	const plain = fullyDecoded(text).normalize('NFKC');
	return [...plain.matchAll(/@+([^\s@,;:<>"'()?#/\\[\]{}&|]+)/g)].map(([, host = '']) =>
		lower(host).replace(/\.$/, ''),
	);
}

/** JSON inside of a text; undefined where it is none. */
function parsed(text: string): unknown {
	if (!/^\s*[[{]/.test(text)) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

const lower = (text: string): string => text.trim().toLowerCase();

/** Percent signs that escape nothing stay, and keep nobody from seeing those that do. */
function decoded(text: string): string {
	return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) =>
		Buffer.from(escapes.replaceAll('%', ''), 'hex').toString(),
	);
}

function fullyDecoded(text: string): string {
	const next = decoded(text);
	return next === text ? text : fullyDecoded(next);
}

function isObject(value: unknown): value is IDataObject {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value)
	);
}
