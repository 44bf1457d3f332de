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
