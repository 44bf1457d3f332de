import { DateTime } from 'luxon';
import { toWire } from '../../../nodes/NetSapiens/execute/convert';
import type { Field, FieldKind } from '../../../nodes/NetSapiens/execute/operation';

const field = (kind: FieldKind, more: Partial<Field> = {}): Field => ({
	parameter: 'x',
	name: 'x-y',
	in: 'body',
	kind,
	...more,
});
const zone = 'America/Phoenix';

test.each([undefined, null, ''])('%p is not sent', (value) => {
	for (const kind of ['string', 'integer', 'yesNo', 'json', 'dateTime'] as FieldKind[]) {
		expect(toWire(field(kind), value, zone)).toBeUndefined();
	}
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
	['csv', ['a', 'b'], 'a,b'],
	['csv', 'a,b', 'a,b'],
	['list', 'a, b,', ['a', 'b']],
	['list', ['a'], ['a']],
	['json', '{"a":[1]}', { a: [1] }],
	['json', { a: 1 }, { a: 1 }],
])('%s: %p becomes %p', (kind, value, expected) => {
	expect(toWire(field(kind), value, zone)).toEqual(expected);
});

describe('dates', () => {
	test.each([
		['2026-01-05T12:00:00', '2026-01-05 19:00:00'],
		['2026-01-05T12:00:00Z', '2026-01-05 12:00:00'],
		['2026-01-05T12:00:00-08:00', '2026-01-05 20:00:00'],
		['2026-01-05T12:00:00[US/Eastern]', '2026-01-05 17:00:00'],
		['2026-01-05 12:00:00', '2026-01-05 19:00:00'],
	])('%p in the zone of the workflow is %p in UTC', (value, expected) => {
		expect(toWire(field('dateTime'), value, zone)).toBe(expected);
	});

	test('a query gets ISO with a zone', () => {
		const value = DateTime.fromISO('2026-01-05T12:00:00Z');
		expect(toWire(field('dateTime', { in: 'query' }), value, zone)).toBe('2026-01-05T12:00:00Z');
	});

	test('a date keeps its day', () => {
		expect(toWire(field('date'), '2026-01-05T23:30:00', zone)).toBe('2026-01-05');
	});

	test('a word that is no date is refused', () => {
		expect(() => toWire(field('dateTime'), 'soon', zone)).toThrow('"x-y" takes a date');
	});
});

test.each<[FieldKind, unknown, string]>([
	['integer', 'many', 'takes a number, but got "many"'],
	['integer', 1.5, 'takes a whole number'],
	['yesNo', 'perhaps', 'takes yes or no'],
	['json', '{a}', 'takes valid JSON'],
])('%s refuses %p and names the field', (kind, value, words) => {
	expect(() => toWire(field(kind), value, zone)).toThrow(words);
	expect(() => toWire(field(kind), value, zone)).toThrow('"x-y"');
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

	test('a single group becomes an object', () => {
		expect(toWire(field('record', { fields }), { a: 'x' }, zone)).toEqual({ a: 'x' });
	});
});
