import { masked } from '../../../nodes/NetSapiens/transport/secrets';

const secrets = ['s3cret&pa/ss', 'Päss word"1', 'abc'];
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
	['a secret as it is', 'wrong: s3cret&pa/ss!', 'wrong: ***!'],
	['each time', 's3cret&pa/ss s3cret&pa/ss', '*** ***'],
	['percent-encoded', 'q=s3cret%26pa%2Fss', 'q=***'],
	['percent-encoded in small letters', 'q=s3cret%26pa%2fss', 'q=***'],
	['as in a form', 'p=P%C3%A4ss+word%221', 'p=***'],
	['as in JSON', '{"p":"Päss word\\"1"}', '{"p":"***"}'],
	['as in JSON of PHP', '{"p":"s3cret&pa\\/ss"}', '{"p":"***"}'],
	['in a Basic header', `Basic ${base64('client:s3cret&pa/ss')}`, 'Basic ***'],
	['an API key', `key nsd_${'x'.repeat(56)} is bad`, 'key *** is bad'],
	['a JWT', 'token eyJhbGciOi.eyJzdWIiOiIx.sig-nature_ was revoked', 'token *** was revoked'],
	['a JWT cut off', 'token eyJhbGciOi.eyJzdW', 'token ***'],
	[
		'a bearer',
		'Authorization: Bearer 0123456789abcdef refused',
		'Authorization: Bearer *** refused',
	],
	['an encoded bearer', 'Bearer%200123456789abcdef', 'Bearer%20***'],
])('masks %s', (_, text, expected) => {
	expect(masked(text, secrets)).toBe(expected);
});

test.each([
	'abc is too short to be a secret',
	'Basic User may not use Bearer authentication',
	'Key nsd_UKkxfEzv was revoked',
	'',
])('leaves %p alone', (text) => {
	expect(masked(text, secrets)).toBe(text);
});

test('masks the longer of two secrets that begin alike', () => {
	expect(masked('secret-long', ['secret', 'secret-long'])).toBe('***');
});

test('knows a secret with blanks around it', () => {
	expect(masked('key: hidden', [' hidden\n'])).toBe('key: ***');
});
