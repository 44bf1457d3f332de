/** Says what a workflow run did, node by node. */
import type { INodeExecutionData, IRunData, ITaskData } from 'n8n-workflow';

import type { Execution } from '../../host/rest';

const previewLength = 150;

export interface NodeSummary {
	node: string;
	itemsIn: number;
	itemsOut: number;
	error?: string;
}

function outputs(task: ITaskData | undefined): Array<INodeExecutionData[] | null> {
	return task?.data?.main ?? [];
}

function itemsOf(task: ITaskData | undefined): number {
	return outputs(task).reduce((sum, items) => sum + (items?.length ?? 0), 0);
}

/** Items a run received: what its sources put on the outputs it is connected to. */
function itemsInto(task: ITaskData, runData: IRunData): number {
	let sum = 0;
	for (const source of task.source) {
		if (!source) continue;
		const before = runData[source.previousNode]?.[source.previousNodeRun ?? 0];
		sum += outputs(before)[source.previousNodeOutput ?? 0]?.length ?? 0;
	}
	return sum;
}

/** @returns One row a node, in the order they ran. */
export function summarize(execution: Execution): NodeSummary[] {
	const { runData } = execution.data.resultData;
	const rows = Object.entries(runData).map(([node, tasks]) => ({
		node,
		order: tasks[0]?.executionIndex ?? 0,
		itemsIn: tasks.reduce((sum, task) => sum + itemsInto(task, runData), 0),
		itemsOut: tasks.reduce((sum, task) => sum + itemsOf(task), 0),
		error: tasks.find((task) => task.error)?.error?.message,
	}));
	return rows
		.sort((a, b) => a.order - b.order)
		.map(({ node, itemsIn, itemsOut, error }) => ({ node, itemsIn, itemsOut, error }));
}

/** The first items of the node that ran last, one line each. */
function firstResults(execution: Execution, count: number): string[] {
	const { runData, lastNodeExecuted } = execution.data.resultData;
	const items = outputs(runData[lastNodeExecuted ?? '']?.at(-1)).flatMap((list) => list ?? []);
	return items.slice(0, count).map(({ json }) => {
		const text = JSON.stringify(json);
		return text.length > previewLength ? `${text.slice(0, previewLength)}…` : text;
	});
}

/** Lines for people: what came in and went out of each node, and the first lines of the result. */
export function report(name: string, execution: Execution): string {
	const rows = summarize(execution);
	const width = Math.max(4, ...rows.map(({ node }) => node.length));
	const lines = [`${name}: ${execution.status}`, `    ${'node'.padEnd(width)}   in  out`];
	for (const { node, itemsIn, itemsOut, error } of rows) {
		const counts = `${String(itemsIn).padStart(5)}${String(itemsOut).padStart(5)}`;
		lines.push(`    ${node.padEnd(width)}${counts}${error ? `   ${error}` : ''}`);
	}
	const { error } = execution.data.resultData;
	if (error) lines.push(`    ${error.message}`);
	return [...lines, ...firstResults(execution, 3).map((line) => `    ${line}`)].join('\n');
}
