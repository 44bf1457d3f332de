/**
 * `npm run generate`: spec/openapi.json and the words beside it in; node properties, operation
 * table, pickers, output previews and docs/operations.md out. Nothing happens when none of them has
 * changed since the last time.
 */
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

import { cacheDirectory, root } from '../../host/paths';
import { fingerprintOf, generated } from '../fingerprint';
import { build, filesOf } from './generate';
import { readInputs } from './read';
import { WordsError } from './words';

const inputs = ['{credentials,nodes,spec,tools/generate}/**/*.*'];

/** What goes in and what comes out. */
const all = [...inputs, 'docs/operations{.md,/**}'];

/** The fingerprint of all that, and what was said about it. */
const stampFile = join(cacheDirectory, 'generate.stamp');

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

async function main(): Promise<void> {
	const [stamp, said] = (await readFile(stampFile, 'utf8').catch(() => '')).split('\n');
	if (stamp === (await fingerprintOf(all))) return console.log(said);
	const before = await fingerprintOf(inputs, generated);
	const summary = await generate();
	console.log(summary);
	// Of inputs that changed meanwhile nobody knows which ones went in.
	if (before !== (await fingerprintOf(inputs, generated))) return;
	await mkdir(cacheDirectory, { recursive: true });
	await writeFile(stampFile, `${await fingerprintOf(all)}\n${summary}`);
}

/** @returns what was made, in figures */
async function generate(): Promise<string> {
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

main().catch((error: unknown) => {
	console.error(error instanceof WordsError ? error.message : error);
	process.exitCode = 1;
});
