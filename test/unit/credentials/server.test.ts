import { apiBaseUrl, legacyTokenUrl, redirectTarget } from '../../../credentials/signIn/server';

describe('apiBaseUrl', () => {
	test.each([
		['pbx.example.com', 'https://pbx.example.com/ns-api/v2'],
		['  pbx.example.com/ ', 'https://pbx.example.com/ns-api/v2'],
		['pbx.example.com:8443', 'https://pbx.example.com:8443/ns-api/v2'],
		['http://127.0.0.1:3000', 'http://127.0.0.1:3000/ns-api/v2'],
		['https://pbx.example.com/ns-api', 'https://pbx.example.com/ns-api/v2'],
		['https://pbx.example.com/ns-api/v2/', 'https://pbx.example.com/ns-api/v2'],
		['https://pbx.example.com/ns-api/v2//', 'https://pbx.example.com/ns-api/v2'],
		['https://proxy.example.com/pbx/ns-api/v2', 'https://proxy.example.com/pbx/ns-api/v2'],
		['https://example.com/ns-api-old/ns-api', 'https://example.com/ns-api-old/ns-api/v2'],
		['example.com/pbx?from=http://other.example', 'https://example.com/pbx/ns-api/v2'],
	])('reads %p', (typed, expected) => {
		expect(apiBaseUrl(typed)).toBe(expected);
	});

	test.each(['', '   ', undefined])('asks for a server when it is %p', (typed) => {
		expect(() => apiBaseUrl(typed)).toThrow('Fill in the Server field');
	});

	test.each(['ftp://pbx.example.com', 'h2c://pbx.example.com', 'https://', 'not a host'])(
		'refuses %p with advice',
		(typed) => {
			expect(() => apiBaseUrl(typed)).toThrow('is not the address of a server');
		},
	);
});

test.each(['pat:s3cret@pbx.example.com', 'https://pat:s3c#ret@pbx.example.com/ns-api/v2'])(
	'refuses a login in the address and does not repeat it: %p',
	(typed) => {
		expect(() => apiBaseUrl(typed)).toThrow(
			/^Leave user name and password out of the Server field: it takes a host name/,
		);
	},
);

test('the legacy token endpoint stands beside v2 and ends in a slash', () => {
	expect(legacyTokenUrl('pbx.example.com/ns-api/v2')).toBe(
		'https://pbx.example.com/ns-api/oauth2/token/',
	);
});

test.each([
	['/ns-api/v2/', 'https://other.example'],
	['/ns-api', 'https://other.example'],
	['/pbx/NS-API/v2', 'https://other.example/pbx'],
	['/ns-apis', ''],
	['/login', ''],
])('a redirect to %s of another server means the server %j', (path, found) => {
	const from = 'https://pbx.example.com/ns-api/v2/tokens';
	expect(redirectTarget(`https://other.example${path}?token=x`, from)).toEqual({
		address: `https://other.example${path}`,
		server: found,
	});
});

test('a redirect to the same server or to nowhere names no other', () => {
	const from = 'https://pbx.example.com/ns-api/v2/tokens';
	expect(redirectTarget('/ns-api/', from)).toMatchObject({ server: '' });
	expect(redirectTarget('', from)).toBeUndefined();
	expect(redirectTarget('http://[', from)).toBeUndefined();
});
