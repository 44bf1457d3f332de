/**
 * `npm run lint:links`: asks for each address of the documentation, the forms and the workflows that
 * leads out of the repository. Links inside are part of `npm run lint`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { capture } from '../../host/command';
import { root } from '../../host/paths';
import { outsideLinks, problemOf } from './links';

const files = ['*.md', 'credentials', 'nodes', 'workflows', '.github'];

async function main(): Promise<void> {
	const listed = await capture('git', 'ls-files', '--', ...files);
	const paths = listed.trim().split('\n');
	const texts = await Promise.all(paths.map((path) => readFile(join(root, path), 'utf8')));
	const links = outsideLinks(texts.join('\n')).sort();
	const problems = await Promise.all(
		links.map(async (link) => ({ link, problem: await problemOf(link) })),
	);
	const dead = problems.filter(({ problem }) => problem);
	for (const { link, problem } of dead) console.error(`${link} ${problem}`);
	console.log(`${links.length} links lead out of the repository, ${dead.length} of them nowhere.`);
	if (dead.length > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
