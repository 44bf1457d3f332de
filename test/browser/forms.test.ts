/** What people do with the forms, in a real browser; what arrives is looked up on the simulator. */
import { packageName } from '../../host/install-package';
import type { SavedCredential, Workflow } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { byTestId, clickUntilShown, type Editor } from '../../host/editor';
import { freshWorkflowId } from '../support/freshWorkflowId';
import { openSharedEditor } from '../support/editor';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let credential: SavedCredential;
let editor: Editor;
let domain: string;

function nodeWith(parameters: Workflow['nodes'][number]['parameters']): Workflow {
	return {
		id: freshWorkflowId('browserTestForms'),
		name: 'Browser test of forms',
		nodes: [
			{
				id: '5f0c1d5e-1a5b-4c57-9f37-6c0d6e0a7a02',
				name: 'NetSapiens',
				type: `${packageName}.netSapiens`,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { netSapiensApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
		settings: {},
	};
}

/** Opens the panel of a node for that operation, its other fields as they are when it is new. */
async function open(resource: string, operation: string): Promise<void> {
	const { id } = await n8n.saveWorkflow(nodeWith({ resource, operation }));
	await editor.openNext(id);
	await editor.openNode('NetSapiens');
}

/** A record as the simulator has it. */
async function stored(path: string): Promise<Record<string, unknown>> {
	const answer = await fetch(`${simulator.url}/ns-api/v2/domains/${domain}${path}`, {
		headers: { Authorization: `Bearer ${simulator.credentials.apiKeys.superUser}` },
	});
	return (await answer.json()) as Record<string, unknown>;
}

beforeAll(async () => {
	simulator = await startSimulator();
	domain = simulator.credentials.domain;
	const { apiKey } = credentialsFor(simulator);
	credential = await n8n.saveCredential({
		...apiKey,
		name: 'Browser: forms',
		data: { ...apiKey.data, apiKey: simulator.credentials.apiKeys.superUser },
	});
	editor = await openSharedEditor();
	await editor.page.setViewportSize({ width: 1440, height: 810 });
});

afterAll(async () => {
	await editor?.close();
	await simulator.stop();
});

it('creates a user', async () => {
	await open('user', 'create');
	await editor.pick('domain', domain);
	await editor.fill('new-user', '777');
	await editor.fill('name-first-name', 'Ada');
	await editor.fill('name-last-name', 'Byron');
	await editor.fill('email-address', 'ada@acme.example');
	await editor.add('Add Field', 'Caller ID Name');
	await editor.fill('caller-id-name', 'Lovelace');
	await editor.execute();
	await editor.picture('create-a-user');
	expect(await stored('/users/777')).toMatchObject({
		'name-first-name': 'Ada',
		'caller-id-name': 'Lovelace',
	});
});

it('empties a field', async () => {
	await open('user', 'update');
	await editor.pick('domain', domain);
	await editor.pick('user', /777/);
	await editor.chooseAll('fieldsToClear', ['Caller ID Name']);
	await editor.execute();
	await editor.picture('clear-a-field');
	expect((await stored('/users/777'))['caller-id-name']).toBe('');
});

it('routes a number to a queue that is picked from the list', async () => {
	await open('phoneNumber', 'route');
	await editor.pick('domain', domain);
	await editor.choose('routeTo', 'Call Queue');
	const number = await editor.pick('phonenumber', /\d{11}/);
	const queue = await editor.pick('callqueue', /\d{3,}/);
	await editor.execute();
	await editor.picture('route-a-number');
	expect(await stored(`/phonenumbers/${/\d{11}/.exec(number)![0]}`)).toMatchObject({
		'dial-rule-application': 'to-callqueue',
		'dial-rule-translation-destination-user': /\d{3,}/.exec(queue)![0],
	});
});

/** The call ID of a call of which there is a recording. */
async function recordedCall(): Promise<string> {
	const years = 'datetime-start=2020-01-01&datetime-end=2040-01-01&limit=100';
	const cdrs = (await stored(`/cdrs?${years}`)) as unknown as Array<Record<string, string>>;
	for (const { 'call-orig-call-id': id = '' } of cdrs) {
		const recordings = await stored(`/recordings/${encodeURIComponent(id)}`);
		if (Array.isArray(recordings) && recordings.length > 0) return id;
	}
	throw new Error('no call is recorded');
}

it('downloads a recording, which people can listen to', async () => {
	await open('recording', 'download');
	await editor.pick('domain', domain);
	await editor.fill('callid', await recordedCall());
	await editor.execute();
	const { page } = editor;
	await page.locator(byTestId('ndv-view-binary-data')).click();
	const audio = page.locator('audio').first();
	await audio.waitFor({ state: 'attached' });
	const seconds = await audio.evaluate(async (element) => {
		const player = element as unknown as { duration: number; play(): Promise<void> };
		await player.play();
		return player.duration;
	});
	expect(seconds).toBeGreaterThan(0);
	await editor.picture('download-a-recording');
});

it('makes business hours out of days and times', async () => {
	await open('sharedTimeframe', 'create');
	await editor.pick('domain', domain);
	await editor.choose('timeframeType', 'Weekdays');
	await editor.fill('timeframe-name', 'Front Desk Hours');
	const { page } = editor;
	const addHours = page.getByText('Add Hours', { exact: true }).first();
	await clickUntilShown(page.locator(byTestId('fixed-collection-add')).first(), addHours);
	await addHours.click();
	await editor.chooseAll('days', ['Monday', 'Tuesday', 'Friday']);
	await editor.fill('from', '09:00');
	await editor.fill('to', '17:30');
	await editor.execute();
	await editor.picture('business-hours');
	const timeframes = (await stored('/timeframes')) as unknown as Array<Record<string, unknown>>;
	const made = timeframes.find((one) => one['timeframe-name'] === 'Front Desk Hours');
	expect(made?.['timeframe-type']).toBe('days-of-week');
	const { 'timeframe-days-of-week-array': entries } = await stored(
		`/timeframes/${String(made?.['timeframe-id'])}`,
	);
	expect(entries).toEqual([
		expect.objectContaining({
			'timeframe-weekly-monday-begin-time-1': '0900',
			'timeframe-weekly-friday-end-time-1': '1730',
		}),
	]);
});

it('makes the menu of an attendant out of keys', async () => {
	await open('autoAttendant', 'create');
	await editor.pick('domain', domain);
	await editor.fill('new-user', '5001');
	await editor.fill('attendant-name', 'Main Menu');
	await editor.add('Add Field', 'Menu');
	await editor.add('Add Field', 'Keys', 'first');
	const addKey = editor.page.getByText('Add Key', { exact: true });
	await addKey.last().click();
	await editor.choose('key', '1');
	await editor.choose('destination-application', 'Call Queue');
	await editor.fill('destination-user', '4000');
	await editor.execute();
	await editor.picture('attendant-menu');
	const attendants = (await stored('/autoattendants')) as unknown as Array<Record<string, string>>;
	const prompt = attendants.find(({ user }) => user === '5001')?.['starting-prompt'];
	expect(await stored(`/users/5001/autoattendants/${prompt}`)).toMatchObject({
		'auto-attendant': { 'option-1': { 'destination-user': '4000' } },
	});
});
