/**
 * What subscribers are posted while a company works: a call that is taken, held, passed on and ended, one
 * that a queue takes, one that nobody takes, texts, a voicemail, presence and changes of people. The trigger
 * is built on these posts, so that a change of the snapshot has to be one that servers were seen to make.
 */
import { MODELS, type Model, type Subscription } from '../../simulator/events/bus';
import { ALL_BUT_THE_CLOCK, simulatorInProcess, type InProcess } from './in-process';
import { told } from './shown';

const NOON = Date.parse('2026-03-02T12:00:00Z');
const D = '/ns-api/v2/domains/acme.example';

type Row = Record<string, unknown>;

let simulator: InProcess;

beforeEach(async () => {
	jest.useFakeTimers({ doNotFake: ALL_BUT_THE_CLOCK, now: NOON });
	const options = { domains: 1, users: 6, cdrs: 0, seed: '1', eventsInterval: 1_000_000 };
	simulator = await simulatorInProcess({ ...options, now: new Date(NOON).toISOString() });
});
afterEach(async () => {
	await simulator.stop();
	jest.useRealTimers();
});

async function send(method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
	const answer = await simulator.inject({ method, url, payload });
	if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.payload}`);
	return answer.json<{ id?: string }>();
}
const control = async (path: string, body: object = {}) =>
	await send('POST', `/_sim/${path}`, body);

/** Some seconds later. */
const wait = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1000);

/** Everything that waits to be posted, by model. */
async function postsOf(work: () => Promise<void>, more: object = {}) {
	for (const model of MODELS) {
		const body = {
			model,
			'post-url': `http://receiver.example/${model}`,
			domain: 'acme.example',
			...more,
		};
		await send('POST', '/ns-api/v2/subscriptions', body);
	}
	await work();
	const subscriptions: Subscription[] = [...simulator.instance.sim.bus.subscriptions.values()];
	return Object.fromEntries(subscriptions.map(({ model, queue }) => [model, queue])) as Record<
		Model,
		Row[]
	>;
}

/** A call and what happens to it, a step every few seconds. */
async function call(body: object, ...steps: Array<[step: string, body?: object]>) {
	const { id } = await control('calls', body);
	for (const [step, more] of steps) {
		wait(7);
		await control(`calls/${id}/${step}`, more);
	}
	wait(3);
}

async function queued() {
	await call(
		{ from: '12125550111', to: '4000@acme.example', users: ['101', '102'] },
		['answer', { user: '102' }],
		['end'],
	);
}

async function aDayAtWork() {
	await call(
		{ from: '12125550111', to: '101@acme.example' },
		['answer'],
		['hold'],
		['unhold'],
		['end'],
	);
	await call({ from: '102@acme.example', to: '12125550188' }, ['answer'], ['end']);
	await call({ from: '103@acme.example', to: '104' }, ['answer'], ['end']);
	await queued();
	await call({ from: '12125550111', to: '105@acme.example' }, ['end']);
	await control('messages', { from: '12125550111', to: '12025550101', text: 'Hello' });
	await control('presence', { user: '101', presence: 'inuse', message: 'At lunch' });
	await control('agents', { queue: '4000', agent: '101', status: 'logout' });
	wait(60);
	await control('voicemails', { user: '101', from: '12125550111', text: 'Call me' });
	await send('PUT', `${D}/users/104`, { department: 'Field' });
	await send('DELETE', `${D}/users/105`);
}

const toldOf = (posts: Record<string, Row[]>) =>
	Object.fromEntries(Object.entries(posts).map(([model, rows]) => [model, rows.map(told)]));

test('a day at work', async () => {
	expect(toldOf(await postsOf(aDayAtWork))).toMatchSnapshot();
});

test('a call of a queue, a text and a voicemail in names with hyphens', async () => {
	simulator.instance.sim.switches.set('event-names', 'hyphen');
	const work = async () => {
		await queued();
		await control('messages', { from: '12125550111', to: '12025550101', text: 'Hello' });
		await control('voicemails', { user: '101', from: '12125550111', text: 'Call me' });
		await control('agents', { queue: '4000', agent: '101', status: 'logout' });
		await control('presence', { user: '101', presence: 'inuse' });
	};
	const { subscriber, ...others } = await postsOf(work);
	expect(subscriber).toHaveLength(1);
	expect(toldOf(others)).toMatchSnapshot();
});

test('a subscription for one user has what concerns that user, and no more', async () => {
	const all = await postsOf(aDayAtWork, { user: '104' });
	const count = (model: Model) => all[model].length;
	expect(MODELS.filter((model) => count(model) > 0)).toEqual(
		expect.arrayContaining(['call', 'cdr', 'subscriber']),
	);
	const none: Model[] = ['message', 'voicemail', 'agent'];
	expect(none.map(count)).toEqual([0, 0, 0]);
	expect(all.presence.every(({ user }) => user === '104')).toBe(true);
	expect(all.subscriber.map(({ user }) => user)).toEqual(['104']);
	expect(all.auditlog.map(({ target_user: user }) => user)).toEqual(['104']);
});

test('without geo support each event comes twice, where servers are so', async () => {
	const twice = async (geo: string) => {
		simulator.instance.sim.bus.subscriptions.clear();
		const { presence } = await postsOf(
			async () => {
				await control('presence', { user: '101', presence: 'inuse' });
			},
			{ 'subscription-geo-support': geo },
		);
		return presence.length;
	};
	expect(await twice('no')).toBe(1);
	simulator.instance.sim.switches.set('geo-off', 'twice');
	expect([await twice('no'), await twice('yes')]).toEqual([2, 1]);
});
