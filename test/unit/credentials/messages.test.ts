import { UserError } from 'n8n-workflow';
import type { NetSapiensCredential } from '../../../credentials/signIn/credential';
import { signIn } from '../../../credentials/signIn/signIn';
import { credential, jwts, jwtWith, refused, server, tokens, type Reply } from './fakes';

const NOW = Date.parse('2026-11-25T12:00:10Z');

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const HOST = 'pbx.example.com';
const CHECK = 'Signing in was refused. Check user name, password, client ID and client secret.';
const NO_API = `There is no NetSapiens API at https://${HOST}/ns-api/v2. Use the address of the API server (core or portal host) in the Server field.`;
const SERVER_FIELD =
	'Put the address of the API server (core or portal host) into the Server field.';
const NO_DATA = `${HOST} answered with something that is not data, or is incomplete. Try again; if it keeps happening, check the Server field and any proxy between n8n and the server.`;
const PAGE = `${HOST} answered with a web page instead of data. Something other than the API is at this address. ${SERVER_FIELD}`;
const BLOCKED = `${HOST} answered every request with a block page. Its firewall may have blocked the address of this n8n: wait a few minutes, then ask the provider to allow it.`;
const CODE =
	'This account asks for an authenticator code. Fill in the Authenticator Secret field (it is there with Username & Password), or use an API key or a user without multi-factor authentication.';
const LATER = 'Try again in a while; if it keeps happening, tell the provider.';
const BAD_CODE = 'The authenticator code was refused. Check the Authenticator Secret field, and';

const oauth = (status: number, error: string, error_description?: string): Reply => ({
	statusCode: status,
	body: { error, error_description },
});
const page = (statusCode: number, title = ''): Reply => ({
	statusCode,
	body: `<!DOCTYPE html><html><head><title>${title}</title></head></html>`,
});
const to = (location: string | undefined, statusCode = 302): Reply => ({
	statusCode,
	headers: location === undefined ? {} : { location },
});
const broken = (code: string, message = ''): Reply => Object.assign(new Error(message), { code });
const pending = tokens('first', { scope: 'mfa_required' });

const password: Partial<NetSapiensCredential> = {};
const apiKey: Partial<NetSapiensCredential> = { authentication: 'apiKey', apiKey: 'nsd_key' };
const jwtLogin: Partial<NetSapiensCredential> = { authentication: 'jwt' };
const jwtRefresh: Partial<NetSapiensCredential> = {
	authentication: 'jwt',
	jwtSource: 'refresh',
	jwtRefreshToken: 'refresh-jwt',
};
const delegated: Partial<NetSapiensCredential> = {
	authentication: 'jwt',
	jwtSource: 'delegated',
	apiKey: 'nss_key',
	delegatedUser: '101',
	delegatedDomain: 'acme.example',
};

test.each<[string, Partial<NetSapiensCredential>, Reply | Reply[], string]>([
	// The login.
	['401', password, refused(401, 'Invalid login'), `${CHECK} The server says: Invalid login`],
	[
		'401 without words',
		password,
		{ statusCode: 401 },
		`${CHECK} The server answered with status 401`,
	],
	['400', password, oauth(400, 'invalid_grant', 'Bad user'), `${CHECK} The server says: Bad user`],
	[
		'400 with a code only',
		password,
		oauth(400, 'invalid_client'),
		`${CHECK} The server says: invalid_client`,
	],
	[
		'400 with a nested error',
		password,
		{ statusCode: 400, body: { error: { message: 'No client' } } },
		`${CHECK} The server says: No client`,
	],
	[
		'400 with a list',
		password,
		{ statusCode: 400, body: [{ message: 'No client' }] },
		`${CHECK} The server says: No client`,
	],
	['403', password, refused(403, 'Not from here'), `${CHECK} The server says: Not from here`],
	[
		'403 as text',
		password,
		{ statusCode: 403, body: 'Not from here' },
		`${CHECK} The server says: Not from here`,
	],
	[
		'404 about the user',
		password,
		refused(404, 'User not found'),
		`${CHECK} The server says: User not found`,
	],
	[
		'200 with an error',
		password,
		oauth(200, 'invalid_grant', 'Bad user'),
		`${CHECK} The server says: Bad user`,
	],
	[
		'200 with a code',
		password,
		{ statusCode: 200, body: { code: 401, message: 'No' } },
		`${CHECK} The server says: No`,
	],
	[
		'200 without a token',
		password,
		{ statusCode: 200, body: { scope: 'x' } },
		`${CHECK} The server gave no token.`,
	],
	[
		'200 with data under other names',
		password,
		{ statusCode: 200, body: { bearer: '0123456789abcdef' } },
		`${CHECK} The server gave no token.`,
	],
	[
		'200 with data that has a message',
		password,
		{ statusCode: 200, body: { bearer: '0123456789abcdef', message: '0123456789abcdef' } },
		`${CHECK} The server gave no token.`,
	],
	[
		'300',
		password,
		{ statusCode: 300, body: { message: 'Multiple choices' } },
		`${CHECK} The server says: Multiple choices`,
	],
	[
		'300 for a key',
		apiKey,
		{ statusCode: 300, body: { message: 'Multiple choices' } },
		'The server did not accept the API key. Check that the whole key is pasted, that it was not revoked, and that it may be used from this address. The server says: Multiple choices',
	],
	[
		'200 with an empty token',
		password,
		tokens('', { access_token: '' }),
		`${CHECK} The server gave no token.`,
	],
	['200 with nothing', password, { statusCode: 200 }, `${CHECK} The server gave no token.`],
	['204', password, { statusCode: 204 }, `${CHECK} The server gave no token.`],
	[
		'a JWT login',
		jwtLogin,
		refused(401, 'Invalid login'),
		`${CHECK} The server says: Invalid login`,
	],
	[
		'a used refresh JWT',
		jwtRefresh,
		refused(401, 'revoked'),
		'Signing in was refused. A refresh JWT works once and for a day: paste a fresh one. The server says: revoked',
	],
	[
		'a delegation',
		delegated,
		refused(403, 'Permission Denied'),
		'Signing in was refused. Check the API key, and that its scope is above that of the user it acts for. The server says: Permission Denied',
	],
	[
		'a bad key',
		apiKey,
		refused(401, 'Invalid API key'),
		'The server did not accept the API key. Check that the whole key is pasted, that it was not revoked, and that it may be used from this address. The server says: Invalid API key',
	],
	[
		'a key from elsewhere',
		apiKey,
		refused(403, 'IP address not allowed'),
		'The server did not accept the API key. Check that the whole key is pasted, that it was not revoked, and that it may be used from this address. The server says: IP address not allowed',
	],
	['no key', { authentication: 'apiKey', apiKey: ' Bearer ' }, [], 'Fill in the API Key field.'],
	// The second factor.
	['a code, and no secret', password, pending, CODE],
	['a code, and no secret, for a JWT', jwtLogin, jwts('a', { user_scope: 'mfa_required' }), CODE],
	['a code for a refresh JWT', jwtRefresh, jwts('a', { user_scope: 'mfa_required' }), CODE],
	[
		'300 with a token',
		jwtLogin,
		{ statusCode: 300, body: { token: 'eyJ' } },
		`${CHECK} The server answered with status 300`,
	],
	['a code for a delegation', delegated, jwts('a', { user_scope: 'MFA' }), CODE],
	[
		'a secret that is none',
		{ authenticatorSecret: '123456' },
		[],
		'The Authenticator Secret cannot be read. Paste the secret that is shown beside the QR code when an authenticator app is set up (letters and the digits 2 to 7), or its otpauth:// address; a six-digit code is not enough.',
	],
	[
		'a refused code',
		{ authenticatorSecret: 'AAAAAAAAAAAAAAAA' },
		[pending, refused(401, 'Invalid passcode')],
		`${BAD_CODE} that the clock of the machine that runs n8n is right; it says 2026-11-25T12:00:10.000Z. The server says: Invalid passcode`,
	],
	[
		'a refused code, and clocks that differ',
		{ authenticatorSecret: 'BBBBBBBBBBBBBBBB' },
		[pending, { statusCode: 401, headers: { date: 'Wed, 25 Nov 2026 11:58:00 GMT' } }],
		`${BAD_CODE} that the clocks are right: those of n8n and of the server are 130 seconds apart. The server answered with status 401`,
	],
	[
		'a breakdown after the code',
		{ authenticatorSecret: 'CCCCCCCCCCCCCCCC' },
		[pending, refused(500, 'oops')],
		`The server could not carry out the sign-in (500). ${LATER} The server says: oops`,
	],
	// Not the API.
	['404', password, [refused(404, 'No Route Found [92]'), { statusCode: 404 }], NO_API],
	['404 as a page', password, [page(404), page(404)], NO_API],
	['405', password, [{ statusCode: 405 }, { statusCode: 405 }], NO_API],
	['404 for a JWT', jwtLogin, refused(404, 'No Route Found [92]'), NO_API],
	['404 as a page for a key', apiKey, page(404, 'Not Found'), NO_API],
	['404 with nothing for a key', apiKey, { statusCode: 404 }, NO_API],
	['a page', password, page(200, 'Portal'), PAGE],
	['a page for a key', apiKey, page(200, 'Portal'), PAGE],
	['a page for status 401', password, page(401, 'Log in'), PAGE],
	['a block page', password, page(403, 'Forbidden'), BLOCKED],
	['a block page for a key', apiKey, page(403), BLOCKED],
	['text', password, { statusCode: 200, body: 'access_token=0123456789abcdef' }, NO_DATA],
	[
		'JSON that breaks off',
		password,
		{ statusCode: 200, body: '{"access_token":"0123456789abc' },
		NO_DATA,
	],
	[
		'JSON that breaks off, for a key',
		apiKey,
		{ statusCode: 200, body: '[{"key-id":"nsd' },
		NO_DATA,
	],
	[
		'a redirect to the API',
		password,
		to('https://core.example.com/ns-api/v2/tokens?client_secret=x'),
		`${HOST} redirects sign-ins to https://core.example.com/ns-api/v2/tokens. Nothing was sent there. If that is your server, put https://core.example.com into the Server field.`,
	],
	[
		'a redirect to an API behind a path',
		password,
		to('https://u:p@x.example.com/pbx/ns-api/v2/tokens', 307),
		`${HOST} redirects sign-ins to https://x.example.com/pbx/ns-api/v2/tokens. Nothing was sent there. If that is your server, put https://x.example.com/pbx into the Server field.`,
	],
	[
		'a redirect to http',
		password,
		to(`http://${HOST}/ns-api/v2/tokens`, 308),
		`${HOST} redirects sign-ins to http://${HOST}/ns-api/v2/tokens. Nothing was sent there. If that is your server, put http://${HOST} into the Server field.`,
	],
	[
		'a redirect to a login page',
		password,
		to('/portal/login?next=x'),
		`${HOST} redirects sign-ins to https://${HOST}/portal/login. Nothing was sent there. ${SERVER_FIELD}`,
	],
	[
		'a redirect on the same server',
		password,
		to('/ns-api/v2/tokens/', 301),
		`${HOST} redirects sign-ins to https://${HOST}/ns-api/v2/tokens/. Nothing was sent there. ${SERVER_FIELD}`,
	],
	[
		'a redirect to nowhere',
		password,
		to(undefined),
		`${HOST} redirects sign-ins to somewhere else. Nothing was sent there. ${SERVER_FIELD}`,
	],
	[
		'a redirect for a key',
		apiKey,
		to('https://core.example.com/ns-api/v2/apikeys/~'),
		`${HOST} redirects sign-ins to https://core.example.com/ns-api/v2/apikeys/~. Nothing was sent there. If that is your server, put https://core.example.com into the Server field.`,
	],
	// The server.
	[
		'429',
		password,
		Array<Reply>(3).fill({ statusCode: 429 }),
		'The server asks to slow down: it takes no more sign-ins just now. Try again in a few minutes. The server answered with status 429',
	],
	[
		'429 for a key',
		apiKey,
		Array<Reply>(3).fill(refused(429, 'Rate limit')),
		'The server asks to slow down: it takes no more sign-ins just now. Try again in a few minutes. The server says: Rate limit',
	],
	[
		'429 for a while',
		password,
		{ statusCode: 429, headers: { 'retry-after': '90' } },
		'The server asks to slow down: it takes no more sign-ins just now. Try again in 90 seconds. The server answered with status 429',
	],
	[
		'503',
		password,
		Array<Reply>(3).fill(page(503, '503 Down')),
		'The server takes no sign-ins just now (503). Try again in a few minutes; if it keeps happening, tell the provider. The server says: 503 Down',
	],
	[
		'503 until a time',
		password,
		{ statusCode: 503, headers: { 'retry-after': 'Wed, 25 Nov 2026 13:00:10 GMT' } },
		'The server takes no sign-ins just now (503). Try again in 60 minutes; if it keeps happening, tell the provider. The server answered with status 503',
	],
	[
		'500',
		password,
		refused(500, 'SQL error'),
		`The server could not carry out the sign-in (500). ${LATER} The server says: SQL error`,
	],
	[
		'500 for a key',
		apiKey,
		{ statusCode: 500 },
		`The server could not carry out the sign-in (500). ${LATER} The server answered with status 500`,
	],
	[
		'502 as a page',
		password,
		page(502, 'Bad Gateway'),
		`The server could not carry out the sign-in (502). ${LATER} The server says: Bad Gateway`,
	],
	// The way there.
	[
		'no such name',
		password,
		broken('ENOTFOUND'),
		`No server named ${HOST} was found. Check the spelling in the credential's Server field.`,
	],
	[
		'no connection',
		apiKey,
		broken('ECONNREFUSED'),
		`${HOST} refuses the connection. Check host and port in the credential's Server field, and that the server is running.`,
	],
	[
		'no answer in time',
		password,
		broken('ERR_CANCELED', 'canceled'),
		`${HOST} did not answer in time. Check the credential's Server field, and whether a firewall stands between n8n and the server.`,
	],
	[
		'a connection that breaks',
		password,
		broken('ECONNRESET', 'socket hang up'),
		`${HOST} closed the connection before its answer was complete. Try again; if it keeps happening, look for a firewall or proxy between n8n and the server.`,
	],
	[
		'a certificate of its own',
		password,
		broken('DEPTH_ZERO_SELF_SIGNED_CERT'),
		`The certificate of ${HOST} could not be verified. If it is self-signed and you trust the server, turn on Ignore SSL Issues in the credential.`,
	],
	[
		'n8n’s limit on domains',
		password,
		new UserError(
			`Domain not allowed: This credential is restricted from accessing ${HOST}. Only the following domains are allowed: x.example.com`,
		),
		`The credential may not be used for ${HOST}. Add it to Allowed Domains in the credential, or correct the Server field.`,
	],
	[
		'n8n’s SSRF protection',
		password,
		new UserError('The request was blocked because it resolves to a restricted IP address'),
		`This n8n does not allow requests to ${HOST} (SSRF protection). Ask its administrator to allow the host, or correct the credential's Server field.`,
	],
	// The Server field.
	['no server', { server: ' ' }, [], 'Fill in the Server field, for example pbx.example.com'],
	[
		'a login in it',
		{ server: 'https://pat:s3cret@pbx.example.com' },
		[],
		'Leave user name and password out of the Server field: it takes a host name such as pbx.example.com. Logins have fields of their own.',
	],
	[
		'no address in it',
		{ server: 'the pbx' },
		[],
		'"the pbx" is not the address of a server. Use a host name such as pbx.example.com, or a URL that begins with https://',
	],
])('%s', async (title, settings, replies, message) => {
	// A client ID of its own for each case: refusals are remembered by settings.
	const filled = credential({ server: HOST, clientId: title, ...settings });
	const { http } = server(...[replies].flat());
	const outcome = signIn(http, filled).catch((error: unknown) => error);
	await jest.advanceTimersByTimeAsync(10_000);
	const error = await outcome;
	expect(error).toBeInstanceOf(UserError);
	expect((error as UserError).message).toBe(message);
});

describe('a server that repeats what it was sent', () => {
	const secrets = {
		apiKey: `nsd_${'k'.repeat(56)}`,
		clientSecret: 'cl13nt/secret',
		password: 'p4ss word&',
		authenticatorSecret: 'GEZD GNBV GY3T QOJQ',
		jwtRefreshToken: jwtWith({ use: 'refresh' }),
		accessToken: 'a'.repeat(32),
		refreshToken: 'b'.repeat(32),
	};
	const spelled = Object.values(secrets).flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		Buffer.from(`client:${secret}`).toString('base64'),
	]);
	const words = `Bad request: ${spelled.join(' | ')}`;

	test.each([
		['API key', { authentication: 'apiKey' }],
		['user name and password', { authentication: 'password' }],
		['JWT from a login', { authentication: 'jwt' }],
		['JWT from a refresh JWT', { authentication: 'jwt', jwtSource: 'refresh' }],
		['JWT on behalf of a user', { authentication: 'jwt', jwtSource: 'delegated' }],
	] as Array<[string, Partial<NetSapiensCredential>]>)(
		'gives nothing away: %s',
		async (_, method) => {
			const replies = [refused(401, words), oauth(401, words), { statusCode: 401, body: words }];
			for (const reply of replies) {
				const attempt = signIn(server(reply).http, credential({ ...secrets, ...method }));
				const { message } = (await attempt.catch((error: unknown) => error)) as Error;
				expect(message).toContain('The server says: Bad request: ***');
				for (const secret of spelled) expect(message).not.toContain(secret.slice(0, 12));
			}
		},
	);

	test('gives no code and no first token away', async () => {
		const echo = (sent: string) => refused(401, `Bad: ${sent}`);
		const first = 'f'.repeat(32);
		const { http, requests } = server(
			tokens('x', { access_token: first, scope: 'MFA' }),
			echo(first),
		);
		const settings = credential({ authenticatorSecret: 'DDDDDDDDDDDDDDDD' });
		await expect(signIn(http, settings)).rejects.toThrow('The server says: Bad: ***');
		expect(requests[1]?.fields.passcode).toMatch(/^\d{6}$/);
	});
});
