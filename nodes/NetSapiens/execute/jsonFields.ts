import { UserError, type IDataObject } from 'n8n-workflow';

/**
 * An object from a JSON field, typed as text or given by an expression; empty when there is none.
 *
 * @throws UserError naming the field
 */
export function jsonObject(value: unknown, label: string): IDataObject {
	const read = parsed(value);
	if (typeof read === 'object' && !Array.isArray(read)) return read as IDataObject;
	throw new UserError(`"${label}" must be a JSON object, such as {"name": "value"}`);
}

/** The same, but it may be an array as well. @throws UserError naming the field */
export function jsonObjectOrArray(value: unknown, label: string): IDataObject | IDataObject[] {
	const read = parsed(value);
	if (typeof read === 'object') return read as IDataObject | IDataObject[];
	throw new UserError(
		`"${label}" must be a JSON object or array, such as {"name": "value"} or [{"name": "value"}]`,
	);
}

/** What the text says; `{}` for nothing, and the text itself when it is not JSON. */
function parsed(value: unknown): unknown {
	const read = typeof value === 'string' ? parsedText(value.trim()) : value;
	return read === undefined || read === null || read === '' ? {} : read;
}

function parsedText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
