import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import { isSame } from '../plan/compare';
import type { Act, Change, Step } from '../plan/plan';
import { typeOf } from './entries';

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

const resource = 'sharedTimeframe';

/** A timeframe that is there. */
export interface Known {
	name: string;
	path: IDataObject;
	record: IDataObject;
}

/**
 * The steps that make a timeframe what it is to be; its entries are compared and replaced list by list.
 *
 * @param wanted as the body of the request that would make it
 */
export function replacingSteps({ name, path, record }: Known, wanted: IDataObject): Step[] {
	const { get } = spelled(record, 'timeframe');
	const type = String(wanted['timeframe-type']);
	const convert = (to: string): Act => ({
		resource,
		operation: 'convert',
		path,
		body: { type: to },
	});
	const steps: Step[] = [];
	const was = typeOf(get('timeframe-type'));
	const isConverted = was !== type;
	if (isConverted) {
		steps.push({
			title: `Convert to ${type} ${name}`,
			act: convert(type),
			changes: [{ field: 'timeframe-type', before: was, after: type }],
			undo: convert(was),
		});
	}
	// A timeframe loses its entries with its type: those that are wanted are sent again.
	const { changes, entries } = differenceOf(wanted, get, isConverted);
	if (changes.length > 0) {
		const act = { resource, ...REPLACING[type], path } as Act;
		const before = Object.fromEntries(
			changes.map(({ field, before: old }) => [field, (old as IDataObject[]).map(unnamed)]),
		);
		steps.push({
			title: `Replace entries of ${name}`,
			act: { ...act, body: entries },
			changes,
			undo: { ...act, body: before as IDataObject },
		});
	}
	return steps;
}

/** Servers name entries anew when they are sent again, and know those no more that were replaced. */
function unnamed(entry: IDataObject): IDataObject {
	const names = Object.keys(entry).filter((name) => !/^timeframe-(parent-)?id$/.test(name));
	return Object.fromEntries(names.map((name) => [name, entry[name]]));
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
