import type { IDataObject } from 'n8n-workflow';
import { meanings } from '../../nodes/NetSapiens/generated/meanings';
import { meant, meantBy } from '../../nodes/NetSapiens/meanings';
import fc from '../support/fastCheck';

/** A record whose value is known under two names. */
const read = (record: IDataObject) => meantBy({ it: ['call-id', 'orig_call'] }, record);

test.each<[IDataObject, string]>([
	[{ 'call-id': ' a ' }, 'a'],
	[{ 'call-id': 'a', orig_call: 'b' }, 'a'],
	[{ 'call-id': '', orig_call: 'b' }, 'b'],
	[{ 'call-id': null, 'Orig Call': 0 }, '0'],
	[{ CallID: false }, 'false'],
	[{ 'call-id': '1.2025550100e+10' }, '12025550100'],
	[{ 'call-id': '1E+3' }, '1000'],
	[{ 'call-id': '1.5e+10 b' }, '1.5e+10 b'],
	[{ 'call-id': 'x1.5e+10' }, 'x1.5e+10'],
	[{ 'call-id': { a: 1 } }, ''],
	[{ 'call-id': ['a'] }, ''],
	[{ other: 'a' }, ''],
])('the text of %j is %j', (record, text) => {
	expect(read(record).text('it')).toBe(text);
});

test.each<[IDataObject, number | null]>([
	[{ 'call-id': '12' }, 12],
	[{ 'call-id': 0, orig_call: 5 }, 0],
	[{ 'call-id': 'soon', orig_call: '5' }, 5],
	[{ 'call-id': 'soon' }, null],
	[{ 'call-id': 'Infinity' }, null],
	[{ 'call-id': ' ' }, null],
])('the number of %j is %j', (record, number) => {
	expect(read(record).number('it')).toBe(number);
});

test('moments skip what is no date', () => {
	const record = { 'call-id': '0000-00-00 00:00:00', orig_call: '2026-01-05 12:00:00' };
	expect(read(record).seconds('it')).toBe(1767614400);
	expect(read(record).moment('it')?.toUTC().toISO()).toBe('2026-01-05T12:00:00.000Z');
	expect(read({ 'call-id': 'soon' }).seconds('it')).toBeNull();
	expect(read({}).moment('it')).toBeNull();
});

test.each([['yes'], ['YES'], [true], ['True'], [1], ['1']])('%j is yes', (value) => {
	expect(read({ orig_call: value }).isYes('it')).toBe(true);
});

test.each([['no'], [false], [0], [2], [''], [null], ['y']])('%j is no yes', (value) => {
	expect(read({ 'call-id': value }).isYes('it')).toBe(false);
});

test.each<[unknown, boolean]>([
	['  ', true],
	[' ', true],
	['', false],
	[' a', false],
	['a ', false],
	[undefined, false],
	[null, false],
])('%j is a blank: %j', (value, is) => {
	expect(read({ orig_call: value as string }).isBlank('it')).toBe(is);
});

test('a record says the same whichever records came before it', () => {
	const keys = ['call-orig-call-id', 'orig_callid', 'id', 'cdr_id', 'other'];
	const record = fc
		.shuffledSubarray(keys)
		.chain((chosen) => fc.tuple(...chosen.map((key) => fc.tuple(fc.constant(key), fc.nat(9)))))
		.map((entries): IDataObject => Object.fromEntries(entries));
	const said = (one: ReturnType<typeof meant<'call'>>) => [
		one.text('callId'),
		one.text('recordId'),
	];
	fc.assert(
		fc.property(fc.array(record, { maxLength: 6 }), (records) => {
			for (const one of records)
				expect(said(meant('call', one))).toEqual(said(meantBy(meanings.call, one)));
		}),
	);
});
