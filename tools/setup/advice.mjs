/** What to do when an installation fails. */
import { said } from './sizes.mjs';

const AGAIN = 'then run the same command again: what is installed already is kept.';

/** @type {Array<[RegExp, string]>} What npm prints, and what helps. */
const KNOWN = [
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network (?:request|timeout)/,
		`The package registry does not answer. Check the connection, and the proxy if you need one ("npm config get registry" says where npm asks), ${AGAIN}`,
	],
	[
		/SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY)/,
		`Something between you and the package registry has a certificate of its own. Tell npm about it ("npm config set cafile /path/to/its.pem"), ${AGAIN}`,
	],
	[/\bE401\b|\bE403\b/, `The package registry wants a sign-in ("npm login"), ${AGAIN}`],
	[/EINTEGRITY/, `A download came damaged. Run "npm cache clean --force", ${AGAIN}`],
	[
		/EACCES|EPERM|EROFS/,
		`npm may not write there. See that the folder and all in it belong to you, ${AGAIN}`,
	],
	[
		/gyp ERR|node-gyp/,
		`SQLite has to be compiled on this machine. Install Python 3 and a C++ compiler (Debian and Ubuntu: "apt install python3 build-essential"; macOS: "xcode-select --install"), ${AGAIN}`,
	],
];

/** The sentence for a disk that has too little room. */
export const noRoom = (what, bytes, free) =>
	`There is too little room: ${what} takes about ${said(bytes)}, and this disk has ${said(free)} free. Make room ("npm run clean" removes what was installed here), then run the same command again.`;

/**
 * What to do about a step that failed.
 *
 * @param {string} output what npm printed
 * @param {{ what: string; bytes: number }} part
 * @param {number} free bytes on the disk
 */
export function adviceFor(output, { what, bytes }, free) {
	if (/ENOSPC/.test(output)) return noRoom(what, bytes, free);
	const known = KNOWN.find(([pattern]) => pattern.test(output));
	return known?.[1] ?? `If it happens again, "npm run clean" makes a fresh start.`;
}
