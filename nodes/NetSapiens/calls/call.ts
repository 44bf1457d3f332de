import { joinLegs, keyOf, type Joined } from './join';
import type { Leg } from './leg';
import { isAnswered, isTornDown, talkOf } from './legs';
import { calledName, partyOf } from './parties';

export type Direction = 'inbound' | 'outbound' | 'internal';

/** How a call went. */
export type Outcome =
	/** A user here picked up. */
	| 'answered'
	/** The other side outside picked up: somebody, or a mailbox of their own. */
	| 'answeredOutside'
	/** Ended in a mailbox here. */
	| 'voicemail'
	/** The caller gave up in a queue. */
	| 'abandoned'
	/** The caller hung up in the menu of an attendant. */
	| 'attendantHangup'
	/** Rang, and nobody picked up. */
	| 'missed'
	/** Connected but torn down, or never connected on the way out. */
	| 'failed';

/** One call, put together from its legs. */
export interface Call {
	id: string;
	/** Null when no leg says it. */
	direction: Direction | null;
	outcome: Outcome;
	caller: string;
	/** Extensions or outside numbers that talked, in order. */
	answeredBy: string[];
	/** Users or queues that missed it. */
	missedFor: string[];
	/** Agents it was offered to in a queue. */
	offered: string[];
	queue: string | null;
	voicemail: { box: string; seconds: number } | null;
	/** Times in epoch seconds. */
	start: number | null;
	end: number | null;
	/** Seconds: talk with the caller; consultation apart. */
	talk: number;
	consult: number;
	/** From the first ring of the stage that answered to the answer, else to the last ring's end. */
	ring: number;
	/** From the start until somebody or voicemail answered, or the end. */
	wait: number;
	legs: Leg[];
}

/** The calls that records describe, in order of their beginnings. */
export function callsOf(records: Leg[]): Call[] {
	return joinLegs(records).map(callOf);
}

function callOf({ legs, consultation }: Joined): Call {
	const answered = legs.filter(isAnswered);
	const outcome = outcomeOf(legs, answered);
	const missed = !['answered', 'answeredOutside', 'failed', 'attendantHangup'].includes(outcome);
	const mailbox = legs.find((leg) => partyOf(leg) === 'voicemail');
	return {
		id: legs.map(keyOf).find(Boolean) ?? '',
		direction: directionOf(legs),
		outcome,
		caller: callerOf(legs),
		answeredBy: unique(answered.map(calledName)),
		missedFor: missed ? missedFor(legs, outcome) : [],
		offered: queueOf(legs) ? unique(legs.filter(isOffer).map(calledName)) : [],
		queue: queueOf(legs),
		voicemail: mailbox ? { box: mailbox.called, seconds: talkOf(mailbox) } : null,
		start: earliest(legs.map(({ start }) => start)),
		end: latest(legs.map(({ end }) => end)),
		talk: sum(answered.map(talkOf)),
		consult: sum(consultation.filter(isAnswered).map(talkOf)),
		ring: ringOf(legs, answered),
		wait: waitOf(legs, answered),
		legs,
	};
}

/** Topology first; the record's own type is not to be relied on, and helps only where no leg tells. */
export function directionOf(legs: Leg[]): Direction | null {
	// Click-to-call rings the caller's own phone first, with no caller on the record.
	if (legs.some(({ action }) => /^callrequest$/i.test(action))) return 'outbound';
	const first = legs[0];
	if (!first) return null;
	if (isFromOutside(first)) return 'inbound';
	if (first.callerUser === '') return byType(legs);
	const partners = legs.map(partyOf).filter((party) => party !== 'voicemail');
	return partners.includes('outside') && !partners.includes('person') ? 'outbound' : 'internal';
}

function isFromOutside(leg: Leg): boolean {
	if (/^gateway$/i.test(leg.callerType)) return true;
	return leg.callerUser === '' && leg.callerNumber !== '' && leg.called !== '';
}

function byType(legs: Leg[]): Direction | null {
	const type = legs.map((leg) => leg.type).find((value) => value !== null);
	if (type === 0) return 'outbound';
	if (type === 1 || type === 2) return 'inbound';
	return type === 3 ? 'internal' : null;
}

function callerOf(legs: Leg[]): string {
	const request = legs.find(({ action }) => /^callrequest$/i.test(action));
	if (request) return request.through || request.callerUser;
	return legs.map((leg) => leg.callerUser || leg.callerNumber).find(Boolean) ?? '';
}

function outcomeOf(legs: Leg[], answered: Leg[]): Outcome {
	if (answered.some((leg) => partyOf(leg) === 'person')) return 'answered';
	if (answered.length > 0) return 'answeredOutside';
	if (legs.some((leg) => partyOf(leg) === 'voicemail')) return 'voicemail';
	if (queueOf(legs) !== null) return 'abandoned';
	if (legs.some(isTornDown) || directionOf(legs) === 'outbound') return 'failed';
	const rang = legs.some((leg) => ['person', 'outside'].includes(partyOf(leg)));
	return rang ? 'missed' : 'attendantHangup';
}

/** A queue misses as a queue; else the mailbox's owner does; else everybody who was rung. */
function missedFor(legs: Leg[], outcome: Outcome): string[] {
	if (outcome === 'abandoned') return [queueOf(legs) as string];
	const boxes = legs.filter((leg) => partyOf(leg) === 'voicemail').map((leg) => leg.called);
	const owners = boxes.filter((box) => box !== '' && box !== queueOf(legs));
	if (owners.length > 0) return unique(owners);
	// Credit goes to whoever's rule led outside.
	return unique(legs.map((leg) => leg.called || leg.through).filter(Boolean));
}

function queueOf(legs: Leg[]): string | null {
	const queue = legs.find((leg) => partyOf(leg) === 'queue');
	return queue ? queue.called || queue.through : null;
}

/** Rings at an agent, or at anybody else while the call is in the queue. */
function isOffer(leg: Leg): boolean {
	const party = partyOf(leg);
	return party === 'person' || party === 'outside';
}

function ringOf(legs: Leg[], answered: Leg[]): number {
	const rings = legs.filter((leg) => ['person', 'outside'].includes(partyOf(leg)));
	const first = answered[0] ?? rings.find(isTornDown);
	if (first) return seconds(first.start, first.answer);
	return seconds(earliest(rings.map(({ start }) => start)), latest(rings.map(({ end }) => end)));
}

function waitOf(legs: Leg[], answered: Leg[]): number {
	const start = earliest(legs.map((leg) => leg.start));
	const mailbox = legs.find((leg) => partyOf(leg) === 'voicemail');
	const until = answered[0]?.answer ?? mailbox?.start ?? latest(legs.map(({ end }) => end));
	return seconds(start, until);
}

function seconds(from: number | null, to: number | null): number {
	return from === null || to === null ? 0 : Math.max(0, to - from);
}

function earliest(times: Array<number | null>): number | null {
	const known = times.filter((time) => time !== null);
	return known.length > 0 ? Math.min(...known) : null;
}

function latest(times: Array<number | null>): number | null {
	const known = times.filter((time) => time !== null);
	return known.length > 0 ? Math.max(...known) : null;
}

function sum(figures: number[]): number {
	return figures.reduce((total, figure) => total + figure, 0);
}

function unique(names: string[]): string[] {
	return [...new Set(names)];
}
