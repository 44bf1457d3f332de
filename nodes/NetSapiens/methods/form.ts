import { NodeOperationError, type IDataObject, type ILoadOptionsFunctions } from 'n8n-workflow';
import type { PickerSource } from '../execute/operation';
import { picked } from '../execute/picked';

/** A value of the form around a picker: in view, or beside it in a collection or row. */
function valueInForm(context: ILoadOptionsFunctions, name: string): unknown {
	return picked(
		context.getCurrentNodeParameter(name) ?? context.getCurrentNodeParameter(`&${name}`),
	);
}

const placeholdersOf = ({ path }: PickerSource): string[] =>
	[...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);

/** Whether the form has the fields that a list depends on, chosen or not. */
export function isForForm(context: ILoadOptionsFunctions, source: PickerSource): boolean {
	return placeholdersOf(source).every((name) => valueInForm(context, name) !== undefined);
}

/**
 * The values that a list's path needs, from the form's fields of the same names.
 *
 * @throws NodeOperationError when one has not been chosen yet
 */
export function valuesFor(context: ILoadOptionsFunctions, source: PickerSource): IDataObject {
	const values: IDataObject = {};
	for (const name of placeholdersOf(source)) {
		const value = valueInForm(context, name);
		if (value === undefined || value === null || String(value).trim() === '') {
			throw new NodeOperationError(
				context.getNode(),
				`Choose "${name}" first, as this list depends on it`,
				{
					description: `If "${name}" is an expression that has no value yet, choose By ID here instead of From List.`,
				},
			);
		}
		values[name] = value as string;
	}
	return values;
}
