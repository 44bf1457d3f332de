#!/usr/bin/env node
/**
 * Sets up what a script needs, then runs it on the pinned Node.js.
 *
 *   node tools/run.mjs [--host] [--scanner] [--node-cli] [--prism] [--spectral] [--stryker] COMMAND [ARGUMENT…]
 *
 * Always there afterwards: host/node (the Node.js n8n needs) and the development dependencies.
 * `--host` adds the real n8n (`--n8n-2.16` an older one), `--scanner` n8n's package scanner, `--node-cli` its command line for
 * authors, `--prism` the judge of requests, `--spectral` that of the facts, `--stryker` what breaks code
 * on purpose. Each is installed only when its lock file has changed since the last time, so that a
 * second run needs no network. Plain JavaScript without imports from npm: it runs before anything is
 * installed.
 */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { install } from './setup/install.mjs';
import { parts } from './setup/parts.mjs';

const OLDEST_NODE = 20;

const root = fileURLToPath(new URL('..', import.meta.url));

/** The environment with the pinned Node.js and our tools first. */
const env = {
	...process.env,
	PATH: [
		join(root, 'host/node/node_modules/.bin'),
		join(root, 'node_modules/.bin'),
		process.env.PATH,
	].join(delimiter),
};

/** Runs a command to its end; resolves with its exit code. */
function run(command, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: 'inherit', env, ...options });
		for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
		child.on('error', reject);
		child.on('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
	});
}

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
	console.error(`This needs Node.js ${OLDEST_NODE} or newer; here is ${process.versions.node}.`);
	process.exit(1);
}
const args = process.argv.slice(2);
const wanted = ['node', 'dev'];
while (args[0]?.startsWith('--')) wanted.push(args.shift().slice(2));
for (const name of wanted) {
	const code = await install(root, parts[name], env);
	if (code !== 0) process.exit(code);
}
process.exitCode = await run(args[0], args.slice(1), { shell: process.platform === 'win32' });
