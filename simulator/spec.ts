import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Ajv, type Options, type ValidateFunction } from 'ajv';

import { dereferenced } from '../spec/references';
import type { Data } from './state/table';
import { versionNumber } from './version';

export type Schema = { [key: string]: unknown };

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema?: Schema;
}

interface RawOperation {
	tags?: string[];
	'x-since'?: string;
	parameters?: Parameter[];
	requestBody?: { required?: boolean; content?: Record<string, { schema?: Schema }> };
	responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export interface SpecDocument {
	info: { version: string };
	paths: Record<string, Record<string, RawOperation>>;
	components: { schemas: Record<string, Schema> };
}

/** One documented form of an endpoint: spec/openapi.json has one for each `#suffix`. */
export interface Variant {
	/** `METHOD key`, as in spec/openapi.json. */
	id: string;
	/** The core version that knows it first, as `versionNumber` makes it. */
	since: number;
	/** Names of the path parameters, left to right; `~` for a fixed "my own". */
	parameters: string[];
	raw: RawOperation;
}

/** Everything documented for one method and path as it goes over the wire. */
export interface Endpoint {
	method: string;
	/** The path with every parameter written `{}`, without suffix and trailing slash. */
	shape: string;
	variants: Variant[];
	since: number;
	/** Whether the body of some variant declares `synchronous`. */
	synchronous: boolean;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const ROOT = 'spec';

/** The path as sent, parameters replaced by `{}`: the same for all variants of an endpoint. */
export function shapeOf(key: string): string {
	const wire = key.split('#')[0] ?? '';
	const shape = wire.replace(/\{[^}]*\}/g, '{}').replace(/\/~(?=\/|$)/g, '/{}');
	return shape.length > 1 ? shape.replace(/\/+$/, '') : shape;
}

/** Most validators are used a few times, so making them quickly counts for more than what they take. */
const VALIDATORS: Options = {
	strict: false,
	// That the document is right is what `npm run lint:spec` looks at.
	validateSchema: false,
	validateFormats: false,
	allowUnionTypes: true,
	code: { optimize: false },
};

/** spec/openapi.json with its endpoints and validators, compiled when first needed. */
export class Spec {
	readonly endpoints: Endpoint[] = [];
	private readonly ajv = new Ajv({ ...VALIDATORS, coerceTypes: true });
	private readonly plain = new Ajv(VALIDATORS);
	private readonly compiled = new Map<string, ValidateFunction>();

	constructor(readonly document: SpecDocument) {
		const root = { $id: ROOT, components: rebase(document.components) };
		this.ajv.addSchema(root as Schema);
		this.plain.addSchema(root as Schema);
		const byShape = new Map<string, Endpoint>();
		for (const [key, item] of Object.entries(document.paths)) {
			for (const method of METHODS) {
				const raw = item[method];
				if (raw) this.add(byShape, method.toUpperCase(), key, raw);
			}
		}
		this.endpoints = [...byShape.values()];
	}

	/** Reads the document that the importer wrote. */
	static load(file = path.join(__dirname, '..', 'spec', 'openapi.json')): Spec {
		return new Spec(JSON.parse(readFileSync(file, 'utf8')) as SpecDocument);
	}

	/** The schema of a success answer, or undefined where none is documented. */
	responseSchema(variant: Variant, status: number): Schema | undefined {
		const content = variant.raw.responses?.[String(status)]?.content ?? {};
		return Object.values(content)[0]?.schema;
	}

	/** Statuses below 300 that the document lists for a form of an endpoint. */
	successes(variant: Variant): number[] {
		return Object.keys(variant.raw.responses ?? {})
			.map(Number)
			.filter((status) => status < 300);
	}

	/** Schema of a request body in one content type. */
	bodySchema(variant: Variant, type: string): Schema | undefined {
		return variant.raw.requestBody?.content?.[type]?.schema;
	}

	/** Follows `$ref` until a schema with content is reached. */
	resolve(schema: Schema | undefined): Schema {
		return dereferenced(schema, this.document.components.schemas) ?? {};
	}

	/** Properties of an object schema, `allOf` included. */
	properties(schema: Schema | undefined): Record<string, Schema> {
		const own = this.resolve(schema);
		const parts = (own.allOf as Schema[] | undefined) ?? [];
		return Object.assign({}, ...parts.map((part) => this.properties(part)), own.properties);
	}

	/** A validator that reads texts as numbers and booleans where the schema wants them (it changes its input). */
	lenient(name: string, make: () => Schema): ValidateFunction {
		return this.compile(this.ajv, `lenient ${name}`, make);
	}

	/** A validator that takes values as they are. */
	strict(name: string, make: () => Schema): ValidateFunction {
		return this.compile(this.plain, `strict ${name}`, make);
	}

	private compile(ajv: Ajv, name: string, make: () => Schema): ValidateFunction {
		let validate = this.compiled.get(name);
		if (!validate) this.compiled.set(name, (validate = ajv.compile(rebase(make()) as Schema)));
		return validate;
	}

	private add(
		byShape: Map<string, Endpoint>,
		method: string,
		key: string,
		raw: RawOperation,
	): void {
		const shape = shapeOf(key);
		const id = `${method} ${shape}`;
		const parameters = [...(key.split('#')[0] ?? '').matchAll(/\{([^}]*)\}|(?<=\/)~(?=\/|$)/g)].map(
			(match) => match[1] ?? '~',
		);
		const since = versionNumber(raw['x-since'] ?? '44');
		const variant: Variant = { id: `${method} ${key}`, since, parameters, raw };
		let endpoint = byShape.get(id);
		if (!endpoint) {
			endpoint = { method, shape, variants: [], since, synchronous: false };
			byShape.set(id, endpoint);
		}
		endpoint.variants.push(variant);
		endpoint.since = Math.min(endpoint.since, since);
		endpoint.synchronous ||= Object.values(raw.requestBody?.content ?? {}).some(
			(content) => 'synchronous' in this.properties(content.schema),
		);
	}
}

/** Points `#/components/…` at the document's own id, so that parts of it can be compiled alone. */
function rebase(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(rebase);
	if (value === null || typeof value !== 'object') return value;
	const out: Data = {};
	for (const [key, part] of Object.entries(value)) {
		out[key] =
			key === '$ref' && typeof part === 'string' && part.startsWith('#')
				? `${ROOT}${part}`
				: rebase(part);
	}
	return out;
}
