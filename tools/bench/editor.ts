/** How long people wait in the editor for the panel of our node, beside that of n8n's Slack node. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { packageName } from '../../host/install-package';
import type { N8nClient, Workflow } from '../../host/rest';
import { chromiumPath, openEditor, type Editor } from '../../host/editor';
import { CannotRun, type Bench } from './bench';
import { row } from './rows';
import { inTurns } from './turns';
import { withN8n } from './with-n8n';

/** So many frames nothing has to change before the panel counts as drawn. */
const CALM_FRAMES = 30;

interface Contestant {
	/** Name of the node on the canvas. */
	name: string;
	node: Pick<Workflow['nodes'][number], 'type' | 'typeVersion' | 'parameters'>;
	/** The resource to choose in place of the one it has, as people see it. */
	other: string;
}

const ours: Contestant = {
	name: 'NetSapiens',
	node: {
		type: `${packageName}.netSapiens`,
		typeVersion: 1,
		parameters: { resource: 'user', operation: 'create' },
	},
	other: 'Device',
};

const slack: Contestant = {
	name: 'Slack',
	node: {
		type: 'n8n-nodes-base.slack',
		typeVersion: 2.4,
		parameters: { resource: 'message', operation: 'post' },
	},
	other: 'Channel',
};

async function save(client: N8nClient, { name, node }: Contestant): Promise<void> {
	await client.saveWorkflow({
		id: `bench-${name}`,
		name,
		nodes: [{ id: name, name, position: [0, 0], ...node }],
		connections: {},
		settings: {},
	});
}

/** @returns milliseconds from the last click until the panel had been drawn */
async function untilDrawn({ page }: Editor): Promise<number> {
	const drawn = await page.waitForFunction(`drawnAfterClick(${CALM_FRAMES})`);
	return (await drawn.jsonValue()) as number;
}

interface Visit {
	client: N8nClient;
	editor: Editor;
}

/** The editor saves what was chosen in the visit before, so the node is put back first. */
async function open({ client, editor }: Visit, contestant: Contestant): Promise<number> {
	await save(client, contestant);
	await editor.open(`bench-${contestant.name}`);
	await editor.openNode(contestant.name);
	return await untilDrawn(editor);
}

async function choose(visit: Visit, contestant: Contestant): Promise<number> {
	await open(visit, contestant);
	await visit.editor.choose('resource', contestant.other);
	return await untilDrawn(visit.editor);
}

/** In Chromium, each time on a freshly loaded page. */
export const bench: Bench = async ({ quick }) => {
	if (!existsSync(chromiumPath)) throw new CannotRun(`there is no Chromium at ${chromiumPath}`);
	const milliseconds = await withN8n(async ({ client }) => {
		const editor = await openEditor(client);
		await editor.page.addInitScript({ path: join(__dirname, 'in-page.js') });
		const visit = { client, editor };
		try {
			return await inTurns(
				{
					'ours, open': async () => await open(visit, ours),
					'Slack, open': async () => await open(visit, slack),
					'ours, choose': async () => await choose(visit, ours),
					'Slack, choose': async () => await choose(visit, slack),
				},
				quick ? 3 : 7,
			);
		} finally {
			await editor.close();
		}
	});
	const line = (what: string, act: 'open' | 'choose') =>
		row({
			what,
			unit: 'ms',
			ours: milliseconds[`ours, ${act}`],
			other: ["n8n's Slack node", milliseconds[`Slack, ${act}`]],
		});
	return [line('open the panel', 'open'), line('choose another resource', 'choose')];
};
