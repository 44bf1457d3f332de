/** Call activity: what stands in its tables and figures, beside the figures that SQL has (sql.test.ts). */
import { CallActivity, type Group } from '../../../../nodes/NetSapiens/reports/calls/callActivity';
import { filtersOf } from '../../../../nodes/NetSapiens/reports/calls/filters';
import {
	answered,
	at,
	call,
	counted,
	frame,
	part,
	shown,
	wednesday,
} from '../../../support/countedCalls';

const CALLS = [
	'calls "Calls" number bar',
	...['inbound "Inbound"', 'outbound "Outbound"', 'internal "Internal"'].map(
		(one) => `${one} number`,
	),
	...['answered "Answered"', 'missed "Missed"', 'voicemail "Voicemail"'].map(
		(one) => `${one} number`,
	),
	'abandoned "Abandoned" number',
	...['talkSeconds "Talk Time" seconds', 'averageTalkSeconds "Average Talk" seconds'],
	'averageWaitSeconds "Average Wait" seconds',
];
const PEOPLE = [
	...['calls "Calls" number bar', 'placed "Placed" number', 'answered "Answered" number'],
	...['missed "Missed" number', 'offered "Offered by Queue" number'],
	...['talkSeconds "Talk Time" seconds', 'averageTalkSeconds "Average Talk" seconds'],
];

const tableBy = (by: Group, ...calls: Array<ReturnType<typeof call>>) =>
	counted(new CallActivity(frame(), by), ...calls).tables()[0]!;

test.each<[Group, string, string[]]>([
	['user', 'By User', ['user "Extension" text', 'name "Name" text', ...PEOPLE]],
	['department', 'By Department', ['department "Department" text', ...PEOPLE]],
	['site', 'By Site', ['site "Site" text', ...PEOPLE]],
	['queue', 'By Call Queue', ['queue "Queue" text', 'name "Name" text', ...CALLS]],
	['number', 'By Number Called', ['number "Number" text', ...CALLS]],
	['hour', 'By Hour', ['hour "Hour" text', ...CALLS]],
	['weekday', 'By Weekday', ['weekday "Weekday" text', ...CALLS]],
	['day', 'By Day', ['day "Day" text', ...CALLS]],
])('by %s: "%s"', (by, title, columns) => {
	const table = tableBy(by, call({ queue: '4000' }));
	expect([table.title, shown(table.columns)]).toEqual([title, columns]);
	// A day is not compared with another one.
	expect(table.compares).toEqual(by === 'day' ? undefined : { by: [by], figure: 'calls' });
	const isOfPeople = ['user', 'department', 'site'].includes(by);
	expect(table.total?.[by]).toBe(isOfPeople ? undefined : 'All Calls');
	expect(table.total?.calls).toBe(isOfPeople ? undefined : 1);
});

test('a row has every figure of its calls, and the total those of all', () => {
	const table = tableBy(
		'queue',
		answered({ queue: '4000', talk: 60, wait: 10 }),
		answered({ queue: '4000', talk: null, wait: null, direction: 'internal' }),
		answered({ queue: '4000', talk: 31, wait: 99, direction: 'outbound' }),
		call({ queue: '4000', outcome: 'voicemail' }),
		call({ queue: '4000', outcome: 'abandoned', missed: false, direction: null }),
		call({ outcome: 'abandoned', missed: true }),
	);
	const row = {
		...{ calls: 5, inbound: 2, outbound: 1, internal: 1, answered: 3, missed: 1 },
		...{ voicemail: 1, abandoned: 1, talkSeconds: 91, averageTalkSeconds: 46 },
		averageWaitSeconds: 10,
	};
	expect(table.rows).toEqual([{ queue: '4000', name: 'Support', ...row }]);
	const all = { ...row, calls: 6, inbound: 3, missed: 2, abandoned: 2 };
	expect(table.total).toEqual({ queue: 'All Calls', ...all });
});

test('a mean of nothing is not known', () => {
	expect(tableBy('queue', call({ queue: '4000' })).rows[0]).toMatchObject({
		...{ talkSeconds: 0, averageTalkSeconds: null, averageWaitSeconds: null },
	});
});

test('a person takes part in a call once, whatever they did in it', () => {
	const one = answered({
		participants: [
			...[part('101', 'missed'), part('101', 'answered', 30), part('102', 'offered')],
			...[part('102', 'caller', 0), part('999', 'missed', 77)],
		],
	});
	const row = {
		placed: 0,
		answered: 0,
		missed: 0,
		offered: 0,
		talkSeconds: 0,
		averageTalkSeconds: null,
	};
	expect(tableBy('user', one).rows).toEqual([
		{
			...{ user: '101', name: 'Ada Park', ...row, calls: 1, answered: 1, missed: 1 },
			...{ talkSeconds: 30, averageTalkSeconds: 30 },
		},
		{ user: '102', name: 'Ben Ortiz', ...row, calls: 1, placed: 1, offered: 1 },
		{ user: '999', name: '', ...row, calls: 1, missed: 1 },
	]);
	expect(tableBy('site', one).rows.map(({ site, calls }) => [site, calls])).toEqual([
		['(none)', 1],
		['HQ', 1],
	]);
	expect(tableBy('department', one).rows.map(({ department }) => department)).toEqual([
		'(none)',
		'Sales',
	]);
});

test('who was only offered a call did not have it', () => {
	const { rows } = tableBy('user', call({ participants: [part('101', 'offered')] }));
	expect(rows).toMatchObject([{ user: '101', calls: 0, offered: 1 }]);
});

test('most calls come first, then names in their order', () => {
	const by = (queue: string) => call({ queue });
	const { rows } = tableBy('queue', ...['10', '9', '4000', '4000', '10', '8'].map(by));
	expect(rows.map(({ queue }) => queue)).toEqual(['10', '4000', '8', '9']);
	const people = ['102', '99', '101', '101'].map((user) =>
		call({ participants: [part(user, 'missed')] }),
	);
	expect(tableBy('user', ...people).rows.map(({ user }) => user)).toEqual(['101', '99', '102']);
});

test('numbers are those that were called from outside', () => {
	const { rows } = tableBy(
		'number',
		...[call({ dialed: '1' }), call({ dialed: '2', direction: 'internal' }), call({ dialed: '' })],
	);
	expect(rows.map(({ number }) => number)).toEqual(['1']);
});

describe('times', () => {
	test('a week begins when people say, and every hour has a row', () => {
		const days = (weekStart: 'monday' | 'sunday') =>
			new CallActivity(frame({ weekStart }), 'weekday').tables()[0]!.rows.map((row) => row.weekday);
		expect([days('monday')[0], days('monday')[6]]).toEqual(['Monday', 'Sunday']);
		expect(days('sunday')).toEqual([
			...['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
		]);
		const { rows } = tableBy('weekday', call());
		expect(rows.filter(({ calls }) => calls)).toMatchObject([{ weekday: 'Wednesday', calls: 1 }]);
		const hours = tableBy('hour', call({ start: wednesday('23:59:59') }), call({ start: null }));
		expect(hours.rows).toHaveLength(24);
		expect(hours.rows[0]?.hour).toBe('00:00');
		expect(hours.rows.filter(({ calls }) => calls)).toMatchObject([{ hour: '23:00', calls: 1 }]);
		expect(hours.total?.calls).toBe(2);
	});

	const daysOf = (from: string, to: string, ...calls: Array<ReturnType<typeof call>>) =>
		counted(new CallActivity(frame({ period: { from: at(from), to: at(to) } }), 'day'), ...calls)
			.tables()[0]!
			.rows.map(({ day }) => day);

	test('every day of a period has a row, also the one that has begun', () => {
		expect(daysOf('2026-11-24', '2026-11-26')).toEqual(['2026-11-24', '2026-11-25']);
		expect(daysOf('2026-11-24T15:00', '2026-11-25T00:00:01')).toEqual(['2026-11-24', '2026-11-25']);
		expect(daysOf('2026-01-01', '2027-01-02')).toHaveLength(366);
	});

	test('of a longer one, those with calls do, the first one first', () => {
		const calls = ['2026-03-02', '2024-03-01', '2025-01-01', '2024-03-01'].map((day) =>
			call({ start: at(`${day}T12:00`).toUnixInteger() }),
		);
		expect(daysOf('2024-01-01', '2026-12-31', ...calls)).toEqual([
			...['2024-03-01', '2025-01-01', '2026-03-02'],
		]);
		expect(daysOf('2026-01-01', '2027-01-03')).toEqual([]);
	});
});

describe('what people choose', () => {
	const { people } = frame();
	const chosen = { user: '', queue: '', site: '', department: '' };
	const wanted = (more: Partial<typeof chosen>) =>
		filtersOf({ ...chosen, ...more }, people).isWanted;
	const of = (more: Partial<typeof chosen>) =>
		['101', '102', '4000', '999'].filter((one) => wanted(more)?.(one) ?? true);

	test.each<[Partial<typeof chosen>, string[]]>([
		[{}, ['101', '102', '4000', '999']],
		[{ user: '101' }, ['101']],
		[{ user: '999' }, ['999']],
		[{ site: 'hq' }, ['101', '102']],
		[{ department: 'SALES' }, ['101']],
		[{ site: 'HQ', department: 'Sales' }, ['101']],
		[{ site: 'HQ', user: '102' }, ['102']],
		[{ user: '4000', site: 'HQ' }, []],
		[{ department: 'None' }, []],
	])('%j: %j', (more, extensions) => {
		expect(of(more)).toEqual(extensions);
	});

	test('narrows nothing down where nothing is chosen', () => {
		expect(filtersOf(chosen, people)).toEqual({});
		expect(filtersOf({ ...chosen, queue: '4000' }, people)).toEqual({ queue: '4000' });
	});

	test('decides which calls count, and who has a row', () => {
		const calls = [
			call({ participants: [part('101', 'missed'), part('102', 'missed')], queue: '4000' }),
			call({ participants: [part('102', 'missed')], queue: '4001' }),
			call({ participants: [], queue: null }),
		];
		const count = (more: Partial<typeof chosen>, by: Group = 'user') => {
			const filters = filtersOf({ ...chosen, ...more }, people);
			const counter = counted(new CallActivity(frame(), by, filters), ...calls);
			return [counter.figures()[0]?.value, ...counter.tables()[0]!.rows.map((row) => row[by])];
		};
		expect(count({})).toEqual([3, '102', '101']);
		expect(count({ user: '101' })).toEqual([1, '101']);
		expect(count({ user: '102' })).toEqual([2, '102']);
		expect(count({ queue: '4001' })).toEqual([1, '102']);
		expect(count({ department: 'Sales' }, 'site')).toEqual([1, 'HQ']);
		expect(count({ user: '101' }, 'queue')).toEqual([1, '4000']);
	});
});
