/** Reports about what a domain has: what is read, and what becomes of lists that may not be. */
import type { IDataObject } from 'n8n-workflow';
import { cdr, reported } from '../../support/reportCalls';

const D = '/domains/acme';
const ADDRESS = 'emergency-address-id';
const whole = {
	...{ 'address-line-1': '1 Main St', 'address-city': 'Springfield' },
	...{ 'address-state-province-abbreviation': 'IL', 'address-postal-code': '62701' },
};

const domain = (): Record<string, IDataObject[]> => ({
	'/domains': [
		{ ...{ domain: 'acme', 'caller-id-number-emergency': '12025550100' }, [ADDRESS]: 'main' },
	],
	[`${D}/users`]: [
		{ user: '101', domain: 'Acme', site: 'HQ' },
		{ user: '102', [ADDRESS]: 'own' },
		{ user: '103', [ADDRESS]: 'main' },
		{ user: '4000', 'service-code': 'system-queue' },
		{ user: '9000', 'service-code': 'system-aa' },
	],
	[`${D}/devices`]: [
		{ device: '101', user: '101', 'device-sip-registration-state': 'registered' },
		{ device: '102', user: '102', 'device-sip-registration-datetime': '2026-01-05 10:00:00' },
	],
	[`${D}/phones`]: [
		{ 'device-provisioning-mac-address': 'aa', 'device-provisioning-sip-uri-1': 'sip:101@acme' },
	],
	[`${D}/phonenumbers`]: [
		{
			...{ phonenumber: '12025550100', 'dial-rule-application': 'to-user' },
			'dial-rule-translation-destination-user': '9000',
		},
	],
	[`${D}/addresses`]: [{ [ADDRESS]: 'main', ...whole }],
	[`${D}/users/102/addresses`]: [{ [ADDRESS]: 'own', ...whole, 'address-line-1': '2 Side St' }],
	[`${D}/addresses/endpoints`]: [{ 'address-callback-number': '12025550100' }],
	[`${D}/sites`]: [{ site: 'HQ', 'caller-id-number-emergency': '12025550199' }],
	[`${D}/callqueues`]: [{ callqueue: '4000' }],
	[`${D}/agents`]: [{ callqueue: '4000', 'callqueue-agent-id': '101@acme' }],
	[`${D}/autoattendants`]: [
		{ user: '9000', 'attendant-name': 'Main', 'starting-prompt': 'Prompt_1' },
	],
	[`${D}/users/9000/autoattendants`]: [
		{
			'starting-prompt': 'Prompt_1',
			'auto-attendant': {
				'option-1': { 'destination-application': 'to-callqueue', 'destination-user': '4000' },
			},
		},
	],
});

const run = async (
	operation: string,
	query: IDataObject = {},
	refused: Record<string, number> = {},
	lists = domain(),
) => {
	const refuses = Object.fromEntries(
		Object.entries(refused).map(([path, status]) => [`GET ${D}${path}`, status]),
	);
	return await reported(['report', operation], lists, query, { refuses });
};
const told = ({ rows }: { rows: IDataObject[] }, ...keys: string[]) =>
	rows.map((row) => keys.map((key) => String(row[key])).join(' '));
const note = (label: string) => `${label} could not be read. Refused.`;

describe('extensions', () => {
	test('have what each list says', async () => {
		const { rows, hints, reads } = await run('extensionInventory');
		expect(hints).toEqual([]);
		expect(rows).toMatchObject([
			{
				...{ extension: '101', device: '101', mac: 'aa', registered: true },
				...{ emergencyCallerId: '12025550199', emergencyAddressFrom: 'Domain' },
				emergencyAddress: '1 Main St, Springfield, IL 62701',
			},
			{
				...{ extension: '102', device: '102', registered: false, emergencyAddressFrom: 'User' },
				...{ emergencyAddress: '2 Side St, Springfield, IL 62701' },
				emergencyCallerId: '12025550100',
			},
			{ extension: '103', device: '', emergencyAddress: '1 Main St, Springfield, IL 62701' },
		]);
		// Of those alone whose address the domain does not have.
		expect(reads.filter((path) => /users\/.*addresses/.test(path))).toEqual([
			`${D}/users/102/addresses`,
		]);
	});

	test('are of the domain by its real name', async () => {
		const { items } = await run('extensionInventory', { formats: 'text' });
		expect(items[0]!.json.subject).toBe('Extension Inventory: Acme');
	});

	test.each([
		['/phones', 'Phones', 'mac'],
		['/phonenumbers', 'Phone numbers', 'numbers'],
		['/addresses', 'Emergency addresses', undefined],
		['/sites', 'Sites', undefined],
		['', 'Settings of the domain', undefined],
		['/users/102/addresses', 'Emergency addresses of users', undefined],
	])('without %s there is a note', async (path, label, missing) => {
		const { rows, hints } = await run('extensionInventory', {}, { [path]: 403 });
		expect(hints).toEqual([note(label)]);
		expect(rows).toHaveLength(3);
		if (missing) expect(rows[0]![missing]).toHaveLength(0);
	});

	test('count the numbers that are known', async () => {
		const counted = async (refused: Record<string, number>) => {
			const { items } = await run('extensionInventory', { formats: ['text'] }, refused);
			return (items[0]!.json.figures as IDataObject[]).at(-1)?.value;
		};
		expect([await counted({}), await counted({ '/phonenumbers': 403 })]).toEqual([1, 0]);
	});

	test('are nowhere without the users', async () => {
		await expect(run('extensionInventory', {}, { '/users': 403 })).rejects.toThrow('Refused');
		await expect(run('extensionInventory', {}, { '/sites': 500 })).rejects.toThrow('Refused');
	});

	test('have devices of their own lists where the domain has none', async () => {
		const lists = domain();
		lists[`${D}/users/102/devices`] = [{ device: '102wp' }];
		lists[`${D}/users/4000/devices`] = [{ device: 'x' }];
		const result = await run('extensionInventory', {}, { '/devices': 403 }, lists);
		expect(told(result, 'extension', 'device')).toEqual(['101 ', '102 102wp', '103 ']);
		expect(result.reads).not.toContain(`${D}/users/4000/devices`);
		// A whole page may not be all.
		const many = (count: number) =>
			Array.from({ length: count }, (_, at) => ({ device: `101x${at}` }));
		for (const count of [99, 100, 150]) {
			lists[`${D}/users/101/devices`] = many(count);
			const { rows } = await run('extensionInventory', {}, { '/devices': 403 }, lists);
			expect(rows).toHaveLength(count + 2);
		}
		const refused = { '/devices': 403, '/users/101/devices': 403 };
		const { hints, reads } = await run('extensionInventory', {}, refused);
		expect(hints).toEqual([note('Devices')]);
		// The first shows whether the others may be read.
		expect(reads).not.toContain(`${D}/users/102/devices`);
		await expect(run('extensionInventory', {}, { '/devices': 500 })).rejects.toThrow('Refused');
	});
});

describe('emergencies', () => {
	const OTHER = 'Emergency caller ID is no phone number of this domain';
	const UNKNOWN = 'No emergency endpoint for this number';

	test('have problems, one row each', async () => {
		expect(told(await run('emergencyAddressAudit'), 'kind', 'id', 'problem')).toEqual([
			`User 101 ${OTHER}`,
			`Number 12025550199 ${UNKNOWN}`,
		]);
	});

	test.each<[string, string, string[]]>([
		['/phonenumbers', 'Phone numbers', [UNKNOWN]],
		['/addresses/endpoints', 'Emergency endpoints', [OTHER]],
		['/addresses', 'Emergency addresses', [OTHER, UNKNOWN]],
		['/users/102/addresses', 'Emergency addresses of users', [OTHER, UNKNOWN]],
	])('without %s judge nothing that it says', async (path, label, problems) => {
		const result = await run('emergencyAddressAudit', {}, { [path]: 403 });
		expect(told(result, 'problem')).toEqual(problems);
		expect(result.hints).toEqual([note(label)]);
	});
});

describe('phones that are offline', () => {
	test('are listed', async () => {
		const { rows } = await run('phonesOffline');
		expect(rows).toMatchObject([
			{ device: '102', extension: '102', offlineSince: '2026-01-05T05:00:00.000-05:00' },
		]);
	});

	test('are not known without devices, and are without phones', async () => {
		const refused = { '/devices': 403, '/users/101/devices': 403 };
		await expect(run('phonesOffline', {}, refused)).rejects.toThrow(note('Devices'));
		const { hints, rows } = await run('phonesOffline', {}, { '/phones': 403 });
		expect([hints, rows.length]).toEqual([[note('Phones')], 1]);
	});
});

describe('what nobody uses', () => {
	const calls = (...users: string[]) => {
		const lists = domain();
		lists[`${D}/cdrs`] = users.map((user, at) => cdr(`c${at}`, '2026-03-04T05:00:00Z', user, 9));
		return lists;
	};
	const unused = async (query: IDataObject, lists = domain(), refused = {}) =>
		await run('unusedResources', query, refused, lists);

	test('is judged without calls where no days are given', async () => {
		const { rows, reads } = await unused({});
		expect(told({ rows }, 'kind', 'id', 'reason')).toEqual(['User 103 No device']);
		expect(reads.filter((path) => path.includes('cdrs'))).toEqual([]);
		expect((await unused({ inactiveDays: 0 })).reads).toEqual(reads);
	});

	test('is told from the records of calls, of the days up to now', async () => {
		const before = Date.now();
		const lists = calls('101', '103');
		const lapsed = { 'call-disconnect-reason-text': 'Reg Expired' };
		lists[`${D}/cdrs`]!.push({ ...cdr('no call', '2026-03-04T05:00:00Z', '102'), ...lapsed });
		const result = await unused({ inactiveDays: 7 }, lists);
		expect(told(result, 'id', 'reason')).toEqual(['102 No calls in 7 days', '103 No device']);
		const [, { 'datetime-start': from, 'datetime-end': to }] = result.queries.find(([path]) =>
			path.endsWith('/cdrs/count'),
		)!;
		const length = Date.parse(String(to)) - Date.parse(String(from));
		expect(length).toBe(7 * 24 * 3600 * 1000);
		expect(Math.abs(Date.parse(String(to)) - before)).toBeLessThan(60_000);
		expect(result.reads).toContain(`${D}/cdrs`);
	});

	test('is counted for each person and menu where there are many more records', async () => {
		const lists = calls(...Array<string>(401).fill('101'));
		lists[`${D}/users/101/cdrs`] = [{}];
		lists[`${D}/users/9000/cdrs`] = [{}];
		const result = await unused({ inactiveDays: 7 }, lists);
		expect(told(result, 'id', 'reason')).toEqual([
			'102 No calls in 7 days',
			'103 No calls in 7 days; No device',
		]);
		expect(result.reads).not.toContain(`${D}/cdrs`);
		expect(result.reads).not.toContain(`${D}/users/4000/cdrs/count`);
		// 400 records are as many pages as there are people and menus.
		const { reads } = await unused({ inactiveDays: 7 }, calls(...Array<string>(400).fill('101')));
		expect(reads).toContain(`${D}/cdrs`);
	});

	test.each([
		['/cdrs/count', 'Calls', ['103 No device']],
		['/phonenumbers', 'Phone numbers', ['103 No device']],
		['/callqueues', 'Call queues', ['103 No device']],
		['/agents', 'Agents', ['103 No device']],
		['/autoattendants', 'Auto attendants', ['103 No device']],
	])('is not judged by %s where that may not be read', async (path, label, expected) => {
		const lists = calls('101', '102', '103');
		const result = await unused({ inactiveDays: 7 }, lists, { [path]: 403 });
		expect(result.hints).toEqual([note(label)]);
		expect(told(result, 'id', 'reason')).toEqual(expected);
	});
});

describe('the flow of calls', () => {
	const flow = async (query: IDataObject = {}, refused = {}, lists = domain()) =>
		await run('callFlow', { phonenumber: '+12025550100', ...query }, refused, lists);

	test('is followed through menus, which some servers have in no list', async () => {
		const result = await flow();
		const rows = [
			...['1 12025550100', '1.1 9000 Main', '1.1.1 Menu Prompt_1', '1.1.1.1 4000'],
			'1.1.1.1.1 101',
		];
		expect(told(result, 'step', 'goesTo')).toEqual(rows);
		expect(result.reads).toContain(`${D}/users/9000/answerrules`);
		expect(result.reads).not.toContain(`${D}/users/101/answerrules`);
		const lists = domain();
		const [menu] = lists[`${D}/users/9000/autoattendants`]!;
		Object.assign(lists[`${D}/autoattendants`]![0]!, menu);
		const whole = await flow({}, {}, lists);
		expect(told(whole, 'step', 'goesTo')).toEqual(rows);
		expect(whole.reads).not.toContain(`${D}/users/9000/autoattendants/Prompt_1`);
	});

	test('comes with a picture where more than items is wanted', async () => {
		const { items } = await flow({ formats: ['text'] });
		expect(items[0]).toMatchObject({
			json: {
				subject: 'Call Flow: 12025550100, Acme',
				mermaid: expect.stringMatching(/^flowchart TD\n/),
			},
			binary: {
				diagram: {
					data: expect.stringContaining('<title>Call flow of 12025550100</title>'),
					fileName: 'call-flow.svg',
					mimeType: 'image/svg+xml',
				},
			},
		});
		const [row] = (await flow({ formats: ['items'] })).items;
		expect(row?.binary).toBeUndefined();
	});

	test.each([
		['/users/9000/answerrules', 'Answer rules of 9000', 5],
		['/users/9000/autoattendants/Prompt_1', 'The menu of 9000', 3],
		['/agents', 'Agents', 4],
		['/callqueues', 'Call queues', 4],
		['/autoattendants', 'Auto attendants', 2],
	])('goes on without %s, with a note', async (path, label, count) => {
		const { rows, hints } = await flow({}, { [path]: 403 });
		expect(hints).toContain(note(label));
		expect(rows.length).toBeGreaterThanOrEqual(count);
	});

	test('needs the number', async () => {
		await expect(flow({ phonenumber: '1303' })).rejects.toThrow('Resource not found');
	});
});

test.each([
	[401, 'Your scope does not allow it', true],
	[401, 'Token expired', false],
	[403, 'No', true],
	[404, 'No route', true],
	[400, 'No', false],
])('%i "%s" says that a list may not be read: %s', async (status, message, isRefusal) => {
	const error = Object.assign(new Error(message), { httpCode: String(status) });
	const asking = reported(
		['report', 'phonesOffline'],
		domain(),
		{},
		{
			more: {},
			fails: (path) => (path.endsWith('/phones') ? error : undefined),
		},
	);
	if (!isRefusal) return await expect(asking).rejects.toThrow(message);
	expect((await asking).hints).toEqual([`Phones could not be read. ${message}.`]);
});
