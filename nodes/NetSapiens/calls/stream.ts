import { callsOf, type Call } from './call';
import { idsOf } from './join';
import type { Leg } from './leg';
import { isAttendedTransfer } from './legs';
import { Waiting, type Stretch } from './waiting';

/** Legs of a call may begin so far from its other legs, in seconds. */
export const MARGIN_SECONDS = 2 * 60 * 60;

/** Looks for calls that are over no more often than the list has moved on by this, in seconds. */
const STEP_SECONDS = MARGIN_SECONDS / 8;

/**
 * Puts calls together from pages of legs, and gives each call as soon as no more of its legs can come:
 * so a long list needs little memory. The pages go forward or backward in time. The calls are those
 * that `callsOf` makes of all legs at once, unless a leg begins further than the margin from the call's
 * other legs; the calls' order is not. They are made while one goes through them, before the next page is
 * asked for: V8 takes what is there in large numbers for what stays, and leaves it to its large garbage
 * collections.
 *
 * @param onDisorder called when pages go back to a time whose calls have been given: some of those may
 *   lack legs
 */
export async function* streamCalls(
	pages: AsyncIterable<Iterable<Leg>>,
	onDisorder: () => void = () => {},
): AsyncGenerator<Iterable<Call>> {
	const waiting = new Waiting();
	/** What lies outside of it has been given. */
	let open: Stretch = { from: -Infinity, to: Infinity };
	let lookedAt = Number.NaN;
	for await (const legs of pages) {
		const page = addPage(waiting, legs);
		if (page.from > page.to) continue;
		if (page.from < open.from || page.to > open.to) onDisorder();
		if (Math.abs(page.from - lookedAt) < STEP_SECONDS) continue;
		lookedAt = page.from;
		const around = { from: page.from - MARGIN_SECONDS, to: page.to + MARGIN_SECONDS };
		const { groups, hasEarlier, hasLater } = waiting.takeAround(around);
		open = {
			from: hasEarlier ? Math.max(open.from, around.from) : open.from,
			to: hasLater ? Math.min(open.to, around.to) : open.to,
		};
		yield callsIn(groups);
	}
	yield callsIn(waiting.takeAll());
}

function* callsIn(groups: Iterable<Leg[]>): Generator<Call> {
	for (const legs of groups) yield* callsOf(legs);
}

/** @returns when the legs of the page began; it ends before it begins when none says it */
function addPage(waiting: Waiting, legs: Iterable<Leg>): Stretch {
	const page = { from: Infinity, to: -Infinity };
	for (const leg of legs) {
		waiting.add(leg, namesOf(leg), stretchOf(leg));
		page.from = Math.min(page.from, leg.start ?? Infinity);
		page.to = Math.max(page.to, leg.start ?? -Infinity);
	}
	return page;
}

/**
 * Everything by which legs may belong together, to one call or to a call and the consultation inside
 * of its transfer. Which of them do is decided when they are all there.
 */
function namesOf(leg: Leg): string[] {
	const names = idsOf(leg);
	if (isAttendedTransfer(leg) && leg.throughId !== '') names.push(`call ${leg.throughId}`);
	if (leg.recordId === '' && leg.legId !== '') names.push(`leg ${leg.legId}`);
	return names.length > 0 ? names : [JSON.stringify(leg)];
}

/** The time of the call as far as a leg tells it; any time where it tells none. */
function stretchOf({ start, callStart, end }: Leg): Stretch {
	if (start === null) return { from: -Infinity, to: Infinity };
	return { from: Math.min(start, callStart ?? start), to: Math.max(start, end ?? start) };
}
