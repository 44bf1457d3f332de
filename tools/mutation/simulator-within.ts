import { commandLine, readSwitches, type Arguments } from '../../simulator/command-line';
import { start } from '../../simulator/start';
import type { RunningSimulator } from '../../simulator/steer/process';

/**
 * Takes the place of `startSimulator`: a simulator in the very process of the tests, because a break
 * in a process of its own would be out of sight.
 */
export async function startSimulator(args: string[] = []): Promise<RunningSimulator> {
	const command = commandLine().exitOverride();
	const { switch: settings, ...options } = command
		.parse(['--port', '0', ...args], { from: 'user' })
		.opts<Arguments>();
	const switches = readSwitches(settings, options.dialect);
	const { url, instance, stop } = await start({ ...options, switches });
	let stopped: Promise<void> | undefined;
	return {
		url,
		credentials: instance.credentials,
		stop: async () => await (stopped ??= stop()),
	};
}
