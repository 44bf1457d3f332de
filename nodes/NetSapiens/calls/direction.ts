import type { Leg } from './leg';
import { isOtherDomain, isOwnPhone, isRequested } from './legs';
import { isPhone, partyOf } from './parties';

export type Direction = 'inbound' | 'outbound' | 'internal';

/**
 * Which way a call went, seen from the domain: the same for all its legs. Who called whom tells; the
 * record's own type is not to be relied on (measured by one client) and helps only where nothing
 * else does.
 *
 * @param legs of one call, in order
 * @returns null when no leg says it
 */
export function directionOf(legs: Leg[]): Direction | null {
	const teller = legs.find((leg) => originOf(leg) !== null);
	const origin = teller ? originOf(teller) : null;
	if (origin === 'here') return fromHere(legs);
	// A call that passes through from outside to outside may be anything.
	const isForSomebody = legs.some((leg) => partyOf(leg) !== 'outside' || leg.through !== '');
	return origin === 'outside' && isForSomebody ? 'inbound' : byType(legs);
}

/** Where the caller is. Callers from outside have no extension (v1 document). */
function originOf(leg: Leg): 'here' | 'outside' | null {
	// Click-to-call: the record has no caller, but a user who asked for the call.
	if (isRequested(leg) || isOwnPhone(leg)) return 'here';
	if (leg.callerType === 'gateway') return 'outside';
	if (leg.callerUser !== '' || leg.callerType === 'device') return 'here';
	return leg.callerNumber === '' ? null : 'outside';
}

function fromHere(legs: Leg[]): Direction | null {
	if (legs.every(isOwnPhone)) return byType(legs);
	const toOtherDomain = legs.find((leg) => !isOwnPhone(leg) && isOtherDomain(leg));
	if (toOtherDomain) return betweenDomains(toOtherDomain);
	const first = legs.find((leg) => !isOwnPhone(leg) && isPhone(leg));
	const isOut = first !== undefined && partyOf(first) === 'outside' && !isForward(first);
	return isOut ? 'outbound' : 'internal';
}

/** A colleague's rule leads outside: the call was for the colleague. */
function isForward({ through, callerUser, action }: Leg): boolean {
	return through !== '' && through !== callerUser && !/^callrequest$/i.test(action);
}

/** Either side sees it its own way, so it matters whose record it is. */
function betweenDomains({ domain, callerDomain, calledDomain }: Leg): Direction | null {
	if (domain.toLowerCase() === callerDomain.toLowerCase()) return 'outbound';
	return domain.toLowerCase() === calledDomain.toLowerCase() ? 'inbound' : null;
}

/** The record's own type (v1 document): 0 outbound, 1 inbound, 2 missed, 3 on-net. */
function byType(legs: Leg[]): Direction | null {
	const words: Record<number, Direction> = {
		0: 'outbound',
		1: 'inbound',
		2: 'inbound',
		3: 'internal',
	};
	const types = new Set(legs.map(({ type }) => (type === null ? undefined : words[type])));
	types.delete(undefined);
	const [only] = types;
	return types.size === 1 && only ? only : null;
}
