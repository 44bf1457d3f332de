/** A PBX with a certificate that nobody has signed, which has the sound of calls and voicemails itself. */
import type { IDataObject } from 'n8n-workflow';
import { control } from '../../simulator/steer/control';
import { apiKeyCredential } from '../support/credentials';
import { eventually } from '../../host/eventually';
import { forward, startHostile, type Hostile } from '../support/hostile';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { untilSubscribed } from '../../host/subscriptions';
import { allExecutionIds, outputOf, triggerWorkflow } from '../support/trigger';

const n8n = sharedN8n();
let simulator: RunningSimulator;
let pbx: Hostile;

beforeAll(async () => {
	simulator = await startSimulator(['--events-interval', '3600000', '--cdrs', '0']);
});

afterEach(async () => await pbx.stop());

afterAll(async () => await simulator.stop());

/** Has a call recorded and a voicemail left. @returns what came out of the trigger, by event */
async function happenings(id: string) {
	const data = { ...apiKeyCredential(simulator), server: pbx.url, ignoreSslIssues: true };
	const credential = await n8n.saveCredential({ name: id, type: 'netSapiensApi', data });
	const { domain } = simulator.credentials;
	const workflow = triggerWorkflow(id, credential, {
		domain: { __rl: true, mode: 'id', value: domain },
		events: ['recordingReady', 'voicemailLeft'],
		options: { recordingAudio: true, voicemail: true, patienceSeconds: 10 },
	});
	await n8n.saveWorkflow(workflow);
	await n8n.activate(id);
	await untilSubscribed(simulator, workflow, 2);

	const call = { from: '12025550133', to: '101', domain, recorded: true };
	const made = await control<IDataObject>(simulator, 'POST', '/calls', call);
	for (const step of ['answer', 'end']) {
		await control(simulator, 'POST', `/calls/${encodeURIComponent(String(made.id))}/${step}`, {});
	}
	const voicemail = { user: '102', from: '12025550155', text: 'Hello' };
	await control(simulator, 'POST', '/voicemails', voicemail);
	await control(simulator, 'POST', '/poll');

	const ids = await eventually(
		async () => await allExecutionIds(n8n, id),
		(found) => found.length >= 2,
	);
	const executions = await Promise.all(ids.map(async (one) => await n8n.finished(one)));
	await n8n.deactivate(id);
	await untilSubscribed(simulator, workflow, 0);
	const items = executions.flatMap(outputOf);
	return Object.fromEntries(items.map((item) => [String(item.json.event), item]));
}

it.each([
	['whole', (_url: string, body: string) => body],
	['relative', (url: string, body: string) => body.replaceAll(url, '')],
])('their sound comes along where its address is %s', async (kind, change) => {
	pbx = await startHostile(
		forward(simulator.url, (body) => change(pbx.url, body)),
		{ tls: true },
	);
	const { recordingReady, voicemailLeft } = await happenings(`mediaOf${kind}`);
	for (const item of [recordingReady, voicemailLeft]) {
		expect(item?.json).not.toHaveProperty('note');
		expect(item?.binary?.data).toMatchObject({ mimeType: 'audio/wav' });
		const bytes = await n8n.file(item?.binary?.data?.id ?? '');
		expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
		expect(bytes.length).toBeGreaterThan(10_000);
	}
});
