import { UnreadableList } from './brokenList';

/** Fetches the rows from `start` (0-based), `limit` of them. */
export type FetchPage<T> = (start: number, limit: number) => Promise<T[]>;

/** A part of a list that was asked for. */
export interface Window<T> {
	start: number;
	limit: number;
	page: Promise<T[]>;
}

/** Requests after which a list has no end: ten million records. */
const MOST_REQUESTS = 100_000;

/** The requests for one list: single ones, and windows whose answers are taken in their order. */
export class Requests<T> {
	/** What the first request to fail threw. */
	failure?: Error;
	private readonly windows: Array<Window<T>> = [];
	private count = 0;

	constructor(private readonly fetchPage: FetchPage<T>) {}

	/** Windows whose answers were not taken yet. */
	get waiting(): number {
		return this.windows.length;
	}

	/** Rows that those windows were asked for. */
	get due(): number {
		return this.windows.reduce((sum, { limit }) => sum + limit, 0);
	}

	/** @throws UnreadableList when the list seems to have no end */
	fetch(start: number, limit: number): Promise<T[]> {
		if (++this.count > MOST_REQUESTS) throw endless();
		const page = this.fetchPage(start, limit);
		page.catch((error: Error) => (this.failure ??= error));
		return page;
	}

	/** Sends the request for the window behind all others. */
	push(start: number, limit: number): void {
		this.windows.push({ start, limit, page: this.fetch(start, limit) });
	}

	/** The answer to the first window, once it is there. @throws what its request threw */
	async take(): Promise<{ window: Window<T>; page: T[] }> {
		const window = this.windows[0] as Window<T>;
		const page = await window.page;
		this.windows.shift();
		return { window, page };
	}

	/** Resolves when no window is in flight any more. */
	async ended(): Promise<void> {
		await Promise.allSettled(this.windows.map(({ page }) => page));
	}
}

export function endless(): UnreadableList {
	return new UnreadableList('The server keeps giving records, as if the list had no end.');
}
