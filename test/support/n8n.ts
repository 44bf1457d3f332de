/** How host and browser tests reach the n8n that their global set-up started. */
import { N8nClient } from '../../host/rest';
import type { RunningN8n } from '../../host/n8n';

/** Workers inherit the environment of the process that ran the global set-up. */
const variable = 'NETSAPIENS_TEST_N8N';

const shared = globalThis as { netSapiensTestN8n?: RunningN8n };

/** Called by the global set-up: hands a signed-in session to the tests, the process to the tear-down. */
export function shareN8n(client: N8nClient, n8n: RunningN8n): void {
	const { url, cookie } = client;
	process.env[variable] = JSON.stringify({ url, cookie, userFolder: n8n.userFolder });
	shared.netSapiensTestN8n = n8n;
}

/** Called by the global tear-down. */
export function startedN8n(): RunningN8n | undefined {
	return shared.netSapiensTestN8n;
}

/** @returns A signed-in session with the n8n of this test run. */
export function sharedN8n(): N8nClient {
	const { url, cookie } = JSON.parse(process.env[variable] ?? '{}') as Partial<N8nClient>;
	if (!url || !cookie) throw new Error('No n8n is running: the global set-up has to start it.');
	return Object.assign(new N8nClient(url), { cookie });
}

/** Where the n8n of this test run keeps all it stores. */
export function sharedFolder(): string {
	const { userFolder } = JSON.parse(process.env[variable] ?? '{}') as Partial<RunningN8n>;
	if (!userFolder) throw new Error('No n8n is running: the global set-up has to start it.');
	return userFolder;
}
