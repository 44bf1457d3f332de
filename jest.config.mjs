const project = (name, more = {}) => ({
	displayName: name,
	roots: [`<rootDir>/test/${name}`],
	testEnvironment: 'node',
	transform: { '^.+\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	...more,
});

/** Packages of n8n are loaded once for all test files, see the environment. */
const nativeN8n = {
	testEnvironment: '<rootDir>/test/support/native/environment.ts',
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|reflect-metadata|@n8n/(?:config|di))$':
			'<rootDir>/test/support/native/packages/$1.cjs',
	},
};

/** What the generator makes of the repository's own spec and words is made once. */
const withMade = { globalSetup: '<rootDir>/test/support/keepMade.ts' };

/** Simulators start from one file. */
const withBundle = { globalSetup: '<rootDir>/test/support/bundleSimulator.ts' };

/** The engine tests run in the n8n-core of the pinned n8n. */
const pinnedN8n = {
	...nativeN8n,
	...withBundle,
	testEnvironmentOptions: { packagesOf: 'host/n8n' },
};

/** The simulator runs in the tests' own process, too; two packages that it needs are no CommonJS. */
const withSimulator = {
	...withBundle,
	testEnvironment: '<rootDir>/test/support/native/environment.ts',
	transformIgnorePatterns: ['/node_modules/(?!@faker-js/|cookie/)'],
};

/** Host and browser tests share one running n8n. */
const theRealN8n = {
	globalSetup: '<rootDir>/test/support/startN8n.ts',
	globalTeardown: '<rootDir>/test/support/stopN8n.ts',
	setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
};

export default {
	// Left to itself, Jest keeps one core free, which is half of a small machine.
	maxWorkers: '100%',
	// A busy machine takes its time to start a simulator; a test that hangs still ends.
	testTimeout: 120_000,
	projects: [
		project('unit', { ...nativeN8n, ...withMade }),
		project('tools', { ...nativeN8n, ...withMade }),
		project('simulator', withSimulator),
		project('engine', pinnedN8n),
		project('host', theRealN8n),
		project('browser', theRealN8n),
		// Pages of the simulator and the mail server in Chromium; they need no n8n.
		project('pages', { ...withBundle, setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'] }),
	],
};
