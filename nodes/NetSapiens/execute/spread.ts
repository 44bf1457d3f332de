import type { IDataObject } from 'n8n-workflow';
import { keyedFields, keyedNames } from './keyed';
import type { Field } from './operation';
import { weeklyFields, weeklyNames } from './weekly';

/**
 * The fields of the API that one field of the form stands for, with their values.
 *
 * @param rows as the form has them; without any, the group's own fields are taken, as servers give them
 * @throws UserError for rows that are no ranges of a week, or no keys
 */
export function spreadFields(
	{ kind, template = '', ranges = 0, keys = [] }: Field,
	rows: IDataObject[] | undefined,
	group: IDataObject,
	zone: string,
): IDataObject {
	const isWeekly = kind === 'weekly';
	if (rows) {
		return isWeekly
			? weeklyFields({ template, ranges }, rows, zone)
			: keyedFields({ template, keys }, rows);
	}
	const names = isWeekly ? weeklyNames({ template, ranges }) : keyedNames({ template, keys });
	const own = names.filter((name) => Object.hasOwn(group, name));
	return Object.fromEntries(own.map((name) => [name, group[name]]));
}
