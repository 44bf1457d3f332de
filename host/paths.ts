/** Where things are in this repository. */
import { join } from 'node:path';

export const root = join(__dirname, '..');

/** What may be thrown away at any time: build stamps, the demo's n8n data, logs, screenshots. */
export const cacheDirectory = join(root, '.cache');

/** Names the folder in host/ of another n8n to run than the pinned one, for `npm run test:compat`. */
export const otherN8n = 'NETSAPIENS_N8N';

const n8nModules = join(root, 'host', process.env[otherN8n] ?? 'n8n', 'node_modules');

/** The n8n that is run. */
export const n8nDirectory = join(n8nModules, 'n8n');

/** The pinned Node.js, which n8n's child processes find through PATH. */
export const nodeBinDirectory = join(root, 'host/node/node_modules/.bin');

/** Where the Node.js is that n8n runs on: an older n8n brings its own. */
export const n8nNodeBinDirectory = process.env[otherN8n]
	? join(n8nModules, '.bin')
	: nodeBinDirectory;
