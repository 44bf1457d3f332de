/** An answer of the DNA API that is no success; `words` go out as its message. */
export class Refusal extends Error {
	constructor(
		readonly words: string,
		/** HTTP status; where it is left out, what the switch `dna-refusal-status` says. */
		readonly status?: number,
	) {
		super(words);
	}
}
