import { UserError, type IDataObject } from 'n8n-workflow';
import { fillPath, typedPath } from '../../../nodes/NetSapiens/transport/path';
import { ordinaryValues, valuesWithSlash } from '../../support/pathValues';

const fill = (value: unknown, template = '/timeframes/{id}') =>
	fillPath(template, { id: value } as IDataObject);

describe('filling a path', () => {
	test.each(ordinaryValues)('takes %s', (value) => {
		const path = fillPath('/domains/{domain}/users/{user}', { domain: value, user: value });
		const [, , domain, , user] = path.split('/');
		expect([domain, user].map((part) => decodeURIComponent(part ?? ''))).toEqual([value, value]);
	});

	test.each(valuesWithSlash)('takes %s where names may have a slash', (value) => {
		expect(fill(value)).toBe(`/timeframes/${encodeURIComponent(value)}`);
	});

	test.each(valuesWithSlash)('takes no %s where they have none', (value) => {
		expect(() => fillPath('/domains/{domain}', { domain: value })).toThrow(
			'"domain" cannot be used',
		);
		expect(() => fillPath('/users/{user}', { user: value })).toThrow('"user" cannot be used');
	});

	test('takes numbers, and whole ones of any length', () => {
		expect(fill(101)).toBe('/timeframes/101');
		expect(fill(0)).toBe('/timeframes/0');
		expect(fill(90071992547409930n)).toBe('/timeframes/90071992547409930');
	});

	test('trims blanks, also those that nobody sees', () => {
		expect(fill('\t 101\r\n')).toBe('/timeframes/101');
		expect(fill('\ufeff\u200b10 1\u00a0\u2060')).toBe('/timeframes/10%201');
	});

	test('leaves ~ and * as they are', () => {
		expect(fillPath('/domains/{a}/users/{b}', { a: '~', b: '*' })).toBe('/domains/~/users/*');
	});

	test('values are put in as they are, whatever they look like', () => {
		expect(fillPath('/a/{x}/b/{y}', { x: '$&', y: '{x}' })).toBe('/a/%24%26/b/%7Bx%7D');
	});

	const check = 'Check the expression or input field it comes from.';
	const elsewhere = `would lead to another path than the operation's. ${check}`;
	test.each<[string, unknown, string]>([
		[
			'nothing',
			undefined,
			`"id" is empty. Fill it in, or check the expression or input field it comes from.`,
		],
		[
			'blanks',
			' \u200b\t',
			`"id" is empty. Fill it in, or check the expression or input field it comes from.`,
		],
		['dots', '..', `"id" cannot be used: ".." ${elsewhere}`],
		[
			'a slash in the guise of another letter',
			'..%EF%BC%8Fa',
			`"id" cannot be used: "..%EF%BC%8Fa" ${elsewhere}`,
		],
		['dots behind a slash', 'a/..', `"id" cannot be used: "a/.." ${elsewhere}`],
		['encoded dots', '%252e.', `"id" cannot be used: "%252e." ${elsewhere}`],
		['look-alike dots', '\uff0e\uff0e', `"id" cannot be used: "\uff0e\uff0e" ${elsewhere}`],
		['dots with parameters', '..;x', `"id" cannot be used: "..;x" ${elsewhere}`],
		['nothing but a slash', '/', `"id" cannot be used: "/" ${elsewhere}`],
		['an empty part', 'a//b', `"id" cannot be used: "a//b" ${elsewhere}`],
		[
			'a control character',
			'a\0b',
			`"id" cannot be used: "a\ufffdb" contains characters that no identifier has. ${check}`,
		],
		[
			'half a surrogate',
			'a\ud800',
			`"id" cannot be used: "a\ufffd" contains characters that no identifier has. ${check}`,
		],
		[
			'a leftover',
			'undefined',
			`"id" cannot be used: "undefined" is what an expression gives when its value is missing. ${check}`,
		],
		[
			'a leftover inside',
			'x[object Object]',
			`"id" cannot be used: "x[object Object]" is what an expression gives when its value is missing. ${check}`,
		],
		[
			'a rounded number',
			2 ** 53,
			`"id" cannot be used: 9007199254740992 has more digits than a number can hold. Give it as text. ${check}`,
		],
		[
			'a very long number',
			1e21,
			`"id" cannot be used: 1e+21 has more digits than a number can hold. Give it as text. ${check}`,
		],
		[
			'no number',
			NaN,
			`"id" cannot be used: "NaN" is what an expression gives when its value is missing. ${check}`,
		],
		[
			'a toggle',
			true,
			`"id" cannot be used: it takes text or a number, but got a value of type boolean. ${check}`,
		],
		[
			'an object',
			{ a: 1 },
			`"id" cannot be used: it takes text or a number, but got a value of type object. ${check}`,
		],
		[
			'a list',
			['101'],
			`"id" cannot be used: it takes text or a number, but got a value of type array. ${check}`,
		],
		[
			'something long',
			'x'.repeat(1025),
			`"id" cannot be used: "${'x'.repeat(60)}…" is longer than any identifier of the API. ${check}`,
		],
	])('refuses %s', (_, value, message) => {
		expect(() => fill(value)).toThrow(new UserError(message));
	});
});

describe('a typed path', () => {
	test.each([
		['/domains/~/users', '/domains/~/users'],
		['/domains/acme west/users/ö', '/domains/acme%20west/users/%C3%B6'],
		['/a%20b/50%/c%2', '/a%20b/50%25/c%252'],
		['/a%2Fb', '/a%2Fb'],
		['/a#b?c', '/a%23b%3Fc'],
		['/sip:1*@x/(y)', '/sip:1*@x/(y)'],
		['/a|b^c`d{e}"<>\\f', '/a%7Cb%5Ec%60d%7Be%7D%22%3C%3E%5Cf'],
		['/a..b/.c/v1.', '/a..b/.c/v1.'],
	])('%s is sent as %s', (typed, sent) => {
		expect(typedPath(typed)).toBe(sent);
	});

	test.each([
		['/a/../b', '"Path" cannot be used: ".." would lead to another path'],
		['/../../x', '"Path" cannot be used: ".." would lead to another path'],
		['/a/%2e%2e', '"Path" cannot be used: "%2e%2e" would lead to another path'],
		['/a/x%2F..%2F..', '"Path" cannot be used: "x%2F..%2F.." would lead to another path'],
		['/a/..;/b', '"Path" cannot be used: "..;" would lead to another path'],
		['/domains/undefined/users', 'is what an expression gives when its value is missing'],
		['/domains/[object Object]', 'is what an expression gives when its value is missing'],
		['/domains//users', 'The path "/domains//users" has an empty part'],
		['/domains/ /users', 'The path "/domains/ /users" has an empty part'],
		['/domains/', 'The path "/domains/" has an empty part'],
		['//b.example/x', 'The path "//b.example/x" has an empty part'],
		['/a\nb', 'contains characters that no identifier has'],
		['/a/\ud800', 'contains characters that no identifier has'],
		['domains', '"domains" is not a path of the API'],
		['', '"" is not a path of the API'],
	])('%s is refused', (typed, words) => {
		expect(() => typedPath(typed)).toThrow(UserError);
		expect(() => typedPath(typed)).toThrow(words);
	});
});
