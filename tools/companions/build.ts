/**
 * `npm run build` in a companion: compiles its nodes and credentials, and puts what n8n reads beside
 * them (icons, output schemas) into its dist. `build.ts NAME…` builds those, without names all.
 *
 * Nothing happens when no input has changed since the last build.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { companionFolder, companionNames } from '../../host/companions';
import { cacheDirectory, root } from '../../host/paths';
import { compile } from '../compile';
import { filesMatching, fingerprintOf } from '../fingerprint';

/** What tsc does not bring into dist; the codex files (`*.node.json`) it does. */
const copied = ['icons/**/*.svg', 'nodes/**/__schema__/**/*.json'];

async function build(name: string): Promise<void> {
	const own = `companions/${name}`;
	const folder = companionFolder(name);
	const dist = join(folder, 'dist');
	const stampFile = join(cacheDirectory, `${name}.stamp`);
	const stamp = await fingerprintOf([
		'tsconfig*.json',
		'tools/{compile,companions/build}.ts',
		`${own}/*.json`,
		`${own}/{credentials,icons,nodes}/**/*.*`,
	]);
	const built = existsSync(dist) ? await readFile(stampFile, 'utf8').catch(() => '') : '';
	if (built === stamp) return console.log(`${own}/dist is up to date.`);

	await mkdir(cacheDirectory, { recursive: true });
	await rm(stampFile, { force: true });
	// Swapped in at the end, so that dist is never half built.
	const output = await mkdtemp(join(cacheDirectory, 'build-'));
	try {
		await compile(join(folder, 'tsconfig.json'), output);
		for (const file of await filesMatching(copied.map((pattern) => `${own}/${pattern}`))) {
			const target = join(output, file.slice(own.length));
			await mkdir(dirname(target), { recursive: true });
			await cp(join(root, file), target);
		}
		await rm(dist, { recursive: true, force: true });
		await rename(output, dist);
	} finally {
		await rm(output, { recursive: true, force: true });
	}
	await writeFile(stampFile, stamp);
	console.log(`Built ${own}/dist.`);
}

async function main(): Promise<void> {
	const names = process.argv.slice(2);
	for (const name of names.length > 0 ? names : companionNames()) await build(name);
}

main().catch((error: Error) => {
	console.error(`The build stopped: ${error.message}`);
	process.exitCode = 1;
});
