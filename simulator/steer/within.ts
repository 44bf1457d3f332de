import { commandLine, readSwitches, type Arguments } from '../command-line';
import { Spec } from '../spec';
import { start } from '../start';
import type { RunningSimulator } from './process';

/** Read once: it never changes, and its validators are made once for all simulators. */
let spec: Spec | undefined;

/**
 * Starts a simulator in the very process that calls this: what a new one costs is a tenth of what a process costs.
 *
 * @param args options of simulator/main.ts, as for a simulator in a process of its own
 */
export async function startSimulator(args: string[] = []): Promise<RunningSimulator> {
	const command = commandLine().exitOverride();
	const { switch: settings, ...options } = command
		.parse(['--port', '0', ...args], { from: 'user' })
		.opts<Arguments>();
	const switches = readSwitches(settings, options.dialect);
	spec ??= Spec.load();
	const { url, instance, stop } = await start({ ...options, switches }, spec);
	let stopped: Promise<void> | undefined;
	return {
		url,
		credentials: instance.credentials,
		stop: async () => await (stopped ??= stop()),
	};
}
