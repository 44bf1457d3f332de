/** Starts the one n8n that all host tests share, with our packages as npm would publish them. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildCompanions, installCompanions } from '../../host/companions';
import { installPackage } from '../../host/install-package';
import { startN8n } from '../../host/n8n';
import { buildPackage } from '../../host/package';
import { N8nClient } from '../../host/rest';
import bundleSimulator from './bundleSimulator';
import { shareN8n } from './n8n';

export default async function globalSetup(): Promise<void> {
	await bundleSimulator();
	await buildPackage();
	await buildCompanions();
	const userFolder = await mkdtemp(join(tmpdir(), 'netsapiens-host-'));
	await installPackage(userFolder);
	await installCompanions(userFolder);
	const n8n = await startN8n({ userFolder });
	const client = new N8nClient(n8n.url);
	await client.signIn();
	shareN8n(client, n8n);
}
