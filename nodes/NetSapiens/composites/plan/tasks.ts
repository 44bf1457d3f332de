import type { IDataObject } from 'n8n-workflow';
import { changesOfNew } from './compare';
import type { Act, Task } from './plan';
import { changeSteps } from './steps';

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
 */
export function change(
	act: Act,
	key: IDataObject,
	{ present, wanted }: { present: IDataObject; wanted: IDataObject },
): Task {
	const steps = changeSteps(titleOf('Update', { key }), act, wanted, present);
	if (steps.length === 0) return unchanged(key, present);
	const sent = steps.map((step) => (step.act as Act).body);
	const output = () => ({ record: Object.assign({}, present, ...sent) as IDataObject });
	return { key, result: 'updated', items: [], steps, output };
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
