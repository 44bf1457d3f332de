import { BrokenList } from './brokenList';
import { ListReader, type ReadOptions } from './listReader';
import type { FetchPage } from './requests';

/** A list as it was read. */
export interface List<T> {
	rows: T[];
	/** A sentence for people, when the server counts more records than it shows. */
	warning?: string;
}

/**
 * Reads a list to its end, or its first rows; see `ListReader` for how.
 *
 * @throws BrokenList with the rows that were read, when it breaks off behind the first of them
 * @throws what `fetchPage` throws, when nothing was read before
 */
export async function readPages<T>(
	fetchPage: FetchPage<T>,
	options?: ReadOptions,
): Promise<List<T>> {
	const reader = new ListReader(fetchPage, options);
	const rows: T[] = [];
	await collect(reader, rows).catch((cause: Error) => {
		throw rows.length === 0 ? cause : new BrokenList(rows, cause);
	});
	return { rows, ...(reader.warning !== undefined && { warning: reader.warning }) };
}

/** Page by page: a page may have more rows than a call may have arguments. */
async function collect<T>(reader: ListReader<T>, rows: T[]): Promise<void> {
	for await (const page of reader.pages()) for (const row of page) rows.push(row);
}
