/**
 * What items of one run share: lists that several of them need are read once, and work on the same
 * record goes on in turn, so that nothing is made twice.
 */
export class Memory {
	private readonly made = new Map<string, Promise<unknown>>();
	private readonly turns = new Map<string, Promise<unknown>>();

	/** What `make` gives, made for the first who asks. A failure is kept for no one. */
	async once<T>(key: string, make: () => Promise<T>): Promise<T> {
		const known = this.made.get(key);
		if (known) return (await known) as T;
		const making = make();
		this.made.set(key, making);
		making.catch(() => this.made.delete(key));
		return await making;
	}

	/** The next who asks gets it anew. */
	forget(key: string): void {
		this.made.delete(key);
	}

	/** Does `work` when all earlier work under the same key has ended, well or not. */
	async inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.turns.get(key);
		const mine = before ? before.then(work, work) : work();
		this.turns.set(
			key,
			mine.catch(() => undefined),
		);
		return await mine;
	}
}
