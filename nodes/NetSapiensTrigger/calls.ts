import type { IDataObject } from 'n8n-workflow';
import { isNoCall, isOwnPhone, isRequested, isUnacknowledged } from '../NetSapiens/calls/legs';
import { queueOf } from '../NetSapiens/calls/outcome';
import { partyOf, calledName } from '../NetSapiens/calls/parties';
import { legOfRecord } from '../NetSapiens/calls/reading';
import type { CallEvent } from './events';
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
	/** Voicemail, a queue or another application, not a person. */
	machine: boolean;
	live: boolean;
}

/** What is remembered of one call. */
export interface CallState {
	step: number;
	over: boolean;
	/** A person has picked up at any leg. */
	answered: boolean;
	/** It was for a user or queue here, so that it can be missed. */
	forUser: boolean;
	/** An event of it was passed on, which matters when only the first of each call is wanted. */
	told: boolean;
	/** Hash of the server's session, '' when it names none; forks of a call share it. */
	session: string;
	/** The queue it waited in last, '' when in none. */
	queue: string;
	legs: Record<string, LegState>;
}

/** What one `call` object says. */
export interface Leg {
	callId: string;
	sessionId: string;
	legId: string;
	party: string;
	forUser: boolean;
	/** The queue that it is, or that made it; '' when there is none. */
	queue: string;
	machine: boolean;
	removed: boolean;
	/** No call of anybody's: a supervisor listening in, the portal ringing a phone. */
	noCall: boolean;
	/** Epoch seconds, 0 while it rings. */
	answeredAt: number;
	/** Answered so long before this post that the answer itself must have been posted earlier. */
	stale: boolean;
}

/** Events come some seconds after what happened; the server looks every 3 s. */
const STALE_AFTER_SECONDS = 15;

/** The call's key: its originating call ID; servers without one name the session. */
export function callIdOf(raw: IDataObject): string {
	const { callId, sessionId } = legOfRecord(raw);
	return callId || sessionId;
}

/** Reads one object of the model `call`. */
export function legOf(raw: IDataObject): Leg {
	const leg = legOfRecord(raw);
	const party = partyOf(leg);
	const { answer, changed, called, calledDomain } = leg;
	const isPerson = party === 'person' && !isOwnPhone(leg);
	// Nobody misses a call of their own, and an attendant's menu misses none.
	const isMailbox = party === 'voicemail' && leg.callerUser !== called;
	const isMissable = isPerson || party === 'queue' || isMailbox;
	return {
		callId: leg.callId || leg.sessionId,
		sessionId: leg.sessionId,
		legId: leg.legId,
		party: called ? `${called}@${calledDomain}` : calledName(leg),
		forUser: called !== '' && isMissable && !isRequested(leg),
		queue: queueOf([leg]) ?? '',
		machine: !(isPerson || party === 'outside') || isUnacknowledged(leg),
		removed: leg.removed,
		noCall: isNoCall(leg),
		answeredAt: answer ?? 0,
		stale: answer !== null && changed !== null && changed - answer > STALE_AFTER_SECONDS,
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
		: {
				step: 1,
				over: false,
				answered: false,
				forUser: false,
				told: false,
				session: '',
				queue: '',
				legs: {},
			};
	call.forUser ||= leg.forUser;
	call.queue = leg.queue || call.queue;
	if (leg.sessionId !== '') call.session ||= shortHash(leg.sessionId);
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

/** Who missed a call: the queue, to whose agents it was only offered; else everybody it rang at. */
export function missedFor({ queue, legs }: CallState): string[] {
	if (queue !== '') return [queue];
	const all = Object.values(legs);
	const rung = all.some(({ machine }) => !machine) ? all.filter(({ machine }) => !machine) : all;
	return [...new Set(rung.map(({ party }) => party.split('@')[0] ?? ''))];
}
