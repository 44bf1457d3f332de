import type { Edge, Flow, Step, StepKind } from './flow';

/** One way that a call can take, with what it leads to. */
export interface Entry {
	/** `1.2.1` is reached from `1.2`. */
	number: string;
	edge: Edge;
	step: Step;
	/** The number under which the step stands already; its ways are told there. */
	earlier?: string;
	/** What is wrong here; '' for nothing. */
	problem: string;
}

/** What people call a kind of step. */
export const KINDS: Record<StepKind, string> = {
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

/** The flow as a list: each step below the one that leads to it. */
export function outlineOf(flow: Flow): Entry[] {
	const entries: Entry[] = [];
	const seen = new Map<string, string>();
	const add = (edge: Edge, number: string, above: string[]): void => {
		const { to } = edge;
		const step = flow.get(to);
		if (!step) return;
		const earlier = seen.get(to);
		const problem = above.includes(to)
			? `Goes round in a circle: back to step ${earlier}`
			: (step.problem ?? '');
		entries.push({ number, edge, step, problem, ...(earlier !== undefined && { earlier }) });
		if (earlier !== undefined) return;
		seen.set(to, number);
		const path = [...above, to];
		step.edges.forEach((next, index) => add(next, `${number}.${index + 1}`, path));
	};
	const [start] = flow.keys();
	if (start !== undefined) add({ when: '', to: start }, '1', []);
	return entries;
}
