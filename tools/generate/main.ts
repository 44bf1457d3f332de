/**
 * `npm run generate`: spec/openapi.json and the words beside it in; node properties, operation
 * table, pickers, output previews and docs/operations.md out. Nothing happens when none of them has
 * changed since the last time.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cacheDirectory } from '../../host/paths';
import { fingerprintOf, generated } from '../fingerprint';

const inputs = ['{credentials,nodes,spec,tools/generate}/**/*.*'];

/** What goes in and what comes out. */
const all = [...inputs, 'docs/operations{.md,/**}'];

/** The fingerprint of all that, and what was said about it. */
const stampFile = join(cacheDirectory, 'generate.stamp');

async function main(): Promise<void> {
	const [stamp, said] = (await readFile(stampFile, 'utf8').catch(() => '')).split('\n');
	if (stamp === (await fingerprintOf(all))) return console.log(said);
	const before = await fingerprintOf(inputs, generated);
	// Loaded only now: most often everything is fresh, and that is said in half the time.
	const { generateAll } = await import('./generateAll');
	const summary = await generateAll();
	console.log(summary);
	// Of inputs that changed meanwhile nobody knows which ones went in.
	if (before !== (await fingerprintOf(inputs, generated))) return;
	await mkdir(cacheDirectory, { recursive: true });
	await writeFile(stampFile, `${await fingerprintOf(all)}\n${summary}`);
}

main().catch((error: unknown) => {
	const isAboutWords = error instanceof Error && error.name === 'WordsError';
	console.error(isAboutWords ? error.message : error);
	process.exitCode = 1;
});
