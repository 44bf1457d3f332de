/** Installs a part when its lock file has changed since the last time, or when something of it is missing. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { adviceFor, noRoom } from './advice.mjs';
import { Progress, packagesOf } from './progress.mjs';
import { clock, freeAt, said, sizeOf } from './sizes.mjs';

const SUFFIX = process.platform === 'win32' ? '.cmd' : '';
/** So much of what npm said is shown when it fails, in lines. */
const TAIL = 20;

/** SQLite compiles in half the time so, and n8n starts no slower with it. */
const quickToBuild = { CFLAGS: '-O1', CXXFLAGS: '-O1' };

/** Why it has to be installed, or undefined when it is there and whole. */
function reason(directory, stamp, proof) {
	const modules = join(directory, 'node_modules');
	if (!existsSync(modules)) return '';
	const stampFile = join(modules, '.installed');
	if (!existsSync(stampFile)) return 'again, since it was not finished the last time';
	if (readFileSync(stampFile, 'utf8') !== stamp) return 'again, since newer ones are wanted';
	if (!existsSync(join(modules, '.bin', proof + SUFFIX))) return 'again, since files are missing';
	return undefined;
}

/** Runs a step of npm. @returns its exit code and what it said besides its requests */
function runStep(step, directory, env, progress) {
	return new Promise((resolve) => {
		const [command, ...args] = step.split(' ');
		const child = spawn(command, [...args, '--loglevel=http'], {
			cwd: directory,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32',
		});
		const lines = [];
		for (const stream of [child.stdout, child.stderr]) {
			createInterface({ input: stream }).on('line', (line) => {
				if (!progress.take(line) && line.trim() !== '') lines.push(line);
			});
		}
		const stop = (signal) => child.kill(signal);
		for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
		child.on('error', ({ code, message }) => {
			const isMissing = code === 'ENOENT';
			resolve({
				code: 1,
				lines: [isMissing ? `There is no "${command}" on this machine.` : message],
			});
		});
		child.on('close', (code, signal) => {
			for (const name of ['SIGINT', 'SIGTERM']) process.off(name, stop);
			resolve({ code: code ?? 130, lines, signal });
		});
	});
}

/**
 * Installs a part, and says how far it is, how long it took and how much it takes.
 *
 * @param {string} root the repository
 * @param {import('./parts.mjs').Part} part
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} 0, or the exit code of what failed, once that is explained
 */
export async function install(root, part, env) {
	const { folder, what, bytes, takes, proof, steps } = part;
	const directory = join(root, folder);
	const modules = join(directory, 'node_modules');
	// A link leads to another checkout: installing would empty it for whoever works there.
	if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return 0;
	const lockFile = join(directory, 'package-lock.json');
	const lock = readFileSync(lockFile);
	const stamp = createHash('sha256').update(lock).update(steps.join()).digest('hex');
	const why = reason(directory, stamp, proof);
	if (why === undefined) return 0;

	const free = freeAt(root) + (why ? sizeOf(modules) : 0);
	if (free < bytes) {
		console.error(noRoom(what, bytes, free));
		return 1;
	}
	const note = why ? `, ${why}` : '';
	console.log(`Installing ${what} into ${folder} (about ${takes}, ${said(bytes)}${note}) …`);
	const progress = new Progress(what, packagesOf(lockFile));
	for (const step of steps) {
		const [, verb, name] = step.split(' ');
		if (verb === 'rebuild') progress.build(name);
		const { code, lines, signal } = await runStep(
			step,
			directory,
			{ ...quickToBuild, ...env },
			progress,
		);
		if (code === 0) continue;
		progress.stop();
		if (signal || code === 130) return 130;
		console.error(lines.slice(-TAIL).join('\n'));
		console.error(`\n"${step}" in ${folder} ended with code ${code}.`);
		console.error(adviceFor(lines.join('\n'), part, freeAt(root)));
		return code;
	}
	const took = progress.stop();
	writeFileSync(join(modules, '.installed'), stamp);
	console.log(`✔ Installed ${what} (${clock(took)}, ${said(sizeOf(modules))})`);
	return 0;
}
