import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import { isSpread, nameIn, partOf, weekRows } from './spreads';
import { childrenOf, propertiesIn, wiresOf, type Fillable } from './wires';

/**
 * A value of the wire as a person enters it in the panel: what n8n's kind of field holds then. It
 * goes by how the panel shows the field, and knows nothing of how the node converts.
 */
export function entered(one: Fillable, wire: unknown): NodeParameterValueType {
	const { property, field } = one;
	const value = wire as NodeParameterValueType;
	if (field.kind === 'file') return 'data';
	if (field.kind === 'weekly') return { values: weekRows(field, wire as Row) };
	if (field.kind === 'keyed') return { values: keyRows(one, wire as Row) };
	if (field.kind === 'pairs') return { values: pairRows(wire as Row) };
	if (SWITCHES.includes(field.kind)) return ['yes', 'true', '1'].includes(String(wire));
	switch (property.type) {
		case 'number':
			return Number(wire);
		case 'dateTime':
			return typeof wire === 'number' ? new Date(wire * 1000).toISOString() : isoOf(String(wire));
		case 'multiOptions':
			return listOf(wire);
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: String(wire) };
		case 'collection':
			return groupOf(one, wire as Record<string, unknown>);
		case 'fixedCollection':
			return { values: (wire as Record<string, unknown>[]).map((row) => rowOf(one, row)) };
		default:
			return property.typeOptions?.multipleValues ? listOf(wire) : value;
	}
}

/** Whatever is sent for on and off. */
export const SWITCHES = ['boolean', 'yesNo', 'oneZero', 'trueFalse'];

/** Date pickers give ISO with or without a zone; a day alone becomes its midnight, a month its first. */
function isoOf(wire: string): string {
	const [, year, month, date = '01', time] =
		/^(\d{4})-?(\d{2})(?:-?(\d{2}))?(?:[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?Z?)?$/.exec(wire) ?? [];
	const day = `${year}-${month}-${date}`;
	return time ? `${day}T${time}.000Z` : `${day}T00:00:00`;
}

const listOf = (wire: unknown): NodeParameterValueType =>
	(Array.isArray(wire) ? wire.map(String) : String(wire).split(',')) as NodeParameterValueType;

/** A collection holds what was added and nothing else. */
function groupOf(one: Fillable, wire: Record<string, unknown>): INodeParameters {
	const children = childrenOf(one).filter(
		({ field }) => field.name in wire && !!field.beside === isWord(one, wire, field.name),
	);
	const spread = childrenOf(one)
		.filter(({ field }) => isSpread(field))
		.map((child) => ({ child, part: partOf(child.field, wire) }))
		.filter(({ part }) => Object.keys(part).length > 0);
	return Object.fromEntries([
		...children.map((child) => [child.field.parameter, entered(child, wire[child.field.name])]),
		...spread.map(({ child, part }) => [child.field.parameter, entered(child, part)]),
	]) as INodeParameters;
}

type Row = Record<string, unknown>;

/** One row a key, with what it does. */
function keyRows(one: Fillable, wire: Row): INodeParameters[] {
	const { field } = one;
	return (field.keys ?? []).flatMap((key) => {
		const does = wire[nameIn(field, { key })];
		return does === undefined ? [] : [{ ...rowOf(one, does as Row), key }];
	});
}

const pairRows = (wire: Row): INodeParameters[] =>
	Object.entries(wire).map(([name, value]) => ({ name, value: String(value) }));

/** Whether a value is entered in the choice of words that stands beside a date. */
function isWord(one: Fillable, wire: Record<string, unknown>, name: string): boolean {
	const choice = childrenOf(one).find(({ field }) => field.name === name && field.beside);
	return choice !== undefined && wiresOf(choice).includes(wire[name]);
}

/** A new row holds the presets of all its fields, as the editor makes it. */
function rowOf(one: Fillable, wire: Record<string, unknown>): INodeParameters {
	return { ...presetsOf(propertiesIn(one.property)), ...groupOf(one, wire) };
}

/** What fields hold that were added and left as they are. */
export function presetsOf(properties: INodeProperties[]): INodeParameters {
	return Object.fromEntries(
		properties.map(({ name, default: preset }) => [name, structuredClone(preset)]),
	) as INodeParameters;
}
