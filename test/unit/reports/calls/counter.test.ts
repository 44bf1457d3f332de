/** A report of what was counted: its title, its period in words, and the period before. */
import { reportOf, type Counter } from '../../../../nodes/NetSapiens/reports/calls/counter';
import { at, frame } from '../../../support/countedCalls';

const counter = (calls: number, notes?: string[]): Counter => ({
	add() {},
	figures: () => [
		{ label: 'Calls', value: calls, kind: 'number' },
		{ label: 'Wait', value: null, kind: 'seconds' },
	],
	tables: () => [
		{
			title: 'By User',
			columns: [
				{ key: 'user', label: 'User' },
				{ key: 'calls', label: 'Calls' },
			],
			rows: [{ user: '101', calls }],
			compares: { by: ['user'], figure: 'calls' },
		},
	],
	...(notes && { notes: () => notes }),
});

test.each([
	['2026-11-25', '2026-11-26', 'Nov 25, 2026'],
	['2026-11-16', '2026-11-23', 'Nov 16, 2026 to Nov 22, 2026'],
	['2026-11-25', '2026-11-25T09:30', 'Nov 25, 2026, 12:00 AM to Nov 25, 2026, 9:30 AM'],
	['2026-11-25T08:00', '2026-11-26', 'Nov 25, 2026, 8:00 AM to Nov 26, 2026, 12:00 AM'],
])('from %s to %s is "%s"', (from, to, words) => {
	const period = { from: at(from), to: at(to) };
	const { title, subtitle } = reportOf('Call Activity', frame({ period }), counter(1));
	expect([title, subtitle]).toEqual(['Call Activity', `acme.example, ${words}`]);
});

test('stands beside the period before where that is asked for', () => {
	const alone = reportOf('X', frame(), counter(5, ['A note.']));
	expect(alone.figures).toEqual(counter(5).figures());
	expect(alone.tables).toEqual(counter(5).tables());
	expect(alone.notes).toEqual(['A note.']);
	const both = reportOf('X', frame(), counter(5), counter(3));
	expect(both.figures).toEqual([
		{ label: 'Calls', value: 5, kind: 'number', before: 3 },
		{ label: 'Wait', value: null, kind: 'seconds', before: null },
	]);
	expect(both.tables[0]?.rows).toEqual([{ user: '101', calls: 5, callsBefore: 3 }]);
	expect(both.notes).toEqual([]);
});
