let count = 0;

/** Another ID each time: the editor may still save what a test before has changed, over what the next one saves. */
export function freshWorkflowId(prefix: string): string {
	return `${prefix}${++count}`;
}
