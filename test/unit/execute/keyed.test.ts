import { keyedFields, keyedNames } from '../../../nodes/NetSapiens/execute/keyed';

const keypad = { template: 'option-{key}', keys: ['*', '0', '1', '2'] };

test('each row becomes the field of its key', () => {
	const rows = [
		{ key: '1', to: '101' },
		{ key: '*', to: '9000' },
		{ key: '', to: '' },
	];
	expect(keyedFields(keypad, rows)).toEqual({
		'option-1': { to: '101' },
		'option-*': { to: '9000' },
	});
});

test('a key may be a number', () => {
	expect(keyedFields(keypad, [{ key: 0, to: '100' }])).toEqual({ 'option-0': { to: '100' } });
});

test.each([
	[
		'two rows of one key',
		[
			{ key: '1', to: 'a' },
			{ key: '1', to: 'b' },
		],
		'Key 1 is in two rows.',
	],
	['a row without a key', [{ to: 'a' }], '"Button" takes one of * 0 1 2, but got nothing.'],
	['a key that is none', [{ key: 'A', to: 'a' }], '"Button" takes one of * 0 1 2, but got "A".'],
])('%s is refused in words', (_, rows, message) => {
	expect(() => keyedFields(keypad, rows)).toThrow(message);
});

test('the names of all keys are known', () => {
	expect(keyedNames(keypad)).toEqual(['option-*', 'option-0', 'option-1', 'option-2']);
});
