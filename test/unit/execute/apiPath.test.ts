import { readAddress } from '../../../nodes/NetSapiens/execute/apiPath';

const base = 'https://pbx.example.com/ns-api/v2';

test.each([
	['/domains/~/users', '/domains/~/users'],
	['domains/~/users', '/domains/~/users'],
	[' /domains/~ ', '/domains/~'],
	['/ns-api/v2/domains', '/domains'],
	['ns-api/v2/domains', '/domains'],
	['https://pbx.example.com/ns-api/v2/domains', '/domains'],
	['HTTPS://PBX.example.com:443/ns-api/v2/domains', '/domains'],
	['http://pbx.example.com/ns-api/v2/domains', '/domains'],
	['https://pbx.example.com/domains', '/domains'],
	['/domains/None/users', '/domains/None/users'],
])('%p is %p', (typed, path) => {
	expect(readAddress(typed, base)).toEqual({ path, query: {} });
});

test('behind a proxy the whole URL is cut as well', () => {
	const address = 'https://proxy.example.com/pbx/ns-api/v2/domains';
	const base = 'https://proxy.example.com/pbx/ns-api/v2';
	expect(readAddress(address, base).path).toBe('/domains');
	expect(readAddress('https://proxy.example.com/pbx2/x', base).path).toBe('/pbx2/x');
});

test.each([
	['a=1&a=2', { a: ['1', '2'] }],
	['a=1&b=2&a=3', { a: ['1', '3'], b: '2' }],
	['a=&b', { a: '', b: '' }],
	['q=a%26b+c', { q: 'a&b c' }],
	['', {}],
])('the query %p keeps all its values', (search, query) => {
	expect(readAddress(`/cdrs?${search}`, base)).toEqual({ path: '/cdrs', query });
});

test.each([
	'https://other.example.com/ns-api/v2/domains',
	'https://pbx.example.com:8443/ns-api/v2/domains',
	'https://pbx.example.com.evil.example/ns-api/v2/domains',
	'https://pbx.example.com@evil.example/ns-api/v2/domains',
	'https://:0x/domains',
])('%p leads to another server, which is said without repeating it', (typed) => {
	expect(() => readAddress(typed, base)).toThrow(
		/^The path leads to another server than that of the credential \(pbx\.example\.com\)\./,
	);
});

test.each([
	'/ns-api/?object=user&action=read&secret=x',
	'ns-api?object=user',
	'/ns-api/',
	'https://pbx.example.com/ns-api/?object=user&action=read',
	'/ns-api/oauth2/token',
	'/ns-api/v20/domains',
	'?object=user&action=read',
])('%p is named as an address of version 1', (typed) => {
	expect(() => readAddress(typed, base)).toThrow(/^API Request calls version 2 of the API/);
	expect(() => readAddress(typed, base)).not.toThrow('secret');
	const shown = typed.includes('?') ? '"/ns-api/?object=…"' : `"${typed}"`;
	expect(() => readAddress(typed, base)).toThrow(shown);
});

test.each([
	undefined,
	null,
	'',
	'  ',
	'/',
	'//',
	'?a=1',
	'None',
	'/None',
	'undefined',
	'null',
	'NaN',
	'[object Object]',
	5,
	{},
	['/domains'],
	'/ns-api/v2',
	'/ns-api/v2/',
	'https://pbx.example.com',
])('%p is no path', (typed) => {
	expect(() => readAddress(typed, base)).toThrow(
		'Fill in the Path field, for example /domains/~/users',
	);
});

test('dots are not folded away before they are looked at', () => {
	for (const typed of ['/../x', 'https://pbx.example.com/ns-api/v2/domains/../../x']) {
		expect(() => readAddress(typed, base)).toThrow('another path');
	}
});
