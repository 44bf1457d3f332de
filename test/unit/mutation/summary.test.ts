import { isAlive, keyOf, type Mutant } from '../../../tools/mutation/results';
import { scoresOf, tableOf } from '../../../tools/mutation/summary';

const mutant = (status: Mutant['status'], line = 1): Mutant => ({
	status,
	mutatorName: 'StringLiteral',
	replacement: '""',
	location: { start: { line, column: 2 }, end: { line, column: 5 } },
});

const report = {
	files: {
		'nodes/a/one.ts': {
			source: '',
			mutants: [mutant('Killed'), mutant('Timeout'), mutant('Survived', 7), mutant('Ignored')],
		},
		'nodes/a/two.ts': { source: '', mutants: [mutant('NoCoverage')] },
		'nodes/b/types.ts': { source: '', mutants: [] },
	},
};

test.each([
	['Killed', false],
	['Timeout', false],
	['Survived', true],
	['NoCoverage', true],
])('%s means that it lives: %s', (status, lives) => {
	expect(isAlive(mutant(status))).toBe(lives);
});

const whole = new Set(Object.keys(report.files));
const size = () => 2;

test('counts by folder, what the engine tests noticed as well', () => {
	const later = new Set([keyOf('nodes/a/one.ts', mutant('Survived', 7))]);
	const files = [2, 2];
	const scores = (noticed: Set<string>) => scoresOf(report, noticed, whole, size).get('nodes/a');
	expect(scores(new Set())).toEqual({ files, breaks: 4, noticed: 2 });
	expect(scores(later)).toEqual({ files, breaks: 4, noticed: 3 });
});

test('a file that was not measured to its end does not count', () => {
	const some = new Set(['nodes/a/two.ts']);
	expect([...scoresOf(report, new Set(), some, size)]).toEqual([
		['nodes/a', { files: [1, 2], breaks: 1, noticed: 0 }],
	]);
});

test('a row by folder; what was not measured stays as it was, and so does a date', () => {
	const other = new Map([
		['nodes/z', { files: [1, 4] as [number, number], breaks: 3, noticed: 1 }],
	]);
	const earlier = tableOf(other, '', '2026-01-01');
	const scores = scoresOf(report, new Set(), whole, size);
	const table = tableOf(scores, earlier, '2026-02-02');
	expect(table.split('\n').slice(2)).toEqual([
		'| `nodes/a` | 2 | 4 | 2 | 50 % | 2026-02-02 |',
		'| `nodes/z` | 1 of 4 | 3 | 1 | 33.3 % | 2026-01-01 |',
	]);
	expect(tableOf(scores, table, '2026-03-03')).toBe(table);
});
