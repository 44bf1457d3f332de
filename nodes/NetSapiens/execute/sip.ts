/** A SIP address, or a pattern of some: `sip:5000.acme.example@conference-bridge`, `sip*@carrier.example`. */
const ADDRESS = /^(?:sips?:)?(?<user>[^@]*)@(?<host>[^@]+)$/i;

/** Whom an address names; any other text is taken for that itself. */
export function sipUser(text: string): string {
	return ADDRESS.exec(text)?.groups?.user || text;
}

/**
 * Where an address leads; text without an `@` is taken for that itself.
 *
 * @returns undefined when it is a pattern, which leads to no one place
 */
export function sipHost(text: string): string | undefined {
	const host = ADDRESS.exec(text)?.groups?.host ?? text;
	return host.includes('*') && host !== OWN_HOST ? undefined : host;
}

/** What stands for the host that was dialed. */
const OWN_HOST = '[*]';
