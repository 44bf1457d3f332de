/** A seeded source of randomness (sfc32): the same seed gives the same sequence on every machine. */
export class Random {
	private a: number;
	private b: number;
	private c: number;
	private d: number;

	/** @param seed any text or number; equal seeds give equal sequences */
	constructor(seed: string | number) {
		const text = String(seed);
		this.a = hash32(text, 1);
		this.b = hash32(text, 2);
		this.c = hash32(text, 3);
		this.d = hash32(text, 4);
		for (let i = 0; i < 12; i++) this.uint32();
	}

	/** An integer from 0 to 2^32-1. */
	uint32(): number {
		const t = (((this.a + this.b) | 0) + this.d) | 0;
		this.d = (this.d + 1) | 0;
		this.a = this.b ^ (this.b >>> 9);
		this.b = (this.c + (this.c << 3)) | 0;
		this.c = (this.c << 21) | (this.c >>> 11);
		this.c = (this.c + t) | 0;
		return t >>> 0;
	}

	/** A fraction in [0, 1). */
	fraction(): number {
		return this.uint32() / 4294967296;
	}

	/** An integer from `low` to `high`, both included. */
	integer(low: number, high: number): number {
		return low + Math.floor(this.fraction() * (high - low + 1));
	}

	/** One element of a list that is not empty. */
	pick<T>(list: readonly T[]): T {
		return list[this.integer(0, list.length - 1)] as T;
	}

	/** `length` characters out of `alphabet`. */
	text(length: number, alphabet: string): string {
		let out = '';
		for (let i = 0; i < length; i++) out += alphabet[this.integer(0, alphabet.length - 1)];
		return out;
	}

	/** `length` lower-case hex digits. */
	hex(length: number): string {
		return this.text(length, '0123456789abcdef');
	}
}

/** A well-mixed 32-bit hash of a text (FNV-1a with a murmur finish). */
export function hash32(text: string, salt = 0): number {
	let h = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1);
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	return mix32(h);
}

/** Mixes two integers into one evenly spread 32-bit integer: randomness by position, no state. */
export function mix32(value: number, salt = 0): number {
	let h = (value ^ Math.imul(salt + 1, 0x9e3779b1)) | 0;
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return (h ^ (h >>> 16)) >>> 0;
}
