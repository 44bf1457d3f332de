import { getRaw } from '../support/raw';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, smallTenant, type Client } from './client';

let simulator: RunningSimulator;
let send: Client;

beforeAll(async () => {
	simulator = await startSimulator(smallTenant());
	send = clientOf(simulator);
});

afterAll(() => simulator.stop());

const D = '/domains/acme.example';
const JSON_TYPE = { 'content-type': 'application/json' };

/** Sends a request line as it is, which a well-behaved client would change. */
const raw = (path: string) =>
	getRaw(simulator.url, path, {
		Authorization: `Bearer ${simulator.credentials.apiKeys.superUser}`,
	});

describe('bodies', () => {
	test.each([
		['malformed JSON', '{"company": '],
		['a text', '"hello"'],
		['a number', '5'],
		['an array', '[1, 2]'],
		['nested without end', `${'['.repeat(200000)}`],
	])('%s', async (_name, body) => {
		const answer = await send('POST', `${D}/contacts`, { body, headers: JSON_TYPE });
		expect(answer.status).toBe(400);
		expect(answer.body).toMatchObject({ code: 400, message: expect.any(String) });
	});

	test.each([
		['an object for a text', { company: { a: 1 } }],
		['a list for a text', { company: ['a', 'b'] }],
	])('%s', async (_name, body) => {
		expect((await send('POST', `${D}/contacts`, { body })).status).toBe(400);
	});

	test('numbers and texts are taken for each other', async () => {
		const body = { 'ring-no-answer-timeout-seconds': '40', 'caller-id-name': 7 };
		expect((await send('PUT', `${D}/users/101`, { body })).status).toBe(202);
		expect(record(await send('GET', `${D}/users/101`))).toMatchObject({
			'ring-no-answer-timeout-seconds': 40,
			'caller-id-name': '7',
		});
	});

	test('a prototype in the body changes nothing', async () => {
		const body =
			'{"__proto__": {"polluted": "yes"}, "constructor": {"prototype": {"polluted": "yes"}}, "company": "X"}';
		await send('POST', `${D}/contacts`, { body, headers: JSON_TYPE });
		expect(record(await send('GET', '/version'))).not.toHaveProperty('polluted');
		expect(
			list(await send('GET', `${D}/contacts?limit=1000`)).some((row) => 'polluted' in row),
		).toBe(false);
	});

	test('more than 25 MB is refused', async () => {
		const body = JSON.stringify({ company: 'x'.repeat(26214400) });
		const answer = await send('POST', `${D}/contacts`, { body, headers: JSON_TYPE });
		expect(answer).toMatchObject({ status: 400, body: { message: 'Request body too large' } });
	});

	test('a broken multipart body is refused', async () => {
		const headers = { 'content-type': 'multipart/form-data; boundary=abc' };
		const answer = await send('POST', `${D}/moh`, {
			body: '--abc\r\nContent-Disposition: form-data; name="script"\r\n\r\nx',
			headers,
		});
		expect(answer.status).toBe(400);
	});

	test('an unknown content type is refused', async () => {
		const headers = { 'content-type': 'application/x-php' };
		expect((await send('POST', `${D}/contacts`, { body: 'x', headers })).status).toBe(400);
	});
});

describe('paths', () => {
	test.each([
		['/ns-api/v2/domains/../../etc/passwd', '404'],
		['/ns-api/v2/domains/..%2f..%2fetc/users', '404'],
		['/ns-api/v2/domains/acme%2Eexample/users/101', '200'],
		['/ns-api/v2/domains/%00/users', '400'],
		['/ns-api/v2/domains/acme.example%00.evil/users', '400'],
		['/ns-api/v2/domains/%E0%A4%A/users', '400'],
		['/ns-api/v2//domains', '404'],
		['/ns-api/v2/domains/__proto__/users', '404'],
		['/ns-api/v2/domains/constructor', '404'],
		['/ns-api/v2/images/..%2f..%2fsecret?reseller=*&domain=*&server=*', '404'],
	])('%s gives %s', async (path, status) => {
		const answer = await raw(path);
		expect(answer.split(' ')[1]).toBe(status);
		if (status !== '200') expect(answer).toContain('"message"');
	});

	test('a path part of 5000 characters is refused', async () => {
		expect((await raw(`/ns-api/v2/domains/${'a'.repeat(5000)}/users`)).split(' ')[1]).toBe('400');
	});

	test('methods nobody knows have no route', async () => {
		expect(await send('PATCH', '/domains')).toMatchObject({
			status: 404,
			body: { message: 'No Route Found [92]' },
		});
		expect((await send('HEAD', '/nonsense')).status).toBe(404);
	});
});

test('a thousand writes at once all count, and the state is right', async () => {
	const before = record(await send('GET', `${D}/contacts/count`)).total as number;
	const made = await Promise.all(
		Array.from({ length: 1000 }, (_, i) =>
			send('POST', `${D}/contacts`, { body: { company: `Company ${i}` } }),
		),
	);
	expect(new Set(made.map((one) => one.status))).toEqual(new Set([200]));
	expect(new Set(made.map((one) => record(one)['unique-id'])).size).toBe(1000);
	expect(record(await send('GET', `${D}/contacts/count`)).total).toBe(before + 1000);
});

test('of a thousand writes at once, the good ones count and the bad ones leave nothing behind', async () => {
	const kinds = [
		{ body: { company: 'Mixed' }, status: 200 },
		{ body: { company: { a: 1 } }, status: 400 },
		{ body: '{"company": ', headers: JSON_TYPE, status: 400 },
		{ body: { company: 'Mixed' }, bearer: 'nss_nobody', status: 401 },
		{ body: { company: 'Mixed' }, domain: '/domains/nobody.example', status: 404 },
	];
	const before = record(await send('GET', `${D}/contacts/count`)).total as number;
	const answers = await Promise.all(
		Array.from({ length: 1000 }, async (_, i) => {
			const { status, domain = D, ...request } = kinds[i % kinds.length]!;
			return [status, (await send('POST', `${domain}/contacts`, request)).status];
		}),
	);
	expect(answers.filter(([wanted, came]) => wanted !== came)).toEqual([]);
	expect(record(await send('GET', `${D}/contacts/count`)).total).toBe(before + 200);
	expect(list(await send('GET', `${D}/contacts?start=${before}&limit=1000`))).toHaveLength(200);
});

test('of fifty records of one name that are made at once, one is', async () => {
	const same = await Promise.all(
		Array.from({ length: 50 }, () => send('POST', `${D}/sites`, { body: { site: 'Race' } })),
	);
	expect(same.filter((one) => one.status === 202)).toHaveLength(1);
	expect(same.filter((one) => one.status === 409)).toHaveLength(49);
});
