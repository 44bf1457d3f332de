/** How long Node.js takes to load the node, with n8n-workflow loaded already, as in n8n. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { buildPackage, unpackPackage } from '../../host/package';
import { n8nDirectory } from '../../host/paths';
import type { Bench } from './bench';
import { row } from './rows';
import { inTurns } from './turns';

/** Where n8n and its own nodes find their packages. */
const modules = join(n8nDirectory, '..');

/** @returns milliseconds in a process of its own */
async function milliseconds(file: string, className: string): Promise<number> {
	const script = `
		require('n8n-workflow');
		const began = performance.now();
		new (require(${JSON.stringify(file)}).${className})();
		console.log(performance.now() - began);`;
	const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
		cwd: modules,
		env: { ...process.env, NODE_PATH: modules },
	});
	return Number(stdout);
}

/** Our node's module as it is published, beside the Slack node's. */
export const bench: Bench = async () => {
	await buildPackage();
	const folder = await mkdtemp(join(tmpdir(), 'netsapiens-bench-'));
	try {
		await unpackPackage(folder);
		const slackFile = join(modules, 'n8n-nodes-base/dist/nodes/Slack/Slack.node.js');
		const ourFile = join(folder, 'dist/nodes/NetSapiens/NetSapiens.node.js');
		const { ours, slack } = await inTurns(
			{
				ours: async () => await milliseconds(ourFile, 'NetSapiens'),
				slack: async () => await milliseconds(slackFile, 'Slack'),
			},
			9,
		);
		const what = 'the node, n8n-workflow loaded';
		return [row({ what, unit: 'ms', ours, other: ["n8n's Slack node", slack], atMost: 15 })];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
};
