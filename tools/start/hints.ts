/** What people can do when the demo does not start. */

const HINTS: Array<[RegExp, string]> = [
	[
		/ENOSPC|SQLITE_FULL|database or disk is full/,
		'The disk is full. Make room and start again ("npm run clean -- --dry-run" says what this takes).',
	],
	[
		/Cannot find (module|package)|MODULE_NOT_FOUND/,
		'Something of the installation is missing. "npm run clean" and "npm start" make a fresh one.',
	],
	[
		/SQLITE_CORRUPT|SQLITE_NOTADB|disk image is malformed|file is not a database/,
		"The demo's data is damaged. Remove the folder .cache and start again; it holds nothing else of worth.",
	],
	[
		/EADDRINUSE|port .* is already in use/i,
		'Another program took a port while this started. Start again.',
	],
	[/EACCES|EPERM/, 'Something here does not belong to you. See who owns the files of this folder.'],
];

/**
 * What helps against a failure, as a line of its own; empty when nothing is known.
 *
 * @param message of the error, with the end of n8n's log if it is n8n's
 */
export function hintFor(message: string): string {
	const hint = HINTS.find(([pattern]) => pattern.test(message))?.[1];
	return hint ? `\n${hint}` : '';
}

/** Says that something is at another port than usual; empty when it is not. */
export function movedFrom(usual: number, url: string): string {
	const { port } = new URL(url);
	return port === String(usual)
		? ''
		: `  Port ${usual} is in use by another program: this is at ${port}.`;
}
