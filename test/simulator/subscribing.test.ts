/** What a subscription keeps, what makes it the same as another one, and when it is gone. */
import { ALL_BUT_THE_CLOCK, simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;

const NOON = Date.parse('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;
const CALLS = { model: 'call', domain: 'acme.example', 'post-url': 'http://receiver.example/a' };

let simulator: InProcess;

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
beforeEach(() => {
	jest.useFakeTimers({ doNotFake: ALL_BUT_THE_CLOCK, now: NOON });
	simulator.instance.reset();
});
afterEach(() => {
	jest.useRealTimers();
});
afterAll(() => simulator.stop());

async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path = '', payload?: object) {
	const url = `/ns-api/v2/subscriptions${path}`;
	const answer = await simulator.inject({ method, url, payload });
	return { status: answer.statusCode, body: answer.json<Row>() };
}
const list = async () => (await send('GET')).body as unknown as Row[];
const subscribe = async (more: object = {}) => await send('POST', '', { ...CALLS, ...more });

test('says everything that was wanted of it, and what the server adds', async () => {
	const wanted = {
		...{ ...CALLS, user: '101', reseller: 'Northwind Telecom' },
		...{ 'subscription-geo-support': 'no', 'preferred-server': 'core2.pbx.example' },
		'subscription-expires-datetime': '2026-03-03 12:00:00',
	};
	const { body } = await subscribe(wanted);
	const kept = {
		...{ ...wanted, id: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
		...{ status: 'pending', 'error-count': 0, 'posts-count': 0, 'user-scope': 'Super User' },
		...{
			'current-active-server': '',
			'subscription-creation-datetime': '2026-03-02T12:00:00+00:00',
		},
		'subscription-expires-datetime': '2026-03-03T12:00:00+00:00',
	};
	expect(body).toEqual(kept);
	expect(await list()).toEqual([kept]);
	expect((await send('GET', `/${String(body.id)}`)).body).toEqual(kept);
});

test('is there once for a model, a domain, a user, a reseller and an address', async () => {
	expect((await subscribe()).status).toBe(200);
	const twin = await subscribe();
	const message = 'Subscription ID already Exists or matching set of parameters already exists';
	expect(twin).toEqual({ status: 409, body: { code: 409, message } });
	const others = [
		...[{ model: 'cdr' }, { domain: '*' }, { user: '101' }, { reseller: 'Northwind Telecom' }],
		{ 'post-url': 'http://receiver.example/b' },
	];
	for (const other of others)
		expect([other, (await subscribe(other)).status]).toEqual([other, 200]);
	expect(await list()).toHaveLength(6);
	const [first] = await list();
	expect((await subscribe({ id: first?.id, model: 'agent' })).status).toBe(409);
});

test.each<[Row, Row]>([
	[{ 'post-url': 'https://receiver.example/new' }, {}],
	[{ 'subscription-geo-support': 'no' }, {}],
	[{ 'preferred-server': 'core2.pbx.example' }, {}],
	[{ 'error-count': 0 }, {}],
	[{ 'posts-count': '0' }, { 'posts-count': 0 }],
	[
		{ 'subscription-expires-datetime': '2027-01-01 00:00:00' },
		{ 'subscription-expires-datetime': '2027-01-01T00:00:00+00:00' },
	],
])('changes by %j in that alone', async (change, read) => {
	const id = String((await subscribe()).body.id);
	const one = simulator.instance.sim.bus.subscriptions.get(id);
	Object.assign(one ?? {}, { errors: 3, posts: 7 });
	const before = (await send('GET', `/${id}`)).body;
	expect(before).toMatchObject({ 'error-count': 3, 'posts-count': 7 });
	expect((await send('PUT', `/${id}`, change)).status).toBe(202);
	expect((await send('GET', `/${id}`)).body).toEqual({ ...before, ...change, ...read });
});

test.each<[Row, string]>([
	[{ model: undefined }, 'Missing required field: model'],
	[{ model: 'calls' }, 'Invalid value for field model: calls'],
	[{ model: 'call_recording' }, 'Invalid value for field model: call_recording'],
	[{ 'post-url': undefined }, 'Missing required field: post-url'],
	[{ 'post-url': 'ftp://receiver.example' }, 'Invalid value for field post-url'],
	[{ 'post-url': 'http:///nowhere' }, 'Invalid value for field post-url'],
	[
		{ 'subscription-expires-datetime': 'soon' },
		'Invalid value for field subscription-expires-datetime',
	],
])('with %j is refused', async (wrong, message) => {
	expect(await subscribe(wrong)).toEqual({ status: 400, body: { code: 400, message } });
	expect(await list()).toEqual([]);
});

test('tells nothing after its end, and is gone some time later', async () => {
	const ends = { 'subscription-expires-datetime': '2026-03-02 13:00:00' };
	const id = String((await subscribe({ ...ends, model: 'presence' })).body.id);
	const { bus, switches } = simulator.instance.sim;
	const happens = async () => {
		const payload = { user: '101', presence: 'inuse' };
		await simulator.inject({ method: 'POST', url: '/_sim/presence', payload });
		return bus.subscriptions.get(id)?.queue.length;
	};
	expect(await happens()).toBe(1);
	jest.setSystemTime(NOON + HOUR);
	expect(await happens()).toBe(1);
	expect(await list()).toHaveLength(1);
	const left = switches.number('subscription-purge') * 1000;
	jest.setSystemTime(NOON + HOUR + left);
	expect((await send('GET', `/${id}`)).status).toBe(200);
	jest.setSystemTime(NOON + HOUR + left + 1000);
	expect((await send('GET', `/${id}`)).status).toBe(404);
	expect(await list()).toEqual([]);
});

test('keeps what was posted last, the newest last', async () => {
	const gone = { model: 'presence', 'post-url': 'http://127.0.0.1:1/gone' };
	const id = String((await subscribe(gone)).body.id);
	const { bus, sender } = simulator.instance.sim;
	for (let i = 1; i <= 22; i++) {
		const payload = { user: '101', presence: `state ${i}` };
		await simulator.inject({ method: 'POST', url: '/_sim/presence', payload });
		await sender.poll();
	}
	const posted = bus.subscriptions.get(id)?.log.flatMap(({ events }) => events) ?? [];
	expect(posted.map(({ presence }) => presence)).toEqual(
		Array.from({ length: 20 }, (_, i) => `state ${i + 3}`),
	);
});

test('may be about recordings where servers are as they were', async () => {
	simulator.instance.sim.switches.set('event-models', 'v1');
	expect((await subscribe({ model: 'call_recording' })).status).toBe(200);
	expect(await list()).toMatchObject([{ model: 'call_recording' }]);
});
