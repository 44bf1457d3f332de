import type { Direction } from './direction';
import type { Leg } from './leg';
import { isAnswered, isOwnPhone, isRequested } from './legs';
import { isMailbox, queueOf, type Outcome } from './outcome';
import { calledName, isPhone } from './parties';

/** Who called; empty text where it is not known. */
export interface Caller {
	/** Extension; empty for callers from outside. */
	user: string;
	number: string;
	name: string;
}

/**
 * Who called, by the first leg that says it. Who asks for a call by click-to-call is named as the one
 * whose rule made the leg.
 */
export function callerOf(legs: Leg[]): Caller {
	const requested = legs.find((leg) => isRequested(leg) || isOwnPhone(leg));
	if (requested) {
		const user = requested.through || requested.callerUser;
		return { user, number: '', name: '' };
	}
	const leg = legs.find(({ callerUser, callerNumber }) => callerUser + callerNumber !== '');
	return {
		user: leg?.callerUser ?? '',
		number: leg?.callerNumber ?? '',
		name: leg?.callerName ?? '',
	};
}

/** Extensions, or numbers outside, that talked with the caller, in order. */
export function answeredBy(legs: Leg[]): string[] {
	return distinct(legs.filter(isAnswered).map((leg) => creditOf(leg, legs)));
}

/** Agents that a queue rang. */
export function offeredTo(legs: Leg[]): string[] {
	const queue = queueOf(legs);
	const offers = legs.filter((leg) => isPhone(leg) && leg.through === queue);
	return distinct(offers.map(calledName));
}

/**
 * Who missed a call: the queue, to whose agents it was only offered; else the owner of the mailbox
 * that took it; else every user it rang at (calls.md, rule 9). Nobody misses a call of their own.
 */
export function missedFor(legs: Leg[], outcome: Outcome, direction: Direction | null): string[] {
	const isMissed = ['missed', 'voicemail', 'abandoned', 'failed'].includes(outcome);
	if (!isMissed || direction === 'outbound') return [];
	const queue = queueOf(legs);
	if (queue !== null) return [queue];
	const owners = legs.filter(isMailbox).map((leg) => leg.called || leg.through);
	if (owners.some(Boolean)) return distinct(owners);
	const rung = legs.filter((leg) => isPhone(leg) && !isOwnPhone(leg));
	return distinct(rung.map((leg) => creditOf(leg, legs)));
}

/**
 * Whose call a leg was: the called user's; outside, that of the user whose rule led there (vendor's
 * session records), unless that is a queue or an attendant; else the number's own.
 */
function creditOf(leg: Leg, legs: Leg[]): string {
	if (leg.called !== '') return leg.called;
	const machines = legs.filter((other) => !isPhone(other)).map(({ called }) => called);
	const isUser = leg.through !== '' && !machines.includes(leg.through) && !isRequested(leg);
	return isUser && leg.through !== queueOf(legs) ? leg.through : calledName(leg);
}

function distinct(names: string[]): string[] {
	return [...new Set(names.filter((name) => name !== ''))];
}
