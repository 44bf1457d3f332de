import { putWire, toWire } from '../../../nodes/NetSapiens/execute/convert';
import type { Field, FieldKind } from '../../../nodes/NetSapiens/execute/operation';

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
	parameter: 'x',
	name: 'x-y',
	in: 'body',
	kind,
	...more,
});
const zone = 'America/Phoenix';

const kinds: FieldKind[] = [
	...(['string', 'integer', 'number', 'boolean', 'yesNo', 'oneZero', 'trueFalse'] as const),
	...(['dateTime', 'sqlDateTime', 'isoDateTime', 'unixTime', 'date', 'compactDate'] as const),
	...(['compactMonth', 'time', 'compactTime', 'csv', 'list', 'numbers', 'pairs'] as const),
	...(['record', 'records', 'weekly', 'keyed', 'file'] as const),
];

test.each([undefined, null, '', '   ', '\t\n'])('%p is not sent, whatever the kind', (value) => {
	for (const kind of kinds) expect(toWire(field(kind), value, zone)).toBeUndefined();
});

describe('of a picker, what was chosen or typed is sent', () => {
	const picked = (value: unknown) => ({ __rl: true, mode: 'list', value, cachedResultName: 'x' });

	test('in any kind of field, and nothing when it was left empty', () => {
		expect(toWire(field('string'), picked('101'), zone)).toBe('101');
		expect(toWire(field('integer'), picked('7'), zone)).toBe(7);
		expect(toWire(field('string'), { mode: 'list', value: '' }, zone)).toBeUndefined();
	});

	test('in groups and rows', () => {
		const fields = [field('string', { parameter: 'country', name: 'country' })];
		const row = { country: picked('US') };
		expect(toWire(field('record', { fields }), row, zone)).toEqual({ country: 'US' });
		const rows = { values: [row, { country: picked('') }] };
		expect(toWire(field('records', { fields }), rows, zone)).toEqual([{ country: 'US' }]);
	});

	test('while an object stays as it is, unless it is all that a picker holds', () => {
		const json = { mode: 'id', value: '1', more: true };
		expect(toWire(field('pairs'), json, zone)).toEqual(json);
	});
});

test.each<[FieldKind, unknown, unknown]>([
	['string', 101, '101'],
	['string', 'Ann', 'Ann'],
	['integer', '7', 7],
	['integer', 0, 0],
	['number', 1.5, 1.5],
	['boolean', false, false],
	['boolean', 'yes', true],
	['yesNo', true, 'yes'],
	['yesNo', false, 'no'],
	['yesNo', 'No', 'no'],
	['oneZero', true, 1],
	['oneZero', 'no', 0],
	['oneZero', 0, 0],
	['trueFalse', true, 'true'],
	['trueFalse', 'no', 'false'],
	['isoDateTime', '2026-01-05T12:00:00', '2026-01-05T19:00:00.000Z'],
	['sqlDateTime', '2026-01-05T12:00:00', '2026-01-05 19:00:00'],
	['unixTime', '2026-01-05T12:00:00', 1767639600],
	['unixTime', 1767639600, 1767639600],
	['compactDate', '2026-01-05', '20260105'],
	['compactMonth', '2026-01-05', '202601'],
	['time', '9:00', '09:00'],
	['compactTime', '5:30 PM', '1730'],
	['numbers', ['1', 2], [1, 2]],
	['numbers', '1, 2', [1, 2]],
	['csv', ['a', 'b'], 'a,b'],
	['csv', 'a,b', 'a,b'],
	['list', 'a, b,', ['a', 'b']],
	['list', ['a'], ['a']],
	['pairs', '{"a":[1]}', { a: [1] }],
	['pairs', { a: 1 }, { a: 1 }],
	[
		'pairs',
		{
			values: [
				{ name: 'a', value: '1' },
				{ name: '', value: 'x' },
			],
		},
		{ a: '1' },
	],
	['pairs', { values: [] }, undefined],
])('%s: %p becomes %p', (kind, value, expected) => {
	expect(toWire(field(kind), value, zone)).toEqual(expected);
});

test('dates are turned into the spelling of their place', () => {
	const time = '2026-01-05T12:00:00';
	expect(toWire(field('dateTime'), time, zone)).toBe('2026-01-05 19:00:00');
	expect(toWire(field('dateTime', { in: 'query' }), time, zone)).toBe('2026-01-05T19:00:00Z');
	expect(toWire(field('date'), time, zone)).toBe('2026-01-05');
	const group = field('record', {
		in: 'query',
		fields: [field('dateTime', { parameter: 'since', name: 'since' })],
	});
	expect(toWire(group, { since: time }, zone)).toEqual({ since: '2026-01-05T19:00:00Z' });
});

test.each<[FieldKind, unknown, string]>([
	['integer', 'many', 'takes a whole number, but got "many"'],
	['integer', 1.5, 'takes a whole number'],
	['integer', '0x10', 'takes a whole number, but got "0x10"'],
	['integer', '1e3', 'takes a whole number'],
	['integer', 1e21, 'takes a whole number'],
	['integer', true, 'takes a whole number'],
	['number', '1e3', 'takes a number'],
	['number', {}, 'takes a number'],
	['yesNo', 'perhaps', 'takes yes or no'],
	['boolean', 2, 'takes yes or no'],
	['dateTime', 'soon', 'takes a date such as 2026-01-31 or 2026-01-31T09:00:00, but got "soon"'],
	['dateTime', '0900', 'takes a date'],
	['date', '09:30', 'takes a date such as 2026-01-31, but got "09:30"'],
	['numbers', ['1', 'x'], 'takes a list of whole numbers'],
	['compactTime', '25:00', 'takes a time of day such as 09:00 or 5:30 PM, but got "25:00"'],
	['compactDate', '20260230', 'takes a date such as 2026-01-31'],
	['compactMonth', '2026-13', 'takes a month such as 2026-01'],
	['isoDateTime', 'soon', 'takes a date such as'],
	['oneZero', 'perhaps', 'takes yes or no'],
	['pairs', '{a}', 'takes names with their values'],
	['pairs', [1], 'takes names with their values'],
	['csv', [{ a: 1 }], 'takes a list of texts'],
	['list', { a: 1 }, 'takes a list of texts'],
	['record', 'x', 'takes a record with named fields, but got "x"'],
	['record', [{}], 'takes a record with named fields'],
	['records', [null], 'takes a list of records, but got "[null]"'],
	['records', ['x'], 'takes a list of records'],
	['records', [[]], 'takes a list of records'],
	['records', 'x', 'takes a list of records'],
	['records', 5, 'takes a list of records'],
	['records', { a: 1 }, 'takes a list of records'],
	['records', { values: [null] }, 'takes a list of records'],
])('%s refuses %p and names the field', (kind, value, words) => {
	expect(() => toWire(field(kind), value, zone)).toThrow(words);
	expect(() => toWire(field(kind), value, zone)).toThrow('"x-y"');
});

test('a whole number too long for a number keeps all its digits', () => {
	expect(toWire(field('integer'), '9007199254740993', zone)).toBe('9007199254740993');
});

test('text is not made of a number that is rounded by now', () => {
	expect(toWire(field('string'), Number.MAX_SAFE_INTEGER, zone)).toBe('9007199254740991');
	expect(toWire(field('string'), '12345678901234567890', zone)).toBe('12345678901234567890');
	for (const rounded of [2 ** 64, -(2 ** 53), 1e21, Infinity, NaN]) {
		expect(() => toWire(field('string'), rounded, zone)).toThrow(
			'"x-y" takes text, or a number of up to 15 digits, but got',
		);
	}
});

test('a toggle is no identifier', () => {
	expect(toWire(field('string'), true, zone)).toBe('true');
	expect(() => toWire(field('string', { in: 'path' }), true, zone)).toThrow(
		'"x-y" takes text or a number, but got "true".',
	);
});

test('a list takes text of a list', () => {
	expect(toWire(field('csv'), ['a ', 1], zone)).toBe('a,1');
});

test('the value of a secret field is not repeated', () => {
	const pin = field('integer', { name: 'voicemail-login-pin' });
	expect(() => toWire(pin, 'hunter2', zone)).toThrow(
		'"voicemail-login-pin" takes a whole number, but got "***".',
	);
});

test('a word that the field knows stands in place of a date', () => {
	const open = field('date', { words: ['*'] });
	expect(toWire(open, ' * ', zone)).toBe('*');
	expect(toWire(open, '2026-01-05', zone)).toBe('2026-01-05');
	expect(() => toWire(field('date'), '*', zone)).toThrow('takes a date');
});

describe('groups', () => {
	const fields = [
		field('string', { parameter: 'a', name: 'a' }),
		field('yesNo', { parameter: 'b', name: 'b-c' }),
	];

	test('a repeatable group becomes an array of objects without what is not set', () => {
		const value = {
			values: [
				{ a: 'x', b: true },
				{ a: '', b: false },
				{ a: '', b: '' },
			],
		};
		expect(toWire(field('records', { fields }), value, zone)).toEqual([
			{ a: 'x', 'b-c': 'yes' },
			{ 'b-c': 'no' },
		]);
	});

	test('without any row there is nothing to send', () => {
		for (const value of [[], {}, { values: [] }, { values: [{ a: '', b: '' }] }]) {
			expect(toWire(field('records', { fields }), value, zone)).toBeUndefined();
		}
	});

	test('a single group becomes an object', () => {
		expect(toWire(field('record', { fields }), { a: 'x' }, zone)).toEqual({ a: 'x' });
	});
});

describe('SIP addresses', () => {
	test.each([
		['5000.acme.example', '5000.acme.example', '5000.acme.example'],
		[' sip:5000@carrier.example ', '5000', 'carrier.example'],
		['sip:5000.acme.example@conference-bridge', '5000.acme.example', 'conference-bridge'],
		[' carrier.example ', 'carrier.example', 'carrier.example'],
		['[*]', '[*]', '[*]'],
	])('%j names %j at %j', (text, user, host) => {
		expect(toWire(field('sipUser'), text, zone)).toBe(user);
		expect(toWire(field('sipHost'), text, zone)).toBe(host);
	});

	test('a pattern is no host', () => {
		expect(() => toWire(field('sipHost'), 'sip*@*.example', zone)).toThrow(
			'"x-y" takes a host such as sip.carrier.example, but got "sip*@*.example".',
		);
	});
});

describe('rows of a week and of a keypad', () => {
	const time = { ...field('compactTime'), parameter: 'from', name: 'from' };
	const week = field('weekly', {
		template: '{day}-{edge}{number}',
		ranges: 1,
		fields: [time],
		parameter: 'hours',
	});
	const to = { ...field('integer'), parameter: 'to', name: 'to' };
	const keypad = field('keyed', { template: 'key-{key}', keys: ['0', '1'], fields: [to] });
	const sent = (one: Field, value: unknown) => toWire(one, value, zone);

	test('become the fields that they stand for', () => {
		const rows = { values: [{ days: ['monday'], from: '9:00', to: '17:00' }] };
		expect(sent(week, rows)).toEqual({ 'monday-begin1': '0900', 'monday-end1': '1700' });
		expect(sent(keypad, { values: [{ key: '1', to: '7' }] })).toEqual({ 'key-1': { to: 7 } });
	});

	test('are nothing without a value', () => {
		for (const rows of [{ values: [] }, {}, { values: [{ key: '0', to: '' }] }])
			expect(sent(keypad, rows)).toBeUndefined();
	});

	test('stand beside the other fields of their group, or are taken from an item as it has them', () => {
		const group = field('record', { fields: [{ ...to, parameter: 'n', name: 'n' }, week] });
		const rows = { values: [{ days: ['monday'], from: '9:00', to: '17:00' }] };
		const want = { n: 7, 'monday-begin1': '0900', 'monday-end1': '1700' };
		expect(sent(group, { n: '7', hours: rows })).toEqual(want);
		expect(sent(group, { n: '7', 'monday-begin1': '09:00', 'monday-end1': '5:00 PM' })).toEqual(
			want,
		);
		expect(sent(group, { n: '7', 'monday-begin1': '' })).toEqual({ n: 7 });
	});

	test('are rows', () => {
		for (const one of [week, keypad])
			expect(() => sent(one, 'monday')).toThrow('"x-y" takes rows, but got "monday".');
	});
});

describe('one value under several names', () => {
	const twice = field('string', { also: ['older'] });

	test('goes out under all of them', () => {
		const body = {};
		putWire(body, twice, 'a');
		expect(body).toEqual({ 'x-y': 'a', older: 'a' });
		putWire(body, field('string', { name: 'z' }), undefined);
		expect(body).not.toHaveProperty('z');
	});

	test('is refused when it is there already, whatever it is', () => {
		for (const value of ['a', '', null, undefined])
			expect(() => putWire({ 'x-y': value }, twice, 'b')).toThrow(
				'"x-y" is filled in twice. Keep one of the two.',
			);
	});
});

test.each<[FieldKind, unknown, unknown]>([
	['string', { a: 1 }, { a: 1 }],
	['csv', ' , ', undefined],
	['csv', [], undefined],
	['list', ' , ', undefined],
	['list', ['', ' '], undefined],
	['numbers', ' , ', undefined],
	['integer', ' 12345678901234567890 ', '12345678901234567890'],
])('a %s of %j is %j', (kind, value, wire) => {
	expect(toWire(field(kind), value, zone)).toEqual(wire);
});

test('one thing that is no text spoils a list of texts', () => {
	expect(() => toWire(field('list'), ['a', { b: 1 }], zone)).toThrow('takes a list of texts');
});

test('text of a path may say true', () => {
	expect(toWire(field('string', { in: 'path' }), 'true', zone)).toBe('true');
	expect(toWire(field('string', { in: 'path' }), 7, zone)).toBe('7');
});
