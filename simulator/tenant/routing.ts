import { notFound } from '../errors';
import type { Simulator } from '../simulator';
import type { Row } from '../state/table';

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
export function route(sim: Simulator, { from, to, domain: given, users }: Wanted): Route {
	const caller = userOf(sim, from, given);
	const number = numberOf(sim, to);
	const called = number ? undefined : userOf(sim, to, given ?? caller?.parents[0]);
	const domain = number?.parents[0] ?? called?.parents[0] ?? caller?.parents[0] ?? given;
	if (!domain || !sim.store.table('domains').find([], domain)) throw notFound();
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
	const queue = sim.store.table('callqueues').find([domain], destination) ? destination : '';
	const attendant = isAttendant(sim, domain, destination) ? destination : '';
	const phones = queue ? agentsOf(sim, domain, queue) : attendant ? [] : [destination];
	const ringing = users ?? phones;
	if (queue && ringing.length === 0) throw notFound('No agent is available');
	return { ...base, kind: inside ? 'internal' : 'in', queue, attendant, users: ringing };
}

/** An extension, alone or as `101@acme.example`. */
function userOf(sim: Simulator, name: string, domain?: string): Row | undefined {
	const [user = '', host] = name.split('@');
	const home = (host ?? domain ?? '').toLowerCase();
	return home ? sim.store.table('users').find([home], user) : undefined;
}

function numberOf(sim: Simulator, number: string): Row | undefined {
	for (const row of sim.store.table('phonenumbers').below()) {
		if (row.id === number && row.data['dial-rule-application'] !== 'available-number') return row;
	}
	return undefined;
}

function isAttendant(sim: Simulator, domain: string, user: string): boolean {
	return [...sim.store.table('autoattendants').below([domain, user])].length > 0;
}

function agentsOf(sim: Simulator, domain: string, queue: string): string[] {
	return [...sim.store.table('agents').below([domain, queue])]
		.filter((row) => row.data['callqueue-agent-availability-type'] !== 'disabled')
		.map((row) => row.id.split('@')[0] ?? '');
}
