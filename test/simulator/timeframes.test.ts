/** Timeframes: entries with ids of their own, added, changed and removed one by one or at once. */
import { simulatorInProcess, type InProcess } from './in-process';

type Row = Record<string, unknown>;

const DATES = 'timeframe-specific-dates-array';
const WEEK = 'timeframe-days-of-week-array';
const HOLIDAYS = 'timeframe-holiday-array';
const BEGIN = 'timeframe-specific-dates-begin-date';
const day = (begin: string, more: Row = {}): Row => ({
	[BEGIN]: begin,
	'timeframe-specific-dates-begin-time': '00:00',
	'timeframe-specific-dates-end-date': begin,
	'timeframe-specific-dates-end-time': '23:59',
	...more,
});
const holiday = {
	'timeframe-holiday-uuid': '1',
	'timeframe-holiday-name': 'May Day',
	'timeframe-holiday-begin-date': '20260501',
	'country-abbreviation': 'US',
};

let simulator: InProcess;
let count = 0;

async function send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
	const url = `/ns-api/v2/domains/acme.example${path}`;
	const answer = await simulator.inject({ method, url, payload });
	return { status: answer.statusCode, body: answer.json<Row>() };
}

beforeAll(async () => {
	simulator = await simulatorInProcess();
});
afterAll(() => simulator.stop());

describe.each(['/timeframes', '/users/101/timeframes'])('%s', (shape) => {
	/** A new timeframe with two days, and its path. */
	async function made(days = ['2026-01-01', '2026-02-02']): Promise<string> {
		const name = `Days ${++count}`;
		const body = {
			'timeframe-name': name,
			'timeframe-type': 'specific-dates',
			[DATES]: days.map((one) => day(one)),
		};
		expect((await send('POST', shape, body)).status).toBeLessThan(300);
		const list = (await send('GET', `${shape}?limit=1000`)).body as unknown as Row[];
		const row = list.find((one) => one['timeframe-name'] === name);
		return `${shape}/${String(row?.['timeframe-id'])}`;
	}
	const read = async (path: string) => (await send('GET', path)).body;
	const entriesOf = async (path: string, name = DATES) => (await read(path))[name] as Row[];
	const daysOf = async (path: string) => (await entriesOf(path)).map((one) => one[BEGIN]);

	test('each entry has an id of its own, its place and its timeframe', async () => {
		const path = await made();
		const frame = await read(path);
		const entries = frame[DATES] as Row[];
		expect(entries).toMatchObject(
			['2026-01-01', '2026-02-02'].map((begin, at) => ({
				[BEGIN]: begin,
				'ordinal-order': at,
				'timeframe-parent-id': frame['timeframe-id'],
				domain: 'acme.example',
			})),
		);
		const ids = entries.map((one) => String(one['timeframe-id']));
		expect(new Set(ids).size).toBe(2);
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
	});

	test('is found by its name too, and by no other', async () => {
		const path = await made();
		const frame = await read(path);
		const byName = `${shape}/${encodeURIComponent(String(frame['timeframe-name']))}`;
		expect(await read(byName)).toEqual(frame);
		for (const method of ['GET', 'DELETE'] as const)
			expect((await send(method, `${shape}/nothing`)).status).toBe(404);
	});

	test('a POST adds entries behind those that are there', async () => {
		const path = await made();
		const before = await entriesOf(path);
		expect((await send('POST', path, { [DATES]: [day('2026-03-03')] })).status).toBe(202);
		const after = await entriesOf(path);
		expect(after.slice(0, 2)).toEqual(before);
		expect(after[2]).toMatchObject(day('2026-03-03', { 'ordinal-order': 2 }));
		const nothing = await send('POST', path, { 'timeframe-name': 'Other' });
		expect(nothing).toMatchObject({
			status: 400,
			body: { message: 'Missing entries of the timeframe' },
		});
	});

	test('a PUT replaces all entries, unless it says that it only updates', async () => {
		const path = await made();
		const replaced = await send('PUT', path, { [DATES]: [day('2026-04-04')] });
		expect(replaced.status).toBe(200);
		expect(replaced.body).toEqual(await read(path));
		expect(await daysOf(path)).toEqual(['2026-04-04']);
	});

	test.each(['update_only', 'update-only'])(
		'with %s, entries change by their ids',
		async (name) => {
			const path = await made();
			const [first, second] = await entriesOf(path);
			const id = second?.['timeframe-id'];
			const change = { [name]: 'yes', [DATES]: [day('2026-05-05', { 'timeframe-id': id })] };
			expect((await send('PUT', path, change)).status).toBe(200);
			expect(await entriesOf(path)).toEqual([first, { ...second, ...day('2026-05-05') }]);
			const unknown = {
				[name]: 'yes',
				[DATES]: [day('2026-05-05', { 'timeframe-id': 'f'.repeat(32) })],
			};
			expect((await send('PUT', path, unknown)).status).toBe(404);
		},
	);

	test('another type takes the entries of the old one away', async () => {
		const path = await made();
		await send('PUT', path, { 'timeframe-type': 'specific-dates' });
		expect(await daysOf(path)).toHaveLength(2);
		await send('PUT', path, { 'timeframe-type': 'holiday', [HOLIDAYS]: [holiday] });
		const frame = await read(path);
		expect(frame['timeframe-type']).toBe('holiday');
		expect(
			[DATES, HOLIDAYS, WEEK].map((name) => (frame[name] as Row[] | undefined)?.length ?? 0),
		).toEqual([0, 1, 0]);
	});

	test('one entry is removed by its id, and the timeframe itself without one', async () => {
		const path = await made();
		const [first, second] = await entriesOf(path);
		expect((await send('DELETE', path, { child_id: first?.['timeframe-id'] })).status).toBe(202);
		expect(await entriesOf(path)).toEqual([second]);
		expect((await send('DELETE', path, { child_id: first?.['timeframe-id'] })).status).toBe(404);
		expect((await send('DELETE', path)).status).toBe(202);
		expect((await send('GET', path)).status).toBe(404);
	});
});

test('all of a user are removed at once, and none of the domain', async () => {
	const shape = '/users/101/timeframes';
	const body = { 'timeframe-name': 'Whenever', 'timeframe-type': 'always' };
	for (const one of [shape, '/timeframes']) await send('POST', one, body);
	const before = (await send('GET', '/timeframes')).body;
	expect(before).not.toEqual([]);
	expect(await send('DELETE', shape)).toMatchObject({ status: 200, body: { message: 'Success' } });
	expect((await send('GET', shape)).body).toEqual([]);
	expect((await send('GET', '/timeframes')).body).toEqual(before);
});
