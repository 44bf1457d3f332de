/** The rows of a report beside those of the period before. */
import { besideBefore } from '../../../../nodes/NetSapiens/reports/calls/besideBefore';
import type { Table } from '../../../../nodes/NetSapiens/reports/report';

const table = (
	rows: Array<[queue: string, offered: number]>,
	more: Partial<Table> = {},
): Table => ({
	title: 'Call Queues',
	columns: [
		{ key: 'queue', label: 'Queue' },
		{ key: 'offered', label: 'Offered', kind: 'number', bar: true },
		{ key: 'wait', label: 'Wait', kind: 'seconds' },
	],
	rows: rows.map(([queue, offered]) => ({ queue, offered, wait: 7 })),
	total: { queue: 'All', offered: rows.reduce((sum, [, one]) => sum + one, 0) },
	compares: { by: ['queue'], figure: 'offered' },
	...more,
});

test('each row has the figure of the same one before, and what is gone stands below', () => {
	const { columns, rows, total } = besideBefore(
		table([
			['4000', 5],
			['4001', 2],
		]),
		table([
			['4002', 9],
			['4000', 3],
		]),
	);
	expect(columns.map(({ key }) => key)).toEqual(['queue', 'offered', 'offeredBefore', 'wait']);
	expect(rows).toEqual([
		{ queue: '4000', offered: 5, offeredBefore: 3, wait: 7 },
		{ queue: '4001', offered: 2, offeredBefore: 0, wait: 7 },
		{ queue: '4002', offered: 0, offeredBefore: 9 },
	]);
	expect(total).toEqual({ queue: 'All', offered: 7, offeredBefore: 12 });
});

test('rows that cannot be the same stay as they are', () => {
	const days = table([['2026-11-25', 5]], { compares: undefined });
	expect(besideBefore(days, table([['2026-11-24', 3]]))).toBe(days);
	const alone = table([['4000', 5]]);
	expect(besideBefore(alone, undefined)).toBe(alone);
});
