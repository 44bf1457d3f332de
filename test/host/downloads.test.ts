import { packageName } from '../../host/install-package';
import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const n8n = sharedN8n();
const trigger = 'Run by hand';
let simulator: RunningSimulator;
let credential: SavedCredential;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '300']);
	credential = await n8n.saveCredential(credentialsFor(simulator).apiKey);
});

afterAll(async () => await simulator.stop());

/** Asks the simulator directly, past n8n and our node. */
async function api(path: string): Promise<Array<Record<string, unknown>>> {
	const { url, credentials } = simulator;
	const response = await fetch(`${url}/ns-api/v2${path}`, {
		headers: { authorization: `Bearer ${credentials.apiKeys.officeManager}` },
	});
	return response.ok ? ((await response.json()) as Array<Record<string, unknown>>) : [];
}

/** A recorded call with the link to its recording. */
async function recording(): Promise<{ callId: string; link: string }> {
	const window = 'datetime-start=2020-01-01&datetime-end=2040-01-01&limit=100';
	for (const cdr of await api(`/domains/~/cdrs?${window}`)) {
		const callId = String(cdr['call-orig-call-id']);
		const [found] = await api(`/domains/~/recordings/${encodeURIComponent(callId)}`);
		if (found) return { callId, link: String(found['file-access-url']) };
	}
	throw new Error('No call is recorded.');
}

it('gives a recording as a binary item with name and type, the bytes as they are on the server', async () => {
	const { callId, link } = await recording();
	const workflow = await n8n.saveWorkflow({
		id: 'downloadRecording',
		name: 'Download a recording',
		nodes: [
			{
				id: 'a',
				name: trigger,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'b',
				name: 'Download',
				type: `${packageName}.netSapiens`,
				typeVersion: 1,
				position: [200, 0],
				parameters: {
					resource: 'recording',
					operation: 'download',
					domain: { __rl: true, mode: 'list', value: '~' },
					callid: callId,
				},
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			},
		],
		connections: { [trigger]: { main: [[{ node: 'Download', type: 'main', index: 0 }]] } },
		settings: {},
	});
	const { data } = await n8n.run(workflow.id, trigger);
	const [item] = data.resultData.runData.Download?.at(-1)?.data?.main?.[0] ?? [];
	const file = item?.binary?.data;
	expect(file).toMatchObject({ mimeType: 'audio/wav', fileExtension: 'wav' });
	expect(file?.fileName).toMatch(/\.wav$/);
	const bytes = await n8n.file(file?.id ?? '');
	const served = Buffer.from(await (await fetch(link)).arrayBuffer());
	expect(bytes.equals(served)).toBe(true);
});
