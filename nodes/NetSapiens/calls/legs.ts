import type { Leg } from './leg';
import { isPhone, partyOf } from './parties';

/** Names under which the portal rings a phone to record or play a greeting (facts: portal). */
const PORTAL = /^(call-?record-?account|call-?play-?account|promptretrieve)$/i;

/**
 * Whether a record is no call: a registration that lapsed, a phone that the portal rang, a supervisor
 * listening in, somebody calling their own phone (facts: vendor's demo and portal).
 */
export function isNoCall(leg: Leg): boolean {
	return isLapsedRegistration(leg) || isOfPortal(leg) || isMonitoring(leg) || isSelfCall(leg);
}

function isLapsedRegistration({ reason }: Leg): boolean {
	return /reg expired/i.test(reason);
}

function isOfPortal({ callerSipUser }: Leg): boolean {
	return PORTAL.test(callerSipUser);
}

function isMonitoring({ target, callId, legId, throughId }: Leg): boolean {
	const isOfMonitor = [target, callId, legId, throughId].some((id) => /adhoc\.monitor/i.test(id));
	return isOfMonitor || /^monitoring$/i.test(target);
}

/** Calls to one's own mailbox are calls; those to one's own phone are none. */
function isSelfCall(leg: Leg): boolean {
	const { callerUser, called, through } = leg;
	const isSame = callerUser !== '' && callerUser === called && !isOtherDomain(leg);
	return isSame && through === '' && partyOf(leg) === 'person';
}

/** Whether a user of one domain called a user of another; false where a domain is not known. */
export function isOtherDomain({ callerDomain, calledDomain }: Leg): boolean {
	const known = [callerDomain, calledDomain].filter((domain) => domain !== '' && domain !== '*');
	const [caller = '', called = ''] = known.map((domain) => domain.toLowerCase());
	return known.length === 2 && caller !== called;
}

/**
 * Whether a record is only a step of a leg that goes on: written as the call moves on (vendor's
 * sample), or replaced at once (a provider's lists).
 */
export function isInterim({ interim, reason, talk }: Leg): boolean {
	return interim || /^new forward leg$/i.test(reason) || (/^moved$/i.test(reason) && !talk);
}

/**
 * Whether a leg rings the phone of the very user who asked for the call: the first half of
 * click-to-call (v45 document, portal). Picking that up answers nothing.
 */
export function isOwnPhone(leg: Leg): boolean {
	const isFirstHalf = isRequested(leg) && leg.called !== '' && leg.called === leg.through;
	return isFirstHalf || /^call-?to-?talk$/i.test(leg.callerSipUser);
}

/** Whether somebody asked the server for the call: click-to-call, a call-back (v45 document). */
export function isRequested({ action }: Leg): boolean {
	return /^callrequest$/i.test(action);
}

/**
 * Whether a leg is the last one of an attended transfer, which points at the call in which the two
 * talked before (vendor's session records).
 */
export function isAttendedTransfer({ action }: Leg): boolean {
	return /^xfer/i.test(action);
}

/**
 * Whether a leg was picked up but never came about, as the answer was not acknowledged: it lasts 32
 * seconds in which nobody hears anything (a provider's counts).
 */
export function isUnacknowledged({ reason }: Leg): boolean {
	return /no ack timeout/i.test(reason);
}

/** Whether the server tore a connection down because an end had gone (a provider's counts). */
export function isDropped(leg: Leg): boolean {
	return isUnacknowledged(leg) || /reinv: 408/i.test(leg.reason);
}

/**
 * Whether there was no way to the called side: no route, no such number, no service (providers'
 * lists). A busy or declining phone was reached.
 */
export function isUnreachable({ reason }: Leg): boolean {
	return /no dial rule|^term: (404|410|484|604|5\d\d)/i.test(reason);
}

/**
 * Whether somebody picked up and talked. The time of answer alone proves nothing: it is set for
 * machines too, and on some servers for every leg (measured at a provider). It decides where there
 * is no figure of talk, as on live calls.
 */
export function isAnswered(leg: Leg): boolean {
	if (!isPhone(leg) || isOwnPhone(leg) || isUnacknowledged(leg)) return false;
	if (leg.talk === null) return leg.answer !== null;
	return leg.talk + (leg.hold ?? 0) > 0;
}

/** Seconds of conversation; live calls have no figure, their times tell. Null when neither does. */
export function talkOf({ talk, answer, end }: Leg): number | null {
	if (talk !== null) return talk;
	return answer === null || end === null ? null : Math.max(0, end - answer);
}
