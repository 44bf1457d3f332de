/** Tells whether files have changed. */
import { createHash } from 'node:crypto';
import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import { root } from '../host/paths';

/** What the generator writes is an output of most that reads the rest. */
export const generated = /^nodes[\\/]NetSapiens[\\/](generated|__schema__)[\\/]/;

/** @returns Files relative to the root, sorted, so that the same tree gives the same list. */
export async function filesMatching(patterns: string[]): Promise<string[]> {
	const files: string[] = [];
	for await (const entry of glob(patterns, { cwd: root, withFileTypes: true })) {
		if (entry.isFile()) files.push(relative(root, join(entry.parentPath, entry.name)));
	}
	return files.sort();
}

/** A hash over names and contents of files. @param without files that do not count */
export async function fingerprintOf(patterns: string[], without?: RegExp): Promise<string> {
	const hash = createHash('sha256');
	for (const file of await filesMatching(patterns)) {
		if (without?.test(file)) continue;
		hash.update(`${file}\0`).update(await readFile(join(root, file)));
	}
	return hash.digest('hex');
}
