import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

import { cacheDirectory, root } from '../../host/paths';
import { fingerprintOf, generated } from '../../tools/fingerprint';
import { build } from '../../tools/generate/generate';
import { readInputs } from '../../tools/generate/read';

export { root };

/** Tells workers, which inherit it, where the set-up has put what it made. */
const variable = 'NETSAPIENS_TEST_MADE';

/** What the generator makes of the repository's own spec and words, which takes it some seconds. */
async function make() {
	const { document, words } = await readInputs(root);
	return { ...build(document, words), document, words };
}

export type Made = Awaited<ReturnType<typeof make>>;

/** All that it comes from. */
const inputs = ['package.json', '{nodes,spec,tools/generate}/**/*.*'];

/** Called by the set-up of a project whose files look at it again and again. */
export async function keepMade(): Promise<void> {
	const folder = join(cacheDirectory, 'made');
	const file = join(folder, `made-${await fingerprintOf(inputs, generated)}.v8`);
	process.env[variable] = file;
	if (existsSync(file)) return;
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// What is broken off must not be taken for whole the next time.
	await writeFile(`${file}.part`, serialize(await make()));
	await rename(`${file}.part`, file);
}

/** What the set-up has made; made now where there was none. */
export async function readMade(): Promise<Made> {
	const file = process.env[variable];
	return file === undefined ? await make() : (deserialize(await readFile(file)) as Made);
}
