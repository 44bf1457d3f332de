import type { IDataObject } from 'n8n-workflow';
import { putWire, toWire } from '../../execute/convert';
import type { Operation } from '../../execute/operation';
import { spelled } from '../../spellings';
import { saysMissing } from '../../transport/known';
import { bodyFields, changesOfNew, differenceOf } from './compare';
import type { Act, Step } from './plan';
import { operationOf } from './request';

/**
 * The step that makes a record.
 *
 * @param act with the body that makes it
 */
export function createStep(
	title: string,
	act: Act & { body: IDataObject },
	undo: Step['undo'],
): Step {
	return { title, act, changes: changesOfNew(act.body), undo };
}

/**
 * The step that makes a record as it is wanted; none where it is so already.
 *
 * @param act with the path to the record
 * @param always what a request to this endpoint has to say besides
 */
export function changeSteps(
	title: string,
	act: Act,
	wanted: IDataObject,
	present: IDataObject,
	always: IDataObject = {},
): Step[] {
	const operation = operationOf(act);
	const fields = bodyFields(operation);
	const { body, before, changes } = differenceOf(fields, wanted, present, operation.record);
	if (changes.length === 0) return [];
	return [
		{
			title,
			act: { ...act, body: { ...always, ...body } },
			changes,
			undo: { ...act, body: { ...always, ...before } },
		},
	];
}

/** A record that is to go. */
export interface Removal {
	title: string;
	act: Act;
	record: IDataObject;
	/** How it is made again when that is taken back; the record gives the rest of the body. */
	again: Act;
	/** What of it the output shows. */
	shows: string;
}

/** The step that removes a record. */
export function removeStep({ title, act, record, again, shows }: Removal): Step {
	const operation = operationOf(again);
	const before = spelled(record, operation.record).get(shows);
	return {
		title,
		act,
		changes: [{ field: shows, before, after: null }],
		undo: { ...again, body: { ...bodyAgain(operation, record), ...again.body } },
		isDone: saysMissing,
	};
}

/** What makes a record such as this one. */
function bodyAgain(operation: Operation, record: IDataObject): IDataObject {
	const { get } = spelled(record, operation.record);
	const body: IDataObject = {};
	for (const field of bodyFields(operation)) {
		const value = get(field.name);
		if (value !== '[*]') putWire(body, field, toWire(field, value, 'utc'));
	}
	return body;
}
