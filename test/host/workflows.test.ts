import { DateTime } from 'luxon';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startMailSink, type MailSink } from '../../host/mail-sink';
import type { SavedCredential } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import { changeSetting, loadWorkflow, workflowNames } from '../../host/workflows';
import { summarize } from '../../tools/start/report';
import { dialects } from '../../simulator/dialect/data';
import { control } from '../../simulator/steer/control';
import { fieldCases } from '../support/field';
import { flows, startForFlows, statistics, take } from '../support/flows';
import { byPath, json, startHostile, type Responder } from '../support/hostile';
import { sharedN8n } from '../support/n8n';
import { startSimulator, type RunningSimulator } from '../../simulator/steer/process';

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

/**
 * Imports the workflow as it is in the repository and runs it by hand.
 *
 * @param changes another credential for the PBX, other settings of the workflow
 */
async function run(
	name: string,
	{ credential, settings = {} }: { credential?: SavedCredential; settings?: Row } = {},
) {
	const pbx = credential ? [credential, ...credentials] : credentials;
	const loaded = await loadWorkflow(name, pbx);
	for (const [setting, value] of Object.entries(settings))
		changeSetting(loaded, setting, String(value));
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
		expect(data.resultData.error?.message).toMatch(/The credential is not allowed to do this/);
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
				Extension: user,
				Placed: count('Placed'),
				Answered: count('Answered'),
				Missed: count('Missed'),
				Offered: count('Offered'),
				'Talk time': shown(parts.reduce((sum, [, , seconds]) => sum + seconds, 0)),
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

	const shown = (seconds: number) =>
		DateTime.fromSeconds(seconds, { zone: 'utc' }).toFormat('H:mm:ss');

	/** A server on which all flows were taken on one and the same day. */
	async function takenOnOneDay(): Promise<{ server: RunningSimulator; day: string }> {
		const today = () => DateTime.now().setZone(zone).toFormat('yyyy-MM-dd');
		const server = await startForFlows();
		const day = today();
		for (const { steps } of flows) await take(server, steps);
		if (today() === day) return { server, day };
		await server.stop();
		return await takenOnOneDay();
	}

	const byExtension = (rows: Row[]) =>
		[...rows].sort((a, b) => Number(a.Extension) - Number(b.Extension));

	/** The table and the subject a server's dialect must not change. */
	async function expectReport(settings: Row, wanted: Awaited<ReturnType<typeof expected>>) {
		const { legs, calls, table, answered, missed } = wanted;
		const { status, items } = await run('daily-call-report', { settings });
		expect(status).toBe('success');
		expect(legs.length).toBeGreaterThan(calls.length);
		expect(missed.length).toBeGreaterThan(0);
		expect(byExtension(items('Columns').map(withoutName))).toEqual(byExtension(table));

		const sent = mail.mails.at(-1);
		expect(sent?.subject).toBe(
			`Calls of ${String(settings.day)}: ${calls.length} in all, ${answered.length} answered, ${missed.length} missed`,
		);
		expect(sent?.html?.match(/<tr/g)).toHaveLength(table.length + 1);
	}

	it('mails one row a person, counting calls and not legs', async () => {
		const { items } = await run('daily-call-report');
		const day = String(items('Report settings')[0]?.day);
		await expectReport({ day }, await expected(day));
	});

	it.each(Object.keys(dialects))('says the same of a server that speaks as %s', async (dialect) => {
		const day = DateTime.now().setZone(zone).minus({ days: 2 }).toFormat('yyyy-MM-dd');
		const wanted = await expected(day);
		await control(simulator, 'POST', '/dialect', { dialect });
		try {
			await expectReport({ day }, wanted);
		} finally {
			await control(simulator, 'POST', '/dialect', { dialect: 'documented' });
		}
	});

	it('can be read in a browser at the address of the mail server', async () => {
		const list = await (await fetch(mail.url)).text();
		expect(list).toContain(mail.mails.at(-1)?.subject);
		const page = await fetch(`${mail.url}/mails/${mail.mails.length}`);
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
		const { status, items } = await run('daily-call-report', { credential });
		await server.stop();
		expect(status).toBe('success');
		const figures = { calls: 2, answered: 1, missed: 1, voicemail: 1, abandoned: 0 };
		expect(items('Figures of the day')).toMatchObject([figures]);
		expect(mail.mails.at(-1)?.html).toContain(
			'2 calls: 1 answered, 1 missed (of these, 1 left in voicemail and 0 abandoned in a queue).',
		);
	});

	it('says of every flow of calls what was written down, and so do the figures of the server', async () => {
		const { server, day } = await takenOnOneDay();
		const credential = await n8n.saveCredential({
			...credentialsFor(server).apiKey,
			name: 'Workflows: flows',
		});
		const { status, items } = await run('daily-call-report', { credential, settings: { day } });
		expect(status).toBe('success');

		const wanted = flows.map(({ want }) => want.call as Row & { participants: Row[] });
		expect(items('Figures of the day')).toMatchObject([
			{
				calls: flows.length,
				answered: wanted.filter(({ answeredBy }) => (answeredBy as unknown[]).length > 0).length,
				missed: wanted.filter(({ missedFor }) => (missedFor as unknown[]).length > 0).length,
				voicemail: 1,
				abandoned: 1,
			},
		]);
		const parts = wanted.flatMap(({ participants }) => participants);
		const count = (user: string, role: string) =>
			parts.filter((one) => one.user === user && one.role === role).length;
		for (const { Extension: user, ...row } of items('Columns')) {
			expect({ user, ...row }).toMatchObject({
				Placed: count(String(user), 'caller'),
				Answered: count(String(user), 'answered'),
				Missed: count(String(user), 'missed'),
				Offered: count(String(user), 'offered'),
			});
		}
		expect(new Set(items('Columns').map(({ Extension }) => Extension))).toEqual(
			new Set(parts.map(({ user }) => user)),
		);
		for (const { want } of flows)
			for (const [of, figures] of Object.entries(want.statistics))
				expect(await statistics(server, of)).toMatchObject(figures);
		await server.stop();
	});
});

function withoutName(row: Row): Row {
	return Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'Name'));
}
