import { JSON_DEPTH } from '../../simulator/http/bodies';
import { nested } from './fuzz-requests';
import { simulatorInProcess, type InProcess } from './in-process';
import { everything } from './state';

let simulator: InProcess;

beforeAll(async () => {
	simulator = await simulatorInProcess();
});

beforeEach(() => simulator.instance.reset());

afterAll(() => simulator.stop());

const D = '/ns-api/v2/domains/acme.example';
const jsonType = { 'content-type': 'application/json' };

describe('deeply nested JSON', () => {
	const head = 'Content-Disposition: form-data; name="script"\r\nContent-Type: application/json';
	const form = (part: string) => `--abc\r\n${head}\r\n\r\n${part}\r\n--abc--\r\n`;
	const deep = [
		['POST', `${D}/users/101/vmailnag`, jsonType, (part: string) => `{"a":${part}}`],
		['POST', '/_sim/users', jsonType, (part: string) => `{"user":"101","a":${part}}`],
		['POST', `${D}/moh`, { 'content-type': 'multipart/form-data; boundary=abc' }, form],
	] as const;

	test.each(deep)('%s %s', async (method, url, headers, around) => {
		const refused = await simulator.inject({
			method,
			url,
			headers,
			payload: around(nested(100_000)),
		});
		expect([refused.statusCode, refused.json()]).toEqual([
			400,
			{ code: 400, message: expect.stringContaining('JSON is nested too deeply') },
		]);
		const barely = around(nested(JSON_DEPTH - 1));
		const taken = await simulator.inject({ method, url, headers, payload: barely });
		expect(taken.body).not.toContain('nested');
	});

	test('one level more than PHP reads is too many, in lists and in records', async () => {
		const send = async (payload: string) =>
			(await simulator.inject({ method: 'POST', url: `${D}/contacts`, headers: jsonType, payload }))
				.body;
		expect(await send(nested(JSON_DEPTH))).not.toContain('nested too deeply');
		expect(await send(nested(JSON_DEPTH + 1))).toContain('nested too deeply');
		const records = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
		expect(await send(records(JSON_DEPTH))).not.toContain('nested too deeply');
		expect(await send(records(JSON_DEPTH + 1))).toContain('nested too deeply');
	});
});

test.each(['users/101/greetings', 'users/101/moh', 'moh'])(
	'an upload to %s that is refused leaves the old file as it is',
	async (kind) => {
		const url = `${D}/${kind}`;
		const post = (body: object) =>
			simulator.inject({ method: 'POST', url, payload: { index: 1, script: 'x', ...body } });
		const file = Buffer.from('RIFF of old').toString('base64');
		expect((await post({ base64_file: file, encoding: 'audio/wav' })).statusCode).toBe(202);
		const record = async () => {
			const all = (await simulator.inject({ url })).json<Array<Record<string, unknown>>>();
			return all.find((one) => one['ordinal-order'] === 1) ?? {};
		};
		const sound = async () => {
			const { pathname, search } = new URL(String((await record())['file-access-url']));
			return (await simulator.inject({ url: pathname + search })).body;
		};
		const before = await record();
		expect((await post({ base64_file: '%%%' })).statusCode).toBe(400);
		expect({ ...(await record()), 'file-access-url': '' }).toEqual({
			...before,
			'file-access-url': '',
		});
		expect(await sound()).toBe('RIFF of old');
		// What the voice of the server says takes the place of the file.
		expect((await post({ script: 'Hello' })).statusCode).toBe(202);
		expect(await sound()).toMatch(/^RIFF.{4}WAVE/s);
	},
);

describe('a write that is refused changes nothing', () => {
	const ids = { timeframe: '', subscription: '' };

	beforeEach(async () => {
		const [frame] = (await simulator.inject({ url: `${D}/timeframes` })).json<
			[{ 'timeframe-id': string }]
		>();
		const payload = { model: 'call', 'post-url': 'http://127.0.0.1:9/', domain: 'acme.example' };
		const url = '/ns-api/v2/subscriptions';
		const made = await simulator.inject({ method: 'POST', url, payload });
		ids.timeframe = frame['timeframe-id'];
		ids.subscription = made.json<{ id: string }>().id;
	});

	test.each<[string, string, string, object]>([
		['music without a file', 'POST', `${D}/moh`, { index: 1 }],
		['music with a broken file', 'POST', `${D}/moh`, { index: 1, base64_file: '??', script: 'x' }],
		['music at no place', 'POST', `${D}/moh`, { script: 'x', index: 'first' }],
		['a greeting with a broken file', 'POST', `${D}/users/101/greetings`, { base64_file: '%' }],
		['a number that there is', 'POST', `${D}/phonenumbers`, { phonenumber: '12025550101' }],
		['a user that there is', 'POST', `${D}/users`, { user: '101' }],
		['a user without anything', 'POST', `${D}/users`, {}],
		['an agent of no queue', 'POST', `${D}/callqueues/4999/agents`, {}],
		[
			'an entry that there is not',
			'PUT',
			`${D}/timeframes/{timeframe}`,
			{
				update_only: 'yes',
				'timeframe-specific-dates-array': [{ 'timeframe-id': 'f'.repeat(32) }],
			},
		],
		['a timeframe of nothing', 'POST', `${D}/timeframes/{timeframe}`, {}],
		[
			'posts to nowhere',
			'PUT',
			'/ns-api/v2/subscriptions/{subscription}',
			{ 'post-url': 'nowhere' },
		],
		[
			'an expiry that is no date',
			'PUT',
			'/ns-api/v2/subscriptions/{subscription}',
			{
				'post-url': 'https://hooks.example/other',
				'subscription-expires-datetime': 'tomorrow',
			},
		],
		[
			'a counter of one',
			'PUT',
			'/ns-api/v2/subscriptions/{subscription}',
			{
				'subscription-geo-support': 'no',
				'posts-count': 1,
			},
		],
		['a configuration of nobody', 'PUT', '/ns-api/v2/configurations', { 'config-name': 'NOPE' }],
		['a message to nobody', 'POST', `${D}/users/101/messages`, { type: 'sms', message: 'Hi' }],
		[
			'a message of nothing',
			'POST',
			`${D}/users/101/messages`,
			{
				type: 'sms',
				destination: '12125550188',
				message: '',
			},
		],
		[
			'an attendant that there is',
			'POST',
			`${D}/autoattendants`,
			{
				user: '9000',
				'attendant-name': 'Again',
				'starting-prompt': '102',
			},
		],
		['a domain with an odd name', 'POST', '/ns-api/v2/domains', { domain: 'a b', reseller: 'x' }],
		['a call to nobody', 'POST', `${D}/users/101/calls`, { 'call-id': 'x1' }],
	])('%s', async (_what, method, path, payload) => {
		const before = everything(simulator.instance);
		const url = path.replace(/\{(\w+)\}/, (_, name: keyof typeof ids) => ids[name]);
		const answer = await simulator.inject({ method: method as 'POST', url, payload });
		expect(answer.statusCode).toBeGreaterThanOrEqual(400);
		expect(answer.statusCode).toBeLessThan(500);
		expect(everything(simulator.instance)).toBe(before);
	});
});

test('an image that is replaced by nothing stays', async () => {
	const url = '/ns-api/v2/images/kept.png';
	const scope = { reseller: '*', domain: '*', server: '*' };
	const made = { ...scope, description: 'First', filetype: 'image/png', base64_file: 'YWJj' };
	await simulator.inject({ method: 'POST', url, payload: made });
	const broken = { ...made, description: 'Second', base64_file: '??' };
	expect((await simulator.inject({ method: 'PUT', url, payload: broken })).statusCode).toBe(400);
	const after = (await simulator.inject({ url, query: scope })).json<Record<string, unknown>>();
	expect([after.description, after['file-size-bytes']]).toEqual(['First', 3]);
});
