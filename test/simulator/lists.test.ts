import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '900', '--events-interval', '1000000']);
	send = clientOf(simulator);
});

afterAll(() => simulator.stop());

const D = '/domains/acme.example';
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';

describe('lists', () => {
	beforeAll(async () => {
		await Promise.all(
			Array.from({ length: 130 }, () =>
				send('POST', '/domains/acme.example/contacts', { body: { company: 'Bulk' } }),
			),
		);
	});

	test('stop at 100 without a word, start at 0, end short', async () => {
		const { total } = record(await send('GET', `${D}/contacts/count`)) as { total: number };
		expect(list(await send('GET', `${D}/contacts`))).toHaveLength(100);
		expect(list(await send('GET', `${D}/contacts?start=100`))).toHaveLength(total - 100);
		expect(list(await send('GET', `${D}/contacts?start=${total}`))).toEqual([]);
		const [first] = list(await send('GET', `${D}/contacts?start=0&limit=1`));
		expect(list(await send('GET', `${D}/contacts?limit=1`))).toEqual([first]);
		expect(list(await send('GET', `${D}/contacts?offset=5&page=2&limit=1`))).toEqual([first]);
	});

	test('fields, sort, order and filters', async () => {
		const sorted = list(
			await send('GET', `${D}/users?fields=user,user-scope&sort=user&order=desc`),
		);
		expect(Object.keys(sorted[0]!)).toEqual(['user', 'user-scope']);
		const names = sorted.map((row) => String(row.user));
		expect(names).toEqual([...names].sort((a, b) => b.localeCompare(a, 'en', { numeric: true })));
		const branch = list(await send('GET', `${D}/users?site=Branch`));
		expect(new Set(branch.map((row) => row.site))).toEqual(new Set(['Branch']));
	});

	test('/list is short and refuses unknown fields', async () => {
		const [first] = list(await send('GET', `${D}/users/list`));
		expect(Object.keys(first!)).not.toContain('voicemail-login-pin');
		expect((await send('GET', `${D}/users/list?fields=nonsense`)).status).toBe(400);
	});

	test('/count works after lists whose document does not know it', async () => {
		expect(record(await send('GET', '/subscriptions/count'))).toEqual({ total: 0 });
		const total = list(await send('GET', `${D}/users/101/messagesessions`)).length;
		expect(record(await send('GET', `${D}/users/101/messagesessions/count`))).toEqual({ total });
	});

	test('what is not there', async () => {
		expect(await send('GET', '/domains/nope/users')).toMatchObject({
			status: 404,
			body: { message: 'Domain nope does not exist' },
		});
		expect(await send('GET', `${D}/users/77/devices`)).toMatchObject({
			status: 404,
			body: { message: 'User 77 does not exist in domain acme.example' },
		});
		expect(await send('GET', `${D}/users/101/voicemails`)).toMatchObject({
			status: 404,
			body: { message: 'No Route Found [92]' },
		});
		expect(record(await send('GET', '/domains/nope/count')).total).toBe(0);
	});
});

describe('call records', () => {
	test('a limit above 100 silently gives 28 fields without call id and caller', async () => {
		const [full] = list(await send('GET', `${D}/cdrs?${ALL}&limit=100`));
		const [short] = list(await send('GET', `${D}/cdrs?${ALL}&limit=101`));
		expect(full).toHaveProperty('call-orig-call-id');
		expect(Object.keys(short!)).toHaveLength(28);
		expect(short).not.toHaveProperty('call-orig-call-id');
		expect(short).not.toHaveProperty('call-orig-caller-id');
		expect(short).not.toHaveProperty('call-disconnect-reason-text');
	});

	test('count, pages and types agree', async () => {
		const { total } = record(await send('GET', `${D}/cdrs/count?${ALL}`)) as { total: number };
		const ids: unknown[] = [];
		for (let start = 0; start < total; start += 100) {
			ids.push(
				...list(await send('GET', `${D}/cdrs?${ALL}&start=${start}&limit=100`)).map(
					(row) => row.id,
				),
			);
		}
		expect(new Set(ids).size).toBe(total);
		const types = await Promise.all(
			['Inbound', 'Outbound', 'Missed'].map(
				async (type) =>
					record(await send('GET', `${D}/cdrs/count?${ALL}&type=${type}`)).total as number,
			),
		);
		expect(types.reduce((sum, one) => sum + one, 0)).toBe(total);
	});

	test('caller and dialled match parts; dates are needed', async () => {
		const [one] = list(await send('GET', `${D}/cdrs?${ALL}&type=Outbound&limit=1`));
		const dialled = String(one!['call-orig-to-user']);
		const found = list(await send('GET', `${D}/cdrs?${ALL}&dialled=${dialled.slice(0, -1)}`));
		expect(found.length).toBeGreaterThan(0);
		expect(
			found.every((row) => String(row['call-orig-to-user']).includes(dialled.slice(0, -1))),
		).toBe(true);
		expect((await send('GET', `${D}/cdrs`)).status).toBe(400);
	});

	test('dates come back in the zone of the question; older names work too', async () => {
		const zoned =
			'datetime-start=2020-01-01T00:00:00Z[US/Pacific]&datetime-end=2040-01-01T00:00:00Z';
		const [row] = list(await send('GET', `${D}/cdrs?${zoned}&limit=1`));
		expect(row!['call-start-datetime']).toMatch(
			/^\d{4}-\d\d-\d\dT[\d:]{8}-0[78]:00\[US\/Pacific\]$/,
		);
		const legacy = await send('GET', `${D}/cdrs/count?start_date=2020-01-01&end_date=2039-12-31`);
		expect(legacy.body).toEqual((await send('GET', `${D}/cdrs/count?${ALL}`)).body);
	});

	test('the statistics sum what the records say', async () => {
		const rows: Array<Record<string, unknown>> = [];
		const { total } = record(await send('GET', `${D}/cdrs/count?${ALL}`)) as { total: number };
		for (let start = 0; start < total; start += 100)
			rows.push(...list(await send('GET', `${D}/cdrs?${ALL}&start=${start}&limit=100`)));
		const queue = rows.filter((row) => row['call-through-user'] === '4000');
		const answered = queue.filter((row) => Number(row['call-talking-duration-seconds']) > 0);
		const figures = record(await send('GET', `${D}/statistics/callqueues/4000?${ALL}`));
		expect(figures['calls-total-count']).toBe(
			new Set(queue.map((row) => row['call-orig-call-id'])).size,
		);
		expect(figures['calls-answered-count']).toBe(answered.length);
		expect(answered.length).toBeGreaterThan(0);
	});
});
