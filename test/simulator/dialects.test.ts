import { commandLine, readSwitches } from '../../simulator/command-line';
import { dialects } from '../../simulator/dialect/data';
import { heard, keptName, renamed } from '../../simulator/dialect/names';
import { longDigitsBare } from '../../simulator/dialect/values';
import { switchesOf, withDefaults } from '../../simulator/options';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, type Client } from './client';

const names = Object.keys(dialects);

test.each([
	['user', 'first_name', 'name-first-name'],
	['user', 'name-first-name', 'name-first-name'],
	['user', 'nothing', 'nothing'],
	['nobody', 'first_name', 'first_name'],
])('a %s keeps %s as %s, whatever code calls it', (kind, name, kept) => {
	expect(keptName(kind, name)).toBe(kept);
});

describe('which dialect', () => {
	test('the first is the document, and has no switches', () => {
		expect(names[0]).toBe('documented');
		expect(dialects.documented!.switches).toBeUndefined();
		expect(withDefaults()).toMatchObject({ dialect: 'documented', version: '45.0' });
	});

	test.each(names)('%s sets known switches, its names and its version', (name) => {
		const { version, switches = {} } = dialects[name]!;
		expect(switchesOf(name).all()).toMatchObject({ 'record-names': name, ...switches });
		expect(withDefaults({ dialect: name }).version).toBe(version);
	});

	test('version and switches that are given go before those of the dialect', () => {
		expect(withDefaults({ dialect: 'live-44', version: '44.2' }).version).toBe('44.2');
		const { digits } = readSwitches(['digits=text'], 'live-44').all();
		expect(digits).toBe('text');
	});

	test('one that there is not is refused with those that there are', () => {
		expect(() => withDefaults({ dialect: 'klingon' })).toThrow(
			`There is no dialect "klingon"; there are ${names.join(', ')}.`,
		);
		const parse = () =>
			commandLine()
				.exitOverride()
				.configureOutput({ writeErr: () => {} })
				.parse(['--dialect', 'klingon'], { from: 'user' });
		expect(parse).toThrow(/Allowed choices are documented, documented-44/);
	});
});

describe('names', () => {
	const kind = {
		collections: ['/users'],
		fields: {
			'email-address': { also: ['email'], says: { live: 'email' } },
			enabled: { also: ['enable'] },
			'text ': { says: { live: 'text ' } },
		},
	};

	test('those of a dialect go out, the others stay', () => {
		const one = { 'Email-Address': 'a@b', enabled: 'yes', text: 'x', user: '1' };
		expect(renamed(one, kind, 'live')).toEqual({
			email: 'a@b',
			enabled: 'yes',
			'text ': 'x',
			user: '1',
		});
		expect(renamed(one, kind, 'other')).toEqual(one);
	});

	test('of two names the one with a value stays', () => {
		expect(renamed({ 'email-address': '', email: 'a@b' }, kind, 'live')).toEqual({ email: 'a@b' });
		expect(renamed({ email: 'a@b', 'email-address': null }, kind, 'live')).toEqual({
			email: 'a@b',
		});
	});

	test('a body is taken under the documented names, and kept under ours', () => {
		const written = new Set(['email-address', 'enable', 'user']);
		expect(heard({ email: 'a@b', enable: 'no', user: '1', other: 2 }, kind, written)).toEqual({
			enable: 'no',
			enabled: 'no',
			user: '1',
			other: 2,
		});
	});
});

test('only texts of many digits become bare, and only as values', () => {
	const json = JSON.stringify({
		'1234567890123456789': '1234567890123456789',
		list: ['20260105120000000000', '123456789012345', '0123456789012345678'],
		text: 'say "1234567890123456789", please',
	});
	expect(longDigitsBare(json)).toBe(
		json
			.replace(':"1234567890123456789"', ':1234567890123456789')
			.replace('"20260105120000000000"', '20260105120000000000'),
	);
});

describe('a server that answers in other names than it takes', () => {
	let simulator: RunningSimulator;
	let send: Client;
	const path = '/domains/acme.example/users/101';

	beforeAll(async () => {
		simulator = await startSimulator(['--dialect', 'live-45', '--cdrs', '10', '--users', '10']);
		send = clientOf(simulator);
	});
	afterAll(() => simulator.stop());

	const email = async () => record(await send('GET', path)).email;

	test('says so in its version and shows it in its tenant', async () => {
		expect(record(await send('GET', '/version')).apiversion).toBe('Version: 45.0');
		expect(record(await send('GET', '/_sim/tenant'))).toMatchObject({
			options: { dialect: 'live-45' },
		});
	});

	test('takes the documented name, and ignores the one of its answers with success', async () => {
		const put = async (body: object) => (await send('PUT', path, { body })).status;
		expect(await put({ 'email-address': 'new@acme.example' })).toBe(202);
		expect(await email()).toBe('new@acme.example');
		expect(await put({ email: 'other@acme.example' })).toBe(202);
		expect(await email()).toBe('new@acme.example');
	});

	test('answers in lists, single records and to writes alike', async () => {
		const users = '/domains/acme.example/users';
		const body = {
			user: '199',
			'name-first-name': 'Pat',
			'name-last-name': 'Doe',
			'email-address': 'pat@acme.example',
			'user-scope': 'Basic User',
			synchronous: 'yes',
		};
		const made = record(await send('POST', users, { body }));
		const rows = [
			made,
			record(await send('GET', `${users}/199`)),
			...list(await send('GET', `${users}?limit=100`)).filter(({ user }) => user === 199),
		];
		expect(rows.map((row) => [row.email, 'email-address' in row])).toEqual(
			rows.map(() => ['pat@acme.example', false]),
		);
		expect(rows).toHaveLength(3);
	});

	test('can be changed while it runs, all switches at once', async () => {
		const change = (dialect: string) => send('POST', '/_sim/dialect', { body: { dialect } });
		await send('POST', '/_sim/switches', { body: { 'list-max': '7' } });
		expect(record(await change('documented'))).toMatchObject({ unset: 'documented' });
		expect(record(await send('GET', path))).toHaveProperty('email-address');
		expect(record(await change('live-45'))).toMatchObject({ unset: 'star', 'list-max': '1000' });
		expect((await change('klingon')).status).toBe(400);
		expect(await email()).toContain('@acme.example');
	});

	test('takes a body in the names of API v1 where a document has them', async () => {
		await send('POST', '/_sim/dialect', { body: { dialect: 'documented-44' } });
		const [phone] = list(await send('GET', '/phones?limit=2'));
		const body = { mac: String(phone!.mac), model: 'Polycom VVX450', device2: 'sip:x@y' };
		expect((await send('PUT', '/phones', { body })).status).toBe(202);
		expect(record(await send('GET', `/phones/${body.mac}`))).toMatchObject(body);
	});

	test('a reset keeps the dialect', async () => {
		await send('POST', '/_sim/reset');
		expect(await email()).toContain('@acme.example');
	});
});
