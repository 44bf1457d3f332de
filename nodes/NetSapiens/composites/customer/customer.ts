import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { isEmpty } from '../../execute/scalars';
import { bodyFields } from '../plan/compare';
import type { Act, Step, Task } from '../plan/plan';
import { operationOf } from '../plan/request';

/** The customer that a plan is about. */
export interface Customer {
	/** The first item, which describes the domain. */
	call: Call;
	domain: string;
	/** The domain as it is; undefined when there is none, and nothing in it. */
	record: IDataObject | undefined;
}

/** What becomes of one record of the customer. */
export interface Part {
	kind:
		'domain' | 'businessHours' | 'site' | 'user' | 'callQueue' | 'autoAttendant' | 'phoneNumber';
	/** The name or extension by which it is known. */
	name: string;
	isNew: boolean;
	steps: Step[];
	items?: number[];
}

export function taskOf({ domain, call }: Customer, part: Part): Task {
	const { kind, name, isNew, steps, items = [call.itemIndex] } = part;
	const changed = steps.length > 0 ? 'updated' : 'unchanged';
	return { key: { domain, kind, name }, result: isNew ? 'created' : changed, items, steps };
}

/** What a form says about the fields of an operation. */
export function settingsOf(act: Act, wanted: IDataObject): IDataObject {
	const set = bodyFields(operationOf(act)).filter(({ name }) => !isEmpty(wanted[name]));
	return Object.fromEntries(set.map(({ name }) => [name, wanted[name]]));
}

/** Rows of the form that say something under a name. */
export const rowsOf = (rows: unknown, name: string): IDataObject[] =>
	((rows ?? []) as IDataObject[]).filter((row) => !isEmpty(row[name]));
