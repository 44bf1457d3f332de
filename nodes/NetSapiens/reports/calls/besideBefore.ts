import type { IDataObject } from 'n8n-workflow';
import type { Table } from '../report';

/**
 * The rows of a table beside those of the period before: a column more, and a row more for each that was
 * there then and is not now. Rows that cannot be the same, such as single days and calls, stay as they are.
 */
export function besideBefore(now: Table, past: Table | undefined): Table {
	const { compares, columns, rows, total } = now;
	if (!compares || !past) return now;
	const { by, figure } = compares;
	const keyOf = (row: IDataObject) => JSON.stringify(by.map((name) => row[name]));
	const key = `${figure}Before`;
	const before = new Map(past.rows.map((row) => [keyOf(row), row]));
	const known = new Set(rows.map(keyOf));
	const gone = past.rows.filter((row) => !known.has(keyOf(row)));
	return {
		...now,
		columns: columns.flatMap((column) => {
			if (column.key !== figure) return [column];
			return [column, { key, label: 'Before', kind: column.kind }];
		}),
		rows: [
			...rows.map((row) => ({ ...row, [key]: before.get(keyOf(row))?.[figure] ?? 0 })),
			...gone.map((row) => ({ ...headOf(row, now), [figure]: 0, [key]: row[figure] })),
		],
		...(total && { total: { ...total, [key]: past.total?.[figure] ?? 0 } }),
	};
}

/** What a row is about, without its figures. */
function headOf(row: IDataObject, { columns }: Table): IDataObject {
	const isText = (name: string) =>
		columns.some(({ key, kind }) => key === name && kind === undefined);
	return Object.fromEntries(Object.entries(row).filter(([name]) => isText(name)));
}
