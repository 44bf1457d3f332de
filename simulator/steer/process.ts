import { spawn } from 'node:child_process';
import path from 'node:path';

/** What the simulator prints when it is ready. */
export interface SimulatorCredentials {
	apiKeys: { superUser: string; reseller: string; officeManager: string; basicUser: string };
	password: { clientId: string; clientSecret: string; username: string; password: string };
	/** A user who must also give a code; `secret` is base32 as an authenticator takes it. */
	mfa: { username: string; password: string; secret: string };
	domain: string;
	/** The API user of the DNA API, which is at the simulator's URL too. */
	nexogyDna: { clientId: string; clientSecret: string; username: string; password: string };
}

export interface RunningSimulator {
	/** The API is at `${url}/ns-api/v2`, the control API at `${url}/_sim`. */
	url: string;
	credentials: SimulatorCredentials;
	/** Stops the process and waits for its end; may be called twice. */
	stop(): Promise<void>;
}

const ROOT = path.join(__dirname, '..', '..');
const START_LIMIT = 60000;

/** Names the environment variable with the simulator in one file, for whoever starts many. */
export const bundleVariable = 'NETSAPIENS_SIMULATOR_BUNDLE';

/** What Node.js is to run. */
function program(): string[] {
	const bundle = process.env[bundleVariable];
	if (bundle) return [bundle];
	return ['--import', 'tsx', path.join(ROOT, 'simulator', 'main.ts')];
}

/**
 * Starts a simulator in a process of its own on a free port.
 * @param args options of simulator/main.ts, for example `['--cdrs', '200']`
 * @throws Error with the simulator's own message when it does not start
 */
export async function startSimulator(args: string[] = []): Promise<RunningSimulator> {
	const child = spawn(
		process.execPath,
		[...program(), '--port', '0', '--json', '--tied', ...args],
		{ cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] },
	);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const stop = async (): Promise<void> => {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
		await ended;
	};
	let output = '';
	let errors = '';
	child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
	try {
		const line = await new Promise<string>((resolve, reject) => {
			const timer = setTimeout(
				() => reject(new Error('the simulator does not start')),
				START_LIMIT,
			);
			const settle = (act: () => void) => {
				clearTimeout(timer);
				act();
			};
			child.stdout.on('data', (chunk: Buffer) => {
				output += chunk.toString();
				const end = output.indexOf('\n');
				if (end >= 0) settle(() => resolve(output.slice(0, end)));
			});
			child.once('error', (error) => settle(() => reject(error)));
			void ended.then(() => settle(() => reject(new Error(`the simulator ended: ${errors}`))));
		});
		return { ...(JSON.parse(line) as Omit<RunningSimulator, 'stop'>), stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
