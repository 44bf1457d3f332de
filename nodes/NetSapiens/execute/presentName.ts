import type { OldNames } from './operation';

/** An operation under its present name. */
export interface PresentName {
	resource: string;
	operation: string;
	/** The choice that does what an operation of its own did. */
	choice?: string;
	/** Older choices of the operation, with what stands for them now. */
	choices: Record<string, string>;
}

/** What an operation is called now, whatever it was called when a workflow was saved. */
export function presentName(old: OldNames, resource: string, operation: string): PresentName {
	const now = own(old.resources, resource) ?? resource;
	const renamed = own(own(old.operations, now) ?? {}, operation) ?? { operation };
	const choices = own(own(old.choices, now) ?? {}, renamed.operation) ?? {};
	return { resource: now, ...renamed, choices };
}

/** What a table has under a name of its own: nothing that all objects have. */
export function own<T>(table: Record<string, T>, name: string): T | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}
