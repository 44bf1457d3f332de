import type { Column, Report, Table } from '../report';
import { capped } from './capped';
import { comparison, written, writtenFigure } from './written';

/** A report as plain text, which mail programs show that show no HTML. */
export function textOf({ title, subtitle, figures, tables, notes }: Report): string {
	const parts = [
		[title, subtitle],
		figures.map((figure) => {
			const before = comparison(figure);
			const value = `${figure.label}: ${writtenFigure(figure)}`;
			return before === undefined ? value : `${value}, ${before}`;
		}),
		notes.map((note) => `Note: ${note}`),
		...tables.map(linesOf),
	];
	const blocks = parts.map((lines) => lines.filter((line) => line !== ''));
	return `${blocks
		.filter((lines) => lines.length > 0)
		.map((lines) => lines.join('\n'))
		.join('\n\n')}\n`;
}

function linesOf(table: Table): string[] {
	const { title, columns, total } = table;
	const { shown, more = '' } = capped(table);
	if (shown.length === 0) return [title, 'Nothing to show.'];
	const cells = [...shown, ...(total ? [total] : [])].map((row) =>
		columns.map(({ key, kind }) => oneLine(written(row[key], kind))),
	);
	const lines = [columns.map(({ label }) => label), ...cells];
	const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]!.length)));
	const aligned = lines.map((line) =>
		line
			.map((cell, index) => align(cell, widths[index]!, columns[index]!))
			.join('  ')
			.trimEnd(),
	);
	const rule = widths.map((width) => '-'.repeat(width)).join('  ');
	return [title, aligned[0]!, rule, ...aligned.slice(1), more];
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

const align = (text: string, width: number, { kind = 'text' }: Column) =>
	kind === 'text' || kind === 'dateTime' ? text.padEnd(width) : text.padStart(width);
