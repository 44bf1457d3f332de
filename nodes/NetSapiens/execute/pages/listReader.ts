import { records, UnreadableList } from './brokenList';
import { Count } from './count';
import { Known } from './known';
import { endless, Requests, type FetchPage, type Window } from './requests';

/** Rows asked for at once. Above 100 the call records lose columns (facts: CDR trap). */
export const PAGE_SIZE = 100;

/** No server that has more gives fewer rows at a time (own judgment). */
export const SMALLEST_CAP = 10;

/** Pages in a row, shorter than that and of the same length, after which a list has no end. */
const TINY_PAGES = 10;

/** Points that prove that a list has ended; see `proof`. */
const PROVEN = 2;

export interface ReadOptions {
	/** How many rows; all when left out. */
	wanted?: number;
	/** Requests in flight at most; 1 when left out. */
	ahead?: number;
	/** How many of the first and of the last rows are remembered, to tell those that come again. */
	remembers?: number;
	/**
	 * The length of the list as the server counts it; undefined, or an error, when it does not say.
	 * Asked at most once, and only when all rows are wanted and they do not fit on a page.
	 */
	total?: () => Promise<number | undefined>;
}

type Rows<T> = AsyncGenerator<T[], void, undefined>;

/**
 * Reads a list page by page. No row is left out in silence, none is given twice, and their order is
 * kept.
 *
 * - Once a page came full, offsets are known and the next pages are asked for ahead: first two at
 *   once, then more and more. Where the server counts, none is asked for beyond its count.
 * - A short page proves nothing: servers give fewer rows than asked for (a cap), hide single rows or
 *   cut answers off. What is missing is asked for, and the list ends where nothing comes any more.
 *   That look costs a request, for short lists too. Where `wanted` is a number, a page of fewer than
 *   10 rows that is not half full is taken for the end: no server caps pages that low.
 * - Servers that ignore `limit` or `start` are found out; rows that come again are dropped.
 *
 * What it cannot see: a whole page of hidden rows behind a short page, and a row that moves to an
 * earlier page while both pages are in flight.
 */
export class ListReader<T> {
	/** At the end: what people should know although the list was read. */
	warning?: string;

	private readonly wanted: number;
	private readonly ahead: number;
	private readonly requests: Requests<T>;
	private readonly count: Count;
	private readonly known: Known<T>;

	/** Where the next window begins. */
	private position = 0;
	/** Whether pages come full, so that the offsets of the next ones are known. */
	private isSteady = false;
	/** Rows of a full page. */
	private pageSize = PAGE_SIZE;
	/** Requests that may be in flight for now. */
	private width = 1;

	private given = 0;
	/** Where the rows that came end at least, and at most. */
	private end = 0;
	private reach = 0;
	/** Length of the last page with new rows; undefined when it was full. */
	private shortPage: number | undefined = 0;
	/** How many short pages of just that length came in a row, each behind the other. */
	private alike = 0;
	/** Empty windows; they are asked again when rows come behind them. */
	private gaps: Array<Window<T>> = [];
	/**
	 * Points for answers without new rows, since the last that had some. A window gives two if it is
	 * empty behind a short page, or where the server's count says that the list ends.
	 */
	private proof = 0;
	/** Windows among them whose rows were all there before. */
	private repeated = 0;

	constructor(fetchPage: FetchPage<T>, { wanted, ahead, remembers, total }: ReadOptions = {}) {
		this.known = new Known(remembers);
		this.wanted = wanted ?? Infinity;
		this.ahead = ahead ?? 1;
		this.requests = new Requests(fetchPage);
		this.count = new Count(total);
	}

	/** Where another reader can go on without missing a row. */
	get offset(): number {
		return this.end;
	}

	/**
	 * The rows as they come. When it ends, fails or is left, no request is in flight any more.
	 *
	 * @throws what `fetchPage` throws, when all rows before that page have been given
	 * @throws UnreadableList when the answers cannot be the whole list
	 */
	async *pages(): Rows<T> {
		try {
			do {
				yield* this.windows();
				yield* this.lookAgain();
			} while (!this.isOver());
			await this.checkEnd();
		} finally {
			await Promise.all([this.requests.ended(), this.count.ended()]);
		}
	}

	private async *windows(): Rows<T> {
		while (!this.isOver()) {
			this.askAhead();
			const { window, page } = await this.requests.take();
			yield* this.settle(window, page);
		}
	}

	/** Asks again for the empty window at the end, when nothing else says that the list ends there. */
	private async *lookAgain(): Rows<T> {
		const isSure = this.shortPage !== undefined || this.given === this.count.value;
		const gap = this.gaps.shift();
		if (gap && !isSure) yield* this.fill(gap, 0);
	}

	private isOver(): boolean {
		if (this.given >= this.wanted) return true;
		return this.requests.waiting === 0 && (this.proof >= PROVEN || this.isComplete());
	}

	/** Whether a short page was the last one by the server's count. */
	private isComplete(): boolean {
		return this.shortPage !== undefined && this.given > 0 && this.given === this.count.value;
	}

	/** Sends for the next window, and for as many behind it as may be in flight. */
	private askAhead(): void {
		if (this.requests.waiting === 0) this.ask();
		while (this.mayAskAhead()) this.ask();
	}

	private mayAskAhead(): boolean {
		const inFlight = this.requests.waiting + (this.count.isPending ? 1 : 0);
		const goesOn = this.isSteady && this.proof === 0 && !this.requests.failure;
		return goesOn && inFlight < this.width && this.missing() > 0 && !this.isBeyondCount();
	}

	/** Rows that are neither there nor asked for. */
	private missing(): number {
		return this.wanted - this.given - this.requests.due;
	}

	/** A count that is too low proves itself wrong. */
	private isBeyondCount(): boolean {
		const total = this.count.value;
		return total !== undefined && total >= this.given && this.position >= total;
	}

	private ask(): void {
		const size = this.isSteady ? this.pageSize : Math.min(PAGE_SIZE, this.wanted);
		// A few rows may all have been there before. Then a whole page is asked for.
		const limit = this.isSteady && this.proof === 0 ? Math.min(size, this.missing()) : size;
		this.requests.push(this.position, limit);
		this.position += limit;
	}

	private async *settle(window: Window<T>, page: T[]): Rows<T> {
		if (page.length === 0) return this.noteEmpty(window);
		yield* this.fillGaps();
		const fresh = this.known.fresh(page);
		this.reach = window.start + window.limit;
		if (fresh.length === 0) return this.noteRepeated(window, page.length);
		const [came, hasDoubles] = [page.length, page.length > fresh.length];
		const isFull = this.isFull(window, came, fresh.length);
		yield this.give(fresh, window.start + came);
		if (isFull) await this.noteFull(window, came);
		else yield* this.goOnAfterShort(window, came, hasDoubles);
	}

	private noteEmpty(window: Window<T>): void {
		const isLast = this.shortPage !== undefined || this.given === this.count.value;
		this.proof += isLast ? PROVEN : 1;
		this.gaps.push(window);
	}

	/** A server that ignores `limit` and gives the same again has given everything. */
	private noteRepeated({ limit }: Window<T>, came: number): void {
		this.proof += came > limit ? PROVEN : 1;
		this.repeated++;
	}

	/** Counts new rows. @returns those of them that are wanted */
	private give(fresh: T[], end: number): T[] {
		const left = this.wanted - this.given;
		const rows = left < fresh.length ? fresh.slice(0, left) : fresh;
		this.given += rows.length;
		this.end = Math.max(this.end, end);
		this.proof = 0;
		this.repeated = 0;
		return rows;
	}

	/**
	 * Whether a page is as long as asked for, or as long as the server's cap: the third of the same
	 * length, without a row twice. Two may be alike by chance where rows are hidden.
	 */
	private isFull({ limit }: Window<T>, came: number, fresh: number): boolean {
		if (came >= limit || this.isSteady) return came === limit;
		const isAlike = came === this.shortPage && came === fresh;
		return isAlike && this.alike >= 2 && came >= SMALLEST_CAP;
	}

	private async noteFull({ start }: Window<T>, came: number): Promise<void> {
		this.shortPage = undefined;
		this.width = Math.min(this.width + 1, this.ahead);
		if (this.isSteady) return;
		this.isSteady = true;
		this.pageSize = came;
		this.position = start + came;
		if (this.wanted < Infinity) return;
		const counted = this.count.ask();
		if (this.ahead === 1) await counted;
	}

	private async *goOnAfterShort(window: Window<T>, came: number, hasDoubles: boolean): Rows<T> {
		const { start, limit } = window;
		this.alike = came === this.shortPage && !hasDoubles ? this.alike + 1 : 1;
		this.shortPage = came;
		if (this.given >= this.wanted || this.isComplete()) return;
		// Rows that came before show that others are hidden: the page reaches as far as was asked.
		if (came < limit && (hasDoubles || this.requests.waiting > 0)) {
			yield* this.fill(window, came);
			return;
		}
		this.isSteady = false;
		this.position = start + came;
		this.noteTiny(came, limit);
	}

	private noteTiny(came: number, limit: number): void {
		if (came >= SMALLEST_CAP) return;
		if (this.alike === TINY_PAGES) throw endless();
		if (this.wanted < Infinity && came < limit / 2) this.proof = PROVEN;
	}

	/**
	 * Asks for the rest of a window of which `came` rows are there, until it is full or nothing new
	 * comes: then its other rows are hidden.
	 */
	private async *fill({ start, limit }: Window<T>, came: number): Rows<T> {
		let reached = came;
		while (reached < limit && this.given < this.wanted) {
			if (this.requests.failure) throw this.requests.failure;
			const page = await this.requests.fetch(start + reached, limit - reached);
			const fresh = this.known.fresh(page);
			// With nothing there, the end may be near: no more is asked for ahead until rows come.
			if (page.length === 0) this.proof++;
			if (fresh.length === 0) return;
			reached += page.length;
			yield this.give(fresh, start + reached);
		}
	}

	/** The list goes on, so what had no rows is asked again. */
	private async *fillGaps(): Rows<T> {
		for (const gap of this.gaps.splice(0)) {
			const before = this.given;
			yield* this.fill(gap, 0);
			if (this.given > before) continue;
			const where = gap.start.toLocaleString('en-US');
			throw new UnreadableList(
				`The server gave no records at position ${where}, although the list goes on behind it.`,
			);
		}
	}

	/** @throws UnreadableList when the list cannot have ended where it did */
	private async checkEnd(): Promise<void> {
		if (this.given >= this.wanted) return;
		const isRepeated = this.repeated >= PROVEN;
		if (isRepeated && this.wanted === Infinity) await this.count.ask();
		await this.count.ended();
		const { given } = this;
		const total = this.count.value;
		if (isRepeated && this.shortPage === undefined && total !== given) {
			throw new UnreadableList(
				`The server gives the same records again from there on. What comes after the first ${records(given)} cannot be read.`,
			);
		}
		if (total === undefined || total <= given) return;
		if (total - this.reach >= PAGE_SIZE) {
			throw new UnreadableList(`The server counts ${records(total)}, but gives no more.`);
		}
		const shown = given.toLocaleString('en-US');
		this.warning = `The server counts ${records(total)}, but shows ${shown} to this credential.`;
	}
}
