/** `npm run release:notes -- TAG FILE`: writes the section of the change log about a release. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../../host/paths';
import { notesOf, releaseOf } from './release';

async function main([tag = '', file = '']: string[]): Promise<void> {
	const { folder, version } = releaseOf(tag);
	const changelog = await readFile(join(root, folder, 'CHANGELOG.md'), 'utf8');
	await writeFile(file, `${notesOf(changelog, version)}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
