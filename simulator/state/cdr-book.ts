import {
	callOf,
	cdrId,
	cdrPosition,
	cdrRecord,
	origCallId,
	termCallId,
	type Origin,
} from './cdr-record';
import type { CdrStore, Leg, Person } from './cdr-store';
import type { Data } from './table';

/** Positions of what is no call begin here; no tenant has that many calls. */
const FIRST_LAPSE = 900000000;

/** Which records a request is about. */
export interface Selection {
	domain?: string;
	/** Only these resellers' domains; undefined = all. */
	reseller?: string;
	user?: string;
	/** Epoch seconds, both included. */
	from: number;
	to: number;
	test?: (leg: Leg) => boolean;
	/** Oldest first instead of newest first. */
	oldestFirst?: boolean;
}

/** A domain or user that is gone. */
interface Departed {
	domain: string;
	user?: string;
}

/** All call records: the seeded ones and those of calls that took place since the start. */
export class CdrBook {
	private readonly recent: Leg[] = [];
	private readonly departed: Array<Departed & { before: number }> = [];

	/**
	 * @param lapses records that are no calls: of phones that did not register again
	 * @param hasLapses whether they are among the records
	 */
	constructor(
		private readonly seeded: CdrStore,
		private readonly lapses: Leg[],
		private readonly hasLapses: () => boolean,
	) {}

	/**
	 * Keeps the records there are from whoever takes the name of somebody who is gone: those of a
	 * domain are gone, those of a user stay with the domain.
	 */
	forget({ domain, user }: Departed): void {
		this.departed.push({ domain, user, before: this.total });
	}

	/** Adds the record of a leg that just ended, after those of the same call. @returns what is kept, and where */
	add(leg: Leg): { leg: Leg; position: number } {
		const position = this.total;
		const call = leg.known?.['call-parent-call-id'];
		const first = this.recent.find(({ known }) => known?.['call-parent-call-id'] === call);
		const parent = first?.known?.['call-parent-cdr-id'] ?? cdrId(leg.start, position);
		const kept = { ...leg, known: { ...leg.known, 'call-parent-cdr-id': parent } };
		this.recent.push(kept);
		return { leg: kept, position };
	}

	get total(): number {
		return this.seeded.size + this.recent.length;
	}

	leg(position: number): Leg | undefined {
		if (position >= FIRST_LAPSE) return this.lapses[position - FIRST_LAPSE];
		if (position < 0 || position >= this.total) return undefined;
		return position < this.seeded.size
			? this.seeded.leg(position)
			: this.recent[position - this.seeded.size];
	}

	/** The record with this id. */
	byId(id: string, origin: Omit<Origin, 'position'>): Data | undefined {
		const position = cdrPosition(id);
		const leg = position === undefined ? undefined : this.leg(position);
		if (!leg || position === undefined || this.isGone(position, leg.person)) return undefined;
		return cdrRecord(leg, { ...origin, position });
	}

	/** Legs of the call that an originating or terminating call id names. */
	byCallId(id: string): Leg[] {
		const own = this.recent.filter(
			({ known, person }, i) =>
				(known?.['call-orig-call-id'] === id || known?.['call-term-call-id'] === id) &&
				!this.isGone(this.seeded.size + i, person),
		);
		if (own.length > 0) return own;
		const call = callOf(id);
		const positions = call === undefined ? [] : this.seeded.ofCall(call);
		const there = positions.filter((at) => !this.isGone(at, this.seeded.personAt(at)));
		return there
			.map((at) => this.seeded.leg(at))
			.filter(
				(leg) => origCallId(leg.call) === id || termCallId(leg.start, leg.call, leg.ordinal) === id,
			);
	}

	/** Positions of the records that fit, newest first unless the selection says otherwise. */
	*select(selection: Selection): Generator<number> {
		const isOfUser = selection.user !== undefined;
		for (const position of this.inOrder(selection)) {
			if (this.departed.length === 0 || !this.isGone(position, this.personAt(position), isOfUser))
				yield position;
		}
	}

	private personAt(position: number): Person | undefined {
		return position < this.seeded.size
			? this.seeded.personAt(position)
			: this.leg(position)?.person;
	}

	/** Whether a record is of somebody who is gone. @param ofUser whether those who left a domain count */
	private isGone(position: number, person: Person | undefined, ofUser = false): boolean {
		const at = position >= FIRST_LAPSE ? 0 : position;
		return this.departed.some(
			({ domain, user, before }) =>
				at < before &&
				domain === person?.domain &&
				(user === undefined || (ofUser && user === person.user)),
		);
	}

	private *inOrder(selection: Selection): Generator<number> {
		if (selection.oldestFirst) {
			yield* this.selectSeeded(selection);
			yield* this.selectFrom(this.shownLapses, FIRST_LAPSE, selection);
			yield* [...this.selectRecent(selection)].reverse();
		} else {
			yield* this.selectRecent(selection);
			yield* this.selectFrom(this.shownLapses, FIRST_LAPSE, selection);
			yield* this.selectSeeded(selection);
		}
	}

	private *selectSeeded(selection: Selection): Generator<number> {
		const { from, to, user, reseller, test, oldestFirst } = selection;
		const list = this.seeded.positions(selection.domain);
		const startAt = (i: number) => this.seeded.startAt(list ? (list[i] ?? 0) : i);
		const size = list ? list.length : this.seeded.size;
		const end = upperBound(size, startAt, to);
		const begin = upperBound(size, startAt, from - 1);
		for (let step = 0; step < end - begin; step++) {
			const i = oldestFirst ? begin + step : end - 1 - step;
			const position = list ? (list[i] ?? 0) : i;
			if (user !== undefined && !this.isSeededOf(user, position)) continue;
			if (reseller !== undefined && this.seeded.personAt(position).reseller !== reseller) continue;
			if (!test || test(this.seeded.leg(position))) yield position;
		}
	}

	/** Number of records that fit and the seconds they talked, without building any. */
	sum(selection: Selection): { total: number; seconds: number } {
		let total = 0;
		let seconds = 0;
		for (const position of this.select(selection)) {
			total++;
			seconds +=
				position < this.seeded.size
					? this.seeded.talkingAt(position)
					: (this.leg(position)?.talking ?? 0);
		}
		return { total, seconds };
	}

	/** Only calls placed are for colleagues; for all others no leg has to be made to see it. */
	private isSeededOf(user: string, position: number): boolean {
		if (this.seeded.personAt(position).user === user) return true;
		return this.seeded.directionAt(position) === 0 && isOf(user, this.seeded.leg(position));
	}

	private selectRecent(selection: Selection): Generator<number> {
		return this.selectFrom(this.recent, this.seeded.size, selection);
	}

	private get shownLapses(): Leg[] {
		return this.hasLapses() ? this.lapses : [];
	}

	/** Positions of legs that fit, the last ones first; `base` is the position of the first leg. */
	private *selectFrom(
		legs: Leg[],
		base: number,
		{ domain, reseller, user, from, to, test }: Selection,
	): Generator<number> {
		for (let i = legs.length - 1; i >= 0; i--) {
			const leg = legs[i] as Leg;
			const { person } = leg;
			if (leg.start < from || leg.start > to || (leg.visibleFrom ?? 0) > Date.now()) continue;
			if (domain !== undefined && person.domain !== domain) continue;
			if (reseller !== undefined && person.reseller !== reseller) continue;
			if (user !== undefined && !isOf(user, leg)) continue;
			if (!test || test(leg)) yield base + i;
		}
	}
}

/** Whether a user is at one of the ends of a leg: a call between colleagues is in the lists of both. */
const isOf = (user: string, { person, internal, remote }: Leg): boolean =>
	person.user === user || (internal && remote === user);

/** First index whose value lies above `limit`, in a rising sequence. */
function upperBound(size: number, valueAt: (i: number) => number, limit: number): number {
	let low = 0;
	let high = size;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (valueAt(middle) <= limit) low = middle + 1;
		else high = middle;
	}
	return low;
}
