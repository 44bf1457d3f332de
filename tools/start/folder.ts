/** Where the demo's n8n keeps its data. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dependencies } from '../../host/n8n/package.json';
import { cacheDirectory } from '../../host/paths';

export interface DemoFolder {
	path: string;
	/** Whether what people do in this n8n is still there next time. */
	kept: boolean;
	release(): Promise<void>;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** The process that uses the folder, if it still runs. */
async function userOf(pidFile: string): Promise<number | undefined> {
	const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
	return pid > 0 && isAlive(pid) ? pid : undefined;
}

/**
 * Takes the folder in .cache, one for each n8n version since their databases differ. While another
 * demo uses it (n8n's database serves one process), a temporary folder stands in.
 */
export async function claimDemoFolder(): Promise<DemoFolder> {
	const path = join(cacheDirectory, `n8n-${dependencies.n8n}`);
	await mkdir(path, { recursive: true });
	const pidFile = join(path, 'demo.pid');
	if ((await userOf(pidFile)) !== undefined) {
		const temporary = await mkdtemp(join(tmpdir(), 'netsapiens-demo-'));
		const release = async () => await rm(temporary, { recursive: true, force: true });
		return { path: temporary, kept: false, release };
	}
	await writeFile(pidFile, String(process.pid));
	return { path, kept: true, release: async () => await rm(pidFile, { force: true }) };
}
