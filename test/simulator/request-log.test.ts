import { start, type Running } from '../../simulator/start';
import { clientOf, list, record, type Client } from './client';

let simulator: Running;
let send: Client;

beforeAll(async () => {
	simulator = await start({ domains: 1, users: 6, cdrs: 10, eventsInterval: 1_000_000 });
	send = clientOf({ ...simulator, credentials: simulator.instance.credentials });
});

afterAll(() => simulator.stop());
beforeEach(() => send('DELETE', '/_sim/requests'));

const last = async () => list(await send('GET', '/_sim/requests')).at(-1) ?? {};
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe('what is sent is remembered as it was sent, whatever is made of it', () => {
	const device = (body: string) => ({ body, headers: json });

	test.each([
		['a number as text', '{"user":"801","voicemail-greeting-ordinal":"40"}'],
		['a text as number', '{"user":802,"name-first-name":7}'],
		['another kind', '{"user":"803","email-address":true,"department":null}'],
		['lists and groups', '{"user":"804","department":["a",{"b":"1"}]}'],
	])('%s', async (_what, body) => {
		await send('POST', '/domains/acme.example/users', device(body));
		expect((await last()).body).toEqual(JSON.parse(body));
	});

	test('one field of a form', async () => {
		const body = 'company=40&name-first-name=true';
		await send('POST', '/domains/acme.example/contacts', { body, headers: form });
		expect((await last()).body).toEqual({ company: '40', 'name-first-name': 'true' });
	});

	test('parameters of the query', async () => {
		await send('GET', '/domains/acme.example/users?limit=007&start=%30');
		expect((await last()).query).toEqual({ limit: '007', start: '0' });
	});

	test.each([
		['JSON that is none', '{"company": 1,', json, '{"company": 1,'],
		['XML', '<a>1</a>', { 'content-type': 'text/xml' }, '<a>1</a>'],
		[
			'what is too long to keep',
			JSON.stringify({ company: 'x'.repeat(70000) }),
			json,
			'(70014 characters)',
		],
	])('%s', async (_what, body, headers, kept) => {
		await send('POST', '/domains/acme.example/contacts', { body, headers });
		expect((await last()).body).toBe(kept);
	});
});

describe('letter by letter', () => {
	const path = '/domains/acme.example/contacts';

	test.each([
		[
			'JSON with its blanks and names that stand twice',
			'{ "company" : 40.0,"company":"\\u0041" }',
			json,
		],
		['a form', 'company=A+%26%20B&x', form],
		['JSON that is none', '{"company": 1,', json],
		['XML', '<a>1</a>', { 'content-type': 'text/xml' }],
	])('%s', async (_what, body, headers) => {
		await send('POST', path, { body, headers });
		expect((await last()).raw).toBe(body);
	});

	test.each([
		['in JSON', '{"password":"s3cr3t"}', json],
		['in JSON that goes on to say something else', '{"password":"s3cr3t","password":""}', json],
		['in JSON under a name that is not spelled out', '{"passw\\u006frd":"s3cr3t"}', json],
		['in a form', 'a=1&password=s3cr3t', form],
		['in a form under a name that is not spelled out', 'passw%6frd=s3cr3t', form],
		['in JSON that is none', '{"password":"s3cr3t"', json],
	])('but for secrets, %s', async (_what, body, headers) => {
		await send('POST', path, { body, headers });
		expect(await last()).not.toHaveProperty('raw');
	});
});

/** Secrets that no log may have, each where it is sent. */
const SECRET = 's3cr3t-Word';
const multipart = () => {
	const body = new FormData();
	body.append('password', SECRET);
	body.append('script', 'Hello');
	return body;
};
const names = [
	...['password', 'client_secret', 'access_token', 'refresh_token', 'refresh', 'passcode'],
	...['token', 'idtoken', 'key', 'pin', 'leader_pin', 'voicemail-login-pin', 'meeting-passcode'],
	...['device-sip-registration-password', 'email-send-smtp-password', 'SipSipAuthKey'],
	...['global-one-time-pass', 'connection-sip-registration-password'],
];

const ways: Array<[string, (name: string) => Promise<unknown>]> = [
	['the query', (name) => send('POST', `/tokens?${name}=${SECRET}`, { bearer: '' })],
	['JSON', (name) => send('POST', '/tokens', { body: { [name]: SECRET } })],
	['a group in JSON', (name) => send('POST', '/tokens', { body: { a: [{ [name]: SECRET }] } })],
	['a form', (name) => send('POST', '/tokens', { body: `${name}=${SECRET}&a=1`, headers: form })],
	[
		'the legacy path',
		(name) => send('POST', '/ns-api/oauth2/token/', { body: `${name}=${SECRET}`, headers: form }),
	],
	[
		'JSON that is none',
		(name) => send('POST', '/jwt', { body: `{"${name}": "${SECRET}"`, headers: json }),
	],
	[
		'broken JSON without quotes',
		(name) => send('POST', '/jwt', { body: `{${name}: ${SECRET}`, headers: json }),
	],
	['parts', () => send('POST', '/domains/acme.example/users/101/greetings', { body: multipart() })],
];

test.each(ways)('secrets in %s are not remembered', async (_way, act) => {
	for (const name of names) {
		await act(name);
		expect([name, JSON.stringify(await last())]).toEqual([
			name,
			expect.not.stringContaining(SECRET),
		]);
	}
});

test('keys and JWTs are not remembered, wherever they stand', async () => {
	const { instance } = simulator;
	const { superUser } = instance.credentials.apiKeys;
	const { clientId, clientSecret, username, password } = instance.credentials.password;
	const client = { client_id: clientId, client_secret: clientSecret };
	const grant = { grant_type: 'password', ...client, username, password };
	const { token } = record(await send('POST', '/jwt', { bearer: '', body: grant }));
	for (const bearer of [superUser, String(token)]) {
		await send('GET', `/domains/${bearer}`, { bearer });
		await send('GET', `/domains?note=${bearer}`, { headers: { 'x-key': bearer } });
		await send('POST', '/domains/acme.example/contacts', { body: { company: bearer } });
		await send('POST', '/domains/acme.example/contacts', {
			body: `{"x": ${bearer}`,
			headers: json,
		});
	}
	const seen = JSON.stringify(list(await send('GET', '/_sim/requests')));
	for (const secret of [superUser, String(token), password, clientSecret]) {
		expect(seen).not.toContain(secret);
	}
	expect(seen).toContain(username);
});

test('what only looks like a secret is remembered', async () => {
	const body = {
		company: 'token',
		'language-token': 'en_US',
		'can-create-keys': 'no',
		password: '',
	};
	await send('POST', '/domains/acme.example/contacts', { body });
	expect((await last()).body).toEqual(body);
});
