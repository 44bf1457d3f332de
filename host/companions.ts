/** The small packages beside the main one, each for another service. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { run } from './command';
import { placePackage } from './install-package';
import { root } from './paths';

const folder = join(root, 'companions');

/** @returns Their package names, which their folders have too. */
export function companionNames(): string[] {
	return readdirSync(folder).sort();
}

/** @returns The folder of the companion of that name. */
export function companionFolder(name: string): string {
	return join(folder, name);
}

/** @returns The file names without `.json` of its example workflows, and where they are. */
export function companionWorkflows(name: string): { within: string; names: string[] } {
	const within = join(companionFolder(name), 'workflows');
	const names = readdirSync(within).map((file) => file.replace(/\.json$/, ''));
	return { within, names: names.sort() };
}

/** Builds every companion whose files have changed since it was built. */
export async function buildCompanions(): Promise<void> {
	await run('tsx', 'tools/companions/build.ts');
}

/** @param userFolder The folder an n8n gets as N8N_USER_FOLDER; the packages are replaced there. */
export async function installCompanions(userFolder: string): Promise<void> {
	for (const name of companionNames()) await placePackage(userFolder, name, companionFolder(name));
}
