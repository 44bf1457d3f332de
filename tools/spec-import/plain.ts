import type { Content, JsonObject, Operation, Parameter, Schema } from './types';

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const strings = (value: unknown): string[] =>
	Array.isArray(value)
		? [...new Set(value.filter((one): one is string => typeof one === 'string'))]
		: [];

/** Keywords that are facts and whose values are no schemas. */
const plainKeywords = [
	'pattern',
	'minimum',
	'maximum',
	'exclusiveMinimum',
	'exclusiveMaximum',
	'multipleOf',
	'minLength',
	'maxLength',
	'minItems',
	'maxItems',
	'uniqueItems',
	'minProperties',
	'maxProperties',
	'readOnly',
	'writeOnly',
] as const;

/** Formats of our own, which corrections set: how times are written. spec/README.md explains them. */
const ourFormats = [
	...['iso-date-time', 'sql-date-time', 'unix-time'],
	...['compact-date', 'compact-month', 'compact-time', 'clock-time'],
];

/** Formats that JSON Schema or OpenAPI define; documents also hold half-typed ones, which say nothing. */
const formats: Record<string, string> = {
	...Object.fromEntries(ourFormats.map((name) => [name, name])),
	...Object.fromEntries(
		['date-time', 'date', 'time', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid'].map(
			(name) => [name, name],
		),
	),
	...Object.fromEntries(
		['password', 'binary', 'byte', 'int32', 'int64', 'float', 'double'].map((name) => [name, name]),
	),
	url: 'uri',
	rfc3339: 'date-time',
};

const everyType = 7;

/** `nullable: true` is OpenAPI 3.0; 3.1 lists the type "null". */
function typeOf(source: JsonObject): Pick<Schema, 'type'> {
	const types = Array.isArray(source.type) ? strings(source.type) : strings([source.type]);
	if (types.length === 0) return {};
	if (source.nullable === true && !types.includes('null')) types.push('null');
	if (types.length >= everyType) return {};
	return { type: types.length === 1 ? types[0]! : types };
}

/** A default the schema itself allows; a text is read as the number or boolean it spells. */
function defaultOf(source: JsonObject, plain: Schema): Pick<Schema, 'default'> {
	const types = strings(Array.isArray(plain.type) ? plain.type : [plain.type]);
	let value = source.default;
	if (value === undefined) return {};
	if (typeof value === 'string' && types.length > 0 && !types.includes('string')) {
		if (types.includes('boolean') && (value === 'true' || value === 'false'))
			value = value === 'true';
		else if (/^-?\d+$/.test(value) && (types.includes('integer') || types.includes('number')))
			value = Number(value);
		else return {};
	}
	if (plain.enum && !plain.enum.includes(value!)) return {};
	return { default: value };
}

/** A format the schema's own default keeps to: a date that may be `*` is no date. */
function formatOf(source: JsonObject, plain: Schema): Pick<Schema, 'format'> {
	const format = typeof source.format === 'string' ? formats[source.format] : undefined;
	const dated = format !== undefined && /date|time/.test(format);
	if (dated && typeof plain.default === 'string' && !/^\d/.test(plain.default)) return {};
	return format === undefined ? {} : { format };
}

/**
 * The values a text can have: an enum, or the ones the description lists, each at the start of a line
 * of its own between backticks. Only the values are taken.
 */
function enumOf(source: JsonObject): Pick<Schema, 'enum'> {
	if (Array.isArray(source.enum)) return { enum: [...new Set(source.enum)] };
	if (source.type !== 'string' || typeof source.description !== 'string') return {};
	const listed = [...source.description.matchAll(/^```([^`\s]+)```:/gm)].map(([, value]) => value!);
	return listed.length > 1 ? { enum: [...new Set(listed)] } : {};
}

/** The properties of a schema that only names the schemas it is composed of. */
function composed(source: JsonObject): Schema | undefined {
	const refs = isObject(source['x-apidog-refs']) ? Object.values(source['x-apidog-refs']) : [];
	const parts = refs.filter(isObject).map((part) => plainSchema(part));
	if (parts.length === 0) return undefined;
	return parts.length === 1 ? parts[0] : { allOf: parts };
}

/**
 * Reduces a schema of a vendor document to plain JSON Schema without words.
 *
 * The documents are written in a tool that stores compositions as `x-apidog-refs` and exports the
 * result beside them in `properties`, so the exported properties are the truth; the notes of the
 * tool (orders, overrides, folders, descriptions of enums) are left behind.
 *
 * @param source - A schema as it stands in the document.
 */
export function plainSchema(source: unknown): Schema {
	if (!isObject(source)) return {};
	const properties = isObject(source.properties) ? Object.entries(source.properties) : [];
	if (typeof source.$ref === 'string' && properties.length === 0) return { $ref: source.$ref };
	if (properties.length === 0) {
		const whole = composed(source);
		if (whole) return whole;
	}
	const plain: Schema = typeOf(source);
	if (properties.length > 0 && source.type === undefined) plain.type = 'object';
	Object.assign(plain, enumOf(source));
	if (source.const !== undefined) plain.const = source.const;
	Object.assign(plain, defaultOf(source, plain));
	Object.assign(plain, formatOf(source, plain));
	for (const keyword of plainKeywords) {
		const value = source[keyword];
		if (value !== undefined && value !== false) Object.assign(plain, { [keyword]: value });
	}
	if (isObject(source.properties)) {
		const names = new Set(properties.map(([name]) => name));
		const required = strings(source.required).filter((name) => names.has(name));
		if (required.length > 0) plain.required = required;
		plain.properties = Object.fromEntries(
			properties.map(([name, child]) => [name, plainSchema(child)]),
		);
	}
	if (source.items !== undefined) plain.items = plainSchema(source.items);
	if (source.additionalProperties !== undefined)
		plain.additionalProperties =
			typeof source.additionalProperties === 'boolean'
				? source.additionalProperties
				: plainSchema(source.additionalProperties);
	for (const keyword of ['anyOf', 'oneOf', 'allOf'] as const)
		if (Array.isArray(source[keyword])) plain[keyword] = source[keyword].map(plainSchema);
	return plain;
}

function plainContent(source: unknown): Content | undefined {
	if (!isObject(source)) return undefined;
	const entries = Object.entries(source).map(
		([type, media]) =>
			[type, { schema: plainSchema(isObject(media) ? media.schema : undefined) }] as const,
	);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function plainParameters(source: unknown): Parameter[] {
	if (!Array.isArray(source)) return [];
	return source
		.filter(isObject)
		.filter((one) => typeof one.name === 'string' && typeof one.in === 'string')
		.map((one) => ({
			name: one.name as string,
			in: one.in as string,
			required: one.in === 'path' || one.required === true,
			schema: plainSchema(one.schema),
		}));
}

/**
 * Answers by status. A second answer with the same status stands in the documents under a key like
 * `x-400-2` or `x-404:Words`; it counts only when the status has no answer of its own.
 */
function plainResponses(source: unknown): Operation['responses'] {
	const responses: Operation['responses'] = {};
	if (!isObject(source)) return responses;
	const statusOf = (key: string) => /^(?:x-)?(\d{3})/.exec(key)?.[1];
	// In order, `400` stands before `x-400-2`.
	for (const key of Object.keys(source).sort()) {
		const status = statusOf(key);
		if (!status || responses[status]) continue;
		const response = source[key];
		const content = plainContent(isObject(response) ? response.content : undefined);
		responses[status] = { description: '', ...(content && { content }) };
	}
	return responses;
}

/** The vendor's group of an operation, for example "Media/Greetings". */
function groupOf(source: JsonObject): string[] {
	const folder = source['x-apidog-folder'];
	if (typeof folder === 'string' && folder !== '') return [folder];
	return strings(source.tags).slice(0, 1);
}

/**
 * Reduces an operation of a vendor document to facts.
 *
 * @param source - The operation as it stands in the document.
 * @param version - The document's version.
 */
export function plainOperation(source: unknown, version: string): Operation {
	const operation = isObject(source) ? source : {};
	const body = isObject(operation.requestBody) ? operation.requestBody : undefined;
	const content = plainContent(body?.content);
	return {
		tags: groupOf(operation),
		'x-documented-in': [version],
		...(operation.deprecated === true && { deprecated: true as const }),
		...(Array.isArray(operation.security) &&
			operation.security.length === 0 && { security: [] as [] }),
		parameters: plainParameters(operation.parameters),
		...(content && { requestBody: { required: body?.required === true, content } }),
		responses: plainResponses(operation.responses),
	};
}
