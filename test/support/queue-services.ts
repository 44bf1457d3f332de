/** Redis and PostgreSQL for n8n's queue mode: throw-away instances of the installed programs. */
import getPort from 'get-port';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface QueueServices {
	/** Environment variables that let every process of an n8n in queue mode find them. */
	env: Record<string, string>;
	stop(): Promise<void>;
}

interface Service {
	stop(): Promise<void>;
}

/** Whom a program runs as; nothing for whoever runs the tests. */
type Identity = { uid?: number; gid?: number };

/** Debian keeps PostgreSQL's programs outside of PATH. */
const postgresVersions = '/usr/lib/postgresql';

const startTimeoutSeconds = 60;

function directories(): string[] {
	const own = (process.env.PATH ?? '').split(delimiter);
	try {
		return [...own, ...readdirSync(postgresVersions).map((v) => join(postgresVersions, v, 'bin'))];
	} catch {
		return own;
	}
}

/** @returns The program with its folder, or undefined when it is not installed. */
function find(program: string): string | undefined {
	return directories()
		.map((directory) => join(directory, program))
		.find((file) => {
			try {
				accessSync(file, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

function need(program: string): string {
	const file = find(program);
	if (!file) throw new Error(`${program} is not installed.`);
	return file;
}

/** @returns The programs that queue mode needs and this machine does not have. */
export function missingPrograms(): string[] {
	return ['redis-server', 'initdb', 'postgres'].filter((program) => !find(program));
}

/** PostgreSQL refuses to run as root: its own user, which the package made, has to do it then. */
function postgresIdentity(): Identity {
	if (process.getuid?.() !== 0) return {};
	const number = (option: string) =>
		Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
	return { uid: number('-u'), gid: number('-g') };
}

/** Starts a program and waits for the line that says it is ready. */
async function launch(
	program: string,
	args: string[],
	readyLine: string,
	identity: Identity = {},
): Promise<Service> {
	const child = spawn(need(program), args, { ...identity, stdio: ['ignore', 'pipe', 'pipe'] });
	const ended = once(child, 'exit');
	const stop = async () => {
		child.kill('SIGINT');
		await ended;
	};
	let printed = '';
	const ready = new Promise<void>((resolve, reject) => {
		const listen = (chunk: Buffer) => {
			printed += chunk.toString();
			if (printed.includes(readyLine)) resolve();
		};
		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		const failed = (what: string) => reject(new Error(`${program} ${what}:\n${printed}`));
		child.once('exit', () => failed('ended'));
		setTimeout(() => failed('does not start'), startTimeoutSeconds * 1000).unref();
	});
	await ready.catch(async (error: unknown) => {
		if (child.exitCode === null) await stop();
		throw error;
	});
	return { stop };
}

async function startRedis(folder: string, port: number): Promise<Service> {
	const settings = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: folder };
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
	return await launch('redis-server', args, 'Ready to accept connections');
}

async function startPostgres(folder: string, port: number): Promise<Service> {
	const identity = postgresIdentity();
	const data = join(folder, 'postgres');
	mkdirSync(data);
	const { uid, gid } = identity;
	if (uid !== undefined && gid !== undefined) {
		for (const path of [folder, data]) chownSync(path, uid, gid);
	}
	const cluster = [
		'-D',
		data,
		'-U',
		'n8n',
		'-E',
		'UTF8',
		'--no-locale',
		'--auth=trust',
		'--no-sync',
	];
	execFileSync(need('initdb'), cluster, { ...identity, cwd: folder, stdio: 'pipe' });
	const settings = ['listen_addresses=127.0.0.1', `port=${port}`, 'fsync=off'];
	const args = [...settings, `unix_socket_directories=${data}`].flatMap((one) => ['-c', one]);
	const ready = 'database system is ready to accept connections';
	return await launch('postgres', ['-D', data, ...args], ready, identity);
}

/**
 * Starts both on free ports, with their data in a temporary folder.
 *
 * @throws Error with what they printed when one of them does not start
 */
export async function startQueueServices(): Promise<QueueServices> {
	const folder = await mkdtemp(join(tmpdir(), 'netsapiens-queue-'));
	const redisPort = await getPort();
	const postgresPort = await getPort({ exclude: [redisPort] });
	const started: Service[] = [];
	const stop = async () => {
		for (let service = started.pop(); service; service = started.pop()) await service.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		started.push(await startRedis(folder, redisPort));
		started.push(await startPostgres(folder, postgresPort));
	} catch (error) {
		await stop();
		throw error;
	}
	const env = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgresPort),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
	};
	return { env, stop };
}
