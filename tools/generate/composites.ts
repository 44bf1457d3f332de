import type { Form, FormTable, Upsert } from '../../nodes/NetSapiens/execute/operation';
import { countries } from '../../nodes/NetSapiens/numbers/countries';
import { recordOf } from './dialects';
import { fieldOf } from './fieldOf';
import { asksPeriod } from './period';
import type { Complain, PlannedRequest } from './planned';
import type { ApiParameter, Schema } from './spec';
import { sentQuery } from './table';
import { canClear, canMap, type LaidOut, type LaidOutRequest } from './wants';
import type {
	CompositeWords,
	DialectWords,
	OperationWords,
	RequestWords,
	SyncWords,
	UpsertWords,
} from './words';

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

/** What an item of Create or Update, or of Sync, holds. */
const upserted: Schema = {
	type: 'object',
	properties: {
		result: { type: 'string' },
		dryRun: { type: 'boolean' },
		changes: { type: 'array' },
		record: { type: 'object' },
	},
};

/**
 * Create or Update asks what the operation asks that creates the record, and how it is found where
 * that is to be chosen.
 */
export function upsertRequests(
	upsert: UpsertWords,
	words: OperationWords,
	creates: PlannedRequest[],
	complain: Complain,
): PlannedRequest[] {
	if (creates.length === 0) complain('"upsert" creates with an operation that does not exist.');
	const { create = 'create', update = 'update', ...how } = upsert;
	const found: Upsert = { create, update, ...how };
	const { by = [] } = upsert;
	const asks: ApiParameter[] = [...matchBy(by), dryRun];
	return creates.map((request) => ({
		...asking(request, asks, words),
		upsert: { ...found, ...(request.option && { choice: request.option.value }) },
	}));
}

/** Sync asks what the operation asks that creates a record, unless its words say what. */
export function syncRequests(
	{ sets, ...sync }: SyncWords,
	words: OperationWords,
	creates: PlannedRequest[],
	complain: Complain,
): PlannedRequest[] {
	if (creates.length !== 1) complain('"sync" needs one operation "create" with one request.');
	const asks = [...matchBy(sync.by), mode, dryRun, ...syncSettings];
	return creates.map((request) => {
		const asked = asking(sets ? setting(request, sets) : request, asks, words);
		return { ...asked, sync };
	});
}

const chosen = (name: string, values: string[], preset = values[0]!): ApiParameter => ({
	name,
	required: true,
	schema: { type: 'string', enum: values, default: preset },
});

/** By which field a record is looked for, where there is a choice. */
const matchBy = (by: string[]): ApiParameter[] => (by.length > 1 ? [chosen('matchBy', by)] : []);

const dryRun: ApiParameter = {
	name: 'dryRun',
	required: true,
	schema: { type: 'boolean', default: false },
};

const mode = chosen('syncMode', ['add', 'addAndUpdate', 'mirror']);

const optional = (parameter: ApiParameter): ApiParameter => ({ ...parameter, required: false });

const syncSettings = [
	chosen('defaultCountry', Object.keys(countries), 'US'),
	{ name: 'maxDeletions', schema: { type: 'integer', minimum: 0, default: 50 } },
	{
		name: 'maxDeletionsPercent',
		schema: { type: 'integer', minimum: 0, maximum: 100, default: 10 },
	},
	chosen('returnRecords', ['changed', 'all', 'summary']),
].map((one) => optional(one as ApiParameter));

/** A request with other fields than those of a record. */
const setting = (request: PlannedRequest, sets: Record<string, Schema>): PlannedRequest => ({
	...request,
	api: {
		...request.api,
		body: { multipart: false, schema: { type: 'object', properties: sets } },
	},
	words: {},
});

/** The request of an operation, as the form of one without an endpoint. */
const asking = (
	request: PlannedRequest,
	asks: ApiParameter[],
	words: OperationWords,
): PlannedRequest => ({
	...request,
	api: { ...request.api, queryParameters: asks, answer: upserted },
	query: asks,
	also: [],
	words: {
		...request.words,
		...own(words),
		fields: { ...request.words.fields, ...words.fields },
	},
	composite: true,
});

/** The words of an operation that are about its request. */
const own = ({ required, optional: fewer, omit, creates }: OperationWords): RequestWords => ({
	...(required && { required }),
	...(fewer && { optional: fewer }),
	...(omit && { omit }),
	...(creates && { creates }),
});

/** What the forms of all composites ask. */
export function compositeTable(operations: LaidOut[], dialects: DialectWords): FormTable {
	const table: FormTable = {};
	for (const laidOut of operations) {
		const { resource, operation, requests } = laidOut;
		const composites = requests.filter(({ request }) => request.composite);
		if (composites.length === 0) continue;
		const mappable = canMap(requests) && { mappable: true as const };
		const clears = canClear(laidOut) && { clears: true as const };
		const entries = composites.map(
			(one) =>
				[
					one.request.option?.value ?? '',
					{ ...formOf(one, dialects), ...mappable, ...clears },
				] as const,
		);
		(table[resource.value] ??= {})[operation.value] = operation.selector
			? { selector: operation.selector.parameter, options: Object.fromEntries(entries) }
			: (entries[0]?.[1] as Form);
	}
	return table;
}

function formOf({ request, form }: LaidOutRequest, dialects: DialectWords): Form {
	const { upsert, sync } = request;
	const record = (upsert ?? sync) && recordOf(request.api.path, dialects);
	return {
		parameters: [...form.path, ...sentQuery(form), ...form.body].map(fieldOf),
		...(asksPeriod(form) && { period: true as const }),
		...(form.fields.length > 0 && { fields: form.fields.map(fieldOf) }),
		...(form.filters.length > 0 && { filters: form.filters.map(fieldOf) }),
		...(form.settings.length > 0 && { settings: form.settings.map(fieldOf) }),
		...(Object.keys(form.constants).length > 0 && { constants: form.constants }),
		...(record !== undefined && { record }),
		...(upsert && { upsert }),
		...(sync && { sync }),
	};
}
