import { randomUUID } from 'node:crypto';
import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { clearChosen, clearedByValue } from './clear';
import { putWire, toWire } from './convert';
import type { Asked, Field } from './operation';
import { isPeriodDate, putPeriod, readPeriodWord, type ChosenPeriod } from './period';
import { spelled, type Spelled } from '../spellings';
import { oneOf } from './scalars';

/** Everything an operation sends for one item, sorted by where it goes. */
export interface Values {
	path: IDataObject;
	query: IDataObject;
	body: IDataObject;
	/** The period, where it was chosen by its name; its dates are in the query too. */
	period?: ChosenPeriod;
	/** Name of the binary field to upload, and under which name the API wants it. */
	file?: { binaryField: string; name: string };
	/** The input item's keys, where the body's fields were to come from them. */
	itemKeys?: string[];
}

/** Takes one value of the form or the item; `given` says whether it is there at all. */
type Put = (field: Field, raw: unknown, how: { required?: true; given?: boolean }) => void;

/**
 * Reads one item's parameters and turns them into what the API wants.
 *
 * @param clearsEmpty whether an update empties the fields whose values are there and say nothing
 * @throws UserError naming the field that is missing, does not fit or cannot be emptied
 */
export function readValues(
	context: IExecuteFunctions,
	operation: Asked,
	itemIndex: number,
	clearsEmpty = false,
): Values {
	const values: Values = {
		path: {},
		query: { ...operation.queryConstants },
		body: { ...operation.constants },
	};
	const zone = context.getTimezone();
	const clearing = clearsEmpty && operation.clears === true;
	const put: Put = (field, raw, { required, given }) => {
		if (field.kind === 'file') {
			if (raw) values.file = { binaryField: String(raw), name: field.name };
			else if (required) throw new UserError(missing(field));
			return;
		}
		const value = toWire(field, raw, zone);
		if (value === undefined && required) throw new UserError(missing(field));
		putWire(values[field.in], field, value);
		if (clearing && given) clearEmpty(values.body, field, raw, zone);
	};

	const automatic = mapsAutomatically(context, operation, itemIndex);
	const item = itemOf(context, operation, itemIndex);
	const period = readPeriodWord(context, operation, itemIndex);
	const asked = operation.parameters.filter((field) => !(period && isPeriodDate(field)));
	for (const field of asked) {
		const fromItem = automatic && field.in === 'body' && field.kind !== 'file';
		const raw = fromItem ? item.get(field.name) : parameter(context, field.parameter, itemIndex);
		put(field, raw, field.mayBeEmpty ? {} : { required: true });
	}
	if (automatic) {
		values.itemKeys = Object.keys(context.getInputData()[itemIndex]?.json ?? {});
		const mapped = (operation.fields ?? []).filter(
			({ kind, beside }) => kind !== 'file' && !beside,
		);
		for (const field of mapped) {
			put(field, item.get(field.name), { given: item.has(field.name) });
		}
	} else {
		const fields = operation.fields ?? [];
		for (const field of fields.filter(({ inView }) => inView)) {
			const raw = context.getNodeParameter(field.parameter, itemIndex, {}) ?? {};
			put(field, raw, { given: !isWithoutRows(raw) });
		}
		const added = fields.filter(({ inView }) => !inView);
		putCollection(context, 'fields', added, itemIndex, put);
	}
	putCollection(context, 'filters', operation.filters, itemIndex, put);
	putCollection(context, 'options', operation.settings, itemIndex, put);
	if (period) putPeriod(context, values, period, itemIndex);
	if (operation.clears) {
		clearChosen(operation, context.getNodeParameter('fieldsToClear', itemIndex, []), values.body);
	}
	return completed(operation, values);
}

/** Values with what an operation sends besides: it waits for the record, and repeats identifiers. */
function completed(operation: Asked, values: Values): Values {
	if (operation.synchronous) values.body.synchronous = 'yes';
	for (const name of operation.generated ?? []) values.body[name] ??= randomUUID();
	repeatPath(operation, values);
	return values;
}

/** Values that did not come from a form, as an operation sends them. @param given as the wire has them */
export function completeValues(operation: Asked, given: Partial<Values>): Values {
	return completed(operation, {
		path: given.path ?? {},
		query: { ...operation.queryConstants, ...given.query },
		body: { ...operation.constants, ...given.body },
	});
}

/** Empties a field that says nothing; inside of a group beside what is set there. */
function clearEmpty(body: IDataObject, field: Field, raw: unknown, zone: string): void {
	const nothing = clearedByValue(field, raw, zone);
	if (nothing === undefined) return;
	if (field.kind !== 'record') return putWire(body, field, nothing);
	body[field.name] = { ...(body[field.name] as IDataObject), ...(nothing as IDataObject) };
}

/** Some bodies repeat an identifier of the path; the table has its placeholder in that place. */
function repeatPath({ constants = {} }: Asked, { path, body }: Values): void {
	for (const [name, value] of Object.entries(constants)) {
		const placeholder = repeatedName(value);
		if (placeholder) body[name] = path[placeholder];
	}
}

/** The path parameter that a constant of the table stands for; undefined when it is a value. */
export function repeatedName(constant: unknown): string | undefined {
	return /^\{(.+)\}$/.exec(String(constant))?.[1];
}

function missing({ name }: Field): string {
	return `"${name}" is empty. Fill it in, or check the expression or input field it comes from.`;
}

/** A parameter's value; that of a picker is the identifier chosen or typed. */
function parameter(context: IExecuteFunctions, name: string, itemIndex: number): unknown {
	return context.getNodeParameter(name, itemIndex, undefined, { extractValue: true });
}

/** Whether body fields come from the input item's keys instead of the form. */
function mapsAutomatically(
	context: IExecuteFunctions,
	operation: Asked,
	itemIndex: number,
): boolean {
	if (!operation.mappable) return false;
	const mode = context.getNodeParameter('dataMode', itemIndex, 'defineBelow');
	return oneOf(mode, 'Data Mode', ['defineBelow', 'autoMapInputData']) === 'autoMapInputData';
}

/** The input item, read under any name that servers give its values. */
function itemOf(context: IExecuteFunctions, operation: Asked, itemIndex: number): Spelled {
	return spelled(context.getInputData()[itemIndex]?.json ?? {}, operation.record);
}

/** What rows in view start at, and what n8n has of them where an expression chooses the operation. */
const isWithoutRows = (raw: unknown): boolean =>
	typeof raw === 'object' && raw !== null && Object.keys(raw).length === 0;

/** n8n knows nothing of a collection that the form does not show. */
function putCollection(
	context: IExecuteFunctions,
	name: 'fields' | 'filters' | 'options',
	fields: Field[] = [],
	itemIndex: number,
	put: Put,
): void {
	if (fields.length === 0) return;
	const chosen = context.getNodeParameter(
		name,
		itemIndex,
		{},
		{ extractValue: true },
	) as IDataObject;
	for (const field of fields) {
		const { parameter: key } = field;
		put(field, chosen[key], { given: name === 'fields' && Object.hasOwn(chosen, key) });
	}
}
