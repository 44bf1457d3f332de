import type { Leg } from './leg';
import { isAnswered, isOwnPhone, isUnacknowledged, talkOf } from './legs';
import { isMailbox } from './outcome';
import { isPhone } from './parties';

/** When a call began: its first leg. */
export function startOf(legs: Leg[]): number | null {
	let first: number | null = null;
	for (const { start } of legs)
		if (start !== null && (first === null || start < first)) first = start;
	return first;
}

/** When somebody first picked up. Machines do not count. */
export function answerOf(legs: Leg[]): number | null {
	return legs.find(isAnswered)?.answer ?? null;
}

/** When the last leg ended; null when it is not known of all legs, as on live calls. */
export function endOf(legs: Leg[]): number | null {
	let last: number | null = null;
	for (const { end } of legs) {
		if (end === null) return null;
		if (last === null || end > last) last = end;
	}
	return last;
}

/** Seconds of talk with the caller; null when one of those who talked has no figure. */
export function talkTime(legs: Leg[]): number | null {
	return sumOf(legs, talkOf);
}

/** Seconds that those who talked had the caller, hold included; null as with talk. */
export function handlingTime(legs: Leg[]): number | null {
	return sumOf(legs, (leg) => {
		const talk = talkOf(leg);
		return talk === null ? null : talk + (leg.hold ?? 0);
	});
}

/** Of the legs that were answered. */
function sumOf(legs: Leg[], figureOf: (leg: Leg) => number | null): number | null {
	let sum = 0;
	for (const leg of legs) {
		const figure = isAnswered(leg) ? figureOf(leg) : 0;
		if (figure === null) return null;
		sum += figure;
	}
	return sum;
}

/**
 * Seconds of ringing: from the first ring of the leg that was picked up to the answer, else from the
 * first ring to the end of the last. 0 when no phone rang.
 */
export function ringTime(legs: Leg[]): number | null {
	if (!legs.some(isRing)) return 0;
	const picked = legs.find(isAnswered) ?? legs.find((leg) => isRing(leg) && isUnacknowledged(leg));
	if (picked) return seconds(picked.start, picked.answer);
	const rings = legs.filter(isRing);
	return seconds(startOf(rings), endOf(rings));
}

const isRing = (leg: Leg): boolean => isPhone(leg) && !isOwnPhone(leg);

/** Seconds from the beginning until somebody or a mailbox answered, else to the end. */
export function waitTime(legs: Leg[]): number | null {
	const answered = legs.find(isAnswered);
	if (answered) return seconds(startOf(legs), answered.answer);
	const mailbox = legs.find(isMailbox);
	return seconds(startOf(legs), mailbox ? mailbox.start : endOf(legs));
}

/** @returns null when one of the times is not known */
export function seconds(from: number | null, to: number | null): number | null {
	return from === null || to === null ? null : Math.max(0, to - from);
}
