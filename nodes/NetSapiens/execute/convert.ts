import type { IDataObject, UserError } from 'n8n-workflow';
import { isSecretName } from '../transport/secretNames';
import { apiDate, apiDateTime } from './dates';
import type { Field } from './operation';
import { picked } from './picked';
import { decimal, unfit, yesOrNo } from './scalars';

/** What the wire may carry for one field; `undefined` means it is not sent. */
export type WireValue = IDataObject[string] | undefined;

/**
 * A parameter's value as the API wants it.
 *
 * @param zone IANA time zone in which dates without one are meant
 * @returns undefined when the value is empty, so that nothing is sent that nobody set
 * @throws UserError naming the field when the value does not fit
 */
export function toWire(field: Field, given: unknown, zone: string): WireValue {
	const value = picked(given);
	if (value === undefined || value === null || value === '') return undefined;
	switch (field.kind) {
		case 'integer':
			return toWholeNumber(value) ?? refuse(field, value, 'a whole number');
		case 'number':
			return decimal(value) ?? refuse(field, value, 'a number');
		case 'boolean':
			return yesOrNo(value) ?? refuse(field, value, 'yes or no');
		case 'yesNo':
			return (yesOrNo(value) ?? refuse(field, value, 'yes or no')) ? 'yes' : 'no';
		case 'dateTime':
			return apiDateTime(value, field.in, zone) ?? refuse(field, value, SOME_TIME);
		case 'date':
			return apiDate(value, zone) ?? refuse(field, value, 'a date such as 2026-01-31');
		case 'csv':
			return toList(field, value).join(',');
		case 'list':
			return toList(field, value);
		case 'json':
			return toJson(field, value);
		case 'record':
			return toRecord(field, value, zone);
		case 'records':
			return toRecords(field, value, zone);
		default:
			return typeof value === 'object' ? (value as IDataObject) : toText(field, value);
	}
}

const SOME_TIME = 'a date such as 2026-01-31 or 2026-01-31T09:00:00';

/** @throws UserError naming the field; the value of a secret one is not shown */
function refuse(field: Field, value: unknown, wanted: string): never {
	throw refusal(field, value, wanted);
}

function refusal({ name }: Field, value: unknown, wanted: string): UserError {
	return unfit(name, isSecretName(name) ? '***' : value, wanted);
}

/** Identifiers are no toggles, and a number beyond 2^53 has been rounded to another one. */
function toText(field: Field, value: unknown): string {
	if (field.in === 'path' && typeof value === 'boolean') refuse(field, value, 'text or a number');
	if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
		refuse(field, value, 'text, or a number of up to 15 digits');
	}
	return String(value);
}

/** Text keeps the digits that a number could not hold. */
function toWholeNumber(value: unknown): number | string | undefined {
	const number = decimal(value);
	if (number === undefined || !Number.isInteger(number)) return undefined;
	if (Number.isSafeInteger(number)) return number;
	return typeof value === 'string' ? value.trim() : undefined;
}

function toList(field: Field, value: unknown): string[] {
	const parts: unknown[] = typeof value === 'string' ? value.split(',') : [value].flat();
	if (parts.some((part) => typeof part === 'object')) refuse(field, value, 'a list of texts');
	return parts.map((part) => String(part).trim()).filter((part) => part !== '');
}

function toJson(field: Field, value: unknown): WireValue {
	if (typeof value !== 'string') return value as WireValue;
	try {
		return JSON.parse(value) as WireValue;
	} catch {
		// Falls through to the message below: a throw here may only be one of n8n's own errors.
	}
	throw refusal(field, value, 'valid JSON');
}

/** Rows nobody filled in are left out; an array that is empty to begin with is sent, to empty it. */
function toRecords(field: Field, value: unknown, zone: string): IDataObject[] | undefined {
	const rows = rowsOf(value) ?? refuse(field, value, 'a list of records');
	const records = rows
		.map((row) => toRecord(field, row, zone))
		.filter((record) => record !== undefined);
	return records.length > 0 || Array.isArray(value) ? records : undefined;
}

/** The rows of a fixed collection; automatic mapping gives the plain array instead. */
function rowsOf(value: unknown): IDataObject[] | undefined {
	if (isGroup(value) && !('values' in value))
		return Object.keys(value).length === 0 ? [] : undefined;
	const rows: unknown = isGroup(value) ? value.values : value;
	return Array.isArray(rows) && rows.every(isGroup) ? rows : undefined;
}

/** One group's fields; empty ones are not sent, and neither is a group that has no others. */
function toRecord(field: Field, value: unknown, zone: string): IDataObject | undefined {
	const group = isGroup(value) ? value : refuse(field, value, 'a record with named fields');
	const record: IDataObject = {};
	for (const child of field.fields ?? []) {
		const raw = group[child.parameter] ?? group[child.name];
		const sent = toWire({ ...child, in: field.in }, raw, zone);
		if (sent !== undefined) record[child.name] = sent;
	}
	return Object.keys(record).length > 0 ? record : undefined;
}

function isGroup(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
