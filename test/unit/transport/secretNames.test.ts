import type { NetSapiensCredential } from '../../../credentials/signIn/credential';
import { isSecretName, secretsOf } from '../../../nodes/NetSapiens/transport/secretNames';
import { masked } from '../../../nodes/NetSapiens/transport/secrets';
import spec from '../../../spec/openapi.json';

type Json = Record<string, unknown>;

/** Every field and parameter of the API's description with its schema, wherever it stands. */
function fieldsOf(value: unknown): Array<[string, Json]> {
	if (typeof value !== 'object' || value === null) return [];
	const { properties = {}, parameters, ...rest } = value as Json;
	const named = Array.isArray(parameters) ? (parameters as Json[]) : [];
	const older = Object.entries((rest['x-older-fields'] ?? {}) as Json);
	const own: Array<[string, Json]> = [
		...Object.entries(properties as Record<string, Json>),
		...named.map(({ name, schema }): [string, Json] => [String(name ?? ''), schema as Json]),
		...older.map(([, name]): [string, Json] => [String(name), {}]),
	];
	const inner = [...Object.values(properties as Json), ...named, ...Object.values(rest)];
	return [...own, ...inner.flatMap(fieldsOf)];
}

const fields = fieldsOf(spec);
const names = [...new Set(fields.map(([name]) => name))];

test('the whole description is looked at', () => {
	expect(names.length).toBeGreaterThan(1100);
	expect(names).toContain('smtp_pwd');
});

test('what the description calls a password, or never gives back, is secret', () => {
	// Written only, as it is where to move a record to.
	const harmless = ['new-position'];
	const marked = fields
		.filter(([, schema]) => schema?.format === 'password' || schema?.writeOnly === true)
		.map(([name]) => name)
		.filter((name) => !harmless.includes(name));
	expect(new Set(marked)).toContain('device-sip-registration-password');
	expect(marked.filter((name) => !isSecretName(name))).toEqual([]);
});

test('these and no others of the description are secret', () => {
	expect(names.filter(isSecretName).sort()).toEqual([
		'SipSipAuthKey',
		'access_token',
		'base64_file',
		'client_secret',
		'connection-sip-registration-password',
		'data_token',
		'device-provisioning-password',
		'device-sip-registration-password',
		'email-send-smtp-password',
		'global-one-time-pass',
		'idtoken',
		'key',
		'leader_pin',
		'meeting-passcode',
		'participants_pin',
		'passcode',
		'password',
		'pin',
		'refresh',
		'refresh_token',
		'smtp_pwd',
		'speaker_pin',
		'token',
		'voicemail-login-pin',
	]);
});

test.each([
	'Password',
	'new-password',
	'password2',
	'subscriber_pwd',
	'vmail_pin',
	'apiKey',
	'api-key',
	'clientSecret',
	'jwtRefreshToken',
	'authenticatorSecret',
	'sip_otp',
	'wifi passphrase',
	' password ',
	'smtp__pwd',
	'pin12',
	'sip2Key',
])('%s is secret', (name) => expect(isSecretName(name)).toBe(true));

test.each([
	'area-code',
	'country_code',
	'state_code',
	'service-code',
	'code',
	'address-postal-code',
	'key-id',
	'can-create-keys',
	'no-key-press',
	'language-token',
	'token_type',
	'meeting-join-require-passcode-enabled',
	'password-expires-datetime',
	'directory-name-number-dtmf-mapping',
	'SipSipAuthUser',
	'call-bypass',
	'hotkey',
	'spin',
	'pin1st',
	'',
])('%p is not', (name) => expect(isSecretName(name)).toBe(false));

describe('the secrets of a request', () => {
	const credential = (more: object) => more as NetSapiensCredential;

	test('are those of the credential, without what comes along when people paste a key', () => {
		const own = {
			server: 'pbx.example.com',
			username: '101@acme.example',
			apiKey: 'Bearer raw-key-1',
			clientSecret: 'client-secret-1',
			password: 'password-1',
			authenticatorSecret: 'JBSW Y3DP',
			jwtRefreshToken: 'refresh-jwt-1',
			accessToken: 'access-1',
			refreshToken: 'refresh-1',
		};
		expect(secretsOf(credential(own)).sort()).toEqual([
			'JBSW Y3DP',
			'access-1',
			'client-secret-1',
			'password-1',
			'raw-key-1',
			'refresh-1',
			'refresh-jwt-1',
		]);
	});

	test('and those that are sent, also in groups, in lists and as numbers', () => {
		const query = { token: 'in-query', user: '101' };
		const body = [
			{ user: '102', 'voicemail-login-pin': 4711, mail: { smtp_pwd: 'in-group' } },
			{ passcode: ['in-list'], password: null, key: '', pin: undefined },
		];
		expect(secretsOf(credential({}), query, body, Buffer.from('{"pin":"1"}'), undefined)).toEqual([
			'in-query',
			'4711',
			'in-group',
			'in-list',
		]);
	});

	/** A message that comes back for what was sent. */
	const said = (message: string, ...sent: Array<Record<string, string | number>>) =>
		masked(message, secretsOf(credential({}), ...sent));

	test.each([
		['PIN 4711 is too weak', { pin: '4711' }, 'PIN *** is too weak'],
		['Number 12124711555 exists', { pin: 4711 }, 'Number 12124711555 exists'],
		['a=4711&b=%3D4711%26', { pin: 4711 }, 'a=***&b=%3D***%26'],
		['PIN 12 is too short', { pin: '12' }, 'PIN 12 is too short'],
		['The password is too weak', { password: 'password' }, 'The password is too weak'],
		['hunter22 is too weak', { password: 'hunter22' }, '*** is too weak'],
		['xhunter22x', { password: 'hunter22' }, 'x***x'],
	])('%s', (message, body, expected) => expect(said(message, body)).toBe(expected));

	test.each([
		...[
			'admin',
			'auto',
			'default',
			'domain',
			'enabled',
			'false',
			'invalid',
			'name',
			'none',
			'null',
		],
		...['password', 'passcode', 'secret', 'server', 'test', 'token', 'true', 'user', 'value'],
		...['values', 'Admin'],
	])('a message keeps its words where the password is %s', (word) => {
		const message = `What is ${word}?`;
		expect(said(message, { password: word })).toBe(message);
		expect(said(message, { password: `${word}7` })).toBe(message);
		expect(said(`What is ${word}7?`, { password: `${word}7` })).toBe('What is ***?');
	});

	test('what was sent openly as well does not become unreadable', () => {
		const body = { 'voicemail-login-pin': '1000' };
		const message = 'User 1000 does not exist';
		expect(said(message, { user: 1000 }, body)).toBe(message);
		expect(said(message, { user: 1001 }, body)).toBe('User *** does not exist');
	});
});
