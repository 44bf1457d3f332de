import { DateTime } from 'luxon';
import fc from '../support/fastCheck';
import { parseMoment, secondsOf } from '../../nodes/NetSapiens/moment';

test.each([
	['2026-01-05 12:00:00', '2026-01-05T12:00:00.000Z'],
	['2026-01-05T12:00:00Z', '2026-01-05T12:00:00.000Z'],
	['2026-01-05T12:00:00+00:00', '2026-01-05T12:00:00.000Z'],
	['2026-01-05T12:00:00-08:00', '2026-01-05T20:00:00.000Z'],
	['2026-01-05T12:00:00-08:00[US/Pacific]', '2026-01-05T20:00:00.000Z'],
	['2026-01-05 12:00:00 [US/Pacific]', '2026-01-05T20:00:00.000Z'],
	['2026-01-05T12:00:00Z[Nowhere/Land]', '2026-01-05T12:00:00.000Z'],
	['1767614400', '2026-01-05T12:00:00.000Z'],
	['1767614400000', '2026-01-05T12:00:00.000Z'],
	['1767614400.5', '2026-01-05T12:00:00.500Z'],
	[1767614400, '2026-01-05T12:00:00.000Z'],
	[' 1767614400 ', '2026-01-05T12:00:00.000Z'],
	['17676144000', '2530-02-19T00:00:00.000Z'],
])('the moment %p is %p', (given, expected) => {
	expect(parseMoment(given)?.toJSDate().toISOString()).toBe(expected);
});

test.each([
	['2026-01-05T12:00:00Z[America/Phoenix]', '2026-01-05T19:00:00.000Z'],
	['2026-01-05T12:00:00+00:00[America/Phoenix]', '2026-01-05T19:00:00.000Z'],
])('the clock of %p is that of the zone in brackets', (given, expected) => {
	expect(parseMoment(given)?.toJSDate().toISOString()).toBe(expected);
});

test.each([
	'',
	'0',
	0,
	'0000-00-00 00:00:00',
	'0000-00-00T00:00:00+00:00',
	'-0001-11-30T00:00:00+00:00',
	'1970-01-01 00:00:00',
	'0000-00-00',
	'soon',
	'2026-13-45 99:00:00',
	null,
	undefined,
	true,
	{},
])('%p is no moment', (given) => {
	expect(parseMoment(given)).toBeNull();
});

test('whole seconds are those of the moment, however it is written', () => {
	const digits = (most: number) =>
		fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
	const clock = fc
		.tuple(
			fc.integer({ min: 1985, max: 2040 }),
			digits(13),
			digits(32),
			digits(25),
			digits(61),
			digits(61),
		)
		.map(([year, month, day, hour, minute, second]) => [
			`${year}-${month}-${day}`,
			`${hour}:${minute}:${second}`,
		]);
	const written = fc
		.tuple(
			clock,
			fc.constantFrom('T', ' '),
			fc.constantFrom('', '.5', '.999'),
			fc.constantFrom('', 'Z', '+00:00', '-05:00', ' [America/New_York]', 'Z [Europe/London]'),
		)
		.map(([[day, time], between, fraction, zone]) => `${day}${between}${time}${fraction}${zone}`);
	const epoch = fc.integer({ min: 0, max: 2_000_000_000 });
	fc.assert(
		fc.property(fc.oneof(written, epoch, epoch.map(String), fc.anything()), (value) => {
			const moment = parseMoment(value);
			expect(secondsOf(value)).toBe(moment && Math.floor(moment.toSeconds()));
		}),
		{ numRuns: 2000 },
	);
});

test.each([
	'2026-01-05 12:00:00',
	'2026-01-05T12:00:00Z',
	'2026-01-05T12:00:00.123Z',
	'2026-01-05T12:00:00+00:00',
	'1990-01-01 00:00:00',
	'2026-12-28 23:59:59',
])('%p, as millions of records have it, is read without making objects', (given) => {
	const made = jest.spyOn(DateTime, 'fromISO');
	const seconds = secondsOf(given);
	expect(made).not.toHaveBeenCalled();
	made.mockRestore();
	expect(seconds).toBe(Math.floor(parseMoment(given)!.toSeconds()));
});
