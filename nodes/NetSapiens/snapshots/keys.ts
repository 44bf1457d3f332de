import type { IDataObject } from 'n8n-workflow';
import { configurationLists } from './lists';

const KEYS = new Map(configurationLists.map(({ name, key }) => [name, key]));

/** What tells a record of a list from the others; all of it, where nothing names it. */
export function keyOf(list: string, record: IDataObject): string {
	const parts = partsOf(list, record);
	return parts.length > 0 ? parts.join(' / ') : JSON.stringify(record);
}

/** The values that name a record. */
export function partsOf(list: string, record: IDataObject): string[] {
	return (KEYS.get(list) ?? [])
		.map((name) => String(record[name] ?? ''))
		.filter((part) => part !== '');
}

const collator = new Intl.Collator('en', { numeric: true });

/** Records in the order of their keys, whatever order the server has. */
export function inOrderOfKeys(list: string, records: IDataObject[]): IDataObject[] {
	const keyed = records.map((record) => ({
		key: keyOf(list, record),
		text: JSON.stringify(record),
		record,
	}));
	keyed.sort(
		(a, b) => collator.compare(a.key, b.key) || (a.text < b.text ? -1 : Number(a.text > b.text)),
	);
	return keyed.map(({ record }) => record);
}
