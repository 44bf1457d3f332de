/** Why no whole answer came, by what Node.js, its HTTP client or n8n itself says. First match wins. */
const reasons: Array<[RegExp, (host: string) => string]> = [
	// n8n's own refusals: the request never left n8n.
	[
		/restricted from accessing|restricts requests to specific domains|no allowed domains specified/i,
		(host) =>
			`The credential may not be used for ${host}. Add it to Allowed Domains in the credential, or correct the Server field.`,
	],
	[
		/restricted IP address|destination hostname is restricted/i,
		(host) =>
			`This n8n does not allow requests to ${host} (SSRF protection). Ask its administrator to allow the host, or correct the credential's Server field.`,
	],
	[
		/ERR_FR_TOO_MANY_REDIRECTS|maximum number of redirects/i,
		(host) =>
			`${host} redirects again and again. Put the address it leads to into the credential's Server field.`,
	],
	// No connection.
	[
		/ENOTFOUND/,
		(host) =>
			`No server named ${host} was found. Check the spelling in the credential's Server field.`,
	],
	[
		/EAI_AGAIN/,
		(host) =>
			`The name ${host} could not be looked up just now. Try again; if it keeps happening, check the DNS settings of the machine that runs n8n.`,
	],
	[
		/ECONNREFUSED/,
		(host) =>
			`${host} refuses the connection. Check host and port in the credential's Server field, and that the server is running.`,
	],
	[
		/EHOSTUNREACH|ENETUNREACH/,
		(host) =>
			`There is no route from n8n to ${host}. Check the credential's Server field and the network of the machine that runs n8n.`,
	],
	// A connection that broke, which may have been on the way to TLS.
	[
		/ECONNRESET|EPIPE|socket hang up|\baborted\b/i,
		(host) =>
			`${host} closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.`,
	],
	[
		/Z_(DATA|BUF)_ERROR|incorrect header check/,
		(host) =>
			`${host} sent an answer that cannot be unpacked. Try again; if it keeps happening, look for a proxy between n8n and the server.`,
	],
	// TLS.
	[
		/EPROTO|WRONG_VERSION_NUMBER|wrong version number|PACKET_LENGTH_TOO_LONG|packet length too long/,
		(host) =>
			`${host} does not speak TLS as n8n does. Check the port in the credential's Server field; a server without TLS needs http:// in front.`,
	],
	[
		/CERT_HAS_EXPIRED|certificate has expired/i,
		(host) =>
			`The certificate of ${host} has expired. Ask the provider to renew it; until then Ignore SSL Issues in the credential connects anyway.`,
	],
	[
		/ALTNAME|altnames/i,
		(host) =>
			`The certificate of ${host} is made out to another name. Use the name it is made out to in the credential's Server field.`,
	],
	[
		/CERT|SIGNATURE|SSL|TLS|self.signed/i,
		(host) =>
			`The certificate of ${host} could not be verified. If it is self-signed and you trust the server, turn on Ignore SSL Issues in the credential.`,
	],
	// A connection without a whole answer.
	[
		/ETIMEDOUT|ECONNABORTED|ERR_CANCELED|timeout/i,
		(host) =>
			`${host} did not answer in time. Check the credential's Server field, and whether a firewall stands between n8n and the server.`,
	],
	[
		/HPE_|Parse Error/,
		(host) =>
			`${host} answered with something that is not HTTP. Check host and port in the credential's Server field.`,
	],
];

/** Whether a code or message of an error tells why no answer came. */
export const saysWhy = (said: string): boolean => reasons.some(([pattern]) => pattern.test(said));

/**
 * What to tell people about a request without an answer: why there is none and what to look at.
 *
 * @param code code of the error, for example `ECONNREFUSED`; may be empty
 * @param message the error's own message, which is read but never shown
 * @param host host and port as people know them
 */
export function unreachableWords(code: string, message: string, host: string): string {
	const said = `${code} ${message}`;
	const reason = reasons.find(([pattern]) => pattern.test(said));
	if (reason) return reason[1](host);
	return `${host} could not be reached. Check the credential's Server field and the network between n8n and the server.`;
}
