/** A company that lives by itself, as `--traffic` and `POST /_sim/traffic` let it, hours of it at once. */
import { ALL_BUT_THE_CLOCK, simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;

const NOON = Date.parse('2026-03-02T12:00:00Z');
const MINUTE = 60_000;
const D = '/ns-api/v2/domains/acme.example';
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
const PAGE = 1000;
/** Timers wait for the clock here, too. */
const REAL = ALL_BUT_THE_CLOCK.filter((name) => !/Timeout|Interval/.test(name));

let simulator: InProcess;

/** A company without a past, in which somebody wants to know what agents do, and is never told. */
async function begin(more: object = {}): Promise<void> {
	const company = { domains: 1, users: 16, cdrs: 0, eventsInterval: 1_000_000_000 };
	const now = new Date(Date.now()).toISOString();
	simulator = await simulatorInProcess({ ...company, now, ...more });
	simulator.instance.sim.switches.set('cdr-short-shape', 'no');
	const wish = { model: 'agent', domain: 'acme.example', 'post-url': 'http://receiver.example/' };
	await simulator.inject({ method: 'POST', url: '/ns-api/v2/subscriptions', payload: wish });
}

beforeEach(() => jest.useFakeTimers({ doNotFake: REAL, now: NOON }));
afterEach(async () => {
	await simulator.stop();
	jest.useRealTimers();
});

const pass = (minutes: number) => jest.advanceTimersByTime(minutes * MINUTE);
const get = async (path: string) => (await simulator.inject({ url: path })).json<Row[]>();
const pace = async (perMinute: number) =>
	await simulator.inject({ method: 'POST', url: '/_sim/traffic', payload: { perMinute } });
const seconds = (row: Row, name: string) => Number(row[`call-${name}-duration-seconds`]);
const isAnswered = (row: Row) => seconds(row, 'talking') > 0;
const share = <T>(all: T[], test: (one: T) => boolean) => all.filter(test).length / all.length;
const changesOfAgents = () =>
	[...simulator.instance.sim.bus.subscriptions.values()].flatMap(({ queue }) => queue);

/** The records of every call, the legs of one together. */
async function calls(): Promise<Row[][]> {
	const byId = new Map<unknown, Row[]>();
	for (let start = 0, count = PAGE; count === PAGE; start += PAGE) {
		const rows = await get(`${D}/cdrs?${ALL}&limit=${PAGE}&start=${start}`);
		count = rows.length;
		for (const row of rows) {
			const id = row['call-parent-call-id'];
			byId.set(id, [...(byId.get(id) ?? []), row]);
		}
	}
	return [...byId.values()];
}

/** What has begun so far. */
async function begun(): Promise<number> {
	const { store, calls: living } = simulator.instance.sim;
	const kept = store.table('messages').total + store.table('voicemails').total;
	return (await calls()).length + living.live.size + kept + changesOfAgents().length;
}

test('as much begins in a minute as was asked for, from the moment on, and nothing after', async () => {
	await begin();
	const before = await begun();
	pass(60);
	expect(await begun()).toBe(before);
	await pace(600);
	await pace(10);
	pass(100);
	const after = await begun();
	// Some voicemails come on top, of callers whom nobody answered.
	expect((after - before) / 100).toBeGreaterThan(9);
	expect((after - before) / 100).toBeLessThan(12);
	await pace(0);
	pass(60);
	expect([await begun(), simulator.instance.sim.calls.live.size]).toEqual([after, 0]);
});

test('calls are as in a company: most from outside and answered, some held, some for a queue', async () => {
	await begin();
	await pace(20);
	pass(120);
	await pace(0);
	pass(10);
	const all = await calls();
	expect(all.length).toBeGreaterThan(1250);
	const isOut = ([first]: Row[]) => first?.['call-direction'] === 0;
	const isQueued = (legs: Row[]) => legs.some((row) => row['call-term-to-uri'] === 'Call-Queue');
	const incoming = all.filter((legs) => !isOut(legs));
	expect(share(all, isOut)).toBeCloseTo(0.34, 1);
	expect(share(all, (legs) => legs.some(isAnswered))).toBeCloseTo(0.8, 1);
	expect(share(incoming, isQueued)).toBeGreaterThan(0.2);
	expect(share(incoming, isQueued)).toBeLessThan(0.5);

	const talks = all.flat().filter(isAnswered);
	const held = talks.filter((row) => seconds(row, 'on-hold') > 0);
	expect(share(talks, (row) => held.includes(row))).toBeCloseTo(0.2, 1);
	for (const row of talks) {
		const [talking, holding] = [seconds(row, 'talking'), seconds(row, 'on-hold')];
		const ringing = seconds(row, 'total') - talking - holding;
		expect([0, 8]).toContain(holding);
		expect(talking + holding).toBeGreaterThanOrEqual(holding > 0 ? 31 : 5);
		expect(talking + holding).toBeLessThanOrEqual(90);
		expect(ringing).toBeGreaterThanOrEqual(2);
		expect(ringing).toBeLessThanOrEqual(9);
	}
	// 555-01xx numbers belong to nobody.
	for (const [row] of incoming)
		expect(row?.['call-orig-from-user']).toMatch(/^1[2-9]\d\d55501\d\d$/);
});

test('callers whom nobody answered leave voicemails, as others do; texts come in; agents come and go', async () => {
	await begin();
	await pace(20);
	pass(120);
	await pace(0);
	pass(10);
	const missed = (await calls()).filter((legs) => !legs.some(isAnswered));
	const callers = new Map(missed.map(([row]) => [row?.['call-orig-from-user'], row]));
	const { store } = simulator.instance.sim;
	const mails = [...store.table('voicemails').below()].filter(
		({ data }) => Number(data.time) > NOON,
	);
	const afterCall = mails.filter(({ data }) => callers.has(data.from));
	expect(mails.length - afterCall.length).toBeGreaterThan(175);
	expect(afterCall.length).toBeGreaterThan(40);
	expect(afterCall.length).toBeLessThan(callers.size);
	for (const { parents, data } of afterCall)
		expect(String(callers.get(data.from)?.['call-term-user'])).toBe(parents[1]);

	const texts = [...store.table('messages').below()].filter(
		({ data }) => Date.parse(String(data.timestamp)) > NOON,
	);
	expect(texts.length).toBeGreaterThan(220);
	expect(texts.length).toBeLessThan(400);
	expect(new Set(texts.map(({ data }) => data.text)).size).toBeGreaterThan(2);
	expect(new Set(texts.map(({ data }) => data.direction))).toEqual(new Set(['orig']));
	const agents = [...store.table('agents').below()];
	const stations = agents.map(({ data }) =>
		['type', 'for-dispatch'].map((what) => data[`callqueue-agent-availability-${what}`]).join(),
	);
	expect(new Set(stations)).toEqual(new Set(['automatic,available', 'disabled,unavailable']));
	expect(changesOfAgents().length).toBeGreaterThan(100);
});

test('a faster life has shorter calls, as many', async () => {
	await begin({ speed: 10 });
	await pace(20);
	pass(60);
	const talks = (await calls()).flat().filter(isAnswered);
	expect(talks.length).toBeGreaterThan(500);
	expect(Math.max(...talks.map((row) => seconds(row, 'talking')))).toBeLessThanOrEqual(9);
});

test('the same seed lives the same life', async () => {
	const life = async (seed: string) => {
		jest.setSystemTime(NOON);
		await begin({ seed });
		await pace(10);
		pass(30);
		const told = (await calls())
			.flat()
			.map((row) => [row['call-start-datetime'], row['call-term-to-uri']]);
		await simulator.stop();
		return JSON.stringify(told);
	};
	const [first, again, other] = [await life('1'), await life('1'), await life('2')];
	expect(again).toBe(first);
	expect(other).not.toBe(first);
});

test('who is chosen may be gone: life goes on, even with nobody left', async () => {
	await begin();
	const { store } = simulator.instance.sim;
	await pace(60);
	pass(5);
	for (const { id } of [...store.table('users').below()])
		await simulator.inject({ method: 'DELETE', url: `${D}/users/${id}` });
	expect(() => pass(20)).not.toThrow();
	for (const table of ['smsnumbers', 'agents']) store.table(table).deleteBelow([]);
	const before = await begun();
	expect(() => pass(20)).not.toThrow();
	expect(await begun()).toBe(before);
});
