import type { INodeProperties } from 'n8n-workflow';

import { clearableFields } from '../../nodes/NetSapiens/execute/clearable';
import { optionsFor, type Use } from '../../nodes/NetSapiens/execute/options';
import { fieldOf } from './fieldOf';
import {
	dataMode,
	fieldsToClear,
	limit,
	output,
	outputFields,
	returnAll,
	selectorProperty,
} from './fixedProperties';
import type { Form, FormField } from './formField';
import { bodyInView } from './inView';
import type { PlannedOperation, PlannedRequest, PlannedResource } from './planned';
import { propertyOf } from './properties';
import { readsRecords, resultOf } from './results';

/** One operation with the form of every request behind it. */
export interface LaidOut {
	resource: PlannedResource;
	operation: PlannedOperation;
	requests: LaidOutRequest[];
}

export interface LaidOutRequest {
	request: PlannedRequest;
	form: Form;
}

/** Groups of the panel from top to bottom. */
export const groups = [
	'notice',
	'reach',
	'path',
	'selector',
	'query',
	'mode',
	'body',
	'paging',
	'filters',
	'fields',
	'clearing',
	'output',
	'options',
] as const;
export type Group = (typeof groups)[number];

/** One property wanted by one operation, for some values of its selector or for all. */
export interface Want {
	group: Group;
	property: INodeProperties;
	resource: string;
	operation: string;
	/** Where it stands among its group in this operation. */
	position: number;
	selector?: SelectorCondition;
	/** Gone while the incoming item's keys are mapped. */
	manualOnly?: true;
}

export interface SelectorCondition {
	parameter: string;
	values: string[];
}

/**
 * Whether the fields of an operation can be taken from the incoming item's keys: whichever of its
 * requests is chosen, as the mode is one of the operation.
 */
export function canMap(requests: LaidOutRequest[]): boolean {
	const isPlain = ({ request: { api }, form }: LaidOutRequest) =>
		(api.method === 'POST' || api.method === 'PUT') && !form.multipart && !form.arrayBody;
	return (
		requests.every(isPlain) &&
		requests.some(({ form }) => form.body.length + form.fields.length > 1)
	);
}

/** Whether an operation changes a record, some of whose fields can be emptied. */
export function canClear({ requests }: LaidOut): boolean {
	return requests.some(
		({ request: { api, upsert, sync }, form }) =>
			(api.method === 'PUT' || upsert || sync) &&
			clearableFields({ fields: form.fields.map(fieldOf) }).length > 0,
	);
}

/** Whether the node pages through this request. */
export const pages = ({ request }: LaidOutRequest): boolean => resultOf(request) === 'list';

/** The condition on the selector, unless every choice agrees. */
export function selectorFor(
	by: LaidOutRequest[],
	operation: PlannedOperation,
): Pick<Want, 'selector'> {
	if (!operation.selector || by.length === operation.requests.length) return {};
	const values = by.map(({ request }) => request.option?.value ?? '').sort();
	return { selector: { parameter: operation.selector.parameter, values } };
}

/** One property and the requests of an operation that need it. */
export interface Shared {
	property: INodeProperties;
	position: number;
	by: LaidOutRequest[];
	/** Those of them that cannot do without. */
	required: LaidOutRequest[];
	/** Names a file of the input item, whatever the item's keys say. */
	isFile: boolean;
}

/** The distinct properties of an operation's requests. */
export function shared(
	requests: LaidOutRequest[],
	place: 'view' | 'collection',
	fieldsOf: (form: Form) => FormField[],
): Shared[] {
	const found = new Map<string, Shared>();
	for (const one of requests) {
		fieldsOf(one.form).forEach((field, position) => {
			const property = propertyOf(field, place);
			const key = JSON.stringify(property);
			const isFile = field.shape.kind === 'file';
			const entry = found.get(key) ?? { property, position, by: [], required: [], isFile };
			entry.by.push(one);
			if (place === 'view' && !field.inView) entry.required.push(one);
			found.set(key, entry);
		});
	}
	return [...found.values()];
}

/** Whether a selector decides which path parameters show: then it stands above them. */
function selectsPath(requests: LaidOutRequest[]): boolean {
	return shared(requests, 'view', ({ path }) => path).some(({ by }) => by.length < requests.length);
}

/** What an operation does that options are about, whichever of its requests is chosen. */
function usesOf(laidOut: LaidOut): Use[] {
	const results = laidOut.requests.map(({ request }) => {
		if (!request.composite) return resultOf(request);
		// Of a list that is one record, nothing but its entries is sent.
		const hasFields = Object.keys(request.sync?.id ?? {}).length > 0;
		if (request.upsert !== undefined || hasFields) return 'write';
		return request.api.method === 'GET' ? 'list' : undefined;
	});
	const isList = results.includes('list');
	return [
		...(isList ? (['list', 'query'] as const) : []),
		...(results.includes('write') ? (['body'] as const) : []),
		...(canClear(laidOut) ? (['clearing'] as const) : []),
		...(results.includes('file') && !isList ? (['file'] as const) : []),
	];
}

/** What stands in Options for this operation alone. */
const settingsOf = (requests: LaidOutRequest[]): INodeProperties[] =>
	shared(requests, 'collection', ({ settings }) => settings).map(({ property }) => property);

/** What one operation shows, collections aside. */
export function wantsOf(laidOut: LaidOut): Want[] {
	const { resource, operation, requests } = laidOut;
	const want = (group: Group, { property, position, by, isFile }: Shared): Want => ({
		group,
		property,
		resource: resource.value,
		operation: operation.value,
		position,
		...selectorFor(by, operation),
		...(group === 'body' && !isFile && canMap(requests) && { manualOnly: true }),
	});
	const where = (
		group: Group,
		property: INodeProperties,
		applies: (one: LaidOutRequest) => boolean,
		position = 0,
	): Want[] => {
		const by = requests.filter(applies);
		return by.length > 0
			? [want(group, { property, position, by, required: by, isFile: false })]
			: [];
	};
	return [
		...(['path', 'query', 'body'] as const).flatMap((group) =>
			shared(requests, 'view', (form) => (group === 'body' ? bodyInView(form) : form[group])).map(
				(found) => want(group, found),
			),
		),
		...(operation.selector
			? where(selectsPath(requests) ? 'reach' : 'selector', selectorProperty(operation), () => true)
			: []),
		...where('mode', dataMode, () => canMap(requests)),
		...where('clearing', fieldsToClear, () => canClear(laidOut)),
		...where('paging', returnAll, pages),
		...where('paging', limit, pages, 1),
		...where('output', output, ({ request }) => readsRecords(request)),
		...where('output', outputFields, ({ request }) => readsRecords(request), 1),
		...where('options', optionsFor(usesOf(laidOut), settingsOf(requests)), () => true),
	];
}
