import type { Direction } from './direction';
import type { Leg } from './leg';
import { isAnswered, isDropped, isOwnPhone, isUnreachable } from './legs';
import { isPhone, partyOf, type Party } from './parties';

/** How a call went. */
export type Outcome =
	/** A user here picked up. */
	| 'answered'
	/** Somebody outside picked up, or a mailbox of theirs: no record tells. */
	| 'answeredOutside'
	/** Ended in a mailbox here. */
	| 'voicemail'
	/** The caller gave up in a queue. */
	| 'abandoned'
	/** The caller asked a queue to be called back. */
	| 'callback'
	/** Rang here, and nobody picked up. */
	| 'missed'
	/** The caller hung up in the menu of an attendant. */
	| 'attendantHangup'
	/** Only an application was called: an announcement, a conference, the caller's own mailbox. */
	| 'application'
	/** Rang outside, and nobody picked up. */
	| 'unanswered'
	/** Did not come about: no route, no service, or the answer got lost. */
	| 'failed';

/** @param legs of one call, in order */
export function outcomeOf(legs: Leg[], direction: Direction | null): Outcome {
	if (legs.some((leg) => isAnswered(leg) && partyOf(leg) === 'person')) return 'answered';
	if (legs.some(isAnswered)) return 'answeredOutside';
	if (legs.some(isMailbox)) return 'voicemail';
	if (has(legs, 'callback')) return 'callback';
	const rung = legs.filter((leg) => isPhone(leg) && !isOwnPhone(leg));
	if (rung.some(isDropped)) return 'failed';
	if (isStillInQueue(legs)) return 'abandoned';
	const isForUser = direction === 'inbound' || direction === 'internal';
	if (isForUser ? rung.length > 0 : has(rung, 'person')) return 'missed';
	if (rung.length > 0 || legs.some(isOwnPhone))
		return rung.every(isUnreachable) ? 'failed' : 'unanswered';
	return has(legs, 'attendant') ? 'attendantHangup' : 'application';
}

/** Whether somebody talked with the caller. */
export function isAnsweredCall(outcome: Outcome): boolean {
	return outcome === 'answered' || outcome === 'answeredOutside';
}

/** Whether somebody here missed a call: nobody misses those they placed themselves. */
export function isMissedCall(outcome: Outcome, direction: Direction | null): boolean {
	if (outcome === 'failed') return direction === 'inbound' || direction === 'internal';
	return outcome === 'missed' || outcome === 'voicemail' || outcome === 'abandoned';
}

/** Whether a leg took a message. Whoever calls their own mailbox listens to it. */
export function isMailbox(leg: Leg): boolean {
	const isOwn = leg.callerUser !== '' && leg.callerUser === leg.called;
	return partyOf(leg) === 'voicemail' && !isOwn;
}

/** A queue that gave the caller on to somebody who is no agent of it has not been left (overflow). */
function isStillInQueue(legs: Leg[]): boolean {
	const queue = queueOf(legs);
	if (queue === null) return false;
	const last = legs.filter((leg) => isPhone(leg) || partyOf(leg) === 'queue').at(-1);
	return last !== undefined && (partyOf(last) === 'queue' || last.through === queue);
}

/** The queue that found the agent who answered, else the last one the caller waited in. */
export function queueOf(legs: Leg[]): string | null {
	const last = legs.findLast(isOfQueue);
	if (!last) return null;
	const queues = new Set(legs.map(nameOfQueue).filter((name) => name !== ''));
	const answered = legs.find((leg) => isAnswered(leg) && queues.has(leg.through));
	return answered ? answered.through : nameOfQueue(last);
}

const isOfQueue = (leg: Leg): boolean => nameOfQueue(leg) !== '';

/** A queue's own leg names it as called; so does every leg by which it rang an agent. */
export function nameOfQueue(leg: Leg): string {
	const { action, called, through } = leg;
	const party = partyOf(leg);
	if (party === 'queue' || party === 'callback') return called || through;
	return /^queue/i.test(action) ? through : '';
}

function has(legs: Leg[], party: Party): boolean {
	return legs.some((leg) => partyOf(leg) === party);
}
