import { type IDataObject, UserError } from 'n8n-workflow';
import { isSecretName } from '../transport/secretNames';
import {
	apiDate,
	apiDateTime,
	compactDate,
	compactMonth,
	isoDateTime,
	timeOfDay,
	unixTime,
} from './dates';
import { durationIn } from './durations';
import type { Field, FieldKind } from './operation';
import { picked } from './picked';
import { fieldsOfItem, fieldsOfRows } from './spread';
import { sipHost, sipUser } from './sip';
import { decimal, isEmpty, unfit, yesOrNo } from './scalars';

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
	if (isEmpty(value)) return undefined;
	const word = field.words?.find((one) => one === String(value).trim().toLowerCase());
	if (word !== undefined) return word;
	const [on, off] = toggles[field.kind] ?? [];
	if (on !== undefined) return (yesOrNo(value) ?? refuse(field, value, 'yes or no')) ? on : off;
	const time = times[field.kind];
	if (time) return time.read(value, zone, field.in) ?? refuse(field, value, time.wanted);
	const convert = converters[field.kind] ?? toText;
	return convert(field, value, zone);
}

/** What switches send for on and off. */
const toggles: Partial<Record<FieldKind, [on: WireValue, off: WireValue]>> = {
	boolean: [true, false],
	yesNo: ['yes', 'no'],
	oneZero: [1, 0],
	trueFalse: ['true', 'false'],
};

interface Time {
	read(value: unknown, zone: string, place: Field['in']): string | number | undefined;
	/** What the field takes, for messages. */
	wanted: string;
}

const SOME_TIME = 'a date such as 2026-01-31 or 2026-01-31T09:00:00';
const SOME_DAY = 'a date such as 2026-01-31';
const SOME_HOST = 'a host such as sip.carrier.example';
const SOME_CLOCK = 'a time of day such as 09:00 or 5:30 PM';

const times: Partial<Record<FieldKind, Time>> = {
	dateTime: { read: (value, zone, place) => apiDateTime(value, place, zone), wanted: SOME_TIME },
	sqlDateTime: { read: (value, zone) => apiDateTime(value, 'body', zone), wanted: SOME_TIME },
	isoDateTime: { read: isoDateTime, wanted: SOME_TIME },
	unixTime: { read: unixTime, wanted: SOME_TIME },
	date: { read: apiDate, wanted: SOME_DAY },
	compactDate: { read: compactDate, wanted: SOME_DAY },
	compactMonth: { read: compactMonth, wanted: 'a month such as 2026-01' },
	time: { read: timeOfDay, wanted: SOME_CLOCK },
	compactTime: {
		read: (value, zone) => timeOfDay(value, zone)?.replace(':', ''),
		wanted: SOME_CLOCK,
	},
};

/**
 * Adds a field's value to what is sent, under all of its names; nothing when there is none.
 *
 * @throws UserError when it is there already
 */
export function putWire(sent: IDataObject, { name, also = [] }: Field, value: WireValue): void {
	if (value === undefined) return;
	if (name in sent) throw new UserError(`"${name}" is filled in twice. Keep one of the two.`);
	for (const one of [name, ...also]) sent[one] = value;
}

type Convert = (field: Field, value: unknown, zone: string) => WireValue;

const converters: Partial<Record<FieldKind, Convert>> = {
	integer: (field, value) => toWholeNumber(value) ?? toDuration(field, value),
	number: (field, value) => decimal(value) ?? refuse(field, value, 'a number'),
	sipUser: (_, value) => sipUser(String(value).trim()),
	sipHost: (field, value) => sipHost(String(value).trim()) ?? refuse(field, value, SOME_HOST),
	csv: (field, value) => toList(field, value)?.join(','),
	list: toList,
	numbers: toNumbers,
	pairs: toPairs,
	record: toRecord,
	records: toRecords,
	weekly: toSpread,
	keyed: toSpread,
};

/** @throws UserError naming the field; the value of a secret one is not shown */
function refuse(field: Field, value: unknown, wanted: string): never {
	throw refusal(field, value, wanted);
}

function refusal({ name }: Field, value: unknown, wanted: string): UserError {
	return unfit(name, isSecretName(name) ? '***' : value, wanted);
}

/** Identifiers are no toggles, and a number beyond 2^53 has been rounded to another one. */
function toText(field: Field, value: unknown): WireValue {
	if (typeof value === 'object') return value as IDataObject;
	if (field.in === 'path' && typeof value === 'boolean') refuse(field, value, 'text or a number');
	if (typeof value === 'number' && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER)) {
		refuse(field, value, 'text, or a number of up to 15 digits');
	}
	return String(value);
}

/** A length of time where the field is one. */
function toDuration(field: Field, value: unknown): WireValue {
	const { unit } = field;
	if (unit === undefined) return refuse(field, value, 'a whole number');
	const wanted = `a whole number of ${unit}, or a length of time such as 2m or 1:30`;
	return durationIn(value, unit) ?? refuse(field, value, wanted);
}

/** Text keeps the digits that a number could not hold. */
function toWholeNumber(value: unknown): number | string | undefined {
	const number = decimal(value);
	if (number === undefined || !Number.isInteger(number)) return undefined;
	if (Number.isSafeInteger(number)) return number;
	return typeof value === 'string' ? value.trim() : undefined;
}

/** @returns undefined when there is nothing in it */
function toList(field: Field, value: unknown): string[] | undefined {
	const parts: unknown[] = typeof value === 'string' ? value.split(',') : [value].flat();
	if (parts.some((part) => typeof part === 'object')) refuse(field, value, 'a list of texts');
	const texts = parts.map((part) => String(part).trim()).filter((part) => part !== '');
	return texts.length > 0 ? texts : undefined;
}

function toNumbers(field: Field, value: unknown): Array<number | string> | undefined {
	return toList(field, value)?.map(
		(part) => toWholeNumber(part) ?? refuse(field, value, 'a list of whole numbers'),
	);
}

/** Names and values of rows as one object; an object, or the JSON text of one, is sent as it is. */
function toPairs(field: Field, value: unknown): IDataObject | undefined {
	const rows = isGroup(value) && 'values' in value ? rowsOf(value) : undefined;
	const given = rows ? pairsOf(rows) : typeof value === 'string' ? objectIn(value) : value;
	if (!isGroup(given)) throw refusal(field, value, 'names with their values');
	return Object.keys(given).length > 0 ? given : undefined;
}

function pairsOf(rows: IDataObject[]): IDataObject {
	const named = rows.filter(({ name }) => !isEmpty(name));
	return Object.fromEntries(named.map(({ name, value }) => [String(name), value]));
}

function objectIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Rows nobody filled in are left out; without any other there is nothing to send. */
function toRecords(field: Field, value: unknown, zone: string): IDataObject[] | undefined {
	const rows = rowsOf(value) ?? refuse(field, value, 'a list of records');
	const records = rows
		.map((row) => toRecord(field, row, zone))
		.filter((record) => record !== undefined);
	return records.length > 0 ? records : undefined;
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
		if (child.template !== undefined) {
			const given = group[child.parameter];
			const own = () => spread(child, fieldsOfItem(child, group), zone);
			Object.assign(record, given === undefined ? own() : toWire(child, given, zone));
			continue;
		}
		const raw = group[child.parameter] ?? (child.beside ? undefined : group[child.name]);
		putWire(record, child, toWire({ ...child, in: field.in }, raw, zone));
	}
	return Object.keys(record).length > 0 ? record : undefined;
}

/** The fields that rows of a week or of a keypad stand for. */
function toSpread(field: Field, value: unknown, zone: string): IDataObject | undefined {
	const rows = rowsOf(value) ?? refuse(field, value, 'rows');
	return spread(field, fieldsOfRows(field, rows, zone), zone);
}

/** Fields of a week or of a keypad, each as the wire has it. */
function spread(field: Field, fields: IDataObject, zone: string): IDataObject | undefined {
	const [time] = field.fields ?? [];
	const sent: IDataObject = {};
	for (const [name, raw] of Object.entries(fields)) {
		const inner: Field =
			field.kind === 'weekly' ? { ...time!, name } : { ...field, kind: 'record' };
		const value = toWire(inner, raw, zone);
		if (value !== undefined) sent[name] = value;
	}
	return Object.keys(sent).length > 0 ? sent : undefined;
}

function isGroup(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
