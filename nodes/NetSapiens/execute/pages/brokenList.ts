/**
 * A list that could not be read to its end. What was read before is not lost: `rows` are its first
 * rows, complete up to where it broke off.
 */
export class BrokenList<T = unknown> extends Error {
	override name = 'BrokenList';

	constructor(
		readonly rows: T[],
		/** What went wrong: a request that failed, or what is wrong with the answers. */
		override readonly cause: Error,
		/** How many were read, where they were not kept. */
		count = rows.length,
	) {
		super(`Only the first ${records(count)} could be read: ${cause.message}`);
	}
}

/** The server answers, but its answers cannot be the whole list. */
export class UnreadableList extends Error {
	override name = 'UnreadableList';
}

/** A number of records in words: `1 record`, `2,950 records`. */
export function records(count: number): string {
	return `${count.toLocaleString('en-US')} record${count === 1 ? '' : 's'}`;
}
