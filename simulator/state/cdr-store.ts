import { mix32 } from '../random';

/** A person who makes and takes calls, as far as call records need one. */
export interface Person {
	domain: string;
	reseller: string;
	user: string;
	name: string;
	site: string;
	department: string;
	/** Number shown on calls out. */
	callerId: string;
}

/** Facts of one leg; everything else of its record follows from them. */
export interface Leg {
	/** Epoch seconds. */
	start: number;
	/** 0 placed by an extension, 1 inbound, 2 missed. */
	direction: number;
	ringing: number;
	talking: number;
	holding: number;
	call: number;
	ordinal: number;
	person: Person;
	/** The other side's number. */
	remote: string;
	/** Queue the call came through, or empty. */
	queue: string;
	/** Whether both ends are extensions of the domain. */
	internal: boolean;
	/** Name of the application that took the call in place of a phone. */
	application?: string;
	/** Who is at the two ends, where it does not follow from the rest. */
	ends?: Ends;
	/** Fields that do not follow from the rest, for calls that really took place. */
	known?: Record<string, unknown>;
	/** Epoch milliseconds from which the record is listed. */
	visibleFrom?: number;
}

/** The two ends of a leg: extensions, empty for outside numbers, what was dialled and what was rung. */
export interface Ends {
	origUser: string;
	termUser: string;
	dialled: string;
	target: string;
}

const DAYS = 30;
const HOUR = 3600;

/**
 * Call records by position, oldest first: a few bytes each in typed arrays, so that a million of
 * them start at once and need no more than some tens of megabytes. Equal seeds give equal records.
 */
export class CdrStore {
	private readonly start: Uint32Array;
	private readonly call: Uint32Array;
	private readonly person: Uint32Array;
	private readonly talking: Uint16Array;
	private readonly ordinal: Uint8Array;
	private readonly direction: Uint8Array;
	private readonly byDomain = new Map<string, Uint32Array>();
	private readonly salt: number;
	readonly size: number;

	/**
	 * @param born epoch milliseconds; records lie in the 30 days before
	 * @param queuesOf call queues of a domain, which a part of the inbound calls comes through
	 */
	constructor(
		size: number,
		seed: number,
		born: number,
		private readonly people: Person[],
		private readonly queuesOf: (domain: string) => string[],
	) {
		const count = people.length > 0 ? size : 0;
		this.size = count;
		this.salt = seed;
		this.start = new Uint32Array(count);
		this.call = new Uint32Array(count);
		this.person = new Uint32Array(count);
		this.talking = new Uint16Array(count);
		this.ordinal = new Uint8Array(count);
		this.direction = new Uint8Array(count);
		if (count > 0) this.fill(Math.floor(born / 1000));
		this.index();
	}

	/** Positions of the records of a domain, or of all, oldest first. */
	positions(domain?: string): Uint32Array | undefined {
		return domain === undefined ? undefined : (this.byDomain.get(domain) ?? new Uint32Array(0));
	}

	startAt = (position: number): number => this.start[position] ?? 0;
	talkingAt = (position: number): number => this.talking[position] ?? 0;
	directionAt = (position: number): number => this.direction[position] ?? 0;
	personAt = (position: number): Person => this.people[this.person[position] ?? 0] as Person;

	/** Positions of the legs of a call. */
	ofCall(call: number): number[] {
		let low = 0;
		let high = this.size;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.call[middle] ?? 0) < call) low = middle + 1;
			else high = middle;
		}
		const out: number[] = [];
		for (; low < this.size && this.call[low] === call; low++) out.push(low);
		return out;
	}

	leg(position: number): Leg {
		const call = this.call[position] ?? 0;
		const person = this.personAt(position);
		const direction = this.directionAt(position);
		const dice = mix32(call, this.salt + 11);
		const queues = direction === 0 ? [] : this.queuesOf(person.domain);
		const queue = dice % 3 === 0 ? (queues[dice % Math.max(1, queues.length)] ?? '') : '';
		const colleague = direction === 0 ? this.colleague(call, person) : undefined;
		return {
			start: this.startAt(position),
			direction,
			ringing: this.ringingAt(position),
			talking: this.talkingAt(position),
			holding: this.holdingAt(position),
			call,
			ordinal: this.ordinal[position] ?? 0,
			person,
			remote: colleague ?? this.stranger(call),
			queue,
			internal: colleague !== undefined,
		};
	}

	/** The colleague whom a fifth of the calls placed are for, where chance finds one. */
	private colleague(call: number, person: Person): string | undefined {
		if (mix32(call, this.salt + 12) % 5 !== 0) return undefined;
		const other = this.people[mix32(call, this.salt + 13) % this.people.length];
		const isOther = other?.domain === person.domain && other.user !== person.user;
		return isOther ? other.user : undefined;
	}

	private stranger(call: number): string {
		// 555-01xx numbers belong to nobody.
		const area = 201 + (mix32(call, this.salt + 14) % 700);
		return `1${area}555${String(100 + (mix32(call, this.salt + 15) % 100)).padStart(4, '0')}`;
	}

	private ringingAt(position: number): number {
		return 2 + (mix32(this.call[position] ?? 0, this.salt + 16) % 24);
	}

	private holdingAt(position: number): number {
		if (this.talkingAt(position) < 60) return 0;
		const dice = mix32(this.call[position] ?? 0, this.salt + 17);
		return dice % 8 === 0 ? 5 + (dice % 90) : 0;
	}

	/** Calls one after the other; a tenth of the inbound ones ring several phones and leave a row each. */
	private fill(bornSeconds: number): void {
		const clock = new BusyClock(bornSeconds - DAYS * 24 * HOUR, DAYS * 24);
		for (let i = 0, call = 0; i < this.size; call++) {
			const dice = mix32(call, this.salt);
			const direction = dice % 100 < 45 ? 0 : dice % 100 < 82 ? 1 : 2;
			const legs = Math.min(direction > 0 && (dice >>> 8) % 10 === 0 ? 3 : 1, this.size - i);
			const first = mix32(call, this.salt + 1) % this.people.length;
			const answered = mix32(call, this.salt + 2) % legs;
			const start = clock.at(i / this.size);
			const talk = 8 + (mix32(call, this.salt + 3) % 240) * (1 + (mix32(call, this.salt + 4) % 4));
			for (let ordinal = 0; ordinal < legs; ordinal++, i++) {
				const wins = direction !== 2 && ordinal === answered;
				this.start[i] = start;
				this.call[i] = call;
				this.ordinal[i] = ordinal;
				this.person[i] = this.neighbour(first, ordinal);
				this.direction[i] = direction === 1 && !wins ? 2 : direction;
				this.talking[i] = wins ? talk : 0;
			}
		}
	}

	/** The next person of the same domain, as a ring group would have. */
	private neighbour(first: number, step: number): number {
		const next = (first + step) % this.people.length;
		return this.people[next]?.domain === this.people[first]?.domain ? next : first;
	}

	private index(): void {
		const counts = new Map<string, number>();
		for (let i = 0; i < this.size; i++) {
			const { domain } = this.personAt(i);
			counts.set(domain, (counts.get(domain) ?? 0) + 1);
		}
		for (const [domain, count] of counts) this.byDomain.set(domain, new Uint32Array(count));
		const next = new Map<string, number>();
		for (let i = 0; i < this.size; i++) {
			const { domain } = this.personAt(i);
			const at = next.get(domain) ?? 0;
			(this.byDomain.get(domain) as Uint32Array)[at] = i;
			next.set(domain, at + 1);
		}
	}
}

/** Turns an even fraction into a moment of a period in which working hours are busy. */
class BusyClock {
	private readonly sums: number[] = [0];
	private slot = 0;

	constructor(
		private readonly from: number,
		hours: number,
	) {
		for (let hour = 0; hour < hours; hour++) {
			const date = new Date((from + hour * HOUR) * 1000);
			const weekend = date.getUTCDay() % 6 === 0;
			const working = date.getUTCHours() >= 13 && date.getUTCHours() < 22;
			this.sums.push((this.sums[hour] ?? 0) + (weekend ? 2 : working ? 12 : 1));
		}
	}

	/** Epoch seconds; fractions must come in rising order. */
	at(fraction: number): number {
		const target = fraction * (this.sums.at(-1) ?? 0);
		while ((this.sums[this.slot + 1] ?? Infinity) <= target) this.slot++;
		const low = this.sums[this.slot] ?? 0;
		const high = this.sums[this.slot + 1] ?? low + 1;
		return Math.floor(this.from + (this.slot + (target - low) / (high - low)) * HOUR);
	}
}
