/** Example workflows that report about a domain, in the real n8n. */
import { changeSetting, loadWorkflow } from '../../host/workflows';
import { startHostile, type Hostile } from '../support/hostile';
import { sharedN8n } from '../support/n8n';
import { runByHand, startStandIns, type StandIns } from '../support/standIns';

const n8n = sharedN8n();
let standIns: StandIns;
let { simulator, mail, credentials } = {} as StandIns;
let storage: Hostile;
/** What is in the storage, by path. */
const files = new Map<string, string>();

beforeAll(async () => {
	[standIns, storage] = await Promise.all([
		startStandIns(n8n, 'Report workflows', ['--cdrs', '0', '--users', '12', '--domains', '1']),
		startHostile(({ method, url, body }, response) => {
			if (method === 'PUT') files.set(url, body.toString('utf8'));
			const file = files.get(url);
			response.writeHead(file === undefined ? 404 : 200).end(method === 'GET' ? file : '');
		}),
	]);
	({ simulator, mail, credentials } = standIns);
});

afterAll(async () => {
	await Promise.all([standIns.stop(), storage.stop()]);
});

async function send(method: string, path: string, body: Record<string, unknown>): Promise<void> {
	const { superUser } = simulator.credentials.apiKeys;
	const response = await fetch(`${simulator.url}/ns-api/v2/domains/acme.example${path}`, {
		method,
		headers: {
			connection: 'close',
			authorization: `Bearer ${superUser}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
}

/** Runs the workflow as it is in the repository. @returns how many items each node gave */
async function run(name: string, settings: Record<string, string> = {}) {
	const workflow = await loadWorkflow(name, credentials);
	for (const [setting, value] of Object.entries(settings)) changeSetting(workflow, setting, value);
	return await runByHand(n8n, workflow);
}

describe('e911-audit', () => {
	it('mails the problems as a table, as text and as a file', async () => {
		const before = mail.mails.length;
		await run('e911-audit');
		expect(mail.mails).toHaveLength(before + 1);
		expect(mail.mails.at(-1)).toMatchObject({
			subject: 'Emergency Address Audit: acme.example',
			to: [expect.objectContaining({ address: 'safety@example.com' })],
			html: expect.stringContaining('No emergency address'),
			text: expect.stringContaining('Users Checked: 12'),
			attachments: [expect.objectContaining({ filename: 'emergency-address-audit.csv' })],
		});
	});

	it('sends nothing when there is nothing to mend', async () => {
		const before = mail.mails.length;
		for (let user = 101; user <= 112; user++)
			await send('PUT', `/users/${user}`, { 'emergency-address-id': 'addr-acme.example' });
		expect((await run('e911-audit'))['Mail the list']).toBeUndefined();
		expect(mail.mails).toHaveLength(before);
	});
});

describe('domain-backup', () => {
	it('keeps a snapshot a day, and mails what changed since the last one', async () => {
		const before = mail.mails.length;
		const archiveUrl = `${storage.url}/dav/pbx`;
		const first = await run('domain-backup', { archiveUrl });
		expect(first['Compare snapshots']).toBeUndefined();
		const [dated] = [...files.keys()].filter((path) => path !== '/dav/pbx/latest.json');
		expect(dated).toMatch(/^\/dav\/pbx\/\d{4}-\d\d-\d\d\.json$/);
		expect(JSON.parse(files.get(String(dated)) ?? '')).toMatchObject({ domain: 'acme.example' });

		const second = await run('domain-backup', { archiveUrl });
		expect(second['Compare snapshots']).toBe(1);
		expect(second['Mail the changes']).toBeUndefined();
		expect(mail.mails).toHaveLength(before);

		await send('PUT', '/users/102', { site: 'Branch' });
		await run('domain-backup', { archiveUrl });
		expect(mail.mails).toHaveLength(before + 1);
		expect(mail.mails.at(-1)).toMatchObject({
			subject: expect.stringMatching(/^Configuration Changes: acme\.example, /),
			html: expect.stringContaining('Branch'),
			text: expect.stringMatching(/Changed +users +102 .* site +HQ +Branch/),
		});
	});
});
