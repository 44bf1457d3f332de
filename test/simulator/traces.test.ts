/** What is left of a call: its recording, what was said in it, and what the network saw. */
import { simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;

const D = '/domains/acme.example';
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
let simulator: InProcess;
/** A call of the past that was taken, and one that was not. */
let taken: Row;
let missed: Row;

const ask = async (path: string) => await simulator.inject({ url: `/ns-api/v2${path}` });
const get = async <Body>(path: string) => (await ask(path)).json<Body>();
const statusOf = async (path: string) => (await ask(path)).statusCode;
const idOf = (row: Row, end = 'orig') => encodeURIComponent(String(row[`call-${end}-call-id`]));
const talk = (row: Row) => Number(row['call-talking-duration-seconds']);
const later = (moment: unknown, seconds: number) =>
	new Date(Date.parse(`${String(moment).replace(' ', 'T')}Z`) + seconds * 1000)
		.toISOString()
		.slice(0, 19)
		.replace('T', ' ');

beforeAll(async () => {
	simulator = await simulatorInProcess({ domains: 2, users: 12, cdrs: 200, eventsInterval: 1e6 });
	const rows = await get<Row[]>(`${D}/cdrs?${ALL}&limit=100&type=Inbound`);
	taken = rows.find((row) => talk(row) > 30)!;
	// Who rang beside somebody that took the call has missed it, too.
	const answered = new Set(rows.filter((row) => talk(row) > 0).map((row) => idOf(row)));
	const others = await get<Row[]>(`${D}/cdrs?${ALL}&limit=100&type=Missed`);
	missed = others.find((row) => !answered.has(idOf(row)))!;
});
afterAll(() => simulator.stop());

/** Asks with a switch in another position. */
async function having<Result>(name: string, value: string, act: () => Promise<Result>) {
	const { switches } = simulator.instance.sim;
	const before = switches.all()[name]!;
	switches.set(name, value);
	return await act().finally(() => switches.set(name, before));
}

describe('a recording', () => {
	test.each(['orig', 'term'])(
		'is found by the %s id, and lasts as long as the talk',
		async (end) => {
			const [one, ...others] = await get<Row[]>(`${D}/recordings/${idOf(taken, end)}`);
			expect(others).toEqual([]);
			const begun = taken['call-answer-datetime'];
			const size = Math.round((talk(taken) * 16000 + 44) / 1024);
			expect(one).toMatchObject({
				'call-recording-status': 'converted',
				'call-id': taken[`call-${end}-call-id`],
				'call-recording-started-datetime': begun,
				'call-recording-ended-datetime': later(begun, talk(taken)),
				'file-duration-seconds': talk(taken),
				'file-size-kilobytes': size,
				'call-recording-remote-wav-size-kilobytes': size,
			});
		},
	);

	test('belongs to who took the call, and to no other domain or user', async () => {
		const user = String(taken['call-term-user']);
		const other = user === '101' ? '102' : '101';
		const [globex] = (await get<Row[]>('/domains')).filter(
			({ domain }) => domain !== 'acme.example',
		);
		expect(await statusOf(`${D}/users/${user}/recordings/${idOf(taken)}`)).toBe(200);
		expect(await statusOf(`${D}/users/${other}/recordings/${idOf(taken)}`)).toBe(404);
		expect(await statusOf(`/domains/${String(globex?.domain)}/recordings/${idOf(taken)}`)).toBe(
			404,
		);
		expect(await statusOf(`${D}/recordings/${idOf(missed)}`)).toBe(404);
		expect(await statusOf(`${D}/recordings/nothing`)).toBe(404);
	});

	test('is found by the term id alone, or stands behind one that is not ready, where servers are so', async () => {
		const status = async (end: string) => await statusOf(`${D}/recordings/${idOf(taken, end)}`);
		const found = async () => [await status('orig'), await status('term')];
		expect(await having('recording-id', 'term', found)).toEqual([404, 200]);
		const list = async () => await get<Row[]>(`${D}/recordings/${idOf(taken)}`);
		const [first, second] = await having('recording-records', 'first-not-ready', list);
		expect(first).toMatchObject({
			'call-recording-status': 'unconverted',
			'file-duration-seconds': 0,
			'file-access-url': '',
			'file-size-kilobytes': 0,
		});
		expect(second).toMatchObject({ 'call-recording-status': 'converted' });
	});
});

describe('a transcription', () => {
	const path = (row: Row, name = 'callid') =>
		`${D}/transcriptions?id=77&date=202601&${name}=${idOf(row)}`;

	test('shares the whole talk among its speakers and moods', async () => {
		const one = await get<Row>(path(taken));
		expect(one).toMatchObject({
			'call-intelligence-job-id': 77,
			'call-id': taken['call-orig-call-id'],
			'call-intelligence-processing-status': 'finished',
			'call-intelligence-duration-seconds': talk(taken),
		});
		const of = (what: string) =>
			['negative', 'neutral', 'positive'].map((mood) =>
				Number(one[`call-intelligence-${what}-${mood}`]),
			);
		expect(of('percent')).toEqual([17, 33, 50]);
		const sum = of('duration-seconds').reduce((total, seconds) => total + seconds, 0);
		expect(Math.abs(sum - talk(taken))).toBeLessThanOrEqual(1);
		expect(of('ending-percent')).toEqual([0, 0, 100]);
		expect(of('ending-duration-seconds')).toEqual([0, 0, Math.round(talk(taken) / 3)]);
		const segments = one['call-intelligence-segments'] as Array<Record<string, string>>;
		expect(segments.map((segment) => segment['start-time'])).toEqual([
			'0.00',
			...segments.slice(0, -1).map((segment) => segment['end-time']),
		]);
		expect(Number(segments.at(-1)?.['end-time'])).toBe(talk(taken));
		expect(segments.map(({ speaker }) => speaker).join()).toMatch(/^agent,customer,agent/);
	});

	test.each(['orig_callid', 'term_callid', 'by_callid'])('is found by %s', async (name) => {
		expect(await statusOf(path(taken, name))).toBe(200);
	});

	test('is none of a call that nobody took, nor without any id', async () => {
		expect(await statusOf(path(missed))).toBe(404);
		expect(await statusOf(`${D}/transcriptions?id=77&date=202601`)).toBe(400);
	});
});

describe('a trace', () => {
	const path = (type: string, more = '') =>
		`/sipflow?servers=core1&type=${type}&callids=${idOf(taken)}${more}`;
	const MESSAGES = ['INVITE', '100 Trying', '180 Ringing', '200 OK', 'ACK', 'BYE', '200 OK'];

	test('has a line for each message, of which the last ones come when the talk is over', async () => {
		const [head, ...lines] = (await ask(path('csv'))).payload.split('\n');
		expect(head).toBe('time,source,destination,message,callid');
		const cells = lines.map((line) => line.split(','));
		expect(cells.map((cell) => cell[3])).toEqual(MESSAGES);
		const begun = taken['call-start-datetime'];
		const answer = taken['call-answer-datetime'];
		const over = later(answer, talk(taken));
		expect(cells.map((cell) => cell[0])).toEqual([
			...[0, 1, 2].map((seconds) => later(begun, seconds)),
			...[answer, answer, over, over],
		]);
		const core = simulator.instance.sim.hostname;
		cells.forEach(([, source, destination, , id], at) => {
			const ends = at % 2 === 0 ? ['192.0.2.10', core] : [core, '192.0.2.10'];
			expect([source, destination, id]).toEqual([...ends, taken['call-orig-call-id']]);
		});
	});

	test('is drawn, told step by step, or listed', async () => {
		const drawn = await ask(path('call_trace', '&download=yes'));
		expect(drawn.headers['content-type']).toContain('image/svg+xml');
		expect(drawn.payload.match(/<text y="\d+">/g)).toEqual(
			MESSAGES.map((_, at) => `<text y="${20 + 20 * at}">`),
		);
		const [listed] = await get<Row[]>(path('call_trace'));
		expect(listed?.svg).toBe('');
		expect(listed?.sql).toHaveLength(MESSAGES.length);
		const [told] = await get<Row[]>(path('cradle_to_grave'));
		const steps = told?.cradle as Row[];
		expect(steps.map(({ type, id }) => [type, id])).toEqual(
			MESSAGES.map((_, at) => [at === 0 ? 'CALL' : 'CALLBACK', `${at + 1}`]),
		);
		expect(steps[0]?.ts).toBe(
			`${Date.parse(`${String(taken['call-start-datetime']).replace(' ', 'T')}Z`)}`,
		);
	});

	test('is empty for a call that there is not, and needs a server and a type', async () => {
		expect(await get('/sipflow?servers=core1&type=call_trace&callids=no')).toEqual([
			{ sql: [], svg: '' },
		]);
		for (const query of ['servers=core1', 'type=csv'])
			expect(await statusOf(`/sipflow?${query}&callids=no`)).toBe(400);
	});
});
