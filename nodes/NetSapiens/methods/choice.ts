import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import type { PickerSource } from '../execute/operation';
import { spelled, type Spelled } from '../spellings';

/**
 * What a record is offered as: what it is called, with its identifier behind.
 *
 * @param words what is searched for, as `plain` makes it; empty when the list is only looked through
 * @returns undefined when it does not fit, when the picker leaves it out, or when it has no identifier
 */
export function choiceOf(
	{ value, label, only, without, onSearch, record: kind }: PickerSource,
	item: IDataObject,
	words: string,
): INodeListSearchItems | undefined {
	const record = spelled(item, kind);
	const id = identifierIn(record, value);
	const isLeftOut =
		(only && !begins(record, only)) ||
		begins(record, without) ||
		(words === '' && begins(record, onSearch));
	if (id === '' || isLeftOut) return undefined;
	const called = label.map((key) => textIn(record, key)).filter((text) => text !== '');
	const choice = { name: called.length > 0 ? `${called.join(' ')} (${id})` : id, value: id };
	return matches(choice, words) ? choice : undefined;
}

/** Whether one of a record's values begins as the picker says. */
function begins(record: Spelled, starts: Record<string, string> = {}): boolean {
	return Object.entries(starts).some(([key, start]) => textIn(record, key).startsWith(start));
}

const PART = /\{([^}]+)\}/g;

/** The identifier; empty when the record lacks it, or a part of it. */
function identifierIn(record: Spelled, value: string): string {
	if (!value.includes('{')) return textIn(record, value);
	const parts = [...value.matchAll(PART)].map(([, key = '']) => textIn(record, key));
	return parts.includes('') ? '' : value.replace(PART, (_, key: string) => textIn(record, key));
}

const textIn = (record: Spelled, key: string): string => String(record.get(key) ?? '').trim();

/** A text as it is searched: `America/New_York` is found by `new york`. */
export const plain = (text: string): string => text.toLowerCase().replaceAll('_', ' ');

/** Whether a choice has the words that were typed, in its name or its identifier; as `plain` has them. */
export function matches({ name, value }: INodeListSearchItems, words: string): boolean {
	return plain(`${name} ${String(value)}`).includes(words);
}
