import fc from '../../support/fastCheck';
import { parseJson } from '../../../nodes/NetSapiens/transport/json';

/** An integer that a JavaScript number cannot hold, as servers write it. */
const longInteger = fc
	.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
	.filter((n) => n > Number.MAX_SAFE_INTEGER || n < Number.MIN_SAFE_INTEGER)
	.map(String);

/** Text that looks like what is searched for. */
const digitsInText = fc
	.array(
		fc.oneof(longInteger, fc.constantFrom('"', '\\', '\\"', ':', ',', '[', ' ', '\n', '{', '-')),
	)
	.map((parts) => parts.join(''));

const blanks = fc.stringMatching(/^[ \n\r\t]{0,3}$/);

test('every JSON value without such integers comes as JSON.parse gives it', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.constantFrom('', '\ufeff'), (value, mark) => {
			const text = JSON.stringify(value);
			fc.pre(!/\d{16}/.test(text.replace(/\.\d+/g, '')));
			expect(parseJson(mark + text)).toEqual(JSON.parse(text));
		}),
	);
});

test('long integers come as the text they are, wherever they stand', () => {
	fc.assert(
		fc.property(longInteger, blanks, blanks, (digits, before, after) => {
			const number = before + digits + after;
			expect(parseJson(number)).toBe(digits);
			expect(parseJson(`{"id":${number}}`)).toEqual({ id: digits });
			expect(parseJson(`[1,${number},[${number}],{"a":{"b":${number}}}]`)).toEqual([
				1,
				digits,
				[digits],
				{ a: { b: digits } },
			]);
		}),
	);
});

test.each([
	'{"id":9007199254740993}',
	'[{"id":9007199254740993,"a":1}]',
	'[{"id": -9007199254740993 }]',
])('the shortest of them as well: %s', (text) => {
	const [{ id }] = [parseJson(text)].flat() as [{ id: unknown }];
	expect(id).toMatch(/^-?9007199254740993$/);
});

test('text is never touched, whatever is in it', () => {
	fc.assert(
		fc.property(digitsInText, digitsInText, longInteger, (key, value, digits) => {
			const json = `{${JSON.stringify(key)}:${JSON.stringify(value)}}`;
			expect(parseJson(`[${digits},${json}]`)).toEqual([digits, { [key]: value }]);
		}),
	);
});

test.each([
	['9007199254740991', 9007199254740991],
	['-9007199254740991', -9007199254740991],
	['9007199254740992', '9007199254740992'],
	['-9007199254740993', '-9007199254740993'],
	['1234567890123456.5', 1234567890123456.5],
	['0.12345678901234567890', 0.12345678901234568],
	['-1.12345678901234567890', -1.1234567890123457],
	['12345678901234567890e1', 123456789012345680000],
	['1e0000000000000000005', 1e5],
	['1E+0000000000000000005', 1e5],
	['1e-0000000000000000005', 1e-5],
	['"9007199254740993"', '9007199254740993'],
])('%s is %p', (json, value) => {
	expect(parseJson(json)).toBe(value);
	expect(parseJson(`[12345678901234567890,${json}]`)).toEqual(['12345678901234567890', value]);
});

test.each(['', 'OK', '{"id":1', '[1,]', '{"id":12345678901234567890', "{'a':1}"])(
	'%p is not JSON',
	(text) => expect(parseJson(text)).toBeUndefined(),
);

describe('large answers', () => {
	const long = 10_000_000;

	test.each([
		['of one text', 'x'.repeat(long)],
		['of one text full of quotes', '"'.repeat(long / 2)],
		['of digits in a text', '1'.repeat(long)],
	])('%s', (_, text) => {
		const [id, same] = parseJson(`[12345678901234567890,${JSON.stringify(text)}]`) as string[];
		expect(id).toBe('12345678901234567890');
		expect(same === text).toBe(true);
	});

	test('that break off in a text full of quotes are given up at once', () => {
		expect(parseJson(`[12345678901234567890,"${'\\"'.repeat(1_000_000)}`)).toBeUndefined();
	});

	test('are read once when there is no long integer in them', () => {
		const parse = jest.spyOn(JSON, 'parse');
		parseJson('{"id":1234567890,"name":"12345678901234567890"}');
		expect(parse).toHaveBeenCalledTimes(1);
		parse.mockRestore();
	});
});
