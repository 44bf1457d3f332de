/** Rows asked for at once. Above 100 the call records lose columns (facts: CDR trap). */
export const PAGE_SIZE = 100;

/** Fetches rows `start` (0-based) to `start + limit`. */
export type FetchPage<T> = (start: number, limit: number) => Promise<T[]>;

/**
 * All rows of a list, or the first `wanted`.
 *
 * Ends at a page that is shorter than asked for. Some routes ignore `limit` and give everything at
 * once, some ignore `start` and give the first page again: both end the list, without doubled rows.
 */
export async function paginate<T>(fetchPage: FetchPage<T>, wanted = Infinity): Promise<T[]> {
	const rows: T[] = [];
	let previous = '';
	while (rows.length < wanted) {
		const size = Math.min(PAGE_SIZE, wanted - rows.length);
		const page = await fetchPage(rows.length, size);
		const fingerprint = JSON.stringify(page);
		if (page.length > 0 && fingerprint === previous) break;
		previous = fingerprint;
		rows.push(...page.slice(0, wanted - rows.length));
		if (page.length !== size) break;
	}
	return rows;
}
