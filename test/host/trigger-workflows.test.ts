import type { Execution, Workflow } from '../../host/rest';
import { loadWorkflow, useStandIns } from '../../host/workflows';
import { dialects as dialectData } from '../../simulator/dialect/data';
import { control } from '../../simulator/steer/control';
import { eventually } from '../../host/eventually';
import { sharedN8n } from '../support/n8n';
import { startStandIns, type StandIns } from '../support/standIns';
import { untilSubscribed } from '../../host/subscriptions';
import { allExecutionIds } from '../support/trigger';

type Row = Record<string, unknown>;

const dialects = Object.keys(dialectData);

const n8n = sharedN8n();
let { simulator, mail, crm, store, credentials, stop } = {} as StandIns;

/** One server for all, which posts events when a test asks for them and changes its dialect at once. */
beforeAll(async () => {
	const quiet = ['--events-interval', '3600000', '--cdrs', '200'];
	const started = await startStandIns(n8n, 'Trigger workflows', quiet);
	({ simulator, mail, crm, store, credentials, stop } = started);
});

afterAll(async () => await stop());

/** The workflow as it is in the repository, published while the tests of a block run. */
function published(name: string): { id: string } {
	const workflow = { id: '' } as Workflow;
	beforeAll(async () => {
		Object.assign(workflow, await loadWorkflow(name, credentials));
		useStandIns(workflow, { crm: crm.origin, files: store.origin });
		await n8n.saveWorkflow(workflow);
		await n8n.activate(workflow.id);
		await untilSubscribed(simulator, workflow);
	});
	afterAll(async () => {
		await n8n.deactivate(workflow.id);
		await untilSubscribed(simulator, workflow, 0);
	});
	return workflow;
}

const speak = async (dialect: string) => await control(simulator, 'POST', '/dialect', { dialect });

/** Lets something happen, has it posted, and waits for the one execution that comes of it. */
async function execution(
	{ id }: { id: string },
	happening: () => Promise<unknown>,
): Promise<Execution> {
	const before = await allExecutionIds(n8n, id);
	await happening();
	await control(simulator, 'POST', '/poll');
	const ids = await eventually(
		async () => (await allExecutionIds(n8n, id)).slice(before.length),
		(found) => found.length > 0,
	);
	expect(ids).toHaveLength(1);
	return await n8n.finished(ids[0]!);
}

/** What was sent as chat from the extension that misses calls here. */
async function chats(): Promise<Row[]> {
	const sent = await control<Row[]>(simulator, 'GET', '/requests?method=POST');
	return sent.filter(({ path }) => String(path).endsWith('/users/101/messages'));
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

it.each([
	'missed-call-alert',
	'recording-archive',
	'screen-pop',
	'text-back-missed-call',
	'voicemail-to-email',
])('%s has an id for which n8n keeps what triggers write down', async (name) => {
	// n8n does not save it for longer ids, without a word: the trigger would forget its secret.
	expect((await loadWorkflow(name, [])).id.length).toBeLessThanOrEqual(21);
});

describe('missed-call-alert', () => {
	const workflow = published('missed-call-alert');

	describe.each(dialects)('%s', (dialect) => {
		beforeAll(async () => await speak(dialect));

		it('tells of a call nobody picked up by mail and chat, and of no other', async () => {
			const before = mail.mails.length;
			const chatsBefore = (await chats()).length;
			const run = await execution(workflow, async () => {
				const answered = await ring('12025550133', '101', 'PATIENT CALLER');
				await step(answered, 'answer');
				await step(answered, 'end');
				await step(await ring('104', '101'), 'end');
				await step(await ring('12025550144', '101', 'ADA PARK'), 'end');
			});
			expect(run.data.resultData.error).toBeUndefined();
			expect(run).toMatchObject({ status: 'success', mode: 'webhook' });
			expect(mail.mails).toHaveLength(before + 1);
			const person = await user('101');
			const called = `${String(person['name-first-name'])} ${String(person['name-last-name'])} 101`;
			expect(mail.mails.at(-1)).toMatchObject({
				subject: `Missed call: ADA PARK 12025550144 for ${called}`,
				to: [expect.objectContaining({ address: 'help-desk@example.com' })],
				text: expect.stringContaining('Call back: 12025550144'),
			});
			const chatted = run.data.resultData.runData['Chat the team lead'];
			expect(chatted?.[0]?.data?.main?.[0]).toHaveLength(1);
			const sent = await chats();
			expect(sent).toHaveLength(chatsBefore + 1);
			expect(sent[0]).toMatchObject({ status: 200, body: { type: 'chat', destination: ['102'] } });
		});

		it('tells of a caller who gave up in a queue', async () => {
			const before = mail.mails.length;
			const run = await execution(workflow, async () => {
				await step(await ring('12025550145', '4000', 'ADA PARK'), 'end');
			});
			expect(run.status).toBe('success');
			expect(mail.mails).toHaveLength(before + 1);
			expect(mail.mails.at(-1)).toMatchObject({
				subject: 'Missed call: ADA PARK 12025550145 for Sales Queue 4000',
				text: expect.stringContaining('Call back: 12025550145'),
			});
		});
	});
});

describe('voicemail-to-email', () => {
	const workflow = published('voicemail-to-email');

	describe.each(dialects)('%s', (dialect) => {
		beforeAll(async () => await speak(dialect));

		it('mails what was said and the sound to the owner of the mailbox', async () => {
			const said = `The lift is stuck again, please send somebody (${dialect}).`;
			const voicemail = { user: '104', from: '12025550155', name: 'BEN OKAFOR', text: said };
			const run = await execution(
				workflow,
				async () => await control(simulator, 'POST', '/voicemails', voicemail),
			);
			expect(run.status).toBe('success');
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

		it('mails every address of an owner who has several', async () => {
			const addresses = ['bea@example.com', 'office@example.com'];
			const owner = { user: '105', 'email-address': addresses.join(';') };
			await control(simulator, 'POST', '/users', owner);
			const voicemail = { user: '105', from: '12025550155', text: 'Hello' };
			const run = await execution(
				workflow,
				async () => await control(simulator, 'POST', '/voicemails', voicemail),
			);
			expect(run.status).toBe('success');
			expect(mail.mails.at(-1)?.to?.map(({ address }) => address)).toEqual(addresses);
		});
	});
});

describe('screen-pop', () => {
	const workflow = published('screen-pop');

	beforeAll(async () => {
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
	});

	describe.each(dialects)('%s', (dialect) => {
		beforeAll(async () => await speak(dialect));

		it('posts name and company of a caller who is among the shared contacts', async () => {
			crm.posts.length = 0;
			let known = '';
			await execution(workflow, async () => {
				known = await ring('12025550166', '101', 'WIRELESS CALLER');
			});
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
			let stranger = '';
			await execution(workflow, async () => {
				await step(known, 'answer');
				await step(known, 'end');
				stranger = await ring('12025550177', '102', 'A STRANGER');
			});
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

describe('recording-archive', () => {
	const workflow = published('recording-archive');

	describe.each(dialects)('%s', (dialect) => {
		beforeAll(async () => await speak(dialect));

		it('puts the sound of a recorded call into the storage, once, under a name that says what it is', async () => {
			store.files.clear();
			const { domain } = simulator.credentials;
			const run = await execution(workflow, async () => {
				const call = { from: '12025550144', to: '101', domain, recorded: true };
				const { id } = await control<{ id: string }>(simulator, 'POST', '/calls', call);
				await step(id, 'answer');
				await step(id, 'end');
			});
			expect(run.data.resultData.error).toBeUndefined();
			const [[path, bytes] = ['', Buffer.of()], ...others] = [...store.files];
			expect(others).toEqual([]);
			expect(path).toMatch(
				/^\/dav\/recordings\/\d{4}\/\d\d\/\d\d\/\d{6}_12025550144_101_\w{8}\.wav$/,
			);
			expect(bytes.subarray(0, 4).toString()).toBe('RIFF');
			expect(bytes.length).toBeGreaterThan(10_000);
		});
	});
});

describe('text-back-missed-call', () => {
	const workflow = published('text-back-missed-call');

	/** What was texted to a number since the last time. */
	async function texts(): Promise<Row[]> {
		const sent = await control<Row[]>(simulator, 'GET', '/requests?method=POST');
		return sent
			.filter(({ path }) => String(path).endsWith('/users/101/messages'))
			.map(({ body }) => body as Row)
			.filter(({ type }) => type === 'sms');
	}

	/** Lets a number call and nobody pick up. @returns what it was texted */
	async function missed(from: string): Promise<Row[]> {
		const before = await texts();
		const run = await execution(workflow, async () => await step(await ring(from, '102'), 'end'));
		expect(run.data.resultData.error?.message).toBeUndefined();
		const after = await texts();
		return after.slice(before.length);
	}

	const reply = async (from: string, text: string) =>
		await control(simulator, 'POST', '/messages', { from, to: '12025550101', text });

	describe.each(dialects)('%s', (dialect) => {
		const last = dialects.indexOf(dialect);
		const caller = `1202555017${last}`;
		const other = `1202555018${last}`;

		beforeAll(async () => await speak(dialect));

		it('texts a caller once, and not again the same day', async () => {
			const text = expect.stringMatching(/^Sorry we missed your call\. .* STOP/);
			expect(await missed(caller)).toEqual([
				expect.objectContaining({
					destination: [caller],
					'from-number': '12025550101',
					message: text,
				}),
			]);
			expect(await missed(caller)).toEqual([]);
		});

		it('texts nobody who has said STOP, until they say START', async () => {
			await reply(other, 'Stop.');
			expect(await missed(other)).toEqual([]);
			await reply(other, 'START');
			await reply(other, 'Are you open?');
			expect(await missed(other)).toHaveLength(1);
		});
	});

	it('texts no extensions and no foreign numbers', async () => {
		expect(await missed('442079460123')).toEqual([]);
	});
});
