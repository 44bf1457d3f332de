/** How much things take on the disk, and how that is said. */
import { lstatSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes that a file or folder takes; what links lead to does not count. */
export function sizeOf(path) {
	const stat = lstatSync(path, { throwIfNoEntry: false });
	if (!stat) return 0;
	// Windows does not say how many blocks of 512 bytes a file takes.
	if (!stat.isDirectory()) return stat.blocks === undefined ? stat.size : stat.blocks * 512;
	return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

/** Bytes that are free on the disk of a folder. */
export function freeAt(folder) {
	const { bavail, bsize } = statfsSync(folder);
	return bavail * bsize;
}

/** As people say it: 2.2 GB, 64 MB. */
export function said(bytes) {
	return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/** A length of time: 1:05. */
export function clock(milliseconds) {
	const seconds = Math.round(milliseconds / 1000);
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
