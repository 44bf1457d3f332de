import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../transport/answers';
import { isBulkyName, isSecretName } from '../transport/secretNames';
import type { Operation } from './operation';
import { unfolded } from './rows';
import type { Values } from './values';

/** An answer's records, whether the server sends an array, one bare object or nothing. */
export function recordsOf(answer: unknown): IDataObject[] {
	if (Array.isArray(answer)) return answer.every(isObject) ? answer : answer.map(asObject);
	return isEmpty(answer) ? [] : [asObject(answer)];
}

/** The items an answer becomes; never an item without an object in it. */
export function toItems(
	operation: Operation,
	answer: unknown,
	values: Values,
): INodeExecutionData[] {
	return recordsFor(operation, answer, values).map(asItem);
}

/** A record as an item. */
export function asItem(json: IDataObject): INodeExecutionData {
	return { json };
}

function recordsFor(operation: Operation, answer: unknown, values: Values): IDataObject[] {
	switch (operation.result) {
		case 'list':
		case 'record':
			return recordsOf(operation.rows ? unfolded(answer, operation.rows) : answer);
		case 'count':
			return [asObject(Array.isArray(answer) ? answer[0] : answer)];
		case 'delete':
			return [{ deleted: true, ...withoutSecrets(values.path) }];
		default:
			return [answer].flat().some(isRecord)
				? recordsOf(answer).map(withoutWord).map(withoutFile)
				: [accepted(values)];
	}
}

/** The record without the `{code: 200, message: "Success"}` that some servers put into it. */
function withoutWord(record: IDataObject): IDataObject {
	const { code, message, ...rest } = record;
	return typeof code === 'number' && typeof message === 'string' ? rest : record;
}

/** The record without the file that was sent with it as text; the item that it came from has it. */
function withoutFile(record: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !isBulkyName(name)));
}

/** What the next node can use when the server only says that it accepted a write. */
function accepted({ path, body }: Values): IDataObject {
	const fields = withoutSecrets({ ...path, ...body });
	delete fields.synchronous;
	return { success: true, ...fields };
}

/** The fields whose names do not say that they are secret, also inside of groups. */
function withoutSecrets(fields: IDataObject): IDataObject {
	const open = Object.entries(fields).filter(([name]) => !isSecretName(name));
	return Object.fromEntries(open.map(([name, value]) => [name, openValue(value)])) as IDataObject;
}

function openValue(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(openValue);
	const isGroup = typeof value === 'object' && value !== null;
	return isGroup ? withoutSecrets(value as IDataObject) : value;
}

/** Whether an answer holds nothing; that of an empty list can be an object without keys. */
function isEmpty(answer: unknown): boolean {
	if (typeof answer === 'object' && answer !== null) return Object.keys(answer).length === 0;
	return answer === undefined || answer === null || answer === '';
}

function asObject(value: unknown): IDataObject {
	return isObject(value) ? value : { value: value as IDataObject[string] };
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
