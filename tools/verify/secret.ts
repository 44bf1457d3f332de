import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

import { UserError } from 'n8n-workflow';

/**
 * A secret as it was given: itself, `@FILE` for what is in a file, or typed now, unseen.
 *
 * @throws UserError when it was not given and nobody can be asked, or when the file cannot be read
 */
export async function secretFrom(given: string | undefined, what: string): Promise<string> {
	if (given?.startsWith('@')) return await fromFile(given.slice(1));
	if (given) return given;
	if (process.stdin.isTTY) return await typed(what);
	throw new UserError(`The ${what} is missing: give it by option, environment variable or @FILE.`);
}

async function fromFile(file: string): Promise<string> {
	const text = await readFile(file, 'utf8').catch(() => {
		throw new UserError(`${file} cannot be read.`);
	});
	return text.trim();
}

async function typed(what: string): Promise<string> {
	process.stderr.write(`${what}: `);
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
	const answer = await prompt.question('');
	prompt.close();
	process.stderr.write('\n');
	return answer.trim();
}
