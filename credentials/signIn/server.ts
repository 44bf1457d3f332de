import { UserError } from 'n8n-workflow';

/**
 * The API's base URL from what people paste: a host, host:port, or a URL with or without
 * `/ns-api` or `/ns-api/v2`. A path before `/ns-api` (a reverse proxy's) is kept.
 *
 * @returns for example `https://pbx.example.com/ns-api/v2`, without a trailing slash
 * @throws UserError when it cannot be read as an address
 */
export function apiBaseUrl(server: unknown): string {
	return `${apiRoot(server)}/v2`;
}

/** The address of the older token endpoint, which servers without `/tokens` have. */
export function legacyTokenUrl(server: unknown): string {
	return `${apiRoot(server)}/oauth2/token/`;
}

function apiRoot(server: unknown): string {
	const text = typeof server === 'string' ? server.trim() : '';
	if (text === '') throw new UserError('Fill in the Server field, for example pbx.example.com');
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
