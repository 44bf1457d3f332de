import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { installPackage } from '../../host/install-package';
import { startN8n } from '../../host/n8n';
import { buildPackage } from '../../host/package';
import { N8nClient } from '../../host/rest';
import { startSimulator, type RunningSimulator } from '../../test/support/simulator';

/**
 * Runs a measurement in a new n8n with our package, beside a simulator; both are gone afterwards.
 *
 * @param env settings of n8n beyond the usual ones
 */
export async function withN8n(
	measure: (client: N8nClient, simulator: RunningSimulator) => Promise<void>,
	env: Record<string, string> = {},
): Promise<void> {
	await buildPackage();
	const userFolder = await mkdtemp(join(tmpdir(), 'netsapiens-bench-'));
	await installPackage(userFolder);
	const [simulator, n8n] = await Promise.all([startSimulator(), startN8n({ userFolder, env })]);
	try {
		const client = new N8nClient(n8n.url);
		await client.signIn();
		await measure(client, simulator);
	} finally {
		await Promise.all([n8n.stop(), simulator.stop()]);
		await rm(userFolder, { recursive: true, force: true });
	}
}
