import type { Data } from '../state/table';
import type { System } from '../system';
import { belongsTo, type Owner } from '../tenant/owner';

/** What a subscription can be about. */
export const MODELS = [
	'agent',
	'auditlog',
	'auditlog_lite',
	'call',
	'call_origid',
	'cdr',
	'message',
	'messagesession',
	'subscriber',
	'presence',
	'voicemail',
] as const;

/** What API v1 had besides. */
export const V1_MODELS = ['call_recording'] as const;

export type Model = (typeof MODELS)[number] | (typeof V1_MODELS)[number];

/** Whom an event concerns; subscriptions filter by it. */
export interface Concern {
	domain: string;
	/** Every user who takes part. */
	users: string[];
}

/** One event in both spellings; the switch `event-names` decides which one is sent. */
export interface Spelling {
	underscore: Data;
	hyphen: Data;
}

/** One attempt to deliver. */
export interface Post {
	time: string;
	/** HTTP status, or 0 when there was no answer. */
	status: number;
	error?: string;
	events: Data[];
}

/** A subscription with what only the server knows. */
export interface Subscription {
	id: string;
	model: Model;
	postUrl: string;
	geo: string;
	userScope: string;
	reseller: string;
	domain: string;
	user: string;
	/** Who made it. */
	creator: { domain: string; user: string; keyId: string };
	/** Epoch milliseconds. */
	created: number;
	expires: number;
	preferred: string;
	active: string;
	status: 'pending' | 'active' | 'error';
	errors: number;
	posts: number;
	/** Events that wait for the next poll. */
	queue: Data[];
	/** Last attempts, newest last. */
	log: Post[];
	busy: boolean;
}

/** All subscriptions and the events that wait for them. */
export class Bus {
	readonly subscriptions = new Map<string, Subscription>();

	constructor(private readonly system: System) {}

	/** Hands an event to every subscription it concerns. */
	publish(model: Model, concern: Concern, make: () => Spelling): void {
		let event: Spelling | undefined;
		for (const subscription of this.subscriptions.values()) {
			if (subscription.model !== model || !this.concerns(subscription, concern)) continue;
			if (subscription.expires <= this.system.now()) continue;
			event ??= make();
			const sent = this.system.switches.is('event-names', 'hyphen')
				? event.hyphen
				: event.underscore;
			subscription.queue.push(sent);
			const twice = subscription.geo === 'no' && this.system.switches.is('geo-off', 'twice');
			if (twice) subscription.queue.push(sent);
		}
	}

	/** Ends the subscriptions of somebody who is gone, and those to what happens to them. */
	forget(owner: Owner): void {
		for (const [id, one] of this.subscriptions) {
			if (belongsTo(one, owner) || belongsTo(one.creator, owner)) this.subscriptions.delete(id);
		}
	}

	/** Forgets subscriptions that ended some time ago. */
	purge(): void {
		const limit = this.system.now() - this.system.switches.number('subscription-purge') * 1000;
		for (const [id, subscription] of this.subscriptions) {
			if (subscription.expires < limit) this.subscriptions.delete(id);
		}
	}

	private concerns(subscription: Subscription, { domain, users }: Concern): boolean {
		const { reseller } = subscription;
		if (reseller !== '*' && reseller !== this.system.resellerOf(domain)) return false;
		if (subscription.domain !== '*' && subscription.domain !== domain) return false;
		return subscription.user === '*' || users.includes(subscription.user);
	}
}
