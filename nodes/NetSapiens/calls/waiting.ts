import { hashOf, rootsOf } from './grouping';
import { EMPTY_LEG, type Leg } from './leg';

/** Epoch seconds. */
export interface Stretch {
	from: number;
	to: number;
}

/** Groups of legs, which have to be gone through before others are added. */
export interface Taken {
	groups: Iterable<Leg[]>;
	/** Whether some lay before the time, and behind it. */
	hasEarlier: boolean;
	hasLater: boolean;
}

/** Bytes for the first hundred legs or two. */
const FIRST_BYTES = 64 * 1024;

/** What a leg's text takes at most, in bytes for each of its characters. */
const BYTES_PER_CHARACTER = 3;

/**
 * Legs that wait for others of their call: thousands, in hours of a long list. They are kept as bytes
 * and numbers: as objects, each would outlive V8's small garbage collections and lie about until the
 * next large one, for which V8 lets a process take hundreds of megabytes.
 */
export class Waiting {
	private bytes = Buffer.allocUnsafe(FIRST_BYTES);
	/** Where the bytes of each leg end. */
	private ends: number[] = [];
	/** The time of each leg. */
	private from: number[] = [];
	private to: number[] = [];
	/** By what legs belong together, as numbers, and where those of each leg end. */
	private names: number[] = [];
	private nameEnds: number[] = [];
	/** Which of them were taken, and are let go before the next are added. */
	private taken?: Uint8Array;

	/**
	 * @param names legs that share one may belong together
	 * @param stretch the time of the leg's call, as far as it tells it
	 */
	add(leg: Leg, names: string[], { from, to }: Stretch): void {
		this.tidy();
		const text = JSON.stringify(KEYS.map((key) => leg[key]));
		const begin = this.ends.at(-1) ?? 0;
		this.makeRoom(begin + text.length * BYTES_PER_CHARACTER);
		this.ends.push(begin + this.bytes.write(text, begin));
		this.from.push(from);
		this.to.push(to);
		for (const name of names) this.names.push(hashOf(name));
		this.nameEnds.push(this.names.length);
	}

	/** Takes the groups of legs that lie before or behind a time, each with those that it is linked to. */
	takeAround(time: Stretch): Taken {
		this.tidy();
		const { roots, from, to } = this.groups();
		const taken = new Uint8Array(roots.length);
		let [hasEarlier, hasLater] = [false, false];
		for (let at = 0; at < roots.length; at++) {
			const root = roots[at] as number;
			const isEarlier = (to[root] as number) < time.from;
			const isLater = (from[root] as number) > time.to;
			if (isEarlier || isLater) taken[at] = 1;
			hasEarlier ||= isEarlier;
			hasLater ||= isLater;
		}
		this.taken = taken;
		return { hasEarlier, hasLater, groups: this.legsBy(roots, taken) };
	}

	takeAll(): Iterable<Leg[]> {
		this.tidy();
		this.taken = new Uint8Array(this.ends.length).fill(1);
		return this.legsBy(this.groups().roots, this.taken);
	}

	private makeRoom(size: number): void {
		if (size <= this.bytes.length) return;
		const larger = Buffer.allocUnsafe(2 * size);
		this.bytes.copy(larger);
		this.bytes = larger;
	}

	/** For each leg the one that stands for its group; for those, the time of the group. */
	private groups(): { roots: Uint32Array; from: Float64Array; to: Float64Array } {
		const roots = rootsOf(this.names, this.nameEnds);
		const [from, to] = [new Float64Array(this.from), new Float64Array(this.to)];
		for (let at = 0; at < roots.length; at++) {
			const root = roots[at] as number;
			from[root] = Math.min(from[root] as number, this.from[at] as number);
			to[root] = Math.max(to[root] as number, this.to[at] as number);
		}
		return { roots, from, to };
	}

	/** The legs of each group that is taken. One after the other: all of them would be there for long. */
	private *legsBy(roots: Uint32Array, taken: Uint8Array): Generator<Leg[]> {
		const next = new Int32Array(roots.length).fill(NONE);
		const last = roots.slice();
		for (let at = 0; at < roots.length; at++) {
			const root = roots[at] as number;
			if (at > root) next[last[root] as number] = at;
			last[root] = at;
		}
		for (let root = 0; root < roots.length; root++) {
			if (roots[root] !== root || taken[root] === 0) continue;
			const legs: Leg[] = [];
			for (let at = root; at !== NONE; at = next[at] as number) legs.push(this.legAt(at));
			yield legs;
		}
	}

	private legAt(at: number): Leg {
		const text = this.bytes.toString('utf8', this.ends[at - 1] ?? 0, this.ends[at]);
		const values = JSON.parse(text) as unknown[];
		const leg: Record<string, unknown> = { ...EMPTY_LEG };
		for (let key = 0; key < KEYS.length; key++) leg[KEYS[key] as string] = values[key];
		return leg as unknown as Leg;
	}

	/** Lets go what was taken. */
	private tidy(): void {
		const { taken } = this;
		if (!taken) return;
		this.taken = undefined;
		let kept = 0;
		for (let at = 0, begin = 0, name = 0; at < this.ends.length; at++) {
			const [end, nameEnd] = [this.ends[at] as number, this.nameEnds[at] as number];
			if (taken[at] === 0) this.move({ at, begin, end, name, nameEnd }, kept++);
			[begin, name] = [end, nameEnd];
		}
		for (const list of [this.ends, this.from, this.to, this.nameEnds]) list.length = kept;
		this.names.length = this.nameEnds.at(-1) ?? 0;
	}

	/** Moves a leg to a place further ahead, behind those that are there already. */
	private move({ at, begin, end, name, nameEnd }: Place, to: number): void {
		const start = this.ends[to - 1] ?? 0;
		this.bytes.copyWithin(start, begin, end);
		this.ends[to] = start + end - begin;
		this.from[to] = this.from[at] as number;
		this.to[to] = this.to[at] as number;
		const firstName = this.nameEnds[to - 1] ?? 0;
		for (let one = name; one < nameEnd; one++)
			this.names[firstName + one - name] = this.names[one] as number;
		this.nameEnds[to] = firstName + nameEnd - name;
	}
}

/** Where a leg is, with its bytes and its names. */
interface Place {
	at: number;
	begin: number;
	end: number;
	name: number;
	nameEnd: number;
}

/** No leg. */
const NONE = -1;

const KEYS = Object.keys(EMPTY_LEG) as Array<keyof Leg>;
