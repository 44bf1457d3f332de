/** Taking snapshots and comparing them: what is read, whose lists, and who changed what. */
import type { IDataObject } from 'n8n-workflow';
import { compareSnapshots } from '../../../nodes/NetSapiens/composites/snapshots/compareSnapshots';
import { takeSnapshot } from '../../../nodes/NetSapiens/composites/snapshots/takeSnapshot';
import type { Snapshot } from '../../../nodes/NetSapiens/snapshots/snapshot';
import { configurationLists } from '../../../nodes/NetSapiens/snapshots/lists';
import { MemoryServer } from '../../support/memoryServer';

const D = '/domains/acme';

describe('taking one', () => {
	const lists = (): Record<string, IDataObject[]> => ({
		'/domains': [{ domain: 'acme', description: 'Acme' }],
		[`${D}/users`]: [
			{ user: '102', domain: 'acme', 'dial-policy': 'US' },
			{ user: '101', domain: 'acme', 'dial-policy': 'US', 'voicemail-login-pin': '1234' },
			{ user: '9000', domain: 'acme', 'service-code': 'system-aa', 'dial-policy': '[*]' },
		],
		[`${D}/autoattendants`]: [{ user: '9000', 'starting-prompt': 'Prompt_1' }],
		[`${D}/users/9000/autoattendants`]: [
			{ 'starting-prompt': 'Prompt_1', 'attendant-name': 'Main' },
		],
		[`${D}/users/101/answerrules`]: [{ 'time-frame': '*' }],
		[`${D}/users/9000/answerrules`]: [{ 'time-frame': '*' }],
		[`${D}/users/101/timeframes`]: [{ 'timeframe-id': 't1' }],
		[`${D}/users/9000/timeframes`]: [{ 'timeframe-id': 't2' }],
		[`${D}/devices`]: [{ device: '101', user: '101' }],
		[`${D}/dialplans/acme/dialrules`]: [{ dialrule: 'a' }],
		[`${D}/dialplans/acme_9000/dialrules`]: [{ dialrule: 'b' }],
		[`${D}/dialpolicy/US/permission`]: [{ id: 1, 'permission-match': '1*' }],
	});

	async function taken(change: (server: MemoryServer) => void = () => {}, query: IDataObject = {}) {
		const server = new MemoryServer(lists());
		change(server);
		const [call] = server.calls([
			{ resource: 'domain', operation: 'takeSnapshot', query: { domain: 'acme', ...query } },
		]);
		const items = await takeSnapshot(call!);
		return { server, items, snapshot: items[0]!.json as unknown as Snapshot };
	}

	test('holds every list, in the order of its keys, with the names of its owners', async () => {
		const before = new Date().toISOString();
		const { snapshot, items } = await taken();
		expect(items).toHaveLength(1);
		expect(snapshot.domain).toBe('acme');
		expect(snapshot.takenAt >= before && snapshot.takenAt <= new Date().toISOString()).toBe(true);
		expect(snapshot.missing).toEqual([]);
		expect(Object.keys(snapshot.lists)).toEqual(configurationLists.map(({ name }) => name));
		const filled = Object.entries(snapshot.lists).filter(([, records]) => records.length > 0);
		expect(Object.fromEntries(filled)).toEqual({
			domain: [{ domain: 'acme', description: 'Acme' }],
			users: [
				{ user: '101', domain: 'acme', 'dial-policy': 'US' },
				{ user: '102', domain: 'acme', 'dial-policy': 'US' },
				{ user: '9000', domain: 'acme', 'service-code': 'system-aa' },
			],
			devices: [{ device: '101', user: '101' }],
			answerRules: [
				{ user: '101', 'time-frame': '*' },
				{ user: '9000', 'time-frame': '*' },
			],
			userTimeframes: [{ user: '101', 'timeframe-id': 't1' }],
			autoAttendants: [
				{
					user: '9000',
					'starting-prompt': 'Prompt_1',
					prompt: 'Prompt_1',
					'attendant-name': 'Main',
				},
			],
			dialRules: [
				{ dialplan: 'acme', dialrule: 'a' },
				{ dialplan: 'acme_9000', dialrule: 'b' },
			],
			dialPermissions: [{ policy: 'US', id: '1', 'permission-match': '1*' }],
		});
	});

	test('as records: one item each', async () => {
		const { items, snapshot } = await taken(undefined, { snapshotAs: 'records' });
		const { domain, takenAt } = snapshot as unknown as IDataObject;
		expect(items[2]?.json).toEqual({
			...{ domain, takenAt, list: 'users', key: '102' },
			record: { user: '102', domain: 'acme', 'dial-policy': 'US' },
		});
		expect(items).toHaveLength(12);
	});

	test('devices come from a list for each person where there is none of the domain', async () => {
		const { snapshot, server } = await taken((server) => {
			server.refuses[`GET ${D}/devices`] = 403;
			server.lists[`${D}/users/102/devices`] = [{ device: '102' }];
			server.lists[`${D}/users/9000/devices`] = [{ device: '9000' }];
		});
		expect(snapshot.lists.devices).toEqual([{ user: '102', device: '102' }]);
		expect(server.reads).not.toContain(`${D}/users/9000/devices`);
	});

	test('what may not be read is named, in order, and asked for once', async () => {
		const { snapshot, server } = await taken((server) => {
			server.refuses[`GET ${D}/phones`] = 403;
			server.refuses[`GET ${D}/users/102/greetings`] = 403;
			server.refuses[`GET ${D}/contacts`] = 404;
		});
		expect(snapshot.missing).toEqual([
			{ list: 'greetings', reason: 'Refused' },
			{ list: 'phones', reason: 'Refused' },
		]);
		expect([snapshot.lists.phones, snapshot.lists.greetings]).toEqual([undefined, undefined]);
		expect(snapshot.lists.sharedContacts).toEqual([]);
		expect(server.reads).not.toContain(`${D}/users/101/greetings`);
	});

	test('without the attendants there are no lists of theirs', async () => {
		const { snapshot } = await taken((server) => {
			server.refuses[`GET ${D}/autoattendants`] = 403;
		});
		expect(snapshot.lists.autoAttendants).toEqual([]);
		expect(snapshot.lists.dialRules).toEqual([{ dialplan: 'acme', dialrule: 'a' }]);
	});

	test.each([
		[`GET ${D}/users`, 403],
		[`GET ${D}/autoattendants`, 500],
		[`GET ${D}/phones`, 500],
		[`GET ${D}/devices`, 500],
		[`GET ${D}/users/101/answerrules`, 500],
	])('there is none where %s ends in %i', async (request, status) => {
		const taking = taken((server) => void (server.refuses[request] = status));
		await expect(taking).rejects.toThrow('Refused');
	});
});

describe('comparing two', () => {
	const of = (takenAt: string, users: IDataObject[], more: Partial<Snapshot> = {}) =>
		({ domain: 'acme', takenAt, lists: { users }, missing: [], ...more }) as never as IDataObject;
	const old = of('2026-01-05T10:00:00.000Z', [
		{ user: '101', site: 'HQ', department: 'A' },
		{ user: '102' },
		{ user: '104', site: 'HQ' },
		{ user: '105' },
	]);
	const now = of('2026-01-06T12:00:00.000Z', [
		{ user: '101', site: 'Branch', department: 'B' },
		{ user: '103', 'name-first-name': 'Ada' },
		{ user: '104', site: 'HQ' },
	]);
	const log = [
		{
			...{ 'target-user': '101', 'by-user': '100', 'by-domain': 'acme' },
			'timestamp-datetime': '2026-01-06T11:00:00+00:00',
		},
		{ ...{ 'target-user': '101', 'by-user': '99' }, 'timestamp-datetime': '2026-01-05T11:00:00Z' },
		{ 'target-user': '103', 'by-user': 'root', 'timestamp-datetime': 'long ago' },
	];

	async function compared(input: IDataObject[], formats: string[] = [], status?: number) {
		const server = new MemoryServer({ '/auditlog': log });
		if (status) server.refuses['GET /auditlog'] = status;
		const calls = server.calls(
			input.map(() => ({ resource: 'domain', operation: 'compareSnapshots', query: { formats } })),
		);
		const hints: string[] = [];
		const queries: unknown[] = [];
		const { context, api } = calls[0]!;
		const { request } = api;
		api.request = async (asked) => {
			queries.push(asked.query);
			return await request(asked);
		};
		context.getInputData = () => input.map((json) => ({ json }));
		context.addExecutionHints = ({ message }) => hints.push(message);
		return { items: await compareSnapshots(calls), server, hints, queries };
	}

	test('tells what is different, who did it and when, the older one first', async () => {
		const { items, hints, queries } = await compared([
			now,
			{ is: 'none', gone: null },
			{ was: old },
		]);
		expect(hints).toEqual([]);
		const changed = { change: 'Changed', list: 'users', key: '101', name: '' };
		const by = { by: '100@acme', at: '2026-01-06T11:00:00.000Z' };
		const none = { field: '', before: '', after: '' };
		expect(items.map(({ json }) => json)).toEqual([
			{ ...changed, field: 'department', before: 'A', after: 'B', ...by },
			{ ...changed, field: 'site', before: 'HQ', after: 'Branch', ...by },
			{ change: 'Removed', list: 'users', key: '102', name: '', ...none, by: '', at: null },
			{ change: 'Removed', list: 'users', key: '105', name: '', ...none, by: '', at: null },
			{ change: 'Added', list: 'users', key: '103', name: 'Ada', ...none, by: 'root', at: null },
		]);
		expect(items[0]?.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		// The clocks of both may differ by two minutes.
		expect(queries[0]).toMatchObject({
			'datetime-start': expect.stringMatching(/^2026-01-05.09:58:00/),
			'datetime-end': expect.stringMatching(/^2026-01-06.12:02:00/),
			'target-domain': 'acme',
		});
	});

	test('counts records, not fields', async () => {
		const { items } = await compared([old, now], ['text', 'items']);
		expect(items[0]?.json).toMatchObject({
			subject: 'Configuration Changes: acme, 2026-01-05 to 2026-01-06',
			rowCount: 5,
			figures: [
				{ label: 'Added', value: 1 },
				{ label: 'Removed', value: 2 },
				{ label: 'Changed', value: 1 },
			],
			text: expect.stringMatching(
				/\nChange +List +Record +Name +Field +Before +After +By +At\n[- ]+\nChanged +users +101 +department +A +B +100@acme +Jan 6, 2026/,
			),
		});
	});

	test('reads no log where nothing is different', async () => {
		const { items, server } = await compared([old, structuredClone(old)]);
		expect([items, server.reads]).toEqual([[], []]);
	});

	test('says so where the log may not be read', async () => {
		const { items, hints } = await compared([old, now], [], 403);
		expect(items[0]?.json).toMatchObject({ field: 'department', by: '', at: null });
		expect(hints).toEqual([
			'Who changed it is not known: the audit log could not be read. Refused.',
		]);
		await expect(compared([old, now], [], 500)).rejects.toThrow('Refused');
	});

	test('says what the two do not have in common', async () => {
		const missing = (list: string) => [{ list, reason: 'x' }];
		const { hints } = await compared([
			{ ...old, missing: missing('phones') },
			{ ...old, domain: 'other', takenAt: '2026-01-07T00:00:00.000Z', missing: missing('sites') },
		]);
		expect(hints).toEqual([
			'The snapshots are of two domains: acme and other.',
			'Not compared, since not in both snapshots: phones, sites.',
		]);
	});

	test.each([
		[0, [{ json: {} }]],
		[
			0,
			[
				{ ...old, takenAt: 7 },
				{ ...old, domain: 7 },
				{ ...old, lists: 'x' },
			],
		],
		[1, [old]],
		[3, [old, { one: old, two: now }]],
	])('takes two, and says what to do with %i', async (count, input) => {
		await expect(compared(input as never)).rejects.toThrow(
			`There are ${count} snapshots in the input, and comparing takes 2. Put an earlier output of Domain → Take Snapshot and a new one into the input, as two items or as two fields of one item.`,
		);
	});

	test('nothing of no items', async () => {
		expect(await compareSnapshots([])).toEqual([]);
	});
});
