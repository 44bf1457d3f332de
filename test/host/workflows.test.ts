import { DateTime } from 'luxon';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startMailSink, type MailSink } from '../../host/mail-sink';
import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/simulator';
import { loadWorkflow, workflowNames } from '../../host/workflows';
import { summarize } from '../../tools/start/report';
import { sharedN8n } from '../support/n8n';
import { startSimulator, type RunningSimulator } from '../support/simulator';

type Row = Record<string, unknown>;

const n8n = sharedN8n();
const trigger = 'Run by hand';
let simulator: RunningSimulator;
let mail: MailSink;
let credentials: SavedCredential[];

beforeAll(async () => {
	// So many calls that yesterday has calls with several legs.
	[simulator, mail] = await Promise.all([startSimulator(['--cdrs', '40000']), startMailSink()]);
	credentials = [
		await n8n.saveCredential(credentialsFor(simulator).apiKey),
		await n8n.saveCredential(mail.credential),
	];
});

afterAll(async () => {
	await Promise.all([simulator.stop(), mail.stop()]);
});

/** Asks the simulator directly, past n8n and our node. */
async function api<T>(method: string, path: string, body?: Row): Promise<T> {
	const response = await fetch(`${simulator.url}/ns-api/v2${path}`, {
		method,
		headers: {
			connection: 'close',
			authorization: `Bearer ${simulator.credentials.apiKeys.officeManager}`,
			...(body && { 'content-type': 'application/json' }),
		},
		body: body && JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
	return (await response.json()) as T;
}

async function allPages(path: string): Promise<Row[]> {
	const rows: Row[] = [];
	for (;;) {
		const page = await api<Row[]>('GET', `${path}start=${rows.length}&limit=100`);
		rows.push(...page);
		if (page.length < 100) return rows;
	}
}

/** Imports the workflow as it is in the repository and runs it by hand. */
async function run(name: string) {
	const workflow = await n8n.saveWorkflow(await loadWorkflow(name, credentials));
	const execution = await n8n.run(workflow.id, trigger);
	const { runData, error } = execution.data.resultData;
	const items = (node: string): Row[] =>
		(runData[node]?.at(-1)?.data?.main ?? []).flatMap((list) => list ?? []).map(({ json }) => json);
	const out = Object.fromEntries(summarize(execution).map((row) => [row.node, row.itemsOut]));
	return { status: execution.status, error, items, out };
}

it('leaves no example workflow untested', async () => {
	const files = await readdir(__dirname);
	const sources = await Promise.all(files.map((file) => readFile(join(__dirname, file), 'utf8')));
	for (const name of await workflowNames()) expect(sources.join('\n')).toContain(`'${name}'`);
});

describe('crm-to-pbx-sync', () => {
	it('creates the contacts the PBX does not have and updates those that differ', async () => {
		const before = await allPages('/domains/~/contacts?');
		const first = await run('crm-to-pbx-sync');
		expect(first).toMatchObject({ status: 'success', error: undefined });

		const wanted = first.items('As PBX contacts');
		const known = new Set(before.map(({ email }) => email));
		expect(first.out['Create contact']).toBe(
			wanted.filter(({ email }) => !known.has(email)).length,
		);
		const after = await allPages('/domains/~/contacts?');
		for (const contact of wanted) expect(after).toContainEqual(expect.objectContaining(contact));
		expect(after).toHaveLength(before.length + Number(first.out['Create contact']));
	});

	it('has nothing to do the second time', async () => {
		const second = await run('crm-to-pbx-sync');
		expect(second.status).toBe('success');
		expect(second.out['Create contact']).toBeUndefined();
		expect(second.out['Update contact']).toBeUndefined();
		expect(second.out['Nothing to do']).toBe(second.out['As PBX contacts']);
	});

	it('puts back what was changed in the PBX', async () => {
		const [contact] = (await allPages('/domains/~/contacts?')).filter(
			({ email }) => email === 'ada.park@parkside.example',
		);
		const id = String(contact?.['unique-id']);
		await api('PUT', `/domains/~/contacts/${id}`, { ...contact, company: 'Somewhere Else' });

		const third = await run('crm-to-pbx-sync');
		expect(third.out['Update contact']).toBe(1);
		expect(third.out['Create contact']).toBeUndefined();
		expect(await api('GET', `/domains/~/contacts/${id}`)).toMatchObject({
			company: 'Parkside Dental',
		});
	});
});

describe('new-employee', () => {
	it('makes user, device and a number that rings the user', async () => {
		const { status, items } = await run('new-employee');
		expect(status).toBe('success');
		expect(items('What happened')).toEqual([
			{
				user: 'Created',
				device: 'Created',
				number: 'Created and routed to the user',
				refusals: [],
			},
		]);
		const [employee] = items('New employee');
		const { extension, number, lastName, department } = employee ?? {};
		expect(await api('GET', `/domains/~/users/${String(extension)}`)).toMatchObject({
			'name-last-name': lastName,
			department,
		});
		expect(await api('GET', `/domains/~/users/${String(extension)}/devices`)).toHaveLength(1);
		expect(await api('GET', `/domains/~/phonenumbers/${String(number)}`)).toMatchObject({
			'dial-rule-application': 'to-user',
			'dial-rule-translation-destination-user': extension,
		});
	});

	it('says the second time what exists already, and does not fail', async () => {
		const { status, items } = await run('new-employee');
		expect(status).toBe('success');
		const exists = expect.stringMatching(/exists already: .*already exists/);
		expect(items('What happened')).toEqual([
			{ user: exists, device: exists, number: exists, refusals: [] },
		]);
	});

	it('fails with the reasons when the credential may not do it', async () => {
		const { apiKey } = credentialsFor(simulator);
		const weak = await n8n.saveCredential({
			...apiKey,
			name: 'Workflows: basic user',
			data: { ...apiKey.data, apiKey: simulator.credentials.apiKeys.basicUser },
		});
		const workflow = await n8n.saveWorkflow(await loadWorkflow('new-employee', [weak]));
		const { status, data } = await n8n.run(workflow.id, trigger);
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(
			/User: The credential is not allowed to do this/,
		);
	});
});

describe('daily-call-report', () => {
	/** What the report should say, counted leg by leg. */
	async function expected(day: string) {
		const zone = 'America/New_York';
		const start = DateTime.fromISO(day, { zone });
		const utc = (date: DateTime) => date.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
		const legs = await allPages(
			`/domains/~/cdrs?datetime-start=${utc(start)}&datetime-end=${utc(start.endOf('day'))}&`,
		);
		const people = await allPages('/domains/~/users?');
		const calls = new Map<unknown, Row[]>();
		for (const leg of legs) {
			const id = leg['call-orig-call-id'];
			calls.set(id, [...(calls.get(id) ?? []), leg]);
		}
		const talk = (rows: Row[]) =>
			rows.reduce((sum, leg) => sum + Number(leg['call-talking-duration-seconds']), 0);
		const rows = people.map((person) => {
			const row = { user: String(person.user), placed: 0, answered: 0, missed: 0, talk: 0 };
			let involved = false;
			for (const call of calls.values()) {
				const from = call.filter((leg) => String(leg['call-orig-user']) === row.user);
				const to = call.filter((leg) => String(leg['call-term-user']) === row.user);
				involved ||= from.length + to.length > 0;
				row.placed += from.length > 0 ? 1 : 0;
				row.answered += talk(to) > 0 ? 1 : 0;
				row.missed += to.length > 0 && talk(call) === 0 ? 1 : 0;
				row.talk += talk(from) + talk(to);
			}
			return { ...row, involved };
		});
		return { legs, calls, rows: rows.filter(({ involved }) => involved) };
	}

	it('mails one row a person, counting calls and not legs', async () => {
		const { status, items } = await run('daily-call-report');
		expect(status).toBe('success');
		const day = String(items('Report settings')[0]?.day);
		const { legs, calls, rows } = await expected(day);
		expect(legs.length).toBeGreaterThan(calls.size);

		const columns = items('Columns');
		expect(columns).toHaveLength(rows.length);
		for (const { user, placed, answered, missed, talk } of rows) {
			expect(columns.find(({ Extension }) => Extension === user)).toMatchObject({
				Placed: placed,
				Answered: answered,
				Missed: missed,
				'Talk time': DateTime.fromSeconds(talk, { zone: 'utc' }).toFormat('H:mm:ss'),
			});
		}

		const sent = mail.mails.at(-1);
		const answered = [...calls.values()].filter((call) =>
			call.some((leg) => Number(leg['call-talking-duration-seconds']) > 0),
		);
		expect(sent?.subject).toBe(
			`Calls of ${day}: ${calls.size} in all, ${answered.length} answered`,
		);
		expect(sent?.html?.match(/<tr/g)).toHaveLength(rows.length + 1);
	});

	it('can be read in a browser at the address of the mail server', async () => {
		const list = await (await fetch(mail.url)).text();
		expect(list).toContain(mail.mails.at(-1)?.subject);
		const page = await fetch(`${mail.url}/mails/${mail.mails.length}`);
		expect(page.headers.get('content-type')).toContain('text/html');
		expect(await page.text()).toContain('<table');
	});
});
