import { refName } from '../../spec/references';
import { corrections } from './corrections';
import { bodySchema, operationSchemas, resolve, withNested, type Draft } from './draft';
import { correctedSince, correctScope, mendDraft, mergeDocuments, type Matches } from './merge';
import { plainSchema } from './plain';
import {
	methods,
	operationId,
	type AppliedCorrection,
	type Content,
	type Operation,
	type Schema,
	type ScopeRow,
	type SourceDocument,
	type Spec,
} from './types';

export interface Built {
	spec: Spec;
	/** The same before anything in it was mended, for the next import. */
	documented: Spec;
	scope: ScopeRow[];
	matches: Matches;
	/** Corrections that a spec of ours, given as a document, has been through already. */
	earlier: Set<string>;
	/** Rows of the given scope that no document has an operation for. */
	missing: ScopeRow[];
	/** Operations of the documents that the given scope does not have, with the version they came with. */
	unlisted: ScopeRow[];
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** The shared schemas that operations need, directly or through others. */
function neededSchemas(draft: Draft): Record<string, Schema> {
	const needed = new Set<string>();
	const visit = (schemas: Schema[]) => {
		for (const { $ref } of schemas) {
			const name = refName($ref);
			if (!name || needed.has(name) || !draft.schemas[name]) continue;
			needed.add(name);
			visit(withNested(draft.schemas[name]));
		}
	};
	visit([...draft.operations.values()].flatMap(({ operation }) => operationSchemas(operation)));
	return Object.fromEntries(
		[...needed].sort(byText).map((name) => [name, plainSchema(draft.schemas[name])]),
	);
}

/** A body is required when it must hold something. */
function withRequiredBody(operation: Operation, draft: Draft): Operation {
	const body = operation.requestBody;
	if (!body) return operation;
	const required = (resolve(bodySchema(operation), draft)?.required ?? []).length > 0;
	return { ...operation, requestBody: { ...body, required } };
}

/** Every schema with its keywords in one order, whatever mended it. */
const reordered = (content: Content | undefined): Content | undefined =>
	content &&
	Object.fromEntries(
		Object.entries(content).map(([type, { schema }]) => [type, { schema: plainSchema(schema) }]),
	);

/** The first core version that has this API. Documents with a lower version number count on their own. */
const firstCore = 44;

/** Since when an operation exists, where nobody has said so: the oldest document that has it. */
const sinceOf = (operation: Operation) =>
	String(Math.max(firstCore, Number.parseInt(operation['x-documented-in'].at(-1)!, 10)));

/** The operation with its keys in the order of spec/openapi.json; statuses sort themselves. */
function ordered(operation: Operation, since: string, draft: Draft): Operation {
	const { tags, deprecated, security, parameters, requestBody, responses } = operation;
	const olderFields = (operation['x-older-fields'] ?? []).filter(
		(name) =>
			resolve(bodySchema(operation), draft)?.properties?.[name] ||
			parameters.some((parameter) => parameter.name === name),
	);
	return {
		tags,
		'x-since': since,
		'x-documented-in': operation['x-documented-in'],
		...(olderFields.length > 0 && { 'x-older-fields': olderFields }),
		...(deprecated && { deprecated }),
		...(security && { security }),
		parameters: parameters.map(({ schema, ...parameter }) => ({
			...parameter,
			schema: plainSchema(schema),
		})),
		...(requestBody && {
			requestBody: { ...requestBody, content: reordered(requestBody.content)! },
		}),
		responses: Object.fromEntries(
			Object.entries(responses).map(([status, { content }]) => [
				status,
				{ description: '' as const, ...(content && { content: reordered(content) }) },
			]),
		),
	};
}

function appliedCorrections(matches: Matches, earlier: Set<string>): AppliedCorrection[] {
	return corrections
		.filter(({ id }) => matches.has(id) || earlier.has(id))
		.map(({ id, reason }) => ({ id, reason }));
}

function pathsOf(draft: Draft, since: Map<string, string>): Spec['paths'] {
	const all = [...draft.operations.entries()];
	const keys = [...new Set(all.map(([, { key }]) => key))].sort(byText);
	return Object.fromEntries(
		keys.map((key) => [
			key,
			Object.fromEntries(
				methods.flatMap((method) => {
					const found = draft.operations.get(operationId(method, key));
					if (!found) return [];
					const operation = withRequiredBody(found.operation, draft);
					return [[method, ordered(operation, since.get(operationId(method, key))!, draft)]];
				}),
			),
		]),
	);
}

/**
 * Since when each operation of a draft exists: as a spec of ours knows, or the scope, or else as the
 * oldest document says.
 */
function sinceIn(draft: Draft, scope: ReadonlyMap<string, string>): Map<string, string> {
	return new Map(
		[...draft.operations].map(([id, { operation }]) => [
			id,
			operation['x-since'] ?? scope.get(id) ?? sinceOf(operation),
		]),
	);
}

/** The operations that no row of the scope has and no spec of ours knew, with the version they came with. */
function unlistedIn(
	draft: Draft,
	known: ReadonlyMap<string, string>,
	since: ReadonlyMap<string, string>,
): ScopeRow[] {
	return [...draft.operations]
		.filter(([id, { operation }]) => !known.has(id) && !operation['x-since'])
		.map(([id, { method, key }]) => ({ method: method.toUpperCase(), key, since: since.get(id)! }));
}

function specOf(
	version: string,
	draft: Draft,
	since: Map<string, string>,
	applied: AppliedCorrection[],
): Spec {
	return {
		openapi: '3.1.0',
		info: { title: 'NetSapiens API v2', version },
		'x-corrections': applied,
		servers: [
			{
				url: 'https://{server}/ns-api/v2',
				variables: { server: { default: 'pbx.example.com' } },
			},
		],
		security: [{ bearer: [] }],
		paths: pathsOf(draft, since),
		components: {
			securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
			schemas: neededSchemas(draft),
		},
	};
}

/**
 * Builds the spec from documents and the known scope.
 *
 * @param documents - Newest first, at least one.
 * @param rows - The operations in scope; an operation that is not among them is added with the
 *   oldest version that documents it.
 */
export function buildSpec(documents: SourceDocument[], rows: ScopeRow[]): Built {
	const { version } = documents[0]!;
	const matches: Matches = new Map();
	const earlier = new Set(
		documents.flatMap(({ own }) => own?.corrections.map(({ id }) => id) ?? []),
	);
	const listed = correctScope(rows);
	const known = new Map(listed.map((row) => [operationId(row.method, row.key), row.since]));
	const draft = mergeDocuments(documents, matches);
	const applied = () => appliedCorrections(matches, earlier);
	const documented = specOf(version, draft, sinceIn(draft, known), applied());

	mendDraft(draft, matches);
	const since = sinceIn(draft, known);
	const unlisted = unlistedIn(draft, known, since);
	const missing = listed.filter((row) => !draft.operations.has(operationId(row.method, row.key)));
	for (const [id, first] of since) since.set(id, correctedSince(id, first, matches));
	const scope = [...draft.operations.entries()]
		.map(([id, { method, key }]) => ({ method: method.toUpperCase(), key, since: since.get(id)! }))
		.sort((one, other) => byText(one.key, other.key) || byText(one.method, other.method));
	const spec = specOf(version, draft, since, applied());
	return { spec, documented, scope, matches, earlier, missing, unlisted };
}
