import { UserError } from 'n8n-workflow';

/**
 * The API's base URL from what people paste: a host, host:port, or a URL with or without
 * `/ns-api` or `/ns-api/v2`. A path before `/ns-api` (a reverse proxy's) is kept.
 *
 * @returns for example `https://pbx.example.com/ns-api/v2`, without a trailing slash
 * @throws UserError when it cannot be read as an address, or holds a login
 */
export function apiBaseUrl(server: unknown): string {
	return `${apiRoot(server)}/v2`;
}

/** The address of the older token endpoint, which servers without `/tokens` have. */
export function legacyTokenUrl(server: unknown): string {
	return `${apiRoot(server)}/oauth2/token/`;
}

/**
 * Makes sure that a request goes to the server of the credential: same scheme, host and port.
 *
 * @param address whole or relative to `base`
 * @param base URL below which relative addresses lie
 * @throws UserError naming both servers
 */
export function assertOwnServer(address: string, base: string, server: unknown): void {
	const own = new URL(apiBaseUrl(server)).origin;
	const target = URL.canParse(address, base) ? new URL(address, base).origin : 'another server';
	if (target === own) return;
	throw new UserError(
		`This credential is for ${own}, but the request goes to ${target}. It was not sent. Use a URL that begins with ${own}, or another credential.`,
	);
}

/**
 * Where a redirect points, for people: never its query, which may hold what is nobody's business.
 *
 * @param location as in the Location header
 * @param from the address that was asked
 * @returns undefined when it points nowhere; `server` is empty when it is no address of the API
 */
export function redirectTarget(
	location: string,
	from: string,
): { address: string; server: string } | undefined {
	if (location === '' || !URL.canParse(location, from)) return undefined;
	const { origin, pathname } = new URL(location, from);
	const address = `${origin}${pathname}`;
	const server = /(.*)\/ns-api(?:\/|$)/i.exec(address)?.[1] ?? '';
	return { address, server: from.startsWith(`${server}/`) ? '' : server };
}

function apiRoot(server: unknown): string {
	const text = typeof server === 'string' ? server.trim() : '';
	if (text === '') throw new UserError('Fill in the Server field, for example pbx.example.com');
	// Not only a login that is well-formed: what cannot be read is shown in a message.
	if (text.includes('@')) {
		throw new UserError(
			'Leave user name and password out of the Server field: it takes a host name such as pbx.example.com. Logins have fields of their own.',
		);
	}
	const url = parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`, text);
	const prefix = url.pathname.replace(/\/+$/, '').replace(/\/ns-api(\/v2)?$/i, '');
	return `${url.protocol}//${url.host}${prefix}/ns-api`;
}

function parse(address: string, typed: string): URL {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
	throw new UserError(
		`"${typed}" is not the address of a server. Use a host name such as pbx.example.com, or a URL that begins with https://`,
	);
}
