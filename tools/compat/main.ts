/**
 * `npm run test:compat [-- VERSION…]`: runs the host tests in other versions of n8n than the pinned one,
 * and in that too, each on its Node.js, and writes into docs/compatibility.md what came out. A version
 * is the beginning of one: `2.16`. What is missing is installed first: some minutes and 2 GB each.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

import { cacheDirectory, otherN8n, root } from '../../host/paths';
import { chosen, hosts, type Host } from './hosts';
import { resultOf, type JestReport } from './result';
import { withResult } from './table';

const document = join(root, 'docs/compatibility.md');

/** @returns whether all tests passed */
async function tryIn(host: Host): Promise<boolean> {
	console.log(`\nn8n ${host.n8n} on Node.js ${host.node}`);
	const report = join(cacheDirectory, `compat-${host.n8n}.json`);
	await jestIn(host, report);
	const parsed = JSON.parse(await readFile(report, 'utf8')) as JestReport;
	const result = resultOf(parsed, host, new Date());
	for (const name of result.skipped) console.log(`skipped: ${name}`);
	console.log(`n8n ${host.n8n}: ${result.passed} passed, ${result.failed} failed`);
	await write(withResult(await readFile(document, 'utf8'), result));
	return result.failed === 0 && parsed.success;
}

async function write(markdown: string): Promise<void> {
	const config = await resolveConfig(document);
	await writeFile(document, await format(markdown, { ...config, filepath: document }));
}

/** Its exit code is not looked at: the report says more. */
async function jestIn({ folder, part }: Host, report: string): Promise<void> {
	await mkdir(cacheDirectory, { recursive: true });
	const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js'];
	const words = ['--selectProjects', 'host', '--maxWorkers=2', '--json', `--outputFile=${report}`];
	const child = spawn(
		process.execPath,
		['tools/run.mjs', `--${part}`, 'node', ...jest, ...words, '--testPathIgnorePatterns', 'queue'],
		{
			cwd: root,
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, ...(folder !== 'n8n' && { [otherN8n]: folder }) },
		},
	);
	await once(child, 'exit');
}

async function main(): Promise<void> {
	for (const host of chosen(await hosts(), process.argv.slice(2))) {
		if (!(await tryIn(host))) process.exitCode = 1;
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
