import { randomUUID } from 'node:crypto';
import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { toWire } from './convert';
import type { Asked, Field } from './operation';
import { spelled, type Spelled } from '../spellings';
import { oneOf } from './scalars';

/** Everything an operation sends for one item, sorted by where it goes. */
export interface Values {
	path: IDataObject;
	query: IDataObject;
	body: IDataObject;
	/** Name of the binary field to upload, and under which name the API wants it. */
	file?: { binaryField: string; name: string };
	/** The input item's keys, where the body's fields were to come from them. */
	itemKeys?: string[];
}

/**
 * Reads one item's parameters and turns them into what the API wants.
 *
 * @throws UserError naming the field that is missing or does not fit
 */
export function readValues(
	context: IExecuteFunctions,
	operation: Asked,
	itemIndex: number,
): Values {
	const values: Values = {
		path: {},
		query: { ...operation.queryConstants },
		body: { ...operation.constants },
	};
	const zone = context.getTimezone();
	const put = (field: Field, raw: unknown, required: boolean) => {
		if (field.kind === 'file') {
			if (raw) values.file = { binaryField: String(raw), name: field.name };
			else if (required) throw new UserError(missing(field));
			return;
		}
		const value = toWire(field, raw, zone);
		if (value !== undefined) values[field.in][field.name] = value;
		else if (required) throw new UserError(missing(field));
	};

	const automatic = mapsAutomatically(context, operation, itemIndex);
	const item = itemOf(context, operation, itemIndex);
	for (const field of operation.parameters) {
		const fromItem = automatic && field.in === 'body' && field.kind !== 'file';
		const raw = fromItem ? item.get(field.name) : parameter(context, field.parameter, itemIndex);
		put(field, raw, true);
	}
	if (automatic) {
		values.itemKeys = Object.keys(context.getInputData()[itemIndex]?.json ?? {});
		const mapped = (operation.fields ?? []).filter(({ kind }) => kind !== 'file');
		for (const field of mapped) put(field, item.get(field.name), false);
	} else {
		putCollection(context, 'fields', operation.fields, itemIndex, put);
	}
	putCollection(context, 'filters', operation.filters, itemIndex, put);
	if (operation.synchronous) values.body.synchronous = 'yes';
	for (const name of operation.generated ?? []) values.body[name] ??= randomUUID();
	repeatPath(operation, values);
	return values;
}

/** Some bodies repeat an identifier of the path; the table has its placeholder in that place. */
function repeatPath({ constants = {} }: Asked, { path, body }: Values): void {
	for (const [name, value] of Object.entries(constants)) {
		const placeholder = /^\{(.+)\}$/.exec(String(value))?.[1];
		if (placeholder) body[name] = path[placeholder];
	}
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

function putCollection(
	context: IExecuteFunctions,
	name: 'fields' | 'filters',
	fields: Field[] | undefined,
	itemIndex: number,
	put: (field: Field, raw: unknown, required: boolean) => void,
): void {
	if (!fields?.length) return;
	const chosen = context.getNodeParameter(
		name,
		itemIndex,
		{},
		{ extractValue: true },
	) as IDataObject;
	for (const field of fields) put(field, chosen[field.parameter], false);
}
