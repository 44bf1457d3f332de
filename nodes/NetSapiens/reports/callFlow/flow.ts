/** What a call can reach. */
export type StepKind =
	| 'number'
	| 'user'
	| 'devices'
	| 'callQueue'
	| 'agents'
	| 'attendant'
	| 'menu'
	| 'voicemail'
	| 'outside'
	| 'hangUp'
	| 'nowhere'
	| 'other';

/** Where a call goes on, and in which case. */
export interface Edge {
	/** Empty where it always does. */
	when: string;
	/** ID of a step. */
	to: string;
	/** Whether it does at this time; absent where that does not depend on the time. */
	isNow?: boolean;
}

/** A place that calls come to. */
export interface Step {
	id: string;
	kind: StepKind;
	label: string;
	/** Why calls end badly here. */
	problem?: string;
	edges: Edge[];
}

/** Where calls to a number go; the first step is the number. */
export type Flow = Map<string, Step>;
