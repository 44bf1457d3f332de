import { versionIn } from './version';

/** What an OpenAPI document says that one form of an endpoint takes, paths aside. */
export interface Form {
	query: Fields;
	/** Undefined when there is no body, or one whose fields nobody wrote down. */
	body?: Fields;
	/** The body is a form with files instead of JSON. */
	multipart: boolean;
}

/** Names of fields, and which of them must be sent. */
export interface Fields {
	names: Set<string>;
	required: Set<string>;
}

/** An OpenAPI document, read for comparing. */
export interface ApiDocument {
	/** As the document has it: cores say their build, documents from elsewhere often `1.0.0`. */
	version?: string;
	/** `METHOD shape` → the documented forms of the endpoint. */
	endpoints: Map<string, Form[]>;
}

type Loose = Record<string, unknown>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** References and parts of schemas are not followed any deeper: some refer to themselves. */
const DEEPEST = 12;

/**
 * An endpoint that documents have under another path (spec/openapi.json mends it too): deleting
 * "/" would be the whole API.
 */
const MISPLACED: Record<string, string> = {
	'DELETE /': 'DELETE /domains/{}/users/{}/timeframes',
};

/** An endpoint's key in a document that was read. */
export function endpointOf(method: string, path: string): string {
	const key = `${method.toUpperCase()} ${shapeOf(path)}`;
	return MISPLACED[key] ?? key;
}

/**
 * A path as it goes over the wire, its placeholders without names: `/domains/{}/users/{}`. What
 * documents add to tell variants apart goes (`#1`, formerly HASHHACK1 and HACKHACK1), and so do
 * their slips: slashes too many or too few, the API's base in front.
 * `~` is a value that stands in a placeholder.
 */
export function shapeOf(path: string): string {
	const wire = path.replace(/(#|HASHHACK|HACKHACK).*$/s, '').replace(/^\/?ns-api\/v2(?=\/)/i, '');
	const parts = wire
		.replace(/\{[^}]*\}/g, '/{}/')
		.split('/')
		.filter((part) => part !== '')
		.map((part) => (part === '~' ? '{}' : part.toLowerCase()));
	return `/${parts.join('/')}`;
}

/** Reads a parsed OpenAPI document. @returns undefined when it is none, or has no operation */
export function readDocument(value: unknown): ApiDocument | undefined {
	const root = objectIn(value);
	const endpoints = new Map<string, Form[]>();
	for (const [path, item] of Object.entries(objectIn(root.paths))) {
		for (const method of METHODS) {
			const operation = objectIn(item)[method];
			if (typeof operation !== 'object' || operation === null) continue;
			const key = endpointOf(method, path);
			const form = formOf(operation as Loose, objectIn(item), root);
			endpoints.set(key, [...(endpoints.get(key) ?? []), form]);
		}
	}
	if (endpoints.size === 0) return undefined;
	const version = versionIn(objectIn(root.info).version);
	return { ...(version !== undefined && { version }), endpoints };
}

function formOf(operation: Loose, item: Loose, root: Loose): Form {
	const parameters = [...listIn(item.parameters), ...listIn(operation.parameters)]
		.map((parameter) => followed(parameter, root))
		.filter((parameter) => parameter.in === 'query' && typeof parameter.name === 'string');
	const required = parameters.filter((parameter) => parameter.required === true);
	const content = objectIn(followed(operation.requestBody, root).content);
	const multipart = content['multipart/form-data'];
	const body = multipart ?? content['application/json'] ?? Object.values(content)[0];
	const fields = fieldsOf(objectIn(body).schema, root);
	return {
		query: { names: namesOf(parameters), required: namesOf(required) },
		...(fields.names.size > 0 && { body: fields }),
		multipart: multipart !== undefined,
	};
}

function namesOf(parameters: Loose[]): Set<string> {
	return new Set(parameters.map(({ name }) => String(name)));
}

/** The fields of an object schema, whatever it is put together from; none for anything else. */
function fieldsOf(schema: unknown, root: Loose, depth = 0): Fields {
	const { properties, required, allOf, anyOf, oneOf } = followed(schema, root);
	const own = Object.entries(objectIn(properties));
	const sent = own.filter(([, inner]) => followed(inner, root).readOnly !== true);
	const names = new Set(sent.map(([name]) => name));
	const fields: Fields = {
		names,
		required: new Set(
			listIn(required)
				.map(String)
				.filter((name) => names.has(name)),
		),
	};
	if (depth === DEEPEST) return fields;
	const partsOf = (parts: unknown) => listIn(parts).map((part) => fieldsOf(part, root, depth + 1));
	return [...partsOf(allOf), either(partsOf(anyOf)), either(partsOf(oneOf))].reduce(both, fields);
}

function both(one: Fields, other: Fields): Fields {
	return {
		names: new Set([...one.names, ...other.names]),
		required: new Set([...one.required, ...other.required]),
	};
}

/** Of alternatives, only what all of them require has to be sent. */
function either(alternatives: Fields[]): Fields {
	const [first, ...others] = alternatives;
	const required = [...(first?.required ?? [])].filter((name) =>
		others.every((other) => other.required.has(name)),
	);
	return { names: alternatives.reduce(both, NOTHING).names, required: new Set(required) };
}

const NOTHING: Fields = { names: new Set(), required: new Set() };

/** An object of the document, references followed; empty when it is none or leads nowhere. */
function followed(value: unknown, root: Loose, depth = 0): Loose {
	const object = objectIn(value);
	const { $ref } = object;
	if (typeof $ref !== 'string') return object;
	if (depth === DEEPEST || !$ref.startsWith('#/')) return {};
	const target = $ref
		.slice(2)
		.split('/')
		.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
		.reduce<unknown>((inner, part) => objectIn(inner)[part], root);
	return followed(target, root, depth + 1);
}

function objectIn(value: unknown): Loose {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Loose)
		: {};
}

function listIn(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
