import type { FastifyInstance } from 'fastify';

import { keptName } from '../dialect/names';
import { registerDesk } from '../desk/routes';
import { notFound } from '../errors';
import { validate } from '../http/validate';
import type { Instance } from '../instance';
import { fullId } from '../resources/callqueues';
import { shown as shownSubscription } from '../resources/subscriptions';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';
import type { LiveCall } from '../tenant/live-call';
import { leaveVoicemail } from '../tenant/voicemails';
import { registerFaultRoutes } from './fault-routes';
import { ANY_BODY, BODIES } from './bodies';
import type { Body, On } from './on';

const JSON_TYPE = 'application/json';

const text = (body: Body, name: string): string => String(body[name]);

const optional = (body: Body, name: string): string | undefined =>
	body[name] === undefined || body[name] === '' ? undefined : String(body[name]);

/** The control API: makes things happen and shows what did. Its errors are sentences for people. */
export function registerControl(app: FastifyInstance, instance: Instance): void {
	const on: On = (method, path, act) =>
		app.route({
			method,
			url: `/_sim${path}`,
			schema: method === 'POST' ? { body: BODIES[path] ?? ANY_BODY } : undefined,
			handler: async (request) =>
				(await act(
					request.params as Body,
					(request.body ?? {}) as Body,
					request.query as Body,
				)) ?? { done: true },
		});
	registerDesk(app, instance);
	on('GET', '/tenant', () => tenant(instance));
	on('GET', '/records', () => instance.sim.store.records());
	on('POST', '/reset', () => instance.reset());
	on('GET', '/traffic', () => ({ perMinute: instance.traffic.perMinute }));
	on('POST', '/traffic', (_params, body) => instance.traffic.set(Number(body.perMinute)));
	registerCallRoutes(on, instance);
	registerHappenings(on, instance);
	registerSubscriptionRoutes(on, instance);
	registerFaultRoutes(on, instance);
	on('GET', '/nexogy-dna', () => instance.dna.view());
	on('POST', '/nexogy-dna/expire', () => instance.dna.sessions.expireAll());
}

function tenant({ sim, options, credentials, requests }: Instance): Data {
	const { switches, ...rest } = options;
	void switches;
	return {
		version: sim.options.version,
		options: rest,
		domains: [...sim.store.table('domains').below()].map((row) => ({
			domain: row.id,
			reseller: row.data.reseller,
			description: row.data.description,
			users: [...sim.store.table('users').below([row.id])].length,
		})),
		records: { ...sim.store.totals(), cdrs: sim.cdrs.total },
		liveCalls: sim.calls.live.size,
		requests: requests.total,
		domain: credentials.domain,
	};
}

/** A call as the control API shows it. */
const callView = (call: LiveCall) => ({ ...call, users: call.legs.map((leg) => leg.user) });

function registerCallRoutes(on: On, instance: Instance): void {
	const find = (params: Body) => instance.sim.calls.get(String(params.id));
	const step = (name: string, act: (call: LiveCall, body: Body) => void) =>
		on('POST', `/calls/:id/${name}`, (params, body) => {
			const call = find(params);
			act(call, body);
			return callView(call);
		});
	on('GET', '/calls', () => [...instance.sim.calls.live.values()].map(callView));
	on('GET', '/calls/:id', (params) => callView(find(params)));
	on('POST', '/calls', (_params, body) =>
		callView(
			instance.sim.calls.dial({
				from: text(body, 'from'),
				to: text(body, 'to'),
				domain: optional(body, 'domain') ?? instance.credentials.domain,
				name: optional(body, 'name'),
				id: optional(body, 'id'),
				recorded: body.recorded as boolean | undefined,
				users: (body.users as unknown[] | undefined)?.map(String),
			}),
		),
	);
	step('answer', (call, body) => instance.sim.calls.answer(call, optional(body, 'user')));
	step('hold', (call) => instance.sim.calls.hold(call));
	step('unhold', (call) => instance.sim.calls.unhold(call));
	step('forward', (call, body) => instance.sim.calls.forward(call, text(body, 'to')));
	step('voicemail', (call) => instance.sim.calls.toVoicemail(call));
	step('transfer', (call, body) => instance.sim.calls.transfer(call, text(body, 'to')));
	step('park', (call, body) => instance.sim.calls.park(call, optional(body, 'slot')));
	step('pick-up', (call, body) => instance.sim.calls.pickUp(call, text(body, 'user')));
	step('end', (call, body) => instance.sim.calls.end(call, optional(body, 'reason')));
	step('reject', (call) => instance.sim.calls.end(call, 'Term: Rejected'));
}

function registerHappenings(on: On, instance: Instance): void {
	const domainOf = (body: Body) => optional(body, 'domain') ?? instance.credentials.domain;
	const userRow = (body: Body) =>
		instance.sim.resource('users').row([domainOf(body)], text(body, 'user'));
	on('POST', '/voicemails', (_params, body) =>
		leaveVoicemail(instance.sim, {
			domain: domainOf(body),
			user: text(body, 'user'),
			from: text(body, 'from'),
			name: optional(body, 'name'),
			text: optional(body, 'text'),
			seconds: body.seconds as number | undefined,
		}),
	);
	on('POST', '/messages', (_params, body) => {
		const media = body.media as { type: string; data: string } | undefined;
		return instance.sim.messages.receive(
			text(body, 'from'),
			text(body, 'to'),
			optional(body, 'text') ?? '',
			media,
		);
	});
	on('POST', '/chats', (_params, body) =>
		instance.sim.messages.store({
			domain: domainOf(body),
			user: text(body, 'to'),
			direction: 'in',
			type: 'chat',
			text: text(body, 'text'),
			remote: text(body, 'from'),
			number: '',
		}),
	);
	on('POST', '/agents', (_params, body) => {
		const domain = domainOf(body);
		const row = instance.sim
			.resource('agents')
			.row([domain, text(body, 'queue')], fullId(text(body, 'agent'), domain));
		const availability =
			optional(body, 'availability') ?? (body.status === 'logout' ? 'disabled' : 'automatic');
		instance.sim.resource('agents').update(row, {
			'callqueue-agent-availability-type': availability,
		});
		return instance.sim.resource('agents').show(row);
	});
	on('POST', '/users', (_params, body) => {
		const row = userRow(body);
		instance.sim.resource('users').update(row, checkedUser(instance.sim, body));
		return instance.sim.resource('users').show(row);
	});
	on('POST', '/presence', (_params, body) => {
		const row = userRow(body);
		instance.sim.resource('users').update(row, {
			[keptName('user', 'user-presence-status')]: optional(body, 'presence') ?? 'open',
			[keptName('user', 'status-message')]: optional(body, 'message') ?? '',
		});
		return instance.sim.resource('users').show(row);
	});
	on('POST', '/passwords', (_params, body) =>
		instance.sim.accounts.setPassword(userRow(body), text(body, 'password')),
	);
	on('POST', '/authenticators', (_params, body) =>
		instance.sim.accounts.setSecret(userRow(body), optional(body, 'secret') ?? ''),
	);
	on('POST', '/audit', (_params, body) =>
		instance.sim.log.add({ ...body, domain: domainOf(body) }),
	);
}

/** The fields that the API would take in a change of a user. @throws ApiError 400 */
function checkedUser(sim: Simulator, { user, domain, ...body }: Body): Data {
	const endpoint = sim.endpoint('PUT', '/domains/{}/users/{}');
	if (!endpoint) return body;
	const path = [String(domain), String(user)];
	return validate(
		sim.spec,
		endpoint,
		{ path, query: {}, body, contentType: JSON_TYPE },
		sim.version,
	).body;
}

function registerSubscriptionRoutes(on: On, instance: Instance): void {
	const view = () =>
		[...instance.sim.bus.subscriptions.values()].map((one) => ({
			...shownSubscription(instance.sim, one),
			waiting: one.queue.length,
			lastPosts: one.log,
		}));
	on('GET', '/subscriptions', view);
	on('DELETE', '/subscriptions/:id', (params) => {
		if (!instance.sim.bus.subscriptions.delete(String(params.id))) throw notFound();
	});
	on('POST', '/subscriptions/:id/expire', (params) => {
		const one = instance.sim.bus.subscriptions.get(String(params.id));
		if (!one) throw notFound();
		one.expires = instance.sim.now() - 1000;
	});
	on('POST', '/poll', async () => {
		await instance.sim.sender.poll();
		return view();
	});
	on('GET', '/cores', () =>
		Object.fromEntries(
			[...instance.sim.sender.cores].map(([name, up]) => [name, up !== undefined]),
		),
	);
	on('POST', '/cores', (_params, body) => {
		const name = text(body, 'core');
		if (!instance.sim.sender.cores.has(name)) throw notFound();
		instance.sim.sender.cores.set(name, body.up === false ? undefined : instance.sim.now());
	});
}
