import type { Data } from '../state/table';
import type { ListKind, Setting } from './fault-kinds';

/** Rows of a page when no limit is given. */
const LIMIT = 100;

const startOf = (query: Data): number => Number(query.start ?? 0);
const limitOf = (query: Data): number => Number(query.limit ?? LIMIT);

/** The query that the list is to see in place of the one that came. */
export function steered({ kind, pages = 2, rows = 1 }: Setting<ListKind>, query: Data): Data {
	const page = limitOf(query);
	switch (kind) {
		case 'ignore-start':
			return { ...query, start: '0' };
		case 'ignore-limit':
			return { ...query, limit: String(Number.MAX_SAFE_INTEGER) };
		case 'cycle-pages':
			return { ...query, start: String(startOf(query) % (pages * page)) };
		case 'shift-rows': {
			const pagesBefore = Math.floor(startOf(query) / page);
			return { ...query, start: String(startOf(query) - pagesBefore * rows) };
		}
		default:
			return query;
	}
}

/**
 * The rows of the answer to a query as the client is to see them.
 *
 * @param hits how many requests the fault has hit, this one counted
 */
export function changedRows(
	fault: Setting<ListKind>,
	query: Data,
	rows: unknown[],
	hits: number,
): unknown[] {
	const { kind, changing } = fault;
	if (kind === 'cap-page') return rows.slice(0, fault.rows);
	if (kind === 'empty-page') return [];
	if (kind === 'hide-rows') {
		return rows.filter((_row, i) => !fault.positions?.includes(startOf(query) + i));
	}
	if (changing === undefined) return rows;
	return rows.map((row) => ({ ...(row as Data), [changing]: String(hits) }));
}

/** A list as JSON with its rows changed, spelled as before; any other answer as it is. */
export function rewritten(json: string, change: (rows: unknown[]) => unknown[]): string {
	if (!json.startsWith('[')) return json;
	const text = JSON.stringify(change(JSON.parse(json) as unknown[]));
	return json.includes('\\/') ? text.replace(/\//g, '\\/') : text;
}
