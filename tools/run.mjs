#!/usr/bin/env node
/**
 * Sets up what a script needs, then runs it on the pinned Node.js.
 *
 *   node tools/run.mjs [--host] [--scanner] [--node-cli] [--prism] [--spectral] [--stryker] COMMAND [ARGUMENT…]
 *
 * Always there afterwards: host/node (the Node.js n8n needs) and the development dependencies.
 * `--host` adds the real n8n, `--scanner` n8n's package scanner,
 * `--node-cli` its command line for authors, `--prism` the judge of requests,
 * `--spectral` that of the facts, `--stryker` what breaks code on purpose. Each is installed only when
 * its lock file has changed since the last time. Plain JavaScript without imports from npm: it runs
 * before anything is installed.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const nodeBin = join(root, 'host/node/node_modules/.bin');

const parts = {
	node: {
		folder: 'host/node',
		what: 'Node.js 24',
		takes: 'some seconds',
		// Its install script fetches the binary; npm hands our own ignore-scripts on to what it starts.
		steps: ['npm ci --ignore-scripts=false'],
	},
	dev: { folder: '.', what: 'development dependencies', takes: 'half a minute', steps: ['npm ci'] },
	host: {
		folder: 'host/n8n',
		what: 'the real n8n',
		takes: '3 to 6 minutes, 2.2 GB',
		steps: ['npm ci', 'npm rebuild sqlite3 --ignore-scripts=false'],
	},
	scanner: {
		folder: 'host/scanner',
		what: "n8n's package scanner",
		takes: 'half a minute',
		steps: ['npm ci'],
	},
	'node-cli': {
		folder: 'host/node-cli',
		what: "n8n's command line for authors",
		takes: 'a minute, 700 MB',
		steps: ['npm ci'],
	},
	prism: {
		folder: 'host/prism',
		what: 'Stoplight Prism',
		takes: 'some seconds',
		steps: ['npm ci'],
	},
	spectral: {
		folder: 'host/spectral',
		what: 'Stoplight Spectral',
		takes: 'half a minute',
		steps: ['npm ci'],
	},
	stryker: {
		folder: 'host/stryker',
		what: 'StrykerJS',
		takes: 'some seconds',
		steps: ['npm ci'],
	},
};

/** @returns {NodeJS.ProcessEnv} The environment with the pinned Node.js and our tools first. */
function environment() {
	const path = [nodeBin, join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
	return { ...process.env, PATH: path };
}

/** Runs a command to its end; resolves with its exit code. */
function run(command, args, options = {}) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: 'inherit', env: environment(), ...options });
		for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
		child.on('error', reject);
		child.on('exit', (code, signal) => resolve(code ?? (signal ? 130 : 1)));
	});
}

/** Says every 15 seconds that a long step is still going on; returns the function that stops it. */
function keepSaying(what) {
	const began = Date.now();
	const timer = setInterval(() => {
		console.log(`  … ${what}: ${Math.round((Date.now() - began) / 1000)} s so far`);
	}, 15_000);
	return () => clearInterval(timer);
}

async function install({ folder, what, takes, steps }) {
	const directory = join(root, folder);
	const modules = lstatSync(join(directory, 'node_modules'), { throwIfNoEntry: false });
	// A link leads to another checkout: installing would empty it for whoever works there.
	if (modules?.isSymbolicLink()) return;
	const lock = readFileSync(join(directory, 'package-lock.json'));
	const stamp = createHash('sha256').update(lock).update(steps.join()).digest('hex');
	const stampFile = join(directory, 'node_modules/.installed');
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

	console.log(`Installing ${what} into ${folder} (${takes}) …`);
	const stop = keepSaying(what);
	for (const step of steps) {
		const [command, ...args] = step.split(' ');
		const code = await run(command, [...args, '--loglevel=error'], { cwd: directory });
		if (code === 0) continue;
		console.error(`"${step}" in ${folder} ended with code ${code}; see its output above.`);
		process.exit(code);
	}
	stop();
	writeFileSync(stampFile, stamp);
}

const args = process.argv.slice(2);
const wanted = ['node', 'dev'];
while (args[0]?.startsWith('--')) wanted.push(args.shift().slice(2));
for (const name of wanted) await install(parts[name]);
process.exitCode = await run(args[0], args.slice(1), { shell: process.platform === 'win32' });
