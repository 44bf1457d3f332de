/** Statistics are what a person with a calculator makes of the call records. */
import { simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;
type Figures = Record<string, number>;

const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
const QUEUES = ['4000', '4001'];

let simulator: InProcess;
let rows: Row[];
/** Ids of the records of calls between colleagues. */
let internal: Set<unknown>;

const ask = async (path: string) =>
	await simulator.inject({ url: `/ns-api/v2/domains/acme.example/${path}` });
const get = async <Body>(path: string) => (await ask(path)).json<Body>();
const table = async (of: string, more = '') =>
	await get<Record<string, Figures>>(`statistics/${of}?${ALL}${more}`);
const figures = async (of: string, more = '') =>
	await get<Figures>(`statistics/${of}?${ALL}${more}`);

/** All call records in full, which no page of more than 100 has. */
async function records(more = ''): Promise<Row[]> {
	const found: Row[] = [];
	for (let page: Row[] = [{}]; page.length > 0; found.push(...page))
		page = await get<Row[]>(`cdrs?${ALL}&start=${found.length}&limit=100${more}`);
	return found;
}

beforeAll(async () => {
	const options = { domains: 2, users: 24, cdrs: 800, eventsInterval: 1_000_000 };
	simulator = await simulatorInProcess(options);
	rows = await records();
	const colleagues = await records('&type=On-net');
	internal = new Set(colleagues.map(({ id }) => id));
});
afterAll(() => simulator.stop());

const talking = (row: Row) => Number(row['call-talking-duration-seconds']);
const holding = (row: Row) => Number(row['call-on-hold-duration-seconds']);
const isOut = (row: Row) => row['call-direction'] === 0;
const callOf = (row: Row) => String(row['call-orig-call-id']);
const personOf = (row: Row) => String(row[isOut(row) ? 'call-orig-user' : 'call-term-user']);
const ringing = (row: Row) =>
	(Date.parse(String(row['call-answer-datetime'])) -
		Date.parse(String(row['call-start-datetime']))) /
	1000;

const sum = (some: Row[], figure: (row: Row) => number) =>
	some.reduce((total, row) => total + figure(row), 0);
const rounded = (value: number) => Math.round(value * 100) / 100;
const each = (total: number, count: number) => (count === 0 ? 0 : rounded(total / count));
const answeredOf = (some: Row[]) => some.filter((row) => talking(row) > 0);
const onPhone = (row: Row) => talking(row) + holding(row);
const ofQueues = (queues: string[], some = rows) =>
	some.filter((row) => !isOut(row) && queues.includes(String(row['call-through-user'])));

/** What a queue is to have done with its legs. */
function queueFigures(legs: Row[]): Figures {
	const answered = answeredOf(legs);
	const total = new Set(legs.map(callOf)).size;
	const lost = total - answered.length;
	return {
		'calls-total-count': total,
		'calls-answered-count': answered.length,
		'calls-presented-count': legs.length,
		'calls-presented-adjusted-count': legs.length,
		'calls-presented-percent': 100,
		'calls-talking-avg-duration-minutes': each(sum(answered, talking) / 60, answered.length),
		'calls-holding-avg-duration-seconds': each(sum(answered, holding), answered.length),
		'calls-handling-avg-duration-minutes': each(sum(answered, onPhone) / 60, answered.length),
		'calls-queueing-avg-duration-seconds': each(sum(legs, ringing), legs.length),
		'calls-service-level-percent': each(answered.length * 100, total),
		'calls-abandoned-count': lost,
		'calls-abandoned-adjusted-count': lost,
		'calls-abandoned-rate': each(lost * 100, total),
		'calls-abandoned-adjusted-rate': each(lost * 100, total),
	};
}

/** What somebody is to have done with the legs at their phones. */
function agentFigures(legs: Row[]): Figures {
	const queued = ofQueues(QUEUES, legs);
	const answered = answeredOf(queued);
	const taken = new Set(answeredOf(rows).map(callOf));
	const outside = legs.filter(({ id }) => !internal.has(id));
	const [out, into] = [outside.filter(isOut), outside.filter((row) => !isOut(row))];
	const [outAnswered, inAnswered] = [answeredOf(out), answeredOf(into)];
	return {
		'calls-answered-count': answered.length,
		'calls-unanswered-count': queued.filter((row) => !taken.has(callOf(row))).length,
		'calls-talking-duration-minutes': rounded(sum(answered, talking) / 60),
		'calls-talking-avg-duration-minutes': each(sum(answered, talking) / 60, answered.length),
		'calls-holding-avg-duration-seconds': each(sum(answered, holding), answered.length),
		'calls-handling-avg-duration-minutes': each(sum(answered, onPhone) / 60, answered.length),
		'inbound-calls-presented-count': into.length,
		'inbound-calls-answered-count': inAnswered.length,
		'inbound-calls-duration-minutes': rounded(sum(inAnswered, onPhone) / 60),
		'inbound-calls-avg-duration-minutes': each(sum(inAnswered, onPhone) / 60, inAnswered.length),
		'outbound-calls-attempted-count': out.length,
		'outbound-calls-answered-count': outAnswered.length,
		'outbound-calls-duration-minutes': rounded(sum(outAnswered, onPhone) / 60),
		'outbound-calls-avg-duration-minutes': each(sum(outAnswered, onPhone) / 60, outAnswered.length),
	};
}

test('there are calls enough to tell a wrong figure from a right one', () => {
	expect(internal.size).toBeGreaterThan(10);
	expect(sum(ofQueues(QUEUES), holding)).toBeGreaterThan(10);
	expect(answeredOf(ofQueues(QUEUES)).length).toBeGreaterThan(20);
});

test.each(QUEUES)('of queue %s', async (queue) => {
	const wanted = queueFigures(ofQueues([queue]));
	expect(await figures(`callqueues/${queue}`)).toMatchObject(wanted);
	expect(await figures('callqueues/aggregate', `&queue_list=${queue}`)).toMatchObject(wanted);
	const row = await get<Row>(`callqueues/${queue}`);
	const all = await table('queue/per-queue');
	expect(all[queue]).toMatchObject({ ...wanted, name: row.description });
	expect(await table('queue/per-queue', `&queue_list=${queue}`)).toEqual({ [queue]: all[queue] });
});

test('of all queues together', async () => {
	const wanted = queueFigures(ofQueues(QUEUES));
	expect(await figures('callqueues/aggregate')).toMatchObject(wanted);
	expect(await figures('callqueues/aggregate', '&queue_list=4000, 4001')).toMatchObject(wanted);
});

test('of each agent', async () => {
	const all = await table('agent');
	const people = new Set(rows.map(personOf));
	expect(Object.keys(all).sort()).toEqual([...people].sort());
	for (const person of people) {
		const wanted = agentFigures(rows.filter((row) => personOf(row) === person));
		expect([person, all[person]]).toMatchObject([person, wanted]);
	}
	expect(await figures('agent/101')).toEqual(all['101']);
	expect(await figures('agent/101@acme.example')).toEqual(all['101']);
});

test('of the agents of a queue, and of a department', async () => {
	const queued = await table('agent/callqueues/4000');
	const legs = ofQueues(['4000']);
	expect(Object.keys(queued).sort()).toEqual([...new Set(legs.map(personOf))].sort());
	for (const [person, found] of Object.entries(queued))
		expect(found).toMatchObject(agentFigures(legs.filter((row) => personOf(row) === person)));
	const users = await get<Row[]>('users?limit=100');
	const inSales = users.filter(({ department }) => department === 'Sales').map(({ user }) => user);
	const all = await table('agent');
	const wanted = Object.entries(all).filter(([user]) => inSales.includes(user));
	expect(wanted.length).toBeGreaterThan(1);
	expect(await table('agent', '&department=Sales')).toEqual(Object.fromEntries(wanted));
});

test('of each number that was dialed', async () => {
	const dialed = (row: Row) => String(row['call-orig-request-user']);
	const [all, one] = [await table('DNIS'), await table('DNIS/callqueues/4001')];
	const legs = ofQueues(QUEUES);
	expect(Object.keys(all).sort()).toEqual([...new Set(legs.map(dialed))].sort());
	for (const [number, found] of Object.entries(all))
		expect(found).toMatchObject(queueFigures(legs.filter((row) => dialed(row) === number)));
	for (const [number, found] of Object.entries(one))
		expect(found).toMatchObject(
			queueFigures(ofQueues(['4001']).filter((row) => dialed(row) === number)),
		);
});

test('of a period: its calls alone', async () => {
	const day = String(rows[Math.floor(rows.length / 2)]?.['call-start-datetime']).slice(0, 10);
	const legs = rows.filter((row) => String(row['call-start-datetime']).startsWith(day));
	const on = `datetime-start=${day}&datetime-end=${day}`;
	const found = await get<Record<string, Figures>>(`statistics/agent?${on}`);
	expect(Object.keys(found).sort()).toEqual([...new Set(legs.map(personOf))].sort());
	const before = 'datetime-start=2001-01-01&datetime-end=2001-01-02';
	expect(await get(`statistics/agent?${before}`)).toEqual({});
	const idle = await get<Figures>(`statistics/callqueues/4000?${before}`);
	expect(new Set(Object.values(idle))).toEqual(new Set([0]));
});

test('of statuses: the present one for all of the time, up to a shift', async () => {
	const hour = 'datetime-start=2026-01-05T12:00:00Z&datetime-end=2026-01-05T13:00:00Z';
	const agents = await get<Row[]>('agents?limit=100');
	const statesOf = new Map<string, Set<boolean>>();
	for (const agent of agents) {
		const [user = ''] = String(agent['callqueue-agent-id']).split('@');
		const isOn = agent['callqueue-agent-availability-type'] !== 'disabled';
		statesOf.set(user, new Set([...(statesOf.get(user) ?? []), isOn]));
	}
	for (const [period, minutes] of [
		[hour, 60],
		[ALL, 480],
	] as const) {
		const log = await get<Record<string, Figures>>(`statistics/agentLog?${period}`);
		expect(Object.keys(log).sort()).toEqual([...statesOf.keys()].sort());
		for (const [user, states] of statesOf) {
			const of = (status: string) => log[user]?.[`status-${status}-duration-minutes`];
			const [on, off] = [of('available'), of('unavailable')];
			expect([user, Number(on) + Number(off)]).toEqual([user, minutes]);
			// Who is off in one queue and not in another is either.
			if (states.size === 1) expect([user, on]).toEqual([user, states.has(true) ? minutes : 0]);
			expect([of('login'), of('lunch'), of('custom1'), of('custom8')]).toEqual([on, 0, 0, 0]);
		}
	}
	expect([...statesOf.values()].filter(({ size }) => size === 1).length).toBeGreaterThan(2);
});

test('of calls that were given up: one row for each phone that rang', async () => {
	const lost = await get<Row[]>(`callqueuereport/abandoned?${ALL}`);
	const taken = new Set(answeredOf(rows).map(callOf));
	const legs = ofQueues(QUEUES).filter((row) => !taken.has(callOf(row)));
	const key = (call: unknown, user: unknown) => `${call} ${user}`;
	expect(lost.map((row) => key(row['call-orig-call-id'], row['agent-term-user'])).sort()).toEqual(
		legs.map((row) => key(callOf(row), personOf(row))).sort(),
	);
	const [leg = {}] = legs;
	const shown = lost.find(
		(row) =>
			row['call-orig-call-id'] === leg['call-orig-call-id'] &&
			row['agent-term-user'] === leg['call-term-user'],
	);
	expect(shown).toMatchObject({
		domain: 'acme.example',
		callqueue: leg['call-through-user'],
		'agent-term-domain': 'acme.example',
		'agent-term-uri': `sip:${String(leg['call-term-user'])}@acme.example`,
		'call-dialed-number': Number(leg['call-orig-request-user']),
		'call-orig-from-name': leg['call-orig-from-name'],
		'queue-call-start-datetime': leg['call-start-datetime'],
		'agent-call-disconnect-datetime': leg['call-answer-datetime'],
		'queue-duration-seconds': ringing(leg),
	});
	const one = await get<Row[]>(`callqueuereport/abandoned/4001?${ALL}`);
	expect(one).toEqual(lost.filter((row) => row.callqueue === '4001'));
});

test.each([
	['callqueues/4999', 'Call queue 4999 does not exist'],
	['agent/callqueues/4999', 'Call queue 4999 does not exist'],
	['DNIS/callqueues/4999', 'Call queue 4999 does not exist'],
	['agent/999', undefined],
])('there are none of %s', async (of, message) => {
	const answer = await ask(`statistics/${of}?${ALL}`);
	expect(answer.statusCode).toBe(404);
	if (message !== undefined) expect(answer.json()).toMatchObject({ message });
});

test.each(['datetime-start', 'datetime-end'])('a period without %s is refused', async (name) => {
	const answer = await ask(`statistics/agent?${ALL.replace(name, 'other')}`);
	expect(answer.statusCode).toBe(400);
	expect(answer.json()).toMatchObject({ message: `Missing required query parameter: ${name}` });
});
