import type { Direction } from './direction';
import type { Leg } from './leg';
import { isAnswered, isOwnPhone, isRequested } from './legs';
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
	const answered = legs
		.filter(isAnswered)
		.filter((leg) => leg.called !== '' || isOfRule(leg, legs));
	const of = (name: string) => answered.filter((leg) => creditOf(leg, legs) === name);
	const names = distinct(answered.map((leg) => creditOf(leg, legs)));
	const offered = offeredTo(legs).filter((name) => !names.includes(name));
	const none = (role: Participant['role']) => (name: string) => ({
		user: name,
		role,
		talkSeconds: 0,
	});
	return [
		...(user === '' ? [] : [{ user, role: 'caller' as const, talkSeconds: talkTime(legs) }]),
		...names.map((name) => ({
			user: name,
			role: 'answered' as const,
			talkSeconds: talkTime(of(name)),
		})),
		...missed.map(none('missed')),
		...offered.map(none('offered')),
	];
}

/** Agents that a queue rang. */
export function offeredTo(legs: Leg[]): string[] {
	const queue = queueOf(legs);
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
	const machines = legs.filter((other) => !isPhone(other)).map(({ called }) => called);
	return !machines.includes(leg.through);
}

function distinct(names: string[]): string[] {
	return [...new Set(names.filter((name) => name !== ''))];
}
