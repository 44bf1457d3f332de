import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import type { Plan, Progress, Step, Task } from './plan';

type StepState = 'planned' | 'done' | 'failed' | 'notStarted';

/** What would become of a record. */
export function plannedItem(plan: Plan, task: Task): INodeExecutionData {
	return item(task, {
		...task.key,
		result: task.result,
		dryRun: true,
		...changesOf(task),
		...stepsOf(plan, task, () => 'planned'),
		...(task.output?.({}) ?? {}),
	});
}

/** What became of a record. */
export function itemOf(plan: Plan, task: Task, progress: Progress): INodeExecutionData {
	const answers = progress.state === 'done' ? progress.answers : {};
	return item(task, {
		...task.key,
		result: task.result,
		...changesOf(task),
		...stepsOf(plan, task, () => 'done'),
		...(task.output?.(answers) ?? {}),
	});
}

/**
 * A record whose task failed, or was not begun because another one did. Items with just these keys
 * are what n8n sends to the error output.
 */
export function failedItem(plan: Plan, task: Task, progress: Progress): INodeExecutionData {
	if (progress.state !== 'failed') {
		const error = 'Not started, because another record failed';
		return item(task, { error, details: { ...task.key, ...stepsOf(plan, task, notStarted) } });
	}
	const { error, done, failed } = progress;
	const { httpCode, description } = error as Partial<NodeApiError>;
	const stateOf = (step: Step): StepState => {
		if (done.includes(step)) return 'done';
		return step === failed ? 'failed' : 'notStarted';
	};
	const details = {
		...task.key,
		...(httpCode && { status: Number(httpCode) }),
		...(description && { advice: description }),
		...stepsOf(plan, task, stateOf),
	};
	return item(task, { error: error.message, details });
}

const notStarted = (): StepState => 'notStarted';

function changesOf({ steps }: Task): IDataObject {
	const changes = steps.flatMap((step) => step.changes ?? []);
	return { changes: changes.map((change): IDataObject => ({ ...change }) as IDataObject) };
}

function stepsOf(plan: Plan, { steps }: Task, stateOf: (step: Step) => StepState): IDataObject {
	if (!plan.showsSteps) return {};
	return { steps: steps.map((step) => ({ step: step.title, status: stateOf(step) })) };
}

function item({ items }: Task, json: IDataObject): INodeExecutionData {
	const [first, ...others] = items.map((index) => ({ item: index }));
	if (!first) return { json };
	return { json, pairedItem: others.length > 0 ? [first, ...others] : first };
}
