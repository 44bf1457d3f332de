import fc from '../../support/fastCheck';

import { extensions, phoneNumbers } from '../../../nodes/NetSapiensApproval/recipients';

test.each([
	['12025550131', ['12025550131']],
	['+1 (202) 555-0131, 202.555.0132', ['12025550131', '2025550132']],
	[
		['12025550131', '12025550132,12025550131'],
		['12025550131', '12025550132'],
	],
	[12025550131, ['12025550131']],
	['12025550131;\n12025550132\n', ['12025550131', '12025550132']],
])('%j is the numbers %j', (typed, wanted) => {
	expect(phoneNumbers(typed)).toEqual(wanted);
});

test('however a number is set apart, its digits are sent', () => {
	const digits = fc.stringMatching(/^[1-9]\d{9,13}$/);
	const between = fc.constantFrom('', ' ', '-', '.', '(', ')', ' - ');
	fc.assert(
		fc.property(digits, between, fc.constantFrom('', '+'), (number, separator, plus) => {
			expect(phoneNumbers(plus + [...number].join(separator))).toEqual([number]);
		}),
	);
});

test.each(['Pat', '1', '+', '12 34 abc', '1+2025550131', '1234567890123456', '101@acme.example'])(
	'%j is no phone number, and the message names it',
	(typed) => {
		expect(() => phoneNumbers(`12025550131,${typed}`)).toThrow(`but got "${typed}"`);
	},
);

test.each([undefined, null, '', ' , ;', []])('%j asks nobody', (typed) => {
	expect(() => phoneNumbers(typed)).toThrow('"To" is empty');
	expect(() => extensions(typed)).toThrow('"To Users" is empty');
});

test('extensions stay as they are', () => {
	expect(extensions(' 102, pat@acme.example')).toEqual(['102', 'pat@acme.example']);
});
