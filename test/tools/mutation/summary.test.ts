import {
	isAlive,
	isTried,
	keyOf,
	type Measured,
	type Mutant,
} from '../../../tools/mutation/results';
import { isInSample } from '../../../tools/mutation/sample';
import { partsOf, scoresOf, tableOf, type Score } from '../../../tools/mutation/summary';
import fc from '../../support/fastCheck';

const mutant = (status: Mutant['status'], line = 1): Mutant => ({
	status,
	mutatorName: 'StringLiteral',
	replacement: '""',
	location: { start: { line, column: 2 }, end: { line, column: 5 } },
});

const measured = new Map<string, Measured>([
	[
		'nodes/a/one.ts',
		{
			sample: 100,
			mutants: [
				...[mutant('Killed'), mutant('Timeout'), mutant('Survived', 7)],
				...[mutant('Ignored'), mutant('RuntimeError')],
			],
		},
	],
	['nodes/a/two.ts', { sample: 100, mutants: [mutant('NoCoverage')] }],
	['nodes/b/types.ts', { sample: 100, mutants: [] }],
]);

test.each([
	['Killed', true, false],
	['Timeout', true, false],
	['Survived', true, true],
	['NoCoverage', true, true],
	['Ignored', false, false],
	['RuntimeError', false, false],
])('%s means that it was tried: %s, and lives: %s', (status, tried, lives) => {
	expect([isTried(mutant(status)), isAlive(mutant(status))]).toEqual([tried, lives]);
});

const size = () => 2;

test('counts by folder, what the engine tests noticed as well', () => {
	const later = new Set([keyOf('nodes/a/one.ts', mutant('Survived', 7))]);
	const files = [2, 2];
	const of = (noticed: Set<string>) => scoresOf(measured, noticed, size).get('nodes/a');
	expect(of(new Set())).toEqual({ files, sample: 100, breaks: 4, noticed: 2 });
	expect(of(later)).toEqual({ files, sample: 100, breaks: 4, noticed: 3 });
});

test('a folder counts by its smallest sample', () => {
	const file = (sample: number, status: string): Measured => ({
		sample,
		mutants: Array.from({ length: 1000 }, (_, line) => mutant(status, line)),
	});
	const files = new Map([
		['nodes/a/one.ts', file(100, 'Killed')],
		['nodes/a/two.ts', file(20, 'Survived')],
	]);
	const { sample, breaks, noticed } = scoresOf(files, new Set(), size).get('nodes/a')!;
	expect(sample).toBe(20);
	expect(Math.abs(breaks - 400)).toBeLessThan(60);
	expect(Math.abs(noticed / breaks - 0.5)).toBeLessThan(0.1);
});

const row = (score: Partial<Score>): Score => ({
	files: [2, 2],
	sample: 100,
	breaks: 4,
	noticed: 2,
	...score,
});

test('a row by folder; what was not measured stays as it was, and so does a date', () => {
	const other = new Map([['nodes/z', row({ files: [1, 4], sample: 20, breaks: 3, noticed: 1 })]]);
	const earlier = tableOf(other, '', '2026-01-01');
	const scores = new Map([
		['nodes/a', row({})],
		['nodes/b', row({ breaks: 0, noticed: 0 })],
	]);
	const table = tableOf(scores, earlier, '2026-02-02');
	expect(table.split('\n').slice(2)).toEqual([
		'| `nodes/a` | 2 | all | 4 | 2 | 50 % | 2026-02-02 |',
		'| `nodes/z` | 1 of 4 | a sample of 20 % | 3 | 1 | 33.3 % | 2026-01-01 |',
	]);
	expect(tableOf(scores, table, '2026-03-03')).toBe(table);
});

test('the parts of the repository, what was sampled for all that it stands for', () => {
	const scores = new Map([
		['nodes/a', row({ breaks: 10, noticed: 10 })],
		['nodes/b/c', row({ sample: 10, breaks: 3, noticed: 2 })],
		['tools/generate', row({})],
		['tools/generate/rows', row({ noticed: 3 })],
	]);
	expect(partsOf(tableOf(scores, '', '2026-01-01'))).toBe(
		'Of what was measured: `nodes` 75 %, `tools/generate` 62.5 %.',
	);
});

test('a sample is always the same, of about that size, and part of each larger one', () => {
	const keys = Array.from({ length: 5000 }, (_, number) => `nodes/a.ts:${number}`);
	const sampled = (percent: number) => keys.filter((key) => isInSample(key, percent));
	expect(Math.abs(sampled(20).length - 1000)).toBeLessThan(100);
	expect([sampled(0), sampled(100)]).toEqual([[], keys]);
	const percent = fc.integer({ min: 0, max: 100 });
	fc.assert(
		fc.property(percent, percent, fc.string(), (one, other, key) => {
			const [least, most] = [Math.min(one, other), Math.max(one, other)];
			expect(!isInSample(key, least) || isInSample(key, most)).toBe(true);
		}),
	);
});
