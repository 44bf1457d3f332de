/** What only Sync does; what holds for everything that a plan carries out is in plan.test.ts. */
import type { INodeParameters } from 'n8n-workflow';
import { control } from '../../../simulator/steer/control';
import type { RunningSimulator } from '../../../simulator/steer/process';
import { startSimulator } from '../../support/simulator';
import { runCase, stateOf, writesOf } from '../../support/composites';
import { apiKeyCredential, passwordCredential } from '../../support/credentials';
import type { Outcome, Run } from '../../support/engine';
import { askApi, block, syncCase } from './sync';

type Row = Record<string, unknown>;

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator(['--cdrs', '10', '--users', '60', '--domains', '3']);
});
afterAll(async () => await simulator.stop());
beforeEach(async () => await control(simulator, 'POST', '/reset'));

const contacts = { matchBy: 'email', syncMode: 'addAndUpdate' };
const noLimits = { maxDeletions: 100_000, maxDeletionsPercent: 100 };

async function run(
	resource: string,
	more: INodeParameters,
	items: Row[],
	how: Partial<Run> = {},
): Promise<Outcome> {
	return await runCase(simulator, syncCase('', resource, more, items), {}, how);
}

const api = async <T = Row[]>(method: string, path: string, body?: Row): Promise<T> =>
	await askApi<T>(simulator, method, path, body);

const place = () => `/domains/${simulator.credentials.domain}`;

async function all(path: string): Promise<Row[]> {
	const rows: Row[] = [];
	for (;;) {
		const page = await api('GET', `${place()}/${path}?start=${rows.length}&limit=100`);
		rows.push(...page);
		if (page.length < 100) return rows;
	}
}

const results = ({ items }: Outcome) => items.map(({ json }) => json.result);

/** A run that has to be refused: what it says, and that nothing was changed. */
async function refusal(...args: Parameters<typeof run>): Promise<string> {
	const before = await stateOf(simulator);
	const { error, requests } = await run(...args);
	expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	expect(await stateOf(simulator)).toBe(before);
	return `${error?.message} ${error?.description ?? ''}`;
}

describe('modes', () => {
	const wanted = (there: Row[]) => [
		{ email: there[0]!.email, company: 'Changed' },
		{ email: 'new@example.com', company: 'New' },
	];

	test('Add creates what is missing and leaves everything else', async () => {
		const before = await all('contacts');
		const outcome = await run('sharedContact', { ...contacts, syncMode: 'add' }, wanted(before));
		expect(results(outcome)).toEqual(['created']);
		const after = await all('contacts');
		expect(after.slice(0, before.length)).toEqual(before);
		expect(after).toHaveLength(before.length + 1);
	});

	test('Add and Update changes what differs too, and deletes nothing', async () => {
		const before = await all('contacts');
		const outcome = await run('sharedContact', contacts, wanted(before));
		expect(results(outcome)).toEqual(['updated', 'created']);
		expect(outcome.items[0]?.json).toMatchObject({
			email: before[0]!.email,
			changes: [{ field: 'company', before: before[0]!.company, after: 'Changed' }],
		});
		expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(await all('contacts')).toHaveLength(before.length + 1);
	});

	test('Mirror deletes the others, when all else is done', async () => {
		const before = await all('contacts');
		const outcome = await run(
			'sharedContact',
			{ ...contacts, syncMode: 'mirror', options: noLimits },
			wanted(before),
		);
		expect(outcome.error).toBeUndefined();
		expect(results(outcome)).toEqual([
			'updated',
			'created',
			...before.slice(1).map(() => 'deleted'),
		]);
		expect((await all('contacts')).map(({ email }) => email).sort()).toEqual(
			[before[0]!.email, 'new@example.com'].sort(),
		);
		const writes = writesOf(outcome).map(({ method }) => method);
		expect(writes.indexOf('DELETE')).toBe(2);
	});

	test('without items, nothing is mirrored', async () => {
		const before = await stateOf(simulator);
		const { items } = await run('sharedContact', { ...contacts, syncMode: 'mirror' }, []);
		expect(items).toEqual([]);
		expect(await stateOf(simulator)).toBe(before);
	});

	test('nothing is deleted when a create failed', async () => {
		const before = await all('contacts');
		const mirror = { ...contacts, syncMode: 'mirror', options: noLimits };
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			await control(simulator, 'POST', '/faults', {
				kind: 'server-error',
				method: 'POST',
				count: 1,
			});
			await run('sharedContact', mirror, [{ email: 'a@example.com' }, { email: 'b@example.com' }], {
				onError,
			});
			const after = await all('contacts');
			expect(after).toEqual(expect.arrayContaining(before));
		}
	});

	test('the records of each user are mirrored by themselves', async () => {
		const mirror = {
			user: '={{ $json.owner }}',
			matchBy: 'email',
			syncMode: 'mirror',
			options: noLimits,
		};
		await run('userContact', mirror, [
			{ owner: '101', email: 'a@example.com' },
			{ owner: '102', email: 'b@example.com' },
		]);
		const emails = async (user: string) =>
			(await all(`users/${user}/contacts`)).map(({ email }) => email);
		expect(await emails('101')).toEqual(['a@example.com']);
		expect(await emails('102')).toEqual(['b@example.com']);
	});
});

test.each<[string, string, INodeParameters, number]>([
	['the item that it is about', 'Item 1: there is nothing', {}, 1],
	['the first item, where it is about all', 'would delete', { syncMode: 'mirror' }, 0],
])('what was refused comes from %s', async (_title, words, more, item) => {
	const items = [{ email: 'a@example.com' }, { email: '' }, { email: 'c@example.com' }];
	const kept = more.syncMode ? items.filter(({ email }) => email !== '') : items;
	const { items: told } = await run('sharedContact', { ...contacts, ...more }, kept, {
		onError: 'continueRegularOutput',
	});
	expect(told).toEqual([
		{
			json: { error: expect.stringContaining(words), details: expect.any(Object) },
			pairedItem: { item },
		},
	]);
});

describe('the limits of Mirror', () => {
	const mirror = { ...contacts, syncMode: 'mirror' };

	test('stop it when too large a share would go', async () => {
		const before = await all('contacts');
		const kept = before.slice(0, 2).map(({ email }) => ({ email }));
		const said = await refusal('sharedContact', mirror, kept);
		expect(said).toContain(`would delete ${before.length - 2} of ${before.length} records`);
		expect(said).toContain('Options → Maximum Deletions (%)');
	});

	test('stop it when too many would go, whatever the share', async () => {
		const before = await all('contacts');
		const kept = before.slice(0, -2).map(({ email }) => ({ email }));
		const options = { maxDeletionsPercent: 100, maxDeletions: 1 };
		const said = await refusal('sharedContact', { ...mirror, options }, kept);
		expect(said).toContain('more than 1, the limit of Options → Maximum Deletions.');
		const enough = await run(
			'sharedContact',
			{ ...mirror, options: { ...options, maxDeletions: 2 } },
			kept,
		);
		expect(results(enough)).toEqual(['deleted', 'deleted']);
	});

	test('are a hint in a dry run, which shows what would go', async () => {
		const outcome = await run('sharedContact', { ...mirror, dryRun: true }, [{ email: 'a@b.c' }]);
		expect(results(outcome)).toContain('deleted');
		expect(outcome.hints.join()).toContain('Maximum Deletions');
	});
});

describe('what is left alone', () => {
	const people = async () => (await all('users')).filter((user) => !user['service-code']);
	const mirror = { matchBy: 'user', syncMode: 'mirror', options: noLimits };

	test('system users, whatever the items say', async () => {
		const system = (await all('users')).filter((user) => user['service-code']);
		expect(system.length).toBeGreaterThan(2);
		const wanted = (await people()).slice(0, 5).map(({ user }) => ({ user }));
		const outcome = await run('user', mirror, wanted);
		expect(outcome.error).toBeUndefined();
		expect((await all('users')).map(({ user }) => user).sort()).toEqual(
			[...wanted, ...system].map(({ user }) => user).sort(),
		);
		const taken = await refusal('user', { ...mirror, syncMode: 'addAndUpdate' }, [
			{ user: system[0]!.user, department: 'Sales' },
		]);
		expect(taken).toContain(`"${String(system[0]!.user)}" is taken as "user"`);
	});

	test('the user whose account does it', async () => {
		const { username = '' } = simulator.credentials.password;
		const [own = ''] = username.split('@');
		const wanted = (await people()).filter(({ user }) => user !== own).slice(0, 50);
		const outcome = await run(
			'user',
			mirror,
			wanted.map(({ user }) => ({ user })),
			{
				credential: passwordCredential(simulator),
			},
		);
		expect(outcome.error).toBeUndefined();
		expect((await all('users')).map(({ user }) => user)).toContain(own);
	});

	test('users with a code of another kind are changed, and not deleted', async () => {
		const [first, second] = await people();
		for (const user of [first!, second!]) {
			await api('PUT', `${place()}/users/${String(user.user)}`, { 'service-code': 'B-17' });
		}
		const outcome = await run('user', mirror, [{ user: first!.user, department: 'Billing' }]);
		expect(outcome.error).toBeUndefined();
		expect(results(outcome)[0]).toBe('updated');
		expect((await all('users')).map(({ user }) => user)).toContain(second!.user);
	});
});

describe('what an item has to say', () => {
	test.each([
		['matchBy', 'shoe-size', '"Match By" takes one of'],
		['syncMode', 'replace', '"Mode" takes one of'],
		['options', { defaultCountry: 'XX' }, '"Default Country" takes one of'],
		['options', { maxDeletions: -1 }, '"Maximum Deletions" takes a whole number'],
		['options', { maxDeletionsPercent: 101 }, '"Maximum Deletions (%)" takes a whole number'],
		['options', { returnRecords: 'none' }, '"Return" takes one of'],
	])('%s cannot be %j', async (name, value, said) => {
		const more = { ...contacts, [name]: value };
		expect(await refusal('sharedContact', more, [{ email: 'a@example.com' }])).toContain(said);
	});

	test('the same settings as the others', async () => {
		const more = { ...contacts, syncMode: '={{ $json.mode }}' };
		const items = [
			{ email: 'a@example.com', mode: 'add' },
			{ email: 'b@example.com', mode: 'mirror' },
		];
		expect(await refusal('sharedContact', more, items)).toContain(
			'Item 1: "Mode" has to be the same for all items.',
		);
	});

	test('one name for a place', async () => {
		const more = { ...contacts, domain: '={{ $json.domain }}' };
		const items = [
			{ email: 'a@example.com', domain: '~' },
			{ email: 'b@example.com', domain: simulator.credentials.domain },
		];
		expect(await refusal('sharedContact', more, items)).toContain('some items choose My Own (~)');
	});

	test('something to match by', async () => {
		const items = [{ email: 'a@example.com' }, { company: 'No Address' }];
		expect(await refusal('sharedContact', contacts, items)).toContain(
			'Item 1: there is nothing in "email"',
		);
	});

	test('something that no other item says', async () => {
		const items = [
			{ email: 'a@example.com' },
			{ email: 'b@example.com' },
			{ email: ' A@Example.com' },
		];
		const said = await refusal('sharedContact', contacts, items);
		expect(said).toContain('Item 2: it has the same "a@example.com" as item 0');
	});

	test('a number that no other item has, however it is written', async () => {
		const items = [
			{ 'phonenumber-work': '+1 202 555 0990' },
			{ 'phonenumber-home': '(202) 555-0990' },
		];
		const more = { ...contacts, matchBy: 'anyPhone' };
		expect(await refusal('sharedContact', more, items)).toContain('same "12025550990" as item 0');
	});

	test('something that only one record on the PBX has', async () => {
		for (const name of ['Nora', 'Omar']) {
			await api('POST', `${place()}/contacts`, { email: 'x@y.example', 'name-first-name': name });
		}
		const said = await refusal('sharedContact', contacts, [{ email: 'x@y.example' }]);
		expect(said).toMatch(/Item 0: 2 records on the PBX match it: Nora \(\w+\) and Omar \(\w+\)/);
	});

	test('something else than an item that has another number of the same record', async () => {
		await api('POST', `${place()}/contacts`, {
			'name-first-name': 'Nora',
			'phonenumber-work': '12025550990',
			'phonenumber-cell': '12025550991',
		});
		const items = [{ 'phonenumber-work': '12025550990' }, { 'phonenumber-work': '12025550991' }];
		expect(await refusal('sharedContact', { ...contacts, matchBy: 'anyPhone' }, items)).toContain(
			'Item 1: it matches the same record as item 0: Nora',
		);
	});

	test('what a new record needs', async () => {
		const said = await refusal('user', { matchBy: 'user', syncMode: 'add' }, [
			{ user: '790', 'name-first-name': 'Nora' },
		]);
		expect(said).toContain(
			'Item 0: no record matches, and a new one needs "name-last-name", "email-address"',
		);
	});

	test('the extension that a user has', async () => {
		await api('PUT', `${place()}/users/101`, { 'email-address': 'only@example.com' });
		const more = { matchBy: 'email-address', syncMode: 'addAndUpdate' };
		const items = [{ user: '790', 'email-address': 'only@example.com' }];
		expect(await refusal('user', more, items)).toContain(
			'has "101" as "user", which cannot be changed to "790"',
		);
	});
});

describe('values', () => {
	test('the same number, written otherwise, is no change; a new one is saved as digits', async () => {
		await api('POST', `${place()}/contacts`, {
			email: 'nora@example.com',
			'phonenumber-work': '(202) 555-0990',
			'phonenumber-cell': '2025550991',
		});
		const item = {
			email: 'nora@example.com',
			'phonenumber-work': '+1 202 555 0990',
			'phonenumber-cell': '12025550991',
			'phonenumber-home': '202.555.0992',
			'phonenumber-fax': 'ask at the desk',
		};
		const { items } = await run('sharedContact', contacts, [item]);
		expect(items[0]?.json.changes).toEqual(
			[
				{ field: 'phonenumber-fax', before: null, after: 'ask at the desk' },
				{ field: 'phonenumber-home', before: null, after: '12025550992' },
			].sort(() => 0),
		);
	});

	test('numbers without a country code are of the country that was chosen', async () => {
		const more = { ...contacts, options: { defaultCountry: 'GB' } };
		const item = { email: 'nora@example.com', 'phonenumber-work': '020 7946 0958' };
		const { items } = await run('sharedContact', more, [item]);
		expect(items[0]?.json.record).toMatchObject({ 'phonenumber-work': '442079460958' });
	});

	test('what is empty in the item stays, or is emptied when that is chosen', async () => {
		await api('POST', `${place()}/contacts`, { email: 'nora@example.com', company: 'Acme' });
		const item = { email: 'nora@example.com', company: '' };
		expect(results(await run('sharedContact', contacts, [item]))).toEqual([]);
		const clearing = { ...contacts, options: { emptyValues: 'clear' } };
		const { items } = await run('sharedContact', clearing, [item]);
		expect(items[0]?.json.changes).toEqual([{ field: 'company', before: 'Acme', after: '' }]);
		expect(results(await run('sharedContact', clearing, [item]))).toEqual([]);
	});

	test('fields of the form are taken from each item', async () => {
		const byHand = {
			...contacts,
			dataMode: 'defineBelow',
			fields: { email: '={{ $json.mail }}', company: '={{ $json.firm }}' },
		};
		await run('sharedContact', byHand, [
			{ mail: 'a@example.com', firm: 'A' },
			{ mail: 'b@example.com', firm: 'B' },
		]);
		expect(await all('contacts')).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ email: 'a@example.com', company: 'A' }),
				expect.objectContaining({ email: 'b@example.com', company: 'B' }),
			]),
		);
	});
});

describe('what comes out', () => {
	const items = [{ email: 'a@example.com' }, { email: 'b@example.com' }];

	test.each([
		['changed', []],
		['all', ['unchanged', 'unchanged']],
	])('%s records of a second run', async (returnRecords, expected) => {
		await run('sharedContact', contacts, items);
		const again = await run('sharedContact', { ...contacts, options: { returnRecords } }, items);
		expect(results(again)).toEqual(expected);
	});

	test('a summary', async () => {
		await run('sharedContact', contacts, items.slice(0, 1));
		const options = { returnRecords: 'summary' };
		const dry = await run('sharedContact', { ...contacts, options, dryRun: true }, items);
		const counts = { created: 1, updated: 0, deleted: 0, unchanged: 1 };
		expect(dry.items.map(({ json }) => json)).toEqual([{ ...counts, dryRun: true }]);
		const real = await run('sharedContact', { ...contacts, options }, items);
		expect(real.items.map(({ json }) => json)).toEqual([{ ...counts, dryRun: false }]);
	});

	test('the records that failed as items of their own, when the workflow goes on', async () => {
		await control(simulator, 'POST', '/faults', { kind: 'server-error', method: 'POST', count: 1 });
		const outcome = await run(
			'sharedContact',
			{ ...contacts, options: { concurrency: 1 } },
			items,
			{
				onError: 'continueRegularOutput',
			},
		);
		expect(outcome.items.map(({ json }) => [json.result, Boolean(json.error)])).toEqual([
			[undefined, true],
			['created', false],
		]);
	});

	test('the number of the item whose record failed', async () => {
		await control(simulator, 'POST', '/faults', {
			kind: 'server-error',
			method: 'POST',
			count: 1,
			after: 1,
		});
		const { error } = await run(
			'sharedContact',
			{ ...contacts, options: { concurrency: 1 } },
			items,
		);
		expect((error as { context?: Row }).context?.itemIndex).toBe(1);
		expect(error?.description).toContain('Done before: Create a@example.com.');
	});
});

describe('a scope that may not', () => {
	test.each([
		['read the list', 'userContact', { ...contacts, user: '103' }, { email: 'a@example.com' }],
		['write', 'sharedContact', contacts, { email: 'a@example.com' }],
	] as const)('%s: one message, and nothing is changed', async (_, resource, more, item) => {
		const before = await stateOf(simulator);
		const { error, items } = await run(resource, more, [item], {
			credential: apiKeyCredential(simulator, 'basicUser'),
		});
		expect(items).toEqual([]);
		expect(`${error?.message} ${error?.description}`).toMatch(/scope|does not allow/);
		expect(await stateOf(simulator)).toBe(before);
	});
});

describe('blocked numbers', () => {
	const mirror = {
		syncMode: 'mirror',
		'new-phonenumber': '={{ $json.number }}',
		options: noLimits,
	};
	const numbers = (count: number, first = 12025550000) =>
		Array.from({ length: count }, (_, at) => ({ number: String(first + at) }));

	test('are added and taken out many at once, one item a number', async () => {
		await block(simulator, ['12025559001', '12025550003']);
		const outcome = await run('blockedNumber', mirror, numbers(250));
		expect(writesOf(outcome).map(({ method }) => method)).toEqual([
			'POST',
			'POST',
			'POST',
			'DELETE',
		]);
		expect(results(outcome)).toEqual([...Array<string>(249).fill('created'), 'deleted']);
		const pairs = outcome.items.map(({ pairedItem }) => (pairedItem as { item?: number })?.item);
		expect(pairs.slice(0, 4)).toEqual([0, 1, 2, 4]);
		expect(outcome.items.at(-1)?.json).toMatchObject({ phonenumber: '12025559001' });
	});

	test('that a server accepts and drops are no success', async () => {
		const dropping = await startSimulator(['--users', '5', '--switch', 'number-filter-add=drop']);
		const one = syncCase('', 'blockedNumber', mirror, numbers(2));
		const { error } = await runCase(dropping, one);
		await dropping.stop();
		expect(error?.message).toContain('accepted the numbers, but its list is not as it should be');
	});

	test('in another spelling are the same', async () => {
		await block(simulator, ['2025550001']);
		const outcome = await run('blockedNumber', mirror, [{ number: '+1 (202) 555-0001' }]);
		expect(results(outcome)).toEqual([]);
		expect(writesOf(outcome)).toEqual([]);
	});
});

test('5,000 contacts that are as they are wanted take list requests only', async () => {
	const wanted = Array.from({ length: 5000 }, (_, at) => ({
		email: `person${at}@example.com`,
		'name-first-name': `Person ${at}`,
		'phonenumber-work': `1202555${String(at).padStart(4, '0')}`,
	}));
	const mirror = {
		...contacts,
		user: '101',
		syncMode: 'mirror',
		options: { ...noLimits, concurrency: 20 },
	};
	const first = await run('userContact', mirror, wanted);
	expect(first.error).toBeUndefined();
	const again = await run('userContact', mirror, wanted);
	expect(again.error).toBeUndefined();
	expect(again.items).toEqual([]);
	const paths = again.requests.map(({ method, url }) => `${method} ${url.split('?')[0]}`);
	const list = `GET ${place()}/users/101/contacts`;
	// 50 full pages, and one that says that there are no more.
	expect(paths.sort()).toEqual([...Array<string>(51).fill(list), `${list}/count`]);
}, 120_000);
