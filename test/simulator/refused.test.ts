import { JSON_DEPTH } from '../../simulator/http/bodies';
import { nested } from './fuzz-requests';
import { simulatorInProcess, type InProcess } from './in-process';

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
