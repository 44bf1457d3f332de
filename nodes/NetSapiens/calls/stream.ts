import { callOf, type Call } from './call';
import { idsOf, joinLegs } from './join';
import type { Leg } from './leg';
import { isAttendedTransfer } from './legs';

/** Legs of a call may begin so far from its other legs, in seconds. */
export const MARGIN_SECONDS = 2 * 60 * 60;

/** Looks for calls that are over no more often than the list has moved on by this, in seconds. */
const STEP_SECONDS = MARGIN_SECONDS / 8;

/** Epoch seconds. */
interface Stretch {
	from: number;
	to: number;
}

/** Legs that belong together, and the time they take. */
interface Group extends Stretch {
	legs: Leg[];
	names: Set<string>;
}

/**
 * Puts calls together from pages of legs, and gives each call as soon as no more of its legs can come:
 * so a long list needs little memory. The pages go forward or backward in time. The calls are those
 * that `callsOf` makes of all legs at once, unless a leg begins further than the margin from the call's
 * other legs; the calls' order is not.
 *
 * @param onDisorder called when pages go back to a time whose calls have been given: some of those may
 *   lack legs
 */
export async function* streamCalls(
	pages: AsyncIterable<Leg[]>,
	onDisorder: () => void = () => {},
): AsyncGenerator<Call[]> {
	const groups = new Groups();
	/** What lies outside of it has been given. */
	let open: Stretch = { from: -Infinity, to: Infinity };
	let lookedAt = Number.NaN;
	for await (const legs of pages) {
		for (const leg of legs) groups.add(leg);
		const page = stretchOfPage(legs);
		if (!page) continue;
		if (page.from < open.from || page.to > open.to) onDisorder();
		if (Math.abs(page.from - lookedAt) < STEP_SECONDS) continue;
		lookedAt = page.from;
		const around = { from: page.from - MARGIN_SECONDS, to: page.to + MARGIN_SECONDS };
		const [earlier, later] = [groups.takeBefore(around.from), groups.takeAfter(around.to)];
		open = {
			from: earlier.length > 0 ? Math.max(open.from, around.from) : open.from,
			to: later.length > 0 ? Math.min(open.to, around.to) : open.to,
		};
		yield [...earlier, ...later].flatMap(callsOfGroup);
	}
	yield groups.takeAll().flatMap(callsOfGroup);
}

const callsOfGroup = ({ legs }: Group): Call[] => joinLegs(legs).map(callOf);

/** When the legs of a page began; undefined when none says it. */
function stretchOfPage(legs: Leg[]): Stretch | undefined {
	const starts = legs.flatMap(({ start }) => start ?? []);
	if (starts.length === 0) return undefined;
	return starts.reduce(
		({ from, to }, start) => ({ from: Math.min(from, start), to: Math.max(to, start) }),
		{ from: Infinity, to: -Infinity },
	);
}

/** The groups of legs that are not over yet. */
class Groups {
	private readonly all = new Set<Group>();
	private readonly byName = new Map<string, Group>();

	add(leg: Leg): void {
		const group: Group = { legs: [leg], names: new Set(namesOf(leg)), ...stretchOf(leg) };
		const known = new Set([...group.names].flatMap((name) => this.byName.get(name) ?? []));
		const [first = group, ...others] = [...known, group];
		this.all.add(first);
		for (const other of others) this.join(first, other);
		for (const name of group.names) this.byName.set(name, first);
	}

	/** Those that were over by then. */
	takeBefore(time: number): Group[] {
		return this.take([...this.all].filter(({ to }) => to < time));
	}

	/** Those that had not begun by then. */
	takeAfter(time: number): Group[] {
		return this.take([...this.all].filter(({ from }) => from > time));
	}

	takeAll(): Group[] {
		return this.take([...this.all]);
	}

	private take(groups: Group[]): Group[] {
		for (const group of groups) {
			this.all.delete(group);
			for (const name of group.names) this.byName.delete(name);
		}
		return groups;
	}

	private join(group: Group, other: Group): void {
		this.all.delete(other);
		// Not spread: a call may have more legs than a function may have arguments.
		for (const leg of other.legs) group.legs.push(leg);
		for (const name of other.names) {
			group.names.add(name);
			this.byName.set(name, group);
		}
		group.from = Math.min(group.from, other.from);
		group.to = Math.max(group.to, other.to);
	}
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
