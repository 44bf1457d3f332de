import { DateTime } from 'luxon';
import {
	NodeApiError,
	NodeOperationError,
	UserError,
	type IDataObject,
	type JsonObject,
} from 'n8n-workflow';
import { pageFetcher } from '../NetSapiens/execute/pages/pageFetcher';
import { readPages } from '../NetSapiens/execute/pages/readPages';
import type { Api } from '../NetSapiens/transport/api';
import { isSameUrl, pointsAt, postUrl, type Endpoint, type Subscription } from './endpoint';
import type { Model } from './events';
import { parseMoment } from '../NetSapiens/moment';
import type { Listening } from './listening';
import type { Scope } from './settings';

/** A subscription is renewed once less than this part of its lifetime is left. */
const RENEW_BELOW = 0.75;

/** Flat paths: those below a domain are missing on core 44. */
const ALL = '/subscriptions';
const ONE = '/subscriptions/{id}';

/** What is to be posted to, and what is noted about it. */
export type OurEndpoint = Endpoint & Pick<Listening, 'address'>;
export type ReadyEndpoint = Endpoint & Listening;

/** One subscription there is to be. */
interface Wanted {
	model: Model;
	url: string;
	scope: Scope;
}

/**
 * Makes the server's subscriptions what they are to be: one for each model, to our URL, with enough
 * time left. What is there is updated in place, what is missing is created, what is no longer wanted
 * goes. Subscriptions to other URLs are never touched, also when they were ours under an earlier
 * address: a copy of this n8n may have made them as well.
 *
 * @param endpoint is kept up to date as things change; `save` is called after each change
 * @throws NodeApiError or NodeOperationError, with advice, when the server refuses
 */
export async function ensureSubscriptions(
	api: Api,
	scope: Scope,
	endpoint: ReadyEndpoint,
	save: () => void,
): Promise<void> {
	const resolved = await resolveOwn(api, scope);
	for (const [model] of knownOf(endpoint)) {
		if (!resolved.models.includes(model)) await removeKnown(api, model, endpoint, save);
	}
	const list = listOnce(api);
	for (const model of resolved.models) {
		const url = postUrl(endpoint.address, model, endpoint.secret);
		const id = await ensure(api, { model, url, scope: resolved }, endpoint, list);
		if (id) endpoint.subscriptions[model] = { id, domain: resolved.domain };
		else delete endpoint.subscriptions[model];
		save();
	}
}

/**
 * Deletes our subscriptions, also those the workflow has no note of.
 *
 * @throws NodeApiError when one cannot be deleted; its ID is kept then
 */
export async function removeSubscriptions(
	api: Api,
	endpoint: OurEndpoint,
	save: () => void,
): Promise<void> {
	for (const [model] of knownOf(endpoint)) await removeKnown(api, model, endpoint, save);
	// A look around besides: without it, what is known to be ours is gone all the same.
	const left = await listed(api).catch((): IDataObject[] => []);
	for (const stray of left.filter((found) => pointsAt(found['post-url'], endpoint.address))) {
		await remove(api, { id: idOf(stray), domain: String(stray.domain) });
	}
}

/** Deletes the subscription noted for a model, unless it posts to somebody else. */
async function removeKnown(
	api: Api,
	model: Model,
	endpoint: OurEndpoint,
	save: () => void,
): Promise<void> {
	const known = endpoint.subscriptions[model];
	if (known && (await readOurs(api, known, endpoint))) await remove(api, known);
	delete endpoint.subscriptions[model];
	save();
}

function knownOf({ subscriptions }: Endpoint): Array<[Model, Subscription]> {
	return Object.entries(subscriptions) as Array<[Model, Subscription]>;
}

/** @returns the ID of the subscription, or null when it is there but may not be seen */
async function ensure(
	api: Api,
	wanted: Wanted,
	endpoint: ReadyEndpoint,
	list: List,
): Promise<string | null> {
	const current = await findOurs(api, wanted.model, endpoint, list);
	if (current && isFor(wanted.scope, current)) return await keep(api, wanted, current);
	// What it is for cannot be changed.
	if (current) await remove(api, { id: idOf(current), domain: String(current.domain) });
	return await create(api, wanted, endpoint);
}

/** Our subscription for a model, by its ID or, when that is unknown or stale, by its URL. */
async function findOurs(
	api: Api,
	model: Model,
	endpoint: ReadyEndpoint,
	list: List,
): Promise<IDataObject | undefined> {
	const known = endpoint.subscriptions[model];
	// Where it may not be seen, the attempt to create it says what is the matter.
	const unseen = (error: unknown) => unlessStatus(error, 401, 403);
	const read = known && (await readOurs(api, known, endpoint).catch(unseen));
	return read ?? ours(await list(), model, endpoint);
}

function ours(all: IDataObject[], model: Model, { address }: OurEndpoint): IDataObject | undefined {
	return all.find((found) => found.model === model && pointsAt(found['post-url'], address));
}

/** A subscription that was noted, if it is there and posts to us. */
async function readOurs(
	api: Api,
	{ id }: Subscription,
	{ address }: OurEndpoint,
): Promise<IDataObject | undefined> {
	const answer = await api
		.request({ method: 'GET', path: ONE, values: { id }, kind: 'list' })
		.catch((error: unknown) =>
			// No server gave an ID that cannot stand in a path.
			error instanceof UserError ? undefined : unlessStatus(error, 404),
		);
	return objectsOf(answer).find((found) => pointsAt(found['post-url'], address));
}

type List = () => Promise<IDataObject[]>;

/** Lists when it is needed, and once. */
function listOnce(api: Api): List {
	let list: Promise<IDataObject[]> | undefined;
	return async () => await (list ??= listed(api));
}

/** All subscriptions the credential may see; none when it may not see any. */
async function listed(api: Api): Promise<IDataObject[]> {
	const ask = async (start: number, limit: number) =>
		await api.request({ method: 'GET', path: ALL, query: { start, limit }, kind: 'list' });
	// The list is there on every server, so that a 404 can only mean that nothing is in it.
	const fetchPage = pageFetcher(ask, async () => true);
	return await readPages(fetchPage).then(
		({ rows }) => rows,
		(error: unknown) => unlessStatus(error, 401, 403, 404) ?? [],
	);
}

/** Servers say "any" with `*` and compare names without case. */
function isFor({ domain, user }: Scope, subscription: IDataObject): boolean {
	const same = (wanted: string, given: IDataObject[string]) =>
		String(given ?? '*').toLowerCase() === wanted.toLowerCase();
	return same(domain, subscription.domain) && same(user, subscription.user);
}

async function keep(api: Api, wanted: Wanted, current: IDataObject): Promise<string> {
	const id = idOf(current);
	if (isGood(wanted, current)) return id;
	await api.request({
		method: 'PUT',
		path: ONE,
		values: { id },
		body: changeableOf(wanted),
		kind: 'write',
	});
	return id;
}

function isGood({ url, scope }: Wanted, current: IDataObject): boolean {
	const expires = parseMoment(String(current['subscription-expires-datetime'] ?? ''));
	const left = expires ? expires.diffNow('minutes').minutes : 0;
	const { preferredServer } = scope;
	return (
		isSameUrl(current['post-url'], url) &&
		current['subscription-geo-support'] === 'yes' &&
		(preferredServer === '' || current['preferred-server'] === preferredServer) &&
		left > scope.lifetimeMinutes * RENEW_BELOW
	);
}

async function create(api: Api, wanted: Wanted, endpoint: ReadyEndpoint): Promise<string | null> {
	const refused = (error: unknown): never => {
		throw explained(api, wanted, error);
	};
	const body = { ...changeableOf(wanted), ...filtersOf(wanted.scope) };
	const answer = await api
		.request({ method: 'POST', path: ALL, body, kind: 'write' })
		.catch((error: unknown) => (statusOf(error) === 409 ? undefined : refused(error)));
	const made = objectsOf(answer)[0];
	if (typeof made?.id === 'string' && made.id !== '') return made.id;
	return await adopt(api, wanted, endpoint);
}

/** Takes over the subscription that is there already, if it is ours. */
async function adopt(api: Api, wanted: Wanted, endpoint: ReadyEndpoint): Promise<string | null> {
	const all = await listed(api);
	const found = ours(all, wanted.model, endpoint);
	if (found) return await keep(api, wanted, found);
	// Some scopes may create but not list: then it is there, and only its ID unknown.
	if (all.length === 0) {
		api.context.logger.warn(
			`There is a subscription for ${wanted.model} events already, but the server does not show it`,
		);
		return null;
	}
	throw conflict(api, wanted, all);
}

/** Says where the other subscription posts, but not its whole URL, which may hold a secret. */
function conflict(api: Api, { model, scope }: Wanted, all: IDataObject[]): NodeOperationError {
	const other = all.find((found) => found.model === model && isFor(scope, found));
	const post = String(other?.['post-url'] ?? '');
	const where = URL.canParse(post) ? ` (${new URL(post).host})` : '';
	return new NodeOperationError(
		api.context.getNode(),
		`The server has a subscription for ${model} events like this one that posts elsewhere${where}`,
		{
			description:
				'It belongs to something else and is left alone. Choose another domain or user, or have it removed by whoever made it. If n8n itself had that address before, delete it with Event Subscription → Delete, or wait until it ends.',
		},
	);
}

/** Deletes one; gone already is as good. Below Super User the server wants the body. */
async function remove(api: Api, { id, domain }: Subscription): Promise<void> {
	const body = { subscription_id: id, domain };
	await api
		.request({ method: 'DELETE', path: ONE, values: { id }, body, kind: 'delete' })
		.catch((error: unknown) => unlessStatus(error, 404));
}

/** Without the geo field it behaves as "no", without expiry it ends with the token. */
function changeableOf({ model, url, scope }: Wanted): IDataObject {
	const expires = DateTime.utc().plus({ minutes: scope.lifetimeMinutes });
	return {
		model,
		'post-url': url,
		'subscription-geo-support': 'yes',
		'subscription-expires-datetime': expires.toFormat('yyyy-MM-dd HH:mm:ss'),
		...(scope.preferredServer ? { 'preferred-server': scope.preferredServer } : {}),
	};
}

/** Set once, at creation. */
function filtersOf({ domain, user, reseller }: Scope): IDataObject {
	return { domain, user, ...(reseller ? { reseller } : {}) };
}

/** Events are filtered by real names: `~` is asked for. */
async function resolveOwn(api: Api, scope: Scope): Promise<Scope> {
	const domain = scope.domain === '~' ? await own(api, '/domains/~', 'domain') : scope.domain;
	const user = scope.user === '~' ? await own(api, '/domains/~/users/~', 'user') : scope.user;
	return { ...scope, domain, user };
}

async function own(api: Api, path: string, name: string): Promise<string> {
	const record = objectsOf(await api.request({ method: 'GET', path, kind: 'record' }))[0];
	const value = record?.[name];
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw new NodeOperationError(api.context.getNode(), `The credential has no ${name} of its own`, {
		description: `Choose the ${name} by its name instead of ~.`,
	});
}

function explained(api: Api, { model, scope }: Wanted, error: unknown): NodeApiError {
	const cause = error as NodeApiError;
	const allDomains =
		scope.domain === '*' ? ' Events of all domains (*) are for Super Users: name a domain.' : '';
	const audit = model === 'auditlog' ? ' Audit entries are for Super Users.' : '';
	const words = {
		message: `Could not subscribe to ${model} events. ${cause.message}`,
		description: `${cause.description ?? ''}${allDomains}${audit}`.trim(),
		httpCode: cause.httpCode ?? undefined,
	};
	return new NodeApiError(api.context.getNode(), words as JsonObject, words);
}

/** @returns the status of a refusal, 0 when no answer came */
export function statusOf(error: unknown): number {
	return error instanceof NodeApiError ? Number(error.httpCode) || 0 : 0;
}

/** Nothing for the given statuses; any other error goes on. */
function unlessStatus(error: unknown, ...statuses: number[]): undefined {
	if (!statuses.includes(statusOf(error))) throw error;
}

/** Answers come as one object or as an array of them. */
function objectsOf(answer: unknown): IDataObject[] {
	const values: unknown[] = Array.isArray(answer) ? answer : [answer];
	return values.filter(
		(value): value is IDataObject => typeof value === 'object' && value !== null,
	);
}

function idOf(subscription: IDataObject): string {
	return String(subscription.id);
}
