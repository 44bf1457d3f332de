/** How much memory n8n takes for a workflow, as Linux counts it. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

import type { N8nClient, SavedCredential } from '../../host/rest';
import { CannotRun } from './bench';
import { collectGarbage, newInspector } from './inspector';
import { getUser } from './nodes';
import type { BenchServer } from './start-server';
import { withN8n } from './with-n8n';
import { items, publish, type Step } from './workflow';

const KILOBYTES_PER_MEGABYTE = 1024;

/**
 * How far the memory of n8n's process rises while a workflow runs, above what it has after some
 * other work and a garbage collection. In a new n8n each time: what an earlier run left would hide
 * what this one needs.
 *
 * @param check looks at what the workflow answered with; throws when it is not all there
 * @returns megabytes of the process at its highest point
 * @throws CannotRun where /proc does not exist
 */
export async function peakOf(
	server: BenchServer,
	steps: Step[],
	check: (answer: Record<string, unknown>) => void = () => undefined,
): Promise<number> {
	if (!existsSync('/proc/self/clear_refs')) {
		throw new CannotRun('peak memory is read from /proc, which only Linux has');
	}
	const inspector = await newInspector();
	return await withN8n(async ({ client, credentialFor, pid }) => {
		const credential = await credentialFor(server.url);
		const run = await publish(client, 'measured', steps, credential);
		await warmUp(client, server, credential);
		await collectGarbage(inspector);
		// 5: the highest point so far is forgotten, and counted anew from now on.
		await writeFile(`/proc/${pid}/clear_refs`, '5');
		const before = await megabytes(pid, 'VmRSS');
		check(await run());
		return (await megabytes(pid, 'VmHWM')) - before;
	}, inspector.env);
}

/** Loads what n8n loads at the first use of each node. */
async function warmUp(
	client: N8nClient,
	server: BenchServer,
	credential: SavedCredential,
): Promise<void> {
	for (const [name, step] of Object.entries(getUser(5, server.domainUrl))) {
		await (
			await publish(client, `warm-up: ${name}`, [...items(20), step], credential)
		)();
	}
}

async function megabytes(pid: number, key: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	const kilobytes = new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
	return Number(kilobytes) / KILOBYTES_PER_MEGABYTE;
}
