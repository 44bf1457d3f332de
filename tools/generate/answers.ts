import type { ColumnTable } from '../../nodes/NetSapiens/execute/operation';
import { isSecretName } from '../../nodes/NetSapiens/transport/secretNames';
import { documented, type AnswerSchema, type Properties } from './documented';
import type { FormField } from './formField';
import type { PlannedRequest } from './planned';
import { answersText, readsRecords, resultOf } from './results';
import { typesOf, type Schema } from './spec';
import type { LaidOut, LaidOutRequest } from './wants';
import type { RequestWords } from './words';

const text: AnswerSchema = { type: 'string' };
const yesOrNo: AnswerSchema = { type: 'boolean' };

/** What reads give, by their path: writes may give the record as it is read. */
export type ReadColumns = ReadonlyMap<string, Properties>;

export function readColumns(operations: LaidOut[]): ReadColumns {
	const reads = operations
		.flatMap(({ requests }) => requests)
		.filter(({ request }) => readsRecords(request));
	return new Map(reads.map((one) => [one.request.api.path, columnsOf(one)]));
}

/**
 * Preview of the items that an operation gives as it is preset, for n8n's schema view. Where it is
 * several requests, it shows what any of them may give.
 */
export function previewOf({ requests }: LaidOut, reads: ReadColumns): AnswerSchema {
	return objectOf(
		requests.map((one) =>
			resultOf(one.request) === 'write' && !one.request.composite
				? writtenOf(one, reads)
				: simplifiedOf(one, columnsOf(one)),
		),
	);
}

/** Names of all documented fields of every operation that reads records. */
export function columnTable(operations: LaidOut[]): ColumnTable {
	const known = new Map<string, number>();
	const table: ColumnTable = { lists: [], of: {} };
	for (const { resource, operation, requests } of operations) {
		const reads = requests.filter(({ request }) => readsRecords(request));
		const names = new Set(reads.flatMap((one) => Object.keys(columnsOf(one))));
		if (names.size === 0) continue;
		const list = [...names].sort();
		const at = known.get(list.join()) ?? table.lists.push(list) - 1;
		known.set(list.join(), at);
		(table.of[resource.value] ??= {})[operation.value] = at;
	}
	return table;
}

function objectOf(parts: Properties[]): AnswerSchema {
	return { type: 'object', properties: Object.assign({}, ...parts) as Properties };
}

function simplifiedOf({ request }: LaidOutRequest, columns: Properties): Properties {
	const { simplify } = request.words;
	if (!simplify) return columns;
	return Object.fromEntries(simplify.map((name) => [name, columns[name] ?? text]));
}

/**
 * What a write may give: that the server accepted it and what was sent, or the record, as documented
 * and as it is read where the answer is waited for.
 */
function writtenOf({ request, form }: LaidOutRequest, reads: ReadColumns): Properties {
	const { api } = request;
	const record = answersText(request) ? {} : documented(api.answer);
	const isRecord = !isWord(record);
	return {
		success: yesOrNo,
		...sent(form.path),
		...Object.fromEntries(Object.keys(form.constants).map((name) => [name, text] as const)),
		...sent([...form.body, ...form.fields]),
		...(isRecord && withoutWord(record)),
		...((isRecord || form.synchronous || api.method === 'PUT') && asRead(api.path, reads)),
	};
}

/** The record of a path as it is read, alone or in the list that holds it. */
function asRead(path: string, reads: ReadColumns): Properties | undefined {
	const shape = (one: string) => one.replace(/\{[^}]*\}/g, '{}');
	const above = path.slice(0, path.lastIndexOf('/'));
	const wanted = [path, `${path}/{}`, above].map(shape);
	const found = [...reads].find(([one]) => wanted.includes(shape(one)));
	return found?.[1];
}

const withoutWord = ({ code, message, ...rest }: Properties): Properties =>
	code && message ? rest : { ...(code && { code }), ...(message && { message }), ...rest };

/** What an item of a read may have, or the node's own fields. */
function columnsOf({ request, form }: LaidOutRequest): Properties {
	return resultOf(request) === 'delete'
		? { deleted: yesOrNo, ...sent(form.path) }
		: answered(request);
}

/** What the server gives of a record, as documented; empty where nobody says. */
export function answered(request: PlannedRequest): Properties {
	const { answer } = request.api;
	switch (resultOf(request)) {
		case 'file':
			return request.download ? documented(answer) : {};
		case 'count':
			return counted(documented(answer));
		default:
			return answersText(request) ? { value: text } : recordIn(answer, request.words.rows);
	}
}

/** Counts say `total`, or `count` and more; documents mix them up. */
const counted = (properties: Properties): Properties => ({
	total: { type: 'integer' },
	...(properties.total || properties.count ? properties : {}),
});

/** Whether a write answers `{code: 202, message: "Accepted"}` or nothing, and so no record. */
const isWord = (properties: Properties): boolean =>
	Object.keys(properties).every((name) => name === 'code' || name === 'message');

const sent = (fields: FormField[]): Properties =>
	Object.fromEntries(
		fields
			.filter(({ name, shape }) => shape.kind !== 'file' && !isSecretName(name))
			.flatMap((field) =>
				[field.name, ...(field.also ?? [])].map((name) => [name, typeOfSent(field)] as const),
			),
	);

function typeOfSent({ shape: { kind } }: FormField): AnswerSchema {
	switch (kind) {
		case 'integer':
		case 'number':
		case 'boolean':
			return { type: kind };
		case 'list':
		case 'records':
			return { type: 'array' };
		case 'record':
		case 'pairs':
			return { type: 'object' };
		default:
			return text;
	}
}

/** The record of a read, in whatever it is wrapped; see nodes/NetSapiens/execute/rows.ts. */
function recordIn(answer: Schema | undefined, rows: RequestWords['rows']): Properties {
	const { at, keys = [], value = 'value' } = rows ?? {};
	const inside = (at === undefined ? undefined : answer?.properties?.[at]) ?? answer;
	const row = keys.reduce<Schema | undefined>(valueOf, inside);
	const ofKeys = Object.fromEntries(keys.map((key) => [key, text]));
	return { ...ofKeys, ...(row && (isPlain(row) ? { [value]: text } : documented(row))) };
}

/** Whether a row, or each of a list, is a plain value. */
function isPlain(schema: Schema): boolean {
	const types = typesOf(schema);
	if (types.includes('array')) return schema.items !== undefined && isPlain(schema.items);
	return types.length > 0 && !types.includes('object') && !schema.properties;
}

const valueOf = (schema: Schema | undefined): Schema | undefined =>
	typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
