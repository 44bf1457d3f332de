/** Starts the simulated NetSapiens server as a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { onExit } from 'signal-exit';

import { root } from './paths';
import type { CredentialData } from './rest';

export interface SimulatorCredentials {
	apiKeys: Record<'superUser' | 'reseller' | 'officeManager' | 'basicUser', string>;
	password: { clientId: string; clientSecret: string; username: string; password: string };
	domain: string;
}

export interface RunningSimulator {
	/** Address without a path: the API is below /ns-api/v2, the control API below /_sim. */
	url: string;
	credentials: SimulatorCredentials;
	stop(): Promise<void>;
}

/**
 * Starts the simulator and waits until it serves.
 *
 * @param port Port to listen on; 0 leaves the choice to the system.
 */
export async function startSimulator(port = 0): Promise<RunningSimulator> {
	const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
	const main = join(root, 'simulator/main.ts');
	const child = spawn(process.execPath, [tsx, main, '--port', String(port), '--json'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const forget = onExit(() => void child.kill('SIGTERM'));
	const ended = once(child, 'exit');
	const line = await Promise.race([
		once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
		ended.then(([code]) => {
			throw new Error(`The simulator ended with code ${String(code)} before it was ready.`);
		}),
	]);
	const ready = JSON.parse(line) as Omit<RunningSimulator, 'stop'>;
	return {
		...ready,
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
			forget();
		},
	};
}

/** One n8n credential for each way to sign in to the simulator. */
export function credentialsFor({ url, credentials }: Omit<RunningSimulator, 'stop'>) {
	const base = { type: 'netSapiensApi' };
	const login = credentials.password;
	return {
		apiKey: {
			...base,
			name: 'NetSapiens: API key',
			data: { server: url, authentication: 'apiKey', apiKey: credentials.apiKeys.officeManager },
		},
		password: {
			...base,
			name: 'NetSapiens: username & password',
			data: { server: url, authentication: 'password', ...login },
		},
		jwt: {
			...base,
			name: 'NetSapiens: JWT',
			data: { server: url, authentication: 'jwt', jwtSource: 'password', ...login },
		},
	} satisfies Record<string, CredentialData>;
}
