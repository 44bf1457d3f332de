/** `npm run test:mutation -- PATH…`: breaks code on purpose and looks whether a test notices. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { Command } from 'commander';

import { root } from '../../host/paths';
import {
	isAlive,
	isTried,
	keyOf,
	measured,
	noticed,
	readReport,
	reportFile,
	stateOf,
	type Mutant,
} from './results';
import { isInSample } from './sample';
import { runStryker } from './stryker';
import { writeSummary } from './summary';

interface Options {
	summary?: boolean;
	quick?: boolean;
	force?: boolean;
	tests?: string[];
	concurrency: string;
	budget: string;
	sample: string;
}

/** Code that runs in n8n, where the engine tests may notice what the unit tests do not. */
const shipped = /^(nodes|credentials)\//;

/** A file itself, or all code of a folder. */
function filesOf(path: string): string[] {
	if (!statSync(join(root, path)).isDirectory()) return [path];
	return readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(path, file));
}

/** As Stryker wants it: a file, or all code of a folder. */
function patternOf(path: string): string {
	const full = join(root, path);
	if (!existsSync(full)) throw new Error(`There is no ${path}`);
	return statSync(full).isDirectory() ? `${path.replace(/\/$/, '')}/**/*.ts` : path;
}

/** What the unit tests let live, tried on the engine tests. */
async function tryOnEngine(survivors: Map<string, [string, Mutant]>, options: Options) {
	const before = noticed.read();
	const left = [...survivors].filter(([key]) => !before.has(key));
	if (left.length === 0) return;
	console.log(`\n${left.length} mutants go on to the engine tests.`);
	await runStryker({
		project: 'engine',
		mutate: left.map(([, [file, { location }]]) => `${file}:${rangeOf(location)}`),
		only: left.map(([key]) => key),
		tests: options.tests,
		budget: Number(options.budget),
		concurrency: Number(options.concurrency),
	});
	const { files } = readReport(reportFile('engine'));
	const found = Object.entries(files).flatMap(([file, { mutants }]) =>
		mutants
			.filter((mutant) => isTried(mutant) && !isAlive(mutant))
			.map((mutant) => keyOf(file, mutant)),
	);
	const killed = found.filter((key) => survivors.has(key));
	noticed.add(killed);
	console.log(`The engine tests noticed ${killed.length} of ${left.length}.`);
	for (const [key] of left.filter(([key]) => !killed.includes(key))) console.log(`  lives: ${key}`);
}

/** Whose tests decide: those of the folder that all paths are in. */
function projectOf(paths: string[]): 'unit' | 'tools' | 'simulator' {
	const [folder, ...others] = new Set(paths.map((path) => path.split('/')[0]));
	if (others.length === 0 && (folder === 'simulator' || folder === 'tools')) return folder;
	return 'unit';
}

function rangeOf({ start, end }: Mutant['location']): string {
	return `${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

async function main(paths: string[], options: Options): Promise<void> {
	if (options.summary) return await writeSummary();
	const tried = paths.flatMap(filesOf);
	// Now, because somebody may go on working while it runs.
	const sample = Number(options.sample);
	const states = tried.map((file) => stateOf(file, sample));
	const project = projectOf(paths);
	await runStryker({
		project,
		mutate: paths.map(patternOf),
		tests: options.tests,
		budget: Number(options.budget),
		concurrency: Number(options.concurrency),
		force: options.force,
		sample,
	});
	measured.add(states);
	if (options.quick) return;
	const { files } = readReport(reportFile(project));
	const survivors = new Map<string, [string, Mutant]>();
	for (const [file, { mutants }] of Object.entries(files)) {
		if (!shipped.test(file) || !tried.includes(file)) continue;
		for (const mutant of mutants.filter(isAlive)) {
			const key = keyOf(file, mutant);
			if (isInSample(key, sample)) survivors.set(key, [file, mutant]);
		}
	}
	await tryOnEngine(survivors, options);
}

void new Command('test:mutation')
	.description('Breaks code on purpose and looks whether a test notices.')
	.argument('[paths...]', 'files or folders')
	.option('--quick', 'ask the unit tests only, not the engine tests as well')
	.option('--tests <words...>', 'only test files with one of these in their path')
	.option('--force', 'forget earlier results')
	.option('--concurrency <number>', 'processes at a time', '1')
	.option('--budget <seconds>', 'of the processor that one mutant may cost', '2')
	.option('--sample <percent>', 'try only so many of the mutants, always the same', '100')
	.option('--summary', 'write what is known into docs/testing.md')
	.action(main)
	.parseAsync()
	.catch((error: Error) => {
		console.error(error.message);
		process.exitCode = 1;
	});
