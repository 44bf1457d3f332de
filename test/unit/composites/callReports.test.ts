/** Reports about calls: which are read, and which of them count. */
import type { IDataObject } from 'n8n-workflow';
import { at } from '../../support/countedCalls';
import { cdr, reported } from '../../support/reportCalls';

const D = '/domains/acme';
/** One day in New York, as people choose it. */
const day = { 'datetime-start': '2026-03-04T05:00:00Z', 'datetime-end': '2026-03-05T04:59:59Z' };
const users = [
	{ user: '101', 'name-first-name': 'Ada', department: 'Sales', site: 'HQ' },
	{ user: '102', 'name-first-name': 'Ben', department: 'Support', site: 'HQ' },
];
const lists = (...cdrs: IDataObject[]) => ({ [`${D}/users`]: users, [`${D}/cdrs`]: cdrs });

/** From the second before the day to the one after it. */
const edges = lists(
	cdr('before', '2026-03-04T04:59:59Z', '101', 10),
	cdr('first', '2026-03-04T05:00:00Z', '101', 20),
	cdr('last', '2026-03-05T04:59:59Z', '102'),
	cdr('after', '2026-03-05T05:00:00Z', '102', 40),
);
const activity = async (
	query: IDataObject = {},
	more?: Parameters<typeof reported>[3],
	of = edges,
) => await reported(['report', 'callActivity'], of, { groupBy: 'user', ...day, ...query }, more);

const told = ({ rows }: Awaited<ReturnType<typeof reported>>, ...keys: string[]) =>
	rows.map((row) => keys.map((key) => row[key]).join(' '));

test('the calls of the period count, its last second among them, by the names of people', async () => {
	const result = await activity();
	expect(told(result, 'user', 'name', 'calls', 'talkSeconds')).toEqual([
		'101 Ada 1 20',
		'102 Ben 1 0',
	]);
	expect(result.hints).toEqual([]);
	// Calls that begin at the edges have legs around them.
	expect(result.queries.find(([path]) => path === '/domains/{domain}/cdrs')?.[1]).toMatchObject({
		'datetime-start': expect.stringMatching(/^2026-03-04.03:00:00/),
		'datetime-end': expect.stringMatching(/^2026-03-05.07:00:00/),
	});
});

test('a period by its name is taken as it is', async () => {
	const period = { from: at('2026-03-04'), to: at('2026-03-04T23:59:59'), word: 'today' };
	const more = {
		values: { path: {}, query: { domain: 'acme', groupBy: 'user' }, body: {}, period },
	};
	const { rows } = await activity({}, { more: more as never });
	expect(rows.map(({ user }) => user)).toEqual(['101']);
});

test('a call that does not say when it began counts', async () => {
	expect(told(await activity({}, {}, lists(cdr('x', null, '101'))), 'calls')).toEqual(['1']);
});

test('the period before stands beside it, where that is asked for', async () => {
	const figures = async (reportOptions: IDataObject) => {
		const { items } = await activity({ formats: ['text'], reportOptions });
		return (items[0]!.json.figures as IDataObject[])[0];
	};
	const calls = { label: 'Calls', value: 2, kind: 'number' };
	expect(await figures({ compareWithBefore: true })).toEqual({ ...calls, before: 1 });
	expect(await figures({ compareWithBefore: false })).toEqual(calls);
	const { queries } = await activity({ reportOptions: { compareWithBefore: true } });
	expect(queries.find(([path]) => path === '/domains/{domain}/cdrs')?.[1]).toMatchObject({
		'datetime-start': expect.stringMatching(/^2026-03-03.03:00:00/),
		'datetime-end': expect.stringMatching(/^2026-03-05.07:00:00/),
	});
});

test.each<[IDataObject, string[]]>([
	[{ user: '102@acme' }, ['102']],
	[{ user: ' 101 ' }, ['101']],
	[{ site: 'hq' }, ['101', '102']],
	[{ department: 'Sales' }, ['101']],
	[{ callqueue: '4000@acme' }, []],
])('%j keeps to what is chosen', async (reportOptions, expected) => {
	expect((await activity({ reportOptions })).rows.map(({ user }) => user)).toEqual(expected);
});

test.each([
	[{}, 'Monday'],
	[{ weekStart: 'sunday' }, 'Sunday'],
])('with %j the week begins on %s', async (reportOptions, first) => {
	const { rows } = await activity({ groupBy: 'weekday', reportOptions });
	expect(rows[0]?.weekday).toBe(first);
});

test('it says of what and when it is', async () => {
	const { items } = await activity({ formats: ['text'] });
	expect(items[0]!.json.subject).toBe('Call Activity: acme, Mar 4, 2026');
});

describe('where users may not be read', () => {
	const refuses = { [`GET ${D}/users`]: 403 };

	test('there are no names, and a note', async () => {
		const result = await activity({}, { refuses });
		expect(told(result, 'user', 'name')).toEqual(['101 ', '102 ']);
		expect(result.hints).toEqual(['Names of users could not be read. Refused.']);
	});

	test.each([
		{ groupBy: 'department' },
		{ groupBy: 'site' },
		{ reportOptions: { site: 'HQ' } },
		{ reportOptions: { department: 'Sales' } },
	])('there is no report with %j', async (query) => {
		await expect(activity(query as IDataObject, { refuses })).rejects.toThrow('Refused');
	});

	test('and the server fails, so does the report', async () => {
		await expect(activity({}, { refuses: { [`GET ${D}/users`]: 500 } })).rejects.toThrow('Refused');
		await expect(activity({}, { refuses: { [`GET ${D}/cdrs`]: 403 } })).rejects.toThrow('Refused');
	});
});

describe('missed calls', () => {
	const lost = cdr('lost', '2026-03-04T06:00:00Z', '101');
	const back = (time: string) => ({
		...cdr('back', time, '', 30),
		...{ 'call-orig-user': '101', 'call-orig-domain': 'acme', 'call-orig-from-user': '101' },
		...{ 'call-orig-to-user': '12025550177', 'call-direction': 0, 'call-term-domain': '' },
		'call-term-to-uri': 'sip:12025550177@192.0.2.20',
	});
	const missed = async (time: string, reportOptions: IDataObject = {}) =>
		await reported(['report', 'missedCalls'], lists(lost, back(time)), { ...day, reportOptions });

	test.each([
		['2026-03-05T05:59:00Z', {}, 'Called back'],
		['2026-03-05T06:01:00Z', {}, 'Not returned'],
		['2026-03-05T06:01:00Z', { returnedWithinHours: 25 }, 'Called back'],
		['2026-03-04T07:01:00Z', { returnedWithinHours: 1 }, 'Not returned'],
	])('called back at %s, with %j: %s', async (time, reportOptions, status) => {
		expect(told(await missed(time, reportOptions), 'callId', 'status')).toEqual([`lost ${status}`]);
	});

	test('are looked for after the period as long as that takes', async () => {
		const end = ({ queries }: Awaited<ReturnType<typeof missed>>) =>
			queries.find(([path]) => path === '/domains/{domain}/cdrs')?.[1]['datetime-end'];
		expect(end(await missed('2026-03-05T05:59:00Z'))).toMatch(/^2026-03-06.07:00:00/);
		expect(end(await missed('2026-03-05T05:59:00Z', { returnedWithinHours: 1 }))).toMatch(
			/^2026-03-05.08:00:00/,
		);
	});

	test.each([0, 745, 1.5])('%d hours are refused', async (returnedWithinHours) => {
		await expect(missed('2026-03-05T05:59:00Z', { returnedWithinHours })).rejects.toThrow(
			'"Returned Within (Hours)" takes a whole number from 1 to 744',
		);
	});
});

test.each([
	['queueService', 'Queue Service'],
	['agentActivity', 'Agent Activity'],
	['attendantMenu', 'Auto Attendant Menus'],
	['missedCalls', 'Missed Calls'],
])('%s is called %s', async (operation, title) => {
	const { items } = await reported(['report', operation], edges, { ...day, formats: ['text'] });
	expect(items[0]!.json.subject).toBe(`${title}: acme, Mar 4, 2026`);
});

test.each([
	[{}, 'Answered within 20 s'],
	[{ serviceLevelSeconds: 30 }, 'Answered within 30 s'],
])('with %j the service level is "%s"', async (reportOptions, label) => {
	const query = { ...day, formats: ['text'], reportOptions };
	const { items } = await reported(['report', 'queueService'], edges, query);
	expect((items[0]!.json.figures as IDataObject[])[3]).toMatchObject({ label });
});

/** Calls that rang two phones, whose second records come after those of calls ten hours later. */
const disorder = () => {
	const ids = Array.from({ length: 100 }, (_, at) => String(at));
	const early = ids.map((id) => cdr(`e${id}`, '2026-03-04T06:00:00Z', '101'));
	const late = ids.map((id) => cdr(`l${id}`, '2026-03-04T16:00:00Z', '102'));
	const again = early.map((one) => ({
		...cdr(String(one.id), '2026-03-04T06:00:01Z', '102', 30),
		...{ id: `${String(one.id)}/1`, 'call-leg-ordinal-index': 1 },
	}));
	return lists(...early, ...late, ...again);
};

test('a report says so, once, where records come in no order of time', async () => {
	expect((await activity({}, {}, disorder())).hints).toEqual([
		'The server lists its call records in no order of time, so some calls may be counted twice. Choose a shorter period.',
	]);
});

describe('Get Calls', () => {
	const wanted = { rows: 10, onBrokenList: 'fail', concurrency: 2 };
	const calls = async (query: IDataObject, rows = 10, of = edges) =>
		await reported(['cdr', 'getCalls'], of, query, {
			more: { wanted: { ...wanted, rows } } as never,
		});

	test.each<[IDataObject, number, string[]]>([
		[{}, 10, ['after', 'last', 'first', 'before']],
		[{}, 2, ['after', 'last']],
		[day, 10, ['last', 'first']],
		[{ 'datetime-start': day['datetime-start'] }, 10, ['after', 'last', 'first']],
		[{ 'datetime-end': day['datetime-end'] }, 10, ['last', 'first', 'before']],
		[{ user: '101' }, 10, ['first', 'before']],
		[{ user: '102@acme' }, 1, ['after']],
		[{ user: '10' }, 10, []],
	])('%j, %i at most: %j', async (query, rows, expected) => {
		const result = await calls(query, rows);
		expect(result.rows.map(({ callId }) => callId)).toEqual(expected);
		expect(result.rows.every((row) => !('legs' in row))).toBe(true);
	});

	test('puts calls together whatever order their records come in', async () => {
		const { rows } = await calls({}, 1000, disorder());
		expect(rows).toHaveLength(200);
		const answered = rows.filter((row) => row.outcome === 'answered');
		expect(new Set(answered.map(({ callId }) => String(callId)[0]))).toEqual(new Set(['e']));
		expect(answered).toHaveLength(100);
	});

	test('reads two hours around the period', async () => {
		const { queries } = await calls(day);
		expect(queries.find(([path]) => path.endsWith('/cdrs'))?.[1]).toMatchObject({
			'datetime-start': expect.stringMatching(/^2026-03-04.03:00:00/),
			'datetime-end': expect.stringMatching(/^2026-03-05.06:59:59/),
		});
	});

	test('gives the legs where they are asked for', async () => {
		const { rows } = await calls({ includeLegs: true }, 1);
		expect(rows[0]?.legs).toHaveLength(1);
	});

	test.each([
		[{ user: '101@acme', ownRecordsOnly: true }, `${D}/users/101/cdrs`],
		[{ ownRecordsOnly: true }, `${D}/users/~/cdrs`],
		[{ user: '101', ownRecordsOnly: false }, `${D}/cdrs`],
	])('%j reads %s', async (query, path) => {
		const records = [cdr('own', day['datetime-start'], '105')];
		const ofUsers = ['101', '~'].map((user) => [`${D}/users/${user}/cdrs`, records] as const);
		const own = { ...edges, ...Object.fromEntries(ofUsers) };
		const { reads, rows } = await calls(query, 10, own);
		expect(new Set(reads.filter((one) => one.endsWith('/cdrs')))).toEqual(new Set([path]));
		// Whoever the records of one user are about, they are the user's.
		expect(rows).toHaveLength(path === `${D}/cdrs` ? 2 : 1);
	});
});
