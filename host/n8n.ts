/** Starts and stops the pinned real n8n. */
import getPort, { portNumbers } from 'get-port';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onExit } from 'signal-exit';

import { eventually } from './eventually';
import { n8nDirectory, n8nNodeBinDirectory, otherN8n } from './paths';

/** The process of n8n to run: all of it, or in queue mode one of its parts. */
export type N8nCommand = 'start' | 'worker' | 'webhook';

export interface N8nOptions {
	/** Usually `start`. */
	command?: N8nCommand;
	/** Where n8n keeps its data; see installPackage for what has to be there. */
	userFolder: string;
	/** The port to use if it is free; one of the following or any free one otherwise. */
	preferredPort?: number;
	/** Environment variables on top of the usual ones. */
	env?: Record<string, string>;
}

export interface RunningN8n {
	/** Address of the editor and the API, without a slash at the end. */
	url: string;
	userFolder: string;
	/** Its process, for what the operating system knows about it. */
	pid: number;
	/** All that n8n printed. */
	logFile: string;
	/** Asks n8n to end, insists after some seconds, and resolves when it is gone. */
	stop(): Promise<void>;
	/** Ends n8n as a power cut would: it gets no chance to tidy up. */
	kill(): Promise<void>;
}

const readyLines: Record<N8nCommand, string> = {
	start: 'Editor is now accessible',
	worker: 'n8n worker is now ready',
	webhook: 'Webhook listener waiting for requests',
};

const startTimeoutSeconds = 180;
const shutdownSeconds = 5;

/** A port is free when chosen; another program may take it before n8n listens. */
const attempts = 3;
const portTaken = /EADDRINUSE|port .* is already in use/i;

/** Settings of an n8n that the user of this machine may have; ours starts without them. */
const othersSettings = /^(N8N|DB|QUEUE|EXECUTIONS|GENERIC|WEBHOOK)_/;

/** Modules that would ask n8n's cloud services at every start; an older n8n refuses unknown ones. */
const ofPinned = { N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,chat-hub' };

/** For an n8n that nobody looks at: a third of what a start costs is its editor. */
export const withoutEditor = { N8N_DISABLE_UI: 'true' };

/** n8n 1.x keeps files in memory unless it is told otherwise. */
const ofOlder = { N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' };

function environment(options: N8nOptions, port: number, brokerPort: number) {
	const inherited = Object.entries(process.env).filter(([name]) => !othersSettings.test(name));
	return {
		...Object.fromEntries(inherited),
		PATH: [n8nNodeBinDirectory, process.env.PATH].join(delimiter),
		N8N_USER_FOLDER: options.userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_EDITOR_BASE_URL: `http://localhost:${port}`,
		WEBHOOK_URL: `http://localhost:${port}/`,
		GENERIC_TIMEZONE: 'America/New_York',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: String(shutdownSeconds),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		// n8n 1.x has one connection by default, on which parallel requests get into each other.
		DB_SQLITE_POOL_SIZE: '3',
		// Left to itself, every execution makes a world for expressions, be there any or not, from source.
		N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
		...(process.env[otherN8n] ? ofOlder : ofPinned),
		NODE_ENV: 'production',
		...options.env,
	};
}

/** @returns The last lines of n8n's log, for people who have to find out what went wrong. */
async function tail(logFile: string, lines = 30): Promise<string> {
	const text = await readFile(logFile, 'utf8');
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/** Waits until n8n says that it is ready. Throws with the tail of the log when it never is. */
async function untilReady(child: ChildProcess, logFile: string, readyLine: string): Promise<void> {
	const deadline = Date.now() + startTimeoutSeconds * 1000;
	while (!(await readFile(logFile, 'utf8')).includes(readyLine)) {
		const ended = hasEnded(child);
		if (ended || Date.now() > deadline) {
			const what = ended ? 'ended' : `was not ready after ${startTimeoutSeconds} s`;
			throw new Error(`n8n ${what}. The end of ${logFile}:\n\n${await tail(logFile)}\n`);
		}
		await sleep(100);
	}
}

/** Waits until n8n takes requests: for a moment after it says that it is ready, it refuses them with 503. */
async function untilAnswering(port: number): Promise<void> {
	const status = await eventually(
		async () =>
			await fetch(`http://localhost:${port}/healthz/readiness`).then(
				(answer) => answer.status,
				() => 0,
			),
		(answered) => answered === 200,
		startTimeoutSeconds,
	);
	if (status !== 200) throw new Error(`n8n does not get ready: it answers ${status}`);
}

function hasEnded(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess): Promise<void> {
	if (hasEnded(child)) return;
	const ended = once(child, 'exit');
	const insist = setTimeout(() => child.kill('SIGKILL'), (shutdownSeconds + 5) * 1000);
	child.kill('SIGTERM');
	await ended;
	clearTimeout(insist);
}

async function launch(options: N8nOptions): Promise<RunningN8n> {
	const { preferredPort: first, env: { N8N_PORT: chosen } = {} } = options;
	const free = async () => await getPort(first ? { port: portNumbers(first, first + 20) } : {});
	const port = chosen ? Number(chosen) : await free();
	const brokerPort = await getPort({ exclude: [port] });
	await mkdir(options.userFolder, { recursive: true });
	const command = options.command ?? 'start';
	const logFile = join(options.userFolder, command === 'start' ? 'n8n.log' : `${command}.log`);
	const log = await open(logFile, 'w');
	const node = process.env[otherN8n] ? join(n8nNodeBinDirectory, 'node') : process.execPath;
	const child = spawn(node, [join(n8nDirectory, 'bin/n8n'), command], {
		env: environment(options, port, brokerPort),
		stdio: ['ignore', log.fd, log.fd],
	});
	await log.close();
	const forget = onExit(() => void child.kill('SIGTERM'));
	const stop = async () => {
		await end(child);
		forget();
	};
	const kill = async () => {
		child.kill('SIGKILL');
		await stop();
	};
	try {
		await untilReady(child, logFile, readyLines[command]);
		if (command !== 'worker') await untilAnswering(port);
	} catch (error) {
		await stop();
		throw error;
	}
	const { userFolder } = options;
	const { pid = 0 } = child;
	return { url: `http://localhost:${port}`, userFolder, pid, logFile, stop, kill };
}

/**
 * Starts the pinned n8n and waits until its editor answers.
 *
 * @throws When n8n ends or does not get ready; the message holds the end of its log.
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await launch(options);
		} catch (error) {
			if (attempt === attempts || !portTaken.test(String(error))) throw error;
		}
	}
}
