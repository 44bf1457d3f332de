import type { IDataObject } from 'n8n-workflow';
import type { Asked, Field, FieldKind } from './operation';

/** What is sent to empty a field, by its kind. What is missing here always has some value. */
const EMPTY: Partial<Record<FieldKind, IDataObject[string]>> = {
	string: '',
	integer: null,
	number: null,
	dateTime: '',
	sqlDateTime: '',
	isoDateTime: '',
	unixTime: null,
	date: '',
	compactDate: '',
	compactMonth: '',
	time: '',
	compactTime: '',
	csv: '',
	list: [],
	numbers: [],
	records: [],
	pairs: null,
};

/** What is sent to empty a field; undefined where that cannot be. */
export function emptied(field: Field): IDataObject[string] | undefined {
	if (field.closed || field.beside) return undefined;
	return field.empty ?? EMPTY[field.kind];
}

/** A field, and the groups it stands in. */
export interface Clearable {
	/** The API's name, behind those of the groups: `group/name`. */
	name: string;
	field: Field;
	/** From the outermost to the innermost. */
	groups: Field[];
}

/** The fields of an operation that can be emptied: optional ones, also inside of single groups. */
export function clearableFields({ fields = [] }: Pick<Asked, 'fields'>): Clearable[] {
	return everyField(fields).filter(({ field }) => emptied(field) !== undefined);
}

/** Every optional field of a body, those inside of single groups in place of the group. */
export function everyField(fields: Field[], groups: Field[] = []): Clearable[] {
	return fields.flatMap((field) =>
		field.kind === 'record'
			? everyField(field.fields ?? [], [...groups, field])
			: [{ name: [...groups, field].map(({ name }) => name).join('/'), field, groups }],
	);
}
