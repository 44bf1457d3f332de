import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;
let count = 500;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '50', '--events-interval', '1000000']);
	send = clientOf(simulator);
});

afterAll(() => simulator.stop());

const D = '/domains/acme.example';
const person = (more: object = {}) => ({
	user: String(++count),
	'name-first-name': 'Ada',
	'name-last-name': 'Smith',
	'email-address': 'ada@acme.example',
	'user-scope': 'Basic User',
	...more,
});

const newUser = async (): Promise<string> => {
	const body = person();
	await send('POST', `${D}/users`, { body });
	return body.user;
};

describe('users', () => {
	test('asked for synchronously, a create answers with the record the server made', async () => {
		const body = person({ synchronous: 'yes' });
		const made = await send('POST', `${D}/users`, { body });
		expect(made.status).toBe(200);
		expect(made.body).toMatchObject({
			user: body.user,
			domain: 'acme.example',
			'login-username': `${body.user}@acme.example`,
			'directory-name-number-dtmf-mapping': 764,
		});
		expect(made.body).toEqual((await send('GET', `${D}/users/${body.user}`)).body);
	});

	test('otherwise it is accepted; a second one exists already', async () => {
		const body = person();
		expect((await send('POST', `${D}/users`, { body })).body).toEqual({
			code: 202,
			message: 'Accepted',
		});
		const again = await send('POST', `${D}/users`, { body });
		expect(again).toMatchObject({ status: 409, body: { message: 'UID already exists.' } });
		const login = person({ 'login-username': `${body.user}@acme.example` });
		expect((await send('POST', `${D}/users`, { body: login })).status).toBe(409);
	});

	test('a new user has one answer rule that rings all devices, but no device and no number', async () => {
		const user = await newUser();
		const rules = list(await send('GET', `${D}/users/${user}/answerrules`));
		expect(rules).toHaveLength(1);
		expect(rules[0]).toMatchObject({ 'time-frame': '*', 'simultaneous-ring': { enabled: 'yes' } });
		expect((await send('GET', `${D}/users/${user}/devices`)).body).toEqual([]);
	});

	test('an update is never answered with the record, however it is asked for', async () => {
		const user = await newUser();
		const body = { 'name-first-name': 'Eve', synchronous: 'yes' };
		const changed = await send('PUT', `${D}/users/${user}?synchronous=yes`, { body });
		expect(changed).toMatchObject({ status: 202, body: { code: 202 } });
		expect(record(await send('GET', `${D}/users/${user}`))['name-first-name']).toBe('Eve');
	});

	test('deleting takes devices and rules, but leaves numbers and agents', async () => {
		const user = await newUser();
		await send('POST', `${D}/users/${user}/devices`, { body: { device: user } });
		const number = {
			phonenumber: `1606555${user}`,
			'dial-rule-application': 'to-user',
			'dial-rule-translation-destination-user': user,
		};
		await send('POST', `${D}/phonenumbers`, { body: number });
		await send('POST', `${D}/callqueues/4000/agents`, { body: { 'callqueue-agent-id': user } });
		expect((await send('DELETE', `${D}/users/${user}`)).status).toBe(202);
		expect((await send('GET', `${D}/users/${user}`)).status).toBe(404);
		expect(
			list(await send('GET', `${D}/devices?limit=1000`)).some((row) => row.user === user),
		).toBe(false);
		const left = record(await send('GET', `${D}/phonenumbers/${number.phonenumber}`));
		expect(left['dial-rule-translation-destination-user']).toBe(user);
		expect((await send('GET', `${D}/callqueues/4000/agents/${user}@acme.example`)).status).toBe(
			200,
		);
	});

	test('what is missing or wrong is a 400, what nobody knows is ignored', async () => {
		const incomplete = { ...person(), user: undefined };
		const missing = await send('POST', `${D}/users`, { body: incomplete });
		expect(missing).toMatchObject({
			status: 400,
			body: { code: 400, message: 'Missing required field: user' },
		});
		expect(
			(await send('POST', `${D}/users`, { body: person({ 'user-scope': 'Emperor' }) })).status,
		).toBe(400);
		const odd = person({ 'no-such-field': 1, synchronous: 'yes' });
		const made = await send('POST', `${D}/users`, { body: odd });
		expect(made.status).toBe(200);
		expect(made.body).not.toHaveProperty('no-such-field');
	});
});

describe('domains', () => {
	test('a new one brings a system user and a dial plan', async () => {
		const body = {
			domain: 'Fresh.example',
			reseller: 'Northwind Telecom',
			description: 'Fresh',
			synchronous: 'yes',
		};
		expect(record(await send('POST', '/domains', { body })).domain).toBe('fresh.example');
		const users = list(await send('GET', '/domains/fresh.example/users'));
		expect(users).toMatchObject([{ user: 'domain', 'service-code': 'system-domain' }]);
		const rules = list(
			await send('GET', '/domains/fresh.example/dialplans/fresh.example/dialrules'),
		);
		expect(rules).toHaveLength(1);
		expect((await send('POST', '/domains', { body })).status).toBe(409);
		await send('DELETE', '/domains/FRESH.example');
		expect((await send('GET', '/domains/fresh.example/users')).status).toBe(404);
	});

	test('a reseller with domains cannot go', async () => {
		const answer = await send('DELETE', '/resellers/Northwind%20Telecom');
		expect(answer).toMatchObject({
			status: 409,
			body: { message: 'Cannot delete reseller with domains assigned' },
		});
	});
});

describe('queues, attendants and numbers', () => {
	test('a queue brings its user; agents and numbers outlive it', async () => {
		await send('POST', `${D}/callqueues`, { body: { callqueue: '4500', description: 'New' } });
		expect(record(await send('GET', `${D}/users/4500`))['service-code']).toBe('system-queue');
		await send('POST', `${D}/callqueues/4500/agents`, {
			body: { 'callqueue-agent-id': '101@acme.example' },
		});
		expect(record(await send('GET', `${D}/callqueues/4500`))['callqueue-count-agents-total']).toBe(
			1,
		);
		await send('DELETE', `${D}/callqueues/4500`);
		expect((await send('GET', `${D}/users/4500`)).status).toBe(404);
		const agents = list(await send('GET', `${D}/agents?limit=1000`));
		expect(agents.some((row) => row.callqueue === '4500')).toBe(true);
	});

	test('an agent logs in and out, in one queue or in all', async () => {
		const state = async () =>
			record(await send('GET', `${D}/callqueues/4000/agents/101`))[
				'callqueue-agent-availability-type'
			];
		await send('PATCH', `${D}/callqueues/4000/agents/101@acme.example/logout`);
		expect(await state()).toBe('disabled');
		await send('PATCH', `${D}/callqueues/4000/agents/101@acme.example/login`);
		expect(await state()).toBe('automatic');
		await send('PATCH', `${D}/callqueues/all/agents/101@acme.example/lunch`);
		expect(await state()).toBe('disabled');
	});

	test('an attendant brings a dial plan of its own and a system user', async () => {
		await send('POST', `${D}/autoattendants`, {
			body: { 'attendant-name': 'Night', user: '9100' },
		});
		expect(record(await send('GET', `${D}/users/9100`))).toMatchObject({
			'service-code': 'system-aa',
		});
		const plans = list(await send('GET', '/dialplans?limit=1000'));
		expect(plans.map((row) => row['dial-rule-dial-plan'])).toContain('acme.example_9100');
	});

	test('a released number loses its destination', async () => {
		const body = {
			phonenumber: '12025550101',
			'dial-rule-application': 'available-number',
			'dial-rule-translation-destination-user': 'x',
		};
		await send('PUT', `${D}/phonenumbers`, { body });
		const number = record(await send('GET', `${D}/phonenumbers/12025550101`));
		expect(number['dial-rule-translation-destination-user']).toBe('[*]');
	});

	test('a phone is named by its MAC in the body', async () => {
		const mac = '02AABBCCDD01';
		const body = {
			'device-provisioning-mac-address': mac,
			'device-models-brand-and-model': 'Yealink T46U',
			reseller: 'Northwind Telecom',
			domain: 'acme.example',
			'device-provisioning-registration-core-server': 'core1',
		};
		expect((await send('POST', `${D}/phones`, { body })).status).toBe(202);
		expect((await send('POST', `${D}/phones`, { body })).status).toBe(409);
		await send('PUT', '/phones', { body: { ...body, mac, model: 'Yealink T54W' } });
		const phone = record(await send('GET', '/phones/02aabbccdd01'));
		expect(phone['device-models-brand-and-model']).toBe('Yealink T54W');
		expect((await send('DELETE', '/phones', { body })).status).toBe(202);
		expect((await send('GET', '/phones/02aabbccdd01')).status).toBe(404);
	});
});

describe('answer rules and timeframes', () => {
	test('rules are reordered whole or not at all', async () => {
		const user = await newUser();
		const path = `${D}/users/${user}/answerrules`;
		await send('POST', path, {
			body: { 'time-frame': 'Lunch', enabled: 'yes', 'is-active': true },
		});
		const order = (names: string[]) =>
			send('PUT', `${path}/reorder`, { body: names.map((name) => ({ 'time-frame': name })) });
		expect((await order(['Lunch', '*'])).status).toBe(202);
		expect(list(await send('GET', path)).map((rule) => rule['time-frame'])).toEqual(['Lunch', '*']);
		expect(await order(['*'])).toMatchObject({
			status: 400,
			body: { message: 'Please provide all timeframes in the new order.' },
		});
		expect(await order(['*', 'Never'])).toMatchObject({
			status: 404,
			body: { message: 'Not Found. Timeframe input was not found.' },
		});
	});

	test('an array replaces the one that is there; update_only changes entries by their id', async () => {
		const date = (day: string) => ({
			'timeframe-specific-dates-begin-date': day,
			'timeframe-specific-dates-begin-time': '00:00',
			'timeframe-specific-dates-end-date': day,
			'timeframe-specific-dates-end-time': '23:59',
			'timeframe-recurrence-type': 'doesNotRecur',
			'timeframe-recurrence-custom-interval': 'days',
			'timeframe-recurrence-custom-interval-count': '1',
			'timeframe-recurrence-custom-interval-option': 'monthly-same-day',
			'timeframe-recurrence-end-option': 'never',
			'timeframe-recurrence-end-date': '',
		});
		const NAME = 'timeframe-specific-dates-array';
		const body = {
			'timeframe-name': 'Days off',
			'timeframe-type': 'specific-dates',
			synchronous: 'yes',
		};
		const made = record(
			await send('POST', `${D}/timeframes`, {
				body: { ...body, [NAME]: [date('2027-01-01'), date('2027-02-02')] },
			}),
		);
		const path = `${D}/timeframes/${String(made['timeframe-id'])}`;
		const days = async () =>
			(record(await send('GET', path))[NAME] as Array<Record<string, unknown>>).map(
				(one) => one['timeframe-specific-dates-begin-date'],
			);
		const [first] = made[NAME] as Array<Record<string, unknown>>;
		const change = { ...date('2027-03-03'), 'timeframe-id': first!['timeframe-id'] };
		await send('PUT', path, { body: { update_only: 'yes', [NAME]: [change] } });
		expect(await days()).toEqual(['2027-03-03', '2027-02-02']);
		await send('POST', path, { body: { [NAME]: [date('2027-04-04')] } });
		expect(await days()).toEqual(['2027-03-03', '2027-02-02', '2027-04-04']);
		await send('DELETE', path, { body: { child_id: first!['timeframe-id'] } });
		expect(await days()).toEqual(['2027-02-02', '2027-04-04']);
		await send('PUT', path, { body: { [NAME]: [date('2027-05-05')] } });
		expect(await days()).toEqual(['2027-05-05']);
		expect((await send('DELETE', path)).status).toBe(202);
		expect((await send('GET', path)).status).toBe(404);
	});
});
