import type { IDataObject } from 'n8n-workflow';
import { keyOf, partsOf } from './keys';
import type { Snapshot } from './snapshot';

/** One difference between two snapshots. */
export interface Change {
	change: 'Added' | 'Removed' | 'Changed';
	list: string;
	key: string;
	/** What people call the record. */
	name: string;
	/** Of a changed record: `forward-no-answer.enabled`. */
	field: string;
	before: string;
	after: string;
	/** The parts of the key, for looking it up elsewhere. */
	parts: string[];
}

/** What differs; lists that one of the two does not have are left out (`notComparable`). */
export function changesBetween(before: Snapshot, after: Snapshot): Change[] {
	const left = new Set(notComparable(before, after));
	const names = [...new Set([...Object.keys(before.lists), ...Object.keys(after.lists)])];
	return names
		.filter((list) => !left.has(list))
		.flatMap((list) => changesOf(list, before.lists[list] ?? [], after.lists[list] ?? []));
}

/** Lists that could not be read for one of the two. */
export function notComparable(...snapshots: Snapshot[]): string[] {
	return [...new Set(snapshots.flatMap(({ missing }) => missing.map(({ list }) => list)))];
}

function changesOf(list: string, before: IDataObject[], after: IDataObject[]): Change[] {
	const old = byKey(list, before);
	const now = byKey(list, after);
	return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): Change[] => {
		const was = old.get(key);
		const is = now.get(key);
		const record = (is ?? was) as IDataObject;
		const common = { list, key, name: nameOf(record), parts: partsOf(list, record) };
		if (!was || !is) {
			const change = was ? 'Removed' : 'Added';
			return [{ ...common, change, field: '', before: '', after: '' }];
		}
		return differences(was, is).map((one) => ({ ...common, change: 'Changed', ...one }));
	});
}

/** Records without a key of their own are told apart by their number. */
function byKey(list: string, records: IDataObject[]): Map<string, IDataObject> {
	const found = new Map<string, IDataObject>();
	for (const record of records) {
		const key = keyOf(list, record);
		let free = key;
		for (let number = 2; found.has(free); number++) free = `${key} (${number})`;
		found.set(free, record);
	}
	return found;
}

const NAMES = ['description', 'attendant-name', 'timeframe-name', 'address-name', 'name-full-name'];

function nameOf(record: IDataObject): string {
	const person = [record['name-first-name'], record['name-last-name']].filter(Boolean).join(' ');
	return person || String(NAMES.map((name) => record[name]).find(Boolean) ?? '');
}

function differences(was: IDataObject, is: IDataObject) {
	const before = flat(was);
	const after = flat(is);
	return [...new Set([...before.keys(), ...after.keys()])]
		.sort()
		.filter((field) => before.get(field) !== after.get(field))
		.map((field) => ({
			field,
			before: before.get(field) ?? '',
			after: after.get(field) ?? '',
		}));
}

/** Every value with the path to it; lists of plain values are one value. */
function flat(value: IDataObject, path = '', found = new Map<string, string>()) {
	for (const [name, inner] of Object.entries(value)) {
		const place = path === '' ? name : `${path}.${name}`;
		if (typeof inner !== 'object' || inner === null) found.set(place, String(inner));
		else if (Array.isArray(inner) && inner.every((one) => typeof one !== 'object'))
			found.set(place, inner.join(', '));
		else flat(inner as IDataObject, place, found);
	}
	return found;
}
