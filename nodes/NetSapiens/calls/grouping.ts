/** Groups of things that are linked by names they share; both are numbers. */

/**
 * @param names of all things, one after the other
 * @param ends where the names of each thing end
 * @returns for each thing the one that stands for its group: the first of it
 */
export function rootsOf(names: number[], ends: number[]): Uint32Array {
	const links = new Links(ends.length);
	const things = new FirstByName(names.length);
	for (let at = 0, name = 0; at < ends.length; at++) {
		for (; name < (ends[at] as number); name++)
			links.join(at, things.firstOf(names[name] as number, at));
	}
	return links.roots();
}

/** 31 bits of a text (FNV-1a) as a name. Two texts may have the same. */
export function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return hash >>> 1;
}

/** The first thing that has a name: a table of numbers, as there are ten thousands of names in it. */
class FirstByName {
	private readonly names: Int32Array;
	private readonly things: Int32Array;

	constructor(most: number) {
		const size = 2 ** Math.ceil(Math.log2(2 * most + 1));
		this.names = new Int32Array(size).fill(FREE);
		this.things = new Int32Array(size);
	}

	/** @param thing has the name, and is the first one if there is no other */
	firstOf(name: number, thing: number): number {
		const last = this.names.length - 1;
		let place = name & last;
		while (this.names[place] !== FREE && this.names[place] !== name) place = (place + 1) & last;
		if (this.names[place] === FREE) this.things[place] = thing;
		this.names[place] = name;
		return this.things[place] as number;
	}
}

/** Numbers from 0 that stand for the same thing. */
class Links {
	private readonly above: Uint32Array;

	constructor(size: number) {
		this.above = new Uint32Array(size);
		for (let at = 0; at < size; at++) this.above[at] = at;
	}

	/** The lowest stands for all. */
	join(one: number, other: number): void {
		const [a, b] = [this.rootOf(one), this.rootOf(other)];
		this.above[Math.max(a, b)] = Math.min(a, b);
	}

	/** For each the one that stands for all that were joined with it. */
	roots(): Uint32Array {
		return this.above.map((_, at) => this.rootOf(at));
	}

	private rootOf(at: number): number {
		let root = at;
		for (let next = this.next(root); next !== root; next = this.next(root)) {
			// Shortens the way for the next time.
			this.above[root] = this.next(next);
			root = next;
		}
		return root;
	}

	private next(at: number): number {
		return this.above[at] as number;
	}
}

/** No name: those are not negative. */
const FREE = -1;
