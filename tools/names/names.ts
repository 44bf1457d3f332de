import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** What workflows may hold of one parameter. */
export interface Held {
	/** Values that can be chosen; of a picker, its modes. */
	values?: Array<string | number | boolean>;
	/** What it is unless somebody sets it. Workflows do not store that, so it counts like a name. */
	preset?: unknown[];
}

/** Parameters by path: `fields.email`, `hours.values.day`. */
export type HeldByPath = Record<string, Held>;

/** All names by place: `netSapiens`, `netSapiens/user`, `netSapiens/user/create`. */
export type Names = Record<string, HeldByPath>;

/** A node or credential as far as names go. */
export interface Described {
	name: string;
	properties: INodeProperties[];
}

/** Every name and value that a saved workflow or credential may hold. */
export function namesOf(described: Described[]): Names {
	const names: Names = {};
	for (const { name, properties } of described) {
		for (const { key, resource, operation } of placesOf(name, properties)) {
			const held: HeldByPath = {};
			for (const property of properties) {
				if (standsAt(property, resource, operation)) note(property, '', held, resource, operation);
			}
			names[key] = sorted(held);
		}
	}
	return sorted(names);
}

interface Place {
	key: string;
	resource?: string;
	operation?: string;
}

/** The node itself, each of its resources, each of their operations. */
function placesOf(name: string, properties: INodeProperties[]): Place[] {
	const places: Place[] = [{ key: name }];
	for (const resource of properties.filter((one) => one.name === 'resource').flatMap(valuesOf)) {
		places.push({ key: `${name}/${resource}`, resource: `${resource}` });
		const selectors = properties.filter(
			(one) => one.name === 'operation' && shows(one, 'resource', `${resource}`),
		);
		for (const operation of selectors.flatMap(valuesOf)) {
			places.push({
				key: `${name}/${resource}/${operation}`,
				resource: `${resource}`,
				operation: `${operation}`,
			});
		}
	}
	return places;
}

const valuesOf = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? option.value : []));

const wanted = ({ displayOptions }: INodeProperties, parameter: string) =>
	(displayOptions?.show?.[parameter] ?? displayOptions?.show?.[`/${parameter}`]) as
		unknown[] | undefined;

const shows = (property: INodeProperties, parameter: string, value: string) =>
	wanted(property, parameter)?.includes(value) ?? true;

/** Whether a property belongs to a place itself, and not to all of a wider or narrower one. */
function standsAt(property: INodeProperties, resource?: string, operation?: string): boolean {
	const [resources, operations] = [wanted(property, 'resource'), wanted(property, 'operation')];
	if (resource === undefined) return resources === undefined;
	if (!resources?.includes(resource)) return false;
	return operation === undefined
		? operations === undefined
		: (operations?.includes(operation) ?? false);
}

function note(
	property: INodeProperties,
	above: string,
	held: HeldByPath,
	resource?: string,
	operation?: string,
): void {
	const visible =
		(resource === undefined || shows(property, 'resource', resource)) &&
		(operation === undefined || shows(property, 'operation', operation));
	if (!visible || property.type === 'notice') return;
	const path = `${above}${property.name}`;
	const earlier = held[path] ?? {};
	const values = union(
		earlier.values,
		property.modes?.map(({ name }) => name) ?? valuesOf(property),
	);
	const preset = union(earlier.preset, isEmpty(property.default) ? [] : [property.default]);
	held[path] = { ...(values && { values }), ...(preset && { preset }) };
	const options = property.options ?? [];
	const children =
		property.type === 'collection'
			? (options as INodeProperties[]).map((child) => ({ child, within: `${path}.` }))
			: property.type === 'fixedCollection'
				? (options as INodePropertyCollection[]).flatMap((group) =>
						group.values.map((child) => ({ child, within: `${path}.${group.name}.` })),
					)
				: [];
	for (const { child, within } of children) note(child, within, held, resource, operation);
}

function union<Value>(one: Value[] = [], other: Value[]): Value[] | undefined {
	const all = new Map([...one, ...other].map((value) => [JSON.stringify(value), value]));
	return all.size > 0
		? [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
		: undefined;
}

/** Presets that say nothing: no text, no rows, a switch that is off, a picker without a choice. */
function isEmpty(preset: unknown): boolean {
	if (preset === undefined || preset === null || preset === '' || preset === false) return true;
	if (typeof preset !== 'object') return false;
	const { value, ...others } = preset as { value?: unknown };
	return value === '' || (value === undefined && Object.keys(others).length === 0);
}

const sorted = <Value>(record: Record<string, Value>): Record<string, Value> =>
	Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
