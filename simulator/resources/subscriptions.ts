import { requireOwners } from '../auth/authorize';
import { MANAGER, RESELLER, SUPER, SUPERVISOR } from '../auth/scopes';
import { readDate } from '../dates';
import { ApiError, badRequest, conflict, forbidden, notFound } from '../errors';
import { MODELS, V1_MODELS, type Model, type Subscription } from '../events/bus';
import { ACCEPTED, ok, type Answer, type Call } from '../handler';
import { pageOf, takePage } from '../listing';
import type { Routes } from '../routes';
import type { Simulator } from '../simulator';
import type { Data } from '../state/table';

const TWENTY_YEARS = 7300 * 86400000;
const EXISTS = 'Subscription ID already Exists or matching set of parameters already exists';
const NEEDS_DOMAIN = 'Please include a domain using a Reseller scope';

export function registerSubscriptions(sim: Simulator, routes: Routes): void {
	routes.on('GET', '/subscriptions', (call) => list(sim, call));
	routes.on('GET', '/domains/{}/subscriptions', (call) => list(sim, call, call.path[0]));
	// Models that no document lists would not pass the usual checks.
	const ownChecks = { unchecked: true };
	routes.on('POST', '/subscriptions', (call) => create(sim, call), ownChecks);
	routes.on(
		'POST',
		'/domains/{}/subscriptions',
		(call) => create(sim, call, call.path[0]),
		ownChecks,
	);
	for (const shape of ['/subscriptions/{}', '/domains/{}/subscriptions/{}']) {
		routes.on('GET', shape, (call) => ok(shown(sim, find(sim, call))));
		routes.on('PUT', shape, (call) => update(sim, call, find(sim, call)));
		// Whether it needs a body depends on who asks.
		routes.on('DELETE', shape, (call) => remove(sim, call), ownChecks);
	}
}

/** A subscription as it is read. */
export function shown(sim: Simulator, one: Subscription): Data {
	const date = (time: number) =>
		sim.switches.is('subscription-dates', 'iso') ? sim.isoNow(time) : sim.plainNow(time);
	return {
		id: one.id,
		'subscription-geo-support': one.geo,
		'post-url': one.postUrl,
		model: one.model,
		'user-scope': one.userScope,
		reseller: one.reseller,
		domain: one.domain,
		user: one.user,
		'preferred-server': one.preferred,
		'current-active-server': one.active,
		status: one.status,
		'error-count': one.errors,
		'posts-count': one.posts,
		'subscription-creation-datetime': date(one.created),
		'subscription-expires-datetime': date(one.expires),
	};
}

/** A reseller sees those of the own domains, a manager those of the domain, everybody else the own. */
function visible(call: Call, one: Subscription): boolean {
	const { principal } = call;
	if (principal.rank >= SUPER) return true;
	if (principal.rank >= RESELLER) return one.reseller === principal.reseller;
	if (principal.rank >= MANAGER) return one.domain === principal.domain;
	const { domain, user, keyId } = one.creator;
	const isOwn = user === '' ? keyId === principal.keyId : user === principal.user;
	return domain === principal.domain && isOwn;
}

function list(sim: Simulator, call: Call, domain?: string): Answer {
	sim.bus.purge();
	const all = [...sim.bus.subscriptions.values()].filter(
		(one) => visible(call, one) && (domain === undefined || one.domain === domain),
	);
	const page = takePage(all, pageOf(sim, call));
	return ok(page.map((one) => shown(sim, one)));
}

function find(sim: Simulator, call: Call): Subscription {
	sim.bus.purge();
	const one = sim.bus.subscriptions.get(call.path.at(-1) ?? '');
	const domain = call.path.length > 1 ? call.path[0] : undefined;
	if (!one || !visible(call, one) || (domain !== undefined && one.domain !== domain))
		throw notFound();
	return one;
}

function create(sim: Simulator, call: Call, pathDomain?: string): Answer {
	const { body } = call;
	const one = wanted(sim, call, pathDomain);
	checkPermission(sim, call, one);
	requireOwners(sim, call.principal, { domain: one.domain, reseller: one.reseller });
	const same = [...sim.bus.subscriptions.values()].filter(
		(other) => other.model === one.model && other.domain === one.domain && other.user === one.user,
	);
	const twin = same.find(
		(other) => other.postUrl === one.postUrl && other.reseller === one.reseller,
	);
	if (twin || sim.bus.subscriptions.has(String(body.id ?? ''))) throw conflict(EXISTS);
	if (sim.switches.is('subscription-siblings', 'disturbed')) {
		for (const other of same) sim.bus.subscriptions.delete(other.id);
	}
	sim.bus.subscriptions.set(one.id, one);
	if (sim.switches.is('subscription-create', '404-then-409')) throw notFound();
	return ok(shown(sim, one));
}

function wanted(sim: Simulator, call: Call, pathDomain?: string): Subscription {
	const { body, principal } = call;
	const model = String(body.model ?? '');
	const old = sim.switches.is('event-models', 'v1') ? V1_MODELS : [];
	if (![...MODELS, ...old].some((known) => known === model)) {
		throw badRequest(
			model ? `Invalid value for field model: ${model}` : 'Missing required field: model',
		);
	}
	const postUrl = postUrlOf(body);
	const own = principal.rank < RESELLER;
	const mine = (value: unknown, mineValue: string, otherwise: string) =>
		value === undefined || value === '' ? otherwise : value === '~' ? mineValue : String(value);
	return {
		id: sim.random.hex(32),
		model: model as Model,
		postUrl,
		geo: mine(body['subscription-geo-support'], '', sim.switches.get('subscription-geo-default')),
		userScope: principal.scope,
		reseller: mine(
			body.reseller,
			principal.reseller,
			principal.rank >= SUPER ? '*' : principal.reseller,
		),
		domain:
			pathDomain ?? mine(body.domain, principal.domain, own ? principal.domain : '*').toLowerCase(),
		user: mine(body.user, principal.user, '*'),
		creator: { domain: principal.domain, user: principal.user, keyId: principal.keyId },
		created: sim.now(),
		expires: expiry(
			call,
			Number.isFinite(principal.expires) ? principal.expires : sim.now() + TWENTY_YEARS,
		),
		preferred: String(body['preferred-server'] ?? ''),
		active: '',
		status: 'pending',
		errors: 0,
		posts: 0,
		queue: [],
		log: [],
		busy: false,
	};
}

/** @throws ApiError 400 when nothing can be posted there */
function postUrlOf(body: Data): string {
	const url = String(body['post-url'] ?? '');
	if (url === '') throw badRequest('Missing required field: post-url');
	if (!/^https?:\/\/[^/\s]+/.test(url)) throw badRequest('Invalid value for field post-url');
	return url;
}

/** An expiry that is given is kept as it is, even beyond the life of the caller's token. */
function expiry(call: Call, otherwise: number): number {
	const given = call.body['subscription-expires-datetime'];
	if (given === undefined || given === '') return otherwise;
	const seconds = readDate(String(given));
	if (seconds === undefined)
		throw badRequest('Invalid value for field subscription-expires-datetime');
	return seconds * 1000;
}

function checkPermission(sim: Simulator, { principal }: Call, one: Subscription): void {
	if (principal.rank >= SUPER) return;
	if (one.model === 'auditlog' || one.reseller !== principal.reseller) throw forbidden();
	if (principal.rank >= RESELLER) {
		if (one.domain === '*') {
			if (sim.switches.is('subscription-reseller-star', 'allow')) return;
			throw new ApiError(sim.switches.number('subscription-reseller-star'), NEEDS_DOMAIN);
		}
		if (sim.resellerOf(one.domain) === principal.reseller) return;
		throw forbidden('Domain not found or access denied');
	}
	if (one.domain !== principal.domain) throw forbidden('Domain not found or access denied');
	if (principal.rank < SUPERVISOR && one.user !== principal.user) throw forbidden();
}

/** Model, reseller, domain and user never change; counters can only be set to 0. */
function update(sim: Simulator, call: Call, one: Subscription): Answer {
	const { body } = call;
	if (sim.switches.is('subscription-put-model', 'required') && body.model === undefined) {
		throw badRequest('Missing required field: model');
	}
	for (const counter of ['error-count', 'posts-count']) {
		if (body[counter] !== undefined && Number(body[counter]) !== 0) {
			throw badRequest(`Invalid value for field ${counter}: only 0 is allowed`);
		}
	}
	const postUrl = body['post-url'] === undefined ? one.postUrl : postUrlOf(body);
	const expires = expiry(call, one.expires);
	Object.assign(one, { postUrl, expires });
	if (body['subscription-geo-support'] !== undefined)
		one.geo = String(body['subscription-geo-support']);
	if (body['preferred-server'] !== undefined) one.preferred = String(body['preferred-server']);
	if (body['error-count'] !== undefined) one.errors = 0;
	if (body['posts-count'] !== undefined) one.posts = 0;
	return ACCEPTED;
}

/** The flat path wants a body that names the subscription and, below the super user, its domain. */
function remove(sim: Simulator, call: Call): Answer {
	const { body, principal, path } = call;
	const id = path.at(-1) ?? '';
	if (path.length === 1 && principal.rank < SUPER) {
		if (body.subscription_id === undefined)
			throw badRequest('Missing required field: subscription_id');
		if (body.domain === undefined) throw badRequest('Missing required field: domain');
		const domain = body.domain === '~' ? principal.domain : String(body.domain).toLowerCase();
		if (find(sim, call).domain !== domain) throw notFound();
	}
	if (body.subscription_id !== undefined && body.subscription_id !== id) throw notFound();
	sim.bus.subscriptions.delete(find(sim, call).id);
	return ACCEPTED;
}
