import type { Direction } from './direction';
import type { Leg } from './leg';
import { isAnswered, isOwnPhone, isRequested, talkOf } from './legs';
import { isMailbox, isMissedCall, queueOf, type Outcome } from './outcome';
import { calledName, isPhone } from './parties';
import { talkTime } from './times';

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
	const requested = legs.find(isOfRequest);
	if (requested) {
		const user = requested.through || requested.callerUser;
		return { user, number: '', name: '' };
	}
	const leg = legs.find(saysCaller);
	return {
		user: leg?.callerUser ?? '',
		number: leg?.callerNumber ?? '',
		name: leg?.callerName ?? '',
	};
}

const isOfRequest = (leg: Leg): boolean => isRequested(leg) || isOwnPhone(leg);

const saysCaller = ({ callerUser, callerNumber }: Leg): boolean =>
	callerUser !== '' || callerNumber !== '';

/** Extensions, or numbers outside, that talked with the caller, in order. */
export function answeredBy(legs: Leg[]): string[] {
	if (!legs.some(isAnswered)) return [];
	return distinct(legs.filter(isAnswered).map((leg) => creditOf(leg, legs)));
}

/** What a user or queue here had to do with a call. */
export interface Participant {
	user: string;
	role: 'caller' | 'answered' | 'missed' | 'offered';
	/** Null where no leg says how long. */
	talkSeconds: number | null;
}

/** Every user and queue here that had to do with a call, once for each role; outside numbers are none. */
export function participantsOf(legs: Leg[], missed: string[]): Participant[] {
	const { user } = callerOf(legs);
	const parts: Participant[] = [];
	if (user !== '') parts.push({ user, role: 'caller', talkSeconds: talkTime(legs) });
	for (const leg of legs) {
		if (!isAnswered(leg) || (leg.called === '' && !isOfRule(leg, legs))) continue;
		const name = creditOf(leg, legs);
		const known = partOf(parts, name);
		if (known) known.talkSeconds = plus(known.talkSeconds, talkOf(leg));
		else if (name !== '') parts.push({ user: name, role: 'answered', talkSeconds: talkOf(leg) });
	}
	for (const name of missed) parts.push({ user: name, role: 'missed', talkSeconds: 0 });
	for (const name of offeredTo(legs))
		if (!partOf(parts, name)) parts.push({ user: name, role: 'offered', talkSeconds: 0 });
	return parts;
}

/** The part of one who answered. */
const partOf = (parts: Participant[], name: string): Participant | undefined =>
	parts.find(({ user, role }) => role === 'answered' && user === name);

const plus = (one: number | null, other: number | null): number | null =>
	one === null || other === null ? null : one + other;

/** Agents that a queue rang. */
export function offeredTo(legs: Leg[]): string[] {
	const queue = queueOf(legs);
	if (queue === null) return [];
	const offers = legs.filter((leg) => isPhone(leg) && leg.through === queue);
	return distinct(offers.map(calledName));
}

/**
 * Who missed a call: the queue, to whose agents it was only offered; else the owner of the mailbox
 * that took it; else every user it rang at (vendor's queue figures, two providers' guides). Nobody
 * misses a call of their own.
 */
export function missedFor(legs: Leg[], outcome: Outcome, direction: Direction | null): string[] {
	if (!isMissedCall(outcome, direction)) return [];
	const queue = queueOf(legs);
	if (queue !== null) return [queue];
	const owners = legs.filter(isMailbox).map((leg) => leg.called || leg.through);
	if (owners.some(Boolean)) return distinct(owners);
	const rung = distinct(legs.filter(isPhone).map((leg) => creditOf(leg, legs)));
	return rung.filter((name) => name !== callerOf(legs).user);
}

/**
 * Whose call a leg was: the called user's; outside, that of the user whose rule led there (vendor's
 * session records), unless that is a queue or an attendant; else the number's own.
 */
function creditOf(leg: Leg, legs: Leg[]): string {
	if (leg.called !== '') return leg.called;
	return isOfRule(leg, legs) ? leg.through : calledName(leg);
}

/** Whether a user's own rule led to a leg. */
function isOfRule(leg: Leg, legs: Leg[]): boolean {
	if (leg.through === '' || leg.through === queueOf(legs) || isRequested(leg)) return false;
	return !legs.some((other) => other.called === leg.through && !isPhone(other));
}

function distinct(names: string[]): string[] {
	const named = names.includes('') ? names.filter((name) => name !== '') : names;
	return named.length > 1 ? [...new Set(named)] : named;
}
