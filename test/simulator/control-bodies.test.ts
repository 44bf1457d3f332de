import { connect } from 'node:net';

import { BODIES } from '../../simulator/control/bodies';
import { start, type Running } from '../../simulator/start';
import { ODD } from './fuzz-requests';
import { SMALL, simulatorInProcess, type InProcess } from './in-process';
import { problemsOfLists } from './shown';
import { everything } from './state';

let simulator: InProcess;

beforeAll(async () => {
	simulator = await simulatorInProcess();
});

beforeEach(() => simulator.instance.reset());

afterAll(() => simulator.stop());

const CALL = 'my-call';
const post = (path: string, payload: unknown) =>
	simulator.inject({ method: 'POST', url: `/_sim${path}`, payload: payload as object });

/** Steps of a call that come before those at a path; it rings before all others. */
const BEFORE: Record<string, string[]> = {
	'/calls/:id/park': ['answer'],
	'/calls/:id/pick-up': ['answer', 'park'],
};

/** A call that is where the path wants it. */
async function ring(path = ''): Promise<void> {
	await post('/calls', { from: '12125550111', to: '101', id: CALL });
	for (const step of BEFORE[path] ?? []) await post(`/calls/${CALL}/${step}`, {});
}

/** A body for each path that takes one; with `:id`, a call rings. */
const GOOD: Record<string, Record<string, unknown>> = {
	'/calls': {
		...{ from: '12125550111', to: '101', domain: 'acme.example', name: 'JANE ROE' },
		...{ id: 'other', recorded: true, users: ['101'] },
	},
	'/calls/:id/answer': { user: '101' },
	'/calls/:id/forward': { to: '12125550144' },
	'/calls/:id/transfer': { to: '102' },
	'/calls/:id/park': { slot: '701' },
	'/calls/:id/pick-up': { user: '102' },
	'/calls/:id/end': { reason: 'Term: Bye' },
	'/voicemails': {
		...{ user: '101', from: '12125550111', domain: 'acme.example', name: 'JANE', text: 'Hi' },
		seconds: 5,
	},
	'/messages': {
		...{ from: '12125550111', to: '12025550101', text: 'Hi' },
		media: { type: 'image/png', data: 'AAAA' },
	},
	'/chats': { from: '102', to: '101', text: 'Hi', domain: 'acme.example' },
	'/agents': {
		...{ queue: '4000', agent: '101', domain: 'acme.example', status: 'login' },
		availability: 'manual',
	},
	'/users': { user: '101', domain: 'acme.example', 'ring-no-answer-timeout-seconds': 20 },
	'/presence': { user: '101', domain: 'acme.example', presence: 'open', message: 'Back' },
	'/passwords': { user: '101', domain: 'acme.example', password: 'Other-1!' },
	'/authenticators': { user: '101', domain: 'acme.example', secret: 'JBSWY3DPEHPK3PXP' },
	'/audit': {
		...{ domain: 'acme.example', action: 'create', object: 'subscriber', user: '101' },
		...{ byDomain: 'acme.example', byUser: '102', byIp: '192.0.2.1' },
	},
	'/cores': { core: 'core1.pbx.example', up: false },
	'/traffic': { perMinute: 5 },
	'/faults': { kind: 'slow', delay: 1, path: '/nowhere', count: 1, after: 0, probability: 0.5 },
	'/switches': { 'list-max': 50, 'empty-list': '404' },
	'/dialect': { dialect: 'live-44' },
};

test('every path that takes a body has a good one here', () => {
	expect(Object.keys(GOOD)).toEqual(Object.keys(BODIES));
});

/** What is wrong with the answer to a body, and with what came of it. */
async function problemOf(path: string, body: unknown): Promise<string | undefined> {
	await ring(path);
	const before = everything(simulator.instance);
	const answer = await post(path.replace(':id', CALL), body);
	if (answer.statusCode < 300) return undefined;
	if (answer.statusCode >= 500) return `${answer.statusCode} ${answer.body}`;
	const { message } = answer.json<{ message?: string }>();
	if (!message || /undefined|\[object|not a function|Cannot read/.test(message)) return answer.body;
	return everything(simulator.instance) === before ? undefined : `changed: ${answer.body}`;
}

/** The good body with each of its fields odd in each way, and some that are no record. */
function bodiesOf(path: string): unknown[] {
	const good = GOOD[path] ?? {};
	const bodies: unknown[] = ['"text"', '5', 'null', '[]', '[{}]', {}];
	for (const name of [...Object.keys(good), 'nobody-knows-this']) {
		for (const value of [...ODD, undefined]) bodies.push({ ...good, [name]: value });
	}
	return bodies;
}

test.each(Object.keys(GOOD))(
	'POST /_sim%s takes all, or refuses and changes nothing',
	async (path) => {
		await ring(path);
		expect((await post(path.replace(':id', CALL), GOOD[path])).statusCode).toBe(200);
		const problems: string[] = [];
		for (const body of bodiesOf(path)) {
			const problem = await problemOf(path, body);
			if (problem) problems.push(`${JSON.stringify(body)}: ${problem}`);
		}
		expect(problems).toEqual([]);
	},
);

test('whatever happened, everything can be read', async () => {
	const record = [
		'/calls',
		'/voicemails',
		'/messages',
		'/chats',
		'/agents',
		'/users',
		'/presence',
		'/audit',
	];
	for (const path of record) for (const body of bodiesOf(path)) await post(path, body);
	const problems = await problemsOfLists(simulator);
	for (const { endpoint } of simulator.instance.bindings) {
		if (endpoint.method !== 'GET') continue;
		const values = ['acme.example', '101', 'new'];
		const url = `/ns-api/v2${endpoint.shape.replace(/\{\}/g, () => values.shift() ?? '1')}`;
		const { statusCode, body } = await simulator.inject({ url });
		if (statusCode >= 500) problems.push(`GET ${url}: ${body}`);
	}
	for (const path of ['tenant', 'calls', 'requests', 'subscriptions', 'mail']) {
		expect((await simulator.inject({ url: `/_sim/${path}` })).statusCode).toBe(200);
	}
	expect(problems).toEqual([]);
});

test.each([
	['/voicemails', { user: '101', from: '1', seconds: 'NaN' }, 'body/seconds must be integer'],
	['/voicemails', { user: '101', from: '1', seconds: -5 }, 'body/seconds must be >= 1'],
	['/calls', { from: '101' }, "body must have required property 'to'"],
	['/calls', { from: '101', to: '102', recorded: 'no' }, 'body/recorded must be boolean'],
	[
		'/chats',
		{ from: '1', to: '999', text: 'Hi' },
		'User 999 does not exist in domain acme.example',
	],
	['/users', { user: '101', 'name-first-name': {} }, 'Invalid value for field name-first-name'],
	['/switches', { 'list-max': '5', 'empty-list': '500' }, 'Switch "empty-list" takes 200'],
	['/switches', { toString: '1' }, 'There is no switch "toString"'],
	['/switches', [], 'body must be object'],
	['/dialect', { dialect: 'constructor' }, 'There is no dialect "constructor"'],
	['/authenticators', { user: '101', secret: 'not base32!' }, 'body/secret must match pattern'],
])('POST /_sim%s %j says what is wrong', async (path, body, message) => {
	const before = everything(simulator.instance);
	const answer = await post(path, body);
	expect(answer.json()).toMatchObject({ message: expect.stringContaining(message) });
	expect([400, 404]).toContain(answer.statusCode);
	expect(everything(simulator.instance)).toBe(before);
});

describe('a request that does not come to its end', () => {
	let running: Running;

	beforeAll(async () => {
		running = await start({ ...SMALL, requestTimeout: 200 });
	});

	afterAll(() => running.stop());

	/** All that comes back until the connection is closed. */
	const answerTo = (text: string) =>
		new Promise<string>((resolve, reject) => {
			const { hostname, port } = new URL(running.url);
			let answer = '';
			connect(Number(port), hostname, function (this: { write(data: string): void }) {
				this.write(text);
			})
				.on('data', (chunk: Buffer) => (answer += chunk.toString()))
				.on('close', () => resolve(answer))
				.on('error', reject);
		});

	test.each([
		[
			'a body that never comes',
			'POST /_sim/poll HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a"',
		],
		['a head that breaks off', 'POST /_sim/poll HTTP/1.1\r\nHost: x\r\n'],
	])('%s is waited for with a limit', async (_name, text) => {
		const answer = await answerTo(text);
		expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
		expect(answer).toContain('Connection: close\r\n');
		expect(answer).toMatch(/\r\n\r\n\{"code":408,"message":"Request Timeout"\}$/);
	});

	test('what is no HTTP at all is a 400', async () => {
		expect(await answerTo('nonsense\r\n\r\n')).toMatch(
			/^HTTP\/1\.1 400 Bad Request\r\n[^]*\{"code":400,"message":"Bad Request"\}$/,
		);
	});
});
