import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import type { Model } from './events';

/** Where n8n keeps what a node has to know later: in the workflow, by the node's name. */
export type StaticDataContext = Pick<IHookFunctions, 'getWorkflowStaticData'>;

/** A subscription this node made or adopted. */
export interface Subscription {
	id: string;
	domain: string;
}

/** What the node keeps between calls. n8n gives manual tests a copy of their own. */
export interface Endpoint {
	/** Made once and kept: a node that is edited or restarted stays the one its URLs speak of. */
	secret?: string;
	/** The webhook's address, without secret. */
	address?: string;
	subscriptions: Partial<Record<Model, Subscription>>;
}

export function readEndpoint(context: StaticDataContext): Endpoint {
	const { secret, address, subscriptions } = context.getWorkflowStaticData('node');
	return {
		secret: secret as string | undefined,
		address: address as string | undefined,
		subscriptions: { ...(subscriptions as Endpoint['subscriptions']) },
	};
}

/** Whole values are written: n8n does not notice changes inside of them. */
export function writeEndpoint(context: StaticDataContext, endpoint: Endpoint): void {
	Object.assign(context.getWorkflowStaticData('node'), {
		secret: endpoint.secret,
		address: endpoint.address,
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

/** Whether a subscription posts to this webhook; its secret may be an older one. */
export function pointsAt(post: unknown, address: string | undefined): boolean {
	return (
		hasOurPath(post, address) && new URL(String(post)).origin === new URL(address ?? '').origin
	);
}

/**
 * Whether a subscription posts to this webhook, perhaps on the host n8n had before. The path holds
 * an ID that n8n made for the node.
 */
export function hasOurPath(post: unknown, address: string | undefined): boolean {
	if (typeof post !== 'string' || !address || !URL.canParse(post)) return false;
	return new URL(post).pathname === new URL(address).pathname;
}
