/** Our packages as npm would publish them. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { capture, run } from './command';
import { root } from './paths';

interface PackedFile {
	path: string;
	size: number;
}

/** Builds dist if any input has changed since it was built. */
export async function buildPackage(): Promise<void> {
	await run('tsx', 'tools/build.ts');
}

/**
 * @param folder Where the package.json is.
 * @returns What `npm pack` makes: the size of the tarball in bytes, and its files, paths as they are in
 * the package.
 */
export async function tarballOf(folder = root): Promise<{ size: number; files: PackedFile[] }> {
	const printed = await capture('npm', 'pack', folder, '--dry-run', '--json');
	const [tarball] = JSON.parse(printed) as [{ size: number; files: PackedFile[] }];
	return tarball;
}

/** @returns The files of that tarball. */
export async function listPackedFiles(folder = root): Promise<PackedFile[]> {
	return (await tarballOf(folder)).files;
}

/**
 * Packs the package with npm and unpacks the tarball.
 *
 * @param target Folder that holds the package's files afterwards; what was in it is gone.
 * @param source Where the package.json is.
 */
export async function unpackPackage(target: string, source = root): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'netsapiens-pack-'));
	try {
		const printed = await capture('npm', 'pack', source, '--json', '--pack-destination', folder);
		const [{ filename }] = JSON.parse(printed) as [{ filename: string }];
		await rm(target, { recursive: true, force: true });
		await mkdir(target, { recursive: true });
		await capture('tar', '-xzf', join(folder, filename), '-C', target, '--strip-components=1');
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
