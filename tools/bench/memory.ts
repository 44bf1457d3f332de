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

/** How Node.js sets itself up on a machine with 2 GB: the less memory there is, the less garbage lies about. */
export const SMALL_MACHINE = ['--max-semi-space-size=32', '--max-old-space-size=1024'];

/** Looks at what a workflow answered with; throws when it is not all there. */
export type Check = (answer: Record<string, unknown>) => void;

/** The n8n that is looked at. */
interface Condition {
	/** Options of Node.js that it is started with. */
	options?: string[];
	/** Whether it has run the same workflow before, as one that runs it every day has. */
	atWork?: boolean;
}

/**
 * How far the memory of n8n's process rises while a workflow runs, above what it has then: after some
 * other work and a garbage collection, or after the same workflow when it is at work.
 *
 * @returns megabytes at the highest point; NaN where there is no /proc to read them from
 */
export async function peakOf(
	server: BenchServer,
	steps: Step[],
	check: Check,
	condition: Condition = {},
): Promise<number> {
	if (!existsSync('/proc/self/clear_refs')) return NaN;
	const measure = async (run: Run, { pid }: BenchN8n) => {
		// 5: the highest point so far is forgotten, and counted anew from now on.
		await writeFile(`/proc/${pid}/clear_refs`, '5');
		const before = await megabytes(pid, 'VmRSS');
		check(await run());
		return (await megabytes(pid, 'VmHWM')) - before;
	};
	return await inNewN8n(server, steps, measure, condition);
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
	{ options = [], atWork = false }: Condition = {},
): Promise<number> {
	const inspector = await newInspector(options);
	return await withN8n(async (n8n) => {
		const { client } = n8n;
		const credential = await n8n.credentialFor(server.url);
		const run = await publish(client, 'measured', steps, credential);
		await warmUp(client, server, credential);
		if (atWork) await run();
		else await collectGarbage(inspector);
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
