/** How long people wait in the editor for the panel of our node, beside that of n8n's Slack node. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { packageName } from '../../host/install-package';
import type { N8nClient, Workflow } from '../../host/rest';
import { chromiumPath, openEditor, type Editor } from '../../test/support/browser';
import { CannotRun, type Bench } from './bench';
import { row } from './rows';
import { inTurns } from './turns';
import { withN8n } from './with-n8n';

/** So long nothing has to change before the panel counts as drawn. */
const QUIET_MILLISECONDS = 500;

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
	const drawn = await page.waitForFunction(`drawnAfterClick(${QUIET_MILLISECONDS})`);
	return (await drawn.jsonValue()) as number;
}

async function open(editor: Editor, { name }: Contestant): Promise<number> {
	await editor.open(`bench-${name}`);
	await editor.openNode(name);
	return await untilDrawn(editor);
}

async function choose(editor: Editor, contestant: Contestant): Promise<number> {
	await open(editor, contestant);
	await editor.choose('resource', contestant.other);
	return await untilDrawn(editor);
}

/** In Chromium, each time on a freshly loaded page. */
export const bench: Bench = async ({ quick }) => {
	if (!existsSync(chromiumPath)) throw new CannotRun(`there is no Chromium at ${chromiumPath}`);
	const milliseconds = await withN8n(async ({ client }) => {
		for (const contestant of [ours, slack]) await save(client, contestant);
		const editor = await openEditor(client);
		await editor.page.addInitScript({ path: join(__dirname, 'in-page.js') });
		try {
			return await inTurns(
				{
					oursOpen: async () => await open(editor, ours),
					slackOpen: async () => await open(editor, slack),
					oursChoose: async () => await choose(editor, ours),
					slackChoose: async () => await choose(editor, slack),
				},
				quick ? 3 : 7,
			);
		} finally {
			await editor.close();
		}
	});
	const { oursOpen, slackOpen, oursChoose, slackChoose } = milliseconds;
	const line = (what: string, own: number, other: number) =>
		row({ what, unit: 'ms', ours: own, other: ["n8n's Slack node", other] });
	return [
		line('open the panel', oursOpen, slackOpen),
		line('choose another resource', oursChoose, slackChoose),
	];
};
