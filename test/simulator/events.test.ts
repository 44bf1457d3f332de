import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { clientOf, list, record, smallTenant, type Client } from './client';
import { Receiver } from './receiver';

const receiver = new Receiver();
let simulator: RunningSimulator;
let send: Client;

beforeAll(async () => {
	simulator = await startSimulator(smallTenant());
	send = clientOf(simulator);
	await receiver.start();
});

afterAll(async () => {
	await receiver.stop();
	await simulator.stop();
});

beforeEach(async () => {
	await send('POST', '/_sim/reset');
	receiver.clear();
});

const subscribe = (model: string, more: object = {}, bearer?: string) =>
	send('POST', '/subscriptions', {
		bearer,
		body: { model, 'post-url': `${receiver.url}/${model}`, domain: 'acme.example', ...more },
	});
const poll = () => send('POST', '/_sim/poll');
const control = async (path: string, body: object = {}) =>
	record(await send('POST', `/_sim/${path}`, { body }));
const eventsOf = (model: string) => receiver.eventsAt(`/${model}`);

describe('the life of a call', () => {
	test('ringing, answered, held, transferred and ended: events, live calls, records', async () => {
		await subscribe('call');
		await subscribe('cdr');
		const { id } = await control('calls', {
			from: '12125550111',
			to: '101',
			domain: 'acme.example',
			name: 'JANE ROE',
		});
		const live = async () => list(await send('GET', '/domains/acme.example/calls'));
		expect(await live()).toMatchObject([
			{ 'call-orig-call-id': id, 'call-answer-datetime': '0000-00-00 00:00:00' },
		]);
		const own = `/domains/acme.example/users/101/calls/${encodeURIComponent(String(id))}`;
		for (const step of ['answer', 'hold', 'unhold'])
			expect((await send('PATCH', `${own}/${step}`)).status).toBe(202);
		await control(`calls/${String(id)}/transfer`, { to: '102' });
		await control(`calls/${String(id)}/answer`);
		await control(`calls/${String(id)}/end`);
		expect(await live()).toEqual([]);
		await poll();
		const events = eventsOf('call');
		expect(events[0]).toMatchObject({
			orig_callid: id,
			term_sub: '101',
			orig_from_name: 'JANE ROE',
			time_answer: '0000-00-00 00:00:00',
			remove: 'no',
		});
		expect(events[1]).toMatchObject({
			time_answer: expect.stringMatching(/^20\d\d-/),
			remove: 'no',
		});
		expect(events.at(-1)).toMatchObject({ term_sub: '102', remove: 'yes' });
		const records = eventsOf('cdr');
		expect(records).toMatchObject([
			{ orig_callid: id, term_sub: '101' },
			{ orig_callid: id, term_sub: '102', by_action: 'Transfer' },
		]);
		const query = 'datetime-start=2020-01-01&datetime-end=2040-01-01&limit=2';
		const rows = list(await send('GET', `/domains/acme.example/cdrs?${query}`));
		expect(rows.map((row) => row['call-orig-call-id'])).toEqual([id, id]);
		expect(
			(await send('GET', `/domains/acme.example/recordings/${encodeURIComponent(String(id))}`))
				.status,
		).toBe(200);
		expect((await send('PATCH', `${own}/hold`)).status).toBe(404);
	});

	test('a queue rings all its agents; each leaves a row, one talks', async () => {
		await subscribe('call_origid');
		const call = await control('calls', {
			from: '12125550111',
			to: '4001@acme.example',
			users: ['102', '103', '104'],
		});
		await control(`calls/${String(call.id)}/answer`, { user: '103' });
		await control(`calls/${String(call.id)}/end`);
		const query = 'datetime-start=2020-01-01&datetime-end=2040-01-01&limit=4';
		const rows = list(await send('GET', `/domains/acme.example/cdrs?${query}`));
		expect(new Set(rows.map((row) => row['call-orig-call-id']))).toEqual(new Set([call.id]));
		expect(rows.map((row) => row['call-term-to-uri'])).toContain('Call-Queue');
		expect(rows.filter((row) => Number(row['call-talking-duration-seconds']) > 0)).toMatchObject([
			{ 'call-term-user': '103' },
		]);
		await poll();
		// The queue's own leg is the first; changes on others are not seen by this model.
		expect(new Set(eventsOf('call_origid').map((event) => event.term_sub))).toEqual(
			new Set(['4001']),
		);
	});

	const legsOf = async (call: unknown) => {
		const query = 'datetime-start=2020-01-01&datetime-end=2040-01-01&limit=20';
		const rows = list(await send('GET', `/domains/acme.example/cdrs?${query}`));
		return rows
			.filter((row) => row['call-orig-call-id'] === call)
			.sort((a, b) => Number(a['call-leg-ordinal-index']) - Number(b['call-leg-ordinal-index']));
	};

	test('an attendant takes a call and gives it on; nobody picks up, so the mailbox does', async () => {
		await subscribe('call');
		const { id } = await control('calls', { from: '12125550111', to: '9000' });
		await control(`calls/${String(id)}/transfer`, { to: '102' });
		await control(`calls/${String(id)}/voicemail`);
		await control(`calls/${String(id)}/end`);
		const never = '0000-00-00 00:00:00';
		expect(await legsOf(id)).toMatchObject([
			{ 'call-term-to-uri': 'Auto-Attendant', 'call-disconnect-reason-text': 'DTMF 1 entered' },
			{
				'call-term-user': '102',
				'call-talking-duration-seconds': 0,
				'call-answer-datetime': never,
			},
			{ 'call-term-to-uri': 'VMail', 'call-term-user': '102', 'call-through-user': '102' },
		]);
		await poll();
		const answered = eventsOf('call').filter(({ time_answer }) => time_answer !== never);
		expect(new Set(answered.map((event) => event.term_to_uri))).toEqual(
			new Set(['Auto-Attendant', 'VMail']),
		);
	});

	test('a user who does not pick up has the call forwarded outside', async () => {
		const { id } = await control('calls', { from: '12125550111', to: '101' });
		await control(`calls/${String(id)}/forward`, { to: '12125550144' });
		await control(`calls/${String(id)}/answer`);
		await control(`calls/${String(id)}/end`);
		const [, forwarded] = await legsOf(id);
		expect(forwarded).toMatchObject({
			'call-orig-from-user': '12125550111',
			'call-orig-domain': '',
			'call-through-user': '101',
			'call-term-user': null,
			'call-term-to-uri': 'sip:12125550144@sip.carrier.example',
			'call-talking-duration-seconds': 1,
		});
	});

	test('a call to a colleague names both extensions', async () => {
		const { id } = await control('calls', { from: '101', to: '102', domain: 'acme.example' });
		await control(`calls/${String(id)}/end`);
		expect(await legsOf(id)).toMatchObject([
			{
				'call-direction': 0,
				'call-orig-domain': 'acme.example',
				'call-term-user': '102',
				'call-term-to-uri': 'sip:102@acme.example',
			},
		]);
	});

	test('figures count agents and queues, but nobody who rang beside the one who picked up', async () => {
		const at = '/domains/acme.example/statistics';
		const query = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
		const figures = async (of: string) => record(await send('GET', `${at}/${of}?${query}`));
		const before = await Promise.all(['callqueues/4001', 'agent/103', 'agent/104'].map(figures));
		const call = await control('calls', { from: '12125550111', to: '4001', users: ['103', '104'] });
		await control(`calls/${String(call.id)}/answer`, { user: '104' });
		await control(`calls/${String(call.id)}/end`);
		const lost = await control('calls', { from: '12125550111', to: '4001', users: ['103'] });
		await control(`calls/${String(lost.id)}/end`);
		const after = await Promise.all(['callqueues/4001', 'agent/103', 'agent/104'].map(figures));
		const more = (at: number, name: string) =>
			Number(after[at]?.[name]) - Number(before[at]?.[name]);
		expect([
			more(0, 'calls-total-count'),
			more(0, 'calls-answered-count'),
			more(0, 'calls-abandoned-count'),
		]).toEqual([2, 1, 1]);
		expect([more(1, 'inbound-calls-presented-count'), more(1, 'calls-unanswered-count')]).toEqual([
			2, 1,
		]);
		expect([more(2, 'calls-answered-count'), more(2, 'calls-unanswered-count')]).toEqual([1, 0]);
	});

	test('click-to-call uses the id the client made up, which hangs up too', async () => {
		const path = '/domains/acme.example/users/101/calls';
		const body = {
			'call-id': 'my-call-1',
			'call-orig-user': '101',
			'call-term-user': '12125550188',
		};
		expect((await send('POST', path, { body })).status).toBe(202);
		expect(record(await send('GET', `${path}/my-call-1`))).toMatchObject({
			'call-dialed-number': '12125550188',
		});
		expect((await send('DELETE', `${path}/my-call-1`)).status).toBe(202);
		expect(await send('GET', `${path}/my-call-1`)).toMatchObject({
			status: 404,
			body: { message: 'Resource not found.' },
		});
	});
});

test('every model tells what happens, in arrays, with underscores', async () => {
	const models = [
		'agent',
		'auditlog',
		'auditlog_lite',
		'message',
		'messagesession',
		'subscriber',
		'presence',
		'voicemail',
	];
	for (const model of models) await subscribe(model);
	await control('agents', { queue: '4000', agent: '101', status: 'logout' });
	await control('messages', { from: '12125550111', to: '12025550101', text: 'Hello' });
	await control('presence', { user: '101', presence: 'inuse', message: 'At lunch' });
	await control('voicemails', { user: '101', from: '12125550111', text: 'Call me' });
	await send('DELETE', '/domains/acme.example/users/110');
	await poll();
	expect(eventsOf('agent')).toMatchObject([
		{ device_aor: 'sip:101@acme.example', huntgroup_name: '4000', entry_option: 'manual' },
	]);
	expect(eventsOf('message')).toMatchObject([
		{ direction: 'orig', from_num: '12125550111', dialed: '12025550101', text: 'Hello' },
	]);
	expect(eventsOf('messagesession')).toMatchObject([
		{ last_mesg: 'Hello', remote: '12125550111', smsani: '12025550101' },
	]);
	expect(eventsOf('presence')).toEqual([
		{
			user: '101',
			domain: 'acme.example',
			first_name: expect.any(String),
			last_name: expect.any(String),
			message: 'At lunch',
			presence: 'inuse',
		},
	]);
	expect(eventsOf('subscriber')).toMatchObject([
		{ subscriber_login: '101@acme.example', scope: 'Office Manager' },
		{ user: '110' },
	]);
	expect(eventsOf('voicemail')).toMatchObject([
		{
			FromUser: '12125550111',
			transcription: 'Call me',
			filename: expect.stringMatching(/^vm-.*\.wav$/),
		},
	]);
	const removal = { action_type: 'delete', target_object: 'subscriber', target_user: '110' };
	expect(eventsOf('auditlog_lite')).toMatchObject([removal]);
	expect(eventsOf('auditlog')).toEqual(expect.arrayContaining([expect.objectContaining(removal)]));
	for (const { events } of receiver.posts)
		for (const event of events)
			expect(Object.keys(event).some((name) => name.includes('-'))).toBe(false);
});

describe('subscriptions', () => {
	const find = async (id: unknown) =>
		list(await send('GET', '/subscriptions')).find((one) => one.id === id)!;

	test('pending until the first post, then active; errors above 302 count', async () => {
		const { id } = record(await subscribe('presence'));
		expect(await find(id)).toMatchObject({
			status: 'pending',
			'posts-count': 0,
			'current-active-server': '',
		});
		await control('presence', { user: '101' });
		await poll();
		expect(await find(id)).toMatchObject({ status: 'active', 'posts-count': 1, 'error-count': 0 });
		receiver.answer = () => 303;
		await control('presence', { user: '101' });
		await poll();
		expect(await find(id)).toMatchObject({ status: 'error', 'posts-count': 2, 'error-count': 1 });
		receiver.answer = () => 302;
		await control('presence', { user: '101' });
		await poll();
		expect(await find(id)).toMatchObject({ status: 'active', 'posts-count': 3, 'error-count': 1 });
		expect(receiver.posts[0]!.headers['x-correlation-id']).toBe(id);
	});

	test('a failed post is not repeated, nobody there is an error', async () => {
		const { id } = record(await subscribe('presence', { 'post-url': 'http://127.0.0.1:1/gone' }));
		await control('presence', { user: '101' });
		await poll();
		expect(await find(id)).toMatchObject({ status: 'error' });
		await poll();
		expect(await find(id)).toMatchObject({ status: 'active', 'posts-count': 1, 'error-count': 1 });
		const [seen] = list(await send('GET', '/_sim/subscriptions'));
		expect(seen).toMatchObject({
			waiting: 0,
			lastPosts: [{ status: 0, error: expect.any(String) }],
		});
	});

	test('the same twice is a conflict; another address or model is not', async () => {
		expect((await subscribe('call')).status).toBe(200);
		expect(await subscribe('call')).toMatchObject({
			status: 409,
			body: { message: expect.stringContaining('already exists') },
		});
		expect((await subscribe('call', { 'post-url': `${receiver.url}/other` })).status).toBe(200);
		expect((await subscribe('cdr')).status).toBe(200);
	});

	test('filters stay, the rest changes, counters only to 0', async () => {
		const { id } = record(await subscribe('call'));
		const put = (body: object) => send('PUT', `/subscriptions/${String(id)}`, { body });
		await put({
			domain: 'other.example',
			'post-url': `${receiver.url}/new`,
			'subscription-expires-datetime': '2031-02-03 04:05:06',
		});
		expect(await find(id)).toMatchObject({
			domain: 'acme.example',
			'post-url': `${receiver.url}/new`,
			'subscription-expires-datetime': '2031-02-03T04:05:06+00:00',
		});
		expect((await put({ 'error-count': 5 })).status).toBe(400);
		expect((await put({ 'error-count': 0 })).status).toBe(202);
	});

	test('an API key subscribes for twenty years, a token for its own life, a given date counts', async () => {
		const years = (row: Record<string, unknown>) =>
			(Date.parse(String(row['subscription-expires-datetime'])) -
				Date.parse(String(row['subscription-creation-datetime']))) /
			86400000;
		expect(years(record(await subscribe('call')))).toBe(7300);
		const { clientId, clientSecret, username, password } = simulator.credentials.password;
		const grant = {
			grant_type: 'password',
			client_id: clientId,
			client_secret: clientSecret,
			username,
			password,
		};
		const { access_token: token } = record(
			await send('POST', '/tokens', { bearer: '', body: grant }),
		);
		expect(years(record(await subscribe('cdr', {}, String(token)))) * 24).toBeCloseTo(1, 1);
		const far = record(
			await subscribe(
				'agent',
				{ 'subscription-expires-datetime': '2030-01-01 00:00:00' },
				String(token),
			),
		);
		expect(far['subscription-expires-datetime']).toBe('2030-01-01T00:00:00+00:00');
	});

	test('after its end nothing is sent', async () => {
		const { id } = record(await subscribe('presence'));
		await send('POST', `/_sim/subscriptions/${String(id)}/expire`);
		await control('presence', { user: '101' });
		await poll();
		expect(receiver.posts).toEqual([]);
	});

	test('below the super user a removal names the domain in its body', async () => {
		const bearer = simulator.credentials.apiKeys.officeManager;
		const { id } = record(await subscribe('call', {}, bearer));
		const path = `/subscriptions/${String(id)}`;
		expect((await send('DELETE', path, { bearer })).status).toBe(400);
		expect(
			(
				await send('DELETE', path, {
					bearer,
					body: { subscription_id: id, domain: 'acme.example' },
				})
			).status,
		).toBe(202);
		expect(
			(
				await send('DELETE', path, {
					bearer,
					body: { subscription_id: id, domain: 'acme.example' },
				})
			).status,
		).toBe(404);
	});

	test('who may subscribe to what', async () => {
		const { officeManager, reseller, basicUser } = simulator.credentials.apiKeys;
		const star = await subscribe('call', { domain: '*' }, reseller);
		expect(star).toMatchObject({
			status: 403,
			body: { message: 'Please include a domain using a Reseller scope' },
		});
		expect((await subscribe('auditlog', {}, reseller)).status).toBe(403);
		expect((await subscribe('call', { domain: 'other.example' }, officeManager)).status).toBe(403);
		expect((await subscribe('call', { reseller: '*' }, officeManager)).status).toBe(403);
		expect((await subscribe('call', {}, basicUser)).status).toBe(403);
		expect((await subscribe('call', { user: '~' }, basicUser)).status).toBe(200);
	});

	test('a core that is down hands its subscriptions over', async () => {
		const core = 'core1.pbx.example';
		const { id } = record(await subscribe('presence', { 'preferred-server': core }));
		await poll();
		expect(await find(id)).toMatchObject({ 'current-active-server': core });
		await control('cores', { core, up: false });
		await control('presence', { user: '101' });
		await poll();
		expect(await find(id)).toMatchObject({
			'current-active-server': 'core2.pbx.example',
			'posts-count': 1,
		});
	});
});
