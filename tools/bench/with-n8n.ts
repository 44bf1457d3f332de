import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPackage } from '../../host/install-package';
import { startN8n } from '../../host/n8n';
import { buildPackage } from '../../host/package';
import { N8nClient, type SavedCredential } from '../../host/rest';

/** A new n8n with our package and the bare pool. */
export interface BenchN8n {
	client: N8nClient;
	pid: number;
	/** Saves an API key for a server, with which its requests are let through. */
	credentialFor(server: string): Promise<SavedCredential>;
}

/**
 * Runs a measurement in a new n8n, which is gone afterwards.
 *
 * @param env settings of n8n beyond the usual ones
 * @returns what the measurement does
 */
export async function withN8n<T>(
	measure: (n8n: BenchN8n) => Promise<T>,
	env: Record<string, string> = {},
): Promise<T> {
	template ??= newTemplate();
	const userFolder = await newFolder();
	try {
		await cp(await template, userFolder, { recursive: true });
		return await inFolder(userFolder, env, measure);
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
}

/** What all of them begin with: copying it takes less time than n8n's first start. */
let template: Promise<string> | undefined;

/** A user folder with the packages, in which an n8n made its database and its owner. */
async function newTemplate(): Promise<string> {
	await buildPackage();
	const userFolder = await newFolder();
	process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
	await installPackage(userFolder);
	const barePool = join(userFolder, '.n8n/nodes/node_modules/n8n-nodes-bench-bare-pool');
	await cp(join(__dirname, 'bare-pool'), barePool, { recursive: true });
	await inFolder(userFolder, {}, async () => undefined);
	return userFolder;
}

async function newFolder(): Promise<string> {
	return await mkdtemp(join(tmpdir(), 'netsapiens-bench-'));
}

async function inFolder<T>(
	userFolder: string,
	env: Record<string, string>,
	measure: (n8n: BenchN8n) => Promise<T>,
): Promise<T> {
	const n8n = await startN8n({ userFolder, env });
	try {
		const client = new N8nClient(n8n.url);
		await client.signIn();
		return await measure({ client, pid: n8n.pid, credentialFor: keyFor(client) });
	} finally {
		await n8n.stop();
	}
}

function keyFor(client: N8nClient): BenchN8n['credentialFor'] {
	return async (server) =>
		await client.saveCredential({
			name: 'Bench',
			type: 'netSapiensApi',
			data: { server, authentication: 'apiKey', apiKey: 'nss_bench' },
		});
}
