/** What the example workflows talk to in tests with the real n8n, and how they are run. */
import { credentialsFor } from '../../host/credentials';
import { startCrm } from '../../host/crm';
import { startFileStore } from '../../host/file-store';
import { startMailSink } from '../../host/mail-sink';
import type { Workflow } from '../../host/rest';
import { startSimulator } from './simulator';
import { summarize } from '../../tools/start/report';
import type { sharedN8n } from './n8n';

type N8n = ReturnType<typeof sharedN8n>;

export type StandIns = Awaited<ReturnType<typeof startStandIns>>;

/**
 * Starts a simulator, a mail server, a CRM and a file store, and saves credentials for them.
 *
 * @param title begins the names of the credentials, since test files share n8n
 * @param args of the simulator
 */
export async function startStandIns(n8n: N8n, title: string, args: string[]) {
	const [simulator, mail, crm, store] = await Promise.all([
		startSimulator(args),
		startMailSink(),
		startCrm(),
		startFileStore(),
	]);
	const { apiKey } = credentialsFor(simulator);
	const credentials = [
		await n8n.saveCredential({ ...apiKey, name: `${title}: API key` }),
		await n8n.saveCredential({ ...mail.credential, name: `${title}: mail` }),
	];
	const stop = async () => {
		await Promise.all([simulator.stop(), mail.stop(), crm.stop(), store.stop()]);
	};
	return { simulator, mail, crm, store, credentials, stop };
}

/** Saves a workflow and runs it without an error. @returns how many items each node gave */
export async function runByHand(n8n: N8n, workflow: Workflow): Promise<Record<string, number>> {
	const { id } = await n8n.saveWorkflow(workflow);
	const execution = await n8n.run(id, 'Run by hand');
	expect(execution.data.resultData.error?.message).toBeUndefined();
	return Object.fromEntries(summarize(execution).map(({ node, itemsOut }) => [node, itemsOut]));
}
