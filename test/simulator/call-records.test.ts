/**
 * What the API says of calls while they last and when they are over. Whatever reports are made of has to be
 * of one piece, and one record of each kind is as servers were seen to write it.
 */
import type { SwitchName } from '../../simulator/switches';
import { simulatorInProcess, type InProcess } from './in-process';
import { told } from './shown';

type Row = Record<string, unknown>;

const NOON = '2026-03-02T12:00:00.000Z';
const D = '/ns-api/v2/domains/acme.example';
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01&limit=100';
const CARRIER = 'sip.carrier.example';
const NEVER = '0000-00-00 00:00:00';

let simulator: InProcess;
let rows: Row[];

const get = async <Body = Row[]>(path: string) =>
	(await simulator.inject({ url: path })).json<Body>();
const post = async (path: string, payload: object = {}) =>
	(await simulator.inject({ method: 'POST', url: `/_sim/${path}`, payload })).json<Row>();

/** All records, those of calls that were before the start and those of a few that take place. */
async function records(): Promise<Row[]> {
	const found: Row[] = [];
	for (let page: Row[] = [{}]; page.length > 0; found.push(...page))
		page = await get(`${D}/cdrs?${ALL}&start=${found.length}`);
	return found;
}

async function call(from: string, to: string, ...steps: Array<[string, object?]>): Promise<void> {
	const { id } = await post('calls', { from, to, domain: 'acme.example' });
	for (const [name, body] of [...steps, ['end'] as [string]])
		await post(`calls/${encodeURIComponent(String(id))}/${name}`, body);
}

const SUCCESSOR = {
	...{ user: '103', 'name-first-name': 'Pat', 'name-last-name': 'Doe' },
	...{ 'email-address': 'pat@acme.example', 'user-scope': 'Basic User' },
};

/** Asks with a switch in another position. */
async function having<Result>(name: SwitchName, value: string, act: () => Promise<Result>) {
	const { switches } = simulator.instance.sim;
	const before = switches.get(name);
	switches.set(name, value);
	return await act().finally(() => switches.set(name, before));
}

beforeAll(async () => {
	const options = { domains: 2, users: 24, cdrs: 600, eventsInterval: 1_000_000, now: NOON };
	simulator = await simulatorInProcess(options);
	await call('12125550111', '101', ['answer']);
	await call('12125550111', '101', ['voicemail']);
	await call('12125550111', '101', ['forward', { to: '12125550144' }], ['answer']);
	await call('12125550111', '4000', ['answer']);
	await call('12125550111', '9000', ['transfer', { to: '102' }], ['answer']);
	await call('101', '102', ['answer']);
	await call('101', '12125550144');
	rows = await records();
});
afterAll(() => simulator.stop());

const of = (row: Row, name: string) => row[`call-${name}`];
const text = (row: Row, name: string) => String(of(row, name) ?? '');
const at = (row: Row, name: string) => Date.parse(`${text(row, `${name}-datetime`)}Z`) / 1000;
const lasts = (row: Row, name: string) => Number(of(row, `${name}-duration-seconds`));
const isSip = (row: Row) => text(row, 'term-to-uri').startsWith('sip:');

/** Where numbers are integers, nobody is 0. */
const isExtension = (row: Row, name: string) => !['', '0'].includes(text(row, name));

/** What is true of every record, by its name. */
const TRUTHS: Record<string, (row: Row) => boolean> = {
	'it ends after it has rung, talked and held': (row) =>
		at(row, 'disconnect') - at(row, 'start') === lasts(row, 'total') &&
		at(row, 'disconnect') - at(row, 'batch-answer') ===
			lasts(row, 'talking') + lasts(row, 'on-hold'),
	'the whole so far is not shorter than the leg': (row) =>
		lasts(row, 'batch-total') === lasts(row, 'total') &&
		lasts(row, 'batch-on-hold') === lasts(row, 'on-hold') &&
		at(row, 'batch-start') === at(row, 'start'),
	'a phone that nobody picked up has no answer': (row) =>
		!isSip(row) ||
		text(row, 'through-user') !== '' ||
		(of(row, 'answer-datetime') === NEVER) === (lasts(row, 'talking') === 0),
	'sound goes both ways while it talks': (row) => {
		const packets = Number(of(row, 'audio-relay-side-a-packet-count'));
		const back = Number(of(row, 'audio-relay-side-b-packet-count'));
		return packets === lasts(row, 'talking') * 50 && back >= 0 && packets - back <= 2;
	},
	'a caller from here has an extension and this domain': (row) =>
		isExtension(row, 'orig-user') === (text(row, 'orig-domain') === 'acme.example'),
	'who is called here has this domain, who is not here has none': (row) =>
		Boolean(text(row, 'term-user')) === (text(row, 'term-domain') === 'acme.example'),
	'an address is made of its user and its host': (row) =>
		['orig-from', 'orig-request', 'orig-to'].every(
			(side) =>
				text(row, `${side}-uri`) ===
				`sip:${text(row, `${side}-user`)}@${text(row, `${side}-host`)}`,
		),
	'a call from outside came by the carrier': (row) =>
		isExtension(row, 'orig-user') || text(row, 'orig-from-host') === CARRIER,
	'a number outside was reached by the carrier': (row) =>
		!isSip(row) ||
		text(row, 'term-user') !== '' ||
		text(row, 'term-to-uri').endsWith(`@${CARRIER}`),
	'an extension was reached at its address': (row) =>
		!isSip(row) ||
		text(row, 'term-user') === '' ||
		text(row, 'term-to-uri') === `sip:${text(row, 'term-user')}@acme.example`,
	'moods make up the whole of what was analyzed': (row) => {
		const shares = ['negative', 'neutral', 'positive'].map((mood) =>
			text(row, `intelligence-percent-${mood}`),
		);
		const isAnalyzed = text(row, 'intelligence-job-id') !== '';
		const sum = shares.reduce((total, share) => total + Number(share), 0);
		const isRight = isAnalyzed
			? sum === 100 && shares.every((share) => Number(share) >= 0)
			: shares.join('') === '';
		return isRight && isAnalyzed === (String(row['prefilled-transcription-api']) !== '');
	},
	'its trace and its transcription are asked for by its id': (row) => {
		const id = text(row, 'parent-call-id');
		const transcription = String(row['prefilled-transcription-api']);
		return (
			String(row['prefilled-trace-api']).includes(`callids=${id}&`) &&
			(transcription === '' || transcription.endsWith(`&callid=${encodeURIComponent(id)}`))
		);
	},
	'its legs share the id of the call': (row) =>
		text(row, 'orig-call-id') === text(row, 'parent-call-id'),
	'a stranger has a number that belongs to nobody': (row) => {
		const isOut = of(row, 'direction') === 0;
		const stranger = text(row, isOut ? 'orig-to-user' : 'orig-from-user');
		return isRecent(row) || stranger.length < 5 || /^1[2-9]\d\d55501\d\d$/.test(stranger);
	},
	'only who talks for a while puts somebody on hold, and for less than two minutes': (row) =>
		isRecent(row) ||
		lasts(row, 'on-hold') === 0 ||
		(lasts(row, 'talking') >= 60 && lasts(row, 'on-hold') >= 5 && lasts(row, 'on-hold') < 95),
	'numbers are integers all together, in half of the calls': (row) => {
		const caller = typeof of(row, 'orig-caller-id');
		const user = typeof of(row, 'orig-user');
		return text(row, 'orig-user') === '' || caller === user;
	},
	'its ids begin with its second': (row) =>
		String(row.id).startsWith(String(at(row, 'start'))) &&
		(isRecent(row) ||
			text(row, 'term-call-id').startsWith(text(row, 'start-datetime').replace(/\D/g, ''))),
};
const isRecent = (row: Row) => at(row, 'start') > Date.parse(NOON) / 1000;

test.each(Object.entries(TRUTHS))('of every record, %s', (_name, isTrue) => {
	expect(rows.length).toBeGreaterThan(250);
	expect(rows.filter((row) => !isTrue(row)).map(told)).toEqual([]);
});

test('half of the calls have integers for numbers, and none where servers send text', async () => {
	const typed = (all: Row[], type: string) =>
		all.filter((row) => typeof of(row, 'orig-caller-id') === type).length / all.length;
	expect(Math.abs(typed(rows, 'number') - 0.5)).toBeLessThan(0.2);
	expect(typed(rows, 'number') + typed(rows, 'string')).toBe(1);
	const asText = await having('cdr-numbers', 'text', records);
	expect(typed(asText, 'string')).toBe(1);
	const spelled = (all: Row[]) => all.map((row) => [row.id, text(row, 'orig-caller-id')]);
	expect(spelled(asText)).toEqual(spelled(rows));
});

test('a call placed has one leg; some that come in ring three phones, of which one talks', () => {
	const seeded = rows.filter((row) => !isRecent(row));
	const byCall = new Map<string, Row[]>();
	for (const row of seeded) {
		const id = text(row, 'parent-call-id');
		byCall.set(id, [...(byCall.get(id) ?? []), row]);
	}
	const all = [...byCall.values()];
	const isOut = (legs: Row[]) => legs.some((row) => of(row, 'direction') === 0);
	const forks = all.filter((legs) => legs.length > 1);
	expect(all.filter(isOut).every((legs) => legs.length === 1)).toBe(true);
	expect(forks.length / all.filter((legs) => !isOut(legs)).length).toBeCloseTo(0.1, 1);
	for (const legs of forks) {
		expect(legs.map((row) => of(row, 'leg-ordinal-index')).sort()).toEqual([0, 1, 2]);
		expect(legs.filter((row) => lasts(row, 'talking') > 0).length).toBeLessThanOrEqual(1);
		expect(new Set(legs.map((row) => text(row, 'term-call-id'))).size).toBe(3);
		expect(new Set(legs.map((row) => text(row, 'start-datetime'))).size).toBe(1);
	}
});

test('the newest comes first, or the oldest where servers do so', async () => {
	const starts = rows.map((row) => at(row, 'start'));
	expect(starts).toEqual([...starts].sort((a, b) => b - a));
	const turned = await having('cdr-order', 'oldest', records);
	expect(turned.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).reverse());
});

test('a record is the same by its id, in its own domain alone', async () => {
	const [, globex] = (await get('/ns-api/v2/domains')).map(({ domain }) => String(domain));
	for (const row of [rows[0], rows.at(-1)]) {
		expect(await get(`${D}/cdrs/${String(row?.id)}`)).toEqual(row);
		const foreign = `/ns-api/v2/domains/${globex}/cdrs/${String(row?.id)}`;
		expect((await simulator.inject({ url: foreign })).statusCode).toBe(404);
	}
	for (const none of ['1', '0'.repeat(40), `${String(rows[0]?.id).slice(0, 10)}999999998`])
		expect((await simulator.inject({ url: `${D}/cdrs/${none}` })).statusCode).toBe(404);
});

test('a short record has twenty-eight fields of the whole one, with the same values', async () => {
	const short = await get(`${D}/cdrs?${ALL.replace('limit=100', 'limit=101')}`);
	const kept = Object.keys(short[0] ?? {});
	expect(kept).toHaveLength(28);
	const cut = (row: Row) => Object.fromEntries(kept.map((name) => [name, row[name]]));
	expect(short).toEqual(rows.slice(0, 101).map(cut));
	const ids = kept.filter((name) => /(^|-)id$/.test(name));
	expect(ids.sort()).toEqual(['call-parent-call-id', 'call-parent-cdr-id']);
});

test("every record of a call names the call's first one", async () => {
	const { id } = await post('calls', { from: '12125550112', to: '101', domain: 'acme.example' });
	const path = `calls/${encodeURIComponent(String(id))}`;
	await post(`${path}/answer`);
	await post(`${path}/transfer`, { to: '102' });
	await post(`${path}/answer`);
	await post(`${path}/end`);
	const all = await records();
	const calls = new Map<unknown, Row[]>();
	for (const row of all) {
		const call = of(row, 'parent-call-id');
		calls.set(call, [...(calls.get(call) ?? []), row]);
	}
	expect(calls.get(id)!.length).toBeGreaterThan(1);
	for (const legs of calls.values()) {
		const parents = new Set(legs.map((row) => of(row, 'parent-cdr-id')));
		expect(parents.size).toBe(1);
		expect(legs.map((row) => row.id)).toContain([...parents][0]);
	}
});

test('a queue that nobody answers ends with that, and the mailbox has the call', async () => {
	const { id } = await post('calls', { from: '12125550111', to: '4000', domain: 'acme.example' });
	const path = `calls/${encodeURIComponent(String(id))}`;
	await post(`${path}/voicemail`);
	const [live, ...others] = (await get(`${D}/calls`)).filter(
		(row) => of(row, 'orig-call-id') === id,
	);
	expect([live?.['call-term-uri'], others]).toEqual(['VMail', []]);
	await post(`${path}/end`);
	const legs = (await records()).filter((row) => of(row, 'parent-call-id') === id);
	const told = legs.map((row) => [of(row, 'term-to-uri'), of(row, 'disconnect-reason-text')]);
	expect(told).toContainEqual(['Call-Queue', 'No Answer']);
	expect(told).toContainEqual(['VMail', 'Orig: Bye']);
	expect(told.filter(([, reason]) => reason !== 'No Answer')).toHaveLength(1);
});

test('who leaves has no records any more; those of the domain stay', async () => {
	const count = async (of = '') => (await get<Row>(`${D}${of}/cdrs/count?${ALL}`)).total;
	const before = await count();
	expect(await count('/users/103')).toBeGreaterThan(0);
	const others = await count('/users/104');
	await simulator.inject({ method: 'DELETE', url: `${D}/users/103` });
	await simulator.inject({ method: 'POST', url: `${D}/users`, payload: SUCCESSOR });
	expect([await count(), await count('/users/103'), await count('/users/104')]).toEqual([
		...[before, 0],
		others,
	]);
});
