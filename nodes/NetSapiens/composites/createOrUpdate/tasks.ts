import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../execute/call';
import { bodyOf, idOf, newBody } from '../plan/body';
import type { Task } from '../plan/plan';
import { change, creation } from '../plan/tasks';
import { findRecord, type Place } from './find';

/** How the task of a resource is planned. */
export type Planner = (call: Call, place: Place) => Promise<Task>;

/** Records that are changed field by field. */
export async function planned(call: Call, place: Place): Promise<Task> {
	const present = await findRecord(call, place);
	return present ? changing(call, place, present) : making(call, place);
}

/** The task of a record that is not there. */
export function making(call: Call, { key }: Place): Task {
	const { resource, form, values } = call;
	const { create: operation, choice, presets } = form.upsert!;
	const body = newBody(bodyOf(call), presets);
	return creation({ resource, operation, choice, path: values.path, body }, key);
}

function changing(call: Call, place: Place, present: IDataObject): Task {
	const { resource, form } = call;
	const { update: operation, id = {} } = form.upsert!;
	const path = { ...place.act.path, ...idOf(id, present, form.record) };
	const wanted = bodyOf(call);
	return change({ resource, operation, path }, place.key, { present, wanted });
}
