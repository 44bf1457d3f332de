/** The companion package for the Nexogy DNA API in the real n8n, beside ours. */
import type { INodeExecutionData } from 'n8n-workflow';

import { companionFolder, companionWorkflows } from '../../host/companions';
import { resellerCredentials } from '../../host/credentials';
import { listPackedFiles } from '../../host/package';
import type { Execution } from '../../host/rest';
import { loadWorkflow } from '../../host/workflows';
import { control } from '../../simulator/steer/control';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { sharedN8n } from '../support/n8n';
import { itSince } from '../support/since';

const companion = 'n8n-nodes-nexogy-dna';
const nodeType = `${companion}.nexogyDna`;
const n8n = sharedN8n();
let simulator: RunningSimulator;

beforeAll(async () => (simulator = await startSimulator(['--cdrs', '20'])));
afterAll(async () => await simulator.stop());

it('brings the node, its tool form, icons and previews', async () => {
	const types = await n8n.nodeTypes();
	const node = types.find(({ name }) => name === nodeType);
	expect(types.map(({ name }) => name)).toContain(`${nodeType}Tool`);
	for (const path of Object.values(node?.iconUrl as Record<string, string>)) {
		expect(await (await fetch(`${n8n.url}/${path}`)).text()).toContain('<svg');
	}
	const preview = await fetch(`${n8n.url}/schemas/${nodeType}/1.0.0/client/create.json`);
	expect(await preview.json()).toMatchObject({ properties: { id: {}, ns_domain: {} } });
});

it('each package has its own files and none of the other', async () => {
	const own = (await listPackedFiles(companionFolder(companion))).map(({ path }) => path);
	expect([...new Set(own.map((path) => path.split('/')[0]))].sort()).toEqual(
		['CHANGELOG.md', 'LICENSE.md', 'README.md', 'dist', 'package.json'].sort(),
	);
	expect(own).toEqual(
		expect.arrayContaining([
			'dist/credentials/NexogyDnaApi.credentials.js',
			'dist/icons/nexogy-dna.dark.svg',
			'dist/nodes/NexogyDna/NexogyDna.node.js',
			'dist/nodes/NexogyDna/NexogyDna.node.json',
			'dist/nodes/NexogyDna/__schema__/v1.0.0/did/search.json',
		]),
	);
	expect(own.filter((path) => /NetSapiens/.test(path))).toEqual([]);
	const main = (await listPackedFiles()).map(({ path }) => path);
	expect(main.filter((path) => /companions|nexogy/i.test(path))).toEqual([]);
});

describe('the test of the credential', () => {
	async function test(changes: Record<string, unknown> = {}) {
		const { nexogyDna } = resellerCredentials(simulator);
		const data = { ...nexogyDna.data, ...changes };
		const name = `DNA ${Object.keys(changes).join()}`;
		return await n8n.testCredential(await n8n.saveCredential({ ...nexogyDna, name, data }));
	}

	it.each(['both', 'post', 'get'])('lets in where the server takes %s', async (method) => {
		await control(simulator, 'POST', '/switches', { 'dna-read-method': method });
		expect(await test()).toMatchObject({ status: 'OK' });
		await control(simulator, 'POST', '/switches', { 'dna-read-method': 'both' });
	});

	it.each<[Record<string, string>, RegExp]>([
		[{ password: 'wrong' }, /^Signing in was refused\. Check user name, password, client ID/],
		[{ clientSecret: 'wrong' }, /The server says: Client authentication failed/],
		[{ baseUrl: 'http://127.0.0.1:1' }, /127\.0\.0\.1:1 refuses the connection/],
		[{ baseUrl: 'me@server.example' }, /Leave user name and password out of the Base URL/],
	])('says what is wrong with %j', async (changes, words) => {
		expect(await test(changes)).toEqual({
			status: 'Error',
			message: expect.stringMatching(words) as string,
		});
	});

	itSince('2.0', 'overlooks every status in the test of a credential')(
		'does not let in where the API behind the sign-in is blocked',
		async () => {
			await control(simulator, 'POST', '/faults', { kind: 'firewall', path: '/api/dids' });
			expect(await test()).toMatchObject({ status: 'Error' });
			await control(simulator, 'DELETE', '/faults');
		},
	);
});

/** What the last run of a node gave. */
const outputOf = (execution: Execution, node: string): INodeExecutionData['json'][] =>
	(execution.data.resultData.runData[node]?.at(-1)?.data?.main?.[0] ?? []).map(({ json }) => json);

it('the example makes a customer with both packages in one n8n', async () => {
	const { names, within } = companionWorkflows(companion);
	expect(names).toEqual(['new-residential-customer']);
	const credentials = [];
	for (const credential of Object.values(resellerCredentials(simulator))) {
		credentials.push(await n8n.saveCredential(credential));
	}
	const { id } = await n8n.saveWorkflow(await loadWorkflow(names[0]!, credentials, within));

	const execution = await n8n.run(id, 'Run by hand');
	expect(execution.status).toBe('success');
	const clients = await control<Array<Record<string, unknown>>>(simulator, 'GET', '/nexogy-dna');
	const [{ domain, number, id: client } = {}] = clients;
	expect(outputOf(execution, 'Create device')).toEqual([
		expect.objectContaining({ domain, authentication_key: expect.any(String) as string }),
	]);
	expect(outputOf(execution, 'What happened')).toEqual([
		{ client: String(client), domain, number, device: '1000', registration: 'unregistered' },
	]);
});
