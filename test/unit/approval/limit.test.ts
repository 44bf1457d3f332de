import fc from '../../support/fastCheck';
import { DateTime } from 'luxon';
import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { waitUntil } from '../../../nodes/NetSapiensApproval/limit';

const zone = 'America/New_York';
const now = DateTime.fromMillis(Date.parse('2026-01-05T12:00:00Z'), {
	zone: 'utc',
}) as DateTime<true>;
const after = (resumeAmount: unknown, resumeUnit: unknown = 'minutes') =>
	waitUntil({ values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit } }, zone, now);
const at = (maxDateAndTime: unknown) =>
	waitUntil({ values: { limitType: 'atSpecifiedTime', maxDateAndTime } }, zone, now);

test('without a limit it waits as long as n8n does', () => {
	expect(waitUntil(undefined, zone)).toEqual(WAIT_INDEFINITELY);
	expect(waitUntil({}, zone)).toEqual(WAIT_INDEFINITELY);
});

test.each([
	['minutes', 60_000],
	['hours', 3_600_000],
	['days', 86_400_000],
])('%s are counted from now', (unit, milliseconds) => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 1000 }), (amount) => {
			expect(after(amount, unit).getTime()).toBe(now.toMillis() + amount * milliseconds);
		}),
	);
});

test('amounts can be text and parts', () => {
	expect(after('1.5', 'hours').toISOString()).toBe('2026-01-05T13:30:00.000Z');
});

test.each([0, -1, '', 'soon', null, NaN])('the amount %j is refused', (amount) => {
	expect(() => after(amount)).toThrow('"Amount" takes a number above 0');
});

test('what was left alone in the form counts as it shows it', () => {
	expect(waitUntil({ values: {} }, zone, now).toISOString()).toBe('2026-01-05T13:00:00.000Z');
});

test('an unknown unit is refused', () => {
	expect(() => after(1, 'weeks')).toThrow('"Unit" takes one of "minutes", "hours", "days"');
});

test.each([
	['2026-01-05T08:00:00', '2026-01-05T13:00:00.000Z'],
	['2026-01-05T13:00:00Z', '2026-01-05T13:00:00.000Z'],
	[DateTime.fromISO('2026-01-06T00:00:00Z'), '2026-01-06T00:00:00.000Z'],
])('%s is a moment, in the zone of the workflow unless it names one', (moment, wanted) => {
	expect(at(moment).toISOString()).toBe(wanted);
});

test.each([
	['2026-01-05T07:00:00', 'has passed'],
	['tomorrow', '"Max Date and Time" takes a date and time'],
	[undefined, '"Max Date and Time" takes a date and time'],
])('%s is refused', (moment, words) => {
	expect(() => at(moment)).toThrow(words);
});
