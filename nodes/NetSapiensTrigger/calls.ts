import { isRemoved, type CallEvent } from './events';
import { momentOrNull, text, type Fields } from './fields';
import { shortHash } from './hash';

/**
 * What is remembered of one leg: a call to one device or number. `answered` and `first` count the
 * posts of the call, so that the order of things survives clocks that disagree.
 */
export interface LegState {
	/** The user or number called; a user with three phones has three legs and one party. */
	party: string;
	/** Step at which the leg was first seen. */
	first: number;
	/** Step at which a person picked up, 0 before. */
	answered: number;
	/** The server's answer time as epoch seconds, 0 before. */
	answeredAt: number;
	/** Voicemail or a queue, not a person. */
	machine: boolean;
	live: boolean;
}

/** What is remembered of one call. */
export interface CallState {
	step: number;
	over: boolean;
	/** A person has picked up at any leg. */
	answered: boolean;
	/** It was for a user here, so that it can be missed. */
	forUser: boolean;
	/** An event of it was passed on, which matters when only the first of each call is wanted. */
	told: boolean;
	legs: Record<string, LegState>;
}

/** What one `call` object says. */
export interface Leg {
	callId: string;
	legId: string;
	party: string;
	forUser: boolean;
	machine: boolean;
	removed: boolean;
	/** Epoch seconds, 0 while it rings. */
	answeredAt: number;
	/** Answered so long before this post that the answer itself must have been posted earlier. */
	stale: boolean;
}

/** Events come some seconds after what happened; the server looks every 3 s. */
const STALE_AFTER_SECONDS = 15;

/** Applications that answer calls in place of a person: voicemail boxes and queues. */
const MACHINES = /@(to-vmail|call-queu?e?ing)\b|voice-?mail|vmail/i;

/** The call's key: its originating call ID; servers without one name the session. */
export function callIdOf(fields: Fields): string {
	return text(fields, 'orig_callid', 'call_orig_call_id', 'sessionid', 'call_session_id');
}

/** Reads one object of the models `call` and `call_origid`. */
export function legOf(fields: Fields): Leg {
	const user = text(fields, 'term_sub', 'call_term_user');
	const domain = text(fields, 'term_domain', 'call_term_domain');
	const dialled = text(fields, 'dnis', 'call_dialed_number', 'term_user', 'orig_to_user');
	const answered = momentOrNull(fields, 'time_answer', 'call_answer_datetime');
	const touched = momentOrNull(fields, 'ts', 'time_refresh');
	const age = answered && touched ? touched.diff(answered, 'seconds').seconds : 0;
	return {
		callId: callIdOf(fields),
		legId: text(fields, 'term_callid', 'call_term_call_id'),
		party: user ? `${user}@${domain}` : dialled,
		forUser: user !== '',
		machine: MACHINES.test(text(fields, 'term_to_uri', 'term_uri', 'call_term_uri')),
		removed: isRemoved(fields),
		answeredAt: answered?.toUnixInteger() ?? 0,
		stale: age > STALE_AFTER_SECONDS,
	};
}

/**
 * Takes one post about a leg into account.
 *
 * Ringing and Answered come once for each user a call rings at, Ended and Missed once for each
 * call, when its last leg is gone. Hold, codec and other changes of a leg give nothing.
 *
 * @returns the call as it is now (the same object when nothing is new) and the events of this post
 */
export function advance(
	before: CallState | undefined,
	leg: Leg,
): { call: CallState; events: CallEvent[] } {
	const call: CallState = before
		? { ...before, legs: { ...before.legs }, step: before.step + 1 }
		: { step: 1, over: false, answered: false, forUser: false, told: false, legs: {} };
	call.forUser ||= leg.forUser;
	const events = leg.removed ? end(call, leg) : live(call, leg, before === undefined);
	return before && isSame(before, call) ? { call: before, events } : { call, events };
}

function isSame(before: CallState, after: CallState): boolean {
	return JSON.stringify({ ...before, step: 0 }) === JSON.stringify({ ...after, step: 0 });
}

function live(call: CallState, leg: Leg, unknownCall: boolean): CallEvent[] {
	const key = keyOf(leg);
	const known = call.legs[key];
	const others = Object.values(call.legs).filter((other) => other.party === leg.party);
	const state: LegState = known ? { ...known } : fresh(call, leg);
	call.legs[key] = state;
	// A leg is posted without its own ID at first on some servers: it is the same leg.
	if (leg.legId !== '') delete call.legs[shortHash(leg.party)];

	const missedBefore = unknownCall && leg.stale;
	const rings = others.length === 0 && !leg.machine && !missedBefore;
	const answers = pickUp(call, state, leg) && !missedBefore;
	return [
		...(rings ? ['callRinging' as const] : []),
		...(answers ? ['callAnswered' as const] : []),
	];
}

/** Notes that a person picked up; true when it is news. */
function pickUp(call: CallState, state: LegState, leg: Leg): boolean {
	if (leg.machine || leg.answeredAt === 0 || state.answered) return false;
	const legs = Object.values(call.legs).filter((other) => other !== state);
	// A leg that appears answered, at the time another one was, is that one under another name.
	const renamed = state.first === call.step ? leg.answeredAt : -1;
	const news = !legs.some(
		(other) => other.answered && (other.party === leg.party || other.answeredAt === renamed),
	);
	// The caller talks to one party at a time: whoever was connected before, no longer is.
	for (const [key, other] of Object.entries(call.legs)) {
		if (other !== state && (other.answered || other.machine)) {
			call.legs[key] = { ...other, live: false };
		}
	}
	Object.assign(state, { answered: call.step, answeredAt: leg.answeredAt, live: true });
	call.answered = true;
	return news;
}

function end(call: CallState, leg: Leg): CallEvent[] {
	const key = keyOf(leg);
	// A leg never seen before rang between two looks of the server: not after a pick-up.
	const ended = { ...(call.legs[key] ?? { ...fresh(call, leg), first: 0 }), live: false };
	call.legs[key] = ended;
	if (leg.answeredAt !== 0 && !leg.machine) call.answered = true;
	if (call.over || Object.values(call.legs).some((other) => holds(other, ended))) return [];
	call.over = true;
	return call.forUser && !call.answered ? ['callEnded', 'missedCall'] : ['callEnded'];
}

/** Whether another leg keeps the call going. One that talked before the ended one began does not. */
function holds(other: LegState, ended: LegState): boolean {
	const replaced = other.answered !== 0 && other.answered < ended.first;
	return other.live && !replaced;
}

function fresh(call: CallState, leg: Leg): LegState {
	const { party, machine } = leg;
	return { party, machine, first: call.step, answered: 0, answeredAt: 0, live: true };
}

function keyOf(leg: Leg): string {
	return shortHash(leg.legId || leg.party);
}
