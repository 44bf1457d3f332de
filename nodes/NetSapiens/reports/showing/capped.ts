import type { IDataObject } from 'n8n-workflow';
import type { Table } from '../report';

/** More rows of a table are not written into a mail: mail programs cut long ones off. */
const MOST_ROWS = 200;

/** The rows of a table that a mail shows, and what to say about the others. */
export function capped({ rows }: Table): { shown: IDataObject[]; more?: string } {
	if (rows.length <= MOST_ROWS) return { shown: rows };
	const more = `The first ${MOST_ROWS} of ${rows.length} rows. Items and CSV have all of them.`;
	return { shown: rows.slice(0, MOST_ROWS), more };
}
