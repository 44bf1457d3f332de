import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Field, FieldKind, Operation } from '../../../nodes/NetSapiens/execute/operation';

/**
 * A form as n8n hands it to a node: what it does not know is the fallback, and without one an error;
 * of a picker, the chosen identifier where that is asked for.
 */
export const formOf = (parameters: IDataObject, item: IDataObject = {}, zone = 'UTC') =>
	({
		getInputData: () => [{ json: item }],
		getTimezone: () => zone,
		getNodeParameter: (
			name: string,
			_item: number,
			fallback?: unknown,
			{ extractValue = false } = {},
		) => {
			if (!(name in parameters)) {
				if (fallback === undefined && !extractValue) throw new Error(`There is no ${name}`);
				return fallback;
			}
			const value = parameters[name] as IDataObject | undefined;
			return extractValue && value?.__rl ? value.value : value;
		},
	}) as unknown as IExecuteFunctions;

/** A body field whose parameter has the API's name. */
export const field = (
	name: string,
	kind: FieldKind = 'string',
	more: Partial<Field> = {},
): Field => ({
	parameter: name,
	name,
	in: 'body',
	kind,
	...more,
});

/** A request that changes a toy. */
export const changing = (more: Partial<Operation>): Operation => ({
	id: 'PUT /toys/{toy}',
	method: 'PUT',
	path: '/toys/{toy}',
	since: '44',
	result: 'write',
	parameters: [],
	...more,
});
