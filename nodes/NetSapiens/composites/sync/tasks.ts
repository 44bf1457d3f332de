import type { IDataObject } from 'n8n-workflow';
import { spelled } from '../../spellings';
import { saysMissing } from '../../transport/known';
import type { Call } from '../../execute/call';
import { isEmpty } from '../../execute/scalars';
import { e164Digits } from '../../numbers/e164';
import { idOf, newBody } from '../plan/body';
import { isNumberField, matchedValue, matchKey } from '../plan/matching';
import type { Act, Task } from '../plan/plan';
import { operationOf } from '../plan/request';
import { change, creation, titleOf, unchanged } from '../plan/tasks';
import { aboutItem } from './aboutItem';
import { idKey, type Present } from './present';
import type { Settings } from './settings';
import type { Wanted } from './wanted';

/**
 * What has to be done for a record that is wanted.
 *
 * @param present the record that it matches, if there is one
 * @throws NodeOperationError of an item that cannot become a record
 */
export function taskFor(
	wanted: Wanted,
	present: IDataObject | undefined,
	others: Present,
	settings: Settings,
): Task {
	const { call, key } = wanted;
	const task = present
		? updating(wanted, present, settings)
		: creation(creating(wanted, others), key);
	return { ...task, items: [call.itemIndex] };
}

function updating(
	{ call, body, key }: Wanted,
	present: IDataObject,
	{ mode, country }: Settings,
): Task {
	if (mode === 'add') return unchanged(key, present);
	const { resource, form, values } = call;
	const { get } = spelled(present, form.record);
	for (const field of Object.values(form.sync!.id)) {
		const [one, other] = [body[field], get(field)].map((value) => matchKey(field, value, country));
		if (isEmpty(body[field]) || one === other) continue;
		throw aboutItem(
			call,
			`the record that it matches has "${String(get(field))}" as "${field}", which cannot be changed to "${String(body[field])}".`,
			`Leave "${field}" out or as it is, or match by it.`,
		);
	}
	// The same number, written otherwise, is no change.
	const differing = Object.entries(body).filter(
		([name, value]) => !isNumberField(name) || !isSameNumber(value, get(name), country),
	);
	const path = { ...values.path, ...idOf(form.sync!.id, present, form.record) };
	const wanted = Object.fromEntries(differing);
	const act = { resource, operation: 'update', path };
	return change(act, key, { present, wanted });
}

/** Whether both are the same phone number, however it is written. */
function isSameNumber(one: unknown, other: unknown, country: Settings['country']): boolean {
	const digits = e164Digits(one, country);
	return digits !== undefined && digits === e164Digits(other, country);
}

/** @throws NodeOperationError when the server would refuse the record */
function creating({ call, body: wanted }: Wanted, { byId }: Present): Act & { body: IDataObject } {
	const { resource, form, values } = call;
	const { id, presets } = form.sync!;
	for (const field of Object.values(id)) {
		if (isEmpty(wanted[field]) || !byId.has(idKey(field, wanted[field]))) continue;
		throw aboutItem(
			call,
			`no record matches, and a new one cannot be made, as "${String(wanted[field])}" is taken as "${field}".`,
			'Match by a field in which both say the same, or give the item another value. Users that the server keeps for queues and attendants are never changed.',
		);
	}
	const act = { resource, operation: 'create', path: values.path };
	const body = newBody(wanted, presets);
	const missing = operationOf(act).parameters.filter(
		(field) => field.in === 'body' && isEmpty(body[field.name]),
	);
	if (missing.length === 0) return { ...act, body };
	const names = missing.map(({ name }) => `"${name}"`).join(', ');
	throw aboutItem(call, `no record matches, and a new one needs ${names}.`);
}

/** The task of deleting a record that nobody wants. */
export function deletion(call: Call, record: IDataObject, { matchBy }: Settings): Task {
	const { resource, form, values } = call;
	const id = idOf(form.sync!.id, record, form.record);
	const matched = matchedValue(matchBy, spelled(record, form.record));
	const name = matched ? { [matched.field]: matched.value } : id;
	const key = { ...values.path, ...name } as IDataObject;
	return {
		key,
		result: 'deleted',
		items: [],
		steps: [
			{
				title: titleOf('Delete', { key }),
				act: { resource, operation: 'delete', path: { ...values.path, ...id } },
				isDone: saysMissing,
			},
		],
		output: () => ({ record }),
	};
}
