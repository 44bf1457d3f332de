/** In which forms a report comes out of the node. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Report } from '../../../../nodes/NetSapiens/reports/report';
import { csvOf } from '../../../../nodes/NetSapiens/reports/showing/csv';
import { htmlOf } from '../../../../nodes/NetSapiens/reports/showing/html';
import { show, type Format } from '../../../../nodes/NetSapiens/reports/showing/show';
import { textOf } from '../../../../nodes/NetSapiens/reports/showing/text';
import { sampleReport } from '../../../support/report';

const report = sampleReport(2);
const { rows } = report.tables[0]!;

async function shown(formats: Format[], one: Report = report, more?: Parameters<typeof show>[3]) {
	const hints: object[] = [];
	const context = {
		addExecutionHints: (hint: object) => hints.push(hint),
		helpers: {
			prepareBinaryData: async (data: Buffer, fileName: string, mimeType: string) =>
				await Promise.resolve({ data: data.toString('utf8'), fileName, mimeType }),
		},
	} as unknown as IExecuteFunctions;
	return { items: await show(context, one, formats, more), hints };
}

test.each<Format[][]>([[[]], [['items']]])(
	'%j: an item for each row, and hints',
	async (formats) => {
		const message = 'Sites could not be read: this credential may not read them.';
		const hint = { message, type: 'warning', location: 'outputPane' };
		expect(await shown(formats)).toEqual({ items: rows.map((json) => ({ json })), hints: [hint] });
		expect((await shown(formats, { ...report, tables: [] })).items).toEqual([]);
	},
);

const common = {
	subject: 'Call Activity: acme.example, Jan 5 to Jan 11, 2026',
	rowCount: 2,
	figures: report.figures,
	notes: report.notes,
};
const [csv, directions] = report.tables.map(csvOf);
const files = {
	data: { data: csv, fileName: 'call-activity.csv', mimeType: 'text/csv' },
	data_1: {
		...{ data: directions, fileName: 'call-activity-by-direction.csv', mimeType: 'text/csv' },
	},
};

test.each<[Format[], object]>([
	[['html'], { json: { ...common, html: htmlOf(report) } }],
	[['text'], { json: { ...common, text: textOf(report) } }],
	[['csv'], { json: common, binary: files }],
	[['items', 'text'], { json: { ...common, text: textOf(report), rows } }],
	[
		['html', 'text', 'csv', 'items'],
		{ json: { ...common, html: htmlOf(report), text: textOf(report), rows }, binary: files },
	],
])('%j: one item with all of it', async (formats, item) => {
	const { items, hints } = await shown(formats);
	expect(items).toEqual([item]);
	expect(Object.keys(items[0]!)).toEqual(Object.keys(item));
	expect(hints).toEqual([]);
});

test('what a report has besides is with it', async () => {
	const diagram = { data: 'x', mimeType: 'image/svg+xml' };
	const { items } = await shown(['text'], report, { json: { mermaid: 'm' }, binary: { diagram } });
	expect(items[0]).toMatchObject({ json: { mermaid: 'm', rowCount: 2 }, binary: { diagram } });
});

test.each([
	['Call Flow', '', 'Call Flow', 'call-flow.csv'],
	['Two\n lines', 'acme\r\nBcc: x', 'Two lines: acme Bcc: x', 'two-lines.csv'],
	['«Ñ» & 100 %!', 'x', '«Ñ» & 100 %!: x', '100.csv'],
	['—', 'x', '—: x', 'report.csv'],
])(
	'the title %j of %j makes a subject and a name of a file',
	async (title, subtitle, subject, file) => {
		const { items } = await shown(['csv'], { ...report, title, subtitle });
		expect([items[0]!.json.subject, items[0]!.binary!.data!.fileName]).toEqual([subject, file]);
	},
);

test('a report without tables has no rows and no file', async () => {
	const { items } = await shown(['csv'], { ...report, tables: [] });
	expect(items).toEqual([{ json: { ...common, rowCount: 0 } }]);
});
