#!/usr/bin/env node
/**
 * `npm run clean`: removes all that was installed or made here, and says how large it was. What the
 * repository keeps stays, and so does what a link leads to. `-- --dry-run` only says what would go.
 * Plain JavaScript: it removes everything that it could import.
 */
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parts } from './setup/parts.mjs';
import { said, sizeOf } from './setup/sizes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Packages beside ours, which are built within their own folders. */
const companions = join(root, 'companions');
const builtThere = existsSync(companions)
	? readdirSync(companions).map((name) => join('companions', name, 'dist'))
	: [];

const made = [
	...builtThere,
	'.cache',
	'dist',
	'coverage',
	'nodes/NetSapiens/generated',
	'nodes/NetSapiens/__schema__',
];
const madeFiles = /^verify-report\.|\.(log|tgz)$/;

/** The process of a demo that runs here, if there is one: its files are in use. */
function runningDemo() {
	const cache = join(root, '.cache');
	const folders = existsSync(cache) ? readdirSync(cache) : [];
	return folders
		.map((folder) => join(cache, folder, 'demo.pid'))
		.filter((file) => existsSync(file))
		.map((file) => Number(readFileSync(file, 'utf8')))
		.find(isAlive);
}

function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

const isLink = (path) => lstatSync(join(root, path)).isSymbolicLink();

const demo = runningDemo();
if (demo !== undefined) {
	console.error(`"npm start" is running (process ${demo}). Stop it with Ctrl-C first.`);
	process.exit(1);
}
const isDryRun = process.argv.includes('--dry-run');
const installed = Object.values(parts).map(({ folder }) => join(folder, 'node_modules'));
const files = readdirSync(root).filter((file) => madeFiles.test(file));
const present = [...made, ...installed, ...files].filter(
	(path) => lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined,
);
let total = 0;
for (const path of present) {
	if (isLink(path)) {
		console.log(`  kept    ${path} (a link to another place)`);
		continue;
	}
	const bytes = sizeOf(join(root, path));
	total += bytes;
	if (!isDryRun) rmSync(join(root, path), { recursive: true, force: true, maxRetries: 3 });
	console.log(`  ${said(bytes).padStart(7)} ${path}`);
}
const verb = isDryRun ? 'would be removed' : 'removed';
console.log(total === 0 ? 'There is nothing to remove.' : `${said(total)} ${verb}.`);
