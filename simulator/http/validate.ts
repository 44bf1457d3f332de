import type { ErrorObject } from 'ajv';

import { badRequest } from '../errors';
import type { Endpoint, Schema, Spec, Variant } from '../spec';
import type { Data } from '../state/table';

/** What a request brought along, before it is trusted. */
export interface Incoming {
	/** Path values, left to right. */
	path: string[];
	query: Record<string, unknown>;
	body: unknown;
	/** Content type of the body without parameters, empty when there is no body. */
	contentType: string;
	/** Names of the files of a multipart body. */
	files?: string[];
}

/** Values after validation, numbers and booleans in their own type. */
export interface Checked {
	variant: Variant;
	query: Data;
	body: Data;
}

interface Problem {
	text: string;
	/** How far the check came: the form of the endpoint with the highest figure explains best. */
	depth: number;
}

/**
 * Checks a request against the forms of its endpoint; of those that take it, the one that knows most
 * of its fields counts.
 * @param version of the core, as `versionNumber` makes it, which hides newer forms
 * @throws ApiError 400 with the problem of the form that came closest
 */
export function validate(
	spec: Spec,
	endpoint: Endpoint,
	incoming: Incoming,
	version: number,
): Checked {
	const { variants } = endpoint;
	const [only] = variants;
	if (variants.length === 1 && only)
		return attempt(spec, only, incoming).checked ?? fail(undefined);
	let best: Problem | undefined;
	let chosen: Checked | undefined;
	let score = -1;
	for (const variant of variants) {
		if (variant.since > version) continue;
		const copy = { ...incoming, body: structuredClone(incoming.body) };
		const { checked, problem } = attempt(spec, variant, copy, true);
		if (problem && (!best || problem.depth > best.depth)) best = problem;
		const known = checked ? familiarity(spec, variant, incoming) : -1;
		if (known > score) [chosen, score] = [checked, known];
	}
	return chosen ?? fail(best);
}

function fail(problem: Problem | undefined): never {
	throw badRequest(problem?.text ?? 'Bad Request');
}

/** Checks one form; without `quiet` a problem is thrown. */
function attempt(
	spec: Spec,
	variant: Variant,
	incoming: Incoming,
	quiet = false,
): { checked?: Checked; problem?: Problem } {
	const query = { ...incoming.query };
	const problem = check(spec, variant, { ...incoming, query });
	if (problem && !quiet) fail(problem);
	if (problem) return { problem };
	const { body } = incoming;
	return { checked: { variant, query, body: isData(body) ? (body ?? {}) : { list: body } } };
}

/** How many of the sent fields and parameters a form documents. */
function familiarity(spec: Spec, variant: Variant, incoming: Incoming): number {
	const parameters = (variant.raw.parameters ?? []).map((parameter) => parameter.name);
	const fields = Object.values(variant.raw.requestBody?.content ?? {}).flatMap((content) =>
		Object.keys(spec.properties(content.schema)),
	);
	const sent = isData(incoming.body) ? Object.keys(incoming.body ?? {}) : [];
	return (
		Object.keys(incoming.query).filter((name) => parameters.includes(name)).length +
		sent.filter((name) => fields.includes(name)).length
	);
}

const isData = (value: unknown): value is Data | undefined =>
	value === undefined || (value !== null && typeof value === 'object' && !Array.isArray(value));

/** What of a form has to be looked at: most paths and queries take any text. */
interface Checks {
	path: boolean;
	query: boolean;
}

const checksOf = new WeakMap<Variant, Checks>();

function checks(spec: Spec, variant: Variant): Checks {
	let known = checksOf.get(variant);
	if (!known) {
		const choosy = (schema: Schema | undefined) => {
			const own = spec.resolve(schema);
			const text = own.type === 'string' && !own.minLength && !own.maxLength;
			return !text || own.enum !== undefined || own.const !== undefined;
		};
		const list = variant.raw.parameters ?? [];
		known = {
			path: list.some(
				(one) => one.in === 'path' && !DOMAIN_LIKE.test(one.name) && choosy(one.schema),
			),
			query: list.some((one) => one.in === 'query' && one.required === true),
		};
		checksOf.set(variant, known);
	}
	return known;
}

/** Names whose patterns take any text; what does not exist is a 404, not a 400. */
const DOMAIN_LIKE = /^(domain|user)$/;

function check(spec: Spec, variant: Variant, incoming: Incoming): Problem | undefined {
	const needed = checks(spec, variant);
	if (needed.path) {
		const path = spec.lenient(`path ${variant.id}`, () => parameterSchema(variant, 'path'));
		const named = Object.fromEntries(
			variant.parameters.flatMap((name, i) => (name === '~' ? [] : [[name, incoming.path[i]]])),
		);
		if (!path(named)) return { text: explain(path.errors, 'path parameter'), depth: 0 };
	}
	if (needed.query || Object.keys(incoming.query).length > 0) {
		const query = spec.lenient(`query ${variant.id}`, () => parameterSchema(variant, 'query'));
		if (!query(incoming.query)) {
			return { text: explain(query.errors, 'query parameter'), depth: 1 };
		}
	}
	return variant.raw.requestBody ? checkBody(spec, variant, incoming) : undefined;
}

function checkBody(spec: Spec, variant: Variant, incoming: Incoming): Problem | undefined {
	const content = variant.raw.requestBody?.content;
	if (!content) return undefined;
	if (incoming.body === undefined && !variant.raw.requestBody?.required) return undefined;
	const type = bodyType(incoming.contentType, content);
	const schema = type && spec.bodySchema(variant, type);
	if (!type || !schema) {
		const wanted = Object.keys(content).join(' or ');
		return { text: `The body must be ${wanted}`, depth: 1 };
	}
	const validate = spec.lenient(`body ${type} ${variant.id}`, () => bodySchema(spec, schema));
	const body = incoming.body ?? {};
	const value = incoming.files
		? { ...Object.fromEntries(incoming.files.map((name) => [name, 'file'])), ...(body as Data) }
		: body;
	if (validate(value)) return undefined;
	const error = validate.errors?.[0];
	const depth = 2 + (error?.keyword === 'required' ? 0 : 1) + (error?.instancePath.length ? 1 : 0);
	return { text: explain(validate.errors, 'field'), depth };
}

/** The documented content type a body counts as; JSON and forms carry the same fields. */
function bodyType(sent: string, content: Record<string, unknown>): string | undefined {
	if (sent in content) return sent;
	if (sent === 'multipart/form-data' || sent.startsWith('multipart/')) {
		return 'multipart/form-data' in content ? 'multipart/form-data' : undefined;
	}
	const json = Object.keys(content).find((type) => type.includes('json'));
	return json ?? (sent === '' ? Object.keys(content)[0] : undefined);
}

/** `limit` and `start` are left to the list itself: real servers treat them in their own way. */
function parameterSchema(variant: Variant, where: 'path' | 'query'): Schema {
	const list = (variant.raw.parameters ?? []).filter(
		(p) => p.in === where && !(where === 'query' && (p.name === 'limit' || p.name === 'start')),
	);
	const wanted = list.filter((p) => p.required).map((p) => p.name);
	return {
		type: 'object',
		properties: Object.fromEntries(list.map((p) => [p.name, p.schema ?? {}])),
		required: where === 'path' ? wanted.filter((n) => variant.parameters.includes(n)) : wanted,
	};
}

function bodySchema(spec: Spec, schema: Schema): Schema {
	const own = spec.resolve(schema);
	return own.type === 'array' ? schema : { ...own, type: 'object' };
}

function explain(errors: ErrorObject[] | null | undefined, what: string): string {
	const error = errors?.[0];
	if (!error) return 'Bad Request';
	const name = error.instancePath.slice(1).replace(/\//g, '.');
	if (error.keyword === 'required') {
		const missing = String((error.params as { missingProperty: string }).missingProperty);
		return `Missing required ${what}: ${name ? `${name}.` : ''}${missing}`;
	}
	if (error.keyword === 'enum') {
		const allowed = (error.params as { allowedValues: unknown[] }).allowedValues.join(', ');
		return `Invalid value for ${what} ${name}: must be one of ${allowed}`;
	}
	return `Invalid value for ${what} ${name || '(body)'}: ${error.message ?? 'not allowed'}`;
}
