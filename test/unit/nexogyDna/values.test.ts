/** What is sent for what people and expressions give. */
import { DateTime } from 'luxon';

import { converted } from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/execute/convert';
import type { Kind } from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/operations';
import { fillPath } from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/transport/path';
import fc from '../../support/fastCheck';
import { hostileValues } from '../../support/pathValues';

const zone = 'America/New_York';
const sent = (kind: Kind, value: unknown) => converted(kind, value, 'Field', zone);

test.each<[unknown, string]>([
	['2026-05-31', '05/31/2026'],
	['2026-05-31T23:59:59', '05/31/2026'],
	['2026-05-31T23:59:59.000-11:00', '05/31/2026'],
	['2026-05-31 10:00:00', '05/31/2026'],
	[' 05/31/2026 ', '05/31/2026'],
	['5/3/2026', '05/03/2026'],
	[new Date('2026-06-01T01:00:00Z'), '05/31/2026'],
	[DateTime.fromISO('2026-05-31T23:00:00', { zone }), '05/31/2026'],
	['', ''],
	[undefined, ''],
])('the date %p goes out as %p', (value, day) => expect(sent('date', value)).toBe(day));

test.each(['31/05/2026', '2026-02-30', 'tomorrow', '2026', 5, {}, new Date(NaN), '05/31/26'])(
	'%p is no date',
	(value) => expect(() => sent('date', value)).toThrow(/"Field" cannot be .*: it is not a date/),
);

test('every day of a calendar goes out as month, day and year', () => {
	const days = fc.date({
		min: new Date('1990-01-01'),
		max: new Date('2090-01-01'),
		noInvalidDate: true,
	});
	fc.assert(
		fc.property(days, (date) => {
			const day = date.toISOString().slice(0, 10);
			const [year, month, ofMonth] = day.split('-');
			const us = `${month}/${ofMonth}/${year}`;
			expect(sent('date', day)).toBe(us);
			expect(sent('date', us)).toBe(us);
		}),
	);
});

test.each<[unknown, string]>([
	...[true, 'true', 1, '1', ' Yes ', 'on'].map((value): [unknown, string] => [value, '1']),
	...[false, 'false', 0, '0', 'no', '', undefined].map((value): [unknown, string] => [value, '0']),
])('the switch %p goes out as %s', (value, digit) => expect(sent('toggle', value)).toBe(digit));

test.each<[string, string]>([
	['(305) 555-0123', '3055550123'],
	['+1 305.555.0123', '13055550123'],
	['3055550123', '3055550123'],
])('the number %s goes out as %s', (value, digits) =>
	expect(sent('phoneNumber', value)).toBe(digits),
);

test.each(['555-0123', '23055550123', '305555O123', '305555012345'])('%s is no number', (value) =>
	expect(() => sent('phoneNumber', value)).toThrow(/a phone number has 10 digits/),
);

test.each<[Kind, unknown, string]>([
	['text', '  a b ', 'a b'],
	['text', 33101, '33101'],
	['areaCode', 305, '305'],
	['email', ' a@b.co ', 'a@b.co'],
	['text', null, ''],
])('%s %p goes out as %p', (kind, value, text) => expect(sent(kind, value)).toBe(text));

test.each<[Kind, unknown, RegExp]>([
	['text', 'undefined', /when its value is missing/],
	['text', '[object Object]', /when its value is missing/],
	['text', { a: 1 }, /takes text or a number, but got object/],
	['areaCode', '05', /three digits/],
	['areaCode', '105', /three digits/],
	['email', 'a@b', /not an email address/],
])('%s %p is refused', (kind, value, words) => expect(() => sent(kind, value)).toThrow(words));

/** Words alone lead nowhere else: they stand in the path as they are. */
const hostile = hostileValues
	.filter((value) => typeof value === 'string')
	.filter((value) => !/^[\w-]+$/.test(value));

const template = '/api/residential/domain/{domain}';

test.each(['smith.1042.example', '1042', 'a-b_c', 'A'])(
	'%s stands in the path as it is',
	(domain) => expect(fillPath(template, { domain })).toBe(`/api/residential/domain/${domain}`),
);

test.each(hostile)('%p cannot be in a path', (domain) =>
	expect(() => fillPath(template, { domain })).toThrow(/cannot be used as domain: only letters/),
);

test('whatever stands in a path, no URL parser reads another one', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (domain) => {
			let path: string;
			try {
				path = fillPath(template, { domain });
			} catch {
				return;
			}
			expect(new URL(path, 'https://server').pathname).toBe(`/api/residential/domain/${domain}`);
		}),
		{ examples: hostile.map((value) => [value]) },
	);
});
