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

/** What a table says, without looks. */
const bare = (html: string) => html.replace(/ style="[^"]*"/g, '').replace(/\n/g, '');
const one = (table: Partial<Report['tables'][number]>) =>
	htmlOf({ ...empty, tables: [{ title: 'T', columns: [], rows: [], ...table }] });

it('writes a table with its heading, rows and total, narrow ones as they are', () => {
	const columns = [
		{ key: 'user', label: 'User' },
		{ key: 'calls', label: 'Calls', kind: 'number' as const, bar: true as const },
	];
	const rows = [
		{ user: '101', calls: 4 },
		{ user: '102', calls: -1 },
		{ user: '103', calls: '3' },
		{ user: '104', calls: null },
	];
	const bar = (...cells: string[]) =>
		`<table role="presentation"><tbody><tr>${cells.join('')}</tr></tbody></table>`;
	const full = bar('<td class="k">&nbsp;</td>');
	const none = bar('<td>&nbsp;</td>');
	expect(bare(one({ columns, rows, total: { user: 'All', calls: 3 } }))).toContain(
		[
			'<h2>T</h2><table><thead><tr><th class="m g" scope="col">User</th>',
			'<th class="m g" scope="col">Calls</th></tr></thead><tbody>',
			`<tr><th class="g" scope="row">101</th><td class="g">4${full}</td></tr>`,
			`<tr><th class="g" scope="row">102</th><td class="g">-1${none}</td></tr>`,
			`<tr><th class="g" scope="row">103</th><td class="g">3${none}</td></tr>`,
			`<tr><th class="g" scope="row">104</th><td class="g">–${none}</td></tr>`,
			'</tbody><tfoot><tr><th class="g" scope="row">All</th><td class="g">3</td></tr></tfoot>',
			'</table></td></tr>',
		].join(''),
	);
});

it('lets wide tables become blocks on a phone, with a label before each value but empty ones', () => {
	const columns = ['a', 'b', 'c', 'd'].map((key) => ({ key, label: key.toUpperCase() }));
	const html = bare(one({ columns, rows: [{ a: 'x', b: 'y', c: '' }] }));
	expect(html).toContain('<table class="d"><thead>');
	expect(html).toContain(
		'<tr><th class="g" scope="row">x</th><td class="g"><span class="z m">B</span><span class="v">y</span></td><td class="g e"></td><td class="g e"></td></tr>',
	);
	expect(bare(one({ columns: columns.slice(1), rows: [{ b: 'y' }] }))).not.toContain('class="d"');
});

it('says so where there is nothing', () => {
	expect(bare(one({ title: 'None' }))).toContain('<h2>None</h2><p class="m">Nothing to show.</p>');
});

it('puts words on the left and numbers on the right', () => {
	const kinds = ['text', 'dateTime', 'number', 'seconds', 'percent'] as const;
	const columns = kinds.map((kind) => ({ key: kind, label: kind, kind }));
	const html = one({ columns, rows: [{}] });
	const aligned = (tag: string) =>
		[...html.matchAll(new RegExp(`<${tag}[^>]*text-align:(\\w+)`, 'g'))].map(([, side]) => side);
	const sides = ['left', 'left', 'right', 'right', 'right'];
	expect(aligned('th class="m g"')).toEqual(sides);
	expect(aligned('t[hd] class="g')).toEqual(sides);
});

it('has four figures in a row, each with that before', () => {
	const figures = Array.from({ length: 5 }, (_, at) => ({ label: `F${at}`, value: at }));
	const html = bare(
		htmlOf({ ...empty, figures: [...figures, { label: 'X', value: 2, before: 1 }] }),
	);
	const [, block] = /<table role="presentation"><tbody>(<tr><td class="f">.*?)<\/tbody>/.exec(
		html,
	)!;
	const rows = block!.split('</tr>').map((row) => row.match(/class="f"/g)?.length ?? 0);
	expect(rows).toEqual([4, 2, 0]);
	expect(block).toContain(
		'<td class="f"><p class="m">X</p><p>2</p><p class="m">before: 1 (+100%)</p></td>',
	);
});

it('is wider for more than seven columns, and says what the reader has to know', () => {
	const columns = Array.from({ length: 8 }, (_, at) => ({ key: `k${at}`, label: `K${at}` }));
	expect(one({ columns: columns.slice(1) })).toContain('max-width:720px');
	expect(one({ columns })).toContain('max-width:1100px');
	const html = bare(htmlOf({ ...empty, notes: ['One.', 'Two.'] }));
	expect(html).toContain('<td class="n"><p>One.</p><p>Two.</p></td>');
	expect(html).toContain('<h1>Empty</h1>');
});
