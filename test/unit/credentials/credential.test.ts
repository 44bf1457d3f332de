import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { NetSapiensApi } from '../../../credentials/NetSapiensApi.credentials';
import {
	fingerprint,
	tokenIsStale,
	type NetSapiensCredential,
} from '../../../credentials/signIn/credential';
import { signIn } from '../../../credentials/signIn/signIn';
import { credential, server, tokens } from './fakes';

const { authenticate, preAuthentication, properties, test: credentialTest } = new NetSapiensApi();

const apiKey = (more: Partial<NetSapiensCredential> = {}) =>
	credential({ authentication: 'apiKey', apiKey: 'nsd_key', server: 'pbx.example.com', ...more });

/** A credential that has signed in just now. */
async function signedIn(more: Partial<NetSapiensCredential> = {}): Promise<NetSapiensCredential> {
	const settings = credential(more);
	return { ...settings, ...(await signIn(server(tokens('a')).http, settings)) };
}

describe('authenticate', () => {
	test('puts the server before a relative path', async () => {
		expect(await authenticate(apiKey(), { url: '/version' })).toMatchObject({
			url: '/version',
			baseURL: 'https://pbx.example.com/ns-api/v2',
			headers: { Authorization: 'Bearer nsd_key' },
		});
	});

	test('keeps other headers, and does not hand the bearer on to other servers', async () => {
		const request = await authenticate(apiKey(), { url: '/version', headers: { 'x-id': '1' } });
		expect(request.headers).toMatchObject({ 'x-id': '1' });
		expect(request.sendCredentialsOnCrossOriginRedirect).toBe(false);
	});

	test('turns certificate checks off only when asked to', async () => {
		const strict = await authenticate(apiKey(), { url: '/version' });
		expect(strict.skipSslCertificateValidation).toBeUndefined();
		const lax = await authenticate(apiKey({ ignoreSslIssues: true }), { url: '/version' });
		expect(lax.skipSslCertificateValidation).toBe(true);
	});

	test.each<[string, string, string | undefined]>([
		['https://pbx.example.com/ns-api/v2/version', 'pbx.example.com', undefined],
		['HTTPS://PBX.example.com:443/ns-api/?object=user', 'pbx.example.com', undefined],
		['http://127.0.0.1:3000/ns-api/v2/version', 'http://127.0.0.1:3000/ns-api', undefined],
		['../../SiPbx/file', 'pbx.example.com', undefined],
		['/version', 'pbx.example.com', 'https://pbx.example.com/other'],
	])('lets %s go to %s', async (url, serverName, baseURL) => {
		const request = await authenticate(apiKey({ server: serverName }), { url, baseURL });
		expect(request.headers?.Authorization).toBe('Bearer nsd_key');
	});

	test.each<[string, string, string | undefined, string]>([
		['https://evil.example.com/x', 'pbx.example.com', undefined, 'https://evil.example.com'],
		['http://pbx.example.com/x', 'pbx.example.com', undefined, 'http://pbx.example.com'],
		[
			'https://pbx.example.com:8443/x',
			'pbx.example.com',
			undefined,
			'https://pbx.example.com:8443',
		],
		['https://pbx.example.com.evil.example/x', 'pbx.example.com', undefined, 'evil.example'],
		[
			'https://pbx.example.com@evil.example/x',
			'pbx.example.com',
			undefined,
			'https://evil.example',
		],
		['//evil.example.com/x', 'pbx.example.com', undefined, 'https://evil.example.com'],
		['\\\\evil.example.com/x', 'pbx.example.com', undefined, 'https://evil.example.com'],
		[' https://evil.example.com/x', 'pbx.example.com', undefined, 'https://evil.example.com'],
		['ht\ntps://evil.example.com/x', 'pbx.example.com', undefined, 'https://evil.example.com'],
		['ftp://pbx.example.com/x', 'pbx.example.com', undefined, 'ftp://pbx.example.com'],
		['data:text/plain,x', 'pbx.example.com', undefined, 'goes to null'],
		['http://[', 'pbx.example.com', undefined, 'another server'],
		[
			'/version',
			'pbx.example.com',
			'https://evil.example.com/ns-api/v2',
			'https://evil.example.com',
		],
	])('does not let %j go with the bearer of %s', async (url, serverName, baseURL, target) => {
		const attempt = authenticate(apiKey({ server: serverName }), { url, baseURL });
		await expect(attempt).rejects.toThrow(target);
		await expect(attempt).rejects.toThrow('It was not sent.');
		await expect(attempt).rejects.not.toThrow('nsd_key');
	});

	test('looks at the address of the HTTP Request node too', async () => {
		const request = (uri: string) => ({ uri, method: 'GET' }) as unknown as IHttpRequestOptions;
		const own = await authenticate(apiKey(), request('https://pbx.example.com/ns-api/v2/version'));
		expect(own.headers?.Authorization).toBe('Bearer nsd_key');
		const other = authenticate(apiKey(), request('https://evil.example.com/ns-api/v2/version'));
		await expect(other).rejects.toThrow(
			'This credential is for https://pbx.example.com, but the request goes to https://evil.example.com. It was not sent. Use a URL that begins with https://pbx.example.com, or another credential.',
		);
	});

	/** n8n renews the token when `authenticate` throws what looks like an answer 401. */
	const asksForRenewal = {
		response: { status: 401 },
		message: 'The token has ended. Test the credential to sign in anew.',
	};

	test('sends a token of the present settings', async () => {
		const { headers } = await authenticate(await signedIn(), { url: '/version' });
		expect(headers).toMatchObject({ Authorization: 'Bearer access-a' });
	});

	test.each<ICredentialDataDecryptedObject>([
		{ password: 'new' },
		{ server: 'other.example.com' },
		{ expiresAt: new Date(0).toISOString() },
	])('has the token renewed first: %p', async (change) => {
		const stored = { ...(await signedIn()), ...change };
		await expect(authenticate(stored, { url: '/version' })).rejects.toMatchObject(asksForRenewal);
	});
});

describe('the fingerprint of the settings', () => {
	const settings = credential();

	test.each<keyof NetSapiensCredential>([
		'server',
		'authentication',
		'apiKey',
		'clientId',
		'clientSecret',
		'username',
		'password',
		'authenticatorSecret',
		'jwtSource',
		'jwtRefreshToken',
		'delegatedUser',
		'delegatedDomain',
	])('is another one with another %s', (name) => {
		expect(fingerprint({ ...settings, [name]: 'other' })).not.toBe(fingerprint(settings));
	});

	test('says nothing of tokens, nor of how to connect', () => {
		const more = { accessToken: 'a', refreshToken: 'b', signedInAs: 'c', ignoreSslIssues: true };
		expect(fingerprint({ ...settings, ...more })).toBe(fingerprint(settings));
	});
});

describe('tokenIsStale', () => {
	const END = Date.parse('2026-11-25T13:00:00Z');
	const expiresAt = new Date(END).toISOString();

	test.each([
		[61_000, false],
		[60_000, false],
		[59_999, true],
		[0, true],
		[-1, true],
	])('%d ms before its end: %p', async (left, stale) => {
		expect(tokenIsStale({ ...(await signedIn()), expiresAt }, END - left)).toBe(stale);
	});

	test.each(['', 'nonsense'])(
		'an end that is not known (%p) is found out by trying',
		async (end) => {
			expect(tokenIsStale({ ...(await signedIn()), expiresAt: end })).toBe(false);
		},
	);

	test('API keys have no end and no owner', () => {
		expect(tokenIsStale(apiKey({ expiresAt }), END)).toBe(false);
	});

	test('goes by the clock when no time is given', async () => {
		const stored = await signedIn();
		expect(tokenIsStale(stored)).toBe(false);
		expect(tokenIsStale({ ...stored, expiresAt: new Date().toISOString() })).toBe(true);
	});
});

test('signs in with what the credential holds', async () => {
	const { http, requests } = server(tokens('a'));
	const self = { helpers: http };
	await expect(preAuthentication.call(self, credential())).resolves.toMatchObject({
		accessToken: 'access-a',
		signedInAs: expect.stringContaining('Pat Doe') as string,
	});
	expect(requests).toHaveLength(1);
});

test('a request without an address goes to the API', async () => {
	const { baseURL } = await authenticate(apiKey(), {} as IHttpRequestOptions);
	expect(baseURL).toBe('https://pbx.example.com/ns-api/v2');
});

test('the test of the credential follows no redirect', () => {
	expect(credentialTest.request.disableFollowRedirect).toBe(true);
});

test('the credential shows who has signed in, and hides everything that is secret', () => {
	const field = (name: string) => properties.find((property) => property.name === name);
	expect(field('signedInAs')).toMatchObject({ displayName: 'Signed In As', type: 'string' });
	for (const name of ['accessToken', 'refreshToken', 'expiresAt', 'tokenOwner']) {
		expect(field(name)?.type).toBe('hidden');
	}
	expect(field('authenticatorSecret')?.typeOptions?.password).toBe(true);
	expect(field('authenticatorSecret')?.required).toBeFalsy();
});
