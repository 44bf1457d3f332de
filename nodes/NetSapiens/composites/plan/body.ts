import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { isEmpty } from '../../execute/scalars';
import { spelled } from '../../spellings';

/** What the form asks for, with what was added in the options. */
export const bodyOf = ({ values, options }: Pick<Call, 'values' | 'options'>): IDataObject => ({
	...values.body,
	...options.body,
});

/** What is sent to make a record: what is to be empty in a new one need not be said. */
export function newBody(wanted: IDataObject, presets: Record<string, unknown> = {}): IDataObject {
	const set = Object.entries(wanted).filter(([, value]) => !isEmpty(value));
	return { ...presets, ...Object.fromEntries(set) } as IDataObject;
}

/**
 * What the placeholders of a path stand for in the path of a listed record.
 *
 * @param id placeholder → field of the record
 */
export function idOf(
	id: Record<string, string>,
	record: IDataObject,
	kind: string | undefined,
): IDataObject {
	const { get } = spelled(record, kind);
	return Object.fromEntries(
		Object.entries(id).map(([name, field]) => [name, get(field)]),
	) as IDataObject;
}
