import type { IDataObject } from 'n8n-workflow';
import { emptied } from '../../execute/clearable';
import { putWire, toWire } from '../../execute/convert';
import type { Field, Operation } from '../../execute/operation';
import { decimal, isEmpty, yesOrNo } from '../../execute/scalars';
import { parseMoment } from '../../moment';
import { spelled } from '../../spellings';
import { isSecretName } from '../../transport/secretNames';
import type { Change } from './plan';

/** The body fields of an operation, by the API's names. */
export function bodyFields(operation: Pick<Operation, 'parameters' | 'fields'>): Field[] {
	const all = [...operation.parameters, ...(operation.fields ?? [])];
	return all.filter((field) => field.in === 'body' && !field.beside);
}

/** What has to be sent to a record so that it is as wanted, and how to send it back. */
export interface Difference {
	changes: Change[];
	/** Fields to send. */
	body: IDataObject;
	/** Fields that make it what it was, as far as that can be said. */
	before: IDataObject;
}

/**
 * How a record differs from what is wanted. Values are compared by what they mean: servers write yes
 * as a word or as true, numbers as text, and nothing in five ways.
 *
 * @param wanted values as the wire has them; what is not in it is left as it is
 * @param kind kind of record, where servers spell those differently
 */
export function differenceOf(
	fields: Field[],
	wanted: IDataObject,
	present: IDataObject,
	kind: string | undefined,
): Difference {
	const { get } = spelled(present, kind);
	const difference: Difference = { changes: [], body: {}, before: {} };
	for (const field of fields) {
		const value = wanted[field.name];
		if (value === undefined) continue;
		const was = get(field.name);
		if (isSame(field, value, was)) continue;
		difference.changes.push(changeOf(field.name, was, value));
		putWire(difference.body, field, value);
		putWire(difference.before, field, asItWas(field, was));
	}
	if (difference.changes.length > 0) keepWhatGetsLost(fields, kind, get, difference);
	return difference;
}

/**
 * By kind of record, fields that a write has to repeat: servers take a number's destination away when
 * a write does not name it (field report of a provider; dialects: phone numbers).
 */
const REPEATED: Record<string, string[]> = {
	phoneNumber: ['dial-rule-translation-destination-user'],
};

function keepWhatGetsLost(
	fields: Field[],
	kind: string | undefined,
	get: (name: string) => unknown,
	{ body, before }: Difference,
): void {
	const repeated = fields.filter(({ name }) => REPEATED[kind ?? '']?.includes(name));
	for (const field of repeated) {
		const was = get(field.name);
		if (field.name in body || isBlank(was)) continue;
		const value = toWire(field, was, 'utc');
		putWire(body, field, value);
		putWire(before, field, value);
	}
}

/** A change as outputs show it. */
export function changeOf(field: string, before: unknown, after: unknown): Change {
	if (isSecretName(field)) return { field, before: isBlank(before) ? null : '***', after: '***' };
	return { field, before: isBlank(before) ? null : before, after };
}

/** The changes that making a record comes to. */
export function changesOfNew(body: IDataObject): Change[] {
	const set = Object.entries(body).filter(([name]) => name !== 'synchronous');
	return set.map(([name, value]) => changeOf(name, null, value));
}

/** What has to be sent so that a field is what it was. */
function asItWas(field: Field, was: unknown) {
	return (isBlank(was) ? undefined : toWire(field, was, 'utc')) ?? emptied(field);
}

/** Whether two values of a field mean the same. */
export function isSame(field: Field, wanted: unknown, present: unknown): boolean {
	if (isBlank(wanted) || isBlank(present)) return isBlank(wanted) && isBlank(present);
	switch (field.kind) {
		case 'boolean':
		case 'yesNo':
		case 'oneZero':
		case 'trueFalse':
			return yesOrNo(wanted) === yesOrNo(present);
		case 'integer':
		case 'number':
			return decimal(wanted) === decimal(present);
		case 'dateTime':
		case 'sqlDateTime':
		case 'isoDateTime':
		case 'unixTime':
			return +(parseMoment(wanted) ?? NaN) === +(parseMoment(present) ?? NaN);
		case 'csv':
			return partsOf(wanted).join() === partsOf(present).join();
		case 'list':
		case 'numbers':
			return partsOf(wanted).sort().join() === partsOf(present).sort().join();
		default:
			return isAlike(wanted, present);
	}
}

/** Values that servers give where nothing is set (facts: unset values). */
function isBlank(value: unknown): boolean {
	return isEmpty(value) || value === '[*]' || (isGroup(value) && Object.keys(value).length === 0);
}

function partsOf(value: unknown): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : String(value).split(',');
	return parts.map((part) => String(part).trim()).filter((part) => part !== '');
}

/** Whether a value has all that is wanted of it; what else groups hold does not matter. */
function isAlike(wanted: unknown, present: unknown): boolean {
	if (isBlank(wanted)) return isBlank(present);
	if (Array.isArray(wanted)) {
		const rows = Array.isArray(present) ? present : [present];
		return rows.length === wanted.length && wanted.every((row, at) => isAlike(row, rows[at]));
	}
	if (isGroup(wanted)) {
		const { get } = spelled(isGroup(present) ? present : {}, undefined);
		return Object.entries(wanted).every(([name, value]) => isAlike(value, get(name)));
	}
	if (String(wanted).trim() === String(present ?? '').trim()) return true;
	const [one, other] = [yesOrNo(wanted), yesOrNo(present)];
	const isWord = typeof present === 'boolean' || typeof wanted === 'boolean';
	return isWord && one !== undefined && one === other;
}

function isGroup(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
