import { ImportError, methods, type ScopeRow } from './types';

/** Whether a file is a table of operations: tab-separated, with these columns in its header line. */
export function isScope(text: string): boolean {
	const columns = text.slice(0, text.indexOf('\n')).trim().split('\t');
	return ['method', 'path', 'since'].every((column) => columns.includes(column));
}

/**
 * Reads a table of operations. Rows that name no path are left out: they stand for operations that
 * a correction adds.
 *
 * @param file - Path of the file, for messages.
 * @param text - Its content: a header line, then one operation a line.
 * @throws ImportError for a row that cannot be one.
 */
export function parseScope(file: string, text: string): ScopeRow[] {
	const [header = '', ...lines] = text.split(/\r?\n/);
	const columns = header.split('\t');
	const rows: ScopeRow[] = [];
	lines.forEach((line, index) => {
		if (line.trim() === '') return;
		const cells = line.split('\t');
		const cell = (name: string) => (cells[columns.indexOf(name)] ?? '').trim();
		const [method, key, since] = [cell('method').toUpperCase(), cell('path'), cell('since')];
		if (!methods.some((known) => known.toUpperCase() === method) || !/^\d+(\.\d+)*$/.test(since))
			throw new ImportError(
				`${file}, line ${index + 2}: is not an operation. A row needs a method (${methods.join(', ').toUpperCase()}), a path and the version since when.`,
			);
		if (key.startsWith('/')) rows.push({ method, key, since });
	});
	return rows;
}

/** The table as it is written to spec/scope.tsv. */
export function formatScope(rows: ScopeRow[]): string {
	const lines = rows.map(({ method, key, since }) => [method, key, since].join('\t'));
	return ['method\tpath\tsince', ...lines, ''].join('\n');
}
