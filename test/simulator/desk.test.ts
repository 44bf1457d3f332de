/** What the desk at `/_sim` has to show: everything that somebody did, and what it has come to. */
import { ALL_BUT_THE_CLOCK, simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;

const D = '/ns-api/v2/domains/acme.example';
let simulator: InProcess;

const inject = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
	await simulator.inject({ method, url, payload });
const act = async (path: string, payload: object = {}) =>
	(await inject('POST', `/_sim/${path}`, payload)).json<Row>();
const desk = async (query = '') => (await inject('GET', `/_sim/desk${query}`)).json<Row>();
const rowsOf = async (name: string) => (await desk())[name] as Row[];
const step = async (id: unknown, name: string, payload?: object) =>
	await act(`calls/${encodeURIComponent(String(id))}/${name}`, payload);
const phones = async (...users: string[]) => {
	const people = await rowsOf('people');
	return users.map((user) => people.find((one) => one.user === user)?.phone);
};

beforeAll(async () => {
	simulator = await simulatorInProcess({
		...{ domains: 2, users: 150, cdrs: 0, eventsInterval: 1_000_000 },
		seed: '1',
	});
});
beforeEach(() => simulator.instance.reset());
afterAll(() => simulator.stop());

describe('the page', () => {
	const LINKS = /(?:src|href)="([^"#]+)"/g;

	test('and all that it loads come with their types, and may load nothing from elsewhere', async () => {
		const page = await inject('GET', '/_sim');
		const found = [...page.body.matchAll(LINKS)].map(([, link = '']) => link);
		expect(found.length).toBeGreaterThan(1);
		const types = new Set<unknown>();
		for (const url of ['/_sim', ...found]) {
			const { statusCode, headers, body } = await inject('GET', url);
			types.add(headers['content-type']);
			expect([url, statusCode, body.length > 100]).toEqual([url, 200, true]);
			expect(headers).toMatchObject({
				'content-security-policy': expect.stringMatching(
					/^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';/,
				) as string,
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'no-referrer',
				'cache-control': 'no-cache',
			});
		}
		expect([...types].sort()).toEqual(
			['css', 'html', 'javascript'].map((kind) => `text/${kind}; charset=utf-8`),
		);
	});
});

describe('people', () => {
	test('are those of the domain, without system users, sixty at most', async () => {
		const { people, morePeople, domain } = await desk();
		const shown = people as Row[];
		const users = (await inject('GET', `${D}/users?limit=1000`)).json<Row[]>();
		const persons = users.filter(
			(user) => !String(user['service-code'] ?? '').startsWith('system'),
		);
		expect(domain).toBe('acme.example');
		expect(shown).toHaveLength(60);
		expect(morePeople).toBe(persons.length - 60);
		expect(shown.map(({ user, name }) => [user, name])).toEqual(
			persons
				.slice(0, 60)
				.map((one) => [
					one.user,
					`${String(one['name-first-name'])} ${String(one['name-last-name'])}`,
				]),
		);
	});

	test('are of another domain where one is asked for, and of none that there is not', async () => {
		const [, other] = (await desk()).domains as string[];
		const { people, morePeople } = await desk(`?domain=${other}`);
		const users = (await inject('GET', `/ns-api/v2/domains/${other}/users/count`)).json<Row>();
		expect((people as Row[]).length + Number(morePeople)).toBeLessThanOrEqual(Number(users.total));
		expect((await inject('GET', '/_sim/desk?domain=nobody.example')).statusCode).toBe(404);
	});

	test('ring, talk and are free again', async () => {
		const { id } = await act('calls', { from: '101', to: '102', domain: 'acme.example' });
		expect(await phones('101', '102', '103')).toEqual(['on a call', 'ringing', 'free']);
		await step(id, 'answer');
		expect(await phones('101', '102')).toEqual(['on a call', 'on a call']);
		const other = await act('calls', { from: '12125550111', to: '102@acme.example' });
		expect(await phones('102')).toEqual(['on a call']);
		await step(id, 'end');
		expect(await phones('101', '102')).toEqual(['free', 'ringing']);
		await step(other.id, 'voicemail');
		expect(await phones('102')).toEqual(['free']);
	});

	test('have new voicemails', async () => {
		const before = (await rowsOf('people')).find(({ user }) => user === '103');
		await act('voicemails', { user: '103', from: '12125550111', text: 'Call me' });
		const after = (await rowsOf('people')).find(({ user }) => user === '103');
		expect(Number(after?.voicemails) - Number(before?.voicemails)).toBe(1);
	});
});

test('a queue has its agents, and callers who wait until somebody takes them', async () => {
	const queue = async () => (await rowsOf('queues')).find((one) => one.queue === '4000')!;
	const [first, ...others] = (await queue()).agents as Array<{ user: string; available: boolean }>;
	const status = async (of: string) =>
		await act('agents', { queue: '4000', agent: first?.user, status: of });
	await status('logout');
	expect((await queue()).agents).toEqual([{ user: first?.user, available: false }, ...others]);
	await status('login');
	expect((await queue()).agents).toEqual([{ user: first?.user, available: true }, ...others]);
	const kept = (await inject('GET', `${D}/callqueues/4000`)).json<Row>();
	expect((await queue()).name).toBe(kept.description);
	const { id } = await act('calls', { from: '12125550111', to: '4000@acme.example' });
	expect((await queue()).waiting).toBe(1);
	await step(id, 'answer');
	expect((await queue()).waiting).toBe(0);
});

test('a call is there while it lasts, and says when it is parked', async () => {
	const { id } = await act('calls', { from: '12125550111', to: '101@acme.example' });
	await step(id, 'answer');
	expect(await rowsOf('calls')).toMatchObject([{ id, dialled: '101', parked: false }]);
	await step(id, 'park');
	expect(await rowsOf('calls')).toMatchObject([{ id, parked: true }]);
	await step(id, 'end');
	expect(await rowsOf('calls')).toEqual([]);
});

test('the newest eight voicemails and texts are shown, newest first', async () => {
	jest.useFakeTimers({ doNotFake: ALL_BUT_THE_CLOCK, now: Date.now() });
	for (let i = 1; i <= 9; i++) {
		jest.setSystemTime(Date.now() + 60_000);
		await act('voicemails', { user: '101', from: '12125550111', text: `Mail ${i}` });
		await act('messages', { from: '12125550111', to: '12025550101', text: `Text ${i}` });
	}
	const now = new Date(Date.now()).toISOString();
	const { voicemails, texts } = await desk();
	jest.useRealTimers();
	const newest = [9, 8, 7, 6, 5, 4, 3, 2];
	expect((voicemails as Row[]).map(({ text }) => text)).toEqual(newest.map((i) => `Mail ${i}`));
	expect((texts as Row[]).map(({ text }) => text)).toEqual(newest.map((i) => `Text ${i}`));
	expect(voicemails).toMatchObject([
		{
			time: now,
			user: '101',
			folder: 'new',
			from: '12125550111',
			seconds: 3,
			name: 'WIRELESS CALLER',
		},
		...newest.slice(1).map(() => ({})),
	]);
	expect((texts as Row[])[0]).toEqual({
		...{ time: now, type: 'sms', text: 'Text 9' },
		...{ user: '101', from: '12125550111', to: '12025550101' },
	});
});

test('a subscription says what waits and what was posted last, without what is empty', async () => {
	const wish = { model: 'presence', domain: 'acme.example', 'post-url': 'http://127.0.0.1:1/gone' };
	await inject('POST', '/ns-api/v2/subscriptions', wish);
	const subscription = async () => (await rowsOf('subscriptions'))[0]!;
	expect(await subscription()).toMatchObject({ ...wish, waiting: 0, status: 'pending' });
	expect(await subscription()).not.toHaveProperty('last');
	await act('presence', { user: '101', presence: 'inuse' });
	expect((await subscription()).waiting).toBe(1);
	await act('poll');
	const { waiting, last } = await subscription();
	const { status, events, error } = last as Row;
	expect([waiting, status, typeof error]).toEqual([0, 0, 'string']);
	const [event] = JSON.parse(String(events)) as Row[];
	expect(event).toMatchObject({ user: '101', presence: 'inuse' });
	expect(Object.values(event ?? {})).not.toContain('');
});

test('requests are shown, newest first, forty of them, long bodies cut, secrets hidden', async () => {
	await inject('PUT', `${D}/users/101`, { department: 'x'.repeat(700) });
	await inject('PUT', `${D}/users/101`, { department: 'x'.repeat(500) });
	await inject('POST', '/ns-api/v2/tokens', { username: 'pat', password: 'of nobody' });
	await inject('GET', `${D}/users/101?fields=user`);
	const [read, sign, short, long] = (await rowsOf('requests')) as Array<Record<string, string>>;
	expect(read).toMatchObject({
		...{ method: 'GET', path: '/domains/acme.example/users/101', status: 200 },
		...{ query: '{"fields":"user"}', body: '' },
	});
	expect([sign?.body, sign?.query]).toEqual(['{"username":"pat","password":"***"}', '']);
	expect(short?.body).toBe(`{"department":"${'x'.repeat(500)}"}`);
	expect(long?.body).toBe(`{"department":"${'x'.repeat(585)}…`);
	for (let i = 0; i < 45; i++) await inject('GET', `${D}/users/101`);
	const requests = await rowsOf('requests');
	expect(requests).toHaveLength(40);
	expect(Number(requests[0]?.id)).toBeGreaterThan(Number(requests[39]?.id));
});

test('faults, cores, pace and dialects are as they were set', async () => {
	await act('faults', { kind: 'server-error', path: '/domains' });
	await act('cores', { core: 'core2.pbx.example', up: false });
	await act('traffic', { perMinute: 0.5 });
	const view = await desk();
	expect(view).toMatchObject({
		faults: [{ kind: 'server-error', path: '/domains' }],
		cores: { 'core1.pbx.example': true, 'core2.pbx.example': false },
		perMinute: 0.5,
		dialect: 'documented',
	});
	const dialects = view.dialects as Array<{ name: string; description: string }>;
	expect(dialects.map(({ name }) => name)).toContain('documented');
	expect(dialects.every(({ description }) => description.length > 10)).toBe(true);
	expect((await desk()).attendants).toEqual(['9000']);
	expect((await desk()).smsNumbers).toContain('12025550101');
});
