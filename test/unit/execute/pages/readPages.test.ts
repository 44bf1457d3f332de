import { BrokenList } from '../../../../nodes/NetSapiens/execute/pages/brokenList';
import { ListReader } from '../../../../nodes/NetSapiens/execute/pages/listReader';
import { readPages } from '../../../../nodes/NetSapiens/execute/pages/readPages';
import { Requests } from '../../../../nodes/NetSapiens/execute/pages/requests';
import { listServer, type Row } from './listServer';

const numbersOf = (rows: unknown) => (rows as Row[]).map(({ number }) => number);

async function brokenBy(reading: Promise<unknown>): Promise<BrokenList> {
	const error: unknown = await reading.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(BrokenList);
	return error as BrokenList;
}

describe('what a list costs', () => {
	test('an empty one: one request', async () => {
		const server = listServer({ length: 0 });
		expect(await readPages(server.fetchPage)).toEqual({ rows: [] });
		expect(server.asked).toEqual([[0, 100]]);
	});

	test('a short one: a look at what comes behind it', async () => {
		const server = listServer({ length: 37 });
		expect((await readPages(server.fetchPage)).rows).toHaveLength(37);
		expect(server.asked).toEqual([
			[0, 100],
			[37, 100],
		]);
	});

	test.each([
		[3, 50, [[0, 50]]],
		[9, 100, [[0, 100]]],
		[
			10,
			50,
			[
				[0, 50],
				[10, 50],
			],
		],
		// More than half of what was asked for: a hidden row may be the reason.
		[
			4,
			5,
			[
				[0, 5],
				[4, 5],
			],
		],
	])('%d rows with a limit of %d', async (length, wanted, asked) => {
		const server = listServer({ length });
		expect((await readPages(server.fetchPage, { wanted })).rows).toHaveLength(length);
		expect(server.asked).toEqual(asked);
	});

	test.each([
		[50, [[0, 50]]],
		[100, [[0, 100]]],
		[
			150,
			[
				[0, 100],
				[100, 50],
			],
		],
	])('a limit of %d of many: no more than needed, and no count', async (wanted, asked) => {
		const server = listServer({ length: 1000, total: 1000 });
		const { rows } = await readPages(server.fetchPage, { wanted, ahead: 5, total: server.total });
		expect(rows).toHaveLength(wanted);
		expect(server.asked).toEqual(asked);
		expect(server.seen.counts).toBe(0);
	});

	test('one request more than pages where the server counts', async () => {
		const server = listServer({ length: 2950, total: 2950 });
		const { rows } = await readPages(server.fetchPage, { ahead: 5, total: server.total });
		expect(rows).toHaveLength(2950);
		expect(server.asked).toEqual(Array.from({ length: 30 }, (_, page) => [page * 100, 100]));
		expect(server.seen.counts).toBe(1);
	});

	test('a full last page where the server counts: one look behind it', async () => {
		const server = listServer({ length: 1000, total: 1000 });
		await readPages(server.fetchPage, { ahead: 5, total: server.total });
		expect(server.asked).toHaveLength(11);
	});

	test.each([1, 2, 5, 8])('%d ahead at most, and fewer than that behind the end', async (ahead) => {
		const server = listServer({ length: 2950, isSlow: true });
		expect((await readPages(server.fetchPage, { ahead })).rows).toHaveLength(2950);
		expect(server.seen.mostInFlight).toBe(ahead);
		const behind = server.asked.filter(([start]) => start >= 3000);
		expect(behind.length).toBeLessThan(Math.max(ahead, 2));
	});

	test('a count that is too low does not slow it down', async () => {
		const server = listServer({ length: 2950, total: 150, isSlow: true });
		await readPages(server.fetchPage, { ahead: 5, total: server.total });
		expect(server.seen.mostInFlight).toBe(5);
		expect(server.asked.length).toBeLessThan(30 + 5 + 2);
	});

	test('mostly hidden rows: three requests for a page', async () => {
		const hidden = Array.from({ length: 3000 }, (_, n) => n).filter((n) => n % 10 > 0);
		const server = listServer({ length: 3000, hidden });
		const { rows } = await readPages(server.fetchPage);
		expect(numbersOf(rows)).toEqual(server.visible);
		expect(server.asked.length).toBeLessThan(3 * 30);
	});

	test('more and more ahead: two pages cost little when the list ends there', async () => {
		const server = listServer({ length: 130 });
		await readPages(server.fetchPage, { ahead: 50 });
		expect(server.asked).toEqual([
			[0, 100],
			[100, 100],
			[200, 100],
			[130, 70],
		]);
	});
});

describe('pages that are not what was asked for', () => {
	test('a cap of 50 costs a page for every 50 rows, and is asked for by then', async () => {
		const server = listServer({ length: 2950, cap: 50 });
		expect(numbersOf((await readPages(server.fetchPage, { ahead: 5 })).rows)).toEqual(
			server.visible,
		);
		expect(server.asked.length).toBeLessThan(59 + 5 + 2);
		expect(server.asked.slice(4, 7)).toEqual([
			[200, 50],
			[250, 50],
			[300, 50],
		]);
	});

	test('a hidden row: the rest of its page is asked for once, and people are told', async () => {
		const server = listServer({ length: 2950, hidden: [1234], total: 2950 });
		const list = await readPages(server.fetchPage, { ahead: 5, total: server.total });
		expect(numbersOf(list.rows)).toEqual(server.visible);
		expect(list.warning).toBe(
			'The server counts 2,950 records, but shows 2,949 to this credential.',
		);
		expect(server.asked).toContainEqual([1299, 1]);
		expect(server.asked.length).toBeLessThan(30 + 4);
	});

	test('hidden rows at the end are none that are missing pages later', async () => {
		const hidden = Array.from({ length: 99 }, (_, n) => 201 + n);
		const server = listServer({ length: 300, hidden, total: 320 });
		const list = await readPages(server.fetchPage, { total: server.total });
		expect(numbersOf(list.rows)).toEqual(server.visible);
		expect(list.warning).toMatch(/counts 320 records, but shows 201/);
	});

	test('rows hidden up to the end of a page are no cap', async () => {
		const hidden = Array.from({ length: 70 }, (_, n) => 30 + n);
		const server = listServer({ length: 400, hidden });
		const { rows } = await readPages(server.fetchPage, { ahead: 5 });
		expect(numbersOf(rows)).toEqual(server.visible);
		expect(server.asked.every(([, limit]) => limit > 30)).toBe(true);
	});

	test('rows that move at the end of a limit are looked behind', async () => {
		const server = listServer({ length: 300, cap: 50, insertions: { 3: 2 } });
		const { rows } = await readPages(server.fetchPage, { wanted: 151 });
		expect(numbersOf(rows)).toEqual(server.visible.slice(0, 151));
	});

	test('a page of rows that all moved is no end', async () => {
		const server = listServer({ length: 500, insertions: { 1: 100, 3: 100 } });
		expect(numbersOf((await readPages(server.fetchPage)).rows)).toEqual(server.visible);
	});

	test('a slow count is waited for', async () => {
		const server = listServer({ length: 1000, total: 2950 });
		const total = async () => {
			for (let n = 0; n < 50; n++) await new Promise(setImmediate);
			return await server.total();
		};
		await expect(readPages(server.fetchPage, { ahead: 5, total })).rejects.toThrow(/2,950/);
	});

	test('a page without rows in the middle of the list is no success', async () => {
		const hidden = Array.from({ length: 100 }, (_, n) => 1600 + n);
		const server = listServer({ length: 2950, hidden });
		const error = await brokenBy(readPages(server.fetchPage, { ahead: 5 }));
		expect(error.rows).toHaveLength(1600);
		expect(error.message).toBe(
			'Only the first 1,600 records could be read: The server gave no records at position 1,600, although the list goes on behind it.',
		);
	});

	test('a list that ends pages before the count is no success', async () => {
		const server = listServer({ length: 1000, total: 2950 });
		const reading = readPages(server.fetchPage, { ahead: 5, total: server.total });
		const error = await brokenBy(reading);
		expect(error.rows).toHaveLength(1000);
		expect(error.cause.message).toBe('The server counts 2,950 records, but gives no more.');
	});

	test.each([
		[299, 'The server counts 299 records, but shows 200 to this credential.'],
		[300, 'Only the first 200 records could be read: The server counts 300 records, but gives no'],
	])('a whole page that is missing of %d is no hidden row', async (total, words) => {
		const server = listServer({ length: 200, total });
		const said = await readPages(server.fetchPage, { total: server.total }).then(
			({ warning }) => warning,
			({ message }: BrokenList) => message,
		);
		expect(said).toContain(words);
	});

	test.each([
		[250, Infinity, 250, 2],
		[250, 120, 120, 1],
		[200_000, Infinity, 200_000, 2],
	])('%d rows at once, %d wanted', async (length, wanted, expected, requests) => {
		const server = listServer({ length, ignoresLimit: true });
		expect((await readPages(server.fetchPage, { wanted })).rows).toHaveLength(expected);
		expect(server.asked).toHaveLength(requests);
	});
});

describe('lists without end', () => {
	test.each(['id', 'plain', 'changing'] as const)('a full page again (%s)', async (rows) => {
		const server = listServer({ length: 2950, rows, ignoresStart: true });
		const error = await brokenBy(readPages(server.fetchPage, { ahead: 5 }));
		expect(numbersOf(error.rows)).toEqual(server.visible.slice(0, 100));
		expect(error.message).toBe(
			'Only the first 100 records could be read: The server gives the same records again from there on. What comes after the first 100 records cannot be read.',
		);
		expect(server.asked.length).toBeLessThan(8);
	});

	test.each([
		[37, false, 3],
		[250, true, 2],
	])('the same %d records again: the whole list', async (length, ignoresLimit, requests) => {
		const server = listServer({ length, ignoresStart: true, ignoresLimit });
		expect((await readPages(server.fetchPage)).rows).toHaveLength(length);
		expect(server.asked).toHaveLength(requests);
	});

	test('the same short page again, unless the server counts more', async () => {
		const server = listServer({ length: 2950, cap: 50, ignoresStart: true, total: 2950 });
		const error = await brokenBy(readPages(server.fetchPage, { total: server.total }));
		expect(error.rows).toHaveLength(50);
		expect(error.message).toMatch(/counts 2,950 records, but gives no more/);
	});

	test('a full page again, of records that share their IDs', async () => {
		const page = Array.from({ length: 100 }, (_, n) => ({ id: `call-${n % 9}`, leg: n }));
		const error = await brokenBy(readPages(async () => [...page]));
		expect(error.rows).toEqual(page);
	});

	test('a full page of rows that cannot be told apart', async () => {
		const page = Array.from({ length: 100 }, (_, n) => ({ site: `Site ${n % 7}` }));
		const error = await brokenBy(readPages(async () => [...page]));
		expect(error.rows).toEqual(page);
	});

	test('a page again is the whole list when the count says so', async () => {
		const server = listServer({ length: 100, ignoresStart: true, total: 100 });
		expect((await readPages(server.fetchPage, { total: server.total })).rows).toHaveLength(100);
	});

	test.each(['id', 'plain', 'changing'] as const)('pages A, B, A, B (%s)', async (rows) => {
		const server = listServer({ length: 200, rows, cycle: 2 });
		const error = await brokenBy(readPages(server.fetchPage, { ahead: 5 }));
		expect(numbersOf(error.rows)).toEqual(server.visible);
	});

	test('one record that looks different each time', async () => {
		const server = listServer({ length: 1, rows: 'changing', ignoresStart: true });
		const error = await brokenBy(readPages(server.fetchPage));
		expect(error.cause.message).toMatch(/as if the list had no end/);
		expect(server.asked).toHaveLength(10);
	});

	test('new records forever', () => {
		const requests = new Requests(async () => []);
		for (let n = 0; n < 100_000; n++) void requests.fetch(n, 100);
		expect(() => requests.fetch(100_000, 100)).toThrow(/as if the list had no end/);
	});
});

describe('rows that are equal', () => {
	const pagesOf = (rows: unknown[]) => async (start: number, limit: number) =>
		rows.slice(start, start + limit);

	test('within an answer they are kept', async () => {
		const rows = [{ name: 'A' }, { name: 'A' }, { name: 'B' }];
		expect((await readPages(pagesOf(rows))).rows).toEqual(rows);
	});

	test('rows cut down to a column that repeats are all kept', async () => {
		const rows = Array.from({ length: 950 }, (_, n) => ({
			site: `Site ${Math.floor(n ** 1.5) % 7}`,
		}));
		expect((await readPages(pagesOf(rows))).rows).toEqual(rows);
	});

	test('a value of one page that comes again in another is no double', async () => {
		const rows = Array.from({ length: 300 }, (_, n) => ({ caller: `Caller ${(n * n) % 311}` }));
		expect((await readPages(pagesOf(rows))).rows).toEqual(rows);
	});

	test('an ID that several records have in common does not tell them apart', async () => {
		const rows = Array.from({ length: 300 }, (_, n) => ({ id: `call-${n % 9}`, leg: n }));
		expect((await readPages(pagesOf(rows))).rows).toEqual(rows);
		const later = rows.map(({ leg }) => ({ id: `call-${leg < 150 ? leg : 7}`, leg }));
		expect((await readPages(pagesOf(later))).rows).toEqual(later);
	});

	test('a column that counts the rows of each page makes none a double', async () => {
		const rows = Array.from({ length: 300 }, (_, n) => ({
			row: n % 100,
			name: `Row ${n}`,
			started: n * 60,
		}));
		expect((await readPages(pagesOf(rows))).rows).toEqual(rows);
	});

	test('`uid` names the user, not the record', async () => {
		const rows = Array.from({ length: 300 }, (_, n) => ({
			uid: `${n % 150}@acme.example`,
			started: n,
		}));
		expect((await readPages(pagesOf(rows))).rows).toEqual(rows);
	});
});

describe('a request that fails', () => {
	test('nothing is lost that came before, and nothing new is begun', async () => {
		const server = listServer({ length: 2950, failsAt: 17, isSlow: true });
		const error = await brokenBy(readPages(server.fetchPage, { ahead: 5 }));
		expect(numbersOf(error.rows)).toEqual(server.visible.slice(0, 1700));
		expect(error.message).toBe(
			'Only the first 1,700 records could be read: The server is on fire.',
		);
		expect(server.seen.afterFailure).toBe(0);
		expect(server.seen.inFlight).toBe(0);
	});

	test('the rows of a short page before it are among them', async () => {
		const server = listServer({ length: 2950, hidden: [150], failsAt: 3 });
		const error = await brokenBy(readPages(server.fetchPage, { ahead: 5 }));
		expect(numbersOf(error.rows)).toEqual(server.visible.slice(0, 199));
	});

	test('with nothing before it, the error is as it was', async () => {
		const server = listServer({ length: 2950, failsAt: 0 });
		const error: unknown = await readPages(server.fetchPage).catch((thrown: unknown) => thrown);
		expect(error).not.toBeInstanceOf(BrokenList);
		expect(error).toHaveProperty('message', 'The server is on fire.');
	});

	test('whoever leaves early leaves nothing in flight', async () => {
		const server = listServer({ length: 2950, isSlow: true });
		let pages = 0;
		for await (const page of new ListReader(server.fetchPage, { ahead: 5 }).pages()) {
			expect(page).toHaveLength(100);
			if (++pages === 5) break;
		}
		expect(server.seen.inFlight).toBe(0);
		expect(server.asked.length).toBeLessThan(5 + 5);
	});
});
