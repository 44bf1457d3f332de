/**
 * Numbers by key, as a map has them, that may forget: then it keeps the first `most` and at least the
 * last `most` that were set.
 */
export class Keys<Key> {
	private readonly first = new Map<Key, number>();
	private older = new Map<Key, number>();
	private newer = new Map<Key, number>();

	/** @param most Infinity for all */
	constructor(private readonly most: number) {}

	has(key: Key): boolean {
		return this.get(key) !== undefined;
	}

	get(key: Key): number | undefined {
		return this.newer.get(key) ?? this.older.get(key) ?? this.first.get(key);
	}

	set(key: Key, value: number): void {
		if (this.first.size < this.most) this.first.set(key, value);
		else this.newer.set(key, value);
		if (this.newer.size < this.most) return;
		this.older = this.newer;
		this.newer = new Map();
	}
}
