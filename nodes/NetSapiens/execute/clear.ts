import { UserError, type IDataObject } from 'n8n-workflow';
import { putWire, toWire, type WireValue } from './convert';
import { bare } from '../spellings';
import { clearableFields, emptied, everyField, type Clearable } from './clearable';
import type { Asked, Field } from './operation';
import { isEmpty } from './scalars';

/**
 * Empties the fields that were chosen for it.
 *
 * @param chosen their names as the API has them: a list, or text with commas in between
 * @param body what is sent so far; gets what empties them
 * @throws UserError naming a field that cannot be emptied, or that is filled in as well
 */
export function clearChosen(operation: Asked, chosen: unknown, body: IDataObject): void {
	for (const name of namesIn(chosen)) {
		const found = everyField(operation.fields ?? []).find((one) => bare(one.name) === bare(name));
		if (!found || emptied(found.field) === undefined)
			throw new UserError(refusal(operation, name, found));
		clear(found, body);
	}
}

function clear({ field, groups }: Clearable, body: IDataObject): void {
	const target = groups.reduce((inner, { name }) => (inner[name] ??= {}) as IDataObject, body);
	if (field.name in target) throw new UserError(bothSetAndCleared(field.name));
	putWire(target, field, emptied(field));
}

const bothSetAndCleared = (name: string) =>
	`"${name}" has a value and is to be cleared as well. Take it out of Fields to Clear, or leave its value out.`;

function refusal({ parameters, fields = [] }: Asked, name: string, found?: Clearable): string {
	const isRequired = parameters.some((field) => bare(field.name) === bare(name));
	if (isRequired) return `"${name}" cannot be cleared: it is required here.`;
	const inside = clearableFields({ fields }).find((one) =>
		bare(one.name).startsWith(bare(`${name}/`)),
	);
	if (inside) return `"${name}" is a group. Clear its fields, such as "${inside.name}".`;
	if (!found) return `"${name}" cannot be cleared: it is no field of this operation.`;
	return `"${name}" cannot be cleared: it always has one of its values. Set it to another one instead.`;
}

/** The names that were chosen, given by name, as JSON or with commas in between. */
function namesIn(chosen: unknown): string[] {
	if (isEmpty(chosen)) return [];
	const given =
		typeof chosen === 'string' ? chosen.replace(/[[\]"]/g, '').split(',') : [chosen].flat();
	return given.map((name) => String(name).trim()).filter((name) => name !== '');
}

/**
 * What empties a field whose value is there and says nothing; groups lose what is empty in them.
 *
 * @param value as the form or the item has it
 * @returns undefined when the value says something
 * @throws UserError naming a field that has to have a value
 */
export function clearedByValue(field: Field, value: unknown, zone: string): WireValue {
	if (field.kind === 'record') return clearedInGroup(field, value, zone);
	if (field.beside || toWire(field, value, zone) !== undefined) return undefined;
	const nothing = emptied(field);
	if (nothing !== undefined) return nothing;
	throw new UserError(
		`"${field.name}" is empty, and it cannot be cleared: it always has one of its values. Leave it out, or set Empty Values to Leave Unchanged.`,
	);
}

function clearedInGroup(field: Field, value: unknown, zone: string): WireValue {
	if (typeof value !== 'object' || value === null) return undefined;
	const group = value as IDataObject;
	const record: IDataObject = {};
	for (const child of (field.fields ?? []).filter(({ template }) => template === undefined)) {
		const key = [child.parameter, child.name].find((name) => Object.hasOwn(group, name));
		if (key !== undefined) putWire(record, child, clearedByValue(child, group[key], zone));
	}
	return Object.keys(record).length > 0 ? record : undefined;
}
