import type { Leg } from './leg';
import { isAttendedTransfer, isInterim, isNoCall } from './legs';

/** The legs of one call; `consultation` are those of the calls inside its attended transfers. */
export interface Joined {
	legs: Leg[];
	consultation: Leg[];
}

/**
 * Puts the legs of each call together, in the order in which they began. Records that are no calls
 * are left out, and so are repeated ones. The order of the records does not matter.
 */
export function joinLegs(records: Leg[]): Joined[] {
	const legs = distinct(records).filter((leg) => !isNoCall(leg) && !isInterim(leg));
	// As most calls are: long lists of them take half the memory so.
	if (legs.length === 1) return [{ legs, consultation: [] }];
	const calls = connected(legs.sort(byTime)).sort(([a], [b]) => byTime(a as Leg, b as Leg));
	return withConsultations(calls);
}

/**
 * Every ID by which a leg belongs to its call: the caller's call ID (the vendor's and four code
 * bases), the session or the first record's call ID where forks have call IDs of their own (one
 * client), and the call's first record, which is all that short records name (measured at a
 * provider). Never a number: two calls may have the same caller.
 */
export function idsOf({ callId, parentCallId, sessionId, parentId, recordId }: Leg): string[] {
	const ids: string[] = [];
	if (callId !== '') ids.push(`call ${callId}`);
	if (parentCallId !== '' && parentCallId !== callId) ids.push(`call ${parentCallId}`);
	if (sessionId !== '') ids.push(`session ${sessionId}`);
	if (parentId !== '') ids.push(`record ${parentId}`);
	if (recordId !== '' && recordId !== parentId) ids.push(`record ${recordId}`);
	return ids;
}

/**
 * Each record once. A record may be posted again, corrected later, or be there in the form it had
 * when the call moved on: the one that tells most is kept.
 */
function distinct(records: Leg[]): Leg[] {
	if (records.length === 1) return records;
	const known = new Map<string, Leg>();
	for (const leg of records) {
		const key = identityOf(leg);
		const other = known.get(key);
		if (!other || tellsMore(leg, other)) known.set(key, leg);
	}
	return [...known.values()];
}

function identityOf(leg: Leg): string {
	const { recordId, callId, legId, start, target } = leg;
	if (recordId !== '') return `record ${recordId}`;
	return legId === '' ? textOf(leg) : JSON.stringify([callId, legId, start, target]);
}

function tellsMore(leg: Leg, other: Leg): boolean {
	const figures = ({ interim, end, talk, answer }: Leg) => [
		interim ? 0 : 1,
		end ?? -1,
		talk ?? -1,
		answer ?? -1,
	];
	const [mine, others] = [figures(leg), figures(other)];
	const at = mine.findIndex((figure, index) => figure !== others[index]);
	if (at < 0) return textOf(leg) > textOf(other);
	return (mine[at] as number) > (others[at] as number);
}

/** Legs that share an ID, also by way of others, are one call. */
function connected(legs: Leg[]): Leg[][] {
	const links = new Links();
	const keys = legs.map((leg, at) => {
		const [first = `leg ${at}`, ...others] = idsOf(leg);
		for (const other of others) links.join(first, other);
		return first;
	});
	const calls = new Map<string, Leg[]>();
	for (const [at, leg] of legs.entries()) {
		const key = links.rootOf(keys[at] as string);
		const call = calls.get(key);
		if (call) call.push(leg);
		else calls.set(key, [leg]);
	}
	return [...calls.values()];
}

/** Names that stand for the same thing. */
class Links {
	private readonly above = new Map<string, string>();

	join(name: string, other: string): void {
		this.above.set(this.rootOf(other), this.rootOf(name));
	}

	/** The one name that stands for all that were joined with this one. */
	rootOf(name: string): string {
		let root = name;
		for (let next = this.next(root); next !== root; next = this.next(root)) {
			// Shortens the way for the next time.
			this.above.set(root, this.next(next));
			root = next;
		}
		return root;
	}

	private next(name: string): string {
		return this.above.get(name) ?? name;
	}
}

/**
 * A leg that came by attended transfer points at the call in which the two talked before: that call
 * is part of this one (vendor's session records; that call records do the same is inferred).
 */
function withConsultations(calls: Leg[][]): Joined[] {
	const byId = new Map(calls.flatMap((legs) => legs.map(({ callId }) => [callId, legs] as const)));
	/** Consultation → the call it is part of, which may be one itself. */
	const partOf = new Map<Leg[], Leg[]>();
	const wholeOf = (call: Leg[]): Leg[] => {
		let whole = call;
		for (let more = partOf.get(whole); more; more = partOf.get(whole)) whole = more;
		return whole;
	};
	for (const call of calls) {
		for (const { throughId } of call.filter(isAttendedTransfer)) {
			const other = throughId === '' ? undefined : byId.get(throughId);
			if (other && !partOf.has(other) && wholeOf(call) !== other) partOf.set(other, call);
		}
	}
	const joined = new Map(
		calls
			.filter((call) => !partOf.has(call))
			.map((legs) => [legs, { legs, consultation: [] as Leg[] }]),
	);
	for (const part of partOf.keys()) joined.get(wholeOf(part))?.consultation.push(...part);
	for (const { consultation } of joined.values()) consultation.sort(byTime);
	return [...joined.values()];
}

/** By beginning, then place in the call; what is left makes the order the same every time. */
export function byTime(a: Leg, b: Leg): number {
	const difference = (a.start ?? 0) - (b.start ?? 0) || (a.index ?? 0) - (b.index ?? 0);
	return difference || compare(textOf(a), textOf(b));
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

const textOf = (leg: Leg): string => JSON.stringify(leg);
