/** What a bench is, and what it finds out. */

/** How thoroughly to measure. */
export interface Effort {
	/** Fewer turns and less work in each: for a look at everything in a few minutes. */
	quick: boolean;
}

/** One line of the table: our figure, one to hold it against, and what it has to be. */
export interface Row {
	what: string;
	/** Our figure with its unit, for example `1.52 s`; why there is none when the bench could not run. */
	ours: string;
	/** What it is held against, and its figure in the same run. */
	other?: string;
	/** How many times as good as the other: 2 is twice as quick, or half as large. */
	ratio?: number;
	target?: Target;
}

export interface Target {
	/** In words, for example `≥ 0.95`. */
	text: string;
	met: boolean;
}

/**
 * Measures one thing on this machine.
 *
 * @throws CannotRun when this machine lacks what the bench needs
 */
export type Bench = (effort: Effort) => Promise<Row[]>;

/** Something is missing here that the bench needs; the message says what. */
export class CannotRun extends Error {}
