const project = (name, more = {}) => ({
	displayName: name,
	roots: [`<rootDir>/test/${name}`],
	testEnvironment: 'node',
	transform: { '^.+\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2022' } }] },
	...more,
});

/** The engine tests run in the n8n-core of the pinned n8n. */
const pinnedN8n = {
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|reflect-metadata|@n8n/(?:config|di))$':
			'<rootDir>/host/n8n/node_modules/$1',
	},
};

/** The simulator runs in the tests' own process, too; two packages that it needs are no CommonJS. */
const withSimulator = { transformIgnorePatterns: ['/node_modules/(?!@faker-js/|cookie/)'] };

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
	testTimeout: 60_000,
	projects: [
		project('unit', { globalSetup: '<rootDir>/test/unit/setup.ts' }),
		project('simulator', withSimulator),
		project('engine', pinnedN8n),
		project('host', theRealN8n),
		project('browser', theRealN8n),
		// Pages of the simulator and the mail server in Chromium; they need no n8n.
		project('pages', { setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'] }),
	],
};
