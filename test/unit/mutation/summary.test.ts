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

test('counts by folder, what the engine tests noticed as well', () => {
	const later = new Set([keyOf('nodes/a/one.ts', mutant('Survived', 7))]);
	expect(scoresOf(report, new Set()).get('nodes/a')).toEqual({ breaks: 4, noticed: 2 });
	expect(scoresOf(report, later).get('nodes/a')).toEqual({ breaks: 4, noticed: 3 });
});

test('a row by folder; what was not measured stays as it was, and so does a date', () => {
	const earlier = tableOf(new Map([['nodes/z', { breaks: 3, noticed: 1 }]]), '', '2026-01-01');
	const scores = scoresOf(report, new Set());
	const table = tableOf(scores, earlier, '2026-02-02');
	expect(table.split('\n').slice(2)).toEqual([
		'| `nodes/a` | 4 | 2 | 50 % | 2026-02-02 |',
		'| `nodes/z` | 3 | 1 | 33.3 % | 2026-01-01 |',
	]);
	expect(tableOf(scores, table, '2026-03-03')).toBe(table);
});
