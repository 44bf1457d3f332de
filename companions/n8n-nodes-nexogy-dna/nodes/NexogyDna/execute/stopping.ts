import { NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';

/** How far the work on one item came. */
export type Outcome = { items: INodeExecutionData[] } | { error: Error };

/**
 * What a run ends with that stopped early: the error of the item that failed first, with word of
 * what became of the others, so that nobody has to guess what to send again.
 *
 * @param outcomes one for each item; undefined where it was not begun
 * @param first the item that failed first; undefined when none did, as when the execution was stopped
 */
export function stopError(
	node: INode,
	outcomes: Array<Outcome | undefined>,
	first: number | undefined,
): Error {
	const outcome = outcomes[first ?? -1];
	const isFailed = outcome !== undefined && 'error' in outcome;
	const error = isFailed
		? outcome.error
		: new NodeOperationError(node, 'The execution was stopped');
	if (outcomes.length < 2) return error;
	const indexes = [...outcomes.keys()];
	const done = indexes.filter((index) => hasItems(outcomes[index]));
	const untouched = indexes.filter((index) => outcomes[index] === undefined);
	const others = indexes.filter(
		(index) => index !== first && !done.includes(index) && !untouched.includes(index),
	);
	const words = [
		(error as NodeOperationError).description ?? '',
		`Carried out: ${itemWords(done)}.`,
		others.length > 0 ? `Failed too: ${itemWords(others)}.` : '',
		untouched.length > 0 ? `Not started: ${itemWords(untouched)}.` : '',
	];
	return Object.assign(error, { description: words.filter(Boolean).join(' ') });
}

function hasItems(outcome: Outcome | undefined): boolean {
	return outcome !== undefined && 'items' in outcome;
}

/** Items as n8n numbers them, from 0. */
function itemWords(indexes: number[]): string {
	if (indexes.length === 0) return 'none';
	return `${indexes.length > 1 ? 'items' : 'item'} ${indexes.join(', ')}`;
}
