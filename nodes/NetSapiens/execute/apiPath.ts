import { UserError, type IDataObject } from 'n8n-workflow';
import { typedPath } from '../transport/path';

/** Where an API Request goes: below /ns-api/v2. */
export interface Address {
	path: string;
	/** A name that stands there more than once has all its values, in their order. */
	query: IDataObject;
}

/** What expressions give when they have no value, as the whole path. */
const NO_PATH = /^\/*(none|null|undefined|nan|\[object object\])?\/*$/i;

/**
 * Path and query of what people paste: with or without the first slash, /ns-api/v2, or a whole URL
 * of the credential's server.
 *
 * @param base the API's base URL
 * @throws UserError when nothing is left, or when it is an address of another server or version
 */
export function readAddress(typed: unknown, base: string): Address {
	const text = typeof typed === 'string' ? typed.trim() : '';
	const [address = '', search = ''] = text.split(/\?(.*)/s);
	const local = withoutServer(address, base);
	const query = new URLSearchParams(search);
	const isOlder =
		/^\/?ns-api(?!\/v2(\/|$))/i.test(local) || (NO_PATH.test(local) && query.has('object'));
	if (isOlder) throw new UserError(olderWords(query.has('object') ? '/ns-api/?object=…' : local));
	const path = local.replace(/^\/?ns-api\/v2(?=\/|$)/i, '');
	if (NO_PATH.test(path)) {
		throw new UserError('Fill in the Path field, for example /domains/~/users');
	}
	return { path: typedPath(path.startsWith('/') ? path : `/${path}`), query: valuesOf(query) };
}

/** Cut off as text: a URL parser would fold dots in the path, which is to be looked at as typed. */
function withoutServer(address: string, base: string): string {
	const [, origin, path] = /^(https?:\/\/[^/]*)(.*)$/is.exec(address) ?? [];
	if (origin === undefined || path === undefined) return address;
	const own = new URL(base);
	if (!URL.canParse(origin) || new URL(origin).host !== own.host) {
		throw new UserError(
			`The path leads to another server than that of the credential (${own.host}). Give the path below /ns-api/v2, or choose a credential for the other server.`,
		);
	}
	const prefix = own.pathname.replace(/\/ns-api\/v2$/, '');
	return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}

function olderWords(shown: string): string {
	return `API Request calls version 2 of the API, whose paths look like /domains/~/users, and "${shown}" is an address of version 1. Use the path that does the same in version 2.`;
}

function valuesOf(query: URLSearchParams): IDataObject {
	const names = [...new Set(query.keys())];
	return Object.fromEntries(
		names.map((name) => {
			const values = query.getAll(name);
			return [name, values.length > 1 ? values : values[0]];
		}),
	);
}
