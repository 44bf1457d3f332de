import type { Asked } from '../../nodes/NetSapiens/execute/operation';
import type { PlannedRequest } from './planned';
import type { Schema } from './spec';
import { fieldOf } from './fieldOf';
import { asksPeriod } from './period';
import { sentQuery } from './table';
import { canMap, type LaidOut } from './wants';
import type { CompositeWords, RequestWords } from './words';

/** resource → operation → what its form asks. */
export type CompositeTable = Record<string, Record<string, Asked>>;

/**
 * An operation that no single endpoint does, as a request that reads, or that writes when its words
 * say what it sets: so it gets its form, output preview and place in the reference as all others do.
 */
export function compositeRequest(
	{ asks = {}, sets, answers = {} }: CompositeWords,
	words: RequestWords,
): PlannedRequest {
	const query = Object.entries(asks).map(([name, schema]) => ({ name, required: false, schema }));
	const properties: Record<string, Schema> = Object.fromEntries(
		Object.entries(answers).map(([name, type]) => [name, { type }]),
	);
	const api = {
		id: 'its form',
		method: sets ? ('POST' as const) : ('GET' as const),
		path: '',
		tag: '',
		since: '44',
		pathParameters: [],
		queryParameters: query,
		...(sets && { body: { multipart: false, schema: { type: 'object', properties: sets } } }),
		answer: { type: 'object', properties },
		bytes: false,
	};
	return { api, words, also: [], query, composite: true };
}

/** What the forms of all composites ask. */
export function compositeTable(operations: LaidOut[]): CompositeTable {
	const table: CompositeTable = {};
	for (const { resource, operation, requests } of operations) {
		for (const { request, form } of requests) {
			if (!request.composite) continue;
			(table[resource.value] ??= {})[operation.value] = {
				parameters: [...form.path, ...sentQuery(form), ...form.body].map(fieldOf),
				...(asksPeriod(form) && { period: true as const }),
				...(form.fields.length > 0 && { fields: form.fields.map(fieldOf) }),
				...(form.filters.length > 0 && { filters: form.filters.map(fieldOf) }),
				...(canMap(requests) && { mappable: true as const }),
			};
		}
	}
	return table;
}
