/**
 * `npm run build`: generates what is built from spec/, compiles nodes and credentials, and puts
 * what n8n reads beside them (icons, codex files, output schemas) into dist.
 *
 * Nothing happens when no input has changed since the last build; `--force` builds anyway.
 */
import { execa } from 'execa';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, glob, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cacheDirectory, root } from '../host/paths';

const dist = join(root, 'dist');
const stampFile = join(cacheDirectory, 'build.stamp');

const inputs = [
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'tools/build.ts',
	'{credentials,icons,nodes,spec,tools/generate}/**/*.*',
];

/** What the generator writes; it is an output here, not an input. */
const generated = /^nodes[\\/]NetSapiens[\\/](generated|__schema__)[\\/]/;

const copied = ['icons/**/*.svg', '{nodes,credentials}/**/*.svg', 'nodes/**/*.node.json'];
const schemas = 'nodes/**/__schema__/**/*.json';

async function filesMatching(patterns: string[]): Promise<string[]> {
	const files = await Array.fromAsync(glob(patterns, { cwd: root, withFileTypes: true }));
	return files
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.sort();
}

/** A hash over names and contents of everything the build reads. */
async function fingerprint(): Promise<string> {
	const hash = createHash('sha256');
	for (const file of await filesMatching(inputs)) {
		if (generated.test(file)) continue;
		hash.update(`${file}\0`).update(await readFile(join(root, file)));
	}
	return hash.digest('hex');
}

async function isFresh(stamp: string): Promise<boolean> {
	if (!existsSync(dist) || !existsSync(stampFile)) return false;
	return (await readFile(stampFile, 'utf8')) === stamp;
}

async function run(what: string, command: string, args: string[]): Promise<void> {
	console.log(`  ${what} …`);
	await execa(command, args, { cwd: root, preferLocal: true, stdio: 'inherit' });
}

/** Builds into a fresh directory and swaps it in at the end, so that dist is never half built. */
async function build(): Promise<void> {
	const stamp = await fingerprint();
	if (!process.argv.includes('--force') && (await isFresh(stamp))) {
		console.log('dist is up to date.');
		return;
	}
	const began = Date.now();
	await mkdir(cacheDirectory, { recursive: true });
	await rm(stampFile, { force: true });
	const output = await mkdtemp(join(cacheDirectory, 'build-'));
	try {
		await run('generating', 'tsx', ['tools/generate/main.ts']);
		await run('compiling', 'tsc', ['-p', 'tsconfig.build.json', '--outDir', output]);
		for (const file of await filesMatching([...copied, schemas])) {
			await mkdir(dirname(join(output, file)), { recursive: true });
			await cp(join(root, file), join(output, file));
		}
		await rm(dist, { recursive: true, force: true });
		await rename(output, dist);
	} finally {
		await rm(output, { recursive: true, force: true });
	}
	await writeFile(stampFile, stamp);
	console.log(`Built dist in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

build().catch((error: Error & { shortMessage?: string }) => {
	console.error(`The build stopped: ${error.shortMessage ?? error.message}`);
	process.exitCode = 1;
});
