import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import type { Task } from '../plan/plan';
import { idOf } from '../plan/body';
import { aboutItem } from './aboutItem';
import { guard } from './guard';
import { isOwn, readOwn } from './own';
import { mayGo, readPresent, type Present } from './present';
import type { Settings } from './settings';
import { deletion, taskFor } from './tasks';
import { wantedRecords, type Wanted } from './wanted';

/** What is to be done with the records of one domain, or of one user. */
export interface PlacePlan {
	/** A task for each item. */
	writes: Task[];
	deletions: Task[];
	/** Why it must not be done. */
	guard?: string;
	/** Looks whether all was done, where servers may say so of what they did not do. @throws UserError */
	check?: () => Promise<void>;
}

/** How the place of some items is planned. @param calls at least one, all of the same place */
export type PlacePlanner = (calls: [Call, ...Call[]], settings: Settings) => Promise<PlacePlan>;

/**
 * Compares the records of a place with the items.
 *
 * @throws NodeOperationError of an item that is not clear, or cannot become a record
 * @throws as reading a list does
 */
export const planPlace: PlacePlanner = async (calls, settings) => {
	const wanted = wantedRecords(calls, settings);
	const [call] = calls;
	const present = await readPresent(call, settings);
	const matches = new Map<IDataObject, Wanted>();
	const writes = wanted.map((one) => {
		const match = matchOf(one, present, matches);
		return taskFor(one, match, present, settings);
	});
	if (settings.mode !== 'mirror') return { writes, deletions: [] };
	const unwanted = present.records.filter((record) => !matches.has(record) && mayGo(call, record));
	const own = unwanted.length > 0 ? await readOwn(call) : undefined;
	const going = unwanted.filter((record) => !isOwn(call, record, own));
	return {
		writes,
		deletions: going.map((record) => deletion(call, record, settings)),
		guard: guard(going.length, present.records.length, call.values.path, settings),
	};
};

/** The record that an item is about. @param matches those found so far, by record; gets this one */
function matchOf(
	wanted: Wanted,
	{ byKey }: Present,
	matches: Map<IDataObject, Wanted>,
): IDataObject | undefined {
	const { call, keys } = wanted;
	const found = [...new Set(keys.flatMap((key) => byKey.get(key) ?? []))];
	const [match] = found;
	if (!match) return undefined;
	if (found.length > 1) {
		const names = found.map((record) => nameOf(call, record)).join(' and ');
		throw aboutItem(
			call,
			`${found.length} records on the PBX match it: ${names}.`,
			'Match by a field that only one of them has, or delete the others.',
		);
	}
	const other = matches.get(match);
	if (other) {
		throw aboutItem(
			call,
			`it matches the same record as item ${other.call.itemIndex}: ${nameOf(call, match)}.`,
			'Items are counted from 0. Keep one item for each record, or match by another field.',
		);
	}
	matches.set(match, wanted);
	return match;
}

/** A record as people find it: what the server calls it, and its name. */
function nameOf({ form }: Call, record: IDataObject): string {
	const id = Object.values(idOf(form.sync!.id, record, form.record));
	const names = ['name-first-name', 'name-last-name', 'company'].map((name) => record[name]);
	const words = names.filter(Boolean).join(' ');
	return words === '' ? id.join(' ') : `${words} (${id.join(' ')})`;
}
