/** A report to be shown, as tests and pictures need one. */
import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../../nodes/NetSapiens/reports/report';

const NAMES = [
	'Ada Park',
	'Ben Ortiz',
	'Chloe Nakamura',
	'Dev Singh',
	'Erin O’Brien & Co',
	'Finn Wu',
];

/** Calls of so many users, with every kind of value and a bar. */
export function sampleReport(count: number): Report {
	const rows = Array.from({ length: count }, (_, index): IDataObject => {
		const calls = (index * 37 + 11) % 120;
		return {
			user: String(101 + index),
			name: NAMES[index % NAMES.length] as string,
			department: index % 3 === 0 ? '' : 'Support',
			calls,
			answered: Math.round((calls * (60 + (index % 40))) / calls) || null,
			talk: calls * 97,
			last: '2026-01-05T15:04:00.000-05:00',
		};
	});
	return {
		title: 'Call Activity',
		subtitle: 'acme.example, Jan 5 to Jan 11, 2026',
		figures: [
			{ label: 'Calls', value: 1234, before: 1000 },
			{ label: 'Answered', value: 93.5, kind: 'percent', before: 95 },
			{ label: 'Talk Time', value: 120_345, kind: 'seconds' },
			{ label: 'Busiest Hour', value: '10 AM' },
		],
		tables: [
			{
				title: 'By User',
				columns: [
					{ key: 'user', label: 'Extension' },
					{ key: 'name', label: 'Name' },
					{ key: 'department', label: 'Department' },
					{ key: 'calls', label: 'Calls', kind: 'number', bar: true },
					{ key: 'answered', label: 'Answered', kind: 'percent' },
					{ key: 'talk', label: 'Talk Time', kind: 'seconds' },
					{ key: 'last', label: 'Last Call', kind: 'dateTime' },
				],
				rows,
				total: { user: 'Total', calls: 1234, answered: 93.5, talk: 120_345 },
			},
			{
				title: 'By Direction',
				columns: [
					{ key: 'direction', label: 'Direction' },
					{ key: 'calls', label: 'Calls', kind: 'number', bar: true },
				],
				rows: [
					{ direction: 'Inbound', calls: 800 },
					{ direction: 'Outbound', calls: 434 },
				],
			},
		],
		notes: ['Sites could not be read: this credential may not read them.'],
	};
}
