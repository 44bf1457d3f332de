import { checkSetting } from '../../simulator/control/fault-check';
import { getRaw, inChunks } from '../support/raw';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, smallTenant, type Client } from './client';

const D = '/domains/acme.example';
const CONTACTS = `${D}/contacts`;
/** A record that reads the same at any time. */
const SITE = `${D}/sites/Branch`;

let simulator: RunningSimulator;
let send: Client;

beforeAll(async () => {
	simulator = await startSimulator(smallTenant());
	send = clientOf(simulator);
});

afterAll(() => simulator.stop());

beforeEach(() => send('POST', '/_sim/reset'));

const fault = async (body: object) => {
	const answer = await send('POST', '/_sim/faults', { body });
	expect(answer.status).toBe(200);
	return record(answer);
};
const create = () => send('POST', CONTACTS, { body: { company: 'Made' } });
const contacts = async () => Number(record(await send('GET', `${CONTACTS}/count`)).total);
const users = async (query: string) =>
	list(await send('GET', `${D}/users?${query}`)).map((row) => String(row.user));
const requests = async (query = '') => list(await send('GET', `/_sim/requests?${query}`));

/** An answer that is read by hand. */
const open = (path: string, init: RequestInit = {}) =>
	fetch(`${simulator.url}/ns-api/v2${path}`, {
		headers: { authorization: `Bearer ${simulator.credentials.apiKeys.superUser}` },
		...init,
	});

describe('settings that make no sense are refused with a sentence', () => {
	test.each([
		[{}, /^kind must be one of rate-limit, .*slow\.$/],
		[{ kind: 'toString' }, /^kind must be one of/],
		[{ kind: ['reset'] }, /^kind must be one of/],
		[{ kind: 'slow' }, 'slow needs delay.'],
		[{ kind: 'redirect' }, 'redirect needs to.'],
		[{ kind: 'cap-page' }, 'cap-page needs rows.'],
		[{ kind: 'hide-rows' }, 'hide-rows needs positions.'],
		[{ kind: 'empty-page' }, 'empty-page needs start.'],
		[{ kind: 'reset', retryAfter: 1 }, /^reset does not take retryAfter, only path, .*when\.$/],
		[{ kind: 'reset', toString: 1 }, /^reset does not take toString/],
		[{ kind: 'reset', status: 500 }, /^reset does not take status/],
		[{ kind: 'reset', count: -1 }, 'count must be a whole number from 1.'],
		[{ kind: 'reset', count: 0 }, 'count must be a whole number from 1.'],
		[{ kind: 'reset', count: '2' }, 'count must be a whole number from 1.'],
		[{ kind: 'reset', after: -1 }, 'after must be a whole number from 0.'],
		[{ kind: 'reset', start: 1.5 }, 'start must be a whole number from 0.'],
		[{ kind: 'reset', probability: 1.1 }, 'probability must be a number from 0 to 1.'],
		[{ kind: 'reset', probability: -0.1 }, 'probability must be a number from 0 to 1.'],
		[{ kind: 'reset', path: '/(/' }, /^path must be the beginning of a path or a valid pattern/],
		[{ kind: 'reset', path: 5 }, /^path must/],
		[{ kind: 'reset', method: 'BREW' }, 'method must be GET, POST, PUT, PATCH or DELETE.'],
		[{ kind: 'reset', when: 'later' }, 'when must be before-reading, carried-out, mid-body.'],
		[{ kind: 'server-error', status: 499 }, 'status must be a whole number from 500 to 599.'],
		[{ kind: 'server-error', status: 600 }, 'status must be a whole number from 500 to 599.'],
		[{ kind: 'server-error', status: '500' }, 'status must be a whole number from 500 to 599.'],
		[{ kind: 'server-error', carriedOut: 'no' }, 'carriedOut must be true or false.'],
		[
			{ kind: 'server-error', retryAfter: 'a\nb' },
			'retryAfter must be a number or a text of one line.',
		],
		[
			{ kind: 'server-error', retryAfter: [1] },
			'retryAfter must be a number or a text of one line.',
		],
		[{ kind: 'text-answer', status: 199 }, 'status must be a whole number from 200 to 599.'],
		[{ kind: 'text-answer', text: 5 }, 'text must be a text.'],
		[{ kind: 'redirect', to: 'x' }, /^to must be a URL, an origin or a path/],
		[{ kind: 'redirect', to: 'ftp://x' }, /^to must be a URL/],
		[{ kind: 'redirect', to: '/', status: 304 }, 'status must be 301, 302, 303, 307, 308.'],
		[{ kind: 'drip', bytes: 0 }, 'bytes must be a whole number from 1.'],
		[{ kind: 'slow', delay: -5 }, 'delay must be a whole number from 1.'],
		[{ kind: 'drip', endless: 1 }, 'endless must be true or false.'],
		[{ kind: 'truncate', quiet: 1 }, 'quiet must be true or false.'],
		[{ kind: 'cap-page', rows: 0 }, 'rows must be a whole number from 1.'],
		[{ kind: 'hide-rows', positions: 3 }, 'positions must be a list of whole numbers from 0.'],
		[{ kind: 'hide-rows', positions: [-1] }, 'positions must be a list of whole numbers from 0.'],
		[{ kind: 'cycle-pages', pages: 0 }, 'pages must be a whole number from 1.'],
		[{ kind: 'cycle-pages', changing: '' }, 'changing must be the name of a field.'],
	])('%j', (given, sentence) => {
		expect(() => checkSetting(given)).toThrow(sentence);
	});

	test('over the wire it is a 400, and nothing is set', async () => {
		const refused = await send('POST', '/_sim/faults', { body: { kind: 'toString' } });
		expect(refused).toMatchObject({
			status: 400,
			body: { message: expect.stringMatching(/^kind must be one of/) },
		});
		expect(record(await send('GET', '/_sim/faults'))).toMatchObject({
			faults: [],
			kinds: { redirect: { needs: ['to'], status: { must: 'be 301, 302, 303, 307, 308' } } },
		});
	});
});

describe('which requests are hit', () => {
	test('each kind looks as it should and stops after its count', async () => {
		await fault({ kind: 'rate-limit', count: 1, retryAfter: 7 });
		const limited = await send('GET', '/version');
		expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
		await fault({ kind: 'rate-limit', count: 1 });
		expect((await send('GET', '/version')).headers.get('retry-after')).toBeNull();
		await fault({ kind: 'server-error', status: 503, count: 1 });
		expect((await send('GET', '/version')).status).toBe(503);
		await fault({ kind: 'bad-json', count: 1 });
		await expect(send('GET', '/version')).rejects.toThrow();
		await fault({ kind: 'reset', count: 1 });
		await expect(send('GET', '/version')).rejects.toThrow();
		expect((await send('GET', '/version')).status).toBe(200);
	});

	test('the firewall blocks every path with HTML until it is taken away', async () => {
		const { id } = await fault({ kind: 'firewall' });
		for (const path of ['/version', '/domains', '/ns-api/oauth2/token/']) {
			const blocked = await send('GET', path);
			expect([blocked.status, blocked.headers.get('content-type')]).toEqual([
				403,
				expect.stringContaining('text/html'),
			]);
		}
		await send('DELETE', `/_sim/faults/${String(id)}`);
		expect((await send('GET', '/version')).status).toBe(200);
	});

	test('path, method, after and probability limit what is hit', async () => {
		await fault({
			kind: 'server-error',
			path: '/domains/acme.example/users',
			method: 'GET',
			after: 1,
		});
		expect((await send('GET', '/domains/count')).status).toBe(200);
		expect((await send('GET', '/domains/acme.example/users')).status).toBe(200);
		expect((await send('GET', '/domains/acme.example/users')).status).toBe(500);
		await send('DELETE', '/_sim/faults');
		await fault({ kind: 'server-error', path: '/^\\/version$/', probability: 0.5 });
		const statuses = [];
		for (let i = 0; i < 40; i++) statuses.push((await send('GET', '/version')).status);
		expect(new Set(statuses)).toEqual(new Set([200, 500]));
	});

	test('expired-token hits tokens, not keys', async () => {
		await fault({ kind: 'expired-token' });
		expect((await send('GET', '/domains/count')).status).toBe(200);
		const answer = await send('GET', '/domains/count', { bearer: 'f'.repeat(32) });
		expect(answer).toMatchObject({
			status: 401,
			body: { error_description: 'The access token provided has expired' },
		});
	});
});

describe('answers in place of the real one', () => {
	test.each([
		['http://other.example', 302, 'http://other.example/ns-api/v2/domains?limit=1'],
		['https://other.example:8443/', 307, 'https://other.example:8443/ns-api/v2/domains?limit=1'],
		['https://other.example/login?x=1', 301, 'https://other.example/login?x=1'],
		['/login', 303, '/login'],
		['http://other.example', 308, 'http://other.example/ns-api/v2/domains?limit=1'],
	])('redirect to %s with %i', async (to, status, location) => {
		await fault({ kind: 'redirect', to, ...(status === 302 ? {} : { status }) });
		const answer = await send('GET', '/domains?limit=1');
		expect([answer.status, answer.headers.get('location')]).toEqual([status, location]);
	});

	test.each([
		[{ kind: 'text-answer' }, 200, 'text/plain; charset=utf-8', 'OK'],
		[{ kind: 'text-answer', status: 202, text: 'Böse' }, 202, 'text/plain; charset=utf-8', 'Böse'],
		[
			{ kind: 'error-answer' },
			200,
			'application/json; charset=utf-8',
			'{"error":"Something went wrong"}',
		],
		[
			{ kind: 'error-answer', status: 400, body: [{ code: 403, message: 'No' }] },
			400,
			'application/json; charset=utf-8',
			'[{"code":403,"message":"No"}]',
		],
		[{ kind: 'empty-answer' }, 200, null, ''],
		[{ kind: 'empty-answer', status: 204 }, 204, null, ''],
		[{ kind: 'empty-answer', status: 502 }, 502, null, ''],
	])('%j', async (setting, status, type, text) => {
		for (const carriedOut of [false, true]) {
			await send('DELETE', '/_sim/faults');
			await fault({ ...setting, carriedOut });
			const answer = await open('/version');
			expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
				status,
				type,
				text,
			]);
		}
	});

	test.each([503, 429])('Retry-After of a %i comes as it was given', async (status) => {
		const kind = status === 429 ? { kind: 'rate-limit' } : { kind: 'server-error', status };
		for (const retryAfter of [0, -5, 86400, 'Wed, 21 Oct 2037 07:28:00 GMT', 'soon']) {
			await send('DELETE', '/_sim/faults');
			await fault({ ...kind, retryAfter });
			const answer = await send('GET', '/version');
			expect([answer.status, answer.headers.get('retry-after')]).toEqual([
				status,
				String(retryAfter),
			]);
		}
	});

	test.each([
		[{ kind: 'server-error' }, 500],
		[{ kind: 'server-error', status: 502 }, 502],
		[{ kind: 'rate-limit' }, 429],
		[{ kind: 'firewall' }, 403],
		[{ kind: 'text-answer' }, 200],
		[{ kind: 'error-answer' }, 200],
		[{ kind: 'empty-answer' }, 200],
		[{ kind: 'redirect', to: 'http://other.example' }, 302],
	])('%j: nothing is carried out, unless carriedOut says so', async (setting, status) => {
		const before = await contacts();
		await fault({ ...setting, path: CONTACTS, method: 'POST', count: 1 });
		expect((await create()).status).toBe(status);
		expect(await contacts()).toBe(before);
		await fault({ ...setting, path: CONTACTS, method: 'POST', count: 1, carriedOut: true });
		expect((await create()).status).toBe(status);
		expect(await contacts()).toBe(before + 1);
		expect((await create()).status).toBe(200);
	});

	test('a deletion that says 502 was done: the second one finds nothing', async () => {
		await fault({
			kind: 'server-error',
			status: 502,
			method: 'DELETE',
			count: 1,
			carriedOut: true,
		});
		expect((await send('DELETE', SITE)).status).toBe(502);
		expect((await send('DELETE', SITE)).status).toBe(404);
	});
});

describe('connections that break or fall silent', () => {
	const site = () => open(SITE).then((answer) => answer.text());

	test.each([
		['before it is read', {}, 0],
		['after it was carried out', { when: 'carried-out' }, 1],
	])('reset %s', async (_name, more, made) => {
		const before = await contacts();
		await fault({ kind: 'reset', method: 'POST', count: 1, ...more });
		await expect(create()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		expect(await contacts()).toBe(before + made);
		expect((await create()).status).toBe(200);
	});

	test.each([
		['reset', { kind: 'reset', when: 'mid-body' }],
		['truncate', { kind: 'truncate' }],
	])('%s in the middle of the answer', async (_name, setting) => {
		const whole = await site();
		await fault({ ...setting, count: 1 });
		const answer = await open(SITE);
		expect([answer.status, answer.headers.get('content-length')]).toEqual([
			200,
			String(whole.length),
		]);
		const reader = answer.body!.getReader();
		const { value } = await reader.read();
		expect(Buffer.from(value!).toString()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
		await expect(reader.read()).rejects.toThrow('terminated');
		expect(await requests(`path=${SITE}&status=200`)).toMatchObject([
			{ complete: true },
			{ complete: false },
		]);
		expect(await site()).toBe(whole);
	});

	test('truncate, quietly: JSON that ends early', async () => {
		const whole = await site();
		await fault({ kind: 'truncate', quiet: true, count: 1 });
		const answer = await open(SITE);
		const half = whole.slice(0, Math.floor(whole.length / 2));
		expect([answer.status, await answer.text()]).toEqual([200, half]);
		expect(answer.headers.get('content-length')).toBe(String(half.length));
		expect(await site()).toBe(whole);
	});

	test.each([
		['before it is read', {}, 0],
		['after it was carried out', { when: 'carried-out' }, 1],
	])('stall %s: no answer until the client gives up', async (_name, more, made) => {
		const before = await contacts();
		await fault({ kind: 'stall', method: 'POST', count: 1, ...more });
		const leaving = new AbortController();
		let answered = false;
		const waiting = open(CONTACTS, { method: 'POST', signal: leaving.signal }).finally(
			() => (answered = true),
		);
		waiting.catch(() => {});
		const seen = await untilStalled();
		expect(seen).toMatchObject([{ status: 0, complete: false }]);
		expect(answered).toBe(false);
		leaving.abort();
		await expect(waiting).rejects.toThrow('aborted');
		expect(await contacts()).toBe(before + made);
		expect((await create()).status).toBe(200);
	});

	/** The stalled request, once it has been noted. */
	async function untilStalled() {
		for (;;) {
			const seen = await requests('method=POST');
			if (seen.length > 0) return seen;
		}
	}

	test('stall in the middle of the answer', async () => {
		const whole = await site();
		await fault({ kind: 'stall', when: 'mid-body', count: 1 });
		const leaving = new AbortController();
		const answer = await open(SITE, { signal: leaving.signal });
		expect(answer.headers.get('content-length')).toBe(String(whole.length));
		const reader = answer.body!.getReader();
		const { value } = await reader.read();
		expect(Buffer.from(value!).toString()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
		const rest = reader.read();
		const first = await Promise.race([rest, site()]);
		expect(first).toBe(whole);
		leaving.abort();
		await expect(rest).rejects.toThrow('aborted');
	});

	test('drip: the real answer in drops', async () => {
		const whole = await site();
		await fault({ kind: 'drip', bytes: 10, delay: 1, count: 1 });
		const answer = await getRaw(simulator.url, `/ns-api/v2${SITE}`, {
			Authorization: `Bearer ${simulator.credentials.apiKeys.superUser}`,
		});
		const drops = whole.match(/.{1,10}/g) ?? [];
		expect(drops.length).toBeGreaterThan(1);
		expect(answer).toMatch(/^HTTP\/1.1 200 /);
		expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toBe(inChunks(drops));
	});

	test('drip without end', async () => {
		const whole = await site();
		await fault({ kind: 'drip', delay: 1, endless: true, bytes: 1000, count: 1 });
		const reader = (await open(SITE)).body!.getReader();
		let text = '';
		while (text.length < whole.length + 3) {
			text += Buffer.from((await reader.read()).value!).toString();
		}
		expect(text.slice(0, whole.length + 3)).toBe(`${whole}   `);
		await reader.cancel();
	});

	test('slow comes late and whole', async () => {
		const whole = await site();
		await fault({ kind: 'slow', delay: 20, count: 1 });
		expect(await site()).toBe(whole);
		const [, late] = await requests(`path=${SITE}`);
		expect(late!.milliseconds).toBeGreaterThan(15);
	});

	test('files are hit too', async () => {
		const [sound] = list(await send('GET', `${D}/moh`));
		const address = String(sound!['file-access-url']);
		const whole = Buffer.from(await (await fetch(address)).arrayBuffer());
		await fault({ kind: 'truncate', quiet: true, path: '/^\\/ns-api\\/$/', count: 1 });
		const half = Buffer.from(await (await fetch(address)).arrayBuffer());
		expect(half.equals(whole.subarray(0, Math.floor(whole.length / 2)))).toBe(true);
		expect((await fetch(address)).headers.get('content-type')).toBe('audio/wav');
	});
});

describe('lists that give other rows than asked for', () => {
	let all: string[];

	beforeEach(async () => {
		all = await users('limit=1000');
		expect(all.length).toBeGreaterThan(12);
	});

	test('cap-page: at most so many rows, and start still works', async () => {
		await fault({ kind: 'cap-page', path: `${D}/users`, rows: 3 });
		expect(await users('limit=10')).toEqual(all.slice(0, 3));
		expect(await users('limit=2')).toEqual(all.slice(0, 2));
		expect(await users('limit=10&start=3')).toEqual(all.slice(3, 6));
		expect(list(await send('GET', `${D}/devices`)).length).toBeGreaterThan(3);
	});

	test('hide-rows: a page is short where a row is hidden', async () => {
		await fault({ kind: 'hide-rows', positions: [1, 6, 7] });
		expect(await users('limit=4')).toEqual([all[0], all[2], all[3]]);
		expect(await users('limit=4&start=4')).toEqual([all[4], all[5]]);
		expect(await users('limit=4&start=8')).toEqual(all.slice(8, 12));
	});

	test('empty-page: only the page that begins there', async () => {
		await fault({ kind: 'empty-page', start: 4, count: 1 });
		expect(await users('limit=4')).toEqual(all.slice(0, 4));
		expect(await users('limit=4&start=4')).toEqual([]);
		expect(await users('limit=4&start=8')).toEqual(all.slice(8, 12));
		expect(await users('limit=4&start=4')).toEqual(all.slice(4, 8));
	});

	test('ignore-start: the first page for every start', async () => {
		await fault({ kind: 'ignore-start' });
		expect(await users('limit=4&start=4')).toEqual(all.slice(0, 4));
		await send('DELETE', '/_sim/faults');
		expect(await users('limit=4&start=4')).toEqual(all.slice(4, 8));
	});

	test('cycle-pages: A, B, A, B, or more of them', async () => {
		await fault({ kind: 'cycle-pages' });
		expect(await users('limit=4&start=4')).toEqual(all.slice(4, 8));
		expect(await users('limit=4&start=8')).toEqual(all.slice(0, 4));
		expect(await users('limit=4&start=4000')).toEqual(all.slice(0, 4));
		expect(await users('limit=4&start=4004')).toEqual(all.slice(4, 8));
		await send('DELETE', '/_sim/faults');
		await fault({ kind: 'cycle-pages', pages: 3 });
		expect(await users('limit=4&start=8')).toEqual(all.slice(8, 12));
		expect(await users('limit=4&start=12')).toEqual(all.slice(0, 4));
	});

	test.each(['ignore-start', 'cycle-pages'])('%s with a field that changes', async (kind) => {
		await fault({ kind, changing: 'status-message' });
		const page = async () => list(await send('GET', `${D}/users?limit=2&start=8`));
		const [first, second] = [await page(), await page()];
		expect(first.map((row) => [row.user, row['status-message']])).toEqual([
			[all[0], '1'],
			[all[1], '1'],
		]);
		expect(second.map((row) => row['status-message'])).toEqual(['2', '2']);
		expect(second.map((row) => ({ ...row, 'status-message': '1' }))).toEqual(first);
	});

	test('ignore-limit: everything from start on', async () => {
		await fault({ kind: 'ignore-limit' });
		expect(await users('limit=2')).toEqual(all);
		expect(await users('limit=2&start=3')).toEqual(all.slice(3));
	});

	test('shift-rows: a page begins with what the page before ended with', async () => {
		await fault({ kind: 'shift-rows', count: 3 });
		expect(await users('limit=4')).toEqual(all.slice(0, 4));
		expect(await users('limit=4&start=4')).toEqual(all.slice(3, 7));
		expect(await users('limit=4&start=8')).toEqual(all.slice(6, 10));
		expect(await users('limit=4&start=8')).toEqual(all.slice(8, 12));
		await fault({ kind: 'shift-rows', rows: 2 });
		expect(await users('limit=4&start=4')).toEqual(all.slice(2, 6));
	});

	test('one page fails by any other fault when start names it', async () => {
		await fault({ kind: 'truncate', quiet: true, start: 4 });
		await expect(users('limit=4&start=4')).rejects.toThrow('JSON');
		expect(await users('limit=4&start=8')).toEqual(all.slice(8, 12));
	});

	test('counts, writes and errors are left alone', async () => {
		await fault({ kind: 'cap-page', rows: 1, count: 2 });
		expect(await contacts()).toBeGreaterThan(1);
		expect((await create()).status).toBe(200);
		expect((await send('GET', `${D}/users/nobody`)).status).toBe(404);
		expect(await users('limit=4')).toEqual(all.slice(0, 1));
		expect(await users('limit=4')).toEqual(all.slice(0, 4));
	});

	test('the record of requests keeps the query as it came', async () => {
		await fault({ kind: 'ignore-start' });
		await send('DELETE', '/_sim/requests');
		await users('limit=4&start=4');
		expect(await requests()).toMatchObject([{ query: { limit: '4', start: '4' } }]);
	});

	test('JSON is spelled as before', async () => {
		await send('POST', '/_sim/switches', { body: { 'escape-slashes': 'yes' } });
		await fault({ kind: 'cap-page', rows: 1 });
		expect(await (await open(`${D}/users`)).text()).toContain('US\\/Eastern');
	});
});

test('faults come together: a capped list in drops', async () => {
	await fault({ kind: 'cap-page', rows: 1 });
	await fault({ kind: 'drip', bytes: 1000, delay: 1 });
	expect(await users('limit=4')).toHaveLength(1);
	const { faults } = record(await send('GET', '/_sim/faults'));
	expect(faults).toMatchObject([{ hits: 1 }, { hits: 1 }]);
});
