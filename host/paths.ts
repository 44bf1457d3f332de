/** Where things are in this repository. */
import { join } from 'node:path';

export const root = join(__dirname, '..');

/** What may be thrown away at any time: build stamps, the demo's n8n data, logs, screenshots. */
export const cacheDirectory = join(root, '.cache');

/** The pinned n8n. */
export const n8nDirectory = join(root, 'host/n8n/node_modules/n8n');

/** The pinned Node.js, which n8n's child processes find through PATH. */
export const nodeBinDirectory = join(root, 'host/node/node_modules/.bin');
