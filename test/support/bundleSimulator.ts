/** Before tests that start simulators, dozens of them: puts its code into one file, which is loaded in half the time. */
import { build, type Plugin } from 'esbuild';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cacheDirectory, root } from '../../host/paths';
import { bundleVariable } from '../../simulator/steer/process';
import { bundles } from './bundles';

/** Its files look for others beside themselves, where they lie and not where the bundle does. */
const inPlace: Plugin = {
	name: 'in place',
	setup: ({ onLoad }) =>
		onLoad({ filter: /[\\/]simulator[\\/].*\.ts$/ }, async ({ path }) => ({
			contents: `const __dirname = ${JSON.stringify(dirname(path))};${await readFile(path, 'utf8')}`,
			loader: 'ts',
		})),
};

async function bundle(entry: string, file: string): Promise<void> {
	const made = `${file}.${process.pid}`;
	await build({
		entryPoints: [join(root, 'simulator', entry)],
		outfile: made,
		bundle: true,
		platform: 'node',
		logLevel: 'error',
		plugins: [inPlace],
	});
	// Two projects may do so at the same time.
	await rename(made, file);
}

export default async function bundleSimulator(): Promise<void> {
	await mkdir(cacheDirectory, { recursive: true });
	await Promise.all([bundle('main.ts', bundles.main), bundle('steer/within.ts', bundles.within)]);
	process.env[bundleVariable] = bundles.main;
}
