import {
	fieldsOf,
	iso,
	numberOrNull,
	parseMoment,
	text,
} from '../../../nodes/NetSapiensTrigger/fields';

test.each([
	['orig_callid', 'orig_callid'],
	['call-orig-call-id', 'call_orig_call_id'],
	['FromName', 'fromname'],
	['file-access-url ', 'file_access_url'],
])('%p is found under %p', (given, name) => {
	expect(text(fieldsOf({ [given]: 'x' }), name)).toBe('x');
});

test('the first name with something to say wins', () => {
	const fields = fieldsOf({ a: '', b: null, c: 103, d: 'later' });
	expect(text(fields, 'a', 'b', 'c', 'd')).toBe('103');
	expect(text(fields, 'a', 'b', 'nothing')).toBe('');
});

test('numbers come as text or integer', () => {
	expect(numberOrNull(fieldsOf({ a: '', b: '52' }), 'a', 'b')).toBe(52);
	expect(numberOrNull(fieldsOf({ a: 0 }), 'a')).toBe(0);
	expect(numberOrNull(fieldsOf({ a: '145.67 KB' }), 'a')).toBeNull();
});

test.each([
	['2026-01-05 12:00:00', '2026-01-05T12:00:00Z'],
	['2026-01-05T12:00:00Z', '2026-01-05T12:00:00Z'],
	['2026-01-05T12:00:00+00:00', '2026-01-05T12:00:00Z'],
	['2026-01-05T12:00:00-08:00', '2026-01-05T12:00:00-08:00'],
	['2026-01-05T12:00:00-08:00[US/Pacific]', '2026-01-05T12:00:00-08:00'],
	['2026-01-05T20:00:00Z[America/Phoenix]', '2026-01-05T13:00:00-07:00'],
	['2026-01-05 12:00:00 [US/Pacific]', '2026-01-05T12:00:00-08:00'],
	['2026-01-05T12:00:00Z[Nowhere/Land]', '2026-01-05T12:00:00Z'],
	['1767614400', '2026-01-05T12:00:00Z'],
	['1767614400000', '2026-01-05T12:00:00Z'],
])('the moment %p is %p', (given, expected) => {
	expect(iso(parseMoment(given))).toBe(expected);
});

test.each(['', '0000-00-00 00:00:00', '0000-00-00', 'soon', '2026-13-45 99:00:00'])(
	'%p is no moment',
	(given) => {
		expect(parseMoment(given)).toBeNull();
	},
);
