/** Who gets in, and how far: keys, clients and what a path says of itself without anybody signing in. */
import { TOTP } from 'otpauth';

import { simulatorInProcess, type InProcess } from './in-process';

const D = '/domains/acme.example';
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';

let simulator: InProcess;

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
afterAll(() => simulator.stop());

const get = async (path: string, bearer?: string) =>
	await simulator.inject({
		url: `/ns-api/v2${path}`,
		headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
	});
const grant = async (payload: object) =>
	await simulator.inject({ method: 'POST', url: '/ns-api/v2/tokens', payload });

test('a key opens with all of its characters, and with no other', async () => {
	const { superUser: key } = simulator.instance.credentials.apiKeys;
	expect((await get('/domains', key)).statusCode).toBe(200);
	const changed = Array.from(key, (letter, at) => {
		const other = letter === 'A' ? 'B' : 'A';
		return key.slice(0, at) + other + key.slice(at + 1);
	});
	for (const wrong of [
		...changed,
		key.slice(0, -1),
		`${key}0`,
		key.slice(0, 12),
		key.toUpperCase(),
	])
		expect([wrong, (await get('/domains', wrong)).statusCode]).toEqual([wrong, 401]);
});

test('every grant is one of a client', async () => {
	const { instance } = simulator;
	const { clientId, clientSecret, username, password } = instance.credentials.password;
	const { mfa } = instance.credentials;
	const client = { client_id: clientId, client_secret: clientSecret };
	const sign = { grant_type: 'password', username, password };
	const pair = async () => (await grant({ ...client, ...sign })).json<Record<string, string>>();
	const waiting = async () =>
		(await grant({ ...client, ...sign, ...mfa })).json<Record<string, string>>();
	const grants = [
		async () => sign,
		async () => ({
			grant_type: 'refresh_token',
			refresh_token: (await pair()).refresh_token,
		}),
		async () => ({
			...{ ...sign, ...mfa, grant_type: 'mfa', access_token: (await waiting()).access_token },
			...{ mfa_type: 'authenticator', mfa_vendor: 'google', ns_id_type: 'subscriber' },
			passcode: new TOTP({ secret: mfa.secret }).generate(),
		}),
	];
	for (const make of grants) {
		const fields = await make();
		for (const other of [{ client_id: 'other' }, { client_secret: 'other' }]) {
			const answer = await grant({ ...client, ...fields, ...other });
			expect([fields.grant_type, answer.statusCode]).toEqual([fields.grant_type, 400]);
			expect(answer.json()).toMatchObject({ error: 'invalid_client' });
		}
		// What was refused has used up nothing.
		expect((await grant({ ...client, ...fields })).statusCode).toBe(200);
	}
});

test.each([
	['/domains', 'domain'],
	['/resellers', 'reseller'],
	['/phones', 'mac'],
	['/subscriptions', 'event'],
	['/routes/route-national/routecon', 'routecon'],
	[`${D}/users`, 'subscriber'],
	[`${D}/users/count`, 'subscriber'],
	[`${D}/users/list`, 'subscriber'],
	[`${D}/users/101`, 'subscriber'],
	[`${D}/users/101/devices`, 'device'],
	[`${D}/users/101/devices/101`, 'device'],
	[`${D}/users/101/answerrules`, 'answerrule'],
	[`${D}/number-filters`, 'answerrule'],
	[`${D}/users/101/greetings`, 'audio'],
	[`${D}/users/101/voicemails/new`, 'audio'],
	[`${D}/msg`, 'audio'],
	[`${D}/addresses`, 'address'],
	[`${D}/callqueues`, 'callqueue'],
	[`${D}/callqueues/4000/agents`, 'agent'],
	[`${D}/timeframes`, 'timeframe'],
	[`${D}/phonenumbers`, 'phonenumber'],
	[`${D}/cdrs?${ALL}`, 'cdr2'],
	[`${D}/statistics/agent?${ALL}`, 'agent'],
])('a key that is for one model reads %s if that is %s', async (path, model) => {
	const bearerFor = (models: string[]) => {
		const wanted = { 'user-scope': 'Super User', 'allowed-models': models };
		return simulator.instance.sim.keys.make(wanted).key;
	};
	expect((await get(path, bearerFor([model, 'other']))).statusCode).toBe(200);
	expect((await get(path, bearerFor(['other']))).statusCode).toBe(403);
});

test('a reseller reads the own record, by name and as the own, and no other', async () => {
	const { reseller } = simulator.instance.credentials.apiKeys;
	const own = await get('/resellers/~', reseller);
	expect([own.statusCode, own.json()]).toMatchObject([200, { reseller: 'Northwind Telecom' }]);
	const byName = await get('/resellers/Northwind%20Telecom', reseller);
	expect(byName.json()).toEqual(own.json());
	expect((await get('/resellers/Blue%20Harbor%20Voice', reseller)).statusCode).toBe(403);
});

test('a path says what else it takes, to anybody', async () => {
	const allow = async (path: string) => {
		const url = `/ns-api/v2${path}`;
		const headers = { authorization: '' };
		const answer = await simulator.inject({ method: 'OPTIONS', url, headers });
		expect([answer.statusCode, answer.body]).toEqual([200, '']);
		return String(answer.headers.allow).split(', ').sort();
	};
	expect(await allow(`${D}/users/101`)).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PUT']);
	expect(await allow(`${D}/callqueues/4000/agents/101/login`)).toEqual(['OPTIONS', 'PATCH']);
	const url = `/ns-api/v2${D}/users/101`;
	const [head, whole] = [
		await simulator.inject({ method: 'HEAD', url }),
		await simulator.inject({ url }),
	];
	expect([head.statusCode, head.body]).toEqual([200, '']);
	expect(head.headers['content-length']).toBe(whole.headers['content-length']);
	expect((await simulator.inject({ method: 'HEAD', url: `${url}/none` })).statusCode).toBe(404);
});
