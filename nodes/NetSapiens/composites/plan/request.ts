import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../execute/operation';
import { recordsOf } from '../../execute/output';
import { completeValues } from '../../execute/values';
import { operations } from '../../generated/operations';
import type { Api, ApiRequest } from '../../transport/api';
import type { Act } from './plan';

/** @throws Error when the table has no such operation, which is a mistake of ours */
export function operationOf({ resource, operation, choice }: Act): Operation {
	const found = operations[resource]?.[operation];
	const one = found && ('selector' in found ? found.options[choice ?? ''] : found);
	if (!one) throw new Error(`No operation ${resource} → ${operation} ${choice ?? ''}`);
	return one;
}

/** The call that carries an act out. */
export function requestFor(act: Act, itemIndex: number): ApiRequest {
	const operation = operationOf(act);
	const { method, path, since, result, text, arrayBody } = operation;
	const values = completeValues(operation, act);
	const isEmpty = method === 'GET' || Object.keys(values.body).length === 0;
	const body = arrayBody ? (Object.values(values.body)[0] as IDataObject[]) : values.body;
	return {
		method,
		path,
		values: values.path,
		query: values.query,
		body: isEmpty ? undefined : body,
		kind: text ? 'any' : result,
		since,
		itemIndex,
	};
}

/**
 * @param goes names of what a DELETE removes, for who has to confirm it; none where it takes something back
 * @returns the record that the server answers with, or undefined when it only accepts
 * @throws as the API does
 */
export async function send(
	api: Api,
	act: Act,
	itemIndex: number,
	goes: string[],
): Promise<IDataObject | undefined> {
	return recordsOf(await api.request({ ...requestFor(act, itemIndex), goes }))[0];
}
