import { Accounts } from './auth/accounts';
import { ApiKeys } from './auth/apikeys';
import type { Principal } from './auth/principal';
import { RESELLER, SUPER } from './auth/scopes';
import { Sessions } from './auth/sessions';
import { Bus } from './events/bus';
import { agentEvent, presenceEvent, subscriberEvent } from './events/payloads';
import { Sender } from './events/sender';
import { Media } from './files/media';
import { Resource, type Collection } from './generic';
import type { Call, Handler } from './handler';
import { liveOf } from './resources/calls';
import type { Options } from './options';
import { Random } from './random';
import { shapeOf, versionNumber, type Endpoint, type Spec } from './spec';
import { plain } from './dates';
import type { CdrBook } from './state/cdr-book';
import type { Data, Row } from './state/table';
import { Store } from './state/table';
import type { Switches } from './switches';
import { AuditLog } from './tenant/audit';
import { Calls } from './tenant/calls';
import { Messages } from './tenant/messages';

/** A handler and how its requests are treated before it runs. */
export interface Binding {
	endpoint: Endpoint;
	handler: Handler;
	/** Needs no bearer. */
	open: boolean;
	/** Checks its own input. */
	unchecked: boolean;
}

/** The state of one simulated system and the handlers that work on it. */
export class Simulator {
	readonly store = new Store();
	readonly random: Random;
	readonly accounts: Accounts;
	readonly sessions: Sessions;
	readonly keys: ApiKeys;
	readonly switches: Switches;
	/** Name of the core that answers. */
	readonly hostname = 'core1.pbx.example';
	/** Every core of the system. */
	readonly cores = ['core1.pbx.example', 'core2.pbx.example'];
	/** Where this simulator is reached. */
	url = '';
	readonly bus: Bus;
	readonly sender: Sender;
	readonly calls: Calls;
	readonly messages: Messages;
	readonly media: Media;
	readonly log: AuditLog;
	/** Mail the system would have sent. */
	readonly mail: Array<{ time: string; to: string; subject: string; body: unknown }> = [];
	/** The moment this tenant was made, epoch milliseconds. */
	readonly born: number;
	readonly resources = new Map<string, Resource>();
	private readonly bindings = new Map<string, Binding>();
	private readonly documented: Map<string, Endpoint>;
	private readonly timers = new Set<NodeJS.Timeout>();
	private book?: CdrBook;
	private sequence = 0;

	constructor(
		readonly spec: Spec,
		readonly options: Options,
	) {
		this.switches = options.switches;
		this.born = options.now ? Date.parse(options.now) : Date.now();
		this.random = new Random(`tokens/${options.seed}`);
		this.documented = new Map(spec.endpoints.map((e) => [`${e.method} ${e.shape}`, e]));
		this.accounts = new Accounts(this.store.table('users'), options.seed);
		this.sessions = new Sessions(this);
		this.keys = new ApiKeys(this);
		this.bus = new Bus(this);
		this.sender = new Sender(this);
		this.calls = new Calls(this);
		this.messages = new Messages(this);
		this.media = new Media(this);
		this.log = new AuditLog(this);
	}

	/** Epoch milliseconds; the moment of birth until the tenant is seeded. */
	now(): number {
		return this.book ? Date.now() : this.born;
	}

	/** Now, or another moment, as `2026-01-05T12:00:00+00:00`. */
	isoNow(time = this.now()): string {
		return `${new Date(time).toISOString().slice(0, 19)}+00:00`;
	}

	/** Now, or another moment, as `2026-01-05 12:00:00` in UTC. */
	plainNow(time = this.now()): string {
		return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
	}

	/** A server-made id of a call or message: 20 digits, a dash, 32 hex digits. */
	callId(): string {
		const stamp = new Date(this.now()).toISOString().replace(/\D/g, '').slice(0, 14);
		this.sequence = (this.sequence + 1) % 1000000;
		return `${stamp}${String(this.sequence).padStart(6, '0')}-${this.random.hex(32)}`;
	}

	/** Version of the core, to compare with what operations came with. */
	get version(): number {
		return versionNumber(this.options.version);
	}

	/** Major version of the core, 44 or 45. */
	get major(): number {
		return Number.parseInt(this.options.version, 10);
	}

	get apiVersion(): string {
		return `Version: ${this.options.version}`;
	}

	/** Scope as tokens spell it. */
	spellScope(scope: string): string {
		if (this.switches.is('scope-spelling', 'dashes')) return scope.toLowerCase().replace(/ /g, '-');
		if (this.switches.is('scope-spelling', 'joined')) return scope.toLowerCase().replace(/ /g, '');
		return scope;
	}

	/** JSON the way the server writes it. */
	json(value: unknown): string {
		const text = JSON.stringify(value) ?? 'null';
		return this.switches.is('escape-slashes', 'yes') ? text.replace(/\//g, '\\/') : text;
	}

	/** The documented endpoint with this method and shape. */
	endpoint(method: string, shape: string): Endpoint | undefined {
		return this.documented.get(`${method} ${shape}`);
	}

	/** Every endpoint that is answered. */
	allBindings(): Binding[] {
		return [...this.bindings.values()];
	}

	/** Adds a kind of record and its handlers. */
	collection(definition: Collection): Resource {
		const resource = new Resource(this, definition);
		this.resources.set(definition.table, resource);
		resource.register();
		return resource;
	}

	/** The handlers of a kind of record that `collection` added. */
	resource(table: string): Resource {
		const resource = this.resources.get(table);
		if (!resource) throw new Error(`No collection named ${table}`);
		return resource;
	}

	/**
	 * Sets what answers an endpoint; the last one set wins. Endpoints that are not documented are
	 * left out, so that the simulator has no more routes than a real core, except for `/count`,
	 * `/list` and those set with `undocumented`.
	 */
	on(
		method: string,
		path: string,
		handler: Handler,
		more: Partial<Omit<Binding, 'endpoint' | 'handler'>> & { undocumented?: boolean } = {},
	): void {
		const shape = shapeOf(path);
		const extra = more.undocumented || (method === 'GET' && /\/(count|list)$/.test(shape));
		const known = this.endpoint(method, shape);
		if (!known && !extra) return;
		const endpoint = known ?? { method, shape, variants: [], since: 0, synchronous: false };
		this.bindings.set(`${method} ${shape}`, {
			endpoint,
			handler,
			open: more.open ?? false,
			unchecked: more.unchecked ?? false,
		});
	}

	/** Whether something answers this method and shape. */
	binds(method: string, shape: string): boolean {
		return this.bindings.has(`${method} ${shape}`);
	}

	/** Name of the reseller of a domain, empty when the domain is gone. */
	resellerOf(domain: string): string {
		return String(this.store.table('domains').find([], domain)?.data.reseller ?? '');
	}

	/** When a record written now can be read: at once, or later by the switch `write-delay`. */
	visibleFrom(call?: Call): number | undefined {
		const delay = this.switches.number('write-delay');
		return call && delay > 0 ? this.now() + delay : undefined;
	}

	readable(row: Row): boolean {
		return row.visibleFrom === undefined || row.visibleFrom <= this.now();
	}

	/** The record of the domain's calls; `plainSeconds` is how its dates look without a request. */
	get cdrs(): CdrBook {
		if (!this.book) throw new Error('The tenant is not seeded yet');
		return this.book;
	}

	/** Puts the seeded call records in place. */
	keepCdrs(book: CdrBook): void {
		this.book = book;
	}

	plainSeconds = (seconds: number): string => plain(seconds);

	/** Number of live calls below these owners (domain, user). */
	liveCalls(owners: string[]): number {
		return liveOf(this, owners).length;
	}

	/** Notes a change for the audit log; nothing is noted while the tenant is being seeded. */
	audit(action: string, object: string, row: Row, call?: Call): void {
		if (this.book) this.log.note(action, object, row, call);
	}

	/** Tells subscribers that a user changed. */
	userChanged(row: Row): void {
		const concern = { domain: row.parents[0] ?? '', users: [row.id] };
		this.bus.publish('subscriber', concern, () => subscriberEvent(this, row));
		this.bus.publish('presence', concern, () => presenceEvent(this, row));
	}

	/** Tells subscribers that an agent changed. */
	agentChanged(row: Row): void {
		const concern = { domain: row.parents[0] ?? '', users: [row.id.split('@')[0] ?? ''] };
		this.bus.publish('agent', concern, () => agentEvent(this, row));
	}

	/** Does something after a while, at once for 0 ms; never after the simulator stopped. */
	later(milliseconds: number, act: () => void): void {
		if (milliseconds <= 0) return act();
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			act();
		}, milliseconds);
		this.timers.add(timer);
	}

	/** Ends everything that would happen by itself. */
	close(): void {
		this.sender.stop();
		for (const timer of this.timers) clearTimeout(timer);
	}

	/** Whether a system-wide list shows this row to the sender. */
	seesRow(principal: Principal, row: Row): boolean {
		if (principal.rank >= SUPER) return true;
		const data: Data = row.data;
		const domain = String(data.domain ?? '');
		const reseller = String(data.reseller ?? (domain ? this.resellerOf(domain) : '*'));
		if (principal.rank >= RESELLER) return reseller === principal.reseller || reseller === '*';
		return domain === '' || domain === '*' || domain === principal.domain;
	}
}
