import type { IDataObject } from 'n8n-workflow';
import { bodyFields, changesOfNew, differenceOf } from './compare';
import type { Act, Task } from './plan';
import { operationOf } from './request';

/** The task of making a record. @param key what tells it from others, for the output */
export function creation(act: Act & { body: IDataObject }, key: IDataObject): Task {
	const { body } = act;
	const step = {
		title: titleOf('Create', { key }),
		act,
		changes: changesOfNew(body),
		name: 'made',
	};
	return {
		key,
		result: 'created',
		items: [],
		steps: [step],
		output: ({ made }) => ({ record: made ?? body }),
	};
}

/**
 * The task of changing what differs in a record; without steps where nothing does.
 *
 * @param act the update, without a body
 * @param kind kind of record, where servers spell those differently
 */
export function change(
	act: Act,
	key: IDataObject,
	{ present, wanted, kind }: { present: IDataObject; wanted: IDataObject; kind?: string },
): Task {
	const fields = bodyFields(operationOf(act));
	const { body, before, changes } = differenceOf(fields, wanted, present, kind);
	if (changes.length === 0) return unchanged(key, present);
	const step = {
		title: titleOf('Update', { key }),
		act: { ...act, body },
		changes,
		undo: { ...act, body: before },
	};
	return {
		key,
		result: 'updated',
		items: [],
		steps: [step],
		output: () => ({ record: { ...present, ...body } }),
	};
}

/** The task of a record that is as it is wanted. */
export const unchanged = (key: IDataObject, record: IDataObject): Task => ({
	key,
	result: 'unchanged',
	items: [],
	steps: [],
	output: () => ({ record }),
});

/** @param verb "Create" */
export const titleOf = (verb: string, { key }: Pick<Task, 'key'>): string =>
	`${verb} ${Object.values(key).slice(-1).join('')}`;
