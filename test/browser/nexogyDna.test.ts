/** The forms of the Nexogy DNA node in a real browser; what arrives is looked up on the simulator. */
import { companionFolder } from '../../host/companions';
import { resellerCredentials } from '../../host/credentials';
import type { Editor } from '../../host/editor';
import type { SavedCredential, Workflow } from '../../host/rest';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { openSharedEditor } from '../support/editor';
import { freshWorkflowId } from '../support/freshWorkflowId';
import { sharedN8n } from '../support/n8n';

const n8n = sharedN8n();
const folder = companionFolder('n8n-nodes-nexogy-dna');
let simulator: RunningSimulator;
let credential: SavedCredential;
let editor: Editor;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '20']);
	const { nexogyDna } = resellerCredentials(simulator);
	credential = await n8n.saveCredential({ ...nexogyDna, name: 'Browser: Nexogy DNA' });
	editor = await openSharedEditor();
});

afterAll(async () => {
	await editor?.close();
	await simulator.stop();
});

/** Opens the panel of a node with these parameters, its other fields as they are when it is new. */
async function open(parameters: Workflow['nodes'][number]['parameters']): Promise<void> {
	const { id } = await n8n.saveWorkflow({
		id: freshWorkflowId('browserTestNexogyDna'),
		name: 'Browser test of Nexogy DNA',
		nodes: [
			{
				id: '1f0c1d5e-1a5b-4c57-9f37-6c0d6e0a7a03',
				name: 'Nexogy DNA',
				type: 'n8n-nodes-nexogy-dna.nexogyDna',
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { nexogyDnaApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
		settings: {},
	});
	await editor.openNext(id);
	await editor.openNode('Nexogy DNA');
}

it('finds free numbers', async () => {
	await open({ resource: 'did', operation: 'search', limit: 8 });
	await editor.fill('npa', '305');
	await editor.execute();
	await editor.page.getByText('3055550107').first().waitFor();
	await editor.picture('search-numbers', undefined, folder);
});

it('creates a client; what does not always apply is asked for where it does', async () => {
	await open({
		resource: 'client',
		operation: 'create',
		start_billing_date: '2026-12-01T00:00:00',
		address: '12 Palm Ave, Miami',
		zipcode: '33101',
	});
	for (const name of ['billing_address', 'billing_zipcode', 'subreseller_id']) {
		expect([name, await editor.field(name).count()]).toEqual([name, 0]);
	}
	await editor.fill('customer_id', '20451');
	await editor.fill('first_name', 'Nathan');
	await editor.fill('last_name', 'Smith');
	await editor.fill('email', 'nathan@smith.example');
	await editor.fill('did_number', '(305) 555-0100');
	await editor.field('sameBillingAddress').locator('.el-switch').click();
	await editor.field('billing_address').waitFor();
	await editor.fill('billing_address', 'P.O. Box 12, Miami');
	await editor.fill('billing_zipcode', '33102');
	await editor.execute();
	await editor.picture('create-a-client', undefined, folder);
	expect(await control(simulator, 'GET', '/nexogy-dna')).toEqual([
		expect.objectContaining({ number: '3055550100', startBillingDate: '12/01/2026' }),
	]);
});

it('says how the key of a device is read', async () => {
	await open({ resource: 'device', operation: 'getOrCreate' });
	await editor.page.getByText('encrypted with GPG').waitFor();
	await editor.screenshot('nexogy-dna-device');
});
