/**
 * Figures of reports about calls, beside what SQL says of the same records: calls of every kind, around
 * midnight and on the days on which clocks change.
 */
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import type { Leg } from '../../../../nodes/NetSapiens/calls/leg';
import { legOfRecord } from '../../../../nodes/NetSapiens/calls/reading';
import { streamCalls } from '../../../../nodes/NetSapiens/calls/stream';
import { isWithin } from '../../../../nodes/NetSapiens/period';
import { AgentActivity } from '../../../../nodes/NetSapiens/reports/calls/agentActivity';
import { AttendantMenu } from '../../../../nodes/NetSapiens/reports/calls/attendantMenu';
import { CallActivity, GROUPS } from '../../../../nodes/NetSapiens/reports/calls/callActivity';
import type { Counter, Frame } from '../../../../nodes/NetSapiens/reports/calls/counter';
import { MissedCalls } from '../../../../nodes/NetSapiens/reports/calls/missedCalls';
import { QueueService } from '../../../../nodes/NetSapiens/reports/calls/queueService';
import { Random } from '../../../../simulator/random';
import { CallTraffic } from '../../../support/callTraffic';
import { databaseOf } from '../../../support/sql/database';
import { figuresOf, type Figures } from '../../../support/sql/reports';

const ZONE = 'America/New_York';
const HOUR = 3600;
const BEYOND = 24 * HOUR;
const WITHIN = 20;

const PEOPLE = Array.from({ length: 12 }, (_, at) => ({
	user: String(101 + at),
	name: `Person ${at}`,
	department: ['Sales', 'Support', ''][at % 3] ?? '',
	site: at < 6 ? 'HQ' : 'Branch',
}));

const local = (text: string) => DateTime.fromISO(text, { zone: ZONE });

/** Days before and after clocks change, and a week without. */
const PERIODS = [
	['clocks go forward', '2026-03-07T00:00', '2026-03-10T00:00'],
	['clocks go back', '2026-10-31T00:00', '2026-11-03T00:00'],
	['an ordinary week', '2026-07-06T00:00', '2026-07-13T00:00'],
	['a day and no more', '2026-11-01T00:00', '2026-11-02T00:00'],
] as const;

/** Records of many calls in and around a period, every fifth within minutes of midnight. */
function recordsOf(seed: number, { from, to }: Frame['period']): IDataObject[] {
	const random = new Random(`times ${seed}`);
	const traffic = new CallTraffic(seed);
	const begin = from.toUnixInteger() - 20 * HOUR;
	const end = to.toUnixInteger() + 20 * HOUR;
	for (let call = 0; call < 250; call++) {
		const midnight = from.plus({ days: random.integer(0, 3) }).toUnixInteger();
		traffic.call(
			call % 5 === 0 ? midnight + random.integer(-400, 400) : random.integer(begin, end),
		);
	}
	for (const edge of [from, to]) {
		for (const beside of [-1, 0]) traffic.call(edge.toUnixInteger() + beside);
	}
	return traffic.records;
}

/** As a server lists them, newest or oldest first. */
async function* pagesOf(records: IDataObject[], way: number): AsyncGenerator<Leg[]> {
	const legs = records.map(legOfRecord).sort((a, b) => way * ((a.start ?? 0) - (b.start ?? 0)));
	for (let at = 0; at < legs.length; at += 100) yield legs.slice(at, at + 100);
}

/** Lets several count at once, as all of them see the same calls. */
async function count(
	counters: Counter[],
	{ period }: Frame,
	records: IDataObject[],
	way: number,
): Promise<void> {
	for await (const calls of streamCalls(pagesOf(records, way))) {
		for (const call of calls) {
			for (const counter of counters) {
				if (call.start === null || isWithin(period, call.start)) counter.add(call);
				counter.see?.(call);
			}
		}
	}
}

const rowsOf = (counter: Counter): IDataObject[] => counter.tables()[0]?.rows ?? [];

/** Rows with nothing but what SQL has too, in its order. */
function comparable(rows: IDataObject[], wanted: IDataObject[], keys: string[]): IDataObject[] {
	const [first = {}] = wanted;
	const names = Object.keys(first);
	const keyOf = (row: IDataObject) => keys.map((key) => String(row[key])).join(' ');
	return rows
		.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])) as IDataObject)
		.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

test('the calls are of every kind', () => {
	const outcomes = seeds.slice(0, 6).flatMap((seed) =>
		databaseOf(recordsOf(seed, { from: local('2026-07-06'), to: local('2026-07-07') }), [])
			.prepare('SELECT outcome FROM calls UNION SELECT outcome FROM visit')
			.all(),
	);
	expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(
		new Set([
			...['answered', 'answeredOutside', 'voicemail', 'abandoned', 'callback', 'missed'],
			...['attendantHangup', 'application', 'unanswered', 'failed', 'forwarded'],
		]),
	);
});

describe.each(seeds)('seed %d', (seed) => {
	const [, start, end] = PERIODS[seed % PERIODS.length] as (typeof PERIODS)[number];
	const period = { from: local(start), to: local(end) };
	const between = { from: period.from.toUnixInteger(), to: period.to.toUnixInteger() };
	const frame: Frame = {
		domain: 'acme.example',
		zone: ZONE,
		period,
		weekStart: 'monday',
		people: new Map(PEOPLE.map(({ user, ...person }) => [user, person])),
	};
	const records = recordsOf(seed, period);
	const database = databaseOf(records, PEOPLE);
	const activities = GROUPS.map((by) => [by, new CallActivity(frame, by)] as const);
	const queues = new QueueService(frame, WITHIN);
	const agents = new AgentActivity(frame);
	const menus = new AttendantMenu(frame);
	const missed = new MissedCalls(frame, BEYOND);
	beforeAll(async () => {
		const counters = [...activities.map(([, one]) => one), queues, agents, menus, missed];
		await count(counters, frame, records, seed % 2 === 0 ? -1 : 1);
	});
	const sql = (of: Figures, more = {}) => figuresOf(database, of, between, more);

	test.each(activities)('calls by %s', (by, counter) => {
		const rows = rowsOf(counter);
		const wanted = sql(by);
		expect(wanted.length).toBeGreaterThan(0);
		const withCalls = rows.filter(({ calls, offered }) => Number(calls) + Number(offered ?? 0) > 0);
		expect(comparable(withCalls, wanted, [by])).toEqual(wanted);
		const [total] = sql('total');
		expect(counter.figures()).toMatchObject([
			{ label: 'Calls', value: total?.calls },
			{ label: 'Inbound', value: total?.inbound },
			{ label: 'Outbound', value: total?.outbound },
			{ label: 'Internal', value: total?.internal },
			{ label: 'Answered', value: total?.answered },
			{ label: 'Missed', value: total?.missed },
			{ label: 'Talk Time', value: total?.talkSeconds },
			{ label: 'Average Wait', value: total?.averageWaitSeconds },
		]);
	});

	test('queues', () => {
		const rows = rowsOf(queues);
		const wanted = sql('queueService', { within: WITHIN });
		expect(wanted).toHaveLength(3);
		expect(comparable(rows, wanted, ['queue'])).toEqual(wanted);
	});

	test('agents', () => {
		const rows = rowsOf(agents);
		const wanted = sql('agents');
		expect(wanted.length).toBeGreaterThan(3);
		expect(comparable(rows, wanted, ['agent'])).toEqual(wanted);
	});

	test('menus', () => {
		const rows = rowsOf(menus);
		const wanted = sql('keys');
		expect(wanted.length).toBeGreaterThan(0);
		expect(comparable(rows, wanted, ['attendant', 'menu', 'key'])).toEqual(wanted);
	});

	test('missed calls, and which were returned', () => {
		const rows = rowsOf(missed);
		const seconds = (text: unknown) =>
			text === null ? null : DateTime.fromISO(String(text)).toUnixInteger();
		const found = rows.map((row) => ({
			callId: row.callId,
			time: seconds(row.time),
			outcome: row.outcome,
			status: row.status,
			returnedBy: row.returnedBy,
			returnedAt: seconds(row.returnedAt),
			missedFor: JSON.stringify((row.missedFor as string[]).toSorted()),
		}));
		const wanted = sql('missed', { beyond: BEYOND });
		const order = (a: IDataObject, b: IDataObject) =>
			String(a.callId) < String(b.callId) ? -1 : 1;
		expect(wanted.some(({ status }) => status !== 'Not returned')).toBe(true);
		expect(found.sort(order)).toEqual(wanted.sort(order));
	});
});
