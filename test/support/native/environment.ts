/**
 * Tests run in Node's own world, not in one that Jest makes for each file: what n8n's packages give is of
 * the same kind there as what a test makes (`instanceof Error`), so Node loads them once for all files.
 * That saves a fifth of the time. What a file loads of ours is loaded for it alone, as ever.
 */
import { ModernFakeTimers } from '@jest/fake-timers';
import { TestEnvironment } from 'jest-environment-node';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import vm from 'node:vm';

/** The worlds that Jest made, in whose place Node's is used. */
const unused = new WeakSet<object>();

const { compileFunction } = vm;
vm.compileFunction = (code, parameters, options) => {
	const inItsOwn = !options?.parsingContext || !unused.has(options.parsingContext);
	return compileFunction(
		code,
		parameters,
		inItsOwn ? options : { ...options, parsingContext: undefined },
	);
};

export default class NativeEnvironment extends TestEnvironment {
	constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
		super(...args);
		const [{ projectConfig }] = args;
		if (this.context) unused.add(this.context);
		this.global = globalThis as unknown as typeof this.global;
		// Jest keeps there what it tells of a file's tests, and would tell those of all files before as well.
		Reflect.deleteProperty(globalThis, Symbol.for('EVENT_HANDLERS'));
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
		const { packagesOf = '.' } = projectConfig.testEnvironmentOptions as { packagesOf?: string };
		const requireNatively = createRequire(join(projectConfig.rootDir, packagesOf, 'package.json'));
		Object.assign(globalThis, { requireNatively });
	}
}
