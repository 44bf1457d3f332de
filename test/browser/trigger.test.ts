import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/simulator';
import { byTestId, openEditor, type Editor } from '../support/browser';
import { control } from '../support/control';
import { sharedN8n } from '../support/n8n';
import { startSimulator, type RunningSimulator } from '../support/simulator';
import { triggerWorkflow } from '../support/trigger';

const n8n = sharedN8n();
const workflowId = 'browserTestTrigger';
let simulator: RunningSimulator;
let credential: SavedCredential;
let editor: Editor;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '200', '--events-interval', '3600000']);
	const { apiKey } = credentialsFor(simulator);
	credential = await n8n.saveCredential({ ...apiKey, name: 'Browser: trigger' });
	await n8n.saveWorkflow(triggerWorkflow(workflowId, credential, { events: ['callRinging'] }));
	editor = await openEditor(n8n);
});

afterAll(async () => {
	await editor?.close();
	await simulator.stop();
});

interface Subscription {
	'post-url': string;
}

async function subscriptions(): Promise<Subscription[]> {
	const answer = await control<{ subscriptions?: Subscription[] } | Subscription[]>(
		simulator,
		'GET',
		'/subscriptions',
	);
	return Array.isArray(answer) ? answer : (answer.subscriptions ?? []);
}

it('listens for a test event, shows it, and takes the test subscription back', async () => {
	await editor.open(workflowId);
	await editor.openNode('Trigger');
	await editor.screenshot('trigger-panel');

	await editor.page.locator(byTestId('node-execute-button')).first().click();
	await editor.page
		.getByText(/listening for/i)
		.first()
		.waitFor();
	await editor.screenshot('trigger-listening');
	expect((await subscriptions()).map((one) => one['post-url'])).toEqual([
		expect.stringContaining('/webhook-test/'),
	]);

	await control(simulator, 'POST', '/calls', { from: '12025550100', to: '101', name: 'JANE ROE' });
	await control(simulator, 'POST', '/poll');
	await editor.page.locator(byTestId('output-panel')).getByText('callRinging').first().waitFor();
	await editor.screenshot('trigger-event');
	expect(await subscriptions()).toEqual([]);
});
