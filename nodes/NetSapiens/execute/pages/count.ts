/** The length of a list as the server counts it, asked once and in the background. */
export class Count {
	/** Unknown until the server has said it, and when it does not. */
	value?: number;
	isPending = false;
	private asked?: Promise<void>;

	constructor(private readonly total: () => Promise<number | undefined> = async () => undefined) {}

	/** Asks, unless that has been done. @returns when there is an answer; never throws */
	ask(): Promise<void> {
		this.asked ??= this.answer();
		return this.asked;
	}

	/** Resolves when no request is in flight any more. */
	async ended(): Promise<void> {
		await this.asked;
	}

	private async answer(): Promise<void> {
		this.isPending = true;
		this.value = await this.total().catch(() => undefined);
		this.isPending = false;
	}
}
