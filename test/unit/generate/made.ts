import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';

import { build } from '../../../tools/generate/generate';
import { readInputs } from '../../../tools/generate/read';

export const root = resolve(__dirname, '../../..');

/** Tells workers, which inherit it, where the set-up has put what it made. */
const variable = 'NETSAPIENS_TEST_MADE';

/** What the generator makes of the repository's own spec and words, which takes it some seconds. */
async function make() {
	const { document, words } = await readInputs(root);
	return { ...build(document, words), document, words };
}

export type Made = Awaited<ReturnType<typeof make>>;

/** Called by the set-up of a project whose files look at it again and again. */
export async function keepMade(): Promise<void> {
	const folder = join(root, '.cache/unit');
	await mkdir(folder, { recursive: true });
	const file = join(folder, 'made.v8');
	await writeFile(file, serialize(await make()));
	process.env[variable] = file;
}

/** What the set-up has made; made now where there was none. */
export async function readMade(): Promise<Made> {
	const file = process.env[variable];
	return file === undefined ? await make() : (deserialize(await readFile(file)) as Made);
}
