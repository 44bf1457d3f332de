/** Talks to the inspector of a running Node.js process: CPU profiles, garbage collections. */
import getPort from 'get-port';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import type { CpuProfile } from './time-by-part';

const LOOK_AGAIN_MILLISECONDS = 100;

/** Where a process is to listen for us, and the environment that makes it listen. */
export interface Inspector {
	port: number;
	env: { NODE_OPTIONS: string };
}

/**
 * @param options of Node.js that the process is to have as well
 * @returns an inspector for a process that is about to be started
 */
export async function newInspector(options: string[] = []): Promise<Inspector> {
	const port = await getPort();
	const all = [`--inspect=127.0.0.1:${port}`, ...options];
	return { port, env: { NODE_OPTIONS: all.join(' ') } };
}

type Ask = <T>(method: string, params?: object) => Promise<T>;

async function talk<T>({ port }: Inspector, work: (ask: Ask) => Promise<T>): Promise<T> {
	const response = await fetch(`http://127.0.0.1:${port}/json/list`);
	const [target] = (await response.json()) as Array<{ webSocketDebuggerUrl: string }>;
	const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
	await once(socket, 'open');
	try {
		return await work(async (method, params = {}) => {
			socket.send(JSON.stringify({ id: 1, method, params }));
			const [{ data }] = (await once(socket, 'message')) as [{ data: string }];
			return (JSON.parse(data) as { result: never }).result;
		});
	} finally {
		socket.close();
	}
}

/** Lets the process give back the memory that it no longer uses. */
export async function collectGarbage(inspector: Inspector): Promise<void> {
	await talk(inspector, async (ask) => await ask('HeapProfiler.collectGarbage'));
}

/**
 * What the process cannot do without while `work` runs: its heap is looked at again and again, each
 * time after a garbage collection, which makes the work slower.
 *
 * @returns bytes of the heap at the highest point above those before
 */
export async function liveHeapWhile(
	inspector: Inspector,
	work: () => Promise<unknown>,
): Promise<number> {
	return await talk(inspector, async (ask) => {
		const inUse = async () => {
			await ask('HeapProfiler.collectGarbage');
			const { usedSize } = await ask<{ usedSize: number }>('Runtime.getHeapUsage');
			return usedSize;
		};
		const before = await inUse();
		let highest = before;
		let isOver = false;
		const end = work().finally(() => (isOver = true));
		while (!isOver) {
			highest = Math.max(highest, await inUse());
			await Promise.race([end, sleep(LOOK_AGAIN_MILLISECONDS)]);
		}
		await end;
		return highest - before;
	});
}

/** Records what the process does while `work` runs. */
export async function profileWhile(
	inspector: Inspector,
	work: () => Promise<unknown>,
): Promise<CpuProfile> {
	return await talk(inspector, async (ask) => {
		await ask('Profiler.enable');
		await ask('Profiler.setSamplingInterval', { interval: 200 });
		await ask('Profiler.start');
		await work();
		const { profile } = await ask<{ profile: CpuProfile }>('Profiler.stop');
		return profile;
	});
}
