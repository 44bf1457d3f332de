/** How the example workflows look to people who import them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { openEditor, byTestId, type Editor } from '../../host/editor';
import { eventually } from '../../host/eventually';
import { root } from '../../host/paths';
import { loadWorkflow } from '../../host/workflows';
import { sharedN8n } from '../support/n8n';

/** What lies over the canvas and is in the way of a picture. */
const CONTROLS = [
	byTestId('canvas-controls'),
	'[data-test-id^="execute-workflow-button"]',
	'.n8n-segment-control',
	'[class*="nodeButtonsWrapper"]',
	'[class*="executionButtons"]',
].join(', ');

/** What scrolls in a note when its text does not fit. */
const NOTE = '[class*="wrapper"]';

const names = readdirSync(join(root, 'workflows'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

const n8n = sharedN8n();
let editor: Editor;

beforeAll(async () => {
	const credentials = [
		await n8n.saveCredential({
			name: 'PBX',
			type: 'netSapiensApi',
			data: { server: 'pbx.example.com', authentication: 'apiKey', apiKey: 'nss_0123456789' },
		}),
		await n8n.saveCredential({
			name: 'Mail',
			type: 'smtp',
			data: { host: 'mail.example.com', port: 465, secure: true },
		}),
	];
	for (const name of names) await n8n.saveWorkflow(await loadWorkflow(name, credentials));
	editor = await openEditor(n8n);
	await editor.page.setViewportSize({ width: 1600, height: 720 });
});

afterAll(async () => await editor?.close());

/** Opens an example with all of it in view. */
async function open(name: string): Promise<void> {
	const { id, nodes } = await loadWorkflow(name, []);
	await editor.open(id);
	const drawn = editor.page.locator('.vue-flow__node');
	await expect(eventualCount(drawn, nodes.length)).resolves.toBe(nodes.length);
	await editor.page.locator(byTestId('zoom-to-fit')).click();
	// The canvas glides into its place.
	const pane = editor.page.locator('.vue-flow__transformationpane');
	await eventually(
		async () => {
			const before = await pane.getAttribute('style');
			await editor.page.waitForTimeout(200);
			return before === (await pane.getAttribute('style'));
		},
		(isStill) => isStill,
	);
	await editor.page.addStyleTag({ content: `${CONTROLS} { visibility: hidden !important }` });
}

/** How many there are once all are there. */
async function eventualCount(
	nodes: ReturnType<Editor['page']['locator']>,
	wanted: number,
): Promise<number> {
	await nodes.nth(wanted - 1).waitFor({ state: 'attached' });
	return await nodes.count();
}

/** Notes whose text does not fit, by how much, in their own pixels. */
async function cut(): Promise<string[]> {
	return await editor.page.locator(`.n8n-sticky ${NOTE}`).evaluateAll((notes) =>
		notes.flatMap(({ scrollHeight, clientHeight, textContent }) => {
			const over = scrollHeight - clientHeight;
			return over > 1 ? [`${over} px: ${(textContent ?? '').trim().slice(0, 40)}`] : [];
		}),
	);
}

/** Notes and nodes that cover each other. */
async function overlaps(name: string): Promise<string[]> {
	const { nodes } = await loadWorkflow(name, []);
	const box = (node: (typeof nodes)[number]) => {
		const [left = 0, top = 0] = node.position;
		const isNote = node.type.endsWith('.stickyNote');
		const { width, height } = isNote
			? (node.parameters as { width: number; height: number })
			: { width: 100, height: 140 };
		return { name: node.name, left, top, right: left + width, bottom: top + height };
	};
	const boxes = nodes.map(box);
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(other) =>
					one.left < other.right &&
					other.left < one.right &&
					one.top < other.bottom &&
					other.top < one.bottom,
			)
			.map((other) => `${one.name} and ${other.name}`),
	);
}

it.each(names)('%s opens, its notes hold their text, and nothing covers anything', async (name) => {
	await open(name);
	await editor.picture(`workflow-${name}`, editor.page.locator('.vue-flow').first());
	expect([...(await cut()), ...(await overlaps(name))]).toEqual([]);
});
