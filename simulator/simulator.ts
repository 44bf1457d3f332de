import { Accounts } from './auth/accounts';
import { ApiKeys } from './auth/apikeys';
import { Sessions } from './auth/sessions';
import { Bus } from './events/bus';
import { Sender } from './events/sender';
import { Media } from './files/media';
import type { Call } from './handler';
import type { Options } from './options';
import type { Resource } from './resource';
import type { Spec } from './spec';
import type { Row } from './state/table';
import { System } from './system';
import { AuditLog } from './tenant/audit';
import { Calls } from './tenant/calls';
import { Messages } from './tenant/messages';

/** One simulated system with all its parts, as handlers find it. The parts know only what they need. */
export class Simulator extends System {
	readonly accounts: Accounts;
	readonly sessions: Sessions;
	readonly keys: ApiKeys;
	readonly bus: Bus;
	readonly sender: Sender;
	readonly media: Media;
	readonly calls: Calls;
	readonly messages: Messages;
	readonly log: AuditLog;
	private readonly resources = new Map<string, Resource>();

	constructor(spec: Spec, options: Options) {
		super(spec, options);
		this.accounts = new Accounts(this.store.table('users'), options.seed);
		this.sessions = new Sessions(this);
		this.keys = new ApiKeys(this);
		this.bus = new Bus(this);
		this.sender = new Sender(this, this.bus);
		this.media = new Media(this);
		this.calls = new Calls(this, this.bus, this.media);
		this.messages = new Messages(this, this.bus, this.media);
		this.log = new AuditLog(this, this.bus);
	}

	/** Keeps a kind of record under the name of its table. */
	keepResource(resource: Resource): void {
		this.resources.set(resource.definition.table, resource);
	}

	/** Every kind of record. */
	get kinds(): Iterable<Resource> {
		return this.resources.values();
	}

	/** A kind of record by the name of its table. */
	resource(table: string): Resource {
		const resource = this.resources.get(table);
		if (!resource) throw new Error(`No collection named ${table}`);
		return resource;
	}

	/** Notes a change for the audit log; nothing is noted while the tenant is being seeded. */
	audit(action: string, object: string, row: Row, call?: Call): void {
		if (this.isSeeded) this.log.note(action, object, row, call);
	}

	override close(): void {
		this.sender.stop();
		super.close();
	}
}
