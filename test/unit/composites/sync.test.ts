import type { IDataObject } from 'n8n-workflow';
import { guard } from '../../../nodes/NetSapiens/composites/sync/guard';
import type { Settings } from '../../../nodes/NetSapiens/composites/sync/settings';
import { sync } from '../../../nodes/NetSapiens/composites/sync/sync';
import { asked } from '../../support/asked';
import fc from '../../support/fastCheck';
import { MemoryServer } from '../../support/memoryServer';

const CONTACTS = '/domains/acme/contacts';
const USERS = '/domains/acme/users';
const NUMBERS = '/domains/acme/phonenumbers';

/** The error that a sync ends with; nothing may have been changed. */
async function refusal(server: MemoryServer, ...args: Parameters<typeof asked>): Promise<string> {
	const error = await sync(server.calls(asked(...args))).then(
		() => undefined,
		(one: Error & { description?: string | null }) => one,
	);
	expect(server.writes).toEqual([]);
	return `${error?.message} ${error?.description ?? ''}`.trim();
}

/** Contacts, and what a few lines say that becomes of them. */
describe('contacts, whatever there is and whatever is wanted', () => {
	const MODES = ['add', 'addAndUpdate', 'mirror'] as const;
	const written = ['', '2025550101', '+1 (202) 555-0102', '12025550101'];
	const contact = fc.record({
		email: fc.constantFrom('a@x.test', 'B@x.test', 'b@X.test', 'c@x.test', 'd@x.test', 'e@x.test'),
		company: fc.constantFrom('', 'Alpha', 'Beta'),
		'phonenumber-work': fc.constantFrom(...written),
	});
	type Contact = { email: string; company: string; 'phonenumber-work': string };
	const contacts = fc.uniqueArray(contact, { selector: keyOf, maxLength: 6 });

	function keyOf({ email }: { email: string }) {
		return email.toLowerCase();
	}

	/** What servers compare: digits with the country code. */
	const digits = (text: string) => text.replace(/\D/g, '').replace(/^(?=\d{10}$)/, '1');
	const meaning = ({ email, company, 'phonenumber-work': phone }: Contact) =>
		`${email} ${company ?? ''} ${digits(phone ?? '')}`;

	test('it comes out as the model says, and is so already the next time', async () => {
		const property = fc.asyncProperty(
			fc.constantFrom(...MODES),
			contacts,
			contacts.filter((all) => all.length > 0),
			async (syncMode, there, wanted) => {
				const server = new MemoryServer({
					[CONTACTS]: there.map((one, at) => ({ 'unique-id': `id${at}`, ...one })),
				});
				const found = wanted.map((one) => there.find((other) => keyOf(other) === keyOf(one)));
				const results: string[] = wanted.map((one, at) => {
					if (!found[at]) return 'created';
					const isSame = syncMode === 'add' || meaning(found[at]) === meaning(one);
					return isSame ? 'unchanged' : 'updated';
				});
				const gone = syncMode === 'mirror' ? there.filter((one) => !found.includes(one)) : [];
				const left = there
					.filter((one) => !gone.includes(one))
					.map((one) => {
						const at = found.indexOf(one);
						return at < 0 || syncMode === 'add' ? one : wanted[at]!;
					});
				const added = wanted.filter((_, at) => !found[at]);
				const expected = [...results, ...gone.map(() => 'deleted')];

				const items = asked('sharedContact', { syncMode }, wanted as unknown as IDataObject[]);
				const dry = server.copy();
				const shown = await sync(
					dry.calls(items.map((one) => ({ ...one, query: { ...one.query, dryRun: true } }))),
				);
				expect(dry.writes).toEqual([]);
				expect(shown.map(({ json }) => json.result)).toEqual(expected);

				const done = await sync(server.calls(items));
				expect(done.map(({ json }) => json.result)).toEqual(expected);
				expect(done.map(({ pairedItem }) => pairedItem)).toEqual([
					...wanted.map((_, item) => ({ item })),
					...gone.map(() => undefined),
				]);
				const now = server.lists[CONTACTS] as unknown as Contact[];
				expect(now.map(meaning).sort()).toEqual([...left, ...added].map(meaning).sort());
				expect(server.writes.map((write) => write.split(' ')[0]).sort()).toEqual(
					[
						...expected.flatMap((one) => (one === 'created' ? ['POST'] : [])),
						...expected.flatMap((one) => (one === 'updated' ? ['PUT'] : [])),
						...gone.map(() => 'DELETE'),
					].sort(),
				);
				const next = server.copy();
				const again = await sync(next.calls(items));
				expect(new Set(again.map(({ json }) => json.result))).toEqual(new Set(['unchanged']));
				expect(next.writes).toEqual([]);
			},
		);
		await fc.assert(property, { numRuns: 60 });
	});
});

describe('what is given back', () => {
	const server = () =>
		new MemoryServer({
			[CONTACTS]: [
				{ 'unique-id': 'id1', email: 'a@x.test', company: 'Old' },
				{ 'unique-id': 'id2', email: 'b@x.test', company: 'Same' },
				{ 'unique-id': 'id3', email: 'c@x.test' },
			],
		});
	const bodies = [
		{ email: 'a@x.test', company: 'New' },
		{ email: 'b@x.test', company: 'Same' },
		{ email: 'd@x.test', company: '' },
	];
	const run = async (query: IDataObject) =>
		await sync(server().calls(asked('sharedContact', { syncMode: 'mirror', ...query }, bodies)));

	test('all, each with what became of it', async () => {
		expect(await run({})).toEqual([
			{
				json: {
					domain: 'acme',
					email: 'a@x.test',
					result: 'updated',
					changes: [{ field: 'company', before: 'Old', after: 'New' }],
					record: { 'unique-id': 'id1', email: 'a@x.test', company: 'New' },
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					domain: 'acme',
					email: 'b@x.test',
					result: 'unchanged',
					changes: [],
					record: { 'unique-id': 'id2', email: 'b@x.test', company: 'Same' },
				},
				pairedItem: { item: 1 },
			},
			{
				json: {
					domain: 'acme',
					email: 'd@x.test',
					result: 'created',
					changes: [{ field: 'email', before: null, after: 'd@x.test' }],
					record: { 'unique-id': 'made-1', email: 'd@x.test' },
				},
				pairedItem: { item: 2 },
			},
			{
				json: {
					domain: 'acme',
					email: 'c@x.test',
					result: 'deleted',
					changes: [],
					record: { 'unique-id': 'id3', email: 'c@x.test' },
				},
				pairedItem: undefined,
			},
		]);
	});

	test('without what stayed as it was, unless asked for', async () => {
		const items = await run({ returnRecords: undefined });
		expect(items.map(({ json }) => json.result)).toEqual(['updated', 'created', 'deleted']);
	});

	test('their number', async () => {
		const counts = { created: 1, updated: 1, deleted: 1, unchanged: 1, dryRun: false };
		expect(await run({ returnRecords: 'summary' })).toEqual([
			{ json: counts, pairedItem: { item: 0 } },
		]);
	});

	test('their number, and those that failed, where the workflow goes on', async () => {
		const refusing = server();
		refusing.refuses[`PUT ${CONTACTS}/id1`] = 400;
		const calls = refusing.calls(asked('sharedContact', { returnRecords: 'summary' }, bodies));
		for (const { context } of calls) context.continueOnFail = () => true;
		const [counts, ...failed] = await sync(calls);
		expect(counts?.json).toEqual({
			...{ created: 1, updated: 0, deleted: 0, unchanged: 1 },
			dryRun: false,
		});
		expect(failed).toEqual([
			{
				json: {
					error: 'Refused',
					details: {
						...{ domain: 'acme', email: 'a@x.test' },
						status: 400,
						advice: expect.stringMatching(/^Done before: Create d@x\.test\. /),
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('what was done before a failure, by the names of the records', async () => {
		const refusing = server();
		refusing.refuses[`DELETE ${CONTACTS}/id3`] = 400;
		const calls = refusing.calls(asked('sharedContact', { syncMode: 'mirror' }, bodies));
		const { description } = (await sync(calls).catch((error: Error) => error)) as unknown as {
			description: string;
		};
		expect(description).toMatch(/^Done before: \w+ [ad]@x\.test, \w+ [ad]@x\.test\. To/);
		expect(description).toContain('Update a@x.test');
		expect(description).toContain('Create d@x.test');
	});

	test('nothing of no items', async () => {
		expect(await sync([])).toEqual([]);
	});
});

describe('what is not clear is refused before anything is changed', () => {
	const contacts = (...records: IDataObject[]) => new MemoryServer({ [CONTACTS]: records });
	const twice = contacts(
		{ 'unique-id': 'id1', email: 'a@x.test', 'name-first-name': 'Nora', 'name-last-name': 'Vance' },
		{ 'unique-id': 'id2', email: 'A@x.test' },
	);
	const phones = contacts({
		...{ 'unique-id': 'id1', company: 'Acme' },
		...{ 'phonenumber-work': '12025550101', 'phonenumber-cell': '12025550102' },
	});
	const user = (more: IDataObject = {}) => ({
		...{ user: '101', 'email-address': 'a@x.test', 'login-username': '101@acme' },
		...more,
	});
	const users = new MemoryServer({
		[USERS]: [user(), user({ user: '900', 'service-code': 'system-queue', 'email-address': '' })],
	});

	test.each<[string, MemoryServer, Parameters<typeof asked>, string]>([
		[
			'two items that are one record',
			contacts(),
			['sharedContact', {}, [{ email: 'a@x.test' }, { email: ' A@x.test' }]],
			'Item 1: it has the same "a@x.test" as item 0, so they would be one record. Items are counted from 0. Keep one item for each record, for instance with the Remove Duplicates node, or match by another field.',
		],
		[
			'nothing to match by',
			contacts(),
			['sharedContact', {}, [{ email: 'a@x.test' }, { email: ' ', company: 'Acme' }]],
			'Item 1: there is nothing in "email", so nobody can tell which record this is. Fill it in, or leave the item out, or choose another field under Match By.',
		],
		[
			'nothing to match by where there is one field only',
			new MemoryServer({}),
			['phoneNumber', {}, [{ phonenumber: '' }]],
			'Item 0: there is nothing in "phonenumber", so nobody can tell which record this is. Fill it in, or leave the item out.',
		],
		[
			'two records that match',
			twice,
			['sharedContact', {}, [{ email: 'a@x.test' }]],
			'Item 0: 2 records on the PBX match it: Nora Vance (id1) and id2. Match by a field that only one of them has, or delete the others.',
		],
		[
			'two items that match one record',
			phones,
			[
				'sharedContact',
				{ matchBy: 'anyPhone' },
				[{ 'phonenumber-work': '2025550101' }, { 'phonenumber-home': '2025550102' }],
			],
			'Item 1: it matches the same record as item 0: Acme (id1). Items are counted from 0. Keep one item for each record, or match by another field.',
		],
		[
			'another extension than that of the user that matches',
			users,
			['user', { matchBy: 'email-address' }, [user({ user: '102' })]],
			'Item 0: the record that it matches has "101" as "user", which cannot be changed to "102". Leave "user" out or as it is, or match by it.',
		],
		[
			'a user that the server keeps',
			users,
			['user', { matchBy: 'user' }, [user({ user: '900', 'email-address': 'n@x.test' })]],
			'Item 0: no record matches, and a new one cannot be made, as "900" is taken as "user". Match by a field in which both say the same, or give the item another value. Users that the server keeps for queues and attendants are never changed.',
		],
		[
			'an extension that is taken',
			users,
			['user', { matchBy: 'email-address' }, [user({ user: '900', 'email-address': 'n@x.test' })]],
			'Item 0: no record matches, and a new one cannot be made, as "900" is taken as "user". Match by a field in which both say the same, or give the item another value. Users that the server keeps for queues and attendants are never changed.',
		],
		[
			'a new user without what it takes',
			users,
			['user', { matchBy: 'user' }, [{ user: '102', 'name-first-name': 'Nora' }]],
			'Item 0: no record matches, and a new one needs "name-last-name", "email-address".',
		],
	])('%s', async (_, server, given, words) => {
		expect(await refusal(server.copy(), ...given)).toBe(words);
	});

	test('settings that differ from item to item', async () => {
		const calls = contacts().calls([
			...asked('sharedContact', {}, [{ email: 'a@x.test' }]),
			...asked('sharedContact', { syncMode: 'mirror' }, [{ email: 'b@x.test' }]),
		]);
		await expect(sync(calls)).rejects.toThrow('Item 1: "Mode" has to be the same for all items.');
	});

	test('one place under two names', async () => {
		const [named, own] = asked('sharedContact', {}, [{ email: 'a@x.test' }, { email: 'b@x.test' }]);
		const calls = contacts().calls([{ ...own!, path: { domain: '~' } }, named!]);
		await expect(sync(calls)).rejects.toThrow('Item 1: some items choose My Own (~) and others');
	});

	test('too much that would go', async () => {
		const query = { syncMode: 'mirror', maxDeletions: 0, maxDeletionsPercent: 100 };
		const words = await refusal(phones.copy(), 'sharedContact', query, [{ email: 'a@x.test' }]);
		expect(words).toMatch(/^Mirror would delete 1 of 1 records \(100%\) of acme/);
	});
});

describe('a mirror of two places', () => {
	const contact = (id: string) => ({ 'unique-id': id, email: `${id}@x.test` });
	const places = () =>
		new MemoryServer({
			[CONTACTS]: [contact('a'), contact('b')],
			'/domains/other/contacts': [contact('a'), contact('c')],
		});
	const mirror = async (server: MemoryServer, query: IDataObject = {}) => {
		const bodies = [{ email: 'a@x.test' }, { email: 'a@x.test' }];
		const [one, other] = asked('sharedContact', { syncMode: 'mirror', ...query }, bodies);
		return await sync(server.calls([one!, { ...other!, path: { domain: 'other' } }], 'password'));
	};

	test('leaves in each what its items want, and asks for nobody', async () => {
		const server = places();
		const items = await mirror(server);
		expect(items.map(({ json }) => `${String(json.result)} ${String(json.domain)}`)).toEqual([
			'unchanged acme',
			'unchanged other',
			'deleted acme',
			'deleted other',
		]);
		expect(server.writes).toEqual([`DELETE ${CONTACTS}/b`, 'DELETE /domains/other/contacts/c']);
		expect(server.reads.filter((path) => path.includes('~'))).toEqual([]);
	});

	test('is done in none when too much would go, and says of which', async () => {
		const server = places();
		const words = await mirror(server, { maxDeletions: 0 }).catch(String);
		expect(words).toMatch(
			/of acme, .*raise the limit\. Mirror would delete 1 of 2 records \(50%\) of other, /,
		);
		expect(server.writes).toEqual([]);
	});
});

test('numbers are the same however they are written', async () => {
	const server = new MemoryServer({ [NUMBERS]: [{ phonenumber: 12025550101 }] });
	const query = { syncMode: 'mirror' };
	const items = asked('phoneNumber', query, [{ phonenumber: '+1 202 555 0101' }]);
	const [item] = await sync(server.calls(items));
	expect([item?.json.result, server.writes]).toEqual(['unchanged', []]);
});

test('words in the place of a number are compared as words', async () => {
	const server = new MemoryServer({
		[CONTACTS]: [{ 'unique-id': 'id1', email: 'a@x.test', 'phonenumber-work': 'front desk' }],
	});
	const bodies = [{ email: 'a@x.test', 'phonenumber-work': 'back desk' }];
	const [item] = await sync(server.calls(asked('sharedContact', {}, bodies)));
	expect([item?.json.result, server.bodies]).toEqual([
		'updated',
		[{ 'phonenumber-work': 'back desk' }],
	]);
});

describe('the guard', () => {
	const settings = (maxDeletions: number, maxDeletionsPercent: number) =>
		({ maxDeletions, maxDeletionsPercent }) as Settings;

	test('lets pass what is within both limits, and names each that is passed', () => {
		const number = fc.nat({ max: 30 });
		const property = fc.property(number, number, number, fc.nat({ max: 100 }), (...given) => {
			const [deletions, more, most, percent] = given;
			const there = deletions + more;
			const words = guard(deletions, there, { domain: 'acme' }, settings(most, percent)) ?? '';
			expect(words.includes(`than ${most}, the limit of Options → Maximum Deletions`)).toBe(
				deletions > most,
			);
			expect(words.includes(`than ${percent}%, the limit`)).toBe(
				there > 0 && deletions * 100 > percent * there,
			);
			expect(words === '').toBe(deletions <= most && deletions * 100 <= percent * there);
		});
		fc.assert(property);
	});

	test('says whose records they are', () => {
		const words = guard(2, 3, { domain: 'acme', user: '101' }, settings(1, 50));
		expect(words).toBe(
			'Mirror would delete 2 of 3 records (67%) of 101@acme, which is more than 1, the limit of Options → Maximum Deletions, and more than 50%, the limit of Options → Maximum Deletions (%). Nothing was changed. Look at them with Dry Run; if they are to go, raise the limit.',
		);
	});
});
