import type { IDataObject } from 'n8n-workflow';
import type { Report } from '../report';
import type { Edge, Flow, StepKind } from './flow';

/** The flow as rows: each step below the one that leads to it, with what is seen a second time named. */
export function callFlowReport(flow: Flow, name: string, notes: string[]): Report {
	const rows = rowsOf(flow);
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

const KINDS: Record<StepKind, string> = {
	number: 'Phone number',
	user: 'User',
	devices: 'Devices',
	callQueue: 'Call queue',
	agents: 'Agents',
	attendant: 'Auto attendant',
	menu: 'Menu',
	voicemail: 'Voicemail',
	outside: 'Outside number',
	hangUp: 'Hang up',
	nowhere: 'Nowhere',
	other: 'Other',
};

function rowsOf(flow: Flow): IDataObject[] {
	const rows: IDataObject[] = [];
	const seen = new Map<string, string>();
	const add = ({ when, to }: Edge, number: string, above: string[]): void => {
		const step = flow.get(to);
		if (!step) return;
		const earlier = seen.get(to);
		const again = above.includes(to)
			? `Goes round in a circle: back to step ${earlier}`
			: (step.problem ?? '');
		rows.push({
			step: number,
			when,
			goesTo: earlier === undefined ? step.label : `${step.label} (see step ${earlier})`,
			what: KINDS[step.kind],
			problem: again,
		});
		if (earlier !== undefined) return;
		seen.set(to, number);
		const path = [...above, to];
		step.edges.forEach((edge, index) => add(edge, `${number}.${index + 1}`, path));
	};
	const [start] = flow.keys();
	if (start !== undefined) add({ when: '', to: start }, '1', []);
	return rows;
}
