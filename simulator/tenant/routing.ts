import { notFound } from '../errors';
import type { Row } from '../state/table';
import type { System } from '../system';

/** Where a dialled number leads. */
export interface Route extends Target {
	domain: string;
	kind: 'in' | 'out' | 'internal';
	origUser: string;
	callerNumber: string;
	callerName: string;
}

/** What a call reaches: a queue and its agents, an attendant, a mailbox, or phones. */
interface Target {
	queue: string;
	/** Extension of the attendant, or empty. */
	attendant: string;
	/** Extension whose mailbox takes the call, or empty. */
	mailbox: string;
	/** Whether it is a number outside the system. */
	outside: boolean;
	/** Extensions that ring, or the outside number. */
	users: string[];
}

interface Wanted {
	from: string;
	to: string;
	domain?: string;
	users?: string[];
}

const NOWHERE: Target = { queue: '', attendant: '', mailbox: '', outside: false, users: [] };

/** Follows a call to the phones that ring. @throws ApiError 404 when nobody is there */
export function route(system: System, { from, to, domain: given, users }: Wanted): Route {
	const caller = userOf(system, from, given);
	const number = numberOf(system, to);
	const called = number ? undefined : userOf(system, to, given ?? caller?.parents[0]);
	const domain = number?.parents[0] ?? called?.parents[0] ?? caller?.parents[0] ?? given;
	if (!domain || !system.store.table('domains').find([], domain)) throw notFound();
	const inside = caller !== undefined && caller.parents[0] === domain;
	if (!number && !called && !inside) throw notFound();
	const target = number
		? byApplication(system, number)
		: called
			? ofExtension(system, domain, called.id)
			: outside(to.split('@')[0] ?? to);
	const ringing = users ?? target.users;
	if (target.queue && ringing.length === 0) throw notFound('No agent is available');
	return {
		...target,
		users: ringing,
		domain,
		kind: !number && !called ? 'out' : inside ? 'internal' : 'in',
		origUser: inside ? caller.id : '',
		callerNumber: inside ? caller.id : from,
		callerName: inside
			? `${caller.data['name-first-name']} ${caller.data['name-last-name']}`
			: 'WIRELESS CALLER',
	};
}

const outside = (number: string): Target => ({ ...NOWHERE, outside: true, users: [number] });

/** Where the application of a phone number sends its calls. @throws ApiError 404 when nobody takes them */
function byApplication(system: System, { id, parents, data }: Row): Target {
	const [domain = ''] = parents;
	const application = String(data['dial-rule-application'] ?? '');
	const destination = String(data['dial-rule-translation-destination-user'] ?? '');
	const goes = (to: string) => application.startsWith(to);
	if (goes('to-voicemail')) return { ...NOWHERE, mailbox: existing(system, domain, destination) };
	if (goes('to-connection')) return outside(destination === '[*]' ? id : destination);
	if (goes('to-single-device')) {
		return { ...NOWHERE, users: [ownerOf(system, domain, destination)] };
	}
	if (goes('to-callqueue')) {
		const target = ofExtension(system, domain, destination);
		return target.queue ? target : notThere();
	}
	if (!goes('to-') && application !== 'spam-screening') return notThere();
	return ofExtension(system, domain, destination);
}

function notThere(): never {
	throw notFound();
}

function ofExtension(system: System, domain: string, user: string): Target {
	if (system.store.table('callqueues').find([domain], user)) {
		return { ...NOWHERE, queue: user, users: agentsOf(system, domain, user) };
	}
	if (isAttendant(system, domain, user)) return { ...NOWHERE, attendant: user };
	return { ...NOWHERE, users: [user] };
}

const existing = (system: System, domain: string, user: string): string =>
	system.store.table('users').find([domain], user)?.id ?? notThere();

/** The user of a device, which is named with or without `sip:` and domain. */
function ownerOf(system: System, domain: string, device: string): string {
	const name = device.replace(/^sip:/, '').split('@')[0] ?? '';
	for (const row of system.store.table('devices').below([domain])) {
		if (row.id.split('@')[0] === name) return row.parents[1] ?? notThere();
	}
	return notThere();
}

/** An extension, alone or as `101@acme.example`. */
function userOf(system: System, name: string, domain?: string): Row | undefined {
	const [user = '', host] = name.split('@');
	const home = (host ?? domain ?? '').toLowerCase();
	return home ? system.store.table('users').find([home], user) : undefined;
}

function numberOf(system: System, number: string): Row | undefined {
	for (const row of system.store.table('phonenumbers').below()) {
		if (row.id === number && row.data['dial-rule-application'] !== 'available-number') return row;
	}
	return undefined;
}

function isAttendant(system: System, domain: string, user: string): boolean {
	return [...system.store.table('autoattendants').below([domain, user])].length > 0;
}

function agentsOf(system: System, domain: string, queue: string): string[] {
	return [...system.store.table('agents').below([domain, queue])]
		.filter((row) => row.data['callqueue-agent-availability-type'] !== 'disabled')
		.map((row) => row.id.split('@')[0] ?? '');
}
