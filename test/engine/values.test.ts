import fc from '../support/fastCheck';
import type { IBinaryData, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { runNode, type Run } from '../support/engine';
import { json, startHostile, type Hostile, type Responder } from '../support/hostile';

let server: Hostile;
let respond: Responder;
const accepted = json(202, { code: 202, message: 'Accepted' });

beforeAll(async () => {
	server = await startHostile((request, response) => respond(request, response));
});
beforeEach(() => (respond = accepted));
afterEach(() => server.requests.splice(0));
afterAll(async () => await server.stop());

const run = async (parameters: INodeParameters, more: Partial<Run> = {}) =>
	await runNode({
		parameters,
		credential: {
			server: server.url,
			authentication: 'apiKey',
			apiKey: 'nss_0123456789',
			accessToken: 'nss_0123456789',
		},
		timezone: 'America/Phoenix',
		...more,
	});

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const domain = byId('acme.example');

/** The body of the last request, as JSON. */
const body = () => JSON.parse(server.requests.at(-1)!.body.toString()) as Record<string, unknown>;

describe('dates', () => {
	const expires = 'connection-sip-registration-expires-datetime';
	const trunk: INodeParameters = {
		resource: 'connection',
		domain,
		'connection-orig-match-pattern': byId('sip*@carrier.example'),
	};
	const update: INodeParameters = {
		...trunk,
		operation: 'update',
		dataMode: 'autoMapInputData',
	};

	const times = fc.date({
		min: new Date('1000-01-01T00:00:00Z'),
		max: new Date('9999-12-31T23:59:59Z'),
		noInvalidDate: true,
	});
	const given = fc.oneof(
		times.map((time) => time.toISOString().slice(0, 19).replace('T', ' ')),
		fc.constantFrom('0000-00-00 00:00:00', 'now', 'never'),
	);
	const zones = fc.constantFrom('America/Phoenix', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC');

	test('that the API gave go back as they came: Get, then Update', async () => {
		await fc.assert(
			fc.asyncProperty(given, zones, async (time, timezone) => {
				respond = json(200, { domain: 'acme.example', [expires]: time });
				const read = await run({ ...trunk, operation: 'get', output: 'raw' }, { timezone });
				respond = accepted;
				const input = read.items.map(({ json: record }) => ({ json: record }));
				const { error } = await run(update, { timezone, input });
				expect(error).toBeUndefined();
				expect(body()).toMatchObject({ [expires]: time });
			}),
			{ numRuns: 25 },
		);
	});

	const change = (value: string): INodeParameters => ({
		...trunk,
		operation: 'update',
		fields: { [expires]: value },
	});

	test.each([
		['the date picker', '2026-01-05T12:00:00', '2026-01-05 19:00:00'],
		['an ISO time with a zone', '2026-01-05T12:00:00+01:00', '2026-01-05 11:00:00'],
		['luxon', "={{ DateTime.fromISO('2026-01-05T12:00:00Z') }}", '2026-01-05 12:00:00'],
		['a Date', "={{ new Date('2026-01-05T12:00:00Z') }}", '2026-01-05 12:00:00'],
	])('of %s are meant in their zone, or that of the workflow', async (_, value, expected) => {
		const { error } = await run(change(value));
		expect(error).toBeUndefined();
		expect(body()).toEqual({ [expires]: expected });
	});

	test.each(['09:30', '12', '0900', 'soon', '={{ 1767614400 }}'])(
		'are never guessed: %p',
		async (value) => {
			const { error } = await run(change(value));
			expect(error?.message).toContain(`"${expires}" takes a date such as 2026-01-31`);
			expect(server.requests).toEqual([]);
		},
	);
});

describe('values that would be taken for others are refused, naming the field', () => {
	const queue = (value: string): INodeParameters => ({
		resource: 'callQueue',
		operation: 'update',
		domain,
		callqueue: byId('4001'),
		fields: { 'callqueue-agent-dispatch-timeout-seconds': value },
	});

	test.each(['0x10', '1e3', '={{ true }}', '={{ [5] }}'])('whole number %p', async (value) => {
		const { error } = await run(queue(value));
		expect(error?.message).toContain(
			'"callqueue-agent-dispatch-timeout-seconds" takes a whole number of seconds, or a length',
		);
		expect(server.requests).toEqual([]);
	});

	test.each([[[null]], [['x']], ['x'], [5], [{ a: 1 }]])(
		'rows from the input item: %j',
		async (rows) => {
			const input = [{ json: { 'time-range-data': rows } } as unknown as INodeExecutionData];
			const { error } = await run(
				{
					resource: 'sharedTimeframe',
					operation: 'updateEntries',
					timeframeType: 'time-ranges',
					domain,
					timeframe: byId('1'),
					dataMode: 'autoMapInputData',
				},
				{ input },
			);
			expect(error?.message).toContain('"time-range-data" takes a list of records, but got');
			expect(server.requests).toEqual([]);
		},
	);
});

describe('uploads', () => {
	const upload: INodeParameters = {
		resource: 'greeting',
		operation: 'create',
		audioSource: 'file',
		domain,
		user: byId('101'),
		File: 'data',
	};
	/** A file that is replaced: as base64 text in JSON. */
	const replace: INodeParameters = {
		resource: 'portalImage',
		operation: 'update',
		fileSource: 'file',
		filename: byId('logo.png'),
		File: 'data',
	};
	const withFile = (file: Partial<IBinaryData>, field = 'data'): INodeExecutionData[] => [
		{
			json: {},
			binary: {
				[field]: {
					data: Buffer.from('RIFF').toString('base64'),
					mimeType: 'audio/wav',
					fileName: 'a.wav',
					...file,
				},
			},
		},
	];

	test.each([
		'audio/wav\r\nX-Evil: 1',
		'audio/wav\nX-Evil: 1',
		'audio/wav; a="\r\nX-Evil: 1"',
		'audio/wav\r\n\r\nevil',
		'audio',
		'audio/',
		'/wav',
		'audio/w av',
		'audio/wav, text/html',
		'audio/wav;',
	])('the MIME type %j is none', async (mimeType) => {
		for (const parameters of [upload, replace]) {
			const { error } = await run(parameters, { input: withFile({ mimeType }) });
			expect(error?.message).toContain('The file in the binary field "data" has a MIME type');
			expect(error?.message).not.toMatch(/[\r\n]/);
			expect(server.requests).toEqual([]);
		}
	});

	test.each([
		'audio/x-wav',
		'image/svg+xml',
		'audio/ogg; codecs=opus',
		'text/plain; charset="utf-8"',
	])('the MIME type %j goes along', async (mimeType) => {
		const { error } = await run(upload, { input: withFile({ mimeType }) });
		expect(error).toBeUndefined();
		expect(server.requests[0]?.body.toString()).toContain(`\r\nContent-Type: ${mimeType}\r\n\r\n`);
	});

	test('a file name cannot end its header', async () => {
		const fileName = 'a"; name="b\r\nX-Evil: 1\r\n\r\n.wav';
		const { error } = await run(upload, { input: withFile({ fileName }) });
		expect(error).toBeUndefined();
		expect(server.requests[0]?.body.toString()).toContain(
			[
				'\r\nContent-Disposition: form-data; name="File"; filename="a%22; name=%22b X-Evil: 1 .wav"',
				'Content-Type: audio/wav',
				'',
				'RIFF',
				'',
			].join('\r\n'),
		);
	});

	test('an empty file is refused', async () => {
		for (const parameters of [upload, replace]) {
			const { error } = await run(parameters, { input: withFile({ data: '' }) });
			expect(error?.message).toContain('The file in the binary field "data" is empty (0 bytes)');
			expect(server.requests).toEqual([]);
		}
	});

	test('a binary field that is not there is named, and those that are', async () => {
		const { error } = await run(upload, { input: withFile({}, 'attachment_0') });
		expect(error?.message).toBe(
			'The item has no binary field "data"; it has "attachment_0". Check the name of the field, or the step that it comes from.',
		);
		const without = await run(upload, { input: [{ json: {} }] });
		expect(without.error?.message).toContain('no binary field "data"; it has none.');
		const unset = await run({ ...upload, File: '={{ $json.nothing }}' }, { input: withFile({}) });
		expect(unset.error?.message).toContain('"File" is empty');
		expect(server.requests).toEqual([]);
	});
});

describe('a change of nothing is refused', () => {
	const update: INodeParameters = {
		resource: 'user',
		operation: 'update',
		domain,
		user: byId('101'),
	};

	test.each<[string, INodeParameters]>([
		['no field', {}],
		['fields that expressions leave empty', { fields: { department: '={{ $json.nothing }}' } }],
		['groups without anything in them', { fields: { department: '' } }],
	])('%s', async (_, more) => {
		const { error, items } = await run({ ...update, ...more });
		expect(error?.message).toContain('There is nothing to change: add at least one field');
		expect(items).toEqual([]);
		expect(server.requests).toEqual([]);
	});

	test('no key of the item is a field', async () => {
		const { error } = await run(
			{ ...update, dataMode: 'autoMapInputData' },
			{ input: [{ json: { Team: 'Sales', 'Plan B': 'x' } }] },
		);
		expect(error?.message).toContain(
			"There is nothing to change: none of the item's keys (Team, Plan B) is a field of this operation",
		);
		expect(server.requests).toEqual([]);
	});

	test('a field that is only given as JSON is something', async () => {
		await run({ ...update, options: { bodyJson: '{"x": 1}' } });
		expect(body()).toEqual({ x: 1 });
	});

	test('an act needs no fields', async () => {
		const { error } = await run({
			resource: 'call',
			operation: 'answer',
			domain,
			user: byId('101'),
			call: byId('1'),
		});
		expect(error).toBeUndefined();
		expect(server.requests).toHaveLength(1);
	});
});

describe('the ID of a new call', () => {
	const start: INodeParameters = {
		resource: 'call',
		operation: 'start',
		domain,
		user: byId('101'),
		'call-term-user': '102',
	};
	const input = [{ json: {} }, { json: {} }];
	const sent = () =>
		server.requests.map(
			({ body: text }) => (JSON.parse(text.toString()) as IDataObject)['call-id'],
		);

	test('is made up for each item, and told', async () => {
		const { items } = await run(start, { input });
		const ids = sent();
		for (const id of ids) expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
		expect(new Set(ids).size).toBe(2);
		expect(items.map(({ json: item }) => item['call-id']).sort()).toEqual(ids.sort());
	});

	test('is the given one where there is one', async () => {
		await run({ ...start, fields: { 'call-id': 'my-call' } });
		expect(sent()).toEqual(['my-call']);
	});

	test('is made up where the given one comes out empty', async () => {
		await run({ ...start, fields: { 'call-id': '' } });
		expect(sent()).toEqual([expect.stringMatching(/^[\da-f-]{36}$/)]);
	});
});

test('what a write sent is in its output, but for secrets', async () => {
	const { items } = await run({
		resource: 'reseller',
		operation: 'update',
		reseller: byId('acme'),
		fields: { description: 'Acme', 'email-send-smtp-password': 'planted-secret' },
	});
	expect(body()).toMatchObject({ 'email-send-smtp-password': 'planted-secret' });
	expect(items[0]?.json).toEqual({ success: true, reseller: 'acme', description: 'Acme' });
});
