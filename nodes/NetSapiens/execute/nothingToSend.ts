import { UserError } from 'n8n-workflow';
import type { Operation } from './operation';
import type { Options } from './options';
import { repeatedName, type Values } from './values';

/** More of an item's keys than this say no more. */
const MOST_KEYS = 10;

/**
 * Keeps writes from being sent that would write nothing, and be called a success.
 *
 * @throws UserError when an operation that lives on its optional fields has none of them
 */
export function requireSomething(
	operation: Operation,
	{ body, itemKeys }: Values,
	options: Options,
): void {
	if (!livesOnOptionalFields(operation)) return;
	const chosen = (operation.fields ?? []).some(({ name }) => name in body);
	if (chosen || Object.keys(options.body).length > 0) return;
	const act = operation.method === 'PUT' ? 'change' : 'send';
	throw new UserError(
		itemKeys
			? `There is nothing to ${act}: ${keysWords(itemKeys)} Name the keys as the API does, or set Data Mode to Define Below.`
			: `There is nothing to ${act}: add at least one field, or check the expressions that fill them in.`,
	);
}

/**
 * Whether an operation does nothing without its optional fields. All changes do whose required
 * fields only say what to change: those in the path, and the one by which a PUT on a collection
 * names its record. So do those that create a record or entries and require nothing. It is
 * otherwise where the path itself is the act (answer a call, start a conference).
 */
export function livesOnOptionalFields(operation: Operation): boolean {
	const { method, path, fields, parameters, constants = {}, mappable } = operation;
	if (!fields?.length) return false;
	const required = parameters.filter((field) => field.in === 'body').length;
	if (required === 0) return method === 'PUT' || (method === 'POST' && mappable === true);
	const isVariant = Object.values(constants).some((value) => repeatedName(value) === undefined);
	return method === 'PUT' && required === 1 && !isVariant && !path.endsWith('}');
}

function keysWords(keys: string[]): string {
	if (keys.length === 0) return 'the item is empty.';
	const some = keys.slice(0, MOST_KEYS).join(', ');
	const more = keys.length > MOST_KEYS ? ', …' : '';
	return `none of the item's keys (${some}${more}) is a field of this operation with a value.`;
}
