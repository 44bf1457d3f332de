import {
	decimal,
	oneOf,
	toggle,
	wholeNumber,
	yesOrNo,
} from '../../../nodes/NetSapiens/execute/scalars';

describe('whole numbers', () => {
	test.each([
		[20, 20],
		['20', 20],
		[' 20 ', 20],
		['020', 20],
		['20.0', 20],
		[1, 1],
	])('%p is %d', (value, expected) => {
		expect(wholeNumber(value, 'Limit', { min: 1 })).toBe(expected);
	});

	test.each([
		[undefined, 'nothing'],
		[null, 'nothing'],
		['', '""'],
		['   ', '"   "'],
		['abc', '"abc"'],
		['0x10', '"0x10"'],
		['1e3', '"1e3"'],
		['1_000', '"1_000"'],
		['1,000', '"1,000"'],
		[0, '"0"'],
		[-1, '"-1"'],
		['-1', '"-1"'],
		[1.5, '"1.5"'],
		[Number.NaN, '"NaN"'],
		[Infinity, '"Infinity"'],
		[true, '"true"'],
		[[5], '"[5]"'],
		[{}, '"{}"'],
		[2 ** 53, '"9007199254740992"'],
	])('%p is refused', (value, shown) => {
		expect(() => wholeNumber(value, 'Limit', { min: 1 })).toThrow(
			`"Limit" takes a whole number from 1 up, but got ${shown}.`,
		);
	});

	test('both ends of a range are named, and belong to it', () => {
		const range = { min: 1, max: 600 };
		expect(wholeNumber(600, 'Timeout', range)).toBe(600);
		expect(() => wholeNumber(601, 'Timeout', range)).toThrow(
			'"Timeout" takes a whole number from 1 to 600, but got "601".',
		);
	});

	test('long values are cut short in the message', () => {
		const words = /^"Limit" takes a whole number from 1 up, but got "x{60}…"\.$/;
		expect(() => wholeNumber('x'.repeat(1000), 'Limit', { min: 1 })).toThrow(words);
	});
});

test.each([
	['1.5', 1.5],
	['.5', 0.5],
	['5.', 5],
	['-2', -2],
	['+2', 2],
	[0, 0],
	['1e3', undefined],
	['.', undefined],
	['', undefined],
	['Infinity', undefined],
	[Number.NaN, undefined],
	[null, undefined],
])('%p as a decimal number is %p', (value, expected) => {
	expect(decimal(value)).toBe(expected);
});

describe('toggles', () => {
	test.each([true, 'true', 'TRUE', 'yes', 'Yes', ' on ', 'ON', '1', 1])('%p is on', (value) => {
		expect(yesOrNo(value)).toBe(true);
		expect(toggle(value, 'Return All')).toBe(true);
	});

	test.each([false, 'false', 'False', 'no', 'NO', 'off', '0', 0])('%p is off', (value) => {
		expect(yesOrNo(value)).toBe(false);
		expect(toggle(value, 'Return All')).toBe(false);
	});

	test.each([undefined, null, '', 'perhaps', 'y', 2, -1, [true], {}, Number.NaN])(
		'%p is refused',
		(value) => {
			expect(yesOrNo(value)).toBeUndefined();
			expect(() => toggle(value, 'Return All')).toThrow('"Return All" takes true or false');
		},
	);
});

test('a choice is one of those there are, exactly', () => {
	expect(oneOf('keep', 'If a List Breaks Off', ['fail', 'keep'])).toBe('keep');
	for (const value of ['Keep', '', undefined, ['keep']]) {
		expect(() => oneOf(value, 'If a List Breaks Off', ['fail', 'keep'])).toThrow(
			'"If a List Breaks Off" takes one of "fail", "keep", but got',
		);
	}
});
