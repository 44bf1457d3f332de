import { credentialsFor } from '../../host/credentials';
import { byTestId, type Editor } from '../../host/editor';
import { eventually } from '../../host/eventually';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let editor: Editor;

beforeAll(async () => {
	simulator = await startSimulator();
	editor = await openSharedEditor();
});

afterAll(async () => {
	await editor?.close();
	await simulator.stop();
});

/** Opens the form of a credential. */
async function open(id: string): Promise<void> {
	await editor.page.goto(`${n8n.url}/home/credentials/${id}`);
	await editor.field('server').waitFor();
}

const signedInAs = async () => await editor.field('signedInAs').locator('input').inputValue();

it('shows who is signed in once it was saved and tested, and opened again', async () => {
	const { page } = editor;
	const { password } = credentialsFor(simulator);
	const { id } = await n8n.saveCredential({ ...password, name: 'Browser: login' });
	await open(id);
	expect(await signedInAs()).toBe('');
	// A change, so that there is something to save; n8n tests what it has saved.
	await editor.field('ignoreSslIssues').click();
	await page.locator(byTestId('credential-save-button')).click();
	await page.locator(byTestId('credentials-config-container-test-success')).waitFor();
	// n8n may save what the test found out after it says that it went well.
	const opened = async () => {
		await open(id);
		return await eventually(signedInAs, (value) => value !== '', 10);
	};
	const seen = await eventually(opened, (value) => value !== '');
	expect(seen).toMatch(/^\S+ .+ \(\d+@\S+\), Office Manager$/);
	expect(await editor.field('authenticatorSecret').count()).toBe(1);
	await editor.field('signedInAs').scrollIntoViewIfNeeded();
	await editor.screenshot('credential');
});
