/** Talks to the inspector of a running Node.js process: CPU profiles, garbage collections. */
import getPort from 'get-port';
import { once } from 'node:events';

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

/** A profile as V8 gives it, as far as it is read here. */
export interface CpuProfile {
	nodes: Array<{
		id: number;
		callFrame: { functionName: string; url: string };
		children?: number[];
	}>;
	/** Microseconds between one sample and the next. */
	timeDeltas: number[];
	/** The node each sample was taken in. */
	samples: number[];
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

/** A part of the process by the address of its code. */
export interface Part {
	name: string;
	code: RegExp;
}

/**
 * Time by part: each sample goes to the part of the innermost function that belongs to one, so that
 * what a library does counts for whoever called it.
 *
 * @returns microseconds by the part's name; what belongs to none is in `rest`
 */
export function timeByPart(profile: CpuProfile, parts: Part[], rest: string): Map<string, number> {
	const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
	const parents = new Map(
		profile.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])),
	);
	const known = new Map<number, string>();
	const partOf = (id: number | undefined): string => {
		const node = id === undefined ? undefined : nodes.get(id);
		if (id === undefined || !node) return rest;
		const found =
			known.get(id) ??
			parts.find(({ code }) => code.test(`${node.callFrame.url} ${node.callFrame.functionName}`))
				?.name ??
			partOf(parents.get(id));
		known.set(id, found);
		return found;
	};
	const times = new Map<string, number>();
	profile.samples.forEach((id, index) => {
		const part = partOf(id);
		times.set(part, (times.get(part) ?? 0) + (profile.timeDeltas[index] ?? 0));
	});
	return times;
}
