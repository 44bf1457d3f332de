import type { IDataObject } from 'n8n-workflow';
import type { ApiRequest } from '../transport/api';
import type { Operation } from './operation';
import type { Options } from './options';
import type { Values } from './values';

/** The call that carries an operation's values out. */
export function buildRequest(
	operation: Operation,
	values: Values,
	options: Options,
	itemIndex: number,
): ApiRequest & { itemIndex: number } {
	const { method, path, since, result, text } = operation;
	const fields = { ...values.body, ...options.body };
	const empty = method === 'GET' || Object.keys(fields).length === 0;
	return {
		method,
		path,
		values: values.path,
		query: { ...values.query, ...options.query },
		body: empty ? undefined : bodyOf(operation, fields),
		kind: text ? 'any' : result,
		since,
		itemIndex,
	};
}

/** The fields as an object, or the array that the only field of some operations holds. */
function bodyOf({ arrayBody }: Operation, fields: IDataObject): ApiRequest['body'] {
	return arrayBody ? (Object.values(fields)[0] as IDataObject[]) : fields;
}
