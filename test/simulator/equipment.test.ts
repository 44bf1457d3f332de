/** Agents of queues, phones and meetings, as those who work with them see them. */
import { simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const D = '/domains/acme.example';
let simulator: InProcess;

async function send(method: Method, path: string, payload?: object) {
	const answer = await simulator.inject({ method, url: `/ns-api/v2${path}`, payload });
	return { status: answer.statusCode, body: answer.json<Row>() };
}
const read = async (path: string) => (await send('GET', path)).body;
const list = async (path: string) => (await read(path)) as unknown as Row[];

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
afterAll(() => simulator.stop());

describe('an agent of a queue', () => {
	const AGENTS = `${D}/callqueues/4900/agents`;
	const figures = async () => {
		const row = await read(`${D}/callqueues/4900`);
		return [row['callqueue-count-agents-total'], row['callqueue-count-agents-available']];
	};
	const state = async (user: string, queue = '4900') => {
		const row = await read(`${D}/callqueues/${queue}/agents/${user}`);
		return [
			row['callqueue-agent-availability-type'],
			row['callqueue-agent-availability-for-dispatch'],
			row['agent-status-message'],
		];
	};

	beforeAll(async () => {
		for (const callqueue of ['4900', '4901'])
			await send('POST', `${D}/callqueues`, { callqueue, description: 'Night' });
		for (const id of ['101', '102@acme.example'])
			await send('POST', AGENTS, { 'callqueue-agent-id': id });
		await send('POST', `${D}/callqueues/4901/agents`, { 'callqueue-agent-id': '101' });
	});

	test('has the name and the place of its user, with and without the domain', async () => {
		const user = await read(`${D}/users/101`);
		const agent = await read(`${AGENTS}/101`);
		expect(agent).toMatchObject({
			'callqueue-agent-id': '101@acme.example',
			callqueue: '4900',
			domain: 'acme.example',
			'callqueue-agent-availability-type': 'automatic',
			'login-username': user['login-username'],
			'name-full-name': `${String(user['name-first-name'])} ${String(user['name-last-name'])}`,
			'agent-name-first-name': user['name-first-name'],
			'agent-name-last-name': user['name-last-name'],
			'agent-department': user.department,
			'agent-site': user.site,
			'agent-user-scope': 'Office Manager',
		});
		expect(await read(`${AGENTS}/101@acme.example`)).toEqual(agent);
		expect((await list(AGENTS)).map((row) => row['callqueue-agent-id'])).toEqual([
			'101@acme.example',
			'102@acme.example',
		]);
		expect(await list(`${D}/agents?callqueue=4900`)).toHaveLength(2);
	});

	test('is counted, and as available unless it is off or takes one call', async () => {
		expect(await figures()).toEqual([2, 2]);
		const seen: unknown[] = [];
		for (const action of ['logout', 'login', 'onecall']) {
			expect((await send('PATCH', `${AGENTS}/102/${action}`)).status).toBe(202);
			seen.push([...(await state('102')), ...(await figures())]);
		}
		expect(seen).toEqual([
			['disabled', 'unavailable', null, 2, 1],
			['automatic', 'available', null, 2, 2],
			['manual', 'available', null, 2, 1],
		]);
	});

	test('goes to lunch in all queues, and comes back in one', async () => {
		expect((await send('PATCH', `${D}/callqueues/all/agents/101/lunch`)).status).toBe(202);
		const off = ['disabled', 'unavailable', 'lunch'];
		expect([await state('101'), await state('101', '4901')]).toEqual([off, off]);
		await send('PATCH', `${AGENTS}/101/login`);
		expect(await state('101')).toEqual(['automatic', 'available', null]);
		expect(await state('101', '4901')).toEqual(off);
		await send('PATCH', `${D}/callqueues/all/agents/101/login`);
		expect((await state('101', '4901'))[0]).toBe('automatic');
		expect((await send('PATCH', `${D}/callqueues/all/agents/999/lunch`)).status).toBe(404);
		expect((await send('PATCH', `${AGENTS}/999/login`)).status).toBe(404);
	});

	test('is changed and removed by either name', async () => {
		const change = { 'callqueue-agent-wrap-up-allowance-seconds': 33 };
		await send('PUT', `${AGENTS}/102`, change);
		expect(await read(`${AGENTS}/102@acme.example`)).toMatchObject(change);
		await send('DELETE', `${AGENTS}/102@acme.example`);
		expect((await send('GET', `${AGENTS}/102`)).status).toBe(404);
		expect(await figures()).toEqual([1, 1]);
	});

	test.each<[string, object, number, string]>([
		['4900', { 'callqueue-agent-id': '101' }, 409, 'Agent already exists.'],
		['4900', { 'callqueue-agent-id': '101@acme.example' }, 409, 'Agent already exists.'],
		['4900', { 'callqueue-agent-id': '' }, 400, 'Missing required field: callqueue-agent-id'],
		['4999', { 'callqueue-agent-id': '101' }, 404, 'Call queue 4999 does not exist'],
	])('of %s with %j is refused', async (queue, body, status, message) => {
		const answer = await send('POST', `${D}/callqueues/${queue}/agents`, body);
		expect(answer).toMatchObject({ status, body: { message } });
	});
});

test('a queue has a user of the same number, as long as it is there', async () => {
	await send('POST', `${D}/callqueues`, { callqueue: '4910', description: 'Day' });
	expect(await read(`${D}/users/4910`)).toMatchObject({
		'name-first-name': 'Day',
		'name-last-name': 'Queue',
		'login-username': '4910@acme.example',
		'user-scope': 'No Portal',
		'service-code': 'system-queue',
	});
	await send('DELETE', `${D}/callqueues/4910`);
	expect((await send('GET', `${D}/users/4910`)).status).toBe(404);
});

describe('a phone', () => {
	const MAC = 'device-provisioning-mac-address';
	const MODEL = 'device-models-brand-and-model';

	test('is one, however its address is written', async () => {
		const body = { [MAC]: '64167F000001', [MODEL]: 'Polycom VVX450' };
		expect(await send('POST', `${D}/phones`, body)).toMatchObject({ status: 202 });
		const wanted = { [MAC]: '64167f000001', [MODEL]: 'Polycom VVX450', domain: 'acme.example' };
		for (const mac of ['64167f000001', '64167F000001', '64:16:7f:00:00:01'])
			expect(await read(`/phones/${encodeURIComponent(mac)}`)).toMatchObject(wanted);
		const again = await send('POST', '/phones', { ...body, [MAC]: '64167f000001', domain: '*' });
		expect(again).toMatchObject({ status: 409, body: { message: 'MAC address already exists' } });
		expect(
			(await send('PUT', '/phones', { [MAC]: '64167f000001', [MODEL]: 'Yealink T46U' })).status,
		).toBe(202);
		expect(await read(`${D}/phones/64167f000001`)).toMatchObject({ [MODEL]: 'Yealink T46U' });
		expect((await send('DELETE', '/phones', { [MAC]: '64167F000001' })).status).toBe(202);
		expect((await send('GET', '/phones/64167f000001')).status).toBe(404);
	});

	test('without an owner is everybody’s, and not one of a domain', async () => {
		const body = { [MAC]: '64167f000002', [MODEL]: 'Yealink T46U', domain: '*' };
		expect((await send('POST', '/phones', body)).status).toBe(202);
		expect(await read('/phones/64167f000002')).toMatchObject({ domain: '*', reseller: '*' });
		expect((await send('GET', `${D}/phones/64167f000002`)).status).toBe(404);
		const own = await list(`${D}/phones?limit=100`);
		expect(own.length).toBeGreaterThan(0);
		expect(own.every(({ domain }) => domain === 'acme.example')).toBe(true);
		expect((await list('/phones?limit=1000')).length).toBeGreaterThan(own.length);
	});

	test.each(['64167f00000', '64167f0000012', 'no address12', ''])(
		'has no address "%s"',
		async (mac) => {
			const answer = await send('POST', '/phones', {
				[MAC]: mac,
				[MODEL]: 'Yealink T46U',
				domain: '*',
			});
			expect(answer).toMatchObject({
				status: 400,
				body: { message: expect.stringContaining(`Invalid value for field ${MAC}`) },
			});
		},
	);

	test.each([
		['', 4],
		['?brand=Yealink', 2],
		['?model=VVX450', 1],
		['?brand=Nobody', 0],
	])('is one of the models %s', async (query, count) => {
		expect(await list(`/phones/models${query}`)).toHaveLength(count);
	});

	test('model of a maker is one record, or none', async () => {
		expect(await read('/phones/models?brand=Yealink&model=T54W')).toMatchObject({
			brand: 'Yealink',
			model: 'T54W',
		});
		expect((await send('GET', '/phones/models?brand=Polycom&model=T54W')).status).toBe(404);
	});
});

describe('a meeting', () => {
	const MEETINGS = `${D}/users/101/meetings`;

	test('has a number of its own, or the one that it was given', async () => {
		const made = (await send('POST', `${MEETINGS}/123456789`, { 'meeting-name': 'Monday' })).body;
		expect(made).toMatchObject({ id: 123456789, 'meeting-name': 'Monday' });
		expect(await read(`${MEETINGS}/123456789`)).toMatchObject({ 'meeting-name': 'Monday' });
		expect((await list(MEETINGS)).map(({ id }) => id)).toContain(123456789);
		expect((await send('POST', `${MEETINGS}/monday`, { 'meeting-name': 'Monday' })).status).toBe(
			400,
		);
		expect(await send('DELETE', `${MEETINGS}/123456789`, { type: 'meeting' })).toEqual({
			status: 200,
			body: 'Success',
		});
		expect((await send('GET', `${MEETINGS}/123456789`)).status).toBe(404);
		const { body } = await send('POST', `${MEETINGS}/getId`, {});
		expect(String(body.id)).toMatch(/^\d{9}$/);
		expect(body.registration_id).toMatch(/^[0-9a-f]{16}$/);
	});

	test('has a log of what happened in it', async () => {
		await send('POST', `${MEETINGS}/5`, { 'meeting-name': 'Tuesday' });
		const log = `${MEETINGS}/5/instance/7/log`;
		const events = [
			{ event: 'joined', target: '102' },
			{ event: 'left', details: { after: 5 } },
		];
		for (const one of events) expect((await send('POST', log, one)).status).toBe(200);
		expect((await read(log)).meeting_events).toMatchObject([
			{ meeting_id: 5, source_id: '101', event: 'joined', target: '102', details: '' },
			{ event: 'left', target: '', details: '{"after":5}', 'meeting-instance-id': '7' },
		]);
		expect((await read(`${MEETINGS}/5/instance/8/log`)).meeting_events).toEqual([]);
	});
});
