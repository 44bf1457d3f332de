import type { Figure, Report } from '../report';
import { escaped } from './escape';
import { tableOf } from './htmlTable';
import { sheet, style } from './style';
import { comparison, writtenFigure } from './written';

/** A row of a report above its tables has so many figures. */
const FIGURES_A_ROW = 4;

/** So wide that lines of text stay readable; tables of many columns need more. */
const WIDTHS = { few: 720, many: 1100, fewColumns: 7 };

/**
 * A report as a document for mail programs: tables only, everything inline, nothing from outside.
 * Dark screens and phones are served by a style sheet, where the mail program keeps it.
 */
export function htmlOf({ title, subtitle, figures, tables, notes }: Report): string {
	const most = Math.max(...tables.map(({ columns }) => columns.length), 0);
	const width = most > WIDTHS.fewColumns ? WIDTHS.many : WIDTHS.few;
	const parts = [
		`<h1 style="${style.title}">${escaped(title)}</h1>` +
			`<p class="m" style="${style.subtitle}">${escaped(subtitle)}</p>`,
		...(figures.length > 0 ? [figuresOf(figures)] : []),
		...(notes.length > 0 ? [notesOf(notes)] : []),
		...tables.map(tableOf),
	];
	const rows = parts.map((part) => `<tr><td style="${style.part}">${part}</td></tr>`).join('\n');
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(title)}</title>
<style>${sheet}</style>
</head>
<body class="b" style="${style.page}">
<table role="presentation" class="b" style="${style.whole}"><tbody><tr><td style="${style.middle}">
<table role="presentation" class="c" style="${style.card(width)}"><tbody>
${rows}
</tbody></table>
</td></tr></tbody></table>
</body>
</html>
`;
}

function figuresOf(figures: Figure[]): string {
	const rows: string[] = [];
	for (let index = 0; index < figures.length; index += FIGURES_A_ROW) {
		const cells = figures.slice(index, index + FIGURES_A_ROW).map(figureOf);
		rows.push(`<tr>${cells.join('')}</tr>`);
	}
	return `<table role="presentation" style="${style.whole}"><tbody>${rows.join('')}</tbody></table>`;
}

function figureOf(figure: Figure): string {
	const before = comparison(figure);
	const lines = [
		`<p class="m" style="${style.small}">${escaped(figure.label)}</p>`,
		`<p style="${style.value}">${escaped(writtenFigure(figure))}</p>`,
		before === undefined ? '' : `<p class="m" style="${style.small}">${escaped(before)}</p>`,
	];
	return `<td class="f" style="${style.figure}">${lines.join('')}</td>`;
}

function notesOf(notes: string[]): string {
	const lines = notes.map((note) => `<p style="margin:2px 0">${escaped(note)}</p>`).join('');
	return (
		`<table role="presentation" style="${style.whole}"><tbody><tr>` +
		`<td class="n" style="${style.note}">${lines}</td></tr></tbody></table>`
	);
}
