/** The first minutes of somebody who has just installed the package, as they click their way. */
import type { Locator } from 'playwright-core';

import { byTestId, clickUntilShown, type Editor } from '../../host/editor';
import { packageName } from '../../host/install-package';
import type { Workflow } from '../../host/rest';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { listFrom } from '../support/approval';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let editor: Editor;
/** Of the user 101. */
let surname: string;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200', '--events-interval', '3600000']);
	const [user] = await listFrom(simulator, '/domains/~/users?user=101');
	surname = String(user?.['name-last-name']);
	editor = await openSharedEditor();
	await editor.page.setViewportSize({ width: 1280, height: 720 });
});

afterAll(async () => {
	await editor?.close();
	await simulator.stop();
});

const seen = (id: string) => editor.page.locator(byTestId(id));
const found = () => seen('node-creator-item-name');

/** Opens the panel of nodes by one of the buttons with a plus. */
async function openNodes(plus: Locator): Promise<void> {
	await clickUntilShown(plus, seen('node-creator'));
}

/** Types into the search of the panel of nodes, which is open. */
async function search(word: string): Promise<void> {
	await editor.page.locator(`${byTestId('node-creator')} input`).fill(word);
}

/** Chooses a node of that name, exactly, in the panel of nodes. */
async function choose(name: string): Promise<void> {
	await found().getByText(name, { exact: true }).click();
}

it('begins where n8n installs packages by their name', async () => {
	const { page } = editor;
	await page.goto(`${n8n.url}/settings/community-nodes`);
	const install = page.getByRole('button', { name: /install/i }).first();
	const dialog = page.locator('.el-overlay-dialog');
	await clickUntilShown(install, dialog);
	await dialog.locator('input').first().fill(packageName);
	await dialog.locator('[role="checkbox"], .el-checkbox').first().click();
	await editor.picture('install');
});

describe('the panel of nodes', () => {
	beforeAll(async () => {
		await editor.open();
		await openNodes(seen('canvas-add-button'));
	});

	it.each(['PBX', 'phone', 'sms', 'voicemail', 'extension', 'missed call'])(
		'finds the node by "%s"',
		async (word) => {
			const node = found().getByText('NetSapiens', { exact: true });
			await search('');
			await node.waitFor({ state: 'hidden' });
			await search(word);
			await node.waitFor();
			if (word === 'PBX') await editor.picture('find-the-node');
		},
	);
});

/** Opens the form of a new credential from the panel of the node that is open. */
async function newCredential(): Promise<void> {
	const first = editor.page.locator(byTestId('node-credentials-empty-state'));
	const select = seen('node-credentials-select');
	await first.or(select).first().waitFor();
	if (await first.isVisible()) await first.getByText('Connect to NetSapiens').click();
	else {
		const another = seen('node-credentials-select-item-new');
		await clickUntilShown(select, another);
		await another.click();
	}
	await editor.field('server').waitFor();
}

/** What each way to sign in asks for, the wrong value that is tried first, and what people are told. */
const ways = [
	{
		way: 'API Key',
		wrong: { apiKey: 'nsd_wrong' },
		told: /did not accept the API key\. Check that the whole key is pasted/,
	},
	{
		way: 'Username & Password',
		wrong: { password: 'not mine' },
		told: /Check user name, password, client ID and client secret/,
	},
	{
		way: 'JWT',
		wrong: { clientSecret: 'not mine' },
		told: /Check user name, password, client ID and client secret/,
	},
];

async function fillIn(values: object): Promise<void> {
	for (const [name, value] of Object.entries(values)) await editor.fill(name, String(value));
}

/** A new node has the newest credential, which may be one of another test file. */
async function chooseOwnCredential(): Promise<void> {
	const own = editor.page
		.locator('[data-test-id^="node-credentials-select-item"]')
		.getByText('NetSapiens account', { exact: true });
	await clickUntilShown(seen('node-credentials-select'), own);
	await own.click();
}

async function save(): Promise<void> {
	await seen('credential-save-button').click();
}

describe('a first workflow', () => {
	it('begins by hand and goes on with an action of the node', async () => {
		await editor.open();
		await openNodes(seen('canvas-add-button'));
		await choose('Trigger manually');
		await openNodes(seen('canvas-handle-plus').first());
		await search('phone');
		await choose('NetSapiens');
		const { page } = editor;
		await page.getByText('Get many users', { exact: true }).waitFor();
		await editor.picture('choose-an-action');
		await page.getByText('Get many users', { exact: true }).click();
		await seen('node-parameters').waitFor();
	});

	it.each(ways)(
		'signs in by $way once what was wrong is put right',
		async ({ way, wrong, told }) => {
			const { page } = editor;
			const { apiKeys, password } = simulator.credentials;
			const right = {
				server: simulator.url,
				...(way === 'API Key' ? { apiKey: apiKeys.superUser } : password),
			};
			await newCredential();
			if (way !== 'API Key') await editor.choose('authentication', way);
			await fillIn({ ...right, ...wrong });
			await save();
			await page.getByText('Couldn’t connect with these settings').waitFor();
			await page.getByText('More details').click();
			await page.getByText(told).waitFor();
			await editor.picture(`credential-refused-${way.split(' ')[0]?.toLowerCase()}`);
			await fillIn(right);
			await save();
			await seen('credential-save-button').waitFor({ state: 'hidden' });
		},
	);

	it('lists the users of a domain that is chosen from the list', async () => {
		await chooseOwnCredential();
		expect(await editor.pick('domain', simulator.credentials.domain)).toContain('Acme');
		await editor.execute();
		await seen('output-panel').getByText(surname, { exact: true }).waitFor();
		await editor.picture('first-result');
	});

	it('uses a field of each user in the next node by dragging it there', async () => {
		const { page } = editor;
		await page.keyboard.press('Escape');
		await seen('node-parameters').waitFor({ state: 'hidden' });
		await openNodes(seen('canvas-handle-plus').last());
		await search('edit fields');
		await choose('Edit Fields (Set)');
		const field = seen('ndv-input-panel').getByText('name-last-name', { exact: true });
		await field.dragTo(page.getByText('Drag input fields here'));
		const expression = page.getByText("{{ $json['name-last-name'] }}");
		await expression.waitFor();
		await editor.execute();
		await seen('output-panel').getByText(surname, { exact: true }).waitFor();
		await editor.picture('use-a-field');
	});
});

it('shows a test event in the trigger once a call rings', async () => {
	const { page } = editor;
	await editor.open();
	await openNodes(seen('canvas-add-button'));
	await search('missed call');
	await choose('NetSapiens');
	await page.getByText('On call ringing', { exact: true }).click();
	await chooseOwnCredential();
	await editor.pick('domain', simulator.credentials.domain);
	await seen('node-execute-button').first().click();
	await page
		.getByText(/listening for/i)
		.first()
		.waitFor();
	await editor.screenshot('listen-for-a-call');
	await control(simulator, 'POST', '/calls', { from: '12025550100', to: '101', name: 'ADA PARK' });
	await control(simulator, 'POST', '/poll');
	await seen('output-panel').getByText('ADA PARK').first().waitFor();
	await editor.picture('a-call-arrives');
});

it('is offered as a tool of an AI agent', async () => {
	const id = 'browserTestNewTool';
	const agent = { id, name: 'AI Agent', type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 3.1 };
	await n8n.saveWorkflow({
		...{ id, name: 'Agent', connections: {}, settings: {} },
		nodes: [{ ...agent, position: [0, 0], parameters: {} }],
	} as Workflow);
	await editor.open(id);
	await openNodes(
		editor.page.locator(`[data-handleid="inputs/ai_tool/0"] ${byTestId('canvas-handle-plus')}`),
	);
	await search('PBX');
	await choose('NetSapiens Tool');
	await editor.field('resource').waitFor();
	await editor.screenshot('agent-tool');
});
