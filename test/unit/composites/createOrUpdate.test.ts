import type { IDataObject } from 'n8n-workflow';
import { createOrUpdate } from '../../../nodes/NetSapiens/composites/createOrUpdate/createOrUpdate';
import fc from '../../support/fastCheck';
import { MemoryServer } from '../../support/memoryServer';

const CONTACTS = '/domains/acme/contacts';
const USERS = '/domains/acme/users';
const NUMBERS = '/domains/acme/smsnumbers';

const asked = (resource: string, query: IDataObject, ...bodies: IDataObject[]) =>
	bodies.map((body) => ({ resource, operation: 'upsert', body, query }));

/** Runs all items at once, as the node does. */
async function run(
	server: MemoryServer,
	...args: Parameters<typeof asked>
): Promise<IDataObject[]> {
	const items = await Promise.all(server.calls(asked(...args)).map(createOrUpdate));
	return items.flat().map(({ json }) => json);
}

const errorOf = async (...args: Parameters<typeof run>): Promise<string> =>
	await run(...args).then(
		() => 'none',
		({ message }: Error) => message,
	);

describe('a user', () => {
	const nora = { 'name-first-name': 'Nora', 'name-last-name': 'Vance', department: '' };
	const there = () =>
		new MemoryServer({ [USERS]: [{ user: '101', ...nora, department: 'Sales' }] });

	test('is made where there is none, without what is to be empty, and with what it needs', async () => {
		const server = there();
		const [item] = await run(server, 'user', {}, { user: '102', ...nora });
		const record = {
			user: '102',
			'name-first-name': 'Nora',
			'name-last-name': 'Vance',
			'user-scope': 'Basic User',
		};
		expect(item).toMatchObject({ domain: 'acme', user: '102', result: 'created', record });
		expect(server.lists[USERS]![1]).toEqual({ ...record, synchronous: 'yes' });
		expect(server.writes).toEqual([`POST ${USERS}`]);
	});

	test('is changed in what differs', async () => {
		const server = there();
		const [item] = await run(server, 'user', {}, { user: '101', ...nora });
		expect(item).toEqual({
			...{ domain: 'acme', user: '101', result: 'updated' },
			changes: [{ field: 'department', before: 'Sales', after: '' }],
			record: { user: '101', ...nora },
		});
		expect(server.writes).toEqual([`PUT ${USERS}/101`]);
	});

	test('is left alone where all is as wanted', async () => {
		const server = there();
		const [item] = await run(server, 'user', {}, { user: '101', department: ' Sales' });
		expect(item).toMatchObject({ result: 'unchanged', record: { department: 'Sales' } });
		expect(server.writes).toEqual([]);
	});

	test('is not touched by a dry run', async () => {
		const server = there();
		const items = await run(server, 'user', { dryRun: true }, { user: '101', ...nora });
		expect(items).toMatchObject([{ result: 'updated', dryRun: true }]);
		expect(server.writes).toEqual([]);
	});
});

describe('records that are found in a list', () => {
	test('many items at once are as good as one after the other, and the list is read once', async () => {
		const email = fc.constantFrom('a@x.test', 'A@x.test ', 'b@x.test', 'c@x.test');
		const company = fc.constantFrom('Alpha', 'Beta');
		const wanted = fc.array(fc.record({ email, company }), { minLength: 1, maxLength: 6 });
		const property = fc.asyncProperty(wanted, async (bodies) => {
			const server = new MemoryServer({ [CONTACTS]: [{ 'unique-id': 'id1', email: 'c@x.test' }] });
			const one = server.copy();
			const results = await run(server, 'sharedContact', { matchBy: 'email' }, ...bodies);
			const apart = [];
			for (const body of bodies) {
				apart.push(...(await run(one, 'sharedContact', { matchBy: 'email' }, body)));
			}
			expect(results.map(({ result }) => result)).toEqual(apart.map(({ result }) => result));
			const meaning = ({ lists }: MemoryServer) =>
				lists[CONTACTS]!.map(
					(record) => `${String(record.email)} ${String(record.company)}`,
				).sort();
			expect(meaning(server)).toEqual(meaning(one));
			const keys = new Set(bodies.map((body) => body.email.trim().toLowerCase()));
			expect(server.lists[CONTACTS]).toHaveLength(new Set([...keys, 'c@x.test']).size);
			// The page with the record, and the empty one behind it.
			expect(server.reads).toEqual([CONTACTS, CONTACTS]);
		});
		await fc.assert(property, { numRuns: 40 });
	});

	test.each([
		['anyPhone', { 'phonenumber-home': '+1 (202) 555-0101' }, 'updated'],
		['phonenumber-home', { 'phonenumber-home': '2025550101', company: 'Acme' }, 'created'],
		['phonenumber-work', { 'phonenumber-work': '1 202 555 0101', company: 'New' }, 'updated'],
		['company', { company: 'aCME ' }, 'updated'],
		['email', { email: 'second@x.test' }, 'updated'],
		['email', { email: 'third@x.test' }, 'created'],
	])('by %s of %j: %s', async (matchBy, body, result) => {
		const record = {
			...{ 'unique-id': 'id1', company: 'Acme', 'name-first-name': 'Old' },
			...{ email: 'first@x.test; second@x.test', 'phonenumber-work': '12025550101' },
		};
		const server = new MemoryServer({ [CONTACTS]: [record] });
		const wanted = { 'name-first-name': 'New', ...body };
		expect(await run(server, 'sharedContact', { matchBy }, wanted)).toMatchObject([{ result }]);
	});

	test('two items with one number of several in common are one record', async () => {
		const server = new MemoryServer({});
		const work = { 'phonenumber-work': '12025550101', 'phonenumber-cell': '12025550102' };
		const cell = { 'phonenumber-cell': '12025550102', company: 'Acme' };
		const items = await run(server, 'sharedContact', { matchBy: 'anyPhone' }, work, cell);
		expect(items.map(({ result }) => result)).toEqual(['created', 'updated']);
		expect(server.lists[CONTACTS]).toEqual([{ 'unique-id': 'made-1', ...work, ...cell }]);
	});

	test('one of several that fit is not guessed', async () => {
		const server = new MemoryServer({
			[CONTACTS]: [
				{ 'unique-id': 'id1', company: 'Acme' },
				{ 'unique-id': 'id2', company: 'acme' },
			],
		});
		expect(
			await errorOf(server, 'sharedContact', { matchBy: 'company' }, { company: 'ACME' }),
		).toBe(
			'2 records have "ACME" as "company", so it is not clear which one to update. Match by a field that only one of them has, or delete the others.',
		);
		expect(server.writes).toEqual([]);
	});

	test('without anything to look for, nothing is done', async () => {
		const server = new MemoryServer({ [CONTACTS]: [{ 'unique-id': 'id1' }] });
		expect(await errorOf(server, 'sharedContact', { matchBy: 'email' }, { company: 'Acme' })).toBe(
			'"email" is empty, so there is nothing to find the record by. Fill it in, or choose another field under Match By.',
		);
		expect([server.writes, server.reads]).toEqual([[], []]);
	});

	test('where there is one field to look by, nobody is asked which', async () => {
		const server = new MemoryServer({
			[NUMBERS]: [{ number: '12025550101', application: 'user' }],
		});
		const body = { number: '+1 202 555 0101', dest: '101', application: 'user' };
		const [item] = await run(server, 'smsNumber', {}, body);
		expect(item).toMatchObject({ result: 'updated', number: body.number });
	});
});

describe('a timeframe', () => {
	const TIMEFRAMES = '/domains/acme/timeframes';
	const DATES = 'timeframe-specific-dates-array';
	const WEEK = 'timeframe-days-of-week-array';
	const date = (day: string) => ({ 'timeframe-specific-dates-begin-date': day });
	const server = (more: IDataObject) =>
		new MemoryServer({
			[TIMEFRAMES]: [{ 'timeframe-id': 't1', 'timeframe-name': 'Days', ...more }],
		});
	const upsert = async (at: MemoryServer, type: string, more: IDataObject) => {
		const body = { 'timeframe-name': 'Days', 'timeframe-type': type, ...more };
		const call = at.calls([{ resource: 'sharedTimeframe', operation: 'upsert', body }])[0]!;
		const { options } = call.form as unknown as { options: Record<string, typeof call.form> };
		const [item] = await createOrUpdate({ ...call, form: options[type]! });
		return item?.json.result;
	};

	test('is made where none has its name', async () => {
		const at = new MemoryServer({});
		expect(await upsert(at, 'specific-dates', { [DATES]: [date('20270101')] })).toBe('created');
		expect(at.bodies).toMatchObject([{ 'timeframe-name': 'Days', [DATES]: [date('20270101')] }]);
	});

	test.each(['specific-dates', 'custom'])(
		'of type %s is left alone as it is wanted',
		async (type) => {
			const at = server({ 'timeframe-type': type, [DATES]: [{ ...date('20270101'), id: 7 }] });
			expect(await upsert(at, type, { [DATES]: [date('20270101')] })).toBe('unchanged');
			expect(at.writes).toEqual([]);
		},
	);

	test('gets all its entries anew where one differs, and keeps lists that nobody wants changed', async () => {
		const at = server({
			'timeframe-type': 'custom',
			[DATES]: [date('20270101')],
			[WEEK]: [{ a: 1 }],
		});
		const wanted = [date('20270101'), date('20270704')];
		expect(await upsert(at, 'custom', { [DATES]: wanted })).toBe('updated');
		expect([at.writes, at.bodies]).toEqual([[`PUT ${TIMEFRAMES}/t1`], [{ [DATES]: wanted }]]);
	});

	test('that becomes another type gets the entries that are wanted again', async () => {
		const at = server({ 'timeframe-type': 'custom', [DATES]: [date('20270101')] });
		expect(await upsert(at, 'specific-dates', { [DATES]: [date('20270101')] })).toBe('updated');
		expect(at.bodies).toEqual([{ type: 'specific-dates' }, { [DATES]: [date('20270101')] }]);
	});

	test('loses the hours that are not wanted any more', async () => {
		const monday = (from: string, to: string) => ({
			'timeframe-weekly-monday-begin-time-1': from,
			'timeframe-weekly-monday-end-time-1': to,
		});
		const tuesday = { 'timeframe-weekly-tuesday-begin-time-1': '0900' };
		const at = server({
			'timeframe-type': 'days-of-week',
			[WEEK]: [{ ...monday('0800', '1700'), ...tuesday, id: 7 }],
		});
		expect(await upsert(at, 'days-of-week', { [WEEK]: [monday('0900', '1700')] })).toBe('updated');
		const emptied = { 'timeframe-weekly-tuesday-begin-time-1': '' };
		expect(at.bodies).toMatchObject([{ [WEEK]: [{ ...monday('0900', '1700'), ...emptied }] }]);
	});

	test('of a server that says holidays is of type holiday', async () => {
		const holidays = { 'timeframe-holiday-array': [{ 'holiday-name': 'New Year' }] };
		const at = server({ 'timeframe-type': 'holidays', ...holidays });
		expect(await upsert(at, 'holiday', holidays)).toBe('unchanged');
	});
});

describe('blocked numbers', () => {
	const FILTERS = '/domains/acme/number-filters';
	const KEY = 'phone-numbers-to-reject';

	test('those that are missing are added, however the others are written', async () => {
		const server = new MemoryServer({ [FILTERS]: [{ [KEY]: { parameters: ['12025550101'] } }] });
		const body = { [KEY]: { parameters: ['1-202-555-0101', '12025550102'] } };
		const items = await run(server, 'blockedNumber', {}, body, body);
		expect(items).toEqual([
			{
				...{ domain: 'acme', result: 'created', record: { numbers: ['12025550102'] } },
				changes: [{ field: 'phone-number', before: null, after: '12025550102' }],
			},
			{ domain: 'acme', result: 'unchanged', changes: [], record: { numbers: [] } },
		]);
		expect(server.bodies).toEqual([{ [KEY]: { enabled: 'yes', parameters: ['12025550102'] } }]);
	});
});
