import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../report';
import type { Flow } from './flow';
import { KINDS, outlineOf, type Entry } from './outline';

/** The flow as rows: each step below the one that leads to it, with what is seen a second time named. */
export function callFlowReport(flow: Flow, name: string, notes: string[]): Report {
	const rows = outlineOf(flow).map(rowOf);
	const problems = rows.filter(({ problem }) => problem !== '').length;
	return {
		title: 'Call Flow',
		subtitle: name,
		figures: [
			{ label: 'Steps', value: flow.size },
			{ label: 'Problems', value: problems },
		],
		tables: [
			{
				title: 'Where Calls Go',
				columns: [
					{ key: 'step', label: 'Step' },
					{ key: 'when', label: 'When' },
					{ key: 'now', label: 'Now' },
					{ key: 'goesTo', label: 'Goes To' },
					{ key: 'what', label: 'What' },
					{ key: 'problem', label: 'Problem' },
				],
				rows,
			},
		],
		notes,
	};
}

const rowOf = ({ number, edge, step, earlier, problem }: Entry): IDataObject => ({
	step: number,
	when: edge.when,
	now: edge.isNow ?? null,
	goesTo: earlier === undefined ? step.label : `${step.label} (see step ${earlier})`,
	what: KINDS[step.kind],
	problem,
});
