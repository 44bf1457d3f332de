import type { Leg } from './leg';
import { isAnswered, isOwnPhone, isUnacknowledged, talkOf } from './legs';
import { isMailbox } from './outcome';
import { isPhone } from './parties';

/** When a call began: its first leg. */
export function startOf(legs: Leg[]): number | null {
	return earliest(legs.map(({ start }) => start));
}

/** When somebody first picked up. Machines do not count. */
export function answerOf(legs: Leg[]): number | null {
	return legs.find(isAnswered)?.answer ?? null;
}

/** When the last leg ended; null when it is not known of all legs, as on live calls. */
export function endOf(legs: Leg[]): number | null {
	const ends = legs.map(({ end }) => end);
	return ends.includes(null) ? null : latest(ends);
}

/** Seconds of talk with the caller; null when one of those who talked has no figure. */
export function talkTime(legs: Leg[]): number | null {
	return sumOf(legs.filter(isAnswered).map(talkOf));
}

/** Seconds that those who talked had the caller, hold included; null as with talk. */
export function handlingTime(legs: Leg[]): number | null {
	const withHold = (leg: Leg) => {
		const talk = talkOf(leg);
		return talk === null ? null : talk + (leg.hold ?? 0);
	};
	return sumOf(legs.filter(isAnswered).map(withHold));
}

function sumOf(values: Array<number | null>): number | null {
	return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

/**
 * Seconds of ringing: from the first ring of the leg that was picked up to the answer, else from the
 * first ring to the end of the last. 0 when no phone rang.
 */
export function ringTime(legs: Leg[]): number | null {
	const rings = legs.filter((leg) => isPhone(leg) && !isOwnPhone(leg));
	if (rings.length === 0) return 0;
	const picked = rings.find(isAnswered) ?? rings.find(isUnacknowledged);
	if (picked) return seconds(picked.start, picked.answer);
	return seconds(startOf(rings), endOf(rings));
}

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

function earliest(times: Array<number | null>): number | null {
	const known = times.filter((time) => time !== null);
	return known.length > 0 ? Math.min(...known) : null;
}

function latest(times: Array<number | null>): number | null {
	const known = times.filter((time) => time !== null);
	return known.length > 0 ? Math.max(...known) : null;
}
