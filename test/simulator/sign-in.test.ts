import { TOTP } from 'otpauth';

import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, smallTenant, type Answer, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;
let grant: Record<string, string>;

beforeAll(async () => {
	simulator = await startSimulator(smallTenant());
	send = clientOf(simulator);
	const { clientId, clientSecret, username, password } = simulator.credentials.password;
	grant = {
		grant_type: 'password',
		client_id: clientId,
		client_secret: clientSecret,
		username,
		password,
	};
});

afterAll(() => simulator.stop());

const token = (body: unknown, options = {}) =>
	send('POST', '/tokens', { bearer: '', body, ...options });
const whoAmI = async (bearer: string) =>
	record(await send('GET', '/domains/~/users/~', { bearer })).user;
const form = (fields: Record<string, string>) => new URLSearchParams(fields);

/** A grant at the legacy path, with the client in a Basic header. */
const legacy = ({ client_id: id, client_secret: secret, ...fields }: Record<string, string>) =>
	send('POST', '/ns-api/oauth2/token', {
		bearer: '',
		body: form(fields),
		headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
	});

describe('password grant', () => {
	test.each([
		['JSON', () => token(grant)],
		['a form', () => token(form(grant))],
		['the query string', () => send('POST', `/tokens?${form(grant)}`, { bearer: '' })],
		[
			'the legacy path',
			() => send('POST', '/ns-api/oauth2/token/', { bearer: '', body: form(grant) }),
		],
	])('as %s', async (_name, act) => {
		const answer = record(await act());
		expect(answer).toMatchObject({
			scope: 'Office Manager',
			token_type: 'Bearer',
			expires_in: 3600,
		});
		expect(answer.access_token).toMatch(/^[0-9a-f]{32}$/);
		expect(await whoAmI(String(answer.access_token))).toBe('101');
	});

	test('the legacy path takes the client in a Basic header and tells epoch and rate limit', async () => {
		expect(record(await legacy(grant))).toMatchObject({
			rate_limit: '0',
			expires: expect.stringMatching(/^\d{10}$/),
		});
	});

	test('wrong password, client and grant type are refused', async () => {
		expect(await token({ ...grant, password: 'no' })).toMatchObject({
			status: 401,
			body: { error: 'invalid_grant' },
		});
		expect(await token({ ...grant, client_secret: 'no' })).toMatchObject({
			status: 400,
			body: { error: 'invalid_client' },
		});
		expect(await token({ ...grant, grant_type: 'magic' })).toMatchObject({ status: 400 });
	});

	test('a refresh token works once', async () => {
		const { refresh_token: refresh } = record(await token(grant));
		const body = { ...grant, grant_type: 'refresh_token', refresh_token: refresh };
		const renewed = record(await token(body));
		expect(renewed.refresh_token).not.toBe(refresh);
		expect(await whoAmI(String(renewed.access_token))).toBe('101');
		expect(await token(body)).toMatchObject({
			status: 400,
			body: { error_description: 'Invalid refresh token' },
		});
	});

	test('an expired token says so, and the refresh token still works', async () => {
		const pair = record(await token(grant));
		await send('POST', '/_sim/tokens/expire', { bearer: '' });
		const late = await send('GET', '/domains/~', { bearer: String(pair.access_token) });
		expect(late.status).toBe(401);
		expect(JSON.stringify(late.body)).toContain('The access token provided has expired');
		const body = { ...grant, grant_type: 'refresh_token', refresh_token: pair.refresh_token };
		expect((await token(body)).status).toBe(200);
	});
});

describe('authenticator codes', () => {
	const first = (): Record<string, string> => ({ ...grant, ...pick(simulator.credentials.mfa) });
	const pick = ({ username, password }: { username: string; password: string }) => ({
		username,
		password,
	});
	const passcode = () => new TOTP({ secret: simulator.credentials.mfa.secret }).generate();
	const second = (access: unknown, code: string): Record<string, string> => ({
		...first(),
		grant_type: 'mfa',
		mfa_type: 'authenticator',
		mfa_vendor: 'google',
		ns_id_type: 'subscriber',
		passcode: code,
		access_token: String(access),
	});

	test('the first answer looks normal but its token opens nothing', async () => {
		const pending = record(await token(first()));
		expect(pending).toMatchObject({
			scope: 'mfa_required',
			mfa_type: 'authenticator',
			mfa_vendor: 'google',
		});
		expect((await send('GET', '/domains/~', { bearer: String(pending.access_token) })).status).toBe(
			401,
		);
		expect((await send('GET', '/jwt', { bearer: String(pending.access_token) })).status).toBe(401);
		expect((await send('GET', '/apikeys', { bearer: String(pending.access_token) })).status).toBe(
			401,
		);
	});

	test('the code completes the sign-in; a wrong one does not', async () => {
		const { access_token: access } = record(await token(first()));
		expect((await token(second(access, '000000'))).status).toBe(401);
		const done = record(await token(second(access, passcode())));
		expect(done.scope).toBe('Call Center Supervisor');
		expect(await whoAmI(String(done.access_token))).toBe('103');
	});

	const jwt = (body: object) => send('POST', '/jwt', { bearer: '', body });
	type Ask = (body: object) => Promise<Answer>;
	const ways: Array<[string, Ask, string]> = [
		['token', token, 'access_token'],
		['JWT', jwt, 'token'],
	];

	test.each(ways)('%s: the second step needs every documented field', async (_name, ask, name) => {
		const pending = record(await ask(first()))[name];
		const whole = second(pending, passcode());
		for (const field of Object.keys(whole)) {
			const { status } = await ask({ ...whole, [field]: undefined });
			expect([field, Math.floor(status / 100)]).toEqual([field, 4]);
		}
		expect((await ask(whole)).status).toBe(200);
	});

	/** What the first step gives to another user who has an authenticator, too. */
	const waitingOf = async (user: string, domain: string, ask: Ask, name: string) => {
		const whose = { user, domain };
		await send('POST', '/_sim/passwords', { body: { ...whose, password: 'Other-1!' } });
		await send('POST', '/_sim/authenticators', { body: { ...whose, secret: 'JBSWY3DPEHPK3PXP' } });
		const pending = await ask({ ...first(), username: `${user}@${domain}`, password: 'Other-1!' });
		await send('POST', '/_sim/authenticators', { body: { ...whose, secret: '' } });
		return record(pending)[name];
	};

	test.each(ways)(
		'%s: only what the first step gave opens the second',
		async (_name, ask, name) => {
			const done = record(await ask(second(record(await ask(first()))[name], passcode())))[name];
			const [, otherWay, otherName] = ways.find(([, way]) => way !== ask)!;
			const elsewhere = String(list(await send('GET', '/domains'))[1]!.domain);
			const late = record(await ask(first()))[name];
			await send('POST', '/_sim/tokens/expire');
			for (const bearer of [
				done,
				late,
				record(await otherWay(first()))[otherName],
				await waitingOf('104', 'acme.example', ask, name),
				await waitingOf('103', elsewhere, ask, name),
				'f'.repeat(32),
			]) {
				expect(bearer).toEqual(expect.any(String));
				expect((await ask(second(bearer, passcode()))).status).toBe(401);
			}
		},
	);

	test('the legacy path takes the code in a form, with the client in a Basic header', async () => {
		const { access_token: access } = record(await legacy(first()));
		const done = record(await legacy(second(access, passcode())));
		expect(done.scope).toBe('Call Center Supervisor');
	});

	test('a JWT needs the code too', async () => {
		const pending = record(await send('POST', '/jwt', { bearer: '', body: first() }));
		expect((await send('GET', '/domains/~', { bearer: String(pending.token) })).status).toBe(401);
		const done = record(
			await send('POST', '/jwt', { bearer: '', body: second(pending.token, passcode()) }),
		);
		expect(await whoAmI(String(done.token))).toBe('103');
	});
});

describe('JWT', () => {
	const create = async (body: unknown, bearer = '') =>
		record(await send('POST', '/jwt', { bearer, body }));

	test('claims name user, domain, scope and life', async () => {
		const { token: jwt } = await create(grant);
		const claims = record(await send('GET', '/jwt', { bearer: String(jwt) }));
		expect(claims).toMatchObject({
			aud: 'ns',
			sub: '101@acme.example',
			user_scope: 'Office Manager',
			time_out: 86400000,
			mask_chain: null,
		});
		expect(claims.jti).toMatch(/^[0-9a-f]{40}$/);
	});

	test('a refresh JWT works once', async () => {
		const { refresh } = await create(grant);
		expect(await whoAmI(String((await create({ refresh })).token))).toBe('101');
		expect((await send('POST', '/jwt', { bearer: '', body: { refresh } })).status).toBe(401);
	});

	test('an API key acts as another user, within its reach', async () => {
		const { superUser, officeManager } = simulator.credentials.apiKeys;
		const { token: jwt } = await create({ user: '102', domain: 'acme.example' }, superUser);
		expect(await whoAmI(String(jwt))).toBe('102');
		const other = String(list(await send('GET', '/domains'))[1]!.domain);
		const foreign = await send('POST', '/jwt', {
			bearer: officeManager,
			body: { user: '101', domain: other },
		});
		expect(foreign.status).toBe(403);
	});

	test('revoking by itself, by id and by user', async () => {
		const own = String((await create(grant)).token);
		expect((await send('DELETE', '/jwt', { bearer: own })).status).toBe(202);
		expect((await send('GET', '/jwt', { bearer: own })).status).toBe(401);
		const byId = String((await create(grant)).token);
		const { jti } = record(await send('GET', '/jwt', { bearer: byId }));
		await send('DELETE', `/jwt/${String(jti)}`);
		expect((await send('GET', '/jwt', { bearer: byId })).status).toBe(401);
		const byUser = String((await create(grant)).token);
		await send('DELETE', '/jwt/101@acme.example');
		expect((await send('GET', '/jwt', { bearer: byUser })).status).toBe(401);
	});
});

describe('API keys', () => {
	const make = (more: object, bearer?: string) =>
		send('POST', '/apikeys', {
			bearer,
			body: {
				description: 'Key for a test',
				domain: 'acme.example',
				reseller: '*',
				'user-scope': 'Office Manager',
				...more,
			},
		});

	test('the key is shown once and describes itself', async () => {
		const made = record(await make({}));
		expect(String(made.key)).toHaveLength(60);
		const own = record(await send('GET', '/apikeys/~', { bearer: String(made.key) }));
		expect(own).toMatchObject({
			'key-id': String(made.key).slice(0, 12),
			'user-scope': 'Office Manager',
		});
		expect(own).not.toHaveProperty('key');
	});

	test('only keys that may make keys make lesser ones', async () => {
		const { officeManager, reseller } = simulator.credentials.apiKeys;
		const denied = await make({}, officeManager);
		expect(denied.status).toBe(403);
		expect(record(denied).message).toContain('API key creation only allowed');
		expect((await make({ 'user-scope': 'Super User' }, reseller)).status).toBe(403);
	});

	test('read-only keys read', async () => {
		const { key } = record(await make({ readonly: 'yes' }));
		const bearer = String(key);
		expect((await send('GET', '/domains/~', { bearer })).status).toBe(200);
		expect(
			(await send('POST', '/domains/~/contacts', { bearer, body: { company: 'X' } })).status,
		).toBe(403);
	});

	test('address lists, model lists and revocation hold at once', async () => {
		const barred = record(await make({ 'ip-address': '192.0.2.0/24' }));
		expect((await send('GET', '/domains/~', { bearer: String(barred.key) })).status).toBe(403);
		await send('PUT', `/apikeys/${String(barred['key-id'])}`, {
			body: { 'ip-address': '127.0.0.1' },
		});
		expect((await send('GET', '/domains/~', { bearer: String(barred.key) })).status).toBe(200);
		const narrow = String(record(await make({ 'allowed-models': ['subscriber'] })).key);
		expect((await send('GET', '/domains/~/users', { bearer: narrow })).status).toBe(200);
		expect((await send('GET', '/domains/~/contacts', { bearer: narrow })).status).toBe(403);
		await send('DELETE', `/apikeys/${narrow.slice(0, 12)}`);
		expect((await send('GET', '/domains/~/users', { bearer: narrow })).status).toBe(401);
	});
});

describe('scopes', () => {
	test.each([
		['officeManager', 'GET', '/domains', 401],
		['officeManager', 'GET', '/domains/~', 200],
		['officeManager', 'GET', '/domains/~/users/102', 200],
		['officeManager', 'GET', '/cdrs/count', 401],
		['officeManager', 'GET', '/domains/other.example/users', 403],
		['basicUser', 'GET', '/domains/~/users/~', 200],
		['basicUser', 'GET', '/domains/~/users/101', 403],
		['basicUser', 'GET', '/domains/~/phonenumbers', 401],
		['basicUser', 'DELETE', '/domains/~/users/~', 401],
		['reseller', 'GET', '/domains', 200],
		['reseller', 'GET', '/auditlog', 401],
		['reseller', 'GET', '/routes', 401],
		['reseller', 'DELETE', '/resellers/Northwind%20Telecom', 401],
	] as const)('%s %s %s: %i', async (who, method, path, status) => {
		const answer = await send(method, path, { bearer: simulator.credentials.apiKeys[who] });
		expect(answer.status).toBe(status);
		if (status === 401)
			expect(answer.body).toEqual({ code: 401, message: 'Invalid Scope [APP001]' });
	});

	test('a reseller sees its own domains only', async () => {
		const bearer = simulator.credentials.apiKeys.reseller;
		const own = list(await send('GET', '/domains', { bearer }));
		const all = list(await send('GET', '/domains'));
		expect(own.map((row) => row.reseller)).toEqual(own.map(() => 'Northwind Telecom'));
		expect(own.length).toBeLessThan(all.length);
		const foreign = all.find((row) => row.reseller !== 'Northwind Telecom')!;
		expect((await send('GET', `/domains/${String(foreign.domain)}`, { bearer })).status).toBe(403);
	});

	test('no bearer, a malformed one and an unknown one', async () => {
		expect((await send('GET', '/domains', { bearer: '' })).status).toBe(401);
		expect(
			(await send('GET', '/domains', { bearer: '', headers: { authorization: 'Token x' } })).status,
		).toBe(400);
		expect((await send('GET', '/domains', { bearer: 'f'.repeat(32) })).status).toBe(401);
		expect((await send('GET', '/version', { bearer: '' })).status).toBe(200);
	});
});
