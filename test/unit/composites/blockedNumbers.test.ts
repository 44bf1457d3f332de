/** A sync of blocked numbers, which all are in one list of the domain. */
import type { IDataObject, UserError } from 'n8n-workflow';
import { sync } from '../../../nodes/NetSapiens/composites/sync/sync';
import { asked } from '../../support/asked';
import fc from '../../support/fastCheck';
import { MemoryServer } from '../../support/memoryServer';

describe('blocked numbers', () => {
	const FILTERS = '/domains/acme/number-filters';
	const blocked = (server: MemoryServer) =>
		server.lists[FILTERS]!.flatMap(
			(record) => (record['phone-numbers-to-reject'] as { parameters: string[] }).parameters,
		);
	const blocking = (...parameters: string[]) =>
		new MemoryServer({
			[FILTERS]: [{ 'phone-numbers-to-reject': { enabled: 'yes', parameters } }],
		});
	const run = async (server: MemoryServer, syncMode: string, numbers: string[]) => {
		const bodies = numbers.map((phonenumber) => ({ phonenumber }));
		const items = await sync(server.calls(asked('blockedNumber', { syncMode }, bodies)));
		return items.map(({ json, pairedItem }) => [json.result, json.phonenumber, pairedItem]);
	};

	test('come out as they are wanted, whatever was there, and are so the next time', async () => {
		const number = fc.integer({ min: 12025550100, max: 12025550107 }).map(String);
		const numbers = fc.uniqueArray(number, { maxLength: 6 });
		const some = numbers.filter((all) => all.length > 0);
		const modes = fc.constantFrom('add', 'mirror');
		const property = fc.asyncProperty(modes, numbers, some, async (mode, there, wanted) => {
			const server = blocking(...there);
			const results = await run(server, mode, wanted);
			const gone = mode === 'mirror' ? there.filter((one) => !wanted.includes(one)) : [];
			const expected = [
				...wanted.map((one, item) => [
					there.includes(one) ? 'unchanged' : 'created',
					...[one, { item }],
				]),
				...gone.map((one) => ['deleted', one, undefined]),
			];
			expect(results.map(String).sort()).toEqual(expected.map(String).sort());
			expect(results).toEqual(expect.arrayContaining(expected));
			const left = there.filter((one) => !gone.includes(one));
			expect(blocked(server).sort()).toEqual([...new Set([...left, ...wanted])].sort());
			const { length } = server.writes;
			const again = await run(server, mode, wanted);
			expect(again.map(([result]) => result)).toEqual(wanted.map(() => 'unchanged'));
			expect(server.writes).toHaveLength(length);
		});
		await fc.assert(property, { numRuns: 60 });
	});

	test('go a hundred at a time', async () => {
		const server = blocking('12025559999');
		const numbers = Array.from({ length: 250 }, (_, at) => String(12025550100 + at));
		await run(server, 'mirror', numbers);
		expect(server.writes).toEqual([...[1, 2, 3].map(() => `POST ${FILTERS}`), `DELETE ${FILTERS}`]);
		expect(blocked(server)).toEqual(numbers);
	});

	describe('that a server accepts and drops', () => {
		beforeEach(() => void jest.useFakeTimers());
		afterEach(() => void jest.useRealTimers());

		/** What became of it, when all waiting is over; the list is right from the look of that number on. */
		async function ending(
			query: IDataObject,
			rightFrom = Infinity,
			bodies = [{ phonenumber: '12025550101' }],
		) {
			const calls = blocking('12025559999').calls(asked('blockedNumber', query, bodies));
			const right = [{ 'phone-numbers-to-reject': { parameters: ['12025550101'] } }];
			const { request } = calls[0]!.api;
			let looks = 0;
			calls[0]!.api.request = async (sent) => {
				if (sent.method !== 'GET') return { code: 202 };
				if (sent.path.endsWith('/count')) return await request(sent);
				// A further page belongs to the same look.
				if (Number(sent.query?.start)) return [];
				looks += 1;
				return looks > rightFrom ? right : await request(sent);
			};
			const end = sync(calls).then(
				() => '',
				({ message, description }: UserError) => `${message}. ${description}`,
			);
			await jest.advanceTimersByTimeAsync(10_000);
			return { end: await end, looks };
		}

		const words =
			'The server accepted the numbers, but its list is not as it should be now. Some servers take such requests and do nothing. Look at the list with Get Many, and block the numbers in the portal.';

		test.each([
			['is told so after three looks', 'mirror', Infinity, words, 4],
			['is told so where none are to go', 'add', Infinity, words, 4],
			['is believed as soon as the list is right', 'mirror', 2, '', 3],
			['is believed at once', 'mirror', 1, '', 2],
		])('%s', async (_, syncMode, rightFrom, end, looks) => {
			expect(await ending({ syncMode }, rightFrom)).toEqual({ end, looks });
		});

		test('matters to nobody in a dry run, or where there was nothing to do', async () => {
			expect(await ending({ syncMode: 'mirror', dryRun: true })).toEqual({ end: '', looks: 1 });
			const there = [{ phonenumber: '12025559999' }];
			expect(await ending({ syncMode: 'mirror' }, Infinity, there)).toEqual({ end: '', looks: 1 });
		});
	});

	test('are the same however they are written', async () => {
		const server = blocking('12025550101');
		expect(await run(server, 'mirror', ['+1 (202) 555-0101'])).toMatchObject([
			['unchanged', {}, {}],
		]);
		expect(server.writes).toEqual([]);
	});
});
