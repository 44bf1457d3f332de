import type { JestEnvironment } from '@jest/environment';
import type { TestResult } from '@jest/test-result';
import type { Circus, Config } from '@jest/types';
import type Runtime from 'jest-runtime';

import { circusInside, TestRunner, type Project } from './jest.mts';

/** How often each mutant's place was reached, in all and by test. */
export interface Coverage {
	static: Record<string, number>;
	perTest: Record<string, Record<string, number>>;
}

/** What Stryker's changed code looks at. */
interface Scope {
	activeMutant?: string;
	currentTestId?: string;
	hitCount?: number;
	hitLimit?: number;
	mutantCoverage: Coverage;
}

/** A mutant to be tried. */
export interface Tried {
	id: string;
	/** How often its place may be reached before it counts as an endless loop. */
	hitLimit?: number;
}

/** What came of running tests of one file. */
export interface FileRun {
	/** By full name, only those that ran. */
	tests: { name: string; ms: number; passed: boolean; message: string }[];
	/** The first that failed; the rest is not run. */
	failed?: { name: string; message: string };
	/** Those that did not reach the mutant's place, as when something is remembered from earlier. */
	missed: string[];
}

interface SnapshotState {
	clear(): void;
}

/** What Jest's `expect` knows of the file it is used in. */
interface Expecting {
	snapshotState: SnapshotState;
	testPath: string;
}

const handlersKey = Symbol.for('EVENT_HANDLERS');
const matchersKey = Symbol.for('$$jest-matchers-object');

/** What Stryker and Jest keep among the globals of a test file. */
interface World {
	__stryker__?: Scope;
	[handlersKey]?: Handler[];
	[matchersKey]?: { state: object };
}

interface CircusInside {
	initialize(given: object): Promise<{ snapshotState: SnapshotState }>;
	runAndTransformResultsToJestFormat(given: object): Promise<TestResult>;
}

type Handler = (event: Circus.Event, state: Circus.State) => unknown;
type Framework = (
	globalConfig: Config.GlobalConfig,
	config: Config.ProjectConfig,
	environment: JestEnvironment,
	runtime: Runtime,
	path: string,
) => Promise<unknown>;

/** By test file: what to do once Jest has made its world. */
const expected = new Map<string, Framework>();

const framework: Framework = async (globalConfig, config, environment, runtime, path) =>
	await expected.get(path)?.(globalConfig, config, environment, runtime, path);
Object.assign(globalThis, { [Symbol.for('netsapiens.mutation')]: framework });

/** Nothing interrupts. */
const watcher = { isInterrupted: () => false, isWatchMode: () => false };

/**
 * A test file that is loaded once and run as often as there are mutants to try. Loading takes a
 * second, running one test some milliseconds, and Jest alone would load for every mutant.
 */
export class LoadedFile {
	readonly coverage: Coverage;
	private readonly world: World;
	private readonly scope: Scope;
	private readonly expecting: Expecting;
	private readonly state: Circus.State;
	private readonly close: () => void;
	private readonly runCircus: () => Promise<TestResult>;
	private readonly handlers: Handler[];
	private readonly limit = { ms: 0 };
	private listening = true;
	private failed = false;
	private hitsBefore = 0;
	private missed: string[] = [];

	private constructor(given: {
		world: World;
		scope: Scope;
		expecting: Expecting;
		handlers: Handler[];
		state: Circus.State;
		close: () => void;
		runCircus: () => Promise<TestResult>;
	}) {
		this.world = given.world;
		this.scope = given.scope;
		this.expecting = given.expecting;
		this.coverage = given.scope.mutantCoverage;
		this.handlers = given.handlers;
		this.state = given.state;
		this.close = given.close;
		this.runCircus = given.runCircus;
		this.handlers.push((event, state) => this.hear(event, state));
	}

	/**
	 * @param mutant is active from the start, to try code that runs when it is loaded
	 * @throws what the file throws when it is loaded
	 */
	static async load(project: Project, path: string, mutant?: Tried): Promise<LoadedFile> {
		const scope: Scope = { mutantCoverage: { static: {}, perTest: {} } };
		if (mutant) Object.assign(scope, { activeMutant: mutant.id, hitLimit: mutant.hitLimit });
		if (mutant) scope.hitCount = 0;
		return await new Promise((resolve, reject) => {
			expected.set(path, async (globalConfig, config, environment, runtime) => {
				const world = environment.global as unknown as World;
				world.__stryker__ = scope;
				const circus = runtime.requireInternalModule<CircusInside>(circusInside);
				const handlers = world[handlersKey]!;
				let state: Circus.State | undefined;
				handlers.push((_event, now) => (state = now));
				const { snapshotState } = await circus.initialize({
					config,
					environment,
					globalConfig,
					localRequire: runtime.requireModule.bind(runtime),
					parentProcess: process,
					runtime,
					setGlobalsForRuntime: runtime.setGlobalsForRuntime.bind(runtime),
					testPath: path,
				});
				try {
					for (const file of config.setupFilesAfterEnv) runtime.requireModule(file);
					runtime.requireModule(path);
				} catch (error) {
					handlers[0]?.({ name: 'teardown' }, state!);
					throw error;
				}
				const result = { testResults: [], numPassingTests: 0 };
				return await new Promise((close) => {
					resolve(
						new LoadedFile({
							world,
							scope,
							expecting: { snapshotState, testPath: path },
							handlers,
							state: state!,
							close: () => close(result),
							runCircus: async () =>
								await circus.runAndTransformResultsToJestFormat({
									config,
									globalConfig,
									testPath: path,
								}),
						}),
					);
				});
			});
			const runner = new TestRunner(project.global, {});
			runner.on('test-file-failure', ([, error]) => reject(error as unknown as Error));
			const test = { context: project.context, path };
			void runner.runTests([test], watcher as never, { serial: true });
		});
	}

	/** Runs tests by full name, with a mutant or without, until one fails. */
	async run(wanted: (name: string) => boolean, limitMs: number, mutant?: Tried): Promise<FileRun> {
		this.reset();
		this.limit.ms = limitMs;
		this.scope.hitCount = 0;
		this.scope.hitLimit = mutant?.hitLimit;
		this.scope.activeMutant = mutant?.id;
		const choice = { test: (name: string) => !this.failed && wanted(name) };
		this.state.testNamePattern = choice as unknown as RegExp;
		const { testResults, testExecError } = await this.runCircus();
		this.listening = false;
		this.scope.activeMutant = undefined;
		const tests = testResults
			.filter(({ status }) => status === 'passed' || status === 'failed')
			.map(({ fullName, duration, status, failureMessages }) => ({
				name: fullName,
				ms: duration ?? 0,
				passed: status === 'passed',
				message: failureMessages.join('\n'),
			}));
		const missed = mutant ? [...this.missed] : [];
		const failed = tests.find(({ passed }) => !passed);
		if (failed) return { tests, failed, missed };
		if (!testExecError) return { tests, missed };
		const { stack = '' } = testExecError as { stack?: string };
		return { tests, failed: { name: tests[0]?.name ?? '', message: stack }, missed };
	}

	/** Lets go of the file. */
	dispose(): void {
		if (this.listening) this.handlers[0]?.({ name: 'teardown' }, this.state);
		this.close();
	}

	private hear(event: Circus.Event, state: Circus.State): void {
		if (event.name === 'run_start' && this.limit.ms > 0) state.testTimeout = this.limit.ms;
		if (event.name === 'test_start') {
			this.scope.currentTestId = nameOf(event.test);
			this.hitsBefore = this.scope.hitCount ?? 0;
		}
		if (event.name === 'test_done' && this.scope.hitCount === this.hitsBefore) {
			this.missed.push(nameOf(event.test));
		}
		if (event.name === 'test_done' || event.name === 'test_skip') {
			this.scope.currentTestId = undefined;
			if (event.test.errors.length > 0) this.failed = true;
		}
	}

	/** As if no test had run yet. */
	private reset(): void {
		this.failed = false;
		this.missed = [];
		this.expecting.snapshotState.clear();
		// Files that run in Node's own world share it.
		this.world.__stryker__ = this.scope;
		Object.assign(this.world[matchersKey]!.state, this.expecting);
		this.state.unhandledErrors.length = 0;
		this.state.hasStarted = false;
		for (const test of testsIn(this.state.rootDescribeBlock)) {
			Object.assign(test, { errors: [], invocations: 0, status: null, startedAt: null });
			Object.assign(test, { duration: null, retryReasons: [], seenDone: false });
		}
		if (this.listening) return;
		const setup = { name: 'setup', parentProcess: process } as unknown as Circus.Event;
		this.handlers[0]?.(setup, this.state);
		this.listening = true;
	}
}

function testsIn(block: Circus.DescribeBlock): Circus.TestEntry[] {
	return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsIn(child)));
}

function nameOf(test: Circus.TestEntry): string {
	const names = [test.name as string];
	let block: Circus.DescribeBlock | undefined = test.parent;
	for (; block?.parent; block = block.parent) names.unshift(block.name as string);
	return names.join(' ');
}
