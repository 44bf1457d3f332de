import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/** A model takes in about a token for three or four characters; more of them push the question out of its sight. */
const MOST_CHARACTERS = 24_000;

/** Texts and lists inside of one large record are cut to this. */
const LONGEST_TEXT = 2_000;
const LONGEST_LIST = 25;

/**
 * Items as a model can use them: without fields that say nothing, cut to what it takes in, and with
 * words where there is nothing, more, or a failure.
 *
 * @param mayBeMore whether the list ended at a limit
 */
export function forModel(items: INodeExecutionData[], mayBeMore: boolean): INodeExecutionData[] {
	if (items.length === 0)
		return [{ json: { found: 0, message: NOTHING }, pairedItem: { item: 0 } }];
	const kept: INodeExecutionData[] = [];
	let room = MOST_CHARACTERS;
	for (const item of items) {
		const json = isFailure(item.json) ? explained(item.json) : compacted(item.json);
		room -= sizeOf(json);
		if (room < 0 && kept.length > 0) break;
		kept.push({ ...item, json });
	}
	const left = items.length - kept.length;
	if (left > 0) return [...kept, note({ leftOut: left, message: leftOutWords(left, kept.length) })];
	return mayBeMore ? [...kept, note({ message: limitWords(kept.length) })] : kept;
}

const NOTHING =
	'Nothing was found. Nothing went wrong: there is no such record, or the filters leave none. Check names and numbers, or ask for less specific ones.';

const note = (json: IDataObject): INodeExecutionData => ({ json, pairedItem: { item: 0 } });

const leftOutWords = (left: number, kept: number) =>
	`${left} more were left out after the first ${kept}, as all of them are too much to read at once. Narrow the search by a filter or a shorter period, or ask for a count or a report.`;

const limitWords = (kept: number) =>
	`There may be more: the limit of ${kept} was reached. Narrow the search by a filter or a shorter period, or ask for a count.`;

const sizeOf = (value: unknown): number => JSON.stringify(value).length;

function compacted(json: IDataObject): IDataObject {
	const whole = withoutNothing(json);
	return sizeOf(whole) <= MOST_CHARACTERS ? whole : (shortened(whole) as IDataObject);
}

/** The record without fields that say nothing. One that has no others stays as it is. */
function withoutNothing(json: IDataObject): IDataObject {
	const fields = Object.entries(json).filter(([, value]) => !saysNothing(value));
	return fields.length > 0 ? (Object.fromEntries(fields) as IDataObject) : json;
}

const saysNothing = (value: unknown): boolean =>
	value === null || value === undefined || value === '';

function shortened(value: unknown): unknown {
	if (typeof value === 'string') return shortText(value);
	if (Array.isArray(value)) return shortList(value);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).map(([name, one]) => [name, shortened(one)]);
	return Object.fromEntries(fields) as unknown;
}

function shortText(text: string): string {
	const more = text.length - LONGEST_TEXT;
	return more > 0 ? `${text.slice(0, LONGEST_TEXT)}… (${more} more characters)` : text;
}

function shortList(list: unknown[]): unknown[] {
	const more = list.length - LONGEST_LIST;
	const shown = list.slice(0, LONGEST_LIST).map(shortened);
	return more > 0 ? [...shown, `… (${more} more)`] : shown;
}

/** The items of failures have just these keys; see failedItem.ts. */
const isFailure = ({ error, details, ...others }: IDataObject): boolean =>
	typeof error === 'string' && typeof details === 'object' && Object.keys(others).length === 0;

/** What went wrong, what is known about it, and what to do, in the words that people get. */
function explained({ error, details }: IDataObject): IDataObject {
	const { advice, ...known } = details as IDataObject;
	return { error, details: known, howToFix: advice ?? CORRECT };
}

const CORRECT =
	'Correct what the message names and call the tool again. If you do not know the right value, look it up with another tool or ask the person.';
