import type { ColumnTable } from '../../nodes/NetSapiens/execute/operation';
import { isSecretName } from '../../nodes/NetSapiens/transport/secretNames';
import type { FormField } from './form';
import { answersText, readsRecords, resultOf } from './results';
import { typesOf, type Schema } from './spec';
import type { LaidOut, LaidOutRequest } from './wants';
import type { RequestWords } from './words';

/** JSON Schema as n8n's schema view reads it. */
export interface AnswerSchema {
	type: string;
	properties?: Record<string, AnswerSchema>;
	items?: AnswerSchema;
}

type Properties = Record<string, AnswerSchema>;

/** Groups inside of groups beyond this are left out. */
const DEEPEST = 4;

const text: AnswerSchema = { type: 'string' };
const yesOrNo: AnswerSchema = { type: 'boolean' };

/**
 * Preview of the items that an operation gives as it is preset, for n8n's schema view. Where it is
 * several requests, it shows what any of them may give.
 */
export function previewOf({ requests }: LaidOut): AnswerSchema {
	return objectOf(requests.map((one) => simplifiedOf(one, columnsOf(one))));
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

/** What an item may have: the node's own fields where a server says no more than yes. */
function columnsOf(one: LaidOutRequest): Properties {
	const { request, form } = one;
	switch (resultOf(request)) {
		case 'file':
			return {};
		case 'delete':
			return { deleted: yesOrNo, ...sent(form.path) };
		case 'count':
			return withDefault(documented(request.api.answer), { total: { type: 'integer' } });
		case 'write': {
			const record = answersText(request) ? {} : documented(request.api.answer);
			return isWord(record) ? accepted(one) : record;
		}
		default:
			if (answersText(request)) return { value: text };
			return recordIn(request.api.answer, request.words.rows);
	}
}

const withDefault = (properties: Properties, otherwise: Properties): Properties =>
	Object.keys(properties).length > 0 ? properties : otherwise;

/** Whether a write answers `{code: 202, message: "Accepted"}` or nothing, and so no record. */
const isWord = (properties: Properties): boolean =>
	Object.keys(properties).every((name) => name === 'code' || name === 'message');

function accepted({ form, request }: LaidOutRequest): Properties {
	const constants = Object.keys(form.constants).map((name) => [name, text] as const);
	return {
		success: yesOrNo,
		...sent(form.path),
		...(request.api.method === 'GET' ? {} : Object.fromEntries(constants)),
		...sent([...form.body, ...form.fields]),
	};
}

const sent = (fields: FormField[]): Properties =>
	Object.fromEntries(
		fields
			.filter(({ name, shape }) => shape.kind !== 'file' && !isSecretName(name))
			.map((field) => [field.name, typeOfSent(field)]),
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

/** The fields of a documented record, or of each record of a documented list. */
function documented(answer: Schema | undefined): Properties {
	if (!answer) return {};
	const list = typesOf(answer).includes('array') ? answer.items : undefined;
	return compact(list ?? answer, 0)?.properties ?? {};
}

function compact(schema: Schema, depth: number): AnswerSchema | undefined {
	if (depth > DEEPEST) return undefined;
	const type = typesOf(schema)[0] ?? (schema.properties ? 'object' : 'string');
	if (type === 'object') {
		const properties = Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
			const found = inner && compact(inner, depth + 1);
			return found ? [[name, found] as const] : [];
		});
		return { type, ...(properties.length > 0 && { properties: Object.fromEntries(properties) }) };
	}
	if (type === 'array') {
		const items = schema.items && compact(schema.items, depth + 1);
		return { type, ...(items && { items }) };
	}
	return { type };
}
