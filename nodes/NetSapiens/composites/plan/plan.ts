import type { IDataObject } from 'n8n-workflow';

/** A request of the operation table, with values as the wire has them. */
export interface Act {
	resource: string;
	operation: string;
	/** Which of its requests, where the operation is several. */
	choice?: string;
	path?: IDataObject;
	query?: IDataObject;
	body?: IDataObject;
}

/** One field that a step changes. Values of secret fields are not shown. */
export interface Change {
	field: string;
	before: unknown;
	after: unknown;
}

/** What a step answered; undefined for those that were not needed. */
export type Answers = Record<string, IDataObject | undefined>;

/** One request that changes something. */
export interface Step {
	/** What it does, as an instruction: "Create user 101". */
	title: string;
	/** Known only when earlier steps have answered, where it is a function. */
	act: Act | ((answers: Answers) => Act);
	changes?: Change[];
	/** Under which name later steps find its answer. */
	name?: string;
	/**
	 * How it is taken back; absent where that is not possible, and nothing where it changes nothing or
	 * goes when an earlier step is taken back.
	 */
	undo?: Act | 'nothing' | ((answer: IDataObject | undefined) => Act | undefined);
	/** There is no way back behind it: where it may be done, what led up to it is not taken back either. */
	final?: true;
	/** A refusal that says the work is done already, such as a record that is gone. */
	isDone?: (error: Error) => boolean;
}

/** What becomes of a record. */
export type Result = 'created' | 'updated' | 'deleted' | 'unchanged';

/** The steps for one record, one after the other. */
export interface Task {
	/** What tells the record from others, as the output names it. */
	key: IDataObject;
	/** What the record has become when all steps are done. */
	result: Result;
	steps: Step[];
	/** Input items that it is about. */
	items: number[];
	/** What the output holds besides; given the answers when all is done. */
	output?: (answers: Answers) => IDataObject;
}

/**
 * What a composite wants done. Making it changes nothing; carrying it out is the runner's.
 */
export interface Plan {
	/** Tasks of a stage go on at the same time; a stage begins when all of the one before are done. */
	stages: Task[][];
	/** Why the plan must not be carried out, such as too many deletions; a dry run shows it as a hint. */
	guard?: string;
	/** Whether the output lists the steps of each task. */
	showsSteps?: boolean;
}

/** How far a task came. */
export type Progress =
	| { state: 'notStarted' }
	| { state: 'done'; answers: Answers }
	| { state: 'failed'; error: Error; done: Step[]; failed: Step };
