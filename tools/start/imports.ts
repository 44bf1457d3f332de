/** Brings credentials and example workflows into the demo's n8n. */
import { companionNames, companionWorkflows } from '../../host/companions';
import { credentialsFor, resellerCredentials } from '../../host/credentials';
import type { Crm } from '../../host/crm';
import type { FileStore } from '../../host/file-store';
import type { ScriptedModel } from '../../host/model';
import type { MailSink } from '../../host/mail-sink';
import type { N8nClient, SavedCredential, Workflow } from '../../host/rest';
import { loadWorkflow, pointNotesTo, useStandIns, workflowNames } from '../../host/workflows';
import type { RunningSimulator } from '../../simulator/steer/process';
import { mcpCredential } from './mcp';

/** What the workflows talk to. */
export interface Helpers {
	simulator: RunningSimulator;
	mail: MailSink;
	crm: Crm;
	store: FileStore;
	model: ScriptedModel;
}

/** Saves the credentials and the workflows, each of which signs in another way. */
export async function importAll(
	client: N8nClient,
	{ simulator, mail, crm, store, model }: Helpers,
): Promise<Workflow[]> {
	const others: SavedCredential[] = [];
	for (const credential of [mail.credential, model.credential, mcpCredential]) {
		others.push(await client.saveCredential(credential));
	}
	const waysToSignIn: SavedCredential[] = [];
	for (const credential of Object.values(credentialsFor(simulator))) {
		waysToSignIn.push(await client.saveCredential(credential));
	}
	const workflows: Workflow[] = [];
	for (const [index, name] of (await workflowNames()).entries()) {
		const signIn = waysToSignIn.slice(index % waysToSignIn.length);
		const workflow = await loadWorkflow(name, [...signIn, ...others]);
		useStandIns(workflow, { crm: crm.origin, files: store.origin, calendar: store.origin });
		pointNotesTo(workflow, simulator.url);
		workflows.push(await client.saveWorkflow(workflow));
	}
	return [...workflows, ...(await importCompanions(client, simulator))];
}

/** The same for the packages beside ours, whose examples are for resellers. */
async function importCompanions(
	client: N8nClient,
	simulator: RunningSimulator,
): Promise<Workflow[]> {
	const credentials: SavedCredential[] = [];
	for (const credential of Object.values(resellerCredentials(simulator))) {
		credentials.push(await client.saveCredential(credential));
	}
	const workflows: Workflow[] = [];
	for (const companion of companionNames()) {
		const { names, within } = companionWorkflows(companion);
		for (const name of names) {
			const workflow = await loadWorkflow(name, credentials, within);
			workflows.push(await client.saveWorkflow(workflow));
		}
	}
	return workflows;
}
