import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { byTestId, clickUntilShown, type Editor } from '../../host/editor';
import { control } from '../../simulator/steer/control';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
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
	editor = await openSharedEditor();
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
	const whatToDo = editor.page
		.locator(byTestId('output-panel'))
		.getByText('Call Ringing: to test it, start listening, then call a user.');
	await whatToDo.waitFor();
	await editor.page.getByText('When will this node trigger my flow?').click();
	await editor.page
		.getByText(/If nothing arrives.*Check Compatibility/)
		.first()
		.waitFor();
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

/** Publishes the workflow that is open. */
async function publish(): Promise<void> {
	const { page } = editor;
	const button = page.locator(byTestId('workflow-publish-button')).first();
	const opener = page.locator(byTestId('workflow-open-publish-modal-button')).first();
	await clickUntilShown(opener, button);
	await button.click();
}

it('tells people who publish where to look if no events arrive', async () => {
	await editor.open(workflowId);
	await publish();
	await editor.page
		.getByText(/check that it can reach the production URL/)
		.first()
		.waitFor();
	await editor.screenshot('trigger-published');
	await n8n.deactivate(workflowId);
});

describe('when the PBX cannot reach this n8n, which is at localhost', () => {
	const unreachable = 'pbx.example.com cannot post to http://localhost';

	beforeAll(async () => {
		const elsewhere = await n8n.saveCredential({
			name: 'Browser: PBX on the internet',
			type: 'netSapiensApi',
			data: { server: 'pbx.example.com', authentication: 'apiKey', apiKey: 'nss_0123456789' },
		});
		await n8n.saveWorkflow(
			triggerWorkflow('browserTestUnreachable', elsewhere, { events: ['callRinging'] }),
		);
	});

	it('people who listen for a test event are told at once', async () => {
		await editor.open('browserTestUnreachable');
		await editor.openNode('Trigger');
		await editor.page.locator(byTestId('node-execute-button')).first().click();
		await editor.page.getByText(unreachable).first().waitFor();
		await editor.screenshot('trigger-unreachable-test');
	});

	it('people who publish are told', async () => {
		await editor.open('browserTestUnreachable');
		await publish();
		const told = editor.page.getByText(unreachable).first();
		await told.waitFor();
		expect(await told.innerText()).toContain('Set WEBHOOK_URL');
		await editor.screenshot('trigger-unreachable-publish');
	});
});
