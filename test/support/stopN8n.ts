import { rm } from 'node:fs/promises';

import { startedN8n } from './n8n';

export default async function globalTeardown(): Promise<void> {
	const n8n = startedN8n();
	await n8n?.stop();
	if (n8n) await rm(n8n.userFolder, { recursive: true, force: true });
}
