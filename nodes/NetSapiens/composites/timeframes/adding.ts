import { UserError, type IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import { changesOfNew } from '../plan/compare';
import type { Act, Step, Task } from '../plan/plan';
import { readAll, readRecord, type Reader } from '../plan/read';
import { hasEntry, typeOf } from './entries';

/** What is to be in a timeframe of a domain. */
export interface Wanted {
	domain: string;
	name: string;
	type: 'holiday' | 'specific-dates';
	entries: IDataObject[];
	/** Input items that it is about. */
	items: number[];
}

const ARRAYS = {
	holiday: 'timeframe-holiday-array',
	'specific-dates': 'timeframe-specific-dates-array',
} as const;

/**
 * Adds entries to a timeframe and keeps those it has; makes it where there is none.
 *
 * @throws UserError when the timeframe is of another kind
 * @throws as the API does
 */
export async function addingEntries(reader: Reader, wanted: Wanted): Promise<Task> {
	const { domain, name, type, items } = wanted;
	const present = await findTimeframe(reader, domain, name);
	const array = ARRAYS[type];
	const key = { domain, 'timeframe-name': name };
	if (!present) {
		const body = { 'timeframe-name': name, [array]: distinct(wanted.entries) };
		const act = at('create', type, { domain }, body);
		const step = { title: `Create timeframe ${name}`, act, changes: changesOfNew(body) };
		return { key, result: 'created', steps: [step], items };
	}
	const { get } = spelled(present, 'timeframe');
	const choice = choiceFor(name, type, String(get('timeframe-type')));
	const entries = [get(array) ?? []].flat() as IDataObject[];
	const missing = distinct(wanted.entries).filter((entry) => !hasEntry(entries, entry));
	const path = { domain, id: String(get('timeframe-id')) };
	const step: Step = {
		title: `Add ${missing.length} entries to timeframe ${name}`,
		act: at('addEntries', choice, path, { [array]: missing }),
		changes: missing.map((entry) => ({ field: array, before: null, after: entry })),
	};
	const isSame = missing.length === 0;
	return { key, result: isSame ? 'unchanged' : 'updated', steps: isSame ? [] : [step], items };
}

const at = (operation: string, choice: string, path: IDataObject, body: IDataObject): Act => ({
	resource: 'sharedTimeframe',
	operation,
	choice,
	path,
	body,
});

/** @throws UserError when entries of the type do not belong into the timeframe */
function choiceFor(name: string, wanted: Wanted['type'], present: string): string {
	const type = typeOf(present);
	if (type === wanted || type === 'custom') return type;
	throw new UserError(
		`Timeframe "${name}" is of type ${present}, which has no such entries. Choose another name, or convert the timeframe to Custom first.`,
	);
}

const sameName = (one: unknown, other: string) => String(one).toLowerCase() === other.toLowerCase();

/** The timeframe of that name, with its entries; undefined when there is none. */
export async function findTimeframe(
	reader: Reader,
	domain: string,
	name: string,
): Promise<IDataObject | undefined> {
	const list: Act = { resource: 'sharedTimeframe', operation: 'getAll', path: { domain } };
	const found = (await readAll(reader, list)).find((record) =>
		sameName(spelled(record, 'timeframe').get('timeframe-name'), name),
	);
	const id = found && spelled(found, 'timeframe').get('timeframe-id');
	if (!found || !id) return found;
	// Some servers leave the entries out of the list.
	const whole = { ...list, operation: 'get', path: { domain, id } } as Act;
	return (await readRecord(reader, whole)) ?? found;
}

/** Each entry once. */
function distinct(entries: IDataObject[]): IDataObject[] {
	return entries.filter((entry, index) => !hasEntry(entries.slice(0, index), entry));
}
