import { isInterim, isNoCall, isTransfer } from './legs';
import type { Leg } from './leg';

/** The legs of one call; `consultation` are those of the call inside an attended transfer. */
export interface Joined {
	legs: Leg[];
	consultation: Leg[];
}

/**
 * Puts the legs of each call together: by the caller's call ID; by the server's session where forks
 * have call IDs of their own; a consultation with the call it was for. Records that are no calls
 * are left out. The order of calls is that of their first leg.
 */
export function joinLegs(records: Leg[]): Joined[] {
	const legs = records.filter((leg) => !isNoCall(leg) && !isInterim(leg));
	const calls = bySession(grouped(legs, keyOf));
	return withConsultations(calls).map(({ legs: own, consultation }) => ({
		legs: inOrder(own),
		consultation: inOrder(consultation),
	}));
}

/** Without a call ID (rows of the night before) the first record's ID tells, else nothing does. */
export function keyOf(leg: Leg): string {
	return leg.callId || leg.parentId || leg.sessionId || leg.recordId;
}

function grouped(legs: Leg[], key: (leg: Leg) => string): Leg[][] {
	const groups = new Map<string, Leg[]>();
	for (const [at, leg] of legs.entries()) {
		const name = key(leg) || `leg ${at}`;
		groups.set(name, [...(groups.get(name) ?? []), leg]);
	}
	return [...groups.values()];
}

/** Forks of one call may have call IDs of their own, but one session. */
function bySession(calls: Leg[][]): Leg[][] {
	const sessions = new Map<string, Leg[]>();
	const joined: Leg[][] = [];
	for (const call of calls) {
		const ids = [...new Set(call.map(({ sessionId }) => sessionId).filter(Boolean))];
		const known = ids.map((id) => sessions.get(id)).find(Boolean);
		const target = known ?? [];
		target.push(...call);
		for (const id of ids) sessions.set(id, target);
		if (!known) joined.push(target);
	}
	return joined;
}

/** A leg that came by transfer points at the call in which the two talked before. */
function withConsultations(calls: Leg[][]): Joined[] {
	const taken = new Set<Leg[]>();
	const found = calls.map((legs) => {
		const pointers = legs.filter(isTransfer).map(({ throughId }) => throughId);
		const consultations = calls.filter(
			(other) => other !== legs && other.some(({ callId }) => pointers.includes(callId)),
		);
		for (const other of consultations) taken.add(other);
		return { legs, consultation: consultations.flat() };
	});
	return found.filter(({ legs }) => !taken.has(legs));
}

function inOrder(legs: Leg[]): Leg[] {
	return [...legs].sort(
		(a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.index ?? 0) - (b.index ?? 0),
	);
}
