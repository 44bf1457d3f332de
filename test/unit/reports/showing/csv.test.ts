/** CSV of reports, read by another library. */
import { parse } from 'csv-parse/sync';
import fc, { anyText } from '../../../support/fastCheck';
import { csvOf } from '../../../../nodes/NetSapiens/reports/showing/csv';

const table = (rows: Array<Record<string, unknown>>) => ({
	title: 'T',
	columns: [
		{ key: 'a', label: 'A, "first"' },
		{ key: 'b', label: 'B' },
	],
	rows: rows as never,
});

const read = (csv: string): string[][] => parse(csv, { bom: true, record_delimiter: '\r\n' });

/** Begins like a formula, or like something that a spreadsheet makes one of. */
const isFormula = (text: string) =>
	/^\s*[=+\-@＝＋－＠]/.test(text) || (text !== '' && '\t\r\n'.includes(text[0]!));
const isNumber = (text: string) => /^[+-]?\d+(\.\d+)?$/.test(text);

it('gives back any text, with an apostrophe before formulas', () => {
	const anything = fc.oneof(
		anyText(),
		fc.string({
			unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', ' ', '1', 'x'),
		}),
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(anything, anything), { maxLength: 5 }), (rows) => {
			const wanted = rows.map((cells) =>
				cells.map((text) => (isFormula(text) && !isNumber(text) ? `'${text}` : text)),
			);
			const csv = csvOf(table(rows.map(([a, b]) => ({ a, b }))));
			expect(read(csv)).toEqual([['A, "first"', 'B'], ...wanted]);
		}),
		{ numRuns: 60 },
	);
});

it.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])(
	'keeps spreadsheets from carrying out %j',
	(text) => expect(read(csvOf(table([{ a: text }])))[1]).toEqual([`'${text}`, '']),
);

it.each([
	['+12025550100', '+12025550100'],
	['-5', '-5'],
	[-5, '-5'],
	[1.5, '1.5'],
	[true, 'true'],
	[null, ''],
	[['101', '102'], '101, 102'],
	[{ x: 1 }, '{"x":1}'],
])('leaves %j alone', (value, wanted) => {
	expect(read(csvOf(table([{ a: value }])))[1]).toEqual([wanted, '']);
});

it('begins with a byte order mark, and ends every line as RFC 4180 has it', () => {
	expect(csvOf(table([{ a: 'x', b: 'line\nbreak' }]))).toBe(
		'\uFEFF"A, ""first""",B\r\nx,"line\nbreak"\r\n',
	);
});
