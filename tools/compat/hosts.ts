import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from '../../host/paths';

/** An n8n that the host tests can run in. */
export interface Host {
	/** In host/. */
	folder: string;
	/** Its name in tools/run.mjs, which installs it. */
	part: string;
	/** Versions of both. */
	n8n: string;
	node: string;
}

/** Newest first. The first is the one that all other tests run in. */
const folders = ['n8n', 'n8n-2.16', 'n8n-1.123'];

/** All of them, with the versions that their manifests ask for. */
export async function hosts(): Promise<Host[]> {
	const pinnedNode = (await dependenciesOf('node')).node;
	return await Promise.all(
		folders.map(async (folder) => {
			const { n8n = '', node = pinnedNode ?? '' } = await dependenciesOf(folder);
			return { folder, part: folder === 'n8n' ? 'host' : folder, n8n, node };
		}),
	);
}

async function dependenciesOf(folder: string): Promise<Record<string, string>> {
	const manifest = await readFile(join(root, 'host', folder, 'package.json'), 'utf8');
	return (JSON.parse(manifest) as { dependencies: Record<string, string> }).dependencies;
}

/**
 * The hosts whose versions begin with one of the words, or all without any.
 *
 * @throws Error naming a word that fits none
 */
export function chosen(all: Host[], words: string[]): Host[] {
	const fits = (word: string) => (host: Host) => `${host.n8n}.`.startsWith(`${word}.`);
	const odd = words.find((word) => !all.some(fits(word)));
	if (odd !== undefined) {
		const known = all.map(({ n8n }) => n8n).join(', ');
		throw new Error(`There is no n8n ${odd} in host/. There are: ${known}.`);
	}
	return words.length === 0 ? all : all.filter((host) => words.some((word) => fits(word)(host)));
}
