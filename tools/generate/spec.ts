import type { IHttpRequestMethods } from 'n8n-workflow';

import { refName } from '../../spec/references';

/** The part of JSON Schema that spec/openapi.json uses. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	format?: string;
	enum?: Array<string | number | boolean | null>;
	const?: string | number | boolean;
	default?: unknown;
	minimum?: number;
	maximum?: number;
	maxLength?: number;
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	/** What each value of an object with any keys is. */
	additionalProperties?: Schema | boolean;
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
	readOnly?: boolean;
}

export interface ApiParameter {
	name: string;
	required: boolean;
	schema: Schema;
}

/** One operation of the API, with every reference resolved. */
export interface ApiOperation {
	/** `METHOD key`, the key with its `#variant`. */
	id: string;
	method: IHttpRequestMethods;
	/** Path as it goes on the wire: without `#variant`. */
	path: string;
	/** The vendor's group, for example `Media/Greetings`. */
	tag: string;
	/** First core version that serves it, for example `44` or `44.3`. */
	since: string;
	/** Body fields and query parameters that only older documents have. */
	olderFields?: string[];
	pathParameters: ApiParameter[];
	queryParameters: ApiParameter[];
	body?: { multipart: boolean; schema: Schema };
	/** What a success answers; absent when the document says nothing. */
	answer?: Schema;
	/** Answers with bytes instead of JSON. */
	bytes: boolean;
}

export interface RawOperation {
	tags?: string[];
	'x-since'?: string;
	'x-older-fields'?: string[];
	parameters?: Array<{ name: string; in: string; required?: boolean; schema?: Schema }>;
	requestBody?: { content?: Record<string, { schema?: Schema }> };
	responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

/** The shape of spec/openapi.json as far as the generator reads it. */
export interface OpenApiDocument {
	paths: Record<string, Record<string, RawOperation>>;
	components?: { schemas?: Record<string, Schema> };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Follows `$ref`, merges `allOf`, and keeps what stands beside a reference. */
export function resolve(schema: Schema, shared: Record<string, Schema>, depth = 0): Schema {
	if (depth > 12) return {};
	const deeper = (inner: Schema) => resolve(inner, shared, depth + 1);
	if (schema.$ref !== undefined) {
		const { $ref, ...beside } = schema;
		const target = shared[refName($ref) ?? ''];
		if (!target) throw new Error(`spec/openapi.json refers to ${$ref}, which it does not contain.`);
		return deeper({ ...target, ...beside });
	}
	if (schema.allOf) {
		const { allOf, ...beside } = schema;
		return [...allOf, beside].map(deeper).reduce(merge);
	}
	return {
		...schema,
		...(schema.properties && {
			properties: Object.fromEntries(
				Object.entries(schema.properties).map(([name, inner]) => [name, deeper(inner)]),
			),
		}),
		...(schema.items && { items: deeper(schema.items) }),
		...(typeof schema.additionalProperties === 'object' && {
			additionalProperties: deeper(schema.additionalProperties),
		}),
		...(schema.anyOf && { anyOf: schema.anyOf.map(deeper) }),
		...(schema.oneOf && { oneOf: schema.oneOf.map(deeper) }),
	};
}

function merge(one: Schema, other: Schema): Schema {
	const properties = { ...one.properties, ...other.properties };
	const required = [...new Set([...(one.required ?? []), ...(other.required ?? [])])];
	return {
		...one,
		...other,
		...(Object.keys(properties).length > 0 && { properties }),
		...(required.length > 0 && { required }),
	};
}

/** Types of a schema and of its alternatives, without `null`. */
export function typesOf(schema: Schema): string[] {
	const own = schema.type === undefined ? [] : [schema.type].flat();
	const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap(typesOf);
	return [...new Set([...own, ...inner])].filter((type) => type !== 'null');
}

/** Reads the facts. @returns every operation of the document, in its order. */
export function readSpec(document: OpenApiDocument): ApiOperation[] {
	const shared = document.components?.schemas ?? {};
	return Object.entries(document.paths).flatMap(([key, item]) =>
		methods
			.filter((method) => item[method])
			.map((method) => readOperation(key, method, item[method] as RawOperation, shared)),
	);
}

function readOperation(
	key: string,
	method: string,
	raw: RawOperation,
	shared: Record<string, Schema>,
): ApiOperation {
	const path = key.split('#')[0] as string;
	const upper = method.toUpperCase() as IHttpRequestMethods;
	const parameters = (place: string) =>
		(raw.parameters ?? [])
			.filter((parameter) => parameter.in === place)
			.map((parameter) => ({
				name: parameter.name,
				required: parameter.required === true,
				schema: resolve(parameter.schema ?? {}, shared),
			}));
	const declared = new Map(parameters('path').map((parameter) => [parameter.name, parameter]));
	const body = readBody(raw, shared);
	const answer = readAnswer(raw, shared);
	return {
		id: `${upper} ${key}`,
		method: upper,
		path,
		tag: raw.tags?.[0] ?? '',
		since: raw['x-since'] ?? '44',
		...(raw['x-older-fields'] && { olderFields: raw['x-older-fields'] }),
		pathParameters: placeholders(path).map(
			(name) => declared.get(name) ?? { name, required: true, schema: { type: 'string' } },
		),
		queryParameters: parameters('query'),
		...(body && { body }),
		...answer,
	};
}

function readBody(raw: RawOperation, shared: Record<string, Schema>): ApiOperation['body'] {
	const content = raw.requestBody?.content ?? {};
	const multipart = content['multipart/form-data'];
	const chosen = multipart ?? content['application/json'];
	if (!chosen?.schema) return undefined;
	return { multipart: multipart !== undefined, schema: resolve(chosen.schema, shared) };
}

function readAnswer(
	raw: RawOperation,
	shared: Record<string, Schema>,
): Pick<ApiOperation, 'answer' | 'bytes'> {
	const responses = raw.responses ?? {};
	const code = Object.keys(responses).find((status) => status.startsWith('2'));
	const content = (responses['200'] ?? (code ? responses[code] : undefined))?.content ?? {};
	const json = content['application/json'];
	if (json?.schema) return { answer: resolve(json.schema, shared), bytes: false };
	return { bytes: responses['200'] !== undefined && Object.keys(content).length > 0 };
}

/** Names between braces, in order. */
export function placeholders(path: string): string[] {
	return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] as string);
}
