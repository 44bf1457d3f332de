import type { IDataObject } from 'n8n-workflow';
import type { Column, Table } from '../report';
import { capped } from './capped';
import { escaped } from './escape';
import { style } from './style';
import { written } from './written';

/** Wider tables become blocks on a phone. */
const MOST_COLUMNS_ON_A_PHONE = 3;

/** A heading and the rows of a table. */
export function tableOf(table: Table): string {
	const { title, columns, total } = table;
	const { shown, more } = capped(table);
	const heading = `<h2 style="${style.heading}">${escaped(title)}</h2>`;
	if (shown.length === 0) return heading + quiet('Nothing to show.');
	const isStacked = columns.length > MOST_COLUMNS_ON_A_PHONE;
	const cells = columns.map((column) => cellsOf(column, shown, isStacked));
	const line = (row: IDataObject, withBars: boolean) =>
		`<tr>${cells.map((cell, index) => cell(row, index === 0, withBars)).join('')}</tr>\n`;
	return [
		heading,
		`<table${isStacked ? ' class="d"' : ''} style="${style.whole}">`,
		`<thead><tr>${columns.map(headOf).join('')}</tr></thead>`,
		`<tbody>\n${shown.map((row) => line(row, true)).join('')}</tbody>`,
		total ? `<tfoot>${line(total, false)}</tfoot>` : '',
		'</table>',
		more === undefined ? '' : quiet(more),
	].join('');
}

const quiet = (text: string) => `<p class="m" style="${style.small}">${escaped(text)}</p>`;

const isText = ({ kind = 'text' }: Column) => kind === 'text' || kind === 'dateTime';

const alignOf = (column: Column) => (isText(column) ? 'left' : 'right');

const headOf = (column: Column): string =>
	`<th class="m g" scope="col" style="${style.head(alignOf(column))}">${escaped(column.label)}</th>`;

/** Writes the cells of one column; on a phone each has its label in front. */
function cellsOf(column: Column, rows: IDataObject[], isStacked: boolean) {
	const { key, kind, label } = column;
	const longest = Math.max(...rows.map((row) => amountOf(row[key])));
	const look = style.cell(alignOf(column));
	const name = `<span class="z m" style="${style.label}">${escaped(label)}</span>`;
	return (row: IDataObject, isFirst: boolean, withBars: boolean): string => {
		const text = escaped(written(row[key], kind));
		const bar = column.bar && withBars ? barOf(amountOf(row[key]), longest) : '';
		if (isFirst) return `<th class="g" scope="row" style="${look}">${text}${bar}</th>`;
		if (!isStacked) return `<td class="g" style="${look}">${text}${bar}</td>`;
		if (text === '') return `<td class="g e" style="${look}"></td>`;
		return `<td class="g" style="${look}">${name}<span class="v">${text}</span>${bar}</td>`;
	};
}

const amountOf = (value: unknown): number =>
	typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;

/** A bar from two cells of a table, since mail programs know no other. */
function barOf(amount: number, longest: number): string {
	const percent = longest === 0 ? 0 : Math.round((amount / longest) * 100);
	const cells = [
		percent > 0 ? `<td class="k" style="${style.bar(percent)}">&nbsp;</td>` : '',
		percent < 100 ? `<td style="${style.rest(100 - percent)}">&nbsp;</td>` : '',
	];
	return `<table role="presentation" style="${style.track}"><tbody><tr>${cells.join('')}</tr></tbody></table>`;
}
