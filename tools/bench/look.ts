/** Looks at panels of the editor, in Chromium over an n8n of its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';

import { chromiumPath } from '../../host/browser';
import { openEditor, type Editor } from '../../host/editor';
import { packageName } from '../../host/install-package';
import type { N8nClient, Workflow } from '../../host/rest';
import { CannotRun } from './bench';
import { withN8n } from './with-n8n';

/** So many frames nothing has to change before the panel counts as drawn. */
const CALM_FRAMES = 30;

type Node = Pick<Workflow['nodes'][number], 'type' | 'typeVersion' | 'parameters'>;

/** A node whose panel is looked at. */
export interface OnCanvas {
	/** Name of the node on the canvas. */
	name: string;
	node: Node;
}

/** Full name of our node's type. */
export const ourType = `${packageName}.netSapiens`;

export const ours = (resource: string, operation: string): Node => ({
	type: ourType,
	typeVersion: 1,
	parameters: { resource, operation },
});

export const slack = (resource: string, operation: string): Node => ({
	type: 'n8n-nodes-base.slack',
	typeVersion: 2.4,
	parameters: { resource, operation },
});

export const notion = (resource: string, operation: string): Node => ({
	type: 'n8n-nodes-base.notion',
	typeVersion: 3,
	parameters: { resource, operation },
});

export interface Visit {
	client: N8nClient;
	editor: Editor;
	chromium: CDPSession;
}

/** @throws CannotRun where there is no Chromium */
export async function withEditor<T>(look: (visit: Visit) => Promise<T>): Promise<T> {
	if (!existsSync(chromiumPath)) throw new CannotRun(`there is no Chromium at ${chromiumPath}`);
	return await withN8n(async ({ client }) => {
		const editor = await openEditor(client);
		await editor.page.addInitScript({ path: join(__dirname, 'in-page.js') });
		const chromium = await editor.page.context().newCDPSession(editor.page);
		// Of the thread alone: what else the machine does is in the waiting only.
		await chromium.send('Performance.enable', { timeDomain: 'threadTicks' });
		try {
			return await look({ client, editor, chromium });
		} finally {
			await editor.close();
		}
	});
}

/** Loads a page with a workflow of this one node. */
export async function load({ client, editor }: Visit, { name, node }: OnCanvas): Promise<void> {
	await client.saveWorkflow({
		id: `bench-${name}`,
		name,
		nodes: [{ id: name, name, position: [0, 0], ...node }],
		connections: {},
		settings: {},
	});
	await editor.open(`bench-${name}`);
}

/** Milliseconds that the page's main thread has computed so far. */
async function computed({ chromium }: Visit): Promise<number> {
	const { metrics } = await chromium.send('Performance.getMetrics');
	return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

export interface Figures {
	/** Milliseconds from the last click until the panel had been drawn. */
	wall: number;
	/** Milliseconds that the page's main thread computed for it. */
	cpu: number;
	/** Rows of the panel then. */
	rows: number;
}

export async function measured(visit: Visit, act: () => Promise<unknown>): Promise<Figures> {
	const { page } = visit.editor;
	const before = await computed(visit);
	await act();
	const drawn = await page.waitForFunction(`drawnAfterClick(${CALM_FRAMES})`);
	const wall = (await drawn.jsonValue()) as number;
	const cpu = (await computed(visit)) - before;
	const rows = (await page.evaluate('rowsOfPanel()')) as number;
	return { wall, cpu, rows };
}
