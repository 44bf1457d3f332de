import {
	UserError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { passcode, readAuthenticator } from '../../../credentials/signIn/authenticator';
import {
	bareKey,
	fingerprint,
	type NetSapiensCredential,
} from '../../../credentials/signIn/credential';
import { signIn } from '../../../credentials/signIn/signIn';
import { SignInStopped } from '../../../credentials/signIn/words';
import { credential, jwts, jwtWith, refused, server, tokens, type Reply } from './fakes';

const NOW = Date.parse('2026-11-25T12:00:10Z');

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

/** The credential as n8n has it after a sign-in. */
async function signedIn(settings: NetSapiensCredential, reply: Reply) {
	return { ...settings, ...(await signIn(server(reply).http, settings)) };
}

const grants = (requests: Array<{ fields: Record<string, string> }>) =>
	requests.map(({ fields }) => fields.grant_type);

describe('user name and password', () => {
	test('signs in with the password grant', async () => {
		const { http, requests } = server(tokens('a'));
		const settings = credential();
		expect(await signIn(http, settings)).toEqual({
			accessToken: 'access-a',
			refreshToken: 'refresh-a',
			expiresAt: '2026-11-25T13:00:10.000Z',
			tokenOwner: expect.stringMatching(/^[\da-f]{16}$/),
			signedInAs: 'Pat Doe (101@acme.example), Office Manager',
		});
		expect(requests[0]).toMatchObject({
			method: 'POST',
			url: `https://${settings.server}/ns-api/v2/tokens`,
			body: {
				grant_type: 'password',
				client_id: 'client',
				client_secret: 'cl13nt-secret',
				username: '101@acme.example',
				password: 'p4ssw0rd',
			},
		});
	});

	test('follows no redirect and waits 30 seconds at most for the whole answer', async () => {
		const limit = jest.spyOn(AbortSignal, 'timeout');
		const { http, requests } = server(tokens('a'));
		await signIn(http, credential());
		expect(requests[0]).toMatchObject({
			disableFollowRedirect: true,
			// The answer as it came, whatever its status.
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: limit.mock.results[0]?.value,
		});
		expect(limit).toHaveBeenCalledWith(30_000);
		limit.mockRestore();
	});

	test('renews with the refresh token, and keeps it when no new one comes', async () => {
		const stored = await signedIn(credential(), tokens('a'));
		const { http, requests } = server({ statusCode: 200, body: { access_token: 'access-b' } });
		const second = await signIn(http, stored);
		expect(requests[0]?.fields).toMatchObject({
			grant_type: 'refresh_token',
			refresh_token: 'refresh-a',
		});
		expect(second).toMatchObject({
			accessToken: 'access-b',
			refreshToken: 'refresh-a',
			expiresAt: '',
			signedInAs: 'Pat Doe (101@acme.example), Office Manager',
		});
	});

	test.each<[string, Reply]>([
		['refuses', refused(400, 'Invalid refresh token')],
		['answers with an error of its own', refused(500, 'oops')],
		['answers with a web page', { statusCode: 200, body: '<html></html>' }],
		['answers without a token', { statusCode: 200, body: { scope: 'x' } }],
		['asks for a code', tokens('x', { scope: 'mfa_required' })],
	])('signs in anew when the server %s on renewing', async (_, reply) => {
		const stored = await signedIn(credential(), tokens('a'));
		const { http, requests } = server(reply, tokens('c'));
		expect(await signIn(http, stored)).toMatchObject({ accessToken: 'access-c' });
		expect(grants(requests)).toEqual(['refresh_token', 'password']);
	});

	test.each<[string, Reply]>([
		['cannot be reached', Object.assign(new Error(), { code: 'ECONNREFUSED' })],
		['points elsewhere', { statusCode: 302, headers: { location: 'https://other.example.com' } }],
		['is blocked', { statusCode: 403, body: '<html>' }],
	])('does not send the login as well when the server %s', async (_, reply) => {
		const stored = await signedIn(credential(), tokens('a'));
		const { http, requests } = server(reply);
		await expect(signIn(http, stored)).rejects.toThrow(UserError);
		expect(requests).toHaveLength(1);
	});

	test('does not use tokens of earlier settings', async () => {
		const stored = await signedIn(credential(), tokens('a'));
		const { http, requests } = server(tokens('other'));
		await signIn(http, { ...stored, username: '102@acme.example' });
		expect(requests[0]?.fields).toMatchObject({
			grant_type: 'password',
			username: '102@acme.example',
		});
	});
});

describe('the way a server wants to be asked', () => {
	const grantMissing = refused(400, 'The grant type was not specified in the request');

	test.each<[string, Reply]>([
		['says that the grant type is missing', grantMissing],
		[
			'says so as OAuth does',
			{ statusCode: 400, body: { error: 'invalid_request', error_description: 'Bad body' } },
		],
		[
			'names the parameters',
			refused(400, 'Missing parameters: "username" and "password" required'),
		],
		['does not take the media type', { statusCode: 415 }],
		['cannot process the media type', refused(422, 'Content-Type must be a form')],
	])('a form where the server %s of JSON, remembered', async (_, reply) => {
		const settings = credential();
		const { http, requests } = server(reply, tokens('a'), tokens('b'));
		await signIn(http, settings);
		expect(requests[1]?.url).toMatch(/\/ns-api\/v2\/tokens$/);
		expect(requests[1]?.body).toBeInstanceOf(URLSearchParams);
		expect(requests[1]?.fields).toEqual(requests[0]?.fields);
		await signIn(http, settings);
		expect(requests[2]?.body).toBeInstanceOf(URLSearchParams);
	});

	test.each<[string, Reply]>([
		['invalid_grant', { statusCode: 400, body: { error: 'invalid_grant' } }],
		['invalid_client', { statusCode: 400, body: { error: 'invalid_client' } }],
		['a wrong password', refused(400, 'Invalid user or password')],
		['a wrong password, in other words', refused(422, 'The user credentials were incorrect.')],
		['a missing user', refused(404, 'User not found')],
		['a locked account', refused(400, 'Login failed: user account is locked')],
		['a wrong password, and what is required', refused(400, 'Invalid login. User required')],
		['a refusal that sounds like it', refused(401, 'Malformed or missing login')],
		['nothing in particular', refused(400, 'Bad Request')],
		['nothing', { statusCode: 400 }],
		['a refusal', refused(401, 'grant_type ok, access_denied')],
	])('never sends a login twice: %s', async (_, reply) => {
		const { http, requests } = server(reply);
		await expect(signIn(http, credential())).rejects.toThrow('Signing in was refused.');
		expect(requests).toHaveLength(1);
	});

	test('a server that can read neither JSON nor a form is asked in both ways, not more', async () => {
		const { http, requests } = server(grantMissing, grantMissing);
		await expect(signIn(http, credential())).rejects.toThrow('The grant type was not specified');
		expect(requests).toHaveLength(2);
	});

	test('the older path with a form where there is no /tokens, remembered', async () => {
		const settings = credential();
		const { http, requests } = server(
			refused(404, 'No Route Found [92]'),
			tokens('a'),
			tokens('b'),
		);
		await signIn(http, settings);
		const path = `https://${settings.server}/ns-api/oauth2/token/`;
		expect(requests[1]).toMatchObject({ url: path, fields: { grant_type: 'password' } });
		expect(requests[1]?.fields.format).toBe('json');
		await signIn(http, settings);
		expect(requests[2]?.url).toBe(path);
	});

	test('is found out anew after a failure', async () => {
		const settings = credential();
		await signIn(server(grantMissing, tokens('a')).http, settings);
		const { http, requests } = server(refused(500, 'oops'), tokens('b'));
		await expect(signIn(http, settings)).rejects.toThrow('500');
		await signIn(http, { ...settings, password: 'other' });
		expect(requests[0]?.body).toBeInstanceOf(URLSearchParams);
		expect(requests[1]?.body).not.toBeInstanceOf(URLSearchParams);
	});
});

describe('an account with a second factor', () => {
	/** Each with a secret of its own: a code is handed out once. */
	const secrets = 'ABCDEFGHIJKLMNOP'.split('').map((letter) => letter.repeat(16));
	let authenticatorSecret = '';
	beforeEach(() => (authenticatorSecret = secrets.pop() ?? ''));
	const code = () => passcode(readAuthenticator(authenticatorSecret), NOW);

	test.each<[string, IDataObject, IDataObject]>([
		[
			'the scope',
			{ scope: 'mfa_required', mfa_type: undefined },
			{ mfa_type: 'authenticator', mfa_vendor: 'google' },
		],
		['the older scope', { scope: 'MFA' }, { mfa_type: 'authenticator', mfa_vendor: 'google' }],
		[
			'type and vendor',
			{ scope: undefined, mfa_type: 'totp', mfa_vendor: 'duo' },
			{ mfa_type: 'totp', mfa_vendor: 'duo' },
		],
	])('is known by %s and gets the code', async (_, pending, kind) => {
		const { http, requests } = server(tokens('first', pending), tokens('second'));
		const result = await signIn(http, credential({ authenticatorSecret }));
		expect(result).toMatchObject({
			accessToken: 'access-second',
			signedInAs: 'Pat Doe (101@acme.example), Office Manager',
		});
		expect(requests[1]?.fields).toEqual({
			...requests[0]?.fields,
			grant_type: 'mfa',
			...kind,
			ns_id_type: 'subscriber',
			passcode: code(),
			access_token: 'access-first',
		});
	});

	test('is known by the claims of its first JWT', async () => {
		const pending = { user_scope: 'mfa_required', mfa_type: 'authenticator', mfa_vendor: 'google' };
		const { http, requests } = server(jwts('first', pending), jwts('second'));
		const settings = credential({ authentication: 'jwt', authenticatorSecret });
		const result = await signIn(http, settings);
		expect(result.refreshToken).toBe('next-second');
		expect(requests[1]).toMatchObject({
			url: `https://${settings.server}/ns-api/v2/jwt`,
			fields: {
				grant_type: 'mfa',
				mfa_type: 'authenticator',
				mfa_vendor: 'google',
				ns_id_type: 'subscriber',
				passcode: code(),
				username: '101@acme.example',
			},
		});
		expect(requests[1]?.fields.access_token).toContain('eyJ');
	});

	test('a JWT that merely names the kind of factor is whole', async () => {
		const { http, requests } = server(jwts('a', { mfa_type: 'authenticator' }));
		await signIn(http, credential({ authentication: 'jwt' }));
		expect(requests).toHaveLength(1);
	});

	test('the older path gets the client in the header too', async () => {
		const { http, requests } = server(
			{ statusCode: 404 },
			tokens('first', { scope: 'mfa_required' }),
			tokens('second'),
		);
		await signIn(http, credential({ authenticatorSecret }));
		const client = Buffer.from('client:cl13nt-secret').toString('base64');
		expect(requests[1]?.headers).toEqual({});
		expect(requests[2]?.headers).toEqual({ Authorization: `Basic ${client}` });
	});

	test('a refused code is not tried again', async () => {
		const pending = tokens('first', { scope: 'mfa_required' });
		const { http, requests } = server(pending, refused(401, 'Invalid passcode'));
		const attempt = signIn(http, credential({ authenticatorSecret }));
		await expect(attempt).rejects.toThrow('The authenticator code was refused.');
		expect(requests).toHaveLength(2);
	});

	test('a code that the server takes and then asks for again counts as refused', async () => {
		const pending = tokens('first', { scope: 'mfa_required' });
		const attempt = signIn(server(pending, pending).http, credential({ authenticatorSecret }));
		await expect(attempt).rejects.toThrow('The authenticator code was refused.');
	});

	test('a secret that cannot be read is told before anything is sent', async () => {
		const { http, requests } = server();
		const attempt = signIn(http, credential({ authenticatorSecret: '123456' }));
		await expect(attempt).rejects.toThrow('The Authenticator Secret cannot be read.');
		expect(requests).toHaveLength(0);
	});
});

describe('JWT', () => {
	test('from user name and password, then renewed by the refresh JWT', async () => {
		const stored = await signedIn(credential({ authentication: 'jwt' }), jwts('a'));
		expect(stored).toMatchObject({
			refreshToken: 'next-a',
			expiresAt: '2026-11-26T12:00:10.000Z',
			signedInAs: 'Pat Doe (101@acme.example), Office Manager',
		});
		const { http, requests } = server(jwts('b'));
		const second = await signIn(http, stored);
		expect(requests[0]).toMatchObject({
			url: expect.stringMatching(/\/jwt$/),
			body: { refresh: 'next-a' },
		});
		expect(second.refreshToken).toBe('next-b');
	});

	test('from a refresh JWT', async () => {
		const { http, requests } = server(jwts('a'));
		const jwtRefreshToken = ' eyJ ';
		await signIn(
			http,
			credential({ authentication: 'jwt', jwtSource: 'refresh', jwtRefreshToken }),
		);
		expect(requests[0]?.body).toEqual({ refresh: 'eyJ' });
	});

	test('on behalf of a user, with the API key as bearer', async () => {
		const { http, requests } = server(jwts('a'));
		await signIn(
			http,
			credential({
				authentication: 'jwt',
				jwtSource: 'delegated',
				apiKey: 'Bearer nss_key',
				delegatedUser: '101',
				delegatedDomain: 'acme.example',
			}),
		);
		expect(requests[0]).toMatchObject({
			headers: { Authorization: 'Bearer nss_key' },
			body: { user: '101', domain: 'acme.example' },
		});
	});
});

describe('API key', () => {
	const apiKey = (key: string) => credential({ authentication: 'apiKey', apiKey: key });

	test.each([
		['Bearer   nsd_key', 'nsd_key'],
		['bearer', ''],
		['nsd_bearer', 'nsd_bearer'],
	])('pasted as %j is %j', (pasted, key) => {
		expect(bareKey(pasted)).toBe(key);
	});

	test('is checked once, without the word Bearer', async () => {
		const { http, requests } = server({ statusCode: 200, body: { 'key-id': 'nsd_12345678' } });
		const result = await signIn(http, apiKey('  Bearer nsd_key '));
		expect(result).toMatchObject({ accessToken: 'nsd_key', expiresAt: '' });
		expect(requests[0]).toMatchObject({
			method: 'GET',
			url: expect.stringMatching(/\/ns-api\/v2\/apikeys\/~$/),
			headers: { Authorization: 'Bearer nsd_key' },
			disableFollowRedirect: true,
		});
	});

	test.each<[string, Reply]>([
		['may not read itself', refused(403, 'Invalid Scope [APP001]')],
		['is limited to other models', refused(403, 'Model not allowed')],
		['is used with a server that cannot describe keys', refused(404, 'No Route Found [92]')],
		['the server says nothing about', { statusCode: 200, body: [] }],
		['the server has no word for', { statusCode: 200 }],
		['the server calls good', { statusCode: 200, body: '"good"' }],
	])('that %s is still good', async (_, reply) => {
		await expect(signIn(server(reply).http, apiKey('nsu_x'))).resolves.toMatchObject({
			accessToken: 'nsu_x',
			refreshToken: '',
			signedInAs: 'API key',
		});
	});
});

describe('how often a server is asked', () => {
	/** A server whose answers wait until they are let go. */
	function slowServer(...replies: Reply[]) {
		const { http, requests } = server(...replies);
		let letGo = () => {};
		const gate = new Promise<void>((resolve) => (letGo = resolve));
		const httpRequest = async (request: IHttpRequestOptions) => {
			await gate;
			return (await http.httpRequest(request)) as unknown;
		};
		return { http: { httpRequest } as typeof http, requests, letGo };
	}

	test('who shares a sign-in whose run is over signs in for itself', async () => {
		const settings = credential();
		const stopped = server(new SignInStopped('The execution was stopped'));
		const { http, requests } = server(tokens('a'));
		const [first, second] = await Promise.allSettled([
			signIn(stopped.http, settings),
			signIn(http, settings),
		]);
		expect(first).toMatchObject({ reason: { message: 'The execution was stopped' } });
		expect(second).toMatchObject({ value: { accessToken: 'access-a' } });
		expect(requests).toHaveLength(1);
	});

	test('sign-ins that overlap share one, also a refused one', async () => {
		const { http, requests, letGo } = slowServer(refused(401, 'Invalid login'));
		const settings = credential();
		const all = Array.from({ length: 20 }, async () => await signIn(http, { ...settings }));
		letGo();
		const outcomes = await Promise.allSettled(all);
		expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
		expect(requests).toHaveLength(1);
	});

	test('a refused login is answered from memory for ten seconds', async () => {
		const settings = credential();
		const first = signIn(server(refused(401, 'Invalid login')).http, settings);
		await expect(first).rejects.toThrow('Invalid login');
		const { http, requests } = server(tokens('a'));
		jest.setSystemTime(NOW + 9_999);
		await expect(signIn(http, settings)).rejects.toThrow('Invalid login');
		expect(requests).toHaveLength(0);
		jest.setSystemTime(NOW + 10_000);
		await expect(signIn(http, settings)).resolves.toMatchObject({ accessToken: 'access-a' });
	});

	test('a refused login after a refused renewal is remembered for both', async () => {
		const stored = await signedIn(credential(), tokens('a'));
		const { http, requests } = server(refused(400, 'invalid'), refused(401, 'Invalid login'));
		await expect(signIn(http, stored)).rejects.toThrow('Invalid login');
		await expect(signIn(http, stored)).rejects.toThrow('Invalid login');
		await expect(signIn(http, { ...stored, refreshToken: '' })).rejects.toThrow('Invalid login');
		expect(requests).toHaveLength(2);
	});

	test.each<ICredentialDataDecryptedObject>([
		{ password: 'changed' },
		{ username: 'changed' },
		{ clientSecret: 'changed' },
		{ server: 'changed.example.com' },
		{ authenticatorSecret: 'JBSWY3DPEHPK3PXP' },
	])('%p is tried at once', async (change) => {
		const settings = credential();
		await expect(signIn(server(refused(401, 'no')).http, settings)).rejects.toThrow();
		const changed = signIn(server(tokens('a')).http, { ...settings, ...change });
		await expect(changed).resolves.toMatchObject({ accessToken: 'access-a' });
	});

	test('a server that was away is asked again at once', async () => {
		const settings = credential();
		const away = Object.assign(new Error(), { code: 'ECONNREFUSED' });
		await expect(signIn(server(away).http, settings)).rejects.toThrow('refuses the connection');
		await expect(signIn(server(tokens('a')).http, settings)).resolves.toBeDefined();
	});

	test('renewals of one refresh token that overlap or come late share one request', async () => {
		const stored = await signedIn(credential(), tokens('a'));
		const { http, requests } = server(tokens('b'));
		const together = await Promise.all([signIn(http, stored), signIn(http, stored)]);
		const late = await signIn(http, stored);
		expect(requests).toHaveLength(1);
		expect([...together, late].map(({ accessToken }) => accessToken)).toEqual(
			Array(3).fill('access-b'),
		);
	});

	test('without a refresh token every sign-in is a new one', async () => {
		const settings = credential();
		const { http, requests } = server(tokens('a'), tokens('b'));
		await signIn(http, settings);
		await signIn(http, settings);
		expect(requests).toHaveLength(2);
	});

	test.each([429, 503])(
		'a server that asks to slow down (%d) is asked three times',
		async (status) => {
			const { http, requests } = server(...Array(3).fill(refused(status, 'busy')));
			const attempt = signIn(http, credential());
			const outcome = expect(attempt).rejects.toThrow('The server says: busy');
			await jest.advanceTimersByTimeAsync(3_000);
			await outcome;
			expect(requests).toHaveLength(3);
		},
	);

	test('waits as long as the server asks, and never less than the usual back-off', async () => {
		const { http, requests } = server(
			{ statusCode: 429, headers: { 'retry-after': '20' } },
			{ statusCode: 429, headers: { 'retry-after': '0' } },
			tokens('a'),
		);
		const attempt = signIn(http, credential());
		await jest.advanceTimersByTimeAsync(19_900);
		expect(requests).toHaveLength(1);
		await jest.advanceTimersByTimeAsync(100);
		expect(requests).toHaveLength(2);
		await jest.advanceTimersByTimeAsync(400);
		expect(requests).toHaveLength(2);
		await jest.advanceTimersByTimeAsync(600);
		await expect(attempt).resolves.toMatchObject({ accessToken: 'access-a' });
	});

	test('waits half a minute and not longer', async () => {
		const inTime = server({ statusCode: 503, headers: { 'retry-after': '30' } }, tokens('a'));
		const attempt = signIn(inTime.http, credential());
		await jest.advanceTimersByTimeAsync(30_000);
		await expect(attempt).resolves.toMatchObject({ accessToken: 'access-a' });
		const { http, requests } = server({ statusCode: 503, headers: { 'retry-after': '86400' } });
		await expect(signIn(http, credential())).rejects.toThrow('Try again in 1440 minutes');
		expect(requests).toHaveLength(1);
	});

	test.each([400, 401, 403, 500, 502, 504])('status %d is not tried again', async (status) => {
		const { http, requests } = server(refused(status, 'no'));
		await expect(signIn(http, credential())).rejects.toThrow('The server says: no');
		expect(requests).toHaveLength(1);
	});
});

describe('the end of a token', () => {
	test.each<[string, Reply, string]>([
		['in seconds', tokens('a', { expires_in: 600 }), '2026-11-25T12:10:10.000Z'],
		['as text', tokens('a', { expires_in: '600' }), '2026-11-25T12:10:10.000Z'],
		['missing', tokens('a', { expires_in: undefined }), ''],
		['empty', tokens('a', { expires_in: null }), ''],
		['zero', tokens('a', { expires_in: 0 }), ''],
		['two minutes ahead', tokens('a', { expires_in: 120 }), '2026-11-25T12:02:10.000Z'],
		['a year ahead', tokens('a', { expires_in: 366 * 86_400 }), '2027-11-26T12:00:10.000Z'],
		['too near to renew ahead', tokens('a', { expires_in: 119 }), ''],
		['in milliseconds by mistake', tokens('a', { expires_in: 86400000 }), ''],
		['nonsense', tokens('a', { expires_in: 'soon' }), ''],
	])('%s', async (_, reply, expiresAt) => {
		expect(await signIn(server(reply).http, credential())).toMatchObject({ expiresAt });
	});

	test.each<[string, IDataObject, string]>([
		['lives from its iat to its exp, whatever n8n’s clock says', {}, '2026-11-26T12:00:10.000Z'],
		['without iat', { iat: undefined }, ''],
		['that ended before it began', { exp: 1 }, ''],
	])('of a JWT %s', async (_, more, expiresAt) => {
		const settings = credential({ authentication: 'jwt' });
		expect(await signIn(server(jwts('a', more)).http, settings)).toMatchObject({ expiresAt });
	});

	const holding = (payload: string) => `a.${Buffer.from(payload).toString('base64url')}.c`;

	test.each(['opaque', 'a.b.c', holding('null'), holding('"iat"'), holding('7')])(
		'of a token that is no JWT although it should be: %s',
		async (token) => {
			const odd = { statusCode: 200, body: { token, refresh: 7 } };
			const { http, requests } = server(odd, refused(401, 'no'));
			const settings = credential({ authentication: 'jwt' });
			expect(await signIn(http, settings)).toEqual({
				accessToken: token,
				refreshToken: '',
				expiresAt: '',
				tokenOwner: fingerprint(settings),
				signedInAs: '',
			});
			expect(requests[0]?.method).toBe('POST');
		},
	);
});

test('a JWT is read whatever characters it holds', async () => {
	const token = jwtWith({
		displayName: 'Zoë Ünal ???>>>',
		user_scope: 'Reseller',
		sub: 'z@a.example',
	});
	const { http } = server({ statusCode: 200, body: { token } });
	expect((await signIn(http, credential({ authentication: 'jwt' }))).signedInAs).toBe(
		'Zoë Ünal ???>>> (z@a.example), Reseller',
	);
});
