import fc from '../support/fastCheck';
import { DateTime } from 'luxon';
import {
	isWithin,
	namedPeriod,
	periodBefore,
	PERIODS,
	type NamedPeriod,
	type Period,
} from '../../nodes/NetSapiens/period';

const NEW_YORK = 'America/New_York';
const at = (text: string, zone = NEW_YORK) => DateTime.fromISO(text, { zone });
const shown = ({ from, to }: Period) => [from, to].map((one) => one.toISO()?.slice(0, 16));

/** A Wednesday. */
const NOW = at('2026-07-15T10:30:00');

test.each<[NamedPeriod, object, string, string]>([
	['today', {}, '2026-07-15T00:00', '2026-07-15T10:30'],
	['yesterday', {}, '2026-07-14T00:00', '2026-07-15T00:00'],
	['thisWeek', {}, '2026-07-13T00:00', '2026-07-15T10:30'],
	['thisWeek', { weekStart: 'sunday' }, '2026-07-12T00:00', '2026-07-15T10:30'],
	['lastWeek', {}, '2026-07-06T00:00', '2026-07-13T00:00'],
	['lastWeek', { weekStart: 'sunday' }, '2026-07-05T00:00', '2026-07-12T00:00'],
	['thisMonth', {}, '2026-07-01T00:00', '2026-07-15T10:30'],
	['lastMonth', {}, '2026-06-01T00:00', '2026-07-01T00:00'],
	['lastDays', {}, '2026-07-08T00:00', '2026-07-15T00:00'],
	['lastDays', { days: 30 }, '2026-06-15T00:00', '2026-07-15T00:00'],
])('%s %j', (word, options, from, to) => {
	expect(shown(namedPeriod(word, NOW, options))).toEqual([from, to]);
});

test.each([
	['sunday', '2026-07-12T09:00', '2026-07-12T00:00'],
	['monday', '2026-07-12T09:00', '2026-07-06T00:00'],
	['monday', '2026-07-13T00:00', '2026-07-13T00:00'],
] as const)('a week that begins on %s, at %s', (weekStart, now, from) => {
	expect(shown(namedPeriod('thisWeek', at(now), { weekStart }))[0]).toBe(from);
});

test.each([
	['clocks go forward', '2026-03-09T06:00', 23],
	['clocks go back', '2026-11-02T06:00', 25],
	['they do not', '2026-07-15T06:00', 24],
])('a day on which %s', (_, now, hours) => {
	const { from, to } = namedPeriod('yesterday', at(now));
	expect(to.diff(from).as('hours')).toBe(hours);
	expect(shown({ from, to }).map((text) => text?.slice(11))).toEqual(['00:00', '00:00']);
});

test.each<[NamedPeriod | undefined, string, string, string, string]>([
	['today', '2026-07-15T00:00', '2026-07-15T10:30', '2026-07-14T00:00', '2026-07-14T10:30'],
	['yesterday', '2026-03-08T00:00', '2026-03-09T00:00', '2026-03-07T00:00', '2026-03-08T00:00'],
	['thisWeek', '2026-03-09T00:00', '2026-03-11T08:00', '2026-03-02T00:00', '2026-03-04T08:00'],
	['lastMonth', '2026-03-01T00:00', '2026-04-01T00:00', '2026-02-01T00:00', '2026-03-01T00:00'],
	['thisMonth', '2026-03-01T00:00', '2026-03-31T08:00', '2026-02-01T00:00', '2026-02-28T08:00'],
	['lastDays', '2026-11-01T00:00', '2026-11-08T00:00', '2026-10-25T00:00', '2026-11-01T00:00'],
	['lastDays', '2026-03-06T00:00', '2026-03-13T00:00', '2026-02-27T00:00', '2026-03-06T00:00'],
	['lastDays', '2026-03-09T00:00', '2026-03-16T00:00', '2026-03-02T00:00', '2026-03-09T00:00'],
	[undefined, '2026-07-15T08:00', '2026-07-15T12:00', '2026-07-15T04:00', '2026-07-15T08:00'],
])('before %s from %s to %s', (word, from, to, ...before) => {
	expect(shown(periodBefore({ from: at(from), to: at(to) }, word))).toEqual(before);
});

/** What a clock on the wall shows in a zone, by the calendar that is part of JavaScript. */
function wallClock(moment: DateTime, timeZone: string): string {
	const parts = {
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23',
	} as const;
	return new Intl.DateTimeFormat('en-US', { timeZone, ...parts }).format(moment.toMillis());
}

/** Zones whose clocks change at an hour other than midnight, on different days, or never. */
const zones = [NEW_YORK, 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'];

test('periods begin at midnight on the wall and end there, or now', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...PERIODS),
			fc.constantFrom(...zones),
			fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
			fc.integer({ min: 1, max: 400 }),
			(word, zone, date, days) => {
				const now = DateTime.fromJSDate(date, { zone });
				const period = namedPeriod(word, now, { days });
				expect(wallClock(period.from, zone)).toBe('00:00:00');
				const isOver = period.to < now;
				if (isOver) expect(wallClock(period.to, zone)).toBe('00:00:00');
				else expect(Math.abs(period.to.diff(now).as('seconds'))).toBe(0);
				const before = periodBefore(period, word);
				expect(before.to <= period.from).toBe(true);
				expect(wallClock(before.from, zone)).toBe('00:00:00');
			},
		),
		{ numRuns: 500 },
	);
});

test('the end of a period is not part of it', () => {
	const period = namedPeriod('yesterday', NOW);
	const isIn = (text: string) => isWithin(period, at(text).toSeconds());
	const edges = [
		'2026-07-13T23:59:59',
		'2026-07-14T00:00',
		'2026-07-14T23:59:59',
		'2026-07-15T00:00',
	];
	expect(edges.map(isIn)).toEqual([false, true, true, false]);
});
