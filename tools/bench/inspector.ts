/** Talks to the inspector of a running Node.js process: CPU profiles, garbage collections. */
import getPort from 'get-port';
import { once } from 'node:events';

import type { CpuProfile } from './time-by-part';

/** Where a process is to listen for us, and the environment that makes it listen. */
export interface Inspector {
	port: number;
	env: { NODE_OPTIONS: string };
}

/** @returns an inspector for a process that is about to be started */
export async function newInspector(): Promise<Inspector> {
	const port = await getPort();
	return { port, env: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` } };
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
