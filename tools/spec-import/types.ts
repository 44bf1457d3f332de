/** The parts of OpenAPI 3.1 that spec/openapi.json uses, and what the import carries around. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

/** Plain JSON Schema: structure, types and limits, no words. */
export interface Schema {
	$ref?: string;
	type?: string | string[];
	enum?: Json[];
	const?: Json;
	default?: Json;
	format?: string;
	pattern?: string;
	required?: string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	additionalProperties?: boolean | Schema;
	anyOf?: Schema[];
	oneOf?: Schema[];
	allOf?: Schema[];
	[limit: string]: unknown;
}

export interface Parameter {
	name: string;
	in: string;
	required: boolean;
	schema: Schema;
}

export type Content = Record<string, { schema: Schema }>;

export interface Operation {
	tags: string[];
	'x-since'?: string;
	'x-documented-in': string[];
	/** Body fields and query parameters that only older documents have. */
	'x-older-fields'?: string[];
	deprecated?: true;
	/** Present and empty where the operation needs no authentication. */
	security?: [];
	parameters: Parameter[];
	requestBody?: { required: boolean; content: Content };
	responses: Record<string, { description: ''; content?: Content }>;
}

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof methods)[number];

/** One operation of one document, and where it stands. */
export interface SourceOperation {
	method: Method;
	/** Path with an optional `#suffix` for a variant; the wire path is what stands before `#`. */
	key: string;
	operation: Operation;
}

/** A vendor document reduced to facts. */
export interface SourceDocument {
	file: string;
	version: string;
	operations: SourceOperation[];
	schemas: Record<string, Schema>;
	/** Set when the document is a spec/openapi.json of ours: its corrections are in it already. */
	own?: { corrections: AppliedCorrection[] };
}

export interface AppliedCorrection {
	id: string;
	reason: string;
}

/** A row of the scope: an operation the package covers, and the first core version that serves it. */
export interface ScopeRow {
	method: string;
	key: string;
	since: string;
}

export interface Spec {
	openapi: '3.1.0';
	info: { title: string; version: string };
	'x-corrections': AppliedCorrection[];
	servers: { url: string; variables: Record<string, { default: string }> }[];
	security: Record<string, string[]>[];
	paths: Record<string, Partial<Record<Method, Operation>>>;
	components: {
		securitySchemes: Record<string, { type: string; scheme: string }>;
		schemas: Record<string, Schema>;
	};
}

/** A mistake of the person who runs the import; its message says what to do. */
export class ImportError extends Error {}

/** The operation's id, for example `PUT /domains/{domain}/phonenumbers#1`. */
export const operationId = (method: string, key: string) => `${method.toUpperCase()} ${key}`;
