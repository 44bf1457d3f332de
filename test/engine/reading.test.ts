import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runNode, type Run } from '../support/engine';
import { hang, json, startHostile, type Hostile, type Responder } from '../support/hostile';

let server: Hostile;
let respond: Responder;

/** Rows enough for every limit, cut to what is asked for; `user` says which user it is about. */
const records: Responder = (request, response) => {
	const url = new URL(request.url, 'http://server');
	const user = decodeURIComponent(/users\/([^/]+)/.exec(url.pathname)?.[1] ?? '');
	if (request.method !== 'GET') return json(202, { code: 202 })(request, response);
	if (user !== '') return json(200, { user, domain: 'acme.example' })(request, response);
	if (url.pathname.endsWith('/count')) return json(200, { total: 120 })(request, response);
	const start = Number(url.searchParams.get('start') ?? 0);
	const limit = Number(url.searchParams.get('limit') ?? 120);
	const rows = Array.from({ length: Math.max(0, Math.min(limit, 120 - start)) }, (_, row) => ({
		user: `u${start + row}`,
		'name-first-name': 'Ann',
		'other-column': 'x',
	}));
	return json(200, rows)(request, response);
};

beforeAll(async () => {
	server = await startHostile((request, response) => respond(request, response));
});
beforeEach(() => (respond = records));
afterEach(() => server.requests.splice(0));
afterAll(async () => await server.stop());

const credential = () => ({
	server: server.url,
	authentication: 'apiKey',
	apiKey: 'nss_0123456789',
	accessToken: 'nss_0123456789',
});

const run = async (parameters: INodeParameters, more: Partial<Run> = {}) =>
	await runNode({ parameters, credential: credential(), ...more });

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const list: INodeParameters = {
	resource: 'user',
	operation: 'getAll',
	domain: byId('acme.example'),
	limit: 1,
};
const update: INodeParameters = {
	resource: 'user',
	operation: 'update',
	domain: byId('acme.example'),
	user: byId('={{ $json.user }}'),
	fields: { department: 'Sales' },
};
const custom: INodeParameters = {
	resource: 'apiRequest',
	operation: 'request',
	method: 'GET',
	path: '/domains/acme.example/users/101',
};

/** An expression that fails for the item that is bad, and gives `value` for the others. */
const failing = (value: unknown) =>
	`={{ $json.bad ? $('Nowhere').item.json.x : ${JSON.stringify(value)} }}`;

describe('what fails for one item fails for that item alone', () => {
	const input: INodeExecutionData[] = [
		{ json: { user: '100', bad: true, secret: 'input' } },
		{ json: { user: '101', secret: 'input' } },
		{ json: { user: '102', secret: 'input' } },
	];

	const places: Array<[string, INodeParameters]> = [
		['domain', { ...list, domain: byId(failing('acme.example')) }],
		['Return All', { ...list, returnAll: failing(false) }],
		['Limit', { ...list, limit: failing(1) }],
		['Output', { ...list, output: failing('raw') }],
		['Output Fields', { ...list, output: 'selectedFields', outputFields: failing(['user']) }],
		['filters', { ...list, filters: { site: failing('HQ') } }],
		['Concurrency', { ...list, options: { concurrency: failing(2) } }],
		['Timeout', { ...list, options: { timeout: failing(30) } }],
		['If a List Breaks Off', { ...list, options: { onBrokenList: failing('keep') } }],
		['Additional Query Parameters', { ...list, options: { queryJson: failing({ a: 1 }) } }],
		['Additional Body Fields', { ...update, options: { bodyJson: failing({ a: 1 }) } }],
		['fields', { ...update, fields: { department: failing('Sales') } }],
		['Method', { ...custom, method: failing('GET') }],
		['Path', { ...custom, path: failing('/domains/acme.example/users/101') }],
		['Body', { ...custom, method: 'PUT', body: failing({ a: 1 }) }],
		['Fetch All Pages', { ...custom, allPages: failing(false) }],
	];

	test.each(places)('%s', async (_, parameters) => {
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			const { items, errorItems, error } = await run(parameters, { input, onError });
			expect(error).toBeUndefined();
			const all = [...errorItems, ...items];
			expect(all.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
			const [failed, ...others] = all;
			expect(failed?.json.error).toContain("Referenced node doesn't exist");
			for (const { json: output } of others) {
				expect(output).not.toHaveProperty('error');
				expect(output).not.toHaveProperty('secret');
			}
		}
	});

	test('without On Error nothing is sent after it, and the error is about that item', async () => {
		const { error, items } = await run({ ...list, limit: failing(1) }, { input });
		expect(error?.message).toContain("Referenced node doesn't exist");
		expect(error?.context.itemIndex).toBe(0);
		expect(items).toEqual([]);
	});
});

test('a node without a credential says so, for each item', async () => {
	const one = await run(list, { credential: undefined });
	expect(one.error?.message).toBe('Node does not have any credentials set');
	const { items } = await run(list, {
		credential: undefined,
		onError: 'continueRegularOutput',
		input: [{ json: {} }, { json: {} }],
	});
	expect(items.map(({ json: { error } }) => error)).toEqual([
		'Node does not have any credentials set',
		'Node does not have any credentials set',
	]);
	expect(server.requests).toEqual([]);
});

/** An expression that gives a value as it is. */
const expression = (value: unknown) =>
	value === undefined ? '={{ undefined }}' : `={{ ${JSON.stringify(value)} }}`;

describe('Limit by expression', () => {
	test.each([20, '20', ' 20 '])('%p is 20', async (value) => {
		const { items, error } = await run({ ...list, limit: expression(value) });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(20);
	});

	test.each([null, undefined, '', 'abc', 0, -1, 1.5, '1e3', true])(
		'%p is refused before anything is sent',
		async (value) => {
			const { error, items } = await run({ ...list, limit: expression(value) });
			expect(error?.message).toContain('"Limit" takes a whole number from 1 up, but got');
			expect(items).toEqual([]);
			expect(server.requests).toEqual([]);
		},
	);

	test('a number that is none is refused', async () => {
		const { error } = await run({ ...list, limit: '={{ Number("abc") }}' });
		expect(error?.message).toContain('"Limit" takes a whole number from 1 up');
	});

	test('a workflow without the parameter gets 50', async () => {
		const without = { ...list };
		delete without.limit;
		expect((await run(without)).items).toHaveLength(50);
	});
});

describe('toggles by expression', () => {
	const toggles: Array<[string, (value: string) => INodeParameters, (on: boolean) => object]> = [
		['Return All', (returnAll) => ({ ...list, returnAll }), (on) => ({ length: on ? 120 : 1 })],
		[
			'Fetch All Pages',
			(allPages) => ({ ...custom, path: '/domains/acme.example/users?limit=3', allPages }),
			(on) => ({ length: on ? 120 : 3 }),
		],
	];

	test.each(toggles)('%s', async (name, parameters, expected) => {
		for (const [on, values] of [
			[true, [true, 'true', 'Yes', '1', 'ON', 1]],
			[false, [false, 'false', 'No', '0', 'off', 0]],
		] as const) {
			for (const value of values) {
				const { items, error } = await run(parameters(expression(value)));
				expect(error).toBeUndefined();
				expect(items).toMatchObject(expected(on));
			}
		}
		for (const value of [null, undefined, '', 'perhaps', 2]) {
			const { error, items } = await run(parameters(expression(value)));
			expect(error?.message).toContain(`"${name}" takes true or false, but got`);
			expect(items).toEqual([]);
		}
	});

	test('a yes/no field', async () => {
		const fields = (value: unknown) => ({
			...update,
			user: byId('101'),
			fields: { 'voicemail-enabled': expression(value) },
		});
		for (const value of ['no', 'False', 0]) {
			expect((await run(fields(value))).requests[0]?.body).toEqual({ 'voicemail-enabled': 'no' });
		}
		const { error } = await run(fields('perhaps'));
		expect(error?.message).toContain('"voicemail-enabled" takes yes or no, but got "perhaps"');
	});
});

test.each<[string, INodeParameters]>([
	['"Data Mode" takes one of "defineBelow", "autoMapInputData"', { ...update, dataMode: 'map' }],
	[
		'"If a List Breaks Off" takes one of "fail", "keep"',
		{ ...list, options: { onBrokenList: '={{ "go" }}' } },
	],
	[
		'"Method" takes one of "DELETE", "GET", "PATCH", "POST", "PUT"',
		{ ...custom, method: '={{ "get" }}' },
	],
])('an unknown choice is refused: %s', async (words, parameters) => {
	const { error } = await run(parameters, { input: [{ json: { user: '101' } }] });
	expect(error?.message).toContain(words);
	expect(server.requests).toEqual([]);
});

describe('options', () => {
	test.each([
		['Timeout', { timeout: 0 }, 'from 1 to 600, but got "0"'],
		['Timeout', { timeout: 601 }, 'from 1 to 600, but got "601"'],
		['Timeout', { timeout: expression('soon') }, 'from 1 to 600, but got "soon"'],
		['Concurrency', { concurrency: 51 }, 'from 1 to 50, but got "51"'],
		['Concurrency', { concurrency: expression(null) }, 'from 1 to 50, but got nothing'],
	])('%s: %p is refused', async (name, options, words) => {
		const { error } = await run({ ...list, options });
		expect(error?.message).toContain(`"${name}" takes a whole number ${words}`);
		expect(server.requests).toEqual([]);
	});

	/** Sent once, as nobody knows what became of it. */
	const write: INodeParameters = { ...custom, method: 'POST' };

	test('Timeout ends the wait for an answer', async () => {
		respond = hang();
		const { error } = await run({ ...write, options: { timeout: 1 } });
		expect(error?.message).toMatch(/^127\.0\.0\.1:\d+ did not answer within 1 s$/);
		expect(error?.description).toContain('Options → Timeout');
	});

	test('the first item whose options can be read says how the run is served', async () => {
		respond = hang();
		const { items } = await run(
			{ ...write, options: { timeout: failing(1) } },
			{ onError: 'continueRegularOutput', input: [{ json: { bad: true } }, { json: {} }] },
		);
		expect(items[0]?.json.error).toContain("Referenced node doesn't exist");
		expect(items[1]?.json.error).toContain('did not answer within 1 s');
	});
});

describe('workflows of a newer package', () => {
	const advice =
		'in this version of the NetSapiens node. Choose another one in the node, or update the package.';

	test.each(['hologram', 'constructor', '__proto__'])('resource %s', async (resource) => {
		const { error } = await run({ resource, operation: 'getAll' });
		expect(error?.message).toBe(`There is no resource "${resource}" ${advice}`);
	});

	test.each(['beam', 'constructor', ''])('operation "%s"', async (operation) => {
		const { error } = await run({ ...list, operation });
		expect(error?.message).toBe(`There is no operation "${operation}" for "user" ${advice}`);
	});

	test('a choice inside an operation', async () => {
		const { error } = await run({
			resource: 'phoneNumber',
			operation: 'route',
			domain: byId('acme.example'),
			phonenumber: byId('16025550100'),
			routeTo: 'hologram',
		});
		expect(error?.message).toMatch(/^"routeTo" takes one of "user", .*, but got "hologram"\.$/);
	});
});
