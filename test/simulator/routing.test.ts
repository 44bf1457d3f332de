/** Where a call leads: to phones, a queue, an attendant, a mailbox, the outside, or nowhere. */
import { route } from '../../simulator/tenant/routing';
import { simulatorInProcess, type InProcess } from './in-process';

const D = 'acme.example';
const OUTSIDE = '12125550111';
const NOWHERE = { queue: '', attendant: '', mailbox: '', outside: false, users: [] };

let simulator: InProcess;
let count = 0;

const send = async (method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) => {
	const answer = await simulator.inject({ method, url: `/ns-api/v2/domains/${D}${path}`, payload });
	if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.payload}`);
	return answer.payload === '' ? undefined : answer.json<unknown>();
};
const to = (number: string, more: object = {}) =>
	route(simulator.instance.sim, { from: OUTSIDE, to: number, ...more });

/** A new number with an application, and where that sends its calls. */
async function numberFor(application: string, destination: string): Promise<string> {
	const phonenumber = `1606555${7000 + ++count}`;
	await send('POST', '/phonenumbers', {
		phonenumber,
		'dial-rule-application': application,
		'dial-rule-translation-destination-user': destination,
	});
	return phonenumber;
}

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
afterAll(() => simulator.stop());

test.each<[string, string, object]>([
	['to-user', '101', { users: ['101'] }],
	['to-user-residential', '101', { users: ['101'] }],
	['spam-screening', '101', { users: ['101'] }],
	['to-voicemail', '101', { mailbox: '101' }],
	['to-connection', '[*]', { outside: true, users: ['number'] }],
	['to-connection', '12125550188', { outside: true, users: ['12125550188'] }],
	['to-single-device', 'sip:101@acme.example', { users: ['101'] }],
	['to-single-device', '101', { users: ['101'] }],
])('a number %s %s leads there', async (application, destination, target) => {
	const number = await numberFor(application, destination);
	expect(to(number)).toEqual({
		...NOWHERE,
		...JSON.parse(JSON.stringify(target).replace('"number"', `"${number}"`)),
		domain: D,
		kind: 'in',
		origUser: '',
		callerNumber: OUTSIDE,
		callerName: 'WIRELESS CALLER',
	});
});

test.each([
	['to-voicemail', '999'],
	['to-single-device', '999'],
	['to-callqueue', '101'],
	['available-number', '101'],
	['hangup', '101'],
])('a number %s %s leads nowhere', async (application, destination) => {
	const number = await numberFor(application, destination);
	expect(() => to(number)).toThrow('Resource not found.');
});

describe('a queue', () => {
	const agents = async () => {
		const rows = (await send('GET', '/callqueues/4000/agents')) as Array<Record<string, string>>;
		return rows
			.filter((row) => row['callqueue-agent-availability-type'] !== 'disabled')
			.map((row) => row['callqueue-agent-id']?.split('@')[0]);
	};

	test('rings at its agents, unless it is said who', async () => {
		const number = await numberFor('to-callqueue', '4000');
		const ringing = await agents();
		expect(ringing.length).toBeGreaterThan(0);
		expect(to(number)).toMatchObject({ queue: '4000', users: ringing });
		expect(to(`4000@${D}`)).toMatchObject({ queue: '4000', users: ringing, kind: 'in' });
		expect(to(number, { users: ['105'] })).toMatchObject({ queue: '4000', users: ['105'] });
		expect(() => to(number, { users: [] })).toThrow('No agent is available');
	});

	test('rings at nobody who is off', async () => {
		const [first, ...others] = await agents();
		await send('PUT', `/callqueues/4000/agents/${first}@${D}`, {
			'callqueue-agent-availability-type': 'disabled',
		});
		expect(to(`4000@${D}`).users).toEqual(others);
	});
});

test('an attendant answers where there is one', async () => {
	const [attendant] = (await send('GET', '/autoattendants')) as Array<Record<string, unknown>>;
	const user = String(attendant?.user);
	expect(to(`${user}@${D}`)).toMatchObject({ ...NOWHERE, attendant: user });
});

describe('between people', () => {
	const named = async (user: string) => {
		const row = (await send('GET', `/users/${user}`)) as Record<string, string>;
		return `${row['name-first-name']} ${row['name-last-name']}`;
	};

	test('a call of a colleague is internal, and bears the name', async () => {
		const wanted = { kind: 'internal', origUser: '101', callerNumber: '101', users: ['102'] };
		const callerName = await named('101');
		const from = `101@${D}`;
		expect(to('102', { from })).toMatchObject({ ...wanted, callerName });
		expect(to(`102@${D.toUpperCase()}`, { from: '101', domain: D })).toMatchObject({
			...wanted,
			callerName,
		});
	});

	test('a call to the outside leaves by the domain of the caller', () => {
		expect(to(OUTSIDE, { from: `101@${D}` })).toMatchObject({
			...{ ...NOWHERE, outside: true, users: [OUTSIDE] },
			...{ domain: D, kind: 'out', origUser: '101', callerNumber: '101' },
		});
		expect(to(`${OUTSIDE}@sip.carrier.example`, { from: `101@${D}` }).users).toEqual([OUTSIDE]);
	});

	test('a colleague who dials a number of the own company is inside', async () => {
		const number = await numberFor('to-user', '102');
		expect(to(number, { from: `101@${D}` })).toMatchObject({ kind: 'internal', users: ['102'] });
	});

	test('somebody of another company is a caller like all others', async () => {
		const { sim } = simulator.instance;
		const [other] = [...sim.store.table('users').below()].filter(({ parents }) => parents[0] !== D);
		const from = `${other?.id}@${other?.parents[0]}`;
		expect(to(`102@${D}`, { from })).toMatchObject({
			...{ kind: 'in', domain: D, origUser: '', callerNumber: from },
			callerName: 'WIRELESS CALLER',
		});
	});
});

test.each<[string, string, object?]>([
	['a number that nobody has', '16065550000'],
	['an extension of no domain', '101'],
	['an extension that there is not', `999@${D}`],
	['a domain that there is not', '101@nowhere.example'],
	['a domain that there is not, of which it is said', OUTSIDE, { domain: 'nowhere.example' }],
])('%s leads nowhere', (_, number, more = {}) => {
	expect(() => to(number, more)).toThrow('Resource not found.');
});
