/** Writes all that is generated. */
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { root } from '../../host/paths';
import { build, filesOf } from './generate';
import { readInputs } from './read';

/** Leaves an unchanged file alone, so that builds and watchers stay quiet. */
async function write(file: string, text: string): Promise<void> {
	const path = join(root, file);
	if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return;
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
}

/** Deletes what an earlier run wrote and this one does not. */
async function removeOthers(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
	for await (const file of glob(`${folder}/**/*.{json,md}`, { cwd: root })) {
		if (!files.has(file.split(sep).join('/'))) await rm(join(root, file));
	}
}

/**
 * Writes what is generated from the spec and the words, and deletes what is not any more.
 *
 * @returns what was made, in figures
 * @throws WordsError when the words and the spec do not fit
 */
export async function generateAll(): Promise<string> {
	const { document, words } = await readInputs(root);
	const built = build(document, words);
	const files = filesOf(built);
	await removeOthers('nodes/NetSapiens/__schema__', files);
	await removeOthers('docs/operations', files);
	for (const [file, text] of files) await write(file, text);
	const requests = built.laidOut.flatMap((one) => one.requests).length;
	const kilobytes = Math.round(
		Buffer.byteLength(JSON.stringify([built.resources, built.properties])) / 1024,
	);
	return (
		`${built.resources.length} resources, ${built.laidOut.length} operations, ${requests} requests; ` +
		`${built.properties.length} top-level properties, ${kilobytes} KB of description.`
	);
}
