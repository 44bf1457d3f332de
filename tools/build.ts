/**
 * `npm run build`: generates what is built from spec/, compiles nodes and credentials, and puts
 * what n8n reads beside them (icons, output schemas) into dist.
 *
 * Nothing happens when no input has changed since the last build; `--force` builds anyway.
 */
import { existsSync } from 'node:fs';
import { cp, glob, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { run } from '../host/command';
import { cacheDirectory, root } from '../host/paths';
import { compactData } from './compact-data';
import { compile } from './compile';
import { filesMatching, fingerprintOf, generated } from './fingerprint';

const dist = join(root, 'dist');
const stampFile = join(cacheDirectory, 'build.stamp');

const inputs = [
	'package.json',
	'tsconfig.json',
	'tsconfig.build.json',
	'tools/{build,compact-data,compile,fingerprint}.ts',
	'{credentials,icons,nodes,spec,tools/generate}/**/*.*',
];

/** What tsc does not bring into dist; the codex files (`*.node.json`) it does. */
const copied = ['icons/**/*.svg', 'nodes/**/__schema__/**/*.json'];

async function isFresh(stamp: string): Promise<boolean> {
	if (!existsSync(dist) || !existsSync(stampFile)) return false;
	return (await readFile(stampFile, 'utf8')) === stamp;
}

/** Builds into a fresh directory and swaps it in at the end, so that dist is never half built. */
async function build(): Promise<void> {
	const stamp = await fingerprintOf(inputs, generated);
	if (!process.argv.includes('--force') && (await isFresh(stamp))) {
		console.log('dist is up to date.');
		return;
	}
	const began = Date.now();
	await mkdir(cacheDirectory, { recursive: true });
	await rm(stampFile, { force: true });
	const output = await mkdtemp(join(cacheDirectory, 'build-'));
	try {
		await run('tsx', 'tools/generate/main.ts');
		await compile('tsconfig.build.json', output);
		for (const file of await filesMatching(copied)) {
			await mkdir(dirname(join(output, file)), { recursive: true });
			await cp(join(root, file), join(output, file));
		}
		for await (const file of glob(join(output, 'nodes/NetSapiens/generated/*.js'))) {
			await compactData(file);
		}
		await rm(dist, { recursive: true, force: true });
		await rename(output, dist);
	} finally {
		await rm(output, { recursive: true, force: true });
	}
	await writeFile(stampFile, stamp);
	console.log(`Built dist in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

build().catch((error: Error) => {
	console.error(`The build stopped: ${error.message}`);
	process.exitCode = 1;
});
