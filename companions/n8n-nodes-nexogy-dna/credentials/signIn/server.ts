import { UserError } from 'n8n-workflow';

const EXAMPLE = 'https://staging.api.nexogy.com';

/**
 * The address that paths such as `/api/oauth/token` are below, from what people paste: a host or a
 * URL, with or without `/api` at its end. A path before that (a reverse proxy's) is kept.
 *
 * @returns without a slash at the end
 * @throws UserError when it cannot be read as an address, or holds a login
 */
export function baseUrlOf(typed: unknown): string {
	const text = typeof typed === 'string' ? typed.trim() : '';
	if (text === '') throw new UserError(`Fill in the Base URL field, for example ${EXAMPLE}`);
	if (text.includes('@')) {
		throw new UserError(
			'Leave user name and password out of the Base URL field. Logins have fields of their own.',
		);
	}
	const url = parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`, text);
	const prefix = url.pathname.replace(/\/+$/, '').replace(/\/api$/i, '');
	return `${url.protocol}//${url.host}${prefix}`;
}

/**
 * Makes sure that a request goes to the server of the credential: same scheme, host and port.
 *
 * @param address whole or relative to `base`
 * @param server base URL of the credential
 * @throws UserError naming both servers
 */
export function assertOwnServer(address: string, base: string, server: string): void {
	const own = new URL(server).origin;
	const target = URL.canParse(address, base) ? new URL(address, base).origin : 'another server';
	if (target === own) return;
	throw new UserError(
		`This credential is for ${own}, but the request goes to ${target}. It was not sent. Use a URL that begins with ${own}, or another credential.`,
	);
}

function parse(address: string, typed: string): URL {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol === 'https:' || url?.protocol === 'http:') return url;
	throw new UserError(
		`"${typed}" is not the address of a server. Use a URL such as ${EXAMPLE} in the Base URL field.`,
	);
}
