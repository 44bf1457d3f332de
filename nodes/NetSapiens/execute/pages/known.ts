import { fingerprint } from './fingerprint';
import { Keys } from './keys';

/**
 * Columns that hold a record's own ID. `uid` is none: it names the user a record belongs to, and
 * other columns named so name other records.
 */
const ID_COLUMNS = ['id', 'unique-id', 'uuid', 'cdr_id', 'key-id'];

/** So many rows at the beginning of a page tell whether it was there before, column by column. */
const TELLING_ROWS = 10;

type Key = string | number;

/**
 * Remembers the rows of a list, to tell those that come again: rows that moved to the next page
 * when others were inserted, rows that two requests have in common, pages that a server repeats.
 * Holds a short key per row, never a row.
 */
export class Known<T> {
	/** The column that tells rows apart; '' when only the whole row does. */
	private idColumn?: string;
	/** Key → which of the rows it is, in the order in which they came. */
	private readonly rows: Keys<Key>;
	private count = 0;
	private readonly sequences: Keys<number>;

	/** @param most how many of the first and of the last rows to remember; all when left out */
	constructor(most = Infinity) {
		this.rows = new Keys(most);
		this.sequences = new Keys(most);
	}

	/**
	 * The rows of an answer that no earlier answer had, in their order. Rows that are equal within
	 * one answer are no doubles.
	 */
	fresh(page: T[]): T[] {
		this.idColumn ??= idColumnOf(page);
		const keys = page.map((row) => idIn(row, this.idColumn) ?? fingerprint(JSON.stringify(row)));
		const fresh = this.idColumn ? this.unknownIds(page, keys) : this.unknownRows(page, keys);
		const added = this.idColumn ? keys : keys.slice(page.length - fresh.length);
		for (const key of added) this.rows.set(key, this.count++);
		return fresh;
	}

	private unknownIds(page: T[], keys: Key[]): T[] {
		if (!areDistinct(keys) || !keys.some((key) => this.rows.has(key))) return page;
		return page.filter((_, i) => !this.rows.has(keys[i] as Key));
	}

	/**
	 * Rows without an ID may be equal and still be two. They are the same where whole pages are, and
	 * where a page begins again with rows that came one after the other, up to the last one.
	 */
	private unknownRows(page: T[], keys: Key[]): T[] {
		const isPageKnown = this.isAmong([fingerprint(keys.join())]);
		const areColumnsKnown = this.isAmong(tellingSequences(page));
		// Something in the rows may change with each request.
		if (!keys.some((key) => this.rows.has(key))) return areColumnsKnown ? [] : page;
		if (!areDistinct(keys)) return isPageKnown ? [] : page;
		const again = this.againAtStart(keys);
		const isMoved = this.rows.get(keys[again - 1] as Key) === this.count - 1;
		return again === page.length || isMoved ? page.slice(again) : page;
	}

	/** How many rows at the beginning came before, one after the other. */
	private againAtStart(keys: Key[]): number {
		const first = this.rows.get(keys[0] as Key);
		if (first === undefined) return 0;
		const end = keys.findIndex((key, i) => this.rows.get(key) !== first + i);
		return end === -1 ? keys.length : end;
	}

	/** Whether half of these came before; from now on all did. */
	private isAmong(sequences: number[]): boolean {
		const seen = sequences.filter((sequence) => this.sequences.has(sequence)).length;
		for (const sequence of sequences) this.sequences.set(sequence, 0);
		return seen > 0 && seen * 2 >= sequences.length;
	}
}

/** The first ID column that all rows have and that differs in all of them. */
function idColumnOf(page: unknown[]): string {
	const isId = (column: string) => {
		const ids = page.map((row) => idIn(row, column));
		return !ids.includes(undefined) && areDistinct(ids);
	};
	return ID_COLUMNS.find(isId) ?? '';
}

/** A row's value in a column that can identify it; undefined when it has none. */
function idIn(row: unknown, column = ''): Key | undefined {
	if (typeof row !== 'object' || row === null) return undefined;
	const value = (row as Record<string, unknown>)[column];
	return (typeof value === 'string' && value !== '') || typeof value === 'number'
		? value
		: undefined;
}

/**
 * One number for each column that tells the first rows of a page apart: it stands for the column's
 * values there, in their order.
 */
function tellingSequences(page: unknown[]): number[] {
	const rows = page.slice(0, TELLING_ROWS);
	if (rows.length < TELLING_ROWS) return [];
	return Object.keys(rows[0] ?? {}).flatMap((column) => {
		const values = rows.map((row) => idIn(row, column));
		const isTelling = !values.includes(undefined) && areDistinct(values);
		return isTelling ? fingerprint(JSON.stringify([column, values])) : [];
	});
}

const areDistinct = (keys: unknown[]): boolean => new Set(keys).size === keys.length;
