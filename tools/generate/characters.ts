import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { fieldsInside } from './fieldTypes';

/** What stands around a field's name, words and type. */
const FRAME = 30;
const PLAIN_TYPE = 28;
const PICKER_TYPE = 160;
const CONDITION = 30;
const AROUND_VALUE = 5;

const lengthOf = (values: unknown[]): number =>
	values.reduce<number>((sum, value) => sum + `${value}`.length + AROUND_VALUE, 0);

function typeLength(property: INodeProperties): number {
	const { type, options = [] } = property;
	if (type === 'resourceLocator') return PICKER_TYPE;
	if (type === 'options' || type === 'multiOptions')
		return PLAIN_TYPE + lengthOf(options.map((one) => (one as INodePropertyOptions).value));
	const inside = fieldsInside(property).map((field) => charactersOf(field));
	return inside.reduce((sum, one) => sum + one, PLAIN_TYPE);
}

/** A panel's operation. */
interface Operation {
	resource: string;
	operation: string;
}

/**
 * About how many characters n8n writes of a field for models that build workflows. Of an operation
 * that does not have the field it writes which ones do.
 *
 * @param at the operation whose collection it stands in
 */
export function charactersOf(property: INodeProperties, at?: Operation): number {
	const { name, displayName, description = displayName, displayOptions = {} } = property;
	const notes = Object.entries(displayOptions.show ?? {}).map(([parameter, values = []]) => {
		const own = at?.[parameter.slice(1) as keyof Operation];
		return own === undefined || values.includes(own) ? 0 : CONDITION + lengthOf(values);
	});
	return notes.reduce(
		(sum, one) => sum + one,
		FRAME + name.length + description.length + typeLength(property),
	);
}

/** The same of an operation that does not have it, at the least. */
export const fewestCharacters = (property: INodeProperties): number =>
	charactersOf(property) + CONDITION;
