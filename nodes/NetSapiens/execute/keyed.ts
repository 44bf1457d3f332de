import { UserError, type IDataObject } from 'n8n-workflow';
import { unfit } from './scalars';

/** Where the API keeps what the keys of a phone do. */
export interface Keyed {
	/** Field of one key, with `{key}`. */
	template: string;
	keys: string[];
}

/**
 * Rows of a form, one a key, as the fields that the API has for the keys.
 *
 * @throws UserError for a row without its key, and for a key that stands in two rows
 */
export function keyedFields({ template, keys }: Keyed, rows: IDataObject[]): IDataObject {
	const fields: IDataObject = {};
	for (const { key: given, ...rest } of rows.filter(isFilled)) {
		const key = String(given ?? '').trim();
		if (!keys.includes(key)) throw unfit('Button', given, `one of ${keys.join(' ')}`);
		const name = template.replace('{key}', key);
		if (name in fields) throw new UserError(`Key ${key} is in two rows. Keep one of them.`);
		fields[name] = rest;
	}
	return fields;
}

/** The fields of all keys, as servers give them. */
export function keyedNames({ template, keys }: Keyed): string[] {
	return keys.map((key) => template.replace('{key}', key));
}

function isFilled(row: IDataObject): boolean {
	return Object.values(row).some((value) => value !== undefined && value !== null && value !== '');
}
