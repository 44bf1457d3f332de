/** How the example workflows look to people who import them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { companionFolder, companionNames, companionWorkflows } from '../../host/companions';
import { byTestId, clickUntilShown, type Editor } from '../../host/editor';
import { eventually } from '../../host/eventually';
import { root } from '../../host/paths';
import { loadWorkflow } from '../../host/workflows';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';

/** What lies over the canvas and is in the way of a picture. */
const CONTROLS = [
	byTestId('canvas-controls'),
	'[data-test-id^="execute-workflow-button"]',
	'.n8n-segment-control',
	'[class*="nodeButtonsWrapper"]',
	'[class*="executionButtons"]',
	'.el-notification',
	'.canvas-buttons',
].join(', ');

/** What scrolls in a note when its text does not fit. */
const NOTE = '[class*="wrapper"]';

/** An example, the folder of its file, and that of the package that it belongs to. */
interface Example {
	name: string;
	within: string;
	folder: string;
}

const ours: Example[] = readdirSync(join(root, 'workflows'))
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length))
	.map((name) => ({ name, within: join(root, 'workflows'), folder: root }));

const ofCompanions: Example[] = companionNames().flatMap((companion) => {
	const { names, within } = companionWorkflows(companion);
	return names.map((name) => ({ name, within, folder: companionFolder(companion) }));
});

const n8n = sharedN8n();
let editor: Editor;

beforeAll(async () => {
	// n8n gives them to what is imported.
	await n8n.saveCredential({
		name: 'PBX',
		type: 'netSapiensApi',
		data: { server: 'pbx.example.com', authentication: 'apiKey', apiKey: 'nss_0123456789' },
	});
	await n8n.saveCredential({
		name: 'Mail',
		type: 'smtp',
		data: { host: 'mail.example.com', port: 465, secure: true },
	});
	await n8n.saveCredential({
		name: 'Model',
		type: 'openAiApi',
		data: { apiKey: 'sk-0', url: 'https://model.example.com/v1' },
	});
	await n8n.saveCredential({
		name: 'MCP token',
		type: 'httpBearerAuth',
		data: { token: 'a-long-random-token' },
	});
	await n8n.saveCredential({
		name: 'Nexogy DNA',
		type: 'nexogyDnaApi',
		data: { baseUrl: 'https://dna.example.com', clientId: '7', clientSecret: 'secret' },
	});
	editor = await openSharedEditor();
	await editor.page.setViewportSize({ width: 1440, height: 680 });
});

afterAll(async () => await editor?.close());

/** Imports an example by the menu, as people do, and shows all of it. */
async function importFile({ name, within }: Example): Promise<void> {
	const { page } = editor;
	const empty = { id: `import-${name}`, name: 'Empty', nodes: [], connections: {}, settings: {} };
	await n8n.saveWorkflow(empty);
	await editor.openNext(empty.id);
	const importing = page.locator(byTestId('workflow-menu-item-import'));
	await clickUntilShown(page.locator(byTestId('workflow-menu')), importing);
	await importing.hover();
	const [chooser] = await Promise.all([
		page.waitForEvent('filechooser'),
		page.locator(byTestId('workflow-menu-item-import-from-file')).click(),
	]);
	await chooser.setFiles(join(within, `${name}.json`));
	const { nodes } = await loadWorkflow(name, [], within);
	const drawn = page.locator('.vue-flow__node');
	await expect(eventualCount(drawn, nodes.length)).resolves.toBe(nodes.length);
	await page.locator(byTestId('zoom-to-fit')).click();
	// The canvas glides into its place.
	const pane = page.locator('.vue-flow__transformationpane');
	await eventually(
		async () => {
			const before = await pane.getAttribute('style');
			await page.waitForTimeout(200);
			return before === (await pane.getAttribute('style'));
		},
		(isStill) => isStill,
	);
	// What was imported is selected.
	await page.locator('.vue-flow__pane').click({ position: { x: 5, y: 5 } });
}

/** A picture of the canvas without what lies over it. */
async function keepPicture({ name, folder }: Example): Promise<void> {
	const { page } = editor;
	const content = `${CONTROLS} { visibility: hidden !important }`;
	const style = await page.addStyleTag({ content });
	await editor.picture(`workflow-${name}`, page.locator('.vue-flow').first(), folder);
	await style.evaluate((tag) => (tag as unknown as { remove(): void }).remove());
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
async function overlaps({ name, within }: Example): Promise<string[]> {
	const { nodes } = await loadWorkflow(name, [], within);
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

/** What n8n marks nodes with, past credentials that this n8n has none of. */
async function complaints(): Promise<string[]> {
	const { page } = editor;
	const marks = await page.locator(byTestId('node-issues')).all();
	const told = [];
	for (const mark of marks) {
		await mark.hover();
		const tooltip = page.locator('[role="tooltip"]:visible').last();
		told.push(await tooltip.innerText());
	}
	return told.filter((text) => !/credential/i.test(text));
}

/** Nodes without their picture, as n8n shows those it does not know or has in other versions only. */
async function unknownNodes(): Promise<string[]> {
	return await editor.page
		.locator(byTestId('canvas-node'))
		.evaluateAll((nodes) =>
			nodes.flatMap((node) =>
				[...node.querySelectorAll('img')].some(({ naturalWidth }) => naturalWidth === 0)
					? [`unknown: ${node.getAttribute('data-node-name')}`]
					: [],
			),
		);
}

it.each([...ours, ...ofCompanions])(
	'$name is imported without a complaint, its notes hold their text, and nothing covers anything',
	async (example) => {
		await importFile(example);
		await keepPicture(example);
		const flaws = [await unknownNodes(), await complaints(), await cut(), await overlaps(example)];
		expect(flaws.flat()).toEqual([]);
	},
);
