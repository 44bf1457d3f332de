import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Report } from '../report';
import { csvOf } from './csv';
import { htmlOf } from './html';
import { textOf } from './text';

/** Ways in which a report is wanted, as the parameter `formats` has them. */
export type Format = 'items' | 'html' | 'text' | 'csv';

/**
 * The output of a report: an item for each row of its first table, or, where anything else than
 * items is wanted, one item with all of it. The file with the CSV is the binary `data`.
 *
 * @param context stores the file, and shows the notes that plain rows have no place for
 * @param more further fields of the one item
 */
export async function show(
	context: IExecuteFunctions,
	report: Report,
	formats: Format[],
	more: IDataObject = {},
): Promise<INodeExecutionData[]> {
	const rows = report.tables[0]?.rows ?? [];
	if (!formats.some((format) => format !== 'items')) {
		for (const message of report.notes)
			context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		return rows.map((json) => ({ json }));
	}
	const json: IDataObject = {
		subject: subjectOf(report),
		rowCount: rows.length,
		figures: report.figures.map((figure) => ({ ...figure })),
		notes: report.notes,
		...(formats.includes('html') && { html: htmlOf(report) }),
		...(formats.includes('text') && { text: textOf(report) }),
		...(formats.includes('items') && { rows }),
		...more,
	};
	if (!formats.includes('csv')) return [{ json }];
	return [{ json, binary: { data: await csvFile(context, report) } }];
}

/** Also holds as the line of a mail, so it has no line breaks. */
const subjectOf = ({ title, subtitle }: Report): string =>
	[title, subtitle]
		.filter((part) => part !== '')
		.join(': ')
		.replace(/\s+/g, ' ');

async function csvFile(context: IExecuteFunctions, report: Report) {
	const csv = csvOf(report.tables[0] ?? { title: '', columns: [], rows: [] });
	return await context.helpers.prepareBinaryData(
		Buffer.from(csv, 'utf8'),
		`${fileName(report.title)}.csv`,
		'text/csv',
	);
}

const fileName = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '') || 'report';
