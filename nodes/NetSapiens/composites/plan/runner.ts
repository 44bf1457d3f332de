import {
	UserError,
	type IDataObject,
	type INodeExecutionData,
	type NodeApiError,
} from 'n8n-workflow';
import { pool } from '../../execute/pool';
import { STOPPED } from '../../execute/stopping';
import { mayBeDone } from '../../transport/known';
import type { Call } from '../../execute/call';
import { failedItem, itemOf, plannedItem } from './items';
import type { Answers, Plan, Progress, Step, Task } from './plan';
import { send } from './request';
import { nameOf, requireAllowed } from './safety';
import { takeBack, type Sent, type TakenBack } from './takeBack';

/** How a plan is to be carried out. */
export interface Terms extends Pick<Call, 'api' | 'context' | 'options' | 'itemIndex'> {
	/** Whether to show what would be done and do nothing. */
	dryRun: boolean;
	/** Whether to take everything back when a step fails. */
	undoOnFailure?: boolean;
	/** Whether a task that fails becomes an item and the others of its stage go on. */
	keepsGoing?: boolean;
}

/**
 * Shows a plan, or carries it out.
 *
 * A plan is made by comparing with what is there, so one that broke off is continued by running it
 * again: what was done is not planned any more.
 *
 * @returns an item for each task
 * @throws UserError when the guard of the plan forbids it, before anything is changed
 * @throws the error of the step that failed first, with word of what was done, unless `keepsGoing`
 */
export async function carryOut(plan: Plan, terms: Terms): Promise<INodeExecutionData[]> {
	const tasks = plan.stages.flat();
	if (terms.dryRun) {
		if (plan.guard) hint(terms, plan.guard);
		return tasks.map((task) => plannedItem(plan, task));
	}
	if (plan.guard) throw new UserError(plan.guard);
	requireAllowed(tasks, terms.options.safety);
	const run = new Run(plan, terms);
	await run.all();
	const error = run.failure();
	if (!error) return tasks.map((task) => itemOf(plan, task, run.progressOf(task)));
	const undone = terms.undoOnFailure && !run.pointOfNoReturn() ? await run.takeBack() : undefined;
	explain(error, run, undone);
	if (!terms.keepsGoing || terms.api.stopped.aborted) throw error;
	return tasks.map((task) => itemOrFailure(plan, task, run));
}

/** One carrying out of a plan. */
class Run {
	private readonly progress = new Map<Task, Progress>();
	private readonly sent: Sent[] = [];
	private readonly halted = new AbortController();
	private readonly stopped: AbortSignal;
	private readonly steps: number;
	private begun = 0;
	private failed: Extract<Progress, { state: 'failed' }> | undefined;

	constructor(
		private readonly plan: Plan,
		private readonly terms: Terms,
	) {
		this.stopped = AbortSignal.any([terms.api.stopped, this.halted.signal]);
		this.steps = plan.stages.flat().reduce((sum, { steps }) => sum + steps.length, 0);
	}

	async all(): Promise<void> {
		const { options } = this.terms;
		for (const stage of this.plan.stages) {
			if (this.failed || this.stopped.aborted) return;
			await pool(stage.length, options.concurrency, this.stopped, async (index) => {
				const task = stage[index]!;
				const progress = await this.one(task);
				this.progress.set(task, progress);
				if (progress.state !== 'failed') return;
				this.failed ??= progress;
				if (!this.terms.keepsGoing) this.halted.abort();
			});
		}
	}

	progressOf(task: Task): Progress {
		return this.progress.get(task) ?? { state: 'notStarted' };
	}

	/** Why not everything is done: the failure that came first, or that the execution was stopped. */
	failure(): Error | undefined {
		if (this.failed) return this.failed.error;
		const tasks = this.plan.stages.flat();
		const isDone = tasks.every((task) => this.progressOf(task).state === 'done');
		return isDone ? undefined : new UserError(STOPPED);
	}

	/** Titles of the steps that were done, in the order in which they were. */
	done(): string[] {
		return this.sent.filter(({ certain }) => certain).map(({ step }) => step.title);
	}

	/** Titles of the steps that were not sent. */
	left(): number {
		return this.steps - this.begun;
	}

	/**
	 * Title of a final step that may have been done. Taking back what led up to it would leave neither
	 * the old state nor the wanted one.
	 */
	pointOfNoReturn(): string | undefined {
		return this.sent.find(({ certain, step }) => !certain && step.final)?.step.title;
	}

	async takeBack(): Promise<TakenBack> {
		return await takeBack(this.terms.api, this.sent, this.terms.itemIndex);
	}

	/** The steps of a task, up to the first that fails. */
	private async one(task: Task): Promise<Progress> {
		const { steps, items } = task;
		const answers: Answers = {};
		const done: Step[] = [];
		for (const step of steps) {
			try {
				answers[step.name ?? ''] = await this.step(step, answers, nameOf(task), items[0]);
				done.push(step);
			} catch (error) {
				return { state: 'failed', error: error as Error, done, failed: step };
			}
		}
		return { state: 'done', answers };
	}

	private async step(
		step: Step,
		answers: Answers,
		name: string,
		itemIndex = this.terms.itemIndex,
	): Promise<IDataObject | undefined> {
		const { api, context } = this.terms;
		this.begun += 1;
		context.logger.debug(`NetSapiens: step ${this.begun} of ${this.steps}: ${step.title}`);
		const act = typeof step.act === 'function' ? step.act(answers) : step.act;
		const answer = await send(api, act, itemIndex, [name]).catch((error: Error) => {
			if (step.isDone?.(error)) return undefined;
			if (mayBeDone(error)) this.sent.push({ step, answer: undefined, certain: false });
			throw error;
		});
		this.sent.push({ step, answer, certain: true });
		return answer;
	}
}

/** Adds to the error what was done before it, and what to do now. */
function explain(error: Error, run: Run, undone: TakenBack | undefined): void {
	const { description } = error as Partial<NodeApiError>;
	const words = [description ?? '', ...(undone ? undoWords(undone) : doneWords(run))];
	Object.assign(error, { description: words.filter(Boolean).join(' ') });
}

function undoWords({ undone, kept }: TakenBack): string[] {
	if (undone.length + kept.length === 0) return ['Nothing had been changed.'];
	return [
		undone.length > 0 ? `Undone: ${listed(undone)}.` : '',
		kept.length > 0 ? `Still there: ${listed(kept)}.` : 'Everything is as it was before.',
	];
}

function doneWords(run: Run): string[] {
	const done = run.done();
	if (done.length === 0) return [];
	const doubtful = run.pointOfNoReturn();
	return [
		doubtful ? `"${doubtful}" may be done and cannot be undone.` : '',
		`Done before: ${listed(done)}.`,
		run.left() > 0 ? `${run.left()} more steps were not started.` : '',
		'To continue, run it again: what is done is left alone.',
	];
}

const LONGEST_LIST = 20;

function listed(titles: string[]): string {
	const more = titles.length - LONGEST_LIST;
	return [...titles.slice(0, LONGEST_LIST), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function itemOrFailure(plan: Plan, task: Task, run: Run): INodeExecutionData {
	const progress = run.progressOf(task);
	if (progress.state === 'done') return itemOf(plan, task, progress);
	return failedItem(plan, task, progress);
}

function hint({ context }: Terms, message: string): void {
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
