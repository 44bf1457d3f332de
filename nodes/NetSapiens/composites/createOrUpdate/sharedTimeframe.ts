import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import type { Call } from '../../execute/call';
import { bodyOf } from '../plan/body';
import { isSame } from '../plan/compare';
import type { Act, Change, Step, Task } from '../plan/plan';
import { readRecord } from '../plan/read';
import { titleOf } from '../plan/tasks';
import { typeOf } from '../timeframes/entries';
import { making } from './tasks';
import { findRecord, type Place } from './find';

/** The lists that a timeframe may consist of. */
const LISTS = [
	'timeframe-specific-dates-array',
	'timeframe-days-of-week-array',
	'timeframe-holiday-array',
] as const;
type List = (typeof LISTS)[number];

/** The operation that puts new entries in place of all old ones, by the type of the timeframe. */
const REPLACING: Record<string, Pick<Act, 'operation' | 'choice'>> = {
	'specific-dates': { operation: 'replaceEntries', choice: 'specific-dates' },
	holiday: { operation: 'replaceEntries', choice: 'holiday' },
	// A timeframe of weekdays has one entry, which is changed as a whole.
	'days-of-week': { operation: 'updateEntries', choice: 'days-of-week' },
	custom: { operation: 'replaceEntries', choice: 'custom' },
};

/** A timeframe is found by its name; its entries are compared and replaced list by list. */
export async function sharedTimeframe(call: Call, place: Place): Promise<Task> {
	const { resource } = call;
	const listed = await findRecord(call, place);
	if (!listed) return making(call, place);
	const id = spelled(listed, call.form.record).get('timeframe-id');
	const path = { ...place.act.path, id } as IDataObject;
	const present = (await readRecord(call, { resource, operation: 'get', path })) ?? listed;
	const { get } = spelled(present, call.form.record);
	const body = bodyOf(call);
	const type = String(body['timeframe-type']);
	const convert = (to: unknown): Act => ({
		resource,
		operation: 'convert',
		path,
		body: { type: to } as IDataObject,
	});
	const steps: Step[] = [];
	const was = typeOf(get('timeframe-type'));
	const isConverted = was !== type;
	if (isConverted) {
		steps.push({
			title: titleOf(`Convert to ${type}`, place),
			act: convert(type),
			changes: [{ field: 'timeframe-type', before: was, after: type }],
			undo: convert(was),
		});
	}
	// A timeframe loses its entries with its type: those that are wanted are sent again.
	const { changes, entries } = differenceOf(body, get, isConverted);
	if (changes.length > 0) {
		const act = { resource, ...REPLACING[type], path } as Act;
		const before = Object.fromEntries(changes.map(({ field, before: old }) => [field, old]));
		steps.push({
			title: titleOf('Replace entries of', place),
			act: { ...act, body: entries },
			changes,
			undo: { ...act, body: before as IDataObject },
		});
	}
	return {
		key: place.key,
		result: steps.length > 0 ? 'updated' : 'unchanged',
		items: [],
		steps,
		output: () => ({ record: { ...present, ...body } }),
	};
}

/** The lists that are not as wanted, and what they are to be. */
function differenceOf(body: IDataObject, get: (name: string) => unknown, isConverted: boolean) {
	const changes: Change[] = [];
	const entries: IDataObject = {};
	for (const name of LISTS) {
		const wanted = body[name] as IDataObject[] | undefined;
		if (wanted === undefined) continue;
		const present = [(get(name) ?? []) as IDataObject[]].flat();
		const whole = name === 'timeframe-days-of-week-array' ? wholeWeeks(wanted, present) : wanted;
		if (!isConverted && isSame(fieldOf(name), whole, present)) continue;
		changes.push({ field: name, before: present, after: wanted });
		entries[name] = whole;
	}
	return { changes, entries };
}

const fieldOf = (name: List) => ({ parameter: name, name, in: 'body', kind: 'records' }) as const;

const HOURS = /^timeframe-weekly-.+-time-\d+$/;

/** Hours that are not wanted any more are emptied; without, the server keeps them. */
function wholeWeeks(wanted: IDataObject[], present: IDataObject[]): IDataObject[] {
	return wanted.map((entry, at) => {
		const names = Object.keys(present[at] ?? {}).filter((name) => HOURS.test(name));
		return { ...Object.fromEntries(names.map((name) => [name, ''])), ...entry };
	});
}
