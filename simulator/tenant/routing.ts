import { notFound } from '../errors';
import type { Row } from '../state/table';
import type { System } from '../system';

/** Where a dialled number leads. */
export interface Route {
	domain: string;
	kind: 'in' | 'out' | 'internal';
	origUser: string;
	callerNumber: string;
	callerName: string;
	queue: string;
	/** Extension of the attendant, or empty. */
	attendant: string;
	/** Extensions that ring, or the outside number. */
	users: string[];
}

interface Wanted {
	from: string;
	to: string;
	domain?: string;
	users?: string[];
}

/** Follows a call to the phones that ring. @throws ApiError 404 when nobody is there */
export function route(system: System, { from, to, domain: given, users }: Wanted): Route {
	const caller = userOf(system, from, given);
	const number = numberOf(system, to);
	const called = number ? undefined : userOf(system, to, given ?? caller?.parents[0]);
	const domain = number?.parents[0] ?? called?.parents[0] ?? caller?.parents[0] ?? given;
	if (!domain || !system.store.table('domains').find([], domain)) throw notFound();
	const inside = caller !== undefined && caller.parents[0] === domain;
	const destination = number
		? String(number.data['dial-rule-translation-destination-user'])
		: (called?.id ?? '');
	const base = {
		domain,
		origUser: inside ? caller.id : '',
		callerNumber: inside ? caller.id : from,
		callerName: inside
			? `${caller.data['name-first-name']} ${caller.data['name-last-name']}`
			: 'WIRELESS CALLER',
	};
	if (!number && !called) {
		if (!inside) throw notFound();
		return {
			...base,
			kind: 'out',
			queue: '',
			attendant: '',
			users: users ?? [to.split('@')[0] ?? to],
		};
	}
	const queue = system.store.table('callqueues').find([domain], destination) ? destination : '';
	const attendant = isAttendant(system, domain, destination) ? destination : '';
	const phones = queue ? agentsOf(system, domain, queue) : attendant ? [] : [destination];
	const ringing = users ?? phones;
	if (queue && ringing.length === 0) throw notFound('No agent is available');
	return { ...base, kind: inside ? 'internal' : 'in', queue, attendant, users: ringing };
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
