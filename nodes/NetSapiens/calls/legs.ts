import type { Leg } from './leg';
import { partyOf } from './parties';

/** The portal rings a phone to record or play a greeting under these caller names. */
const SYSTEM_CALLERS = /^(call-?record-?account|call-?play-?account|promptretrieve)$/i;

/**
 * Whether a record is no call: a registration that lapsed, a phone that was rung by the portal,
 * a supervisor listening in, somebody calling themselves (facts: vendor's own demo and portal).
 */
export function isNoCall(leg: Leg): boolean {
	return (
		/reg expired/i.test(leg.reason) ||
		SYSTEM_CALLERS.test(leg.callerSipUser) ||
		/adhoc\.monitor|^monitoring$/i.test(`${leg.target}`) ||
		/adhoc\.monitor/i.test(leg.callId) ||
		isSelfCall(leg)
	);
}

/** Calls to one's own voicemail are calls; those to one's own phone are none. */
function isSelfCall({ callerUser, called, through, ...leg }: Leg): boolean {
	const party = partyOf({ callerUser, called, through, ...leg });
	return callerUser !== '' && callerUser === called && through === '' && party === 'person';
}

/** Whether a record is only a step of a leg that goes on: written at a move, or replaced at once. */
export function isInterim(leg: Leg): boolean {
	return leg.interim || (/^moved$/i.test(leg.reason) && !leg.talk);
}

/** Whether the two ends were connected but the call was torn down, so that nobody talked. */
export function isTornDown(leg: Leg): boolean {
	return /no ack timeout|reinv: 408/i.test(leg.reason);
}

/** Seconds of talk; live calls and events have no figure, their times tell. */
export function talkOf(leg: Leg): number {
	if (isTornDown(leg) || leg.answer === null) return 0;
	if (leg.talk !== null) return leg.talk;
	return leg.end === null ? 0 : Math.max(0, leg.end - leg.answer);
}

/**
 * Whether somebody answered. An answer time alone proves nothing: queues, attendants and
 * voicemail have one too.
 */
export function isAnswered(leg: Leg): boolean {
	const party = partyOf(leg);
	if ((party !== 'person' && party !== 'outside') || isTornDown(leg)) return false;
	return leg.answer !== null && (leg.talk === null || leg.talk > 0);
}

/** Whether a leg is the second call of an attended transfer that came back to its call. */
export function isTransfer(leg: Leg): boolean {
	return /^xfer/i.test(leg.action);
}
