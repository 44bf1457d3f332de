/** Values of reports as people read them. */
import { comparison, written } from '../../../../nodes/NetSapiens/reports/showing/written';

it.each([
	['plain', undefined, 'plain'],
	[null, undefined, ''],
	[0, undefined, '0'],
	[true, undefined, 'Yes'],
	[false, 'text', 'No'],
	[['a', 2, null], 'text', 'a, 2, null'],
	[{ a: 1 }, 'text', '{"a":1}'],
	[1234567, 'number', '1,234,567'],
	[2.25, 'number', '2.3'],
	['', 'number', ''],
	[null, 'number', '–'],
	[undefined, 'seconds', ''],
	[0, 'seconds', '0:00'],
	[59.6, 'seconds', '1:00'],
	[3599, 'seconds', '59:59'],
	[3723, 'seconds', '1:02:03'],
	[-61, 'seconds', '-1:01'],
	[93.46, 'percent', '93.5%'],
	['n/a', 'percent', 'n/a'],
	['2026-01-05T15:04:00.000-05:00', 'dateTime', 'Jan 5, 2026, 3:04 PM'],
	['2026-07-05T00:00:00.000+02:00', 'dateTime', 'Jul 5, 2026, 12:00 AM'],
	['never', 'dateTime', 'never'],
] as const)('writes %j as %s: %s', (value, kind, wanted) => {
	expect(written(value, kind)).toBe(wanted);
});

it.each([
	[{ value: 125, before: 100 }, 'before: 100 (+25%)'],
	[{ value: 75, before: 100, kind: 'number' as const }, 'before: 100 (-25%)'],
	[{ value: 100, before: 100 }, 'before: 100 (0%)'],
	[{ value: 5, before: 0 }, 'before: 0'],
	[{ value: null, before: 3 }, 'before: 3'],
	[{ value: 93.5, before: 95, kind: 'percent' as const }, 'before: 95% (-1.5 points)'],
	[{ value: 120, before: 60, kind: 'seconds' as const }, 'before: 1:00 (+100%)'],
	[{ value: 3, before: null }, 'before: –'],
	[{ value: 3 }, undefined],
])('compares %j', (figure, wanted) => {
	expect(comparison({ label: 'Calls', ...figure })).toBe(wanted);
});
