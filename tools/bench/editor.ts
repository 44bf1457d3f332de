/**
 * What the panel of our node costs in the editor, beside those of n8n's Slack and Notion nodes. A
 * panel costs what its rows cost, so each is compared with one of ours that has about as many.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';

import { chromiumPath, openEditor, type Editor } from '../../host/editor';
import { packageName } from '../../host/install-package';
import type { N8nClient, Workflow } from '../../host/rest';
import { CannotRun, type Bench, type Row } from './bench';
import { row } from './rows';
import { inTurns, median } from './turns';
import { withN8n } from './with-n8n';

/** So many frames nothing has to change before the panel counts as drawn. */
const CALM_FRAMES = 30;

type Node = Pick<Workflow['nodes'][number], 'type' | 'typeVersion' | 'parameters'>;

interface Contestant {
	/** Name of the node on the canvas. */
	name: string;
	node: Node;
	/** The resource to choose in place of the one it has, as people see it. */
	other?: string;
}

interface Match {
	what: string;
	ours: Contestant;
	other: Contestant;
	/** How the other is called in the table. */
	label: string;
}

const ours = (resource: string, operation: string): Node => ({
	type: `${packageName}.netSapiens`,
	typeVersion: 1,
	parameters: { resource, operation },
});

const slack = (resource: string, operation: string): Node => ({
	type: 'n8n-nodes-base.slack',
	typeVersion: 2.4,
	parameters: { resource, operation },
});

const notion = (resource: string, operation: string): Node => ({
	type: 'n8n-nodes-base.notion',
	typeVersion: 3,
	parameters: { resource, operation },
});

const matches: Match[] = [
	{
		what: 'open a list',
		ours: { name: 'Resellers', node: ours('reseller', 'getAll') },
		other: { name: 'Channels', node: slack('channel', 'getAll') },
		label: "n8n's Slack node",
	},
	{
		what: 'open a list with a picker',
		ours: { name: 'Users', node: ours('user', 'getAll') },
		other: { name: 'Pages', node: notion('databasePage', 'getAll') },
		label: "n8n's Notion node",
	},
	{
		what: 'choose another resource',
		ours: { name: 'NetSapiens', node: ours('callQueue', 'getAll'), other: 'Reseller' },
		other: { name: 'Slack', node: slack('message', 'post'), other: 'User' },
		label: "n8n's Slack node",
	},
];

async function save(client: N8nClient, { name, node }: Contestant): Promise<void> {
	await client.saveWorkflow({
		id: `bench-${name}`,
		name,
		nodes: [{ id: name, name, position: [0, 0], ...node }],
		connections: {},
		settings: {},
	});
}

interface Visit {
	client: N8nClient;
	editor: Editor;
	chromium: CDPSession;
}

/** Milliseconds that the page's main thread has computed so far. */
async function computed({ chromium }: Visit): Promise<number> {
	const { metrics } = await chromium.send('Performance.getMetrics');
	return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

interface Figures {
	/** Milliseconds from the last click until the panel had been drawn. */
	wall: number;
	/** Milliseconds that the page's main thread computed for it. */
	cpu: number;
	/** Rows of the panel then. */
	rows: number;
}

async function measured(visit: Visit, act: () => Promise<unknown>): Promise<Figures> {
	const { page } = visit.editor;
	const before = await computed(visit);
	await act();
	const drawn = await page.waitForFunction(`drawnAfterClick(${CALM_FRAMES})`);
	const wall = (await drawn.jsonValue()) as number;
	const cpu = (await computed(visit)) - before;
	const rows = (await page.evaluate('rowsOfPanel()')) as number;
	return { wall, cpu, rows };
}

/** Each on a freshly loaded page. The editor saves what was chosen in the visit before: the node is put back first. */
async function look(visit: Visit, contestant: Contestant): Promise<Figures> {
	const { client, editor } = visit;
	await save(client, contestant);
	await editor.open(`bench-${contestant.name}`);
	const opened = await measured(visit, async () => await editor.openNode(contestant.name));
	const { other } = contestant;
	if (other === undefined) return opened;
	return await measured(visit, async () => await editor.choose('resource', other));
}

/** Lets all contestants look in turns. @returns the figures of each, by name, in order */
async function lookInTurns(visit: Visit, turns: number): Promise<Map<string, Figures[]>> {
	const figures = new Map<string, Figures[]>();
	const contestants = matches.flatMap(({ ours: own, other }) => [own, other]);
	const entries = contestants.map((contestant) => {
		const turn = async () => {
			const found = await look(visit, contestant);
			figures.set(contestant.name, [...(figures.get(contestant.name) ?? []), found]);
			return found.cpu;
		};
		return [contestant.name, turn] as const;
	});
	await inTurns(Object.fromEntries(entries), turns);
	return figures;
}

const WARM_UPS = 1;

function linesOf({ what, ours: own, other, label }: Match, figures: Map<string, Figures[]>): Row[] {
	const of = ({ name }: Contestant, key: keyof Figures) =>
		median((figures.get(name) ?? []).slice(WARM_UPS).map((found) => found[key]));
	const line = (key: 'cpu' | 'wall', name: string) =>
		row({
			what: `${what}, ${of(own, 'rows')} rows, ${name}`,
			unit: 'ms',
			ours: of(own, key),
			other: [`${label}, ${of(other, 'rows')} rows`, of(other, key)],
			...(key === 'cpu' && { atMostTimes: 1.15 }),
		});
	return [line('cpu', 'computing'), line('wall', 'waiting')];
}

/** In Chromium, one workflow of one node a page. */
export const bench: Bench = async ({ quick }) => {
	if (!existsSync(chromiumPath)) throw new CannotRun(`there is no Chromium at ${chromiumPath}`);
	const figures = await withN8n(async ({ client }) => {
		const editor = await openEditor(client);
		await editor.page.addInitScript({ path: join(__dirname, 'in-page.js') });
		const chromium = await editor.page.context().newCDPSession(editor.page);
		// Of the thread alone: what else the machine does is in the waiting only.
		await chromium.send('Performance.enable', { timeDomain: 'threadTicks' });
		try {
			return await lookInTurns({ client, editor, chromium }, quick ? 5 : 9);
		} finally {
			await editor.close();
		}
	});
	return matches.flatMap((match) => linesOf(match, figures));
};
