import type { Data } from '../state/table';
import type { System } from '../system';
import type { Bus, Subscription } from './bus';

/** A core must be healthy this long before a subscription comes back to it, in milliseconds. */
const HEALTHY = 60000;
const KEPT_POSTS = 20;

/** Posts waiting events, the way a core does when it looks at its tables every few seconds. */
export class Sender {
	private timer?: NodeJS.Timeout;
	/** Cores by name: the moment since which they are up, or undefined while they are down. */
	readonly cores = new Map<string, number | undefined>();

	constructor(
		private readonly system: System,
		private readonly bus: Bus,
	) {
		for (const name of system.cores) this.cores.set(name, 0);
	}

	start(interval: number): void {
		this.timer = setInterval(() => void this.poll(), Math.max(20, interval));
		this.timer.unref();
	}

	stop(): void {
		clearInterval(this.timer);
	}

	/** Looks for events now and waits until every post is answered. */
	async poll(): Promise<void> {
		const { bus } = this;
		bus.purge();
		await Promise.all([...bus.subscriptions.values()].map((one) => this.serve(one)));
	}

	private async serve(subscription: Subscription): Promise<void> {
		if (subscription.busy) return;
		this.chooseCore(subscription);
		if (!this.isUp(subscription.active)) return;
		subscription.busy = true;
		try {
			const errors = subscription.errors;
			const posts = subscription.posts;
			while (subscription.queue.length > 0 && subscription.expires > this.system.now()) {
				const batch = subscription.queue.splice(0, this.system.switches.number('event-batch') || 1);
				const delivered = await this.post(subscription, batch);
				if (delivered) continue;
				if (this.system.switches.is('event-retry', 'next-poll'))
					subscription.queue.unshift(...batch);
				break;
			}
			const isPosted = subscription.posts > posts;
			if (subscription.errors > errors) subscription.status = 'error';
			// An interval without errors clears the status, be it that nothing was to be posted.
			else if (isPosted || subscription.status === 'error') subscription.status = 'active';
		} finally {
			subscription.busy = false;
		}
	}

	/** Takes the preferred core when it is healthy, else the one with the fewest subscriptions. */
	private chooseCore(subscription: Subscription): void {
		const { preferred } = subscription;
		// A preferred server with a scheme is stored as it came and never resolves to a core.
		if (preferred.includes('/')) {
			subscription.active = preferred.split('/')[0] ?? '';
			return;
		}
		const since = this.cores.get(preferred);
		const back = since !== undefined && (since === 0 || this.system.now() - since >= HEALTHY);
		if (back) subscription.active = preferred;
		else if (!this.isUp(subscription.active)) subscription.active = this.leastBusy();
	}

	private isUp(core: string): boolean {
		return this.cores.get(core) !== undefined;
	}

	private leastBusy(): string {
		const load = (core: string) =>
			[...this.bus.subscriptions.values()].filter((one) => one.active === core).length;
		const up = [...this.cores.keys()].filter((core) => this.isUp(core));
		return up.sort((a, b) => load(a) - load(b))[0] ?? '';
	}

	/** One POST. Answers up to 302 count as delivered. */
	private async post(subscription: Subscription, events: Data[]): Promise<boolean> {
		const time = this.system.isoNow();
		let status = 0;
		let error: string | undefined;
		try {
			const response = await fetch(subscription.postUrl, {
				method: 'POST',
				headers: this.headers(subscription),
				body: this.system.json(events),
				redirect: 'manual',
				signal: AbortSignal.timeout(this.system.switches.number('event-timeout')),
			});
			status = response.status;
			await response.arrayBuffer();
		} catch (caught) {
			const { message, cause } = caught as Error;
			error = cause instanceof Error ? cause.message : message;
		}
		const delivered = error === undefined && status <= 302;
		subscription.posts++;
		if (!delivered) subscription.errors++;
		subscription.log.push({ time, status, error, events });
		if (subscription.log.length > KEPT_POSTS) subscription.log.shift();
		return delivered;
	}

	private headers(subscription: Subscription): Record<string, string> {
		const headers: Record<string, string> = { 'content-type': 'application/json' };
		const correlation = this.system.switches.get('correlation-id');
		if (correlation !== 'none') {
			headers['x-correlation-id'] =
				correlation === 'subscription' ? subscription.id : this.system.random.hex(32);
		}
		headers['user-agent'] = this.system.switches.is('event-user-agent', 'netsapiens')
			? 'NetSapiens'
			: '';
		return headers;
	}
}
