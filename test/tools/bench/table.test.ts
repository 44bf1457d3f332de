import { row } from '../../../tools/bench/rows';
import { table } from '../../../tools/bench/table';
import { inTurns, median } from '../../../tools/bench/turns';

describe('a row', () => {
	it('says how many times as quick ours is', () => {
		const other: [string, number] = ['HTTP Request', 3.3];
		expect(row({ what: 'GETs', unit: 's', ours: 1.5, other, ratioAtLeast: 2 })).toEqual({
			what: 'GETs',
			ours: '1.50 s',
			other: 'HTTP Request 3.30 s',
			ratio: 3.3 / 1.5,
			target: { text: 'ratio ≥ 2', met: true },
		});
	});

	it('counts more as better where figures are a rate', () => {
		expect(row({ what: '', unit: 'posts/s', ours: 30, other: ['Webhook', 20] }).ratio).toBe(1.5);
	});

	it.each([
		[{ ours: 14, atMost: 15 }, '≤ 15.0 ms', true],
		[{ ours: 16, atMost: 15 }, '≤ 15.0 ms', false],
		[
			{ ours: 13, other: ['need', 10] as [string, number], atMostTimes: 1.3 },
			'≤ 1.3 × the other',
			true,
		],
		[
			{ ours: 14, other: ['need', 10] as [string, number], atMostTimes: 1.3 },
			'≤ 1.3 × the other',
			false,
		],
		[
			{ ours: 21, other: ['pool', 20] as [string, number], ratioAtLeast: 0.96 },
			'ratio ≥ 0.96',
			false,
		],
	])('holds %j against its target', (figures, text, met) => {
		expect(row({ what: '', unit: 'ms', ...figures }).target).toEqual({ text, met });
	});
});

it('a figure that could not be measured meets no target', () => {
	const { ours, target } = row({ what: '', unit: 'MB', ours: NaN, atMost: 150 });
	expect([ours, target?.met]).toEqual(['not measured', false]);
});

it('the table has a line for each row, also of a bench that could not run', () => {
	const rows = [row({ what: 'load', unit: 'ms', ours: 20, other: ['Slack', 300], atMost: 15 })];
	expect(table({ load: rows, editor: [{ what: '', ours: 'not run: no Chromium' }] })).toBe(
		[
			'| Bench  | What | Ours                 | Beside         | Ratio | Target      |',
			'| ------ | ---- | -------------------- | -------------- | ----- | ----------- |',
			'| load   | load | 20.0 ms              | Slack 300.0 ms | 15.00 | ≤ 15.0 ms ✗ |',
			'| editor |      | not run: no Chromium |                |       |             |',
		].join('\n'),
	);
});

describe('turns', () => {
	beforeEach(() => void jest.spyOn(console, 'error').mockImplementation());
	afterEach(() => void jest.restoreAllMocks());

	it('alternate, and the first one does not count', async () => {
		const order: string[] = [];
		const contestant = (name: string, figures: number[]) => async () => {
			order.push(name);
			return figures.shift() ?? NaN;
		};
		const a = contestant('a', [100, 3, 1, 2]);
		const b = contestant('b', [200, 6, 4, 5]);
		expect(await inTurns({ a, b }, 3)).toEqual({ a: 2, b: 5 });
		expect(order.join('')).toBe('abababab');
	});

	it('have a median', () => {
		expect(median([5, 1, 100])).toBe(5);
		expect(median([])).toBeNaN();
	});
});
