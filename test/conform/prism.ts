import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';

import { root } from '../../host/paths';

/** A running Prism. */
export interface Prism {
	url: string;
	stop(): Promise<void>;
}

/** How long it may take to read a document. */
const START_LIMIT = 120_000;

/**
 * Starts Stoplight Prism with a document: a server that answers by it and refuses what it does not allow.
 *
 * @throws Error with what Prism says when it does not start
 */
export async function startPrism(document: unknown): Promise<Prism> {
	const folder = await mkdtemp(join(tmpdir(), 'netsapiens-conform-'));
	const file = join(folder, 'document.json');
	await writeFile(file, JSON.stringify(document));
	const port = await getPort();
	const program = join(root, 'host/prism/node_modules/.bin/prism');
	const child = spawn(program, ['mock', '--errors', '--port', `${port}`, file], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await new Promise<void>((resolve, reject) => {
			let said = '';
			const fail = (why: string) => reject(new Error(`Prism ${why}: ${said.slice(-2000)}`));
			const timer = setTimeout(() => fail('takes too long to start'), START_LIMIT);
			const hear = (chunk: Buffer) => {
				said = `${said}${chunk.toString()}`;
				if (!said.includes('is listening on')) return;
				clearTimeout(timer);
				resolve();
			};
			child.stdout.on('data', hear);
			child.stderr.on('data', hear);
			child.once('error', reject);
			void ended.then(() => fail('ended'));
		});
	} catch (error) {
		await stop();
		throw error;
	}
	return { url: `http://127.0.0.1:${port}`, stop };
}
