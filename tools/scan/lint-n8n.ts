/**
 * `npm run lint:n8n`: the lint of n8n's own command line, with its configuration, on what we publish.
 *
 * It lints everything in a folder by the rules for nodes, tests and tools included, and wants its
 * configuration there: so it gets a folder with the package alone.
 */
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { runIn } from '../../host/command';
import { cacheDirectory, root } from '../../host/paths';

const cli = join(root, 'host/node-cli/node_modules');
const config = '@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs';
const folder = join(cacheDirectory, 'lint-n8n');
const parts = ['credentials', 'icons', 'nodes', 'package.json', 'tsconfig.json'];

async function main(): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const part of parts) await cp(join(root, part), join(folder, part), { recursive: true });
	await cp(join(cli, config), join(folder, 'eslint.config.mjs'));
	await symlink(cli, join(folder, 'node_modules'), 'junction');
	await runIn(folder, join(cli, '.bin/n8n-node'), 'lint');
	console.log('The lint of n8n-node found nothing.');
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
