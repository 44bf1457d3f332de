/** Puts our package where n8n looks for community packages. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import packageJson from '../package.json';
import { unpackPackage } from './package';
import { root } from './paths';

/** Prefix of our node types in n8n, as in `n8n-nodes-netsapiens-pbx.netSapiens`. */
export const packageName = packageJson.name;

/** @param userFolder The folder an n8n gets as N8N_USER_FOLDER; the package is replaced there. */
export async function installPackage(userFolder: string): Promise<void> {
	await placePackage(userFolder, packageName, root);
}

/** The same for any package of this repository. @param folder where its package.json is */
export async function placePackage(
	userFolder: string,
	name: string,
	folder: string,
): Promise<void> {
	const nodes = join(userFolder, '.n8n/nodes');
	await mkdir(nodes, { recursive: true });
	await writeFile(join(nodes, 'package.json'), '{ "private": true }\n');
	await unpackPackage(join(nodes, 'node_modules', name), folder);
}
