/** The example workflows in workflows/, ready for an n8n with given credentials. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { root } from './paths';
import type { SavedCredential, Workflow } from './rest';

const folder = join(root, 'workflows');

/** Types of our own nodes start so; the others are n8n's own. */
const credentialTypes: Array<{ node: RegExp; credential: string }> = [
	{ node: /^n8n-nodes-netsapiens-pbx\./, credential: 'netSapiensApi' },
	{ node: /^n8n-nodes-nexogy-dna\./, credential: 'nexogyDnaApi' },
	{ node: /^n8n-nodes-base\.emailSend$/, credential: 'smtp' },
	{ node: /\.lmChatOpenAi$/, credential: 'openAiApi' },
	{ node: /\.mcpTrigger$/, credential: 'httpBearerAuth' },
];

/** @returns File names of the example workflows without `.json`, sorted. */
export async function workflowNames(): Promise<string[]> {
	const files = await readdir(folder);
	return files
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();
}

/**
 * Reads an example workflow. The files carry no credentials, since ids differ from one n8n to
 * another; each node gets the given one of the type it needs.
 *
 * @param name File name without `.json`.
 * @param within Folder of the file, for examples of companions.
 */
export async function loadWorkflow(
	name: string,
	credentials: SavedCredential[],
	within = folder,
): Promise<Workflow> {
	const workflow = JSON.parse(await readFile(join(within, `${name}.json`), 'utf8')) as Workflow;
	for (const node of workflow.nodes) {
		const wanted = credentialTypes.find(({ node: type }) => type.test(node.type))?.credential;
		const found = credentials.find(({ type }) => type === wanted);
		if (found) node.credentials = { [found.type]: { id: found.id, name: found.name } };
	}
	return workflow;
}

/** Whether the workflow starts by events of the PBX alone, and so has to be published to do anything. */
export function startsByEvents({ nodes }: Workflow): boolean {
	const has = (trigger: string) => nodes.some(({ type }) => type.endsWith(`.${trigger}`));
	return has('netSapiensTrigger') && !has('manualTrigger');
}

/** Where a simulator of `npm start` is unless its port is in use; notes lead there. */
const usualSimulator = 'http://127.0.0.1:5780';

/** Lets the notes of a workflow lead to the simulator that runs. */
export function pointNotesTo(workflow: Workflow, simulator: string): void {
	for (const { parameters } of workflow.nodes) {
		if (typeof parameters.content !== 'string') continue;
		parameters.content = parameters.content.replaceAll(usualSimulator, simulator);
	}
}

/** Whether programs call the workflow by MCP, once it is published. */
export function isMcpServer(workflow: Workflow): boolean {
	return workflow.nodes.some(({ type }) => type.endsWith('.mcpTrigger'));
}

/** Where the services of the examples are, which are at addresses such as https://crm.example.com. */
export type StandIns = Partial<Record<'crm' | 'files' | 'calendar', string>>;

/** Points the settings of a workflow at services of this machine; their paths stay as they are. */
export function useStandIns(workflow: Workflow, origins: StandIns): void {
	for (const setting of settingsOf(workflow)) {
		if (typeof setting.value !== 'string') continue;
		const [, service = ''] = /^https:\/\/(\w+)\.example\.com\//.exec(setting.value) ?? [];
		const origin = origins[service as keyof StandIns];
		if (origin) setting.value = setting.value.replace(/^https:\/\/[^/]+/, origin);
	}
}

interface Assignment {
	name: string;
	value: unknown;
}

/**
 * Changes a setting of a workflow, as people do in its "… settings" node.
 *
 * @throws Error when the workflow has no such setting
 */
export function changeSetting(workflow: Workflow, name: string, value: string): void {
	const setting = settingsOf(workflow).find((assignment) => assignment.name === name);
	if (!setting) throw new Error(`"${workflow.name}" has no setting "${name}".`);
	setting.value = value;
}

function settingsOf(workflow: Workflow): Assignment[] {
	return workflow.nodes.flatMap(({ parameters }) => {
		const list = parameters.assignments as { assignments?: Assignment[] } | undefined;
		return list?.assignments ?? [];
	});
}
