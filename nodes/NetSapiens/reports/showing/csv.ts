import type { Table } from '../report';

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Beginnings that spreadsheets take for a formula, in their wide forms too; blanks do not help. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** A number or a telephone number is no formula, whatever it begins with. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * The rows of a table as CSV (RFC 4180): labels first, values as they are, lines end in CR LF. An
 * apostrophe goes before text that a spreadsheet would carry out as a formula.
 */
export function csvOf({ columns, rows }: Table): string {
	const lines = [
		columns.map(({ label }) => label),
		...rows.map((row) => columns.map(({ key }) => row[key])),
	];
	return BYTE_ORDER_MARK + lines.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(value: unknown): string {
	const text = guarded(textOf(value));
	return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const guarded = (text: string): string =>
	FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;

function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return value.map(textOf).join(', ');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
