import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { isEmpty } from '../../execute/scalars';
import { spelled } from '../../spellings';
import { bodyFields, changesOfNew, differenceOf } from '../plan/compare';
import type { Task } from '../plan/plan';
import { operationOf } from '../plan/request';
import { findRecord, type Place } from './find';

/** How the task of a resource is planned. */
export type Planner = (call: Call, place: Place) => Promise<Task>;

/** Records that are changed field by field. */
export async function planned(call: Call, place: Place): Promise<Task> {
	const present = await findRecord(call, place);
	return present ? changing(call, place, present) : making(call, place);
}

/** The task of a record that is not there. */
export function making(call: Call, place: Place): Task {
	const { resource, form, values } = call;
	const set = Object.entries(bodyOf(call)).filter(([, value]) => !isEmpty(value));
	const body = { ...form.upsert!.presets, ...Object.fromEntries(set) } as IDataObject;
	const { create: operation, choice } = form.upsert!;
	const act = { resource, operation, choice, path: values.path, body };
	const step = { title: titleOf('Create', place), act, changes: changesOfNew(body), name: 'made' };
	return {
		key: place.key,
		result: 'created',
		items: [],
		steps: [step],
		output: ({ made }) => ({ record: made ?? body }),
	};
}

function changing(call: Call, place: Place, present: IDataObject): Task {
	const { resource, form } = call;
	const { update, id = {} } = form.upsert!;
	const act = { resource, operation: update };
	const fields = bodyFields(operationOf(act));
	const { body, before, changes } = differenceOf(fields, bodyOf(call), present, form.record);
	const { get } = spelled(present, form.record);
	const found = Object.entries(id).map(([name, field]) => [name, get(field)] as const);
	const path = { ...place.act.path, ...Object.fromEntries(found) } as IDataObject;
	const step = {
		title: titleOf('Update', place),
		act: { ...act, path, body },
		changes,
		undo: { ...act, path, body: before },
	};
	const isSame = changes.length === 0;
	return {
		key: place.key,
		result: isSame ? 'unchanged' : 'updated',
		items: [],
		steps: isSame ? [] : [step],
		output: () => ({ record: { ...present, ...body } }),
	};
}

/** What the form asks for, with what was added in the options. */
export const bodyOf = ({ values, options }: Call): IDataObject => ({
	...values.body,
	...options.body,
});

/** @param verb "Create" */
export const titleOf = (verb: string, { key }: Place): string =>
	`${verb} ${Object.values(key).slice(-1).join('')}`;
