/** The parts of Jest that load test files, taken from the Jest of this repository. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Config } from '@jest/types';
import type * as JestConfig from 'jest-config';
import type * as JestRunner from 'jest-runner';
import type Runtime from 'jest-runtime';

type Core = typeof import('@jest/core');
type TestContext = Awaited<ReturnType<typeof Runtime.createContext>>;

const load = createRequire(join(process.cwd(), 'package.json'));
const { readConfigs } = load('jest-config') as typeof JestConfig;
const { SearchSource } = load('@jest/core') as Core;
const { default: JestRuntime } = load('jest-runtime') as { default: typeof Runtime };

/** Runs test files in this very process. */
export const TestRunner = (load('jest-runner') as { default: typeof JestRunner.default }).default;

/** Where jest-circus keeps what runs inside the world of a test file. */
export const circusInside = join(load.resolve('jest-circus'), '../jestAdapterInit.js');

/** Where code lies that tests import, beside the tests themselves. */
const sources = ['nodes', 'credentials', 'simulator', 'tools', 'test/support'];

/** Tests that start what they are about as a process, where breaks are out of sight. */
const aboutProcesses = /simulator\/process\.test\.ts$/;

/** A project of jest.config.mjs, ready to load test files. */
export interface Project {
	name: string;
	global: Config.GlobalConfig;
	context: TestContext;
	/** The test files that import one of these files, be it by way of others. */
	testsOf(files: string[]): Promise<string[]>;
}

/** Opens projects of jest.config.mjs in the working directory. */
export async function openProjects(names: string[]): Promise<Project[]> {
	const argv: Config.Argv = { _: [], $0: 'jest', ci: true, silent: true, watchman: false };
	const { globalConfig, configs } = await readConfigs(argv, [process.cwd()]);
	const wanted = configs.filter(({ displayName }) => names.includes(displayName?.name ?? ''));
	return await Promise.all(wanted.map(async (config) => await openProject(globalConfig, config)));
}

async function openProject(
	global: Config.GlobalConfig,
	config: Config.ProjectConfig,
): Promise<Project> {
	const roots = [...config.roots, ...sources.map((folder) => join(process.cwd(), folder))];
	const testRunner = join(import.meta.dirname, 'test-framework.cjs');
	const name = config.displayName?.name ?? '';
	const moduleNameMapper = [...config.moduleNameMapper];
	if (name === 'simulator' || name === 'engine') moduleNameMapper.push(simulatorOfSource());
	const context = await JestRuntime.createContext(
		{ ...config, roots, testRunner, moduleNameMapper },
		{ maxWorkers: 1, watchman: false, console },
	);
	const testsOf = async (files: string[]) => {
		const { tests } = await new SearchSource(context).findRelatedTests(new Set(files), false);
		return tests.map(({ path }) => path).filter((path) => !aboutProcesses.test(path));
	};
	return { name, global, context, testsOf };
}

/** A simulator that tests start is made of its source, not of the one file where breaks are out of sight. */
function simulatorOfSource(): [string, string] {
	return ['/support/simulator$', join(process.cwd(), 'simulator/steer/within.ts')];
}
