import type { IDataObject } from 'n8n-workflow';
import { keyedFields, keyedNames } from './keyed';
import type { Field } from './operation';
import { weeklyFields, weeklyNames } from './weekly';

/**
 * The fields of the API that the rows of one field of the form stand for.
 *
 * @throws UserError for rows that are no ranges of a week, or no keys
 */
export function fieldsOfRows(field: Field, rows: IDataObject[], zone: string): IDataObject {
	const { kind, template = '', ranges = 0, keys = [] } = field;
	return kind === 'weekly'
		? weeklyFields({ template, ranges }, rows, zone)
		: keyedFields({ template, keys }, rows);
}

/** The same fields where an item has them itself, as servers give them. */
export function fieldsOfItem(field: Field, item: IDataObject): IDataObject {
	const { kind, template = '', ranges = 0, keys = [] } = field;
	const names =
		kind === 'weekly' ? weeklyNames({ template, ranges }) : keyedNames({ template, keys });
	const own = names.filter((name) => Object.hasOwn(item, name));
	return Object.fromEntries(own.map((name) => [name, item[name]]));
}
