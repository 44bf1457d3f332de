import { UserError, type IExecuteFunctions } from 'n8n-workflow';
import type { Field, Operation } from '../operations';
import { properties } from '../properties';
import { converted, toggle } from './convert';

/** What is sent for one item, by the API's names. */
interface Values {
	inPath: Record<string, string>;
	fields: Record<string, string>;
}

/**
 * Reads what the form has for one item. All of it is looked at before anything is sent.
 *
 * @throws UserError that names a field that is empty or holds what it does not take
 */
export function readValues(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
): Values {
	const read = (fields: Field[]) => readFields(context, fields, itemIndex);
	const values = { inPath: read(operation.inPath), fields: read(operation.fields) };
	const { oneOf = [] } = operation;
	if (oneOf.length > 0 && !oneOf.some((name) => name in values.fields)) {
		throw new UserError(`Fill in ${oneOf.map((name) => `"${labelOf(name)}"`).join(' or ')}.`);
	}
	return values;
}

function readFields(
	context: IExecuteFunctions,
	fields: Field[],
	itemIndex: number,
): Record<string, string> {
	const values: Record<string, string> = {};
	for (const field of fields) {
		if (!applies(context, field, itemIndex)) continue;
		const { name, kind, optional } = field;
		const value: unknown = context.getNodeParameter(name, itemIndex, '');
		const text = converted(kind, value, labelOf(name), context.getTimezone());
		if (text !== '') values[name] = text;
		else if (!optional)
			throw new UserError(
				`"${labelOf(name)}" is empty. Fill it in, or check the expression it comes from.`,
			);
	}
	return values;
}

function applies(context: IExecuteFunctions, { when }: Field, itemIndex: number): boolean {
	if (!when) return true;
	const value: unknown = context.getNodeParameter(when.name, itemIndex);
	if (typeof when.is === 'boolean') return toggle(value, labelOf(when.name)) === when.is;
	return value === when.is;
}

/** What the form calls a parameter. */
function labelOf(name: string): string {
	return properties.find((property) => property.name === name)?.displayName ?? name;
}
