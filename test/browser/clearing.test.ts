import { packageName } from '../../host/install-package';
import { credentialsFor } from '../../host/credentials';
import { clickUntilShown, type Editor } from '../../host/editor';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const n8n = sharedN8n();
const id = 'clearingWorkflow';
let simulator: RunningSimulator;
let editor: Editor;

beforeAll(async () => {
	simulator = await startSimulator();
	const { apiKey } = credentialsFor(simulator);
	const credential = await n8n.saveCredential({
		...apiKey,
		name: 'Clearing: super user',
		data: { ...apiKey.data, apiKey: simulator.credentials.apiKeys.superUser },
	});
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	await n8n.saveWorkflow({
		id,
		name: 'Clearing',
		nodes: [
			{
				id: '5f0c1d5e-1a5b-4c57-9f37-6c0d6e0a7a02',
				name: 'NetSapiens',
				type: `${packageName}.netSapiens`,
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					resource: 'user',
					operation: 'update',
					domain: byId('acme.example'),
					user: byId('101'),
				},
				credentials: { netSapiensApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
		settings: {},
	});
	editor = await openSharedEditor();
});

afterAll(async () => {
	await editor?.close();
	await simulator?.stop();
});

it('offers the fields of an update that can be emptied, as the form calls them', async () => {
	await editor.open(id);
	await editor.openNode('NetSapiens');
	const field = editor.field('fieldsToClear');
	const options = editor.page.locator('.el-select-dropdown__item:visible');
	const department = options.filter({ hasText: /^\s*Department\s*$/ });
	await clickUntilShown(field.locator('.el-select'), department);
	const offered = (await options.allInnerTexts()).map((text) => text.trim().split('\n')[0]);
	expect(offered).toEqual(expect.arrayContaining(['Department', 'Site', 'Voicemail PIN']));
	expect(offered).not.toContain('Voicemail');
	await department.click();
	await options.filter({ hasText: /^\s*Email Address\s*$/ }).scrollIntoViewIfNeeded();
	await editor.picture('fields-to-clear');
});
