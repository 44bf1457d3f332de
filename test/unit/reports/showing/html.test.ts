/** HTML of reports: valid, small, and nothing in it that is not text. */
import fc, { anyText } from '../../../support/fastCheck';
import { HtmlValidate } from 'html-validate';
import { htmlOf } from '../../../../nodes/NetSapiens/reports/showing/html';
import type { Report } from '../../../../nodes/NetSapiens/reports/report';
import { sampleReport } from '../../../support/report';

/** Mail programs drop style sheets, so what matters is inline. */
const validator = new HtmlValidate({
	extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
	rules: {
		'no-inline-style': 'off',
		// White space at the end of a line is the text's own, and no browser shows it.
		'no-trailing-whitespace': 'off',
		'presentation-role-style': ['error', { prefer: 'presentation' }],
	},
});

const empty: Report = { title: 'Empty', subtitle: '', figures: [], tables: [], notes: [] };

async function problemsOf(html: string): Promise<string[]> {
	const { results } = await validator.validateString(html);
	return results.flatMap(({ messages }) =>
		messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
	);
}

it.each([
	['with nothing in it', empty],
	['with an empty table', { ...sampleReport(0), notes: [] }],
	['of one row', sampleReport(1)],
	['of 40 rows', sampleReport(40)],
])('is valid for a report %s', async (_, report) => {
	expect(await problemsOf(htmlOf(report))).toEqual([]);
});

it('takes less than 100 KB for 40 rows', () => {
	expect(Buffer.byteLength(htmlOf(sampleReport(40)))).toBeLessThan(100_000);
});

it('says that it does not show all rows', () => {
	const html = htmlOf(sampleReport(300));
	expect(html.match(/scope="row"/g)).toHaveLength(200 + 1 + 2);
	expect(html).toContain('The first 200 of 300 rows. Items and CSV have all of them.');
});

it('loads nothing and runs nothing', () => {
	expect(htmlOf(sampleReport(40))).not.toMatch(
		/https?:|<(?:script|img|link|iframe)|url\(|@import/i,
	);
});

/** The same report with other words in all its places. */
function worded(word: () => string): Report {
	const { figures, tables, ...report } = sampleReport(3);
	return {
		...report,
		title: `T${word()}`,
		subtitle: word(),
		notes: [word()],
		figures: figures.map((figure) => ({ ...figure, label: word() })),
		tables: tables.map((table) => ({
			...table,
			title: word(),
			columns: table.columns.map((column) => ({ ...column, label: word() })),
			rows: table.rows.map((row) =>
				Object.fromEntries(Object.keys(row).map((key) => [key, `x${word()}`])),
			),
		})),
	};
}

const tagsOf = (html: string) => html.match(/<[^>]*>/g);

const decoded = (html: string) =>
	html
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&');

it('shows any text as text', () => {
	const unit = fc.oneof(
		fc.constantFrom(
			'<',
			'>',
			'&',
			'"',
			"'",
			'</td>',
			'<script>',
			'&amp;',
			'-->',
			'`',
			'{{',
			'\u0000',
		),
		anyText({ maxLength: 3 }),
	);
	const harmless = tagsOf(htmlOf(worded(() => 'word')));
	fc.assert(
		fc.property(fc.string({ unit }), (text) => {
			const html = htmlOf(worded(() => text));
			expect(tagsOf(html)).toEqual(harmless);
			const shown = text.replace(
				/[^\P{Cc}\t\n\r]|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu,
				'\uFFFD',
			);
			expect(decoded(html)).toContain(`T${shown}`);
		}),
		{ numRuns: 60 },
	);
});

it('stays valid whatever the text is', async () => {
	const [sample] = fc.sample(anyText({ minLength: 200, maxLength: 400 }), 1);
	for (const text of ['<b>&x;', '"\'>', 'é漢🙂', '\u0000\uD800', 'two \t\nlines', sample ?? ''])
		expect(await problemsOf(htmlOf({ ...worded(() => text), title: 'T' }))).toEqual([]);
});

it('draws bars by share of the longest', () => {
	const [, second] = sampleReport(1).tables;
	const html = htmlOf({ ...empty, tables: [second!] });
	expect([...html.matchAll(/class="k" style="width:(\d+)%/g)].map(([, width]) => width)).toEqual([
		'100',
		'54',
	]);
});
