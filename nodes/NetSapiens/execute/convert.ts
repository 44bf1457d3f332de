import { DateTime } from 'luxon';
import { UserError, type IDataObject } from 'n8n-workflow';
import type { Field } from './operation';

/** What the wire may carry for one field; `undefined` means it is not sent. */
export type WireValue = IDataObject[string] | undefined;

/**
 * A parameter's value as the API wants it.
 *
 * @param zone IANA time zone in which dates without one are meant
 * @returns undefined when the value is empty, so that nothing is sent that nobody set
 * @throws UserError naming the field when the value does not fit
 */
export function toWire(field: Field, value: unknown, zone: string): WireValue {
	if (value === undefined || value === null || value === '') return undefined;
	switch (field.kind) {
		case 'integer':
		case 'number':
			return toNumber(field, value);
		case 'boolean':
			return toBoolean(field, value);
		case 'yesNo':
			return toBoolean(field, value) ? 'yes' : 'no';
		case 'dateTime':
			return formatDateTime(field, toDate(field, value, zone));
		case 'date':
			return toDate(field, value, zone).toISODate();
		case 'csv':
			return Array.isArray(value) ? value.join(',') : String(value);
		case 'list':
			return toList(value);
		case 'json':
			return toJson(field, value);
		case 'record':
			return toRecord(field, value as IDataObject, zone);
		case 'records':
			return toRecords(field, value, zone);
		default:
			return typeof value === 'object' ? (value as IDataObject) : String(value);
	}
}

function unfit(field: Field, value: unknown, wanted: string): UserError {
	const shown = typeof value === 'string' ? value : JSON.stringify(value);
	return new UserError(`"${field.name}" takes ${wanted}, but got "${shown}"`);
}

function toNumber(field: Field, value: unknown): number {
	const number = typeof value === 'string' ? Number(value.trim()) : value;
	const fits = typeof number === 'number' && Number.isFinite(number);
	if (!fits) throw unfit(field, value, 'a number');
	if (field.kind === 'integer' && !Number.isInteger(number)) {
		throw unfit(field, value, 'a whole number');
	}
	return number;
}

function toBoolean(field: Field, value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const word = String(value).trim().toLowerCase();
	if (['yes', 'true', '1', 'on'].includes(word)) return true;
	if (['no', 'false', '0', 'off'].includes(word)) return false;
	throw unfit(field, value, 'yes or no');
}

/**
 * Reads what date pickers, expressions and the API itself give: ISO text with or without a zone
 * (also followed by a bracketed one), `YYYY-MM-DD HH:MM:SS`, luxon and Date objects.
 */
function toDate(field: Field, value: unknown, zone: string): DateTime {
	const date = readDate(value, zone);
	if (!date.isValid) throw unfit(field, value, 'a date such as 2026-01-31 or 2026-01-31T09:00:00');
	return date;
}

function readDate(value: unknown, zone: string): DateTime {
	if (DateTime.isDateTime(value)) return value;
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone });
	const [, text, bracketed] = /^(.*?)(?:\[(.+)\])?$/.exec(String(value).trim()) ?? [];
	const options = { zone: bracketed ?? zone };
	const iso = DateTime.fromISO(text ?? '', options);
	return iso.isValid ? iso : DateTime.fromSQL(text ?? '', options);
}

/**
 * Queries take ISO with a zone and get their answers in the same form; bodies take
 * `YYYY-MM-DD HH:MM:SS` in UTC.
 */
function formatDateTime(field: Field, date: DateTime): string {
	const utc = date.toUTC();
	if (field.in === 'query') return utc.toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
	return utc.toFormat('yyyy-MM-dd HH:mm:ss');
}

function toList(value: unknown): string[] {
	const parts = Array.isArray(value) ? value : String(value).split(',');
	return parts.map((part) => String(part).trim()).filter((part) => part !== '');
}

function toJson(field: Field, value: unknown): WireValue {
	if (typeof value !== 'string') return value as WireValue;
	try {
		return JSON.parse(value) as WireValue;
	} catch {
		// Falls through to the message below: a throw here may only be one of n8n's own errors.
	}
	throw unfit(field, value, 'valid JSON');
}

/** The rows of a fixed collection; automatic mapping gives the plain array instead. */
function rows(value: unknown): IDataObject[] {
	const list = Array.isArray(value) ? value : (value as IDataObject).values;
	return (list ?? []) as IDataObject[];
}

/** Rows nobody filled in are left out; an array that is empty to begin with is sent, to empty it. */
function toRecords(field: Field, value: unknown, zone: string): IDataObject[] | undefined {
	const records = rows(value)
		.map((row) => toRecord(field, row, zone))
		.filter((record) => record !== undefined);
	return records.length > 0 || Array.isArray(value) ? records : undefined;
}

/** One group's fields; empty ones are not sent, and neither is a group that has no others. */
function toRecord(field: Field, group: IDataObject, zone: string): IDataObject | undefined {
	const record: IDataObject = {};
	for (const child of field.fields ?? []) {
		const raw = group[child.parameter] ?? group[child.name];
		const value = toWire({ ...child, in: field.in }, raw, zone);
		if (value !== undefined) record[child.name] = value;
	}
	return Object.keys(record).length > 0 ? record : undefined;
}
