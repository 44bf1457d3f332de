import { startCrm, type Crm } from '../../host/crm';
import { startMailSink, type MailSink } from '../../host/mail-sink';
import type { Execution, SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/simulator';
import { changeSetting, loadWorkflow } from '../../host/workflows';
import { control } from '../support/control';
import { eventually } from '../support/eventually';
import { sharedN8n } from '../support/n8n';
import { untilSubscribed } from '../support/subscriptions';
import { startSimulator, type RunningSimulator } from '../support/simulator';

type Row = Record<string, unknown>;

/** What the server is like; each has its own names for what the workflows read. */
const dialects = ['documented', 'live-44'];

const n8n = sharedN8n();
let simulator: RunningSimulator;
let mail: MailSink;
let crm: Crm;
let credentials: SavedCredential[];
let publications = 0;

beforeAll(async () => {
	[mail, crm] = await Promise.all([startMailSink(), startCrm()]);
});

afterAll(async () => {
	await Promise.all([mail.stop(), crm.stop()]);
});

/** Starts a server of the dialect, which posts events when a test asks for them. */
async function startServer(dialect: string): Promise<void> {
	const quiet = ['--events-interval', '3600000', '--cdrs', '200'];
	simulator = await startSimulator([...quiet, '--dialect', dialect]);
	const { apiKey } = credentialsFor(simulator);
	credentials = [
		await n8n.saveCredential({ ...apiKey, name: `Trigger workflows: API key, ${dialect}` }),
		await n8n.saveCredential({ ...mail.credential, name: `Trigger workflows: mail, ${dialect}` }),
	];
	crm.posts.length = 0;
}

/** Imports the workflow as it is in the repository, publishes it, and takes it back at the end. */
async function published(name: string, act: (workflowId: string) => Promise<void>): Promise<void> {
	const workflow = await loadWorkflow(name, credentials);
	// Executions are counted by workflow.
	workflow.id += String(publications++);
	if (name === 'screen-pop') changeSetting(workflow, 'crmUrl', crm.url);
	await n8n.saveWorkflow(workflow);
	await n8n.activate(workflow.id);
	await untilSubscribed(simulator, workflow);
	try {
		await act(workflow.id);
	} finally {
		await n8n.deactivate(workflow.id);
		await untilSubscribed(simulator, workflow, 0);
	}
}

/** Has the events posted and waits for the executions there are to be, oldest first. */
async function executions(workflowId: string, count: number): Promise<Execution[]> {
	await control(simulator, 'POST', '/poll');
	const ids = await eventually(
		async () => await n8n.executionIds(workflowId),
		(found) => found.length >= count,
	);
	expect(ids).toHaveLength(count);
	return await Promise.all(ids.reverse().map(async (id) => await n8n.finished(id)));
}

async function user(extension: string): Promise<Row> {
	const { url, credentials: keys } = simulator;
	const response = await fetch(`${url}/ns-api/v2/domains/~/users/${extension}`, {
		headers: { authorization: `Bearer ${keys.apiKeys.officeManager}` },
	});
	// Some servers give a record as a list of one.
	const [person = {}] = [(await response.json()) as Row | Row[]].flat();
	return person;
}

/** Whatever the server calls it. */
const mailAddressOf = (person: Row) => String(person['email-address'] ?? person.email);

async function ring(from: string, to: string, name?: string): Promise<string> {
	const { domain } = simulator.credentials;
	const call = { from, to, name, domain };
	const { id } = await control<{ id: string }>(simulator, 'POST', '/calls', call);
	return id;
}

async function step(call: string, what: string): Promise<void> {
	await control(simulator, 'POST', `/calls/${encodeURIComponent(call)}/${what}`, {});
}

it.each(['missed-call-alert', 'screen-pop', 'voicemail-to-email'])(
	'%s has an id for which n8n keeps what triggers write down',
	async (name) => {
		// n8n does not save it for longer ids, without a word: the trigger would forget its secret.
		expect((await loadWorkflow(name, [])).id.length).toBeLessThanOrEqual(21);
	},
);

describe.each(dialects)('%s', (dialect) => {
	beforeAll(async () => await startServer(dialect));

	afterAll(async () => await simulator.stop());

	describe('missed-call-alert', () => {
		it('tells of a call nobody picked up by mail and chat, and of no other', async () => {
			await published('missed-call-alert', async (id) => {
				const before = mail.mails.length;
				const answered = await ring('12025550133', '101', 'PATIENT CALLER');
				await step(answered, 'answer');
				await step(answered, 'end');
				const colleague = await ring('104', '101');
				await step(colleague, 'end');
				const missed = await ring('12025550144', '101', 'ADA PARK');
				await step(missed, 'end');

				const [execution] = await executions(id, 1);
				expect(execution?.data.resultData.error).toBeUndefined();
				expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
				expect(mail.mails).toHaveLength(before + 1);
				const person = await user('101');
				const called = `${String(person['name-first-name'])} ${String(person['name-last-name'])} 101`;
				expect(mail.mails.at(-1)).toMatchObject({
					subject: `Missed call: ADA PARK 12025550144 for ${called}`,
					to: [expect.objectContaining({ address: 'help-desk@example.com' })],
					text: expect.stringContaining('Call back: 12025550144'),
				});
				const chats = execution?.data.resultData.runData['Chat the team lead'];
				expect(chats?.[0]?.data?.main?.[0]).toHaveLength(1);
				const sent = await control<Row[]>(simulator, 'GET', '/requests?method=POST');
				expect(sent.find(({ path }) => String(path).endsWith('/users/101/messages'))).toMatchObject(
					{
						status: 200,
						body: { type: 'chat', destination: ['102'] },
					},
				);
			});
		});

		it('tells of a caller who gave up in a queue', async () => {
			await published('missed-call-alert', async (id) => {
				const before = mail.mails.length;
				await step(await ring('12025550145', '4000', 'ADA PARK'), 'end');

				const [execution] = await executions(id, 1);
				expect(execution?.status).toBe('success');
				expect(mail.mails).toHaveLength(before + 1);
				expect(mail.mails.at(-1)).toMatchObject({
					subject: 'Missed call: ADA PARK 12025550145 for Sales Queue 4000',
					text: expect.stringContaining('Call back: 12025550145'),
				});
			});
		});
	});

	describe('voicemail-to-email', () => {
		it('mails what was said and the sound to the owner of the mailbox', async () => {
			await published('voicemail-to-email', async (id) => {
				const said = 'The lift is stuck again, please send somebody.';
				const voicemail = { user: '104', from: '12025550155', name: 'BEN OKAFOR', text: said };
				await control(simulator, 'POST', '/voicemails', voicemail);

				const [execution] = await executions(id, 1);
				expect(execution?.status).toBe('success');
				const person = await user('104');
				const sent = mail.mails.at(-1);
				expect(sent).toMatchObject({
					subject: 'Voicemail from BEN OKAFOR 12025550155',
					to: [expect.objectContaining({ address: mailAddressOf(person).toLowerCase() })],
					text: expect.stringContaining(said),
				});
				const [sound] = sent?.attachments ?? [];
				expect(sound).toMatchObject({
					filename: expect.stringMatching(/\.wav$/),
					mimeType: expect.stringMatching(/^audio\//),
				});
				const bytes = Buffer.from(sound?.content as ArrayBuffer);
				expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
				expect(bytes.length).toBeGreaterThan(10_000);
			});
		});

		it('mails every address of an owner who has several', async () => {
			const addresses = ['bea@example.com', 'office@example.com'];
			const owner = { user: '105', 'email-address': addresses.join(';') };
			await control(simulator, 'POST', '/users', owner);
			await published('voicemail-to-email', async (id) => {
				const voicemail = { user: '105', from: '12025550155', text: 'Hello' };
				await control(simulator, 'POST', '/voicemails', voicemail);
				const [execution] = await executions(id, 1);
				expect(execution?.status).toBe('success');
				expect(mail.mails.at(-1)?.to?.map(({ address }) => address)).toEqual(addresses);
			});
		});
	});

	describe('screen-pop', () => {
		it('posts name and company of a caller who is among the shared contacts', async () => {
			const response = await fetch(`${simulator.url}/ns-api/v2/domains/~/contacts`, {
				method: 'POST',
				headers: {
					authorization: `Bearer ${simulator.credentials.apiKeys.officeManager}`,
					'content-type': 'application/json',
				},
				body: JSON.stringify({
					'name-first-name': 'Cleo',
					'name-last-name': 'Marsh',
					company: 'Marsh Bakery',
					email: 'cleo@marsh.example',
					'phonenumber-work': '+1 (202) 555-0166',
				}),
			});
			expect(response.ok).toBe(true);

			await published('screen-pop', async (id) => {
				const known = await ring('12025550166', '101', 'WIRELESS CALLER');
				await executions(id, 1);
				expect(crm.posts).toEqual([
					{
						callId: known,
						extension: '101',
						number: '12025550166',
						name: 'Cleo Marsh',
						company: 'Marsh Bakery',
						contactId: expect.stringMatching(/./),
						ringingSince: expect.stringMatching(/^\d{4}-/),
					},
				]);

				// Answering and ending pop nothing up again.
				await step(known, 'answer');
				await step(known, 'end');
				const stranger = await ring('12025550177', '102', 'A STRANGER');
				await executions(id, 2);
				expect(crm.posts).toHaveLength(2);
				expect(crm.posts[1]).toMatchObject({
					callId: stranger,
					name: 'A STRANGER',
					company: null,
					contactId: null,
				});
				await step(stranger, 'end');
			});
		});
	});
});
