import { chosen, hosts } from '../../../tools/compat/hosts';
import { resultOf } from '../../../tools/compat/result';
import { withResult } from '../../../tools/compat/table';

const result = { n8n: '2.16.1', node: '22.1.0', date: '2026-11-26', passed: 90, failed: 0 };
const skipped = ['shows a form (n8n 2.16.1 has none)'];
const empty = '# Title\n\n<!-- npm run test:compat writes this table -->\n\nText behind it.\n';

const rowsIn = (markdown: string) => markdown.split('\n').filter((line) => /^\| \d/.test(line));

test('a version is written into the table, and what stands around it stays', () => {
	const written = withResult(empty, { ...result, skipped });
	expect(rowsIn(written)).toEqual(['| 2.16.1 | 22.1.0 | 2026-11-26 | 90 | 0 | 1 |']);
	expect(written).toMatch(/^# Title\n\n<!--[^>]+-->\n\n\| n8n/);
	expect(written).toMatch(/\|\n\nText behind it\.\n$/);
});

test('a version takes the place of what was said of it; the newest stands first', () => {
	const versions = ['1.123.81', '2.41.1', '2.16.1', '2.9.0'];
	let written = empty;
	for (const n8n of versions) written = withResult(written, { ...result, n8n, skipped: [] });
	written = withResult(written, { ...result, passed: 91, skipped: [] });
	expect(rowsIn(written).map((row) => row.split(' | ')[0])).toEqual([
		'| 2.41.1',
		'| 2.16.1',
		'| 2.9.0',
		'| 1.123.81',
	]);
	expect(rowsIn(written)[1]).toContain(' 91 ');
	expect(written.match(/Text behind it/g)).toHaveLength(1);
});

test('a document without a place for the table is not written', () => {
	expect(() => withResult('# Title\n', { ...result, skipped })).toThrow('is missing');
});

test('the report of the tests is counted, files that could not be run too', () => {
	const report = {
		success: false,
		numPassedTests: 5,
		numFailedTests: 1,
		numRuntimeErrorTestSuites: 2,
		testResults: [
			{ assertionResults: [{ fullName: 'one (none there)', status: 'pending' }] },
			{ assertionResults: [{ fullName: 'two', status: 'passed' }] },
		],
	};
	const host = { folder: 'n8n', part: 'host', n8n: '2.41.1', node: '24.21.0' };
	expect(resultOf(report, host, new Date('2026-11-26T23:00:00Z'))).toEqual({
		n8n: '2.41.1',
		node: '24.21.0',
		date: '2026-11-26',
		passed: 5,
		failed: 3,
		skipped: ['one (none there)'],
	});
});

test('a version is chosen by its beginning, and one that is not there is named', async () => {
	const all = await hosts();
	expect(chosen(all, [])).toEqual(all);
	const [last] = all.slice(-1);
	expect(chosen(all, ['1'])).toEqual([last]);
	expect(chosen(all, [last?.n8n ?? ''])).toEqual([last]);
	expect(() => chosen(all, ['1.12'])).toThrow(/^There is no n8n 1\.12 in host\/\. There are: \d/);
	for (const { n8n, node } of all)
		expect([n8n, node].join()).toMatch(/^\d+\.\d+\.\d+,\d+\.\d+\.\d+$/);
});
