/** Runs the commands of our development dependencies, on the pinned Node.js. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { nodeBinDirectory, root } from './paths';

const options = {
	cwd: root,
	// npm and what it installs are .cmd files on Windows.
	shell: process.platform === 'win32',
	env: {
		...process.env,
		PATH: [nodeBinDirectory, join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
	},
};

/** Runs a command in the repository's root and shows its output. Throws when it fails. */
export async function run(command: string, ...args: string[]): Promise<void> {
	await runIn(root, command, ...args);
}

/** Runs a command in a folder and shows its output. Throws when it fails. */
export async function runIn(cwd: string, command: string, ...args: string[]): Promise<void> {
	const child = spawn(command, args, { ...options, cwd, stdio: 'inherit' });
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Error(`"${[command, ...args].join(' ')}" ended with code ${code}.`);
}

/** Runs a command in the repository's root. @returns What it printed; throws when it fails. */
export async function capture(command: string, ...args: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)(command, args, options);
	return stdout;
}
