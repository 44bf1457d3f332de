/** StrykerJS's way to our tests: `testRunner: 'loaded-jest'`. */
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { openProjects, type Project } from './jest.mts';
import { LoadedFile, type Coverage, type FileRun, type Tried } from './loadedFile.mts';
import { isInSample } from './sample.ts';
import type {
	ActiveMutant,
	DryRunOptions,
	DryRunResult,
	Logger,
	MutantRunOptions,
	MutantRunResult,
	Place,
	TestResult,
} from './stryker.mts';

/** How many test files stay loaded, most of all to spare memory. */
const KEPT = 24;

/** The least time a test has while a mutant is active; Jest's own limit would be a minute. */
const LEAST_LIMIT_MS = 5_000;

/** What the first run, without mutants, has shown; in a file, because each worker needs it. */
interface Ledger {
	/** By mutant: the test files whose loading, or what goes before their tests, reaches it. */
	loading: Record<string, string[]>;
	/** By mutant among those: by test file, the tests that reach it as well. */
	covering: Record<string, Record<string, string[]>>;
	/** By test file: milliseconds of all its tests. */
	ms: Record<string, number>;
}

interface Options {
	testProjects: string[];
	/** Seconds of the processor that a mutant may cost; 0 for no limit. */
	testBudget: number;
	/** Words in the paths of the test files that are used; all if missing. */
	testPaths?: string[];
	/** Try these mutants only; all if missing. */
	testOnly?: string[];
	/** Try so many percent of the mutants only. */
	testSample: number;
}

/** In Stryker's copy of the repository, where a worker goes after it has loaded this file. */
const ledgerFile = () => join(process.cwd(), '.mutation-ledger.json');
const separator = ' › ';

class LoadedJest {
	static readonly inject = ['options', 'logger'] as const;
	private readonly options: Options;
	private readonly log: Logger;
	private projects: Project[] = [];
	private kept = new Map<string, LoadedFile>();
	private ledger: Ledger = { loading: {}, covering: {}, ms: {} };
	/** Tests that pass only once after loading, such as those about what is remembered. */
	private readonly once = new Set<string>();
	/** How many mutants of a file each test file has found, and how many of all files: those go first. */
	private found = new Map<string, number>();

	constructor(options: Options, log: Logger) {
		this.options = options;
		this.log = log;
	}

	capabilities() {
		return { reloadEnvironment: true };
	}

	async init(): Promise<void> {
		linkHost();
		this.projects = await openProjects(this.options.testProjects);
		try {
			this.ledger = JSON.parse(readFileSync(ledgerFile(), 'utf8')) as Ledger;
		} catch {
			// The first worker makes it.
		}
	}

	/** Runs all tests that can reach the files, without a mutant. */
	async dryRun({ files = [] }: DryRunOptions): Promise<DryRunResult> {
		const tests: TestResult[] = [];
		const coverage: Coverage = { static: {}, perTest: {} };
		for (const project of this.projects) {
			const paths = await project.testsOf(files);
			for (const path of paths.filter((one) => this.isUsed(one))) {
				await this.look(path, tests, coverage);
			}
		}
		const { loading, covering } = this.ledger;
		for (const id of Object.keys(covering)) if (!loading[id]) delete covering[id];
		writeFileSync(ledgerFile(), JSON.stringify(this.ledger));
		return { status: 'complete', tests, mutantCoverage: coverage };
	}

	private isUsed(path: string): boolean {
		const { testPaths } = this.options;
		const file = relative(process.cwd(), path);
		return !testPaths || testPaths.some((words) => file.includes(words));
	}

	private async look(path: string, tests: TestResult[], coverage: Coverage): Promise<void> {
		const file = relative(process.cwd(), path);
		const loaded = await this.open(path);
		const run = await loaded.run(() => true, 0);
		for (const { name, ms, passed, message } of run.tests) {
			if (!passed) this.log.warn(`left out, since it fails without a mutant: ${name}\n${message}`);
			tests.push({
				id: `${file}${separator}${name}`,
				name: `${file}${separator}${name}`,
				fileName: path,
				timeSpentMs: ms,
				status: passed ? 0 : 2,
			});
		}
		this.ledger.ms[path] = run.tests.reduce((sum, { ms }) => sum + ms, 0);
		for (const [id, hits] of Object.entries(loaded.coverage.static)) {
			coverage.static[id] = (coverage.static[id] ?? 0) + hits;
			(this.ledger.loading[id] ??= []).push(path);
		}
		const passing = new Set(run.tests.filter(({ passed }) => passed).map(({ name }) => name));
		for (const [name, hits] of Object.entries(loaded.coverage.perTest)) {
			if (!passing.has(name)) continue;
			coverage.perTest[`${file}${separator}${name}`] = { ...hits };
			for (const id of Object.keys(hits)) {
				((this.ledger.covering[id] ??= {})[path] ??= []).push(name);
			}
		}
	}

	async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
		const { activeMutant, testFilter = [], hitLimit } = options;
		// Stryker allows a hundred times the hits of all tests, which takes an endless loop minutes.
		const limit = hitLimit && { hitLimit: hitLimit / 20 + 1_000 };
		const mutant: Tried = { id: activeMutant.id, ...limit };
		const source = relative(process.cwd(), options.sandboxFileName);
		if (!this.isWanted(keyOf(source, activeMutant))) {
			return { status: 'error', errorMessage: 'was not tried' };
		}
		const isStatic = testFilter.length === 0;
		const loading = isStatic ? (this.ledger.loading[mutant.id] ?? []) : [];
		const names = isStatic ? this.coveringOnly(mutant.id, loading) : byFile(testFilter);
		// Loading takes long: first what goes without.
		const paths = [...this.sorted([...names.keys()], source), ...this.sorted(loading, source)];
		let nrOfTests = 0;
		const began = process.cpuUsage();
		for (const path of paths) {
			if (this.isTooDear(began)) break;
			const wanted = names.get(path);
			const { tests, failed } = wanted
				? await this.whileRunning(path, wanted, mutant)
				: await this.fromTheStart(path, mutant);
			nrOfTests += tests.length;
			if (!failed) continue;
			for (const key of [`${source} ${path}`, path]) {
				this.found.set(key, (this.found.get(key) ?? 0) + 1);
			}
			const killedBy = [`${relative(process.cwd(), path)}${separator}${failed.name}`];
			return { status: 'killed', killedBy, failureMessage: failed.message, nrOfTests };
		}
		return { status: 'survived', nrOfTests };
	}

	private isWanted(key: string): boolean {
		const { testOnly, testSample } = this.options;
		return testOnly?.includes(key) !== false && isInSample(key, testSample);
	}

	/** Of a mutant that loading reaches in some files: the tests that reach it in the others. */
	private coveringOnly(id: string, loading: string[]): Map<string, Set<string>> {
		const files = Object.entries(this.ledger.covering[id] ?? {});
		const others = files.filter(([path]) => !loading.includes(path));
		return new Map(others.map(([path, tests]) => [path, new Set(tests)]));
	}

	/** Tries a mutant on a loaded file, and loads it afresh for tests that pass only once. */
	private async whileRunning(path: string, names: Set<string>, mutant: Tried): Promise<FileRun> {
		const once = new Set([...names].filter((name) => this.once.has(`${path} ${name}`)));
		const often = new Set([...names].filter((name) => !once.has(name)));
		const run = await this.onKept(path, often, mutant);
		if (run.failed || once.size === 0) return run;
		this.drop(path);
		const more = await this.onKept(path, once, mutant);
		return { ...more, tests: [...run.tests, ...more.tests] };
	}

	/**
	 * What earlier mutants left behind must not decide: a file in which the failed test fails without the
	 * mutant, too, or in which tests do not reach the mutant any more, is loaded afresh.
	 */
	private async onKept(path: string, names: Set<string>, mutant: Tried): Promise<FileRun> {
		const wanted = (name: string) => names.has(name);
		const limit = this.limitOf(path);
		const isFresh = !this.kept.has(path);
		if (names.size === 0) return { tests: [], missed: [] };
		const run = await (await this.open(path)).run(wanted, limit, mutant);
		if (!run.failed) {
			if (run.missed.length === 0 || isFresh) return run;
			this.drop(path);
			const missed = new Set(run.missed);
			return await (await this.open(path)).run((name) => missed.has(name), limit, mutant);
		}
		if (await this.isClean(path, run.failed.name)) return run;
		this.drop(path);
		if (isFresh) return run;
		this.once.add(`${path} ${run.failed.name}`);
		const again = await (await this.open(path)).run(wanted, limit, mutant);
		if (again.failed) this.drop(path);
		return again;
	}

	/** Measured in time of the processor, so that a busy machine finds the same. */
	private isTooDear(began: NodeJS.CpuUsage): boolean {
		const { user, system } = process.cpuUsage(began);
		return this.options.testBudget > 0 && (user + system) / 1e6 > this.options.testBudget;
	}

	/** Whether a test passes without a mutant. */
	private async isClean(path: string, name: string): Promise<boolean> {
		const run = await (await this.open(path)).run((one) => one === name, this.limitOf(path));
		return !run.failed;
	}

	/** Tries a mutant that is active while the file is loaded. */
	private async fromTheStart(path: string, mutant: Tried): Promise<FileRun> {
		let loaded: LoadedFile;
		try {
			loaded = await LoadedFile.load(this.project(path), path, mutant);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			return { tests: [], failed: { name: 'loading', message }, missed: [] };
		}
		try {
			return await loaded.run(() => true, this.limitOf(path), mutant);
		} finally {
			loaded.dispose();
		}
	}

	dispose(): void {
		for (const path of [...this.kept.keys()]) this.drop(path);
	}

	private async open(path: string): Promise<LoadedFile> {
		const loaded = this.kept.get(path) ?? (await LoadedFile.load(this.project(path), path));
		this.kept.delete(path);
		this.kept.set(path, loaded);
		const [oldest] = this.kept.keys();
		if (this.kept.size > KEPT && oldest) this.drop(oldest);
		return loaded;
	}

	private drop(path: string): void {
		this.kept.get(path)?.dispose();
		this.kept.delete(path);
	}

	private project(path: string): Project {
		const inFolder = ({ name }: Project) => path.startsWith(join(process.cwd(), 'test', name));
		const project = this.projects.find(inFolder);
		if (!project) throw new Error(`No project has ${path}`);
		return project;
	}

	private limitOf(path: string): number {
		return Math.max(LEAST_LIMIT_MS, 3 * (this.ledger.ms[path] ?? 0));
	}

	/** First what has found most mutants of the source, what is called like it, has found most, is quick. */
	private sorted(paths: string[], source: string): string[] {
		const found = (path: string) => this.found.get(`${source} ${path}`) ?? 0;
		const near = (path: string) => nearness(relative(process.cwd(), path), source);
		const foundAtAll = (path: string) => this.found.get(path) ?? 0;
		const ms = (path: string) => this.ledger.ms[path] ?? 0;
		return [...new Set(paths)].sort(
			(a, b) =>
				found(b) - found(a) || near(b) - near(a) || foundAtAll(b) - foundAtAll(a) || ms(a) - ms(b),
		);
	}
}

/** How much the path of a test file is like that of a source. */
function nearness(path: string, source: string): number {
	const words = new Set(path.replace('.test.ts', '.ts').split('/'));
	return source.split('/').filter((word) => words.has(word)).length;
}

/** The engine tests look for n8n below the working directory, which is Stryker's copy of the repository. */
function linkHost(): void {
	const link = join(process.cwd(), 'host/n8n/node_modules');
	const real = join(import.meta.dirname, '../../host/n8n/node_modules');
	if (!existsSync(link) && existsSync(real)) symlinkSync(real, link, 'junction');
}

/** Names of tests by the file they stand in. */
function byFile(ids: string[]): Map<string, Set<string>> {
	const files = new Map<string, Set<string>>();
	for (const id of ids) {
		const [file = '', ...name] = id.split(separator);
		const path = join(process.cwd(), file);
		files.set(path, (files.get(path) ?? new Set()).add(name.join(separator)));
	}
	return files;
}

/** As in results.ts, which counts lines and columns from 1. */
function keyOf(file: string, { location, mutatorName, replacement }: ActiveMutant): string {
	const place = ({ line, column }: Place) => `${line + 1}:${column + 1}`;
	return `${file}:${place(location.start)}-${place(location.end)} ${mutatorName} ${replacement}`;
}

export const strykerPlugins = [
	{ kind: 'TestRunner', name: 'loaded-jest', injectableClass: LoadedJest },
];

export const strykerValidationSchema = {
	type: 'object',
	properties: {
		testProjects: { type: 'array', items: { type: 'string' }, default: ['unit'] },
		testBudget: { type: 'number', default: 0 },
		testPaths: { type: 'array', items: { type: 'string' } },
		testOnly: { type: 'array', items: { type: 'string' } },
		testSample: { type: 'number', default: 100 },
	},
};
