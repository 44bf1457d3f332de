import fc from 'fast-check';
import { DateTime } from 'luxon';
import { apiDate, apiDateTime } from '../../../nodes/NetSapiens/execute/dates';

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

test('a query gets ISO with a zone', () => {
	const value = DateTime.fromISO('2026-01-05T12:00:00Z');
	expect(apiDateTime(value, 'query', zone)).toBe('2026-01-05T12:00:00Z');
	expect(apiDateTime('2026-01-05T12:00:00', 'query', zone)).toBe('2026-01-05T19:00:00Z');
});

test('a day keeps its day', () => {
	expect(apiDate('2026-01-05T23:30:00', zone)).toBe('2026-01-05');
	expect(apiDate(DateTime.fromISO('2026-01-05T23:30:00', { zone }), zone)).toBe('2026-01-05');
});

test.each([
	'soon',
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
});
