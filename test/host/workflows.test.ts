import { DateTime } from 'luxon';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startMailSink, type MailSink } from '../../host/mail-sink';
import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { changeSetting, loadWorkflow, pointNotesTo, workflowNames } from '../../host/workflows';
import { summarize } from '../../tools/start/report';
import { dialects } from '../../simulator/dialect/data';
import { control } from '../../simulator/steer/control';
import { fieldCases } from '../support/field';
import { flows, startForFlows, statistics, take } from '../support/flows';
import { databaseOf } from '../support/sql/database';
import { figuresOf } from '../support/sql/reports';
import { byPath, json, startHostile, type Responder } from '../support/hostile';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

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

interface Changes {
	credential?: SavedCredential;
	settings?: Row;
	/** By the name of the node. */
	parameters?: Record<string, Row>;
}

/**
 * Imports the workflow as it is in the repository and runs it by hand.
 *
 * @param changes another credential for the PBX, other settings of the workflow, other parameters of a node
 */
async function run(name: string, { credential, settings = {}, parameters = {} }: Changes = {}) {
	const pbx = credential ? [credential, ...credentials] : credentials;
	const loaded = await loadWorkflow(name, pbx);
	for (const [setting, value] of Object.entries(settings))
		changeSetting(loaded, setting, String(value));
	for (const node of loaded.nodes) Object.assign(node.parameters, parameters[node.name]);
	const workflow = await n8n.saveWorkflow(loaded);
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

describe('welcome', () => {
	it('shows people and what they did on the phone when somebody clicks', async () => {
		const { status, items } = await run('welcome');
		expect(status).toBe('success');
		const people = (await allPages('/domains/~/users?')).map(({ user }) => user);
		expect(items('Everyone').map(({ user }) => user)).toEqual(people);
		const counted = items('Calls of the last days');
		expect(counted.length).toBeGreaterThan(0);
		for (const { user, calls } of counted) {
			expect(people).toContain(user);
			expect(calls).toBeGreaterThan(0);
		}
	});

	it('has notes that lead to the simulator that runs', async () => {
		const workflow = await loadWorkflow('welcome', []);
		pointNotesTo(workflow, simulator.url);
		const notes = workflow.nodes.flatMap(({ parameters }) =>
			typeof parameters.content === 'string' ? [parameters.content] : [],
		);
		const links = notes.flatMap((note) => [...note.matchAll(/\]\((.+?)\)/g)]);
		expect(links.length).toBeGreaterThan(0);
		for (const [, link = ''] of links) expect((await fetch(link)).status).toBe(200);
	});
});

describe('crm-to-pbx-sync', () => {
	const resultsOf = (rows: Row[]) => rows.map(({ result }) => result);

	it('creates the contacts the PBX does not have and updates those that differ', async () => {
		const before = await allPages('/domains/~/contacts?');
		const first = await run('crm-to-pbx-sync');
		expect(first).toMatchObject({ status: 'success', error: undefined });

		const wanted = first.items('One item per row');
		const known = new Set(before.map(({ email }) => email));
		const news = wanted.filter(({ mail }) => !known.has(String(mail).toLowerCase()));
		const results = resultsOf(first.items('Sync contacts'));
		expect(results.filter((result) => result === 'created')).toHaveLength(news.length);
		const after = await allPages('/domains/~/contacts?');
		for (const { first: given, last, firm, mail, office } of wanted) {
			expect(after).toContainEqual(
				expect.objectContaining({
					'name-first-name': given,
					'name-last-name': last,
					company: firm,
					email: String(mail).toLowerCase(),
					'phonenumber-work': String(office).replace(/\D/g, '').replace(/^1?/, '1'),
				}),
			);
		}
		expect(after).toHaveLength(before.length + news.length);
	});

	it('has nothing to do the second time', async () => {
		const second = await run('crm-to-pbx-sync');
		expect(second.status).toBe('success');
		expect(second.items('Sync contacts')).toEqual([]);
	});

	it('puts back what was changed in the PBX', async () => {
		const [contact] = (await allPages('/domains/~/contacts?')).filter(
			({ email }) => email === 'ada.park@parkside.example',
		);
		const id = String(contact?.['unique-id']);
		await api('PUT', `/domains/~/contacts/${id}`, { ...contact, company: 'Somewhere Else' });

		const third = await run('crm-to-pbx-sync');
		expect(resultsOf(third.items('Sync contacts'))).toEqual(['updated']);
		expect(await api('GET', `/domains/~/contacts/${id}`)).toMatchObject({
			company: 'Parkside Dental',
		});
	});
});

describe('new-employee', () => {
	it('makes user, device and a number that rings the user', async () => {
		const { status, items } = await run('new-employee');
		expect(status).toBe('success');
		const [employee] = items('New employee');
		const { extension, number, lastName, department } = employee ?? {};
		expect(items('What happened')).toEqual([
			{
				extension,
				result: 'created',
				done: `Create user ${String(extension)}, Create device ${String(extension)}, Send calls to ${String(number)} to user ${String(extension)}, Set the answer rule of user ${String(extension)}`,
			},
		]);
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

	it('finds everything there the second time', async () => {
		const { status, items } = await run('new-employee');
		expect(status).toBe('success');
		expect(items('What happened')).toMatchObject([{ result: 'unchanged', done: 'Nothing to do' }]);
	});

	it('fails with the reason when the credential may not do it', async () => {
		const { apiKey } = credentialsFor(simulator);
		const weak = await n8n.saveCredential({
			...apiKey,
			name: 'Workflows: basic user',
			data: { ...apiKey.data, apiKey: simulator.credentials.apiKeys.basicUser },
		});
		const workflow = await n8n.saveWorkflow(await loadWorkflow('new-employee', [weak]));
		const { status, data } = await n8n.run(workflow.id, trigger);
		expect(status).toBe('error');
		expect(data.resultData.error?.message).toMatch(/does not allow this|is not allowed to do this/);
	});
});

describe('offboarding', () => {
	it('shows what would happen, then sends the numbers elsewhere and disables the user', async () => {
		const { status, items } = await run('offboarding');
		expect(status).toBe('success');
		const [leaving] = items('Leaving employee');
		const { extension, sendNumbersTo } = leaving ?? {};
		const titles = (node: string) =>
			(items(node)[0]?.steps as Row[]).map(({ step }) => String(step));
		expect(items('What would happen')).toMatchObject([{ dryRun: true, result: 'updated' }]);
		expect(titles('What would happen')).toEqual(titles('Offboard employee'));
		const [number] = items('Offboard employee')[0]?.phoneNumbers as string[];
		expect(await api('GET', `/domains/~/phonenumbers/${String(number)}`)).toMatchObject({
			'dial-rule-translation-destination-user': sendNumbersTo,
		});
		expect(await api('GET', `/domains/~/users/${String(extension)}`)).toMatchObject({
			'user-scope': 'No Portal',
		});
	});

	it('finds nothing to do the second time', async () => {
		const { status, out } = await run('offboarding');
		expect(status).toBe('success');
		expect(out['Nothing to do']).toBe(1);
		expect(out['Offboard employee']).toBeUndefined();
	});
});

describe('daily-call-report', () => {
	const zone = 'America/New_York';

	type Expected = Awaited<ReturnType<typeof expected>>;

	/** What the report of a day should say, counted leg by leg past our own rules. */
	async function expected(day: string) {
		const start = DateTime.fromISO(day, { zone });
		const utc = (date: DateTime) => date.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
		const legs = await allPages(
			`/domains/~/cdrs?datetime-start=${utc(start)}&datetime-end=${utc(start.endOf('day'))}&`,
		);
		const calls = [...grouped(legs, (leg) => leg['call-orig-call-id']).values()];
		const talk = (leg: Row) => Number(leg['call-talking-duration-seconds']);
		const isAnswered = (call: Row[]) => call.some((leg) => talk(leg) > 0);
		const isMissed = (call: Row[]) =>
			!isAnswered(call) && call.every((leg) => leg['call-direction'] === 2);
		const queueOf = (call: Row[]) => call.map((leg) => leg['call-through-user']).find(Boolean);
		/** Whom a call says something about, and what. */
		const rows = (call: Row[]): Array<[user: unknown, what: string, talk: number]> => {
			const [first] = call;
			const total = call.reduce((sum, leg) => sum + talk(leg), 0);
			const called = call.map((leg) => leg['call-term-user']).filter(Boolean);
			const missing = queueOf(call) ? [queueOf(call)] : called;
			const took = call.filter((leg) => talk(leg) > 0).map((leg) => leg['call-term-user']);
			// Whoever took the call, at a later try of the queue, was not only offered it.
			const offered = queueOf(call) ? called.filter((user) => !took.includes(user)) : [];
			return [
				...(Number(first?.['call-orig-user'])
					? [[first?.['call-orig-user'], 'Placed', total]]
					: []),
				...call
					.filter((leg) => talk(leg) > 0 && leg['call-term-user'])
					.map((leg) => [leg['call-term-user'], 'Answered', talk(leg)]),
				...(isMissed(call) ? [...new Set(missing)].map((user) => [user, 'Missed', 0]) : []),
				...[...new Set(offered)].map((user) => [user, 'Offered', 0]),
			] as Array<[unknown, string, number]>;
		};
		const known = new Set((await allPages('/domains/~/users?')).map(({ user }) => String(user)));
		const byUser = grouped(calls.flatMap(rows), ([user]) => String(user));
		const people = [...byUser].filter(([user]) => known.has(String(user)));
		const table = people.map(([user, parts]) => {
			const count = (what: string) => parts.filter(([, one]) => one === what).length;
			return {
				user,
				placed: count('Placed'),
				answered: count('Answered'),
				missed: count('Missed'),
				offered: count('Offered'),
				talkSeconds: parts.reduce((sum, [, , seconds]) => sum + seconds, 0),
			};
		});
		return {
			legs,
			calls,
			table,
			answered: calls.filter(isAnswered),
			missed: calls.filter(isMissed),
		};
	}

	function grouped<T>(all: T[], keyOf: (one: T) => unknown): Map<unknown, T[]> {
		const groups = new Map<unknown, T[]>();
		for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
		return groups;
	}

	const node = "Yesterday's calls";
	const sorted = (rows: unknown) =>
		[...(rows as Row[])].sort((a, b) => Number(a.user) - Number(b.user));
	/** The whole time of a server. */
	const always = {
		period: 'custom',
		'datetime-start': '2020-01-01T00:00:00',
		'datetime-end': '2039-12-31T23:59:59',
	};

	/** The table and the subject, which a server's dialect must not change. */
	async function expectReport({ legs, calls, table, answered, missed }: Expected) {
		const { status, items } = await run('daily-call-report');
		expect(status).toBe('success');
		expect(legs.length).toBeGreaterThan(calls.length);
		expect(missed.length).toBeGreaterThan(0);
		const [report] = items(node);
		expect(sorted(report?.rows)).toMatchObject(sorted(table));
		expect(report?.figures).toMatchObject([
			{ label: 'Calls', value: calls.length },
			...['Inbound', 'Outbound', 'Internal'].map((label) => ({ label })),
			{ label: 'Answered', value: answered.length },
			{ label: 'Missed', value: missed.length },
			{ label: 'Talk Time' },
			{ label: 'Average Wait' },
		]);
		const sent = mail.mails.at(-1);
		expect(sent?.subject).toBe(report?.subject);
		expect(sent?.subject).toMatch(/^Call Activity: \S+, \w{3} \d+, \d{4}$/);
		expect(sent?.html).toContain('<table');
		for (const { user } of table) expect(sent?.text).toContain(`\n${user} `);
	}

	const yesterday = () => DateTime.now().setZone(zone).minus({ days: 1 }).toFormat('yyyy-MM-dd');

	it('mails one row a person, counting calls and not legs', async () => {
		await expectReport(await expected(yesterday()));
	});

	it.each(Object.keys(dialects))('says the same of a server that speaks as %s', async (dialect) => {
		const wanted = await expected(yesterday());
		await control(simulator, 'POST', '/dialect', { dialect });
		try {
			await expectReport(wanted);
		} finally {
			await control(simulator, 'POST', '/dialect', { dialect: 'documented' });
		}
	});

	it('can be read in a browser at the address of the mail server', async () => {
		const list = await (await fetch(mail.url)).text();
		expect(list).toContain(mail.mails.at(-1)?.subject);
		const page = await fetch(`${mail.url}/mails/${mail.mails.length}/html`);
		expect(page.headers.get('content-type')).toContain('text/html');
		expect(await page.text()).toContain('<table');
	});

	it('counts neither lapsed registrations nor voicemail as calls that were answered', async () => {
		const one = fieldCases().find(({ name }) => name === 'cdrs-of-a-day');
		const page =
			(body: unknown): Responder =>
			(request, response) =>
				json(200, request.url.includes('start=0&') ? body : [])(request, response);
		const server = await startHostile(
			byPath({
				'/ns-api/v2/domains/~/cdrs': page(Object.values(one?.answers ?? {})[0]),
				'/ns-api/v2/domains/~/users': page([{ user: 101, 'name-first-name': 'Pat' }]),
				'*': json(200, {}),
			}),
		);
		const { apiKey } = credentialsFor(simulator);
		const credential = await n8n.saveCredential({
			...apiKey,
			name: 'Workflows: field',
			data: { ...apiKey.data, server: server.url },
		});
		const { status, items } = await run('daily-call-report', {
			credential,
			parameters: { [node]: always },
		});
		await server.stop();
		expect(status).toBe('success');
		expect(items(node)[0]?.figures).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ label: 'Calls', value: 2 }),
				expect.objectContaining({ label: 'Answered', value: 1 }),
				expect.objectContaining({ label: 'Missed', value: 1 }),
			]),
		);
	});

	it('says of every flow of calls what was written down, and so do the figures of the server', async () => {
		const server = await startForFlows();
		for (const { steps } of flows) await take(server, steps);
		const credential = await n8n.saveCredential({
			...credentialsFor(server).apiKey,
			name: 'Workflows: flows',
		});
		const { status, items } = await run('daily-call-report', {
			credential,
			parameters: { [node]: always },
		});
		expect(status).toBe('success');

		const wanted = flows.map(({ want }) => want.call as Row & { participants: Row[] });
		const [report] = items(node);
		const value = (label: string) =>
			(report?.figures as Row[]).find((figure) => figure.label === label)?.value;
		const lengths = (key: string) => wanted.filter((call) => (call[key] as unknown[]).length > 0);
		expect(value('Calls')).toBe(flows.length);
		expect(value('Answered')).toBe(lengths('answeredBy').length);
		expect(value('Missed')).toBe(lengths('missedFor').length);
		const parts = wanted.flatMap(({ participants }) => participants);
		const count = (user: string, role: string) =>
			parts.filter((one) => one.user === user && one.role === role).length;
		const rows = report?.rows as Row[];
		for (const row of rows) {
			expect(row).toMatchObject({
				placed: count(String(row.user), 'caller'),
				answered: count(String(row.user), 'answered'),
				missed: count(String(row.user), 'missed'),
				offered: count(String(row.user), 'offered'),
			});
		}
		expect(new Set(rows.map(({ user }) => user))).toEqual(new Set(parts.map(({ user }) => user)));
		for (const { want } of flows)
			for (const [of, figures] of Object.entries(want.statistics))
				expect(await statistics(server, of)).toMatchObject(figures);
		await server.stop();
	});
});

describe('weekly-queue-report', () => {
	it('mails how queues served last week, as SQL counts it, with a file', async () => {
		const zone = 'America/New_York';
		const to = DateTime.now().setZone(zone).startOf('week');
		const from = to.minus({ weeks: 1 });
		const utc = (date: DateTime) => date.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
		const records = await allPages(
			`/domains/~/cdrs?datetime-start=${utc(from.minus({ hours: 2 }))}&datetime-end=${utc(to.plus({ hours: 2 }))}&`,
		);
		const wanted = figuresOf(
			databaseOf(records as never, []),
			'queueService',
			{ from: from.toUnixInteger(), to: to.toUnixInteger() },
			{ within: 30 },
		);
		const { status, items } = await run('weekly-queue-report');
		expect(status).toBe('success');
		const rows = items("Last week's queues")[0]?.rows as Row[];
		expect(wanted.length).toBeGreaterThan(0);
		expect(rows.toSorted((a, b) => Number(a.queue) - Number(b.queue))).toMatchObject(wanted);

		const sent = mail.mails.at(-1);
		expect(sent?.subject).toMatch(/^Queue Service: /);
		expect(sent?.html).toContain('Answered within 30 s');
		expect(sent?.attachments.map(({ filename }) => filename)).toEqual(['queue-service.csv']);
	});
});
