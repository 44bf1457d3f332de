import fc, { SEED } from '../support/fastCheck';
import type { InjectOptions } from 'fastify';

import type { Data } from '../../simulator/state/table';
import { SMALL, simulatorInProcess, type InProcess } from './in-process';
import {
	KINDS,
	MODELS,
	Model,
	TENANTS,
	USERS,
	described,
	isDone,
	kindOf,
	pathOf,
	type KindName,
	type Tenant,
} from './machine';
import { Receiver } from './receiver';

/** `npm run fuzz` runs twice as many. */
const RUNS = process.env.FUZZ_ROUNDS ? 24 : 12;
const PERIOD = 'datetime-start=2020-01-01&datetime-end=2040-01-01';
const MAILBOXES = USERS.flatMap((user) =>
	['new', 'save'].map((box) => `/users/${user}/voicemails/${box}`),
);

const receiver = new Receiver();
let simulator: InProcess;

beforeAll(async () => {
	simulator = await simulatorInProcess(SMALL);
	await receiver.start();
});

afterAll(async () => {
	await receiver.stop();
	await simulator.stop();
});

type Real = InProcess;
type Command = fc.AsyncCommand<Model, Real>;

const api = (path: string) => `/ns-api/v2${encodeURI(path)}`;
const send = (real: Real, method: string, url: string, payload?: object, bearer?: string) =>
	real.inject({
		method: method as InjectOptions['method'],
		url,
		payload,
		headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
	});
const read = async <T>(real: Real, path: string): Promise<T> =>
	(await send(real, 'GET', api(path))).json<T>();

/** A model of the server as it is now. */
async function look(real: Real): Promise<Model> {
	const model = new Model();
	for (const tenant of TENANTS) {
		for (const { lists, key } of Object.values(KINDS)) {
			for (const list of lists) await take(real, model, tenant, list, key);
		}
		for (const list of MAILBOXES) await take(real, model, tenant, list, 'filename');
		model.cdrs.set(tenant, await cdrs(real, tenant));
	}
	return model;
}

async function take(real: Real, model: Model, tenant: Tenant, list: string, key: string) {
	const path = pathOf(tenant, list);
	const answer = await send(real, 'GET', `${api(path)}?limit=1000`);
	const records = isDone(answer) ? answer.json<Data[]>() : [];
	model.lists.set(path, new Map(records.map((record) => [String(record[key]), undefined])));
}

const cdrs = async (real: Real, tenant: Tenant) =>
	(await read<{ total: number }>(real, `/domains/${tenant}/cdrs/count?${PERIOD}`)).total;

/** Whether lists, counts, single records, live calls, call records, tokens and events are as the model says. */
async function agree(model: Model, real: Real): Promise<void> {
	for (const tenant of TENANTS) {
		for (const { lists, key, mark } of Object.values(KINDS)) {
			for (const list of lists) await agreeOn(model, real, tenant, list, key, mark);
		}
		for (const list of MAILBOXES) await agreeOn(model, real, tenant, list, 'filename');
		const devices = await read<Data[]>(real, `/domains/${tenant}/devices?limit=1000`);
		const own = devices.filter(({ user }) => USERS.includes(String(user)));
		const known = KINDS.devices.lists.flatMap((list) => [
			...(model.list(tenant, list)?.keys() ?? []),
		]);
		expect(own.map(({ device }) => device).sort()).toEqual(known.sort());
		const live = await read<Data[]>(real, `/domains/${tenant}/calls`);
		const ringing = [...model.calls].filter(([, call]) => call.tenant === tenant);
		expect(live.map((call) => call['call-orig-call-id']).sort()).toEqual(
			ringing.map(([id]) => id).sort(),
		);
		expect(await cdrs(real, tenant)).toBe(model.cdrs.get(tenant));
	}
	const subscriptions = await read<Data[]>(real, '/subscriptions?limit=1000');
	expect(subscriptions.map(({ id }) => id).sort()).toEqual(
		[...model.subscriptions.values()].sort(),
	);
	for (const [token, { tenant, user, isGood }] of model.tokens) {
		const whoAmI = await send(real, 'GET', api('/domains/~/users/~'), undefined, token);
		expect([user, isDone(whoAmI)]).toEqual([user, isGood]);
		if (isGood) expect(whoAmI.json()).toMatchObject({ user, domain: tenant });
	}
	receiver.clear();
	await real.instance.sim.sender.poll();
	const events = receiver.posts.flatMap((post) =>
		post.events.map((event) => described(post.path, event)),
	);
	expect(events.sort()).toEqual(model.events.sort());
	model.events = [];
}

async function agreeOn(
	model: Model,
	real: Real,
	tenant: Tenant,
	list: string,
	key: string,
	mark?: string,
) {
	const records = model.list(tenant, list);
	const path = pathOf(tenant, list);
	const answer = await send(real, 'GET', `${api(path)}?limit=1000`);
	expect([path, isDone(answer)]).toEqual([path, records !== undefined]);
	if (!records) return;
	const shown = answer.json<Data[]>();
	expect([path, ...shown.map((one) => String(one[key])).sort()]).toEqual([
		path,
		...[...records.keys()].sort(),
	]);
	const count = await read<{ total?: number; count?: number }>(real, `${path}/count`);
	expect([path, count.total ?? count.count]).toEqual([path, records.size]);
	for (const record of shown) {
		const value = records.get(String(record[key]));
		if (value !== undefined && mark) expect([path, record[mark]]).toEqual([path, value]);
	}
}

/** Carries something out, and looks whether the server and the model still agree. */
const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
	check: () => true,
	run: async (model, real) => {
		await run(model, real);
		await agree(model, real);
	},
	toString: () => name,
});

/** A record of a kind, in one of its lists. */
interface Place {
	name: KindName;
	tenant: Tenant;
	list: string;
	n: number;
}

const tenants = fc.constantFrom(...TENANTS);
const users = fc.constantFrom(...USERS);
const places: fc.Arbitrary<Place> = fc
	.record({
		// Much hangs on users and queues.
		name: fc.oneof(
			fc.constantFrom('users' as const, 'queues' as const),
			fc.constantFrom(...(Object.keys(KINDS) as KindName[])),
		),
		tenant: tenants,
		which: fc.nat(1),
		n: fc.nat(2),
	})
	.map(({ which, ...place }) => {
		const { lists } = kindOf(place.name);
		return { ...place, list: lists[which % lists.length] ?? '' };
	});

const spelled = ({ tenant, list, n }: Place) => `${pathOf(tenant, list)} ${n}`;
const valueOf = (mark: string, model: Model) =>
	/order/.test(mark) ? model.fresh() : `Text ${model.fresh()}`;

const creating = (place: Place) =>
	command(`create ${spelled(place)}`, async (model, real) => {
		const { name, tenant, list, n } = place;
		const { key, id, needs, mark, lists, isUnique } = kindOf(name);
		const records = model.list(tenant, list);
		const wanted = id?.(n, tenant);
		const [, queue] = /^\/callqueues\/(\d+)/.exec(list) ?? [];
		const hasQueue = !queue || model.list(tenant, '/callqueues')?.has(queue);
		const value = valueOf(mark, model);
		const body = {
			...needs,
			[mark]: value,
			...(wanted ? { [key]: wanted } : {}),
			synchronous: 'yes',
		};
		const answer = await send(real, 'POST', api(pathOf(tenant, list)), body);
		if (!records || !hasQueue) return expect(answer.statusCode).toBe(404);
		const others = isUnique ? lists.map((other) => model.list(tenant, other)) : [records];
		if (wanted !== undefined && others.some((one) => one?.has(wanted)))
			return expect(answer.statusCode).toBe(409);
		expect([200, 202]).toContain(answer.statusCode);
		const made = wanted ?? String(answer.json<Data>()[key]);
		records.set(made, value);
		model.created(name, tenant, made);
	});

const create = places.map(creating);

/** There is something to lose from the beginning. */
const beginnings = TENANTS.flatMap((tenant) => [
	creating({ name: 'users', tenant, list: '/users', n: 0 }),
	creating({ name: 'devices', tenant, list: '/users/801/devices', n: 0 }),
	creating({ name: 'queues', tenant, list: '/callqueues', n: 0 }),
]);

/** The nth record of those in a list, or one that is not there. */
function pick(model: Model, { name, tenant, list, n }: Place): string {
	const { id } = kindOf(name);
	const records = [...(model.list(tenant, list)?.keys() ?? [])];
	// Those who are there from the start stay, so that there is somebody.
	return id ? id(n, tenant) : (records[n % Math.max(1, records.length)] ?? 'nobody');
}

const update = places.map((place) =>
	command(`update ${spelled(place)}`, async (model, real) => {
		const { name, tenant, list } = place;
		const { mark, isFixed } = kindOf(name);
		const id = pick(model, place);
		const records = model.list(tenant, list);
		const value = valueOf(mark, model);
		const answer = await send(real, 'PUT', api(`${pathOf(tenant, list)}/${id}`), { [mark]: value });
		if (!records?.has(id)) return expect(answer.statusCode).toBe(404);
		expect([200, 202]).toContain(answer.statusCode);
		model.updated(name, tenant, id);
		if (isFixed) return;
		records.set(id, value);
		const single = await read<Data | Data[]>(real, `${pathOf(tenant, list)}/${id}`);
		expect([single].flat()[0]).toMatchObject({ [mark]: value });
	}),
);

const remove = places.map((place) =>
	command(`delete ${spelled(place)}`, async (model, real) => {
		const { name, tenant, list } = place;
		const id = pick(model, place);
		const records = model.list(tenant, list);
		const path = api(`${pathOf(tenant, list)}/${id}`);
		const answer = await send(real, 'DELETE', path);
		if (!records?.has(id)) return expect(answer.statusCode).toBe(404);
		expect([200, 202]).toContain(answer.statusCode);
		records.delete(id);
		model.deleted(name, tenant, id);
		expect((await send(real, 'GET', path)).statusCode).toBe(404);
	}),
);

const ring = fc.tuple(tenants, users).map(([tenant, user]) =>
	command(`call ${user}@${tenant}`, async (model, real) => {
		if (!model.hasUser(tenant, user)) return;
		const id = `call-${model.fresh()}`;
		const body = { from: '12125550111', to: user, domain: tenant, id };
		expect(isDone(await send(real, 'POST', '/_sim/calls', body))).toBe(true);
		model.calls.set(id, { tenant, user, state: 'ringing' });
		model.publish('call', tenant, `${id} no`);
	}),
);

const answerCall = fc.nat(3).map((n) =>
	command(`answer ${n}`, async (model, real) => {
		const [id, call] = [...model.calls][n] ?? ['nobody'];
		const answer = await send(real, 'POST', `/_sim/calls/${id}/answer`);
		if (!call) return expect(answer.statusCode).toBe(404);
		if (call.state === 'talking') return expect(answer.statusCode).toBe(400);
		expect(isDone(answer)).toBe(true);
		call.state = 'talking';
		model.publish('call', call.tenant, `${id} no`);
	}),
);

const endCall = fc.nat(3).map((n) =>
	command(`hang up ${n}`, async (model, real) => {
		const [id, call] = [...model.calls][n] ?? ['nobody'];
		const answer = await send(real, 'POST', `/_sim/calls/${id}/end`);
		if (!call) return expect(answer.statusCode).toBe(404);
		expect(isDone(answer)).toBe(true);
		model.hangUp(id);
	}),
);

const voicemail = fc.tuple(tenants, users).map(([tenant, user]) =>
	command(`voicemail for ${user}@${tenant}`, async (model, real) => {
		const body = { from: '12125550111', user, domain: tenant };
		const answer = await send(real, 'POST', '/_sim/voicemails', body);
		const box = model.list(tenant, `/users/${user}/voicemails/new`);
		if (!box) return expect(answer.statusCode).toBe(404);
		const { filename } = answer.json<{ filename: string }>();
		box.set(filename, undefined);
		model.publish('voicemail', tenant, filename);
	}),
);

const saveVoicemail = fc.tuple(tenants, users).map(([tenant, user]) =>
	command(`save the voicemail of ${user}@${tenant}`, async (model, real) => {
		const path = `/users/${user}/voicemails`;
		const box = model.list(tenant, `${path}/new`);
		const [id = 'nobody'] = box?.keys() ?? [];
		const answer = await send(real, 'PATCH', api(`${pathOf(tenant, path)}/new/${id}/save`));
		if (!box?.delete(id)) return expect(answer.statusCode).toBe(404);
		expect(isDone(answer)).toBe(true);
		model.list(tenant, `${path}/save`)?.set(id, undefined);
	}),
);

const logIn = fc.tuple(tenants, users).map(([tenant, user]) =>
	command(`${user}@${tenant} logs in`, async (model, real) => {
		const password = `Pw-${model.fresh()}!`;
		const set = await send(real, 'POST', '/_sim/passwords', { user, domain: tenant, password });
		if (!model.hasUser(tenant, user)) expect(set.statusCode).toBe(404);
		const { clientId: client_id, clientSecret: client_secret } = real.instance.credentials.password;
		const grant = {
			grant_type: 'password',
			client_id,
			client_secret,
			username: `${user}@${tenant}`,
		};
		const answer = await send(real, 'POST', api('/tokens'), { ...grant, password }, '');
		expect(isDone(answer)).toBe(model.hasUser(tenant, user));
		if (isDone(answer))
			model.tokens.set(answer.json<Data>().access_token as string, { tenant, user, isGood: true });
	}),
);

const subscribe = fc.tuple(tenants, fc.constantFrom(...MODELS)).map(([domain, model]) =>
	command(`subscribe to ${model} of ${domain}`, async ({ subscriptions }, real) => {
		const about = `${model}/${domain}`;
		const body = { model, domain, 'post-url': `${receiver.url}/${about}` };
		const answer = await send(real, 'POST', api('/subscriptions'), body);
		if (subscriptions.has(about)) return expect(answer.statusCode).toBe(409);
		expect(answer.statusCode).toBe(200);
		subscriptions.set(about, String(answer.json<Data>().id));
	}),
);

const unsubscribe = fc.nat(3).map((n) =>
	command(`unsubscribe ${n}`, async ({ subscriptions }, real) => {
		const [about, id] = [...subscriptions][n] ?? ['', 'nobody'];
		const answer = await send(real, 'DELETE', api(`/subscriptions/${id}`), { subscription_id: id });
		expect(isDone(answer)).toBe(subscriptions.delete(about));
	}),
);

/** The same seed starts anew: nothing of before is left, and no token is good any more. */
const restart = fc.constant(
	command('restart', async (model, real) => {
		real.instance.reset();
		for (const token of model.tokens.keys()) {
			expect((await send(real, 'GET', api('/domains/~'), undefined, token)).statusCode).toBe(401);
		}
		Object.assign(model, await look(real));
	}),
);

test('whatever happens in two companies at once, the server and a model of it agree', async () => {
	const often = [create, create, create, update, remove, remove, subscribe, subscribe];
	const others = [ring, answerCall, endCall, voicemail, saveVoicemail, logIn, unsubscribe, restart];
	const commands = fc.commands([...often, ...others], { maxCommands: 40, size: 'max' });
	await fc.assert(
		fc.asyncProperty(commands, async (given) => {
			simulator.instance.reset();
			const model = await look(simulator);
			await fc.asyncModelRun(() => ({ model, real: simulator }), [...beginnings, ...given]);
		}),
		{ numRuns: RUNS, seed: SEED, endOnFailure: false },
	);
}, 600_000);
