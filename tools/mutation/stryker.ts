import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../../host/paths';
import { folder, incrementalFile, reportFile } from './results';

/** One run of Stryker. */
export interface Run {
	/** The project of jest.config.mjs whose tests are to notice. */
	project: 'unit' | 'tools' | 'simulator' | 'engine';
	/** Files, folders, or places in files (`file:line:column-line:column`). */
	mutate: string[];
	/** Words in the paths of the test files that are used; all if missing. */
	tests?: string[];
	/** Only these mutants, by key; all if missing. */
	only?: string[];
	/** Only so many percent of the mutants. */
	sample?: number;
	/** Seconds of the processor that one mutant may cost. */
	budget?: number;
	concurrency: number;
	/** Forget earlier results. */
	force?: boolean;
}

/** Runs Stryker; its report lies in `reportFile` then. */
export async function runStryker(run: Run): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const config = join(folder, `config-${run.project}.json`);
	writeFileSync(config, JSON.stringify(optionsOf(run), null, '\t'));
	const program = join(root, 'host/stryker/node_modules/.bin/stryker');
	const child = spawn(program, ['run', config], { cwd: root, stdio: 'inherit', env: quietly() });
	const code = await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	});
	if (code !== 0) throw new Error(`Stryker ended with code ${String(code)}; see its output above`);
}

/** Node.js warns of TypeScript that it reads as a module, which only says that it took a moment. */
function quietly(): NodeJS.ProcessEnv {
	const { NODE_OPTIONS = '' } = process.env;
	const warning = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
	return { ...process.env, NODE_OPTIONS: `${NODE_OPTIONS} ${warning}`.trim() };
}

function optionsOf(run: Run) {
	const { project, mutate, tests, only, sample = 100 } = run;
	const { budget = 0, concurrency, force = false } = run;
	return {
		plugins: [join(__dirname, 'plugin.mts')],
		testRunner: 'loaded-jest',
		// Lets Jest load packages that are ES modules, as the simulator does.
		testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
		testProjects: [project],
		testBudget: budget,
		...(tests && { testPaths: tests }),
		...(only && { testOnly: only }),
		testSample: sample,
		mutate: [...mutate, '!nodes/NetSapiens/generated/**', '!**/*.d.ts'],
		coverageAnalysis: 'perTest',
		incremental: !only,
		incrementalFile: incrementalFile(project, sample),
		force,
		concurrency,
		// The sandbox lies in the repository, where Node.js finds the packages as it climbs.
		tempDirName: '.cache/mutation/sandbox',
		symlinkNodeModules: false,
		ignorePatterns: ['.cache', 'dist', 'docs/images', 'host/*/node_modules'],
		// Loading test files takes longer than running them.
		timeoutMS: 20_000,
		dryRunTimeoutMinutes: 60,
		reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
		clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
		jsonReporter: { fileName: reportFile(project) },
		htmlReporter: { fileName: join(folder, `${project}.html`) },
		allowConsoleColors: false,
	};
}
