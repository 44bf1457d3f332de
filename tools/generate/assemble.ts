import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isList } from './convention';
import type { Form, FormField } from './form';
import type { PlannedOperation, PlannedRequest, PlannedResource } from './plan';
import { groupBy } from './groups';
import { propertyOf } from './properties';
import { cover } from './rectangles';

/** The plan with the form of every request. */
export interface LaidOut {
	resource: PlannedResource;
	operation: PlannedOperation;
	requests: Array<{ request: PlannedRequest; form: Form }>;
}

/** Groups of the panel from top to bottom. */
const order = [
	'path',
	'selector',
	'query',
	'mode',
	'body',
	'paging',
	'filters',
	'fields',
	'simplify',
] as const;
type Group = (typeof order)[number];

/** One property wanted by one operation, for some values of its selector or for all. */
interface Want {
	group: Group;
	property: INodeProperties;
	resource: string;
	operation: string;
	/** Where it stands among its group in this operation. */
	position: number;
	selector?: { parameter: string; values: string[] };
	/** Gone while the incoming item's keys are mapped. */
	manualOnly?: true;
}

const mapped = 'autoMapInputData';

/** Whether the fields of a request can be taken from the incoming item's keys. */
export function canMap({ api }: PlannedRequest, form: Form): boolean {
	const writes = api.method === 'POST' || api.method === 'PUT';
	return writes && !form.multipart && !form.arrayBody && form.body.length + form.fields.length > 1;
}

/** All properties after `resource`: operation selectors, then every field once for all who share it. */
export function assemble(operations: LaidOut[]): INodeProperties[] {
	const existing = operations.map(
		({ resource, operation }) => [resource.value, operation.value] as const,
	);
	const wants = operations.flatMap(wantsOf).concat(collectionsOf(operations));
	return [...selectors(operations), ...pack(wants, existing)];
}

function selectors(operations: LaidOut[]): INodeProperties[] {
	const byResource = groupBy(operations, ({ resource }) => resource.value);
	return [...byResource].map(([resource, members]) => {
		const options = members.map(({ operation }) => operationOption(operation));
		const preferred = ['getAll', 'get'].find((value) => options.some((one) => one.value === value));
		return {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: options.sort((a, b) => a.name.localeCompare(b.name)),
			default: preferred ?? options[0]?.value ?? '',
		};
	});
}

const operationOption = (operation: PlannedOperation): INodePropertyOptions => ({
	name: operation.name,
	value: operation.value,
	action: operation.action,
	...(operation.description !== undefined && { description: operation.description }),
});

/** What one operation shows, collections aside. */
function wantsOf(laidOut: LaidOut): Want[] {
	const { resource, operation, requests } = laidOut;
	const place = { resource: resource.value, operation: operation.value };
	const fields = (['path', 'query', 'body'] as const).flatMap((group) =>
		merged(
			requests.map(({ request, form }) => ({ request, fields: form[group] })),
			operation,
		).map((found) => ({
			...place,
			group,
			...found,
			...(group === 'body' && { manualOnly: true as const }),
		})),
	);
	const extra = (
		group: Group,
		property: INodeProperties,
		applies: (request: PlannedRequest, form: Form) => boolean,
		position = 0,
	): Want[] => {
		const by = requests.filter(({ request, form }) => applies(request, form));
		const chosen = selectorFor(
			by.map(({ request }) => request),
			operation,
		);
		return by.length > 0 ? [{ ...place, group, property, position, ...chosen }] : [];
	};
	return [
		...fields,
		...(operation.selector ? extra('selector', selectorProperty(operation), () => true) : []),
		...extra('mode', dataMode, canMap),
		...extra('paging', returnAll, pages),
		...extra('paging', limit, pages, 1),
		...extra('simplify', simplify, ({ words }) => words.simplify !== undefined),
	];
}

/** Whether the node pages through this request. */
export const pages = ({ api, words }: PlannedRequest): boolean =>
	words.result === undefined ? isList(api) : words.result === 'list';

/** One entry per distinct property, with the selector values that need it. */
function merged(
	lists: Array<{ request: PlannedRequest; fields: FormField[] }>,
	operation: PlannedOperation,
): Array<Pick<Want, 'property' | 'position' | 'selector'>> {
	const found = new Map<
		string,
		{ property: INodeProperties; position: number; by: PlannedRequest[] }
	>();
	for (const { request, fields } of lists) {
		fields.forEach((field, position) => {
			const property = propertyOf(field, 'view');
			const key = JSON.stringify(property);
			const entry = found.get(key) ?? { property, position, by: [] };
			entry.by.push(request);
			found.set(key, entry);
		});
	}
	return [...found.values()].map(({ property, position, by }) => ({
		property,
		position,
		...selectorFor(by, operation),
	}));
}

/** The condition on the selector, unless every choice agrees. */
function selectorFor(by: PlannedRequest[], operation: PlannedOperation): Pick<Want, 'selector'> {
	if (!operation.selector || by.length === operation.requests.length) return {};
	const values = by.map(({ option }) => option?.value ?? '').sort();
	return { selector: { parameter: operation.selector.parameter, values } };
}

function selectorProperty(operation: PlannedOperation): INodeProperties {
	const { parameter, label, description } = operation.selector as NonNullable<
		PlannedOperation['selector']
	>;
	const options = operation.requests
		.flatMap(({ option }) => (option ? [option] : []))
		.map(({ name, value, description: about }) => ({
			name,
			value,
			...(about !== undefined && { description: about }),
		}));
	return {
		displayName: label,
		name: parameter,
		type: 'options',
		noDataExpression: true,
		options: [...options].sort((a, b) => a.name.localeCompare(b.name)),
		default: options[0]?.value ?? '',
		...(description !== undefined && { description }),
	};
}

/** `fields` and `filters`: one collection per resource each, its children shown where they apply. */
function collectionsOf(operations: LaidOut[]): Want[] {
	const byResource = [...groupBy(operations, ({ resource }) => resource.value).values()];
	return byResource.flatMap((members) =>
		(['filters', 'fields'] as const).flatMap((group) => collection(group, members)),
	);
}

interface Child {
	property: INodeProperties;
	shown: Array<{ operation: string; selector?: Want['selector'] }>;
}

function collection(group: 'filters' | 'fields', members: LaidOut[]): Want[] {
	const users = members.filter(({ requests }) =>
		requests.some(({ form }) => form[group].length > 0),
	);
	if (users.length === 0) return [];
	const children = new Map<string, Child>();
	for (const { operation, requests } of users) {
		const lists = requests.map(({ request, form }) => ({ request, fields: form[group] }));
		for (const { property, selector } of mergedChildren(lists, operation)) {
			const key = JSON.stringify(property);
			const child = children.get(key) ?? { property, shown: [] };
			child.shown.push({ operation: operation.value, ...(selector && { selector }) });
			children.set(key, child);
		}
	}
	const options = [...children.values()]
		.flatMap((child) => conditioned(child, users.length))
		.sort(
			(a, b) =>
				a.displayName.localeCompare(b.displayName) ||
				(JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
		);
	const property: INodeProperties = {
		displayName: group === 'fields' ? 'Fields' : 'Filters',
		name: group,
		type: 'collection',
		placeholder: group === 'fields' ? 'Add Field' : 'Add Filter',
		default: {},
		options,
	};
	return users.map(({ resource, operation, requests }) => ({
		group,
		property,
		resource: resource.value,
		operation: operation.value,
		position: 0,
		...(group === 'fields' && { manualOnly: true as const }),
		...selectorFor(
			requests.filter(({ form }) => form[group].length > 0).map(({ request }) => request),
			operation,
		),
	}));
}

function mergedChildren(
	lists: Array<{ request: PlannedRequest; fields: FormField[] }>,
	operation: PlannedOperation,
): Array<Pick<Want, 'property' | 'selector'>> {
	const found = new Map<string, { property: INodeProperties; by: PlannedRequest[] }>();
	for (const { request, fields } of lists) {
		for (const field of fields) {
			const property = propertyOf(field, 'collection');
			const key = JSON.stringify(property);
			const entry = found.get(key) ?? { property, by: [] };
			entry.by.push(request);
			found.set(key, entry);
		}
	}
	return [...found.values()].map(({ property, by }) => ({
		property,
		...selectorFor(by, operation),
	}));
}

/** A child that not every operation of the collection has says where it shows; only root references work there. */
function conditioned({ property, shown }: Child, users: number): INodeProperties[] {
	const plain = shown.filter(({ selector }) => !selector).map(({ operation }) => operation);
	const chosen = shown.flatMap(({ operation, selector }) =>
		selector ? [{ operation, selector }] : [],
	);
	if (plain.length === users) return [property];
	return [
		...(plain.length > 0
			? [{ ...property, displayOptions: { show: { '/operation': plain.sort() } } }]
			: []),
		...chosen.map(({ operation, selector }) => ({
			...property,
			displayOptions: {
				show: { '/operation': [operation], [`/${selector.parameter}`]: selector.values },
			},
		})),
	];
}

/** Emits each distinct property as few times as rectangles allow, in the panel's order. */
function pack(
	wants: Want[],
	existing: ReadonlyArray<readonly [string, string]>,
): INodeProperties[] {
	const groups = groupBy(wants, (want) =>
		JSON.stringify([order.indexOf(want.group), want.property, want.selector, want.manualOnly]),
	);
	const packed = [...groups.values()].flatMap((members) => {
		const [first] = members as [Want, ...Want[]];
		const pairs = members.map(({ resource, operation }) => [resource, operation] as const);
		const position = members.reduce((sum, want) => sum + want.position, 0) / members.length;
		return cover(pairs, existing).map(({ resources, operations }) => ({
			group: order.indexOf(first.group),
			position,
			property: {
				...first.property,
				displayOptions: {
					show: {
						resource: resources,
						operation: operations,
						...(first.selector && { [first.selector.parameter]: first.selector.values }),
						...first.property.displayOptions?.show,
					},
					...(first.manualOnly && { hide: { dataMode: [mapped] } }),
				},
			},
		}));
	});
	return packed
		.sort(
			(a, b) =>
				a.group - b.group ||
				a.position - b.position ||
				(a.property.name === b.property.name ? 0 : a.property.name < b.property.name ? -1 : 1),
		)
		.map(({ property }) => property);
}

const dataMode: INodeProperties = {
	displayName: 'Data Mode',
	name: 'dataMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Define Below',
			value: 'defineBelow',
			description: 'Set the value of each field here',
		},
		{
			name: 'Map Automatically',
			value: mapped,
			description: 'Take the fields of the incoming item whose names are those of the API',
		},
	],
	default: 'defineBelow',
};

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
