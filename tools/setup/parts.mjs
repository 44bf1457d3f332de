/** What can be installed, each with its own lock file. Plain JavaScript: it runs before anything is installed. */

const MB = 1e6;

/**
 * @typedef {object} Part
 * @property {string} folder where its package.json is
 * @property {string} what
 * @property {number} bytes about how much it takes on the disk
 * @property {string} takes about how long it takes
 * @property {string} proof a command that is there when it is whole
 * @property {string[]} steps
 */

/** @type {Record<string, Part>} */
export const parts = {
	node: {
		folder: 'host/node',
		what: 'Node.js 24',
		bytes: 330 * MB,
		takes: 'some seconds',
		proof: 'node',
		// Its install script fetches the binary; npm hands our own ignore-scripts on to what it starts.
		steps: ['npm ci --ignore-scripts=false'],
	},
	dev: {
		folder: '.',
		what: 'development dependencies',
		bytes: 410 * MB,
		takes: 'half a minute',
		proof: 'tsx',
		steps: ['npm ci'],
	},
	host: {
		folder: 'host/n8n',
		what: 'the real n8n',
		bytes: 2300 * MB,
		takes: '3 to 6 minutes',
		proof: 'n8n',
		steps: ['npm ci', 'npm rebuild sqlite3 --ignore-scripts=false'],
	},
	'n8n-2.16': {
		folder: 'host/n8n-2.16',
		what: 'n8n 2.16',
		bytes: 2400 * MB,
		takes: '3 to 10 minutes',
		proof: 'n8n',
		steps: ['npm ci', 'npm rebuild node sqlite3 --ignore-scripts=false'],
	},
	'n8n-1.123': {
		folder: 'host/n8n-1.123',
		what: 'n8n 1.123',
		bytes: 1500 * MB,
		takes: '3 to 10 minutes',
		proof: 'n8n',
		steps: ['npm ci', 'npm rebuild node sqlite3 --ignore-scripts=false'],
	},
	scanner: {
		folder: 'host/scanner',
		what: "n8n's package scanner",
		bytes: 235 * MB,
		takes: 'half a minute',
		proof: 'scan-community-package',
		steps: ['npm ci'],
	},
	'node-cli': {
		folder: 'host/node-cli',
		what: "n8n's command line for authors",
		bytes: 700 * MB,
		takes: 'a minute',
		proof: 'n8n-node',
		steps: ['npm ci'],
	},
	prism: {
		folder: 'host/prism',
		what: 'Stoplight Prism',
		bytes: 80 * MB,
		takes: 'half a minute',
		proof: 'prism',
		steps: ['npm ci'],
	},
	spectral: {
		folder: 'host/spectral',
		what: 'Stoplight Spectral',
		bytes: 75 * MB,
		takes: 'half a minute',
		proof: 'spectral',
		steps: ['npm ci'],
	},
	stryker: {
		folder: 'host/stryker',
		what: 'StrykerJS',
		bytes: 65 * MB,
		takes: 'some seconds',
		proof: 'stryker',
		steps: ['npm ci'],
	},
};
