import type { INodeParameters } from 'n8n-workflow';

import { packageName } from '../../host/install-package';
import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { byTestId, clickUntilShown, type Editor } from '../../host/editor';
import { freshWorkflowId } from '../support/freshWorkflowId';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let officeManager: SavedCredential;
let editor: Editor;

beforeAll(async () => {
	simulator = await startSimulator();
	const { apiKey } = credentialsFor(simulator);
	officeManager = await n8n.saveCredential({ ...apiKey, name: 'Browser: office manager' });
	editor = await openSharedEditor();
});

afterAll(async () => {
	await editor?.close();
	await simulator.stop();
});

/** Opens the panel of a node with these parameters. */
async function openPanel(parameters: INodeParameters): Promise<void> {
	const { id } = await n8n.saveWorkflow({
		id: freshWorkflowId('browserTestPickers'),
		name: 'Browser test of pickers',
		nodes: [
			{
				id: '5f0c1d5e-1a5b-4c57-9f37-6c0d6e0a7a02',
				name: 'NetSapiens',
				type: `${packageName}.netSapiens`,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { netSapiensApi: { id: officeManager.id, name: officeManager.name } },
			},
		],
		connections: {},
		settings: {},
	});
	await editor.openNext(id);
	await editor.openNode('NetSapiens');
}

const picker = (name: string) =>
	editor.page.locator(`${byTestId(`resource-locator-${name}`)} ${byTestId('rlc-input')}`);
const entries = () => editor.page.locator(`${byTestId('rlc-item')}:visible`);

const updateUser = {
	resource: 'user',
	operation: 'update',
	domain: { __rl: true, mode: 'list', value: '~' },
	user: { __rl: true, mode: 'list', value: '101' },
};

it('picks for fields that were added, with what stands in where the scope is too low', async () => {
	const { page } = editor;
	await openPanel(updateUser);
	const added = page.locator(`${byTestId('collection-parameter-option')}:visible`);
	const dialPlan = added.filter({ hasText: /^Dial Plan$/ });
	await clickUntilShown(page.getByPlaceholder('Add Field'), dialPlan);
	await dialPlan.click();
	await clickUntilShown(
		picker('dial-plan'),
		entries().filter({ hasText: `${simulator.credentials.domain}_9000` }),
	);
	await editor.screenshot('picker-dial-plan');
	await entries().first().click();
	expect(await picker('dial-plan').inputValue()).toBe(simulator.credentials.domain);
});

it('finds a time zone by its city', async () => {
	const { page } = editor;
	await openPanel({ ...updateUser, fields: { 'time-zone': { mode: 'list', value: '' } } });
	const search = page.getByPlaceholder('Search...').locator('visible=true');
	await clickUntilShown(picker('time-zone'), search);
	await search.fill('new york');
	await entries().filter({ hasText: 'America/New_York' }).waitFor();
	await editor.screenshot('picker-time-zone');
	expect(await entries().count()).toBe(1);
});

it('says to choose By ID where no list can be read', async () => {
	await openPanel({ resource: 'route', operation: 'update' });
	const error = editor.page.locator(`${byTestId('rlc-error-container')}:visible`);
	await clickUntilShown(picker('route-id'), error);
	await editor.screenshot('picker-refused');
	expect(await error.innerText()).toContain('Choose By ID');
});
