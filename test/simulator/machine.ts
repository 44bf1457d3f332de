import type { LightMyRequestResponse } from 'fastify';

import type { Data } from '../../simulator/state/table';

export const TENANTS = ['acme.example', 'tremblay-motors.example'] as const;
export type Tenant = (typeof TENANTS)[number];

/** One who is there from the start and one who is not; the same of queues. */
export const USERS = ['101', '801'];
const QUEUES = ['4000', '4801'];

/** A kind of record as the facts describe it. */
interface Kind {
	/** The lists of a tenant that hold such records, below the tenant. */
	lists: string[];
	/** The field that names a record. */
	key: string;
	/** The name of the nth record; the server makes one where there is none. */
	id?: (n: number, tenant: Tenant) => string;
	/** What must be given besides. */
	needs?: Data;
	/** A name stands in one list of a tenant at most. */
	isUnique?: true;
	/** A field that can be changed. */
	mark: string;
	/** The field is given once; no update is documented to take it. */
	isFixed?: true;
}

const ofUsers = (list: string) => USERS.map((user) => `/users/${user}/${list}`);

export const KINDS = {
	users: {
		lists: ['/users'],
		key: 'user',
		id: () => '801',
		needs: {
			...{ 'name-last-name': 'Doe', 'email-address': 'pat@acme.example' },
			'user-scope': 'Basic User',
		},
		mark: 'name-first-name',
	},
	devices: {
		lists: ofUsers('devices'),
		key: 'device',
		id: (n) => `90${n}`,
		isUnique: true,
		mark: 'device-models-model',
	},
	phoneNumbers: {
		lists: ['/phonenumbers'],
		key: 'phonenumber',
		id: (n, tenant) => `1606555${TENANTS.indexOf(tenant)}00${n}`,
		needs: { 'dial-rule-translation-destination-user': '101' },
		mark: 'dial-rule-description',
	},
	queues: { lists: ['/callqueues'], key: 'callqueue', id: () => '4801', mark: 'description' },
	agents: {
		lists: QUEUES.map((queue) => `/callqueues/${queue}/agents`),
		key: 'callqueue-agent-id',
		id: (n, tenant) => `${n % 2 ? '101' : '801'}@${tenant}`,
		mark: 'callqueue-agent-dispatch-order-ordinal',
	},
	sharedContacts: { lists: ['/contacts'], key: 'unique-id', mark: 'company' },
	userContacts: { lists: ofUsers('contacts'), key: 'unique-id', mark: 'company' },
	timeframes: {
		lists: ['/timeframes'],
		key: 'timeframe-id',
		needs: { 'timeframe-type': 'always' },
		mark: 'timeframe-name',
		isFixed: true,
	},
	answerRules: {
		lists: ofUsers('answerrules'),
		key: 'time-frame',
		id: (n) => `Hours ${n}`,
		needs: { enabled: 'yes' },
		mark: 'order',
	},
} satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;

export const kindOf = (name: KindName): Kind => KINDS[name];

export const MODELS = ['call', 'cdr', 'voicemail', 'subscriber'] as const;

interface Call {
	tenant: Tenant;
	user: string;
	state: 'ringing' | 'talking';
}

/** What a server must be like after all that happened, by the facts alone. */
export class Model {
	/** Records by the path of their list, by id; with the value of the mark where it is known. */
	readonly lists = new Map<string, Map<string, unknown>>();
	readonly calls = new Map<string, Call>();
	/** How many call records there are. */
	readonly cdrs = new Map<Tenant, number>();
	/** Users by their tokens, which are good as long as the user stays. */
	readonly tokens = new Map<string, { tenant: Tenant; user: string; isGood: boolean }>();
	/** Ids of subscriptions by what they are about, such as `call/acme.example`. */
	readonly subscriptions = new Map<string, string>();
	/** Events since the last look, by subscription. */
	events: string[] = [];
	private count = 0;

	/** A list that is there: `undefined` when its user is not. */
	list(tenant: Tenant, list: string): Map<string, unknown> | undefined {
		const [, user] = /^\/users\/([^/]+)\//.exec(list) ?? [];
		if (user !== undefined && !this.hasUser(tenant, user)) return undefined;
		return this.lists.get(pathOf(tenant, list));
	}

	hasUser(tenant: Tenant, user: string): boolean {
		return this.lists.get(pathOf(tenant, '/users'))?.has(user) ?? false;
	}

	/** A text that was not there before. */
	fresh(): number {
		return ++this.count;
	}

	publish(model: (typeof MODELS)[number], tenant: Tenant, what: string): void {
		const about = `${model}/${tenant}`;
		if (this.subscriptions.has(about)) this.events.push(`/${about} ${what}`);
	}

	/** What follows from a new record. */
	created(name: KindName, tenant: Tenant, id: string): void {
		if (name === 'users') {
			// Everybody has a rule for all other times.
			this.lists.set(pathOf(tenant, `/users/${id}/answerrules`), new Map([['*', undefined]]));
			this.publish('subscriber', tenant, `${id}@${tenant}`);
		}
		const users = this.lists.get(pathOf(tenant, '/users'));
		if (name === 'queues' && users && !users.has(id)) {
			users.set(id, undefined);
			this.publish('subscriber', tenant, `${id}@${tenant}`);
		}
	}

	/** A call ends, and leaves its record. */
	hangUp(id: string): void {
		const call = this.calls.get(id);
		if (!call || !this.calls.delete(id)) return;
		this.cdrs.set(call.tenant, (this.cdrs.get(call.tenant) ?? 0) + 1);
		this.publish('call', call.tenant, `${id} yes`);
		this.publish('cdr', call.tenant, id);
	}

	updated(name: KindName, tenant: Tenant, id: string): void {
		if (name === 'users') this.publish('subscriber', tenant, `${id}@${tenant}`);
	}

	/** What goes with a record. */
	deleted(name: KindName, tenant: Tenant, id: string): void {
		const users = this.lists.get(pathOf(tenant, '/users'));
		const isGone = name === 'users' || (name === 'queues' && users?.delete(id));
		if (!isGone) return;
		this.publish('subscriber', tenant, `${id}@${tenant}`);
		const below = pathOf(tenant, `/users/${id}/`);
		for (const [path, records] of this.lists) if (path.startsWith(below)) records.clear();
		const isTheirs = (one: { tenant: Tenant; user: string }) =>
			one.tenant === tenant && one.user === id;
		for (const [call, whose] of this.calls) if (isTheirs(whose)) this.hangUp(call);
		for (const token of this.tokens.values()) if (isTheirs(token)) token.isGood = false;
	}
}

export const pathOf = (tenant: Tenant, list: string): string => `/domains/${tenant}${list}`;

/** What an event is about, as the model says it. */
export function described(path: string, event: Data): string {
	const what: Record<string, unknown> = {
		call: `${event.orig_callid} ${event.remove}`,
		cdr: event.orig_callid,
		voicemail: event.filename,
		subscriber: event.subscriber_login,
	};
	return `${path} ${String(what[path.split('/')[1] ?? ''])}`;
}

export const isDone = ({ statusCode }: LightMyRequestResponse): boolean => statusCode < 300;
