import { packageName } from '../../host/install-package';
import type { SavedCredential, Workflow } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { byTestId, clickUntilShown, type Editor } from '../../host/editor';
import { openSharedEditor } from '../support/editor';
import { freshWorkflowId } from '../support/freshWorkflowId';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let credential: SavedCredential;
let editor: Editor;

/** A workflow with one NetSapiens node, as it is after it was dropped on the canvas. */
function emptyNode(): Workflow {
	return {
		id: freshWorkflowId('browserTestWorkflow'),
		name: 'Browser test',
		nodes: [
			{
				id: '5f0c1d5e-1a5b-4c57-9f37-6c0d6e0a7a01',
				name: 'NetSapiens',
				type: `${packageName}.netSapiens`,
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
				credentials: { netSapiensApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
		settings: {},
	};
}

beforeAll(async () => {
	simulator = await startSimulator();
	const { apiKey } = credentialsFor(simulator);
	credential = await n8n.saveCredential({
		...apiKey,
		name: 'Browser: super user',
		data: { ...apiKey.data, apiKey: simulator.credentials.apiKeys.superUser },
	});
	editor = await openSharedEditor();
});

beforeEach(async () => {
	const { id } = await n8n.saveWorkflow(emptyNode());
	await editor.openNext(id);
	await editor.openNode('NetSapiens');
});

afterAll(async () => {
	await editor?.close();
	await simulator.stop();
});

describe('the panel', () => {
	it('offers every resource and shows the fields of the chosen operation', async () => {
		const resources = await editor.choose('resource', 'CDR (Call Record)');
		expect(resources.length).toBeGreaterThan(60);
		await editor.field('datetime-start').waitFor();
		await editor.screenshot('panel-cdr');

		await editor.choose('resource', 'User');
		const operations = await editor.choose('operation', 'Create');
		expect(operations).toEqual(
			expect.arrayContaining(['Create', 'Delete', 'Get', 'Get Many', 'Update']),
		);
		await editor.field('name-first-name').waitFor();
		expect(await editor.field('datetime-start').count()).toBe(0);
		await editor.screenshot('panel-user-create');
	});

	it('lists domains, and then the users of the chosen one', async () => {
		const { page } = editor;
		await editor.choose('resource', 'Device');
		const entries = page.locator(`${byTestId('rlc-item')}:visible`);
		const picker = (of: string) =>
			page.locator(`${byTestId(`resource-locator-${of}`)} ${byTestId('rlc-input')}`);
		const domain = entries.filter({ hasText: simulator.credentials.domain });
		await clickUntilShown(picker('domain'), domain);
		expect(await entries.first().innerText()).toContain('My Own (~)');
		await editor.screenshot('picker-domain');
		await domain.click();

		await clickUntilShown(picker('user'), entries.filter({ hasText: /\(101\)$/ }));
		await editor.screenshot('picker-user');
	});

	it('shows the result of a run', async () => {
		const { page } = editor;
		await editor.choose('resource', 'Domain');
		await editor.choose('operation', 'Get Many');
		await page.locator(byTestId('node-execute-button')).click();
		const output = page.locator(byTestId('output-panel'));
		await output
			.getByText(/\d+ items/)
			.first()
			.waitFor();
		await output.getByText(simulator.credentials.domain, { exact: true }).first().waitFor();
		await editor.screenshot('result');
	});

	it('warns of a deletion that takes more along, and says on the canvas what a node does', async () => {
		const { page } = editor;
		await editor.choose('resource', 'Domain');
		await editor.choose('operation', 'Delete');
		await page.getByText('This also deletes everything that belongs to it.').first().waitFor();
		await editor.screenshot('panel-domain-delete');
		await page.locator(byTestId('ndv-close-button')).click();
		await page.locator(byTestId('canvas-node')).getByText('Delete domain').waitFor();
		await editor.screenshot('canvas-subtitle');
	});
});

it('shows the fields of each way to sign in', async () => {
	const { page } = editor;
	await page.locator(byTestId('credential-edit-button')).click();
	await editor.field('authentication').waitFor();
	expect(await editor.choose('authentication', 'Username & Password')).toEqual([
		'API Key',
		'JWT',
		'Username & Password',
	]);
	for (const name of ['clientId', 'clientSecret', 'username', 'password']) {
		await editor.field(name).waitFor();
	}
	await editor.screenshot('credential-password');
	await editor.choose('authentication', 'JWT');
	await editor.choose('jwtSource', 'API Key on Behalf of a User');
	await editor.field('delegatedUser').waitFor();
	await editor.screenshot('credential-jwt');
	await editor.choose('authentication', 'API Key');
	await editor.field('apiKey').waitFor();
	expect(await editor.field('delegatedUser').count()).toBe(0);
});
