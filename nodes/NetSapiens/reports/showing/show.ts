import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Report } from '../report';
import { csvOf } from './csv';
import { htmlOf } from './html';
import { textOf } from './text';

/** Ways in which a report is wanted, as the parameter `formats` has them. */
export type Format = 'items' | 'html' | 'text' | 'csv';

/**
 * The output of a report: an item for each row of its first table, or, where anything else than
 * items is wanted, one item with all of it. The CSV of the first table is the binary `data`, those of
 * further ones are `data_1` and so on.
 *
 * @param context stores the file, and shows the notes that plain rows have no place for
 * @param more what the one item has besides
 */
export async function show(
	context: IExecuteFunctions,
	report: Report,
	formats: Format[],
	more: { json?: IDataObject; binary?: IBinaryKeyData } = {},
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
		...more.json,
	};
	const binary = {
		...(formats.includes('csv') && (await csvFiles(context, report))),
		...more.binary,
	};
	return [{ json, ...(Object.keys(binary).length > 0 && { binary }) }];
}

/** Also holds as the line of a mail, so it has no line breaks. */
const subjectOf = ({ title, subtitle }: Report): string =>
	[title, subtitle]
		.filter((part) => part !== '')
		.join(': ')
		.replace(/\s+/g, ' ');

async function csvFiles(
	context: IExecuteFunctions,
	{ title, tables }: Report,
): Promise<IBinaryKeyData> {
	const files: IBinaryKeyData = {};
	for (const [index, table] of tables.entries()) {
		const name = fileName(index === 0 ? title : `${title} ${table.title}`);
		files[index === 0 ? 'data' : `data_${index}`] = await context.helpers.prepareBinaryData(
			Buffer.from(csvOf(table), 'utf8'),
			`${name}.csv`,
			'text/csv',
		);
	}
	return files;
}

/** A title as a name that every file system takes. */
const fileName = (title: string): string =>
	title
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '') || 'report';
