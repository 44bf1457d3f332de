import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Http, NetSapiensCredential } from '../../../credentials/signIn/credential';
import { signIn } from '../../../credentials/signIn/signIn';
import { NetSapiensApi } from '../../../credentials/NetSapiensApi.credentials';

let count = 0;

/** Settings of their own for each test: sign-ins are shared by settings. */
function credential(more: Partial<NetSapiensCredential> = {}): NetSapiensCredential {
	return {
		server: `pbx${count++}.example.com`,
		authentication: 'password',
		apiKey: '',
		clientId: 'client',
		clientSecret: 'secret',
		username: '101@acme.example',
		password: 'pass',
		jwtSource: 'password',
		jwtRefreshToken: '',
		delegatedUser: '',
		delegatedDomain: '',
		ignoreSslIssues: false,
		accessToken: '',
		refreshToken: '',
		signedInAs: '',
		...more,
	};
}

type Reply = { statusCode: number; body: unknown } | Error;

/** An HTTP helper that answers in turn and remembers what it was asked. */
function server(...replies: Reply[]) {
	const requests: IHttpRequestOptions[] = [];
	const httpRequest = async (request: IHttpRequestOptions): Promise<unknown> => {
		requests.push(request);
		const reply = replies[requests.length - 1];
		if (reply === undefined) throw new Error(`unexpected request ${request.url}`);
		if (reply instanceof Error) throw reply;
		return reply;
	};
	return { requests, http: { httpRequest } as Http };
}

const tokens = (name: string) => ({
	statusCode: 200,
	body: {
		access_token: `access-${name}`,
		refresh_token: `refresh-${name}`,
		scope: 'Office Manager',
	},
});
const jwts = (name: string) => ({
	statusCode: 200,
	body: { token: `jwt-${name}`, refresh: `next-${name}` },
});
const refused = (statusCode: number, message: string) => ({
	statusCode,
	body: { code: statusCode, message },
});

describe('user name and password', () => {
	test('signs in with the password grant', async () => {
		const { http, requests } = server(tokens('a'));
		const result = await signIn(http, credential());
		expect(result).toMatchObject({ accessToken: 'access-a', refreshToken: 'refresh-a' });
		expect(requests[0]).toMatchObject({
			method: 'POST',
			url: expect.stringMatching(/\/ns-api\/v2\/tokens$/),
			body: {
				grant_type: 'password',
				client_id: 'client',
				client_secret: 'secret',
				username: '101@acme.example',
				password: 'pass',
			},
		});
	});

	test('renews with the refresh token, and keeps it when no new one comes', async () => {
		const settings = credential();
		const first = await signIn(server(tokens('a')).http, settings);
		const { http, requests } = server({ statusCode: 200, body: { access_token: 'access-b' } });
		const second = await signIn(http, { ...settings, ...first });
		expect(requests[0]?.body).toMatchObject({
			grant_type: 'refresh_token',
			refresh_token: 'refresh-a',
		});
		expect(second).toMatchObject({ accessToken: 'access-b', refreshToken: 'refresh-a' });
	});

	test('signs in anew when the refresh token is refused', async () => {
		const settings = credential();
		const first = await signIn(server(tokens('a')).http, settings);
		const { http, requests } = server(refused(401, 'invalid refresh token'), tokens('c'));
		const second = await signIn(http, { ...settings, ...first });
		expect(requests.map(({ body }) => (body as { grant_type: string }).grant_type)).toEqual([
			'refresh_token',
			'password',
		]);
		expect(second.accessToken).toBe('access-c');
	});

	test('does not use tokens of earlier settings', async () => {
		const settings = credential();
		const first = await signIn(server(tokens('a')).http, settings);
		const { http, requests } = server(tokens('other'));
		await signIn(http, { ...settings, ...first, username: '102@acme.example' });
		expect(requests[0]?.body).toMatchObject({
			grant_type: 'password',
			username: '102@acme.example',
		});
	});

	test('goes to the older token path, with a form body, when there is no /tokens', async () => {
		const { http, requests } = server(refused(404, 'No Route Found [92]'), tokens('old'));
		const result = await signIn(http, credential());
		expect(result.accessToken).toBe('access-old');
		expect(requests[1]?.url).toMatch(/\/ns-api\/oauth2\/token\/$/);
		expect(String(requests[1]?.body)).toContain('grant_type=password');
	});

	test('renewals of one refresh token that overlap or come late share one request', async () => {
		const settings = credential();
		const first = await signIn(server(tokens('a')).http, settings);
		const { http, requests } = server(tokens('b'));
		const stale = { ...settings, ...first };
		const together = await Promise.all([signIn(http, stale), signIn(http, stale)]);
		const late = await signIn(http, stale);
		expect(requests).toHaveLength(1);
		expect([...together, late].map(({ accessToken }) => accessToken)).toEqual(
			Array(3).fill('access-b'),
		);
	});

	test.each([
		[
			'a refusal',
			refused(401, 'Invalid login'),
			'Check user name, password, client ID and client secret. The server says: Invalid login',
		],
		['a 200 without a token', { statusCode: 200, body: { scope: 'x' } }, 'Signing in was refused'],
		[
			'a second factor',
			{ statusCode: 200, body: { access_token: 'x', mfa_type: 'authenticator' } },
			'authenticator code',
		],
		[
			'a block page',
			{ statusCode: 403, body: '<html>Forbidden</html>' },
			'firewall may have blocked',
		],
	])('says what to do about %s', async (_, reply, words) => {
		await expect(signIn(server(reply).http, credential())).rejects.toThrow(words);
	});

	test.each([
		['ENOTFOUND', 'was found. Check the spelling'],
		['ECONNREFUSED', 'refuses the connection. Check host and port'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'turn on Ignore SSL Issues'],
		['ETIMEDOUT', 'did not answer in time'],
	])('says what to do about %s', async (code, words) => {
		const down = Object.assign(new Error(code), { code });
		const attempt = signIn(server(down).http, credential());
		await expect(attempt).rejects.toThrow(words);
		// n8n puts its own general words in place of a message that holds such a code.
		await expect(attempt).rejects.not.toThrow(code);
	});
});

describe('JWT', () => {
	test('from user name and password, then renewed by the refresh JWT', async () => {
		const settings = credential({ authentication: 'jwt' });
		const { http, requests } = server(jwts('a'), jwts('b'));
		const first = await signIn(http, settings);
		expect(first).toMatchObject({ accessToken: 'jwt-a', refreshToken: 'next-a' });
		const second = await signIn(http, { ...settings, ...first });
		expect(requests[1]).toMatchObject({
			url: expect.stringMatching(/\/jwt$/),
			body: { refresh: 'next-a' },
		});
		expect(second.accessToken).toBe('jwt-b');
	});

	test('from a refresh JWT', async () => {
		const { http, requests } = server(jwts('a'));
		await signIn(
			http,
			credential({ authentication: 'jwt', jwtSource: 'refresh', jwtRefreshToken: ' eyJ ' }),
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
				apiKey: 'Bearer nsr_key',
				delegatedUser: '101',
				delegatedDomain: 'acme.example',
			}),
		);
		expect(requests[0]).toMatchObject({
			headers: { Authorization: 'Bearer nsr_key' },
			body: { user: '101', domain: 'acme.example' },
		});
	});

	test('a refresh JWT that was used says so', async () => {
		const settings = credential({
			authentication: 'jwt',
			jwtSource: 'refresh',
			jwtRefreshToken: 'used',
		});
		await expect(signIn(server(refused(401, 'revoked')).http, settings)).rejects.toThrow(
			'paste a fresh one',
		);
	});
});

describe('API key', () => {
	const apiKey = (key: string) => credential({ authentication: 'apiKey', apiKey: key });

	test('is checked once, without the word Bearer', async () => {
		const { http, requests } = server({ statusCode: 200, body: { 'key-id': 'nsd_12345678' } });
		const result = await signIn(http, apiKey('  Bearer nsd_key '));
		expect(result.accessToken).toBe('nsd_key');
		expect(requests[0]).toMatchObject({
			method: 'GET',
			headers: { Authorization: 'Bearer nsd_key' },
		});
	});

	test('that is refused says what to check', async () => {
		await expect(
			signIn(server(refused(401, 'Unauthorized')).http, apiKey('nsd_x')),
		).rejects.toThrow('did not accept the API key');
	});

	test('that may not read itself is still good', async () => {
		const { http } = server(refused(403, 'Invalid Scope [APP001]'));
		await expect(signIn(http, apiKey('nsu_x'))).resolves.toMatchObject({ accessToken: 'nsu_x' });
	});
});

describe('authenticate', () => {
	const { authenticate } = new NetSapiensApi();

	test('puts the server before a relative path and leaves a whole URL alone', async () => {
		const settings = credential({
			authentication: 'apiKey',
			apiKey: 'nsd_key',
			server: 'pbx.example.com',
		});
		const relative = await authenticate(settings, { url: '/version' });
		expect(relative).toMatchObject({
			baseURL: 'https://pbx.example.com/ns-api/v2',
			headers: { Authorization: 'Bearer nsd_key' },
		});
		const whole = await authenticate(settings, {
			url: 'https://pbx.example.com/ns-api/v2/version',
		});
		expect(whole.baseURL).toBeUndefined();
	});

	test('sends no token that belongs to earlier settings', async () => {
		const settings = credential();
		const first = await signIn(server(tokens('a')).http, settings);
		const current = await authenticate({ ...settings, ...first }, { url: '/version' });
		expect(current.headers).toMatchObject({ Authorization: 'Bearer access-a' });
		const changed = await authenticate(
			{ ...settings, ...first, password: 'new' },
			{ url: '/version' },
		);
		expect(changed.headers).toMatchObject({ Authorization: 'Bearer ' });
	});

	test('turns certificate checks off only when asked to', async () => {
		const strict = await authenticate(credential(), { url: '/version' });
		expect(strict.skipSslCertificateValidation).toBeUndefined();
		const lax = await authenticate(credential({ ignoreSslIssues: true }), { url: '/version' });
		expect(lax.skipSslCertificateValidation).toBe(true);
	});
});
