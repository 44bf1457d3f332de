import fc from '../../support/fastCheck';
import { DateTime } from 'luxon';
import {
	apiDate,
	apiDateTime,
	compactDate,
	compactMonth,
	isoDateTime,
	timeOfDay,
	unixTime,
} from '../../../nodes/NetSapiens/execute/dates';

/** Seven hours behind UTC all year. */
const zone = 'America/Phoenix';
const inBody = (value: unknown) => apiDateTime(value, 'body', zone);

describe('what the API itself gives goes back as it came', () => {
	const zones = ['UTC', 'America/Phoenix', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Europe/Berlin'];
	const times = fc.date({
		min: new Date('1000-01-01T00:00:00Z'),
		max: new Date('9999-12-31T23:59:59Z'),
		noInvalidDate: true,
	});
	const spellings = (time: Date) => {
		const iso = time.toISOString().slice(0, 19);
		return [iso.replace('T', ' '), `${iso}Z`, `${iso}+00:00`, `${iso}.000Z`];
	};

	test('times in any spelling, whatever the zone of the workflow', () => {
		fc.assert(
			fc.property(times, fc.constantFrom(...zones), (time, workflowZone) => {
				const [own, ...others] = spellings(time);
				expect(apiDateTime(own, 'body', workflowZone)).toBe(own);
				expect(apiDateTime(own, 'query', workflowZone)).toBe(own);
				for (const other of others) expect(apiDateTime(other, 'body', workflowZone)).toBe(own);
			}),
		);
	});

	test('days', () => {
		fc.assert(
			fc.property(times, fc.constantFrom(...zones), (time, workflowZone) => {
				const day = time.toISOString().slice(0, 10);
				expect(apiDate(day, workflowZone)).toBe(day);
				expect(apiDate(`${day} 23:59:59`, workflowZone)).toBe(day);
				expect(apiDate(` ${day}T00:00:00\n`, workflowZone)).toBe(day);
			}),
		);
	});

	test.each(['0000-00-00 00:00:00', '0000-00-00', 'now', 'never', 'Never'])('%p', (value) => {
		expect(inBody(value)).toBe(value);
		expect(apiDateTime(value, 'query', zone)).toBe(value);
		expect(apiDate(value, zone)).toBe(value);
	});
});

test.each([
	['2026-01-05T12:00:00', '2026-01-05 19:00:00'],
	['2026-01-05T12:00', '2026-01-05 19:00:00'],
	['2026-01-05', '2026-01-05 07:00:00'],
	['2026-01-05T12:00:00Z', '2026-01-05 12:00:00'],
	['2026-01-05T12:00:00-08:00', '2026-01-05 20:00:00'],
	['2026-01-05T12:00:00[US/Eastern]', '2026-01-05 17:00:00'],
	['2026-01-05T12:00:00-08:00[US/Pacific]', '2026-01-05 20:00:00'],
	[' 2026-01-05 12:00:00 ', '2026-01-05 12:00:00'],
	[' 2026-01-05T12:00:00 ', '2026-01-05 19:00:00'],
	['2026-01-05   12:00', '2026-01-05 12:00:00'],
	[' never ', 'never'],
	['2026-01-05 12:00', '2026-01-05 12:00:00'],
	['2026-01-05 12:00:00.000', '2026-01-05 12:00:00'],
	['2026-01-05 12:00:00-07:00', '2026-01-05 19:00:00'],
	['2026-01-05 12:00:00[US/Eastern]', '2026-01-05 17:00:00'],
	['2026-01-05 24:00:00', '2026-01-06 00:00:00'],
	[new Date('2026-01-05T12:00:00Z'), '2026-01-05 12:00:00'],
	[DateTime.fromISO('2026-01-05T12:00:00Z').setLocale('ar-EG'), '2026-01-05 12:00:00'],
])('%p becomes %p in UTC', (value, expected) => {
	expect(inBody(value)).toBe(expected);
});

test.each(['soon', '12:00', true, {}, [], new Date('soon')])(
	'%p is no time since 1970',
	(value) => {
		expect(unixTime(value, zone)).toBeUndefined();
	},
);

test('a query gets ISO with a zone', () => {
	const value = DateTime.fromISO('2026-01-05T12:00:00Z');
	expect(apiDateTime(value, 'query', zone)).toBe('2026-01-05T12:00:00Z');
	expect(apiDateTime('2026-01-05T12:00:00', 'query', zone)).toBe('2026-01-05T19:00:00Z');
});

const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati'];
const days = fc
	.date({
		min: new Date('1000-01-01T00:00:00Z'),
		max: new Date('9999-12-30T00:00:00Z'),
		noInvalidDate: true,
	})
	.map((date) => date.toISOString().slice(0, 10));
const clocks = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

/** One day and time of day in every way in which people, expressions and the API write it. */
const spellings = (day: string, clock: string, workflowZone: string): unknown[] => [
	`${day}T${clock}:00`,
	`${day}T${clock}:00.000Z`,
	`${day}T${clock}:00-08:00`,
	`${day}T${clock}:00+14:00[Pacific/Kiritimati]`,
	`${day} ${clock}:00`,
	new Date(`${day}T${clock}:00Z`),
	DateTime.fromISO(`${day}T${clock}:00-08:00`, { setZone: true }),
	DateTime.fromISO(`${day}T${clock}`, { zone: workflowZone }),
];

test('a day and a time of day are those that were written, in any spelling and zone', () => {
	fc.assert(
		fc.property(days, clocks, fc.constantFrom(...zones), (day, clock, workflowZone) => {
			for (const value of spellings(day, clock, workflowZone)) {
				if (DateTime.isDateTime(value) && value.toFormat('HH:mm') !== clock) continue;
				expect(apiDate(value, workflowZone)).toBe(day);
				expect(compactDate(value, workflowZone)).toBe(day.replaceAll('-', ''));
				expect(compactMonth(value, workflowZone)).toBe(day.slice(0, 7).replace('-', ''));
				expect(timeOfDay(value, workflowZone)).toBe(clock);
			}
			expect(apiDate(day, workflowZone)).toBe(day);
			expect(compactDate(day.replaceAll('-', ''), workflowZone)).toBe(day.replaceAll('-', ''));
		}),
	);
});

test.each([
	['9:00', '09:00'],
	['0900', '09:00'],
	[900, '09:00'],
	[0, '00:00'],
	['9:05 am', '09:05'],
	['12:00 AM', '00:00'],
	['12:30 p.m.', '12:30'],
	['5:30pm', '17:30'],
	['17:30:00', '17:30'],
	['24:00', '24:00'],
	[' 2359 ', '23:59'],
	['1:00 PM', '13:00'],
	[' 2026-01-05T12:30:00 ', '12:30'],
])('the time of day %p is %p', (value, expected) => {
	expect(timeOfDay(value, zone)).toBe(expected);
});

test.each([
	'24:01',
	'25:00',
	'9:60',
	'13:00 pm',
	'0:30 am',
	'noon',
	'9',
	'2026-01-05',
	12345,
	{},
	true,
])('%p is no time of day', (value) => {
	expect(timeOfDay(value, zone)).toBeUndefined();
});

test.each([
	['20260105', '20260105', undefined],
	[' 20260105 ', '20260105', undefined],
	['2026-01-05', '20260105', '202601'],
	[20260105, '20260105', undefined],
	['202601', undefined, '202601'],
	[' 202601 ', undefined, '202601'],
	['2026-01', undefined, '202601'],
	['2026-13', undefined, undefined],
	['20261', undefined, undefined],
	['2026-1', undefined, undefined],
	['x202601', undefined, undefined],
	['202601x', undefined, undefined],
	['x20260105', undefined, undefined],
	['20260105x', undefined, undefined],
	['soon', undefined, undefined],
	[undefined, undefined, undefined],
])('%p without hyphens is the day %p and the month %p', (value, day, month) => {
	expect(compactDate(value, zone)).toBe(day);
	expect(compactMonth(value, zone)).toBe(month);
});

test('times as ISO with milliseconds and as seconds since 1970 are one moment', () => {
	fc.assert(
		fc.property(days, clocks, fc.constantFrom(...zones), (day, clock, workflowZone) => {
			const moment = DateTime.fromISO(`${day}T${clock}`, { zone: workflowZone });
			const iso = moment.toUTC().toISO();
			expect(isoDateTime(`${day}T${clock}:00`, workflowZone)).toBe(iso);
			expect(isoDateTime(`${day} ${clock}:00`, workflowZone)).toBe(`${day}T${clock}:00.000Z`);
			expect(unixTime(`${day}T${clock}:00`, workflowZone)).toBe(moment.toUnixInteger());
		}),
	);
});

test.each([
	'soon',
	'nowadays',
	'right now',
	'0000-00-00 00:00:00x',
	'x0000-00-00',
	'x2026-01-05',
	'x2026-01-05 12:00:00',
	'2026-01-05 12:00:00x',
	'09:30',
	'12',
	'0900',
	'2026',
	'2026-01',
	'20260105',
	'2026-W05',
	'2026-02-30',
	'2026-13-01 00:00:00',
	'2026-01-05T',
	'2026-01-0512:00',
	'2026-01-05T12:00:00[Nowhere/There]',
	'tomorrow 12:00',
	12,
	1767614400,
	true,
	{},
	[],
	new Date('soon'),
	DateTime.invalid('soon'),
])('%p is no date', (value) => {
	expect(inBody(value)).toBeUndefined();
	expect(apiDate(value, zone)).toBeUndefined();
	expect(isoDateTime(value, zone)).toBeUndefined();
});
