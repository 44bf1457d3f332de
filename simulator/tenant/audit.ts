import type { Bus } from '../events/bus';
import { auditEvent, type AuditEntry } from '../events/payloads';
import type { Call } from '../handler';
import type { Row } from '../state/table';
import type { System } from '../system';

/** Objects whose creation and deletion the short audit model tells. */
const LITE = new Set([
	'domain',
	'subscriber',
	'territory',
	'callqueue',
	'agent',
	'conference',
	'phonenumber',
]);
const KEPT = 2000;

/** Who did what, newest last, and the events about it. */
export class AuditLog {
	readonly entries: AuditEntry[] = [];
	/** Sign-ins, in the same shape. */
	readonly access: AuditEntry[] = [];

	constructor(
		private readonly system: System,
		private readonly bus: Bus,
	) {}

	/** Notes a change of a record and who made it. */
	note(action: string, object: string, row: Row, call?: Call): void {
		const domain = object === 'domain' ? row.id : String(row.parents[0] ?? '');
		this.add({
			action,
			object,
			domain,
			user: row.parents.length > 0 ? (row.id.split('@')[0] ?? '') : '',
			byDomain: call?.principal.domain ?? '',
			byUser: call?.principal.user || (call?.principal.keyId ?? ''),
			byIp: call?.request.ip ?? '127.0.0.1',
		});
	}

	/** Notes that somebody signed in. */
	signedIn(domain: string, user: string, byIp: string): void {
		const time = this.system.now();
		this.access.push({
			time,
			action: 'login',
			object: 'access',
			domain,
			user,
			byDomain: domain,
			byUser: user,
			byIp,
		});
		if (this.access.length > KEPT) this.access.shift();
	}

	/** Adds an entry and tells subscribers of both audit models. */
	add(given: Partial<AuditEntry>): AuditEntry {
		const entry: AuditEntry = {
			time: this.system.now(),
			action: 'update',
			object: 'subscriber',
			domain: '',
			user: '',
			byDomain: '',
			byUser: '',
			byIp: '127.0.0.1',
			...given,
		};
		this.entries.push(entry);
		if (this.entries.length > KEPT) this.entries.shift();
		const concern = { domain: entry.domain, users: [entry.user] };
		const event = () => auditEvent(this.system, entry);
		this.bus.publish('auditlog', concern, event);
		const brief = LITE.has(entry.object) && ['create', 'delete'].includes(entry.action);
		if (brief) this.bus.publish('auditlog_lite', concern, event);
		return entry;
	}
}
