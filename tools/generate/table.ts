import type {
	Field,
	Operation,
	OperationChoice,
	OperationTable,
} from '../../nodes/NetSapiens/execute/operation';
import { recordOf } from './dialects';
import { downloadOf } from './downloads';
import { fieldOf } from './fieldOf';
import type { Form, FormField } from './formField';
import { asksPeriod, isOfPeriod } from './period';
import { answersText, resultOf } from './results';
import type { PlannedRequest } from './planned';
import type { ApiOperation } from './spec';
import { canClear, canMap, type LaidOut, type LaidOutRequest } from './wants';
import type { DialectWords, MediaWords } from './words';

/** What the node sends: resource → operation → request. */
export function operationTable(
	operations: LaidOut[],
	all: ReadonlyMap<string, ApiOperation>,
	dialects: DialectWords,
): OperationTable {
	const table: OperationTable = {};
	for (const laidOut of operations) {
		const { resource, operation, requests } = laidOut;
		if (requests.some(({ request }) => request.composite)) continue;
		const mappable = canMap(requests) && { mappable: true as const };
		const clears = canClear(laidOut) && { clears: true as const };
		const entries = requests.map(
			(one) =>
				[
					one.request.option?.value ?? '',
					{ ...operationOf(one, all, dialects), ...mappable, ...clears },
				] as const,
		);
		const entry: Operation | OperationChoice = operation.selector
			? { selector: operation.selector.parameter, options: Object.fromEntries(entries) }
			: (entries[0]?.[1] as Operation);
		(table[resource.value] ??= {})[operation.value] = entry;
	}
	return table;
}

function operationOf(
	one: LaidOutRequest,
	all: ReadonlyMap<string, ApiOperation>,
	dialects: DialectWords,
): Operation {
	const { request, form } = one;
	const { api, words } = request;
	const result = resultOf(request);
	const record = recordOf(api.path, dialects);
	return {
		id: api.id,
		...(request.also.length > 0 && { also: request.also }),
		...wireOf(request),
		since: api.since,
		result,
		...(record !== undefined && { record }),
		...(result !== 'file' && answersText(request) && { text: true as const }),
		parameters: [
			...form.path.map(pathFieldOf(api)),
			...[...sentQuery(form), ...form.body].map(fieldOf),
		],
		...(asksPeriod(form) && { period: true as const }),
		...(form.fields.length > 0 && { fields: form.fields.map(fieldOf) }),
		...(form.filters.length > 0 && { filters: form.filters.map(fieldOf) }),
		...(form.synchronous && { synchronous: true as const }),
		...(words.media && { media: mediaOf(words.media) }),
		...(form.multipart && { multipart: true as const }),
		...(Object.keys(form.constants).length > 0 &&
			(api.method === 'GET' ? { queryConstants: form.constants } : { constants: form.constants })),
		...(words.generates?.length && { generated: words.generates }),
		...(form.arrayBody && { arrayBody: true as const }),
		...(result === 'list' && countOf(one, all)),
		...(words.simplify && { simplify: words.simplify }),
		...(words.rows && { rows: words.rows }),
		...downloadOf(request),
	};
}

/** The query fields in view, without the choice of a period by name. */
export const sentQuery = ({ query }: Form): FormField[] =>
	query.filter((field) => !isOfPeriod(field));

/** The content is told by the field that asks for the file. */
const mediaOf = ({ type, size, text }: MediaWords) => ({ type, size, text });

/** The operation that counts what a list lists, and which of the list's filters it understands. */
function countOf(
	{ request: { api }, form }: LaidOutRequest,
	all: ReadonlyMap<string, ApiOperation>,
): Pick<Operation, 'count'> {
	const path = `${api.path}/count`;
	const counting = all.get(`GET ${path}`);
	if (!counting) return {};
	const understood = new Set(counting.queryParameters.map(({ name }) => name));
	const filters = [...form.query, ...form.filters].map(({ name }) => name);
	return { count: { path, filters: filters.filter((name) => understood.has(name)) } };
}

const indexPlaceholder = '/{index}';

/** Servers refuse multipart with PUT ("Missing action"): a file is replaced by POST plus its index. */
const replacesByPost = ({ method, path, body }: ApiOperation) =>
	method === 'PUT' && body?.multipart === true && path.endsWith(indexPlaceholder);

function wireOf({ api, download }: PlannedRequest): Pick<Operation, 'method' | 'path'> {
	const { method, path } = api;
	if (download?.by) return { method, path: path.slice(0, path.lastIndexOf('/')) };
	return replacesByPost(api)
		? { method: 'POST', path: path.slice(0, -indexPlaceholder.length) }
		: { method, path };
}

const pathFieldOf =
	(api: ApiOperation) =>
	(field: FormField): Field => ({
		...fieldOf(field),
		...(replacesByPost(api) && field.name === 'index' && { in: 'body' as const }),
	});
