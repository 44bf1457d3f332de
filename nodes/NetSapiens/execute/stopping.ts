import { NodeOperationError, type INode, type INodeExecutionData } from 'n8n-workflow';

/** How far the work on one item came. */
export type Outcome = { items: INodeExecutionData[] } | { error: NodeOperationError | Error };

/**
 * What a run ends with that stopped early: the error of the item that failed first, with word of
 * what became of the others, so that nobody has to guess what to send again.
 *
 * @param outcomes one for each item; undefined where it was not begun
 * @param first the item that failed first, which need not be the one with the lowest number;
 * undefined when none did, as when the execution was stopped
 */
export function stopError(
	node: INode,
	outcomes: Array<Outcome | undefined>,
	first: number | undefined,
): Error {
	const failed = indexesOf(outcomes, (outcome) => outcome !== undefined && 'error' in outcome);
	const others = failed.filter((index) => index !== first);
	const error = errorOf(outcomes[first ?? -1]) ?? new NodeOperationError(node, STOPPED);
	if (outcomes.length < 2) return error;
	const done = indexesOf(outcomes, (outcome) => outcome !== undefined && 'items' in outcome);
	const untouched = indexesOf(outcomes, (outcome) => outcome === undefined);
	const { description } = error as NodeOperationError;
	const words = [
		description ?? '',
		`Carried out: ${itemWords(done)}.`,
		others.length > 0 ? `Failed too: ${itemWords(others)}.` : '',
		untouched.length > 0 ? `Not started: ${itemWords(untouched)}.` : '',
	];
	return Object.assign(error, { description: words.filter(Boolean).join(' ') });
}

/** Why a run ended of which no item failed. */
export const STOPPED = 'The execution was stopped';

function errorOf(outcome: Outcome | undefined): Error | undefined {
	return outcome && 'error' in outcome ? outcome.error : undefined;
}

function indexesOf(
	outcomes: Array<Outcome | undefined>,
	fits: (outcome: Outcome | undefined) => boolean,
): number[] {
	return [...outcomes.keys()].filter((index) => fits(outcomes[index]));
}

/** Items as n8n numbers them, from 0, neighbors joined: "items 0–3 and 5". */
function itemWords(indexes: number[]): string {
	if (indexes.length === 0) return 'none';
	const ranges = rangesOf(indexes).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
	const last = ranges.pop()!;
	const words = ranges.length > 0 ? `${ranges.join(', ')} and ${last}` : last;
	return `${indexes.length > 1 ? 'items' : 'item'} ${words}`;
}

function rangesOf(indexes: number[]): Array<[number, number]> {
	const ranges: Array<[number, number]> = [];
	for (const index of indexes) {
		const range = ranges.at(-1);
		if (range?.[1] === index - 1) range[1] = index;
		else ranges.push([index, index]);
	}
	return ranges;
}
