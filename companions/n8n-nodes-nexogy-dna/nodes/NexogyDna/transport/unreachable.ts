import { NodeApiError, UserError } from 'n8n-workflow';

/** Why no answer came, by what Node.js, its HTTP client or n8n itself says. First match wins. */
const reasons: Array<[RegExp, (host: string) => string]> = [
	[
		/restricted from accessing|restricts requests to specific domains|no allowed domains/i,
		(host) =>
			`The credential may not be used for ${host}. Add it to Allowed Domains in the credential, or correct the Base URL field.`,
	],
	[
		/restricted IP address|destination hostname is restricted/i,
		(host) =>
			`This n8n does not allow requests to ${host} (SSRF protection). Ask its administrator to allow the host.`,
	],
	[
		/ENOTFOUND|EAI_AGAIN/,
		(host) =>
			`No server named ${host} was found. Check the spelling in the credential's Base URL field.`,
	],
	[
		/ECONNREFUSED/,
		(host) =>
			`${host} refuses the connection. Check the credential's Base URL field, and that the server is running.`,
	],
	[
		/EHOSTUNREACH|ENETUNREACH/,
		(host) =>
			`There is no route from n8n to ${host}. Check the credential's Base URL field and the network of n8n.`,
	],
	[
		/ECONNRESET|EPIPE|socket hang up|\baborted\b/i,
		(host) =>
			`${host} closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.`,
	],
	[
		/EPROTO|wrong version number|packet length too long/i,
		(host) =>
			`${host} does not speak TLS as n8n does. Check the port in the credential's Base URL field.`,
	],
	[
		/CERT|ALTNAME|SIGNATURE|SSL|self.signed/i,
		(host) =>
			`The certificate of ${host} could not be verified. If you trust the server all the same, turn on Ignore SSL Issues in the credential.`,
	],
	[
		/ETIMEDOUT|ECONNABORTED|ERR_CANCELED|time.?out/i,
		(host) =>
			`${host} did not answer in time. Check the credential's Base URL field, and whether a firewall stands between n8n and the server.`,
	],
];

/** Codes of connections that were never made, so that nothing was sent. */
const NOT_CONNECTED =
	/^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EPROTO|.*CERT.*|ERR_TLS.*|UNABLE_TO_.*)$/;

/** What n8n's HTTP client throws, as far as it is read here; n8n wraps it, sometimes twice. */
interface Cause {
	message?: string;
	code?: string;
	/** Of n8n's errors: a status, or a code. */
	httpCode?: string | null;
	errors?: Cause[];
	cause?: Cause;
}

/** What to tell people about a request without an answer: why there is none, and what to look at. */
export function unreachableWords(error: unknown, host: string): string {
	const said = chain(error).map(saidBy).join(' ');
	const reason = reasons.find(([pattern]) => pattern.test(said));
	if (reason) return reason[1](host);
	return `${host} could not be reached. Check the credential's Base URL field and the network between n8n and the server.`;
}

/** Whether it is certain that nothing was sent. */
export function neverConnected(error: unknown): boolean {
	return chain(error).some(({ code, httpCode }) => NOT_CONNECTED.test(code ?? httpCode ?? ''));
}

/** Words that were made for people already, such as a refusal to sign in. */
export function spokenWords(error: unknown): string | undefined {
	const spoken =
		chain(error).find((link) => link instanceof UserError)?.message ?? lostWords(error);
	const isOfN8n =
		spoken !== undefined && /^(Domain not allowed|The request was blocked)/.test(spoken);
	return isOfN8n ? undefined : spoken;
}

/** What n8n before 2.17 leaves of a refusal to sign in: an error of its own with our words, but no cause. */
function lostWords(error: unknown): string | undefined {
	if (!(error instanceof NodeApiError) || error.cause || /\D/.test(error.httpCode ?? ''))
		return undefined;
	return reasons.some(([pattern]) => pattern.test(error.message)) ? undefined : error.message;
}

const saidBy = ({ code, httpCode, message }: Cause): string =>
	[code, httpCode, message].filter(Boolean).join(' ');

/** The error and what caused it, outermost first. */
function chain(error: unknown): Cause[] {
	const links: Cause[] = [];
	let link = error as Cause | undefined;
	while (link && typeof link === 'object' && links.length < 10) {
		links.push(link);
		link = link.cause ?? link.errors?.[0];
	}
	return links;
}
