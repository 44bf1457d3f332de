import { parseMoment } from '../../nodes/NetSapiens/moment';

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
