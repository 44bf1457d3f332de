/** `npm run bench -- NAME…`: measures this package on this machine and prints one table. */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';

import { CannotRun, type Bench, type Effort, type Row } from './bench';
import { table } from './table';
import { say } from './turns';

/** In the order of the table. None is run by `npm test`. */
const benches: Record<string, () => Promise<{ bench: Bench }>> = {
	load: async () => await import('./load'),
	size: async () => await import('./size'),
	items: async () => await import('./items'),
	pages: async () => await import('./pages'),
	report: async () => await import('./report'),
	writes: async () => await import('./writes'),
	upload: async () => await import('./upload'),
	download: async () => await import('./download'),
	editor: async () => await import('./editor'),
	panel: async () => await import('./panel'),
	trigger: async () => await import('./trigger'),
	profile: async () => await import('./profile'),
};

/** They say where the time goes. */
const notInAll = ['panel', 'profile'];

interface Options extends Effort {
	json?: string;
}

/** @throws Error naming those that do not exist */
function chosen(names: string[]): string[] {
	const known = Object.keys(benches);
	const unknown = names.filter((name) => name !== 'all' && !known.includes(name));
	if (unknown.length > 0) {
		throw new Error(`There is no bench "${unknown[0]}". There are: ${known.join(', ')}, all`);
	}
	if (!names.includes('all')) return names;
	return known.filter((name) => !notInAll.includes(name) || names.includes(name));
}

/** A bench that fails does not take the figures of the others away. */
async function rowsOf(name: string, effort: Effort): Promise<Row[]> {
	say(`${name} …`);
	const began = Date.now();
	try {
		const found = await benches[name]?.();
		return (await found?.bench(effort)) ?? [];
	} catch (error) {
		const { message } = error as Error;
		if (error instanceof CannotRun) return [{ what: '', ours: `not run: ${message}` }];
		process.exitCode = 1;
		return [{ what: '', ours: `failed: ${message.split('\n')[0]}` }];
	} finally {
		say(`${name}: ${Math.round((Date.now() - began) / 1000)} s`);
	}
}

async function run(names: string[], { quick = false, json }: Options): Promise<void> {
	const results: Record<string, Row[]> = {};
	for (const name of chosen(names)) results[name] = await rowsOf(name, { quick });
	console.log(table(results));
	if (json) await writeFile(json, `${JSON.stringify(results, null, '\t')}\n`);
}

const command = new Command('npm run bench --')
	.description('Measures this package beside other programs on this machine; prints one table.')
	.argument('<names...>', `${Object.keys(benches).join(', ')}, or all`)
	.option('--quick', 'fewer turns, less work in each')
	.option('--json <file>', 'writes the table to a file as well')
	.showHelpAfterError()
	.action(run);

command.parseAsync().catch((error: Error) => {
	console.error(error.message);
	process.exit(1);
});
