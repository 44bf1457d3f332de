/** How much memory n8n takes for a workflow, as Linux counts it. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';

import type { N8nClient, SavedCredential } from '../../host/rest';
import { collectGarbage, liveHeapWhile, newInspector, type Inspector } from './inspector';
import { getUser } from './nodes';
import type { BenchServer } from './start-server';
import { withN8n, type BenchN8n } from './with-n8n';
import { items, publish, type Run, type Step } from './workflow';

const KILOBYTES_PER_MEGABYTE = 1024;
const BYTES_PER_MEGABYTE = 1024 * 1024;

/** Looks at what a workflow answered with; throws when it is not all there. */
export type Check = (answer: Record<string, unknown>) => void;

/**
 * How far the memory of n8n's process rises while a workflow runs, above what it has after some
 * other work and a garbage collection: what people see who watch the process.
 *
 * @returns megabytes at the highest point; NaN where there is no /proc to read them from
 */
export async function peakOf(server: BenchServer, steps: Step[], check: Check): Promise<number> {
	if (!existsSync('/proc/self/clear_refs')) return NaN;
	return await inNewN8n(server, steps, async (run, { pid }) => {
		// 5: the highest point so far is forgotten, and counted anew from now on.
		await writeFile(`/proc/${pid}/clear_refs`, '5');
		const before = await megabytes(pid, 'VmRSS');
		check(await run());
		return (await megabytes(pid, 'VmHWM')) - before;
	});
}

/**
 * The part of it that n8n cannot do without: what a garbage collection leaves over.
 *
 * @returns megabytes of the heap at the highest point
 */
export async function liveHeapOf(
	server: BenchServer,
	steps: Step[],
	check: Check,
): Promise<number> {
	return await inNewN8n(server, steps, async (run, _n8n, inspector) => {
		const bytes = await liveHeapWhile(inspector, async () => check(await run()));
		return bytes / BYTES_PER_MEGABYTE;
	});
}

/** In a new n8n each time: what an earlier run left would hide what this one needs. */
async function inNewN8n(
	server: BenchServer,
	steps: Step[],
	measure: (run: Run, n8n: BenchN8n, inspector: Inspector) => Promise<number>,
): Promise<number> {
	const inspector = await newInspector();
	return await withN8n(async (n8n) => {
		const { client } = n8n;
		const credential = await n8n.credentialFor(server.url);
		const run = await publish(client, 'measured', steps, credential);
		await warmUp(client, server, credential);
		await collectGarbage(inspector);
		return await measure(run, n8n, inspector);
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
