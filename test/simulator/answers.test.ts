import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, smallTenant, type Client } from './client';
import { Receiver } from './receiver';

let simulator: RunningSimulator;
let send: Client;
const receiver = new Receiver();

beforeAll(async () => {
	simulator = await startSimulator(smallTenant(300));
	send = clientOf(simulator);
	await receiver.start();
});

afterAll(async () => {
	await receiver.stop();
	await simulator.stop();
});

const D = '/domains/acme.example';
const ALL = 'datetime-start=2020-01-01&datetime-end=2040-01-01';

const control = async (path: string, body: unknown = {}) =>
	record(await send('POST', `/_sim/${path}`, { body }));
const call = (body: object) => control('calls', { domain: 'acme.example', ...body });
const step = (id: unknown, name: string, body: object = {}) =>
	control(`calls/${encodeURIComponent(String(id))}/${name}`, body);
const sound = (fields: object = {}) => {
	const form = new FormData();
	form.append('script', 'Hello');
	form.append('File', new Blob(['a'.repeat(32000)]), 'a.wav');
	for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
	return form;
};

describe('counts of stored sound', () => {
	test.each([`${D}/moh`, `${D}/msg`, `${D}/users/103/greetings`, `${D}/users/103/moh`])(
		'%s: how many, and how big',
		async (path) => {
			const before = record(await send('GET', `${path}/count`));
			await send('POST', path, { body: sound() });
			const after = record(await send('GET', `${path}/count`));
			expect(Object.keys(after)).toEqual(['count', 'size']);
			expect(Number(after.count) - Number(before.count)).toBe(1);
			// 32,000 bytes are 31.25 kilobytes.
			expect(Number(after.size) - Number(before.size)).toBeGreaterThanOrEqual(31);
			expect(Number(after.size) - Number(before.size)).toBeLessThanOrEqual(32);
		},
	);
});

describe('calls between colleagues', () => {
	const cdrs = async (path: string) => list(await send('GET', `${D}${path}?${ALL}`));

	test('stand in the lists and counts of both, once', async () => {
		const { id } = await call({ from: '105', to: '106' });
		await step(id, 'answer');
		await step(id, 'end');
		for (const path of ['', '/users/105', '/users/106']) {
			const rows = (await cdrs(`${path}/cdrs`)).filter((row) => row['call-orig-call-id'] === id);
			expect(rows).toHaveLength(1);
			expect([rows[0]?.['call-orig-user'], rows[0]?.['call-term-user']].map(String)).toEqual([
				'105',
				'106',
			]);
		}
		for (const user of ['105', '106']) {
			const { total } = record(await send('GET', `${D}/users/${user}/cdrs/count?${ALL}`));
			expect(total).toBe((await cdrs(`/users/${user}/cdrs`)).length);
		}
		expect((await cdrs('/users/107/cdrs')).some((row) => row['call-orig-call-id'] === id)).toBe(
			false,
		);
	});

	test('that were before the start stand in the lists of both, too', async () => {
		const rows = list(await send('GET', `${D}/cdrs?${ALL}&type=On-net`));
		const seeded = rows.find((row) => /^0_/.test(String(row['call-orig-call-id'])) && row);
		const named = await cdrs(`/users/${String(seeded?.['call-term-user'])}/cdrs`);
		expect(named.map((row) => row.id)).toContain(seeded?.id);
	});

	test('On-net has extensions at both ends, Off-net never', async () => {
		const away = await call({ from: '105', to: '106' });
		await step(away.id, 'forward', { to: '12125550144' });
		await step(away.id, 'answer');
		await step(away.id, 'end');
		const of = async (type: string) => list(await send('GET', `${D}/cdrs?${ALL}&type=${type}`));
		const [inside, outside] = await Promise.all([of('On-net'), of('Off-net')]);
		const isInside = (row: Record<string, unknown>) =>
			Boolean(row['call-orig-user']) && Boolean(row['call-term-user']);
		expect(inside.length).toBeGreaterThan(1);
		expect(inside.filter((row) => !isInside(row))).toEqual([]);
		expect(outside.filter(isInside)).toEqual([]);
		const forwarded = outside.find((row) => row['call-orig-call-id'] === away.id);
		expect([String(forwarded?.['call-orig-user']), forwarded?.['call-direction']]).toEqual([
			'105',
			0,
		]);
	});
});

describe('the ready path to a transcription', () => {
	const paths = async (id: unknown) => {
		const rows = list(await send('GET', `${D}/cdrs?${ALL}`));
		return rows
			.filter((row) => row['call-orig-call-id'] === id)
			.map((row) => String(row['prefilled-transcription-api']));
	};

	test('of every call that has one leads to it', async () => {
		const { id } = await call({ from: '12125550111', to: '101' });
		await step(id, 'answer');
		await step(id, 'transfer', { to: '102' });
		await step(id, 'answer');
		await step(id, 'end');
		const seeded = list(await send('GET', `${D}/cdrs?${ALL}&limit=40`));
		const ready = [
			...(await paths(id)),
			...seeded.map((row) => String(row['prefilled-transcription-api'])),
		].filter((path) => path !== '');
		expect((await paths(id)).filter(Boolean)).toHaveLength(2);
		expect(ready.length).toBeGreaterThan(10);
		for (const path of ready) expect([path, (await send('GET', path)).status]).toEqual([path, 200]);
	});

	test.each([
		['nobody took', {}, []],
		['nobody recorded', { recorded: false }, ['answer']],
	])('is empty for a call that %s', async (_what, more, steps) => {
		const { id } = await call({ from: '12125550111', to: '101', ...more });
		for (const name of steps) await step(id, name);
		await step(id, 'end');
		expect(await paths(id)).toEqual(['']);
	});
});

describe('what a phone number is for', () => {
	const number = '12025550101';
	const routed = (application: string, user: string) =>
		send('PUT', `${D}/phonenumbers`, {
			body: {
				phonenumber: number,
				'dial-rule-application': application,
				'dial-rule-translation-destination-user': user,
			},
		});
	let before: Record<string, unknown>;

	beforeAll(async () => {
		[before = {}] = list(await send('GET', `${D}/phonenumbers?phonenumber=${number}`));
	});

	afterAll(() =>
		routed(
			String(before['dial-rule-application']),
			String(before['dial-rule-translation-destination-user']),
		),
	);

	test.each([
		['to-user', '103', ['103'], { 'call-term-uri': 'sip:103@acme.example' }],
		['to-user-residential', '103', ['103'], {}],
		['to-voicemail', '103', ['103'], { 'call-term-uri': 'VMail' }],
		['to-callqueue', '4000', undefined, { 'call-term-uri': 'Call-Queue' }],
		['to-connection', '13125550190', ['13125550190'], { 'call-term-user': '' }],
		['to-single-device', '103', ['103'], {}],
	])('%s %s', async (application, user, users, leg) => {
		expect((await routed(application, user)).status).toBe(202);
		const made = await call({ from: '12125550111', to: number });
		if (users) expect(made.users).toEqual(users);
		const [first] = list(await send('GET', `${D}/calls`)).filter(
			(one) => one['call-orig-call-id'] === made.id,
		);
		expect(first).toMatchObject(leg);
		await step(made.id, 'end');
	});

	test.each([
		['available-number', ''],
		['hangup', '103'],
		['to-callqueue', '103'],
		['to-single-device', 'nobody'],
		['to-voicemail', '7999'],
	])('%s %s reaches nobody', async (application, user) => {
		await routed(application, user || '103');
		const made = await send('POST', '/_sim/calls', {
			body: { from: '12125550111', to: number, domain: 'acme.example' },
		});
		expect(made.status).toBe(404);
	});
});

describe('subscriptions', () => {
	const subscribe = async (model: string, path: string, more: object = {}) =>
		record(
			await send('POST', '/subscriptions', {
				body: { model, 'post-url': `${receiver.url}${path}`, domain: 'acme.example', ...more },
			}),
		);
	const read = async (id: unknown) => record(await send('GET', `/subscriptions/${String(id)}`));
	const presence = () => control('presence', { user: '104' });
	const poll = () => control('poll');

	test('an error is over after an interval without one, even a quiet one', async () => {
		const { id } = await subscribe('presence', '/errors');
		const seen: unknown[] = [(await read(id)).status];
		receiver.answer = () => 500;
		await presence();
		await poll();
		seen.push((await read(id)).status);
		receiver.answer = () => 200;
		await poll();
		seen.push((await read(id)).status);
		expect(seen).toEqual(['pending', 'error', 'active']);
		expect(await read(id)).toMatchObject({ 'error-count': 1, 'posts-count': 1 });
	});

	test('a quiet interval makes nothing active that never posted', async () => {
		const { id } = await subscribe('presence', '/quiet');
		await poll();
		expect((await read(id)).status).toBe('pending');
	});

	test('a super user deletes without a body, an office manager names the domain', async () => {
		const first = await subscribe('call', '/delete1');
		expect((await send('DELETE', `/subscriptions/${String(first.id)}`)).status).toBe(202);
		expect((await send('GET', `/subscriptions/${String(first.id)}`)).status).toBe(404);
		const second = await subscribe('call', '/delete2');
		const path = `/subscriptions/${String(second.id)}`;
		const bearer = simulator.credentials.apiKeys.officeManager;
		const body = { subscription_id: second.id, domain: 'acme.example' };
		expect((await send('DELETE', path, { bearer })).status).toBe(400);
		const other = { ...body, domain: 'other.example' };
		expect((await send('DELETE', path, { bearer, body: other })).status).toBe(404);
		const wrong = { ...body, subscription_id: 'f'.repeat(32) };
		expect((await send('DELETE', path, { body: wrong })).status).toBe(404);
		expect((await send('DELETE', path, { bearer, body })).status).toBe(202);
	});

	test('a user that is deleted is told to those who watch users', async () => {
		await send('POST', `${D}/users`, {
			body: {
				user: '7301',
				'name-first-name': 'Gone',
				'name-last-name': 'Soon',
				'email-address': 'gone@acme.example',
				'user-scope': 'Basic User',
			},
		});
		await subscribe('subscriber', '/gone');
		expect((await send('DELETE', `${D}/users/7301`)).status).toBe(202);
		await poll();
		expect(receiver.eventsAt('/gone')).toMatchObject([{ user: '7301', first_name: 'Gone' }]);
	});

	test('conferences are in both audit logs', async () => {
		await subscribe('auditlog_lite', '/audit');
		const conferences = async () =>
			list(await send('GET', `${D}/conferences?limit=1000`)).map((one) => String(one.aor));
		const before = await conferences();
		await send('POST', `${D}/conferences`, { body: { conference: '5777' } });
		const [made = ''] = (await conferences()).filter((one) => !before.includes(one));
		await send('DELETE', `${D}/conferences/${encodeURIComponent(made)}`);
		await poll();
		const what = ({ action_type, target_object }: Record<string, unknown>) =>
			`${String(action_type)} ${String(target_object)}`;
		expect(receiver.eventsAt('/audit').map(what)).toEqual([
			'create conference',
			'delete conference',
		]);
		const logged = list(await send('GET', '/auditlog?target-object=conference'));
		expect(logged.map((one) => one['action-type'])).toEqual(['delete', 'create']);
	});

	test('events go only to whom they concern', async () => {
		const other = String(
			list(await send('GET', '/domains')).find((one) => one.domain !== 'acme.example')?.domain,
		);
		const [reseller] = list(await send('GET', '/domains')).filter(
			(one) => one.domain === 'acme.example',
		);
		const stranger = list(await send('GET', '/resellers'))
			.map((one) => one.reseller)
			.find((name) => name !== reseller?.reseller);
		const cases: [string, object, number][] = [
			['/own', { user: '104' }, 1],
			['/all', { user: '*' }, 1],
			['/everywhere', { domain: '*' }, 1],
			['/reseller', { domain: '*', reseller: reseller?.reseller }, 1],
			['/nobody', { user: '103' }, 0],
			['/elsewhere', { domain: other }, 0],
			['/nowhere', { domain: '*', reseller: stranger }, 0],
		];
		for (const [path, more] of cases) {
			expect(await subscribe('presence', path, more)).toHaveProperty('id');
		}
		await subscribe('agent', '/wrong-model');
		await presence();
		await poll();
		const counts = cases.map(([path]) => [path, receiver.eventsAt(path).length]);
		expect(counts).toEqual(cases.map(([path, , count]) => [path, count]));
		expect(receiver.eventsAt('/wrong-model')).toEqual([]);
	});
});

describe('call records', () => {
	const rows = async (query: string) => list(await send('GET', `${D}/cdrs?${ALL}&${query}`));

	test('come in the order that sort and order say, over all pages', async () => {
		const field = 'call-talking-duration-seconds';
		const numbers = async (query: string) =>
			(await rows(`sort=${field}&${query}`)).map((row) => Number(row[field]));
		const [up, down] = [await numbers('limit=50'), await numbers('limit=50&order=desc')];
		expect(up).toEqual([...up].sort((a, b) => a - b));
		expect(down).toEqual([...down].sort((a, b) => b - a));
		expect(down[0]).toBeGreaterThan(up[0] ?? 0);
		expect(await numbers('limit=10&start=10')).toEqual(up.slice(10, 20));
	});

	test('have the fields that are asked for, blanks and all', async () => {
		const [row] = await rows('fields=id, call-direction ,domain,nonsense');
		expect(Object.keys(row ?? {})).toEqual(['id', 'call-direction', 'domain']);
		const [user] = list(await send('GET', `${D}/users?fields=user, domain`));
		expect(Object.keys(user ?? {})).toEqual(['user', 'domain']);
	});

	test.each<[string, (row: Record<string, unknown>) => boolean]>([
		['type=Inbound', (row) => row['call-direction'] === 1],
		['type=Outbound', (row) => row['call-direction'] === 0],
		['type=Missed', (row) => row['call-direction'] === 2],
		['type=2', (row) => row['call-direction'] === 2],
		[
			'type=Received',
			(row) => row['call-direction'] === 1 && Number(row['call-talking-duration-seconds']) > 0,
		],
		['caller=555', (row) => String(row['call-orig-caller-id']).includes('555')],
		['dialled=555', (row) => String(row['call-orig-to-user']).includes('555')],
		['site=HQ', (row) => [row['call-orig-site'], row['call-term-site']].includes('HQ')],
	])('%s keeps what fits, and something', async (query, fits) => {
		const [found, all] = [await rows(`${query}&limit=100`), await rows('limit=100')];
		expect(found.length).toBeGreaterThan(0);
		expect(found.filter((row) => !fits(row)).map((row) => row.id)).toEqual([]);
		const { total } = record(await send('GET', `${D}/cdrs/count?${ALL}&${query}`));
		const everything = record(await send('GET', `${D}/cdrs/count?${ALL}`)).total;
		expect(Number(total)).toBeGreaterThanOrEqual(found.length);
		if (all.some((row) => !fits(row))) expect(total).toBeLessThan(Number(everything));
	});

	test('are refused for a type that there is not, and for no dates', async () => {
		expect((await send('GET', `${D}/cdrs?${ALL}&type=Sideways`)).status).toBe(400);
		for (const missing of ['datetime-start', 'datetime-end']) {
			const query = new URLSearchParams(ALL);
			query.delete(missing);
			const answer = await send('GET', `${D}/cdrs?${query}`);
			expect(record(answer).message).toContain(missing);
		}
	});

	test('begin and end with the moments of the query', async () => {
		const [newest] = await rows('limit=1');
		const day = String(newest?.['call-start-datetime']).slice(0, 10);
		const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86400000).toISOString().slice(0, 10);
		const of = async (start: string, end: string) =>
			list(await send('GET', `${D}/cdrs?datetime-start=${start}&datetime-end=${end}`));
		const found = await of(before, before);
		expect(found.every((row) => String(row['call-start-datetime']).startsWith(before))).toBe(true);
		expect((await of(day, day)).map((row) => row.id)).toContain(newest?.id);
		expect(await of('2030-01-01', '2030-01-02')).toEqual([]);
	});

	test('time on hold is no time of talk', async () => {
		const { id } = await call({ from: '12125550111', to: '101' });
		await step(id, 'answer');
		await step(id, 'hold');
		expect((await send('POST', `/_sim/calls/${String(id)}/hold`)).status).toBe(400);
		const held = list(await send('GET', `${D}/calls`)).find(
			(one) => one['call-orig-call-id'] === id,
		);
		expect(held?.['call-orig-info']).toBe('hold');
		await step(id, 'unhold');
		await step(id, 'end');
		const [row] = await rows('limit=1');
		expect(row).toMatchObject({ 'call-orig-call-id': id, 'call-on-hold-duration-seconds': 0 });
	});
});

describe('methods', () => {
	test('HEAD says what GET would, without the body', async () => {
		const [got, head] = [await send('GET', `${D}/users`), await send('HEAD', `${D}/users`)];
		expect([head.status, String(head.body)]).toEqual([200, '']);
		expect(head.headers.get('content-type')).toBe(got.headers.get('content-type'));
		expect((await send('HEAD', `${D}/users/7999`)).status).toBe(404);
		expect((await send('HEAD', `${D}/users`, { bearer: '' })).status).toBe(401);
	});

	test.each([
		[`${D}/users`, 'GET, POST, HEAD, OPTIONS'],
		['/version', 'GET, HEAD, OPTIONS'],
	])('OPTIONS %s says %s', async (path, allow) => {
		const { status, headers } = await send('OPTIONS', path, { bearer: '' });
		const sorted = (text: string) => text.split(', ').sort();
		expect([status, sorted(headers.get('allow') ?? '')]).toEqual([200, sorted(allow)]);
	});

	test('OPTIONS of nothing is no route', async () => {
		expect((await send('OPTIONS', '/nowhere')).status).toBe(404);
	});
});

describe('statistics', () => {
	const at = (of: string) => `${D}/statistics/${of}?${ALL}`;
	const figures = async (of: string) => record(await send('GET', at(of)));

	test('of an agent tell calls of queues, from outside and to the outside apart', async () => {
		const before = await figures('agent/110');
		const take = async (body: object, ...steps: string[]) => {
			const { id } = await call(body);
			for (const name of steps) await step(id, name);
			await step(id, 'end');
		};
		await take({ from: '12125550111', to: '4000', users: ['110'] }, 'answer');
		await take({ from: '12125550111', to: '4000', users: ['110'] });
		await take({ from: '12125550111', to: '110' }, 'answer');
		await take({ from: '110', to: '12125550188' }, 'answer');
		await take({ from: '110', to: '12125550188' });
		await take({ from: '110', to: '111' }, 'answer');
		await take({ from: '111', to: '110' }, 'answer');
		const after = await figures('agent/110');
		const more = Object.fromEntries(
			Object.entries(after)
				.filter(([name]) => name.endsWith('-count'))
				.map(([name, value]) => [name, Number(value) - Number(before[name])]),
		);
		expect(more).toEqual({
			'calls-answered-count': 1,
			'calls-unanswered-count': 1,
			'calls-assisted-count': 0,
			'inbound-calls-presented-count': 3,
			'inbound-calls-answered-count': 2,
			'outbound-calls-attempted-count': 2,
			'outbound-calls-answered-count': 1,
		});
		expect(after.name).toBe(String(after.name).trim());
		const [user] = list(await send('GET', `${D}/users?user=110`));
		expect(after.name).toBe(`${user?.['name-first-name']} ${user?.['name-last-name']}`);
	});

	test('of all come by extension, queue and number; fields and empty rows are left out', async () => {
		expect(Object.keys(await figures('agent'))).toContain('110');
		expect(Object.keys(await figures('queue/per-queue'))).toContain('4000');
		const log = await figures('agentLog');
		expect(Object.keys(log)).toContain('101');
		const few = record(await send('GET', `${at('agent')}&fields=name, calls-answered-count`));
		expect(Object.keys(few['110'] as object)).toEqual(['name', 'calls-answered-count']);
		const zeros = record(await send('GET', `${at('agent')}&remove_zeros=yes`));
		const isEmpty = (one: unknown) =>
			(one as Record<string, unknown>)['inbound-calls-presented-count'] === 0 &&
			(one as Record<string, unknown>)['outbound-calls-attempted-count'] === 0;
		expect(Object.values(zeros).filter(isEmpty)).toEqual([]);
	});

	test('tell a call that was given up, once for each agent that rang', async () => {
		const path = (queue = '') => `${D}/callqueuereport/abandoned${queue}?${ALL}`;
		const { id } = await call({ from: '12125550111', to: '4000', users: ['110', '111'] });
		await step(id, 'end');
		const lost = list(await send('GET', path())).filter((row) => row['call-orig-call-id'] === id);
		expect(lost.map((row) => row['agent-term-user']).sort()).toEqual(['110', '111']);
		expect(lost[0]).toMatchObject({
			callqueue: '4000',
			'call-dialed-number': 4000,
			'call-orig-from-user': 12125550111,
			'call-orig-from-uri': 'sip:12125550111@sip.carrier.example',
			'agent-call-disconnect-reason-text': 'Abandoned',
			'agent-call-answer-datetime': '0000-00-00 00:00:00',
		});
		const elsewhere = list(await send('GET', path('/4001')));
		expect(elsewhere.some((row) => row['call-orig-call-id'] === id)).toBe(false);
		const taken = await call({ from: '12125550111', to: '4000', users: ['110', '111'] });
		await step(taken.id, 'answer');
		await step(taken.id, 'end');
		const now = list(await send('GET', path()));
		expect(now.some((row) => row['call-orig-call-id'] === taken.id)).toBe(false);
	});
});
