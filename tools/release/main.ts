/**
 * `npm run release -- [TAG]`: builds, checks and packs what the workflow publishes, and stops before it
 * is sent. Without a tag it takes the version of package.json and the notes that are not released yet.
 *
 * The tarball is .cache/release/package.tgz afterwards.
 */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { capture, run } from '../../host/command';
import { cacheDirectory, root } from '../../host/paths';
import { notesOf, releaseOf, type Release } from './release';

const target = join(cacheDirectory, 'release');

const readIn = async (folder: string, file: string) => readFile(join(root, folder, file), 'utf8');

/** Refuses a tag that is not the version of the package, or that the change log does not know. */
async function checkVersion({ folder, version }: Release, notes: string): Promise<void> {
	const { version: ours } = JSON.parse(await readIn(folder, 'package.json')) as Release;
	if (ours !== version) {
		throw new Error(`The tag says ${version}, ${join(folder, 'package.json')} says ${ours}.`);
	}
	notesOf(await readIn(folder, 'CHANGELOG.md'), notes);
}

async function pack(folder: string): Promise<string> {
	await rm(target, { recursive: true, force: true });
	await mkdir(target, { recursive: true });
	const source = join(root, folder);
	const printed = await capture('npm', 'pack', source, '--json', '--pack-destination', target);
	const [{ filename, size, entryCount }] = JSON.parse(printed) as [
		{ filename: string; size: number; entryCount: number },
	];
	await copyFile(join(target, filename), join(target, 'package.tgz'));
	return `${filename}: ${entryCount} files, ${Math.ceil(size / 1024)} KB`;
}

async function main([tag]: string[]): Promise<void> {
	const { version } = JSON.parse(await readIn('.', 'package.json')) as Release;
	const release = releaseOf(tag ?? `v${version}`);
	await checkVersion(release, tag ? release.version : 'Unreleased');
	await run('npm', 'run', 'build', '--', '--force');
	await run('npm', 'run', 'scan');
	await run('npm', 'run', 'lint:n8n');
	const packed = await pack(release.folder);
	await run('npm', 'publish', join(target, 'package.tgz'), '--dry-run', '--access', 'public');
	console.log(`Would publish ${packed}.`);
}

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(`Not released: ${error.message}`);
	process.exitCode = 1;
});
