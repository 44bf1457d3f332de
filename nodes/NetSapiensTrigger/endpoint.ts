import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import type { Model } from './events';

/** Where n8n keeps what a node has to know later: in the workflow, by the node's name. */
export type StaticDataContext = Pick<IHookFunctions, 'getWorkflowStaticData'>;

/** A subscription this node made or found. */
export interface Subscription {
	id: string;
	domain: string;
}

export type Subscriptions = Partial<Record<Model, Subscription>>;

/**
 * What the node keeps between calls. n8n gives manual tests a copy of their own, and copies of the
 * workflow have it too: what is noted here may belong to another n8n.
 */
export interface Endpoint {
	/** Made once and kept: a node that is edited or restarted stays the one its URLs speak of. */
	secret?: string;
	subscriptions: Subscriptions;
}

export function readEndpoint(context: StaticDataContext): Endpoint {
	const { secret, subscriptions } = context.getWorkflowStaticData('node');
	return {
		secret: typeof secret === 'string' && secret !== '' ? secret : undefined,
		// Nothing is trusted that stands there: each is looked up before it is used.
		subscriptions: { ...(subscriptions as Subscriptions) },
	};
}

/** Whole values are written: n8n does not notice changes inside of them. */
export function writeEndpoint(context: StaticDataContext, endpoint: Endpoint): void {
	Object.assign(context.getWorkflowStaticData('node'), {
		secret: endpoint.secret,
		subscriptions: { ...endpoint.subscriptions } as IDataObject,
	});
}

/** The calls in progress, packed; see memory.ts. */
export function readCalls(context: StaticDataContext): string {
	return (context.getWorkflowStaticData('node').calls as string | undefined) ?? '';
}

export function writeCalls(context: StaticDataContext, calls: string): void {
	context.getWorkflowStaticData('node').calls = calls;
}

/** The URL a server is to post one model's events to: the objects themselves do not name it. */
export function postUrl(address: string, model: Model, secret: string): string {
	const url = new URL(address);
	url.searchParams.set('model', model);
	url.searchParams.set('secret', secret);
	return url.toString();
}

/**
 * Whether a subscription posts to exactly this webhook; its secret may be an older one. The path
 * alone does not say it: a restored or cloned n8n has the same paths.
 *
 * @param post the subscription's URL as the server gives it
 */
export function pointsAt(post: unknown, address: string): boolean {
	return placeOf(post) !== undefined && placeOf(post) === placeOf(address);
}

/** Whether two URLs are the same, however they are spelled. */
export function isSameUrl(one: unknown, other: string): boolean {
	return pointsAt(one, other) && queryOf(String(one)) === queryOf(other);
}

/** Scheme, host, port and path, spelled in one way; undefined when it is no URL. */
function placeOf(address: unknown): string | undefined {
	if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
	const { protocol, hostname, port, pathname } = new URL(address);
	return `${protocol}//${hostname.replace(/\.$/, '')}:${port}${pathname}`;
}

function queryOf(address: string): string {
	const { searchParams } = new URL(address);
	searchParams.sort();
	return searchParams.toString();
}
