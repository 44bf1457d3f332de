import { corrections, type Correction } from './corrections';
import { bodySchema, ownBody, resolve, type Draft } from './draft';
import { knownKeys, underKnownNames } from './placeholders';
import {
	operationId,
	type Operation,
	type ScopeRow,
	type SourceDocument,
	type SourceOperation,
} from './types';

/** How often each correction found something to mend, by its id. */
export type Matches = Map<string, number>;

const count = (matches: Matches, { id }: Correction, places = 1) =>
	matches.set(id, (matches.get(id) ?? 0) + places);

/**
 * The key an operation should stand under, after every correction of keys.
 *
 * @param matches - Is told which corrections found something.
 */
export function correctedKey(source: SourceOperation, matches: Matches = new Map()): string {
	let key = source.key;
	for (const correction of corrections) {
		const right =
			correction.key?.(source.method.toUpperCase(), key) ??
			correction.sourceKey?.({ ...source, key });
		if (right === undefined || right === key) continue;
		count(matches, correction);
		key = right;
	}
	return key;
}

/** The rows of a scope under their corrected keys, each operation once. */
export function correctScope(rows: ScopeRow[]): ScopeRow[] {
	const byId = new Map<string, ScopeRow>();
	for (const row of rows) {
		const key = corrections.reduce(
			(current, correction) => correction.key?.(row.method, current) ?? current,
			row.key,
		);
		const id = operationId(row.method, key);
		if (!byId.has(id)) byId.set(id, { ...row, key });
	}
	return [...byId.values()];
}

/** The first core version that serves an operation, by the last correction that knows it. */
export function correctedSince(id: string, since: string, matches: Matches): string {
	return corrections.reduce((known, correction) => {
		const right = correction.since?.(id);
		if (right === undefined) return known;
		count(matches, correction);
		return right;
	}, since);
}

/**
 * Adds the body fields and query parameters that an older document has and the newer one lost.
 * Their names are noted, because most of them are old spellings of fields that are still there.
 */
function addLostFields(
	known: Operation,
	older: Operation,
	draft: Draft,
	olderSchemas: Pick<Draft, 'schemas'>,
): void {
	const lost: string[] = [];
	const properties = Object.entries(
		resolve(bodySchema(older), olderSchemas)?.properties ?? {},
	).filter(([name]) => !resolve(bodySchema(known), draft)?.properties?.[name]);
	if (properties.length > 0 && resolve(bodySchema(known), draft)?.properties) {
		const body = ownBody(known, draft)!;
		for (const [name, schema] of properties) body.properties![name] = structuredClone(schema);
		lost.push(...properties.map(([name]) => name));
	}
	for (const parameter of older.parameters) {
		if (parameter.in !== 'query') continue;
		if (known.parameters.some(({ name }) => name === parameter.name)) continue;
		known.parameters.push({ ...structuredClone(parameter), required: false });
		lost.push(parameter.name);
	}
	const noted = [...(known['x-older-fields'] ?? []), ...(older['x-older-fields'] ?? []), ...lost];
	if (noted.length > 0) known['x-older-fields'] = [...new Set(noted)];
}

/**
 * Merges documents: for each operation and each shared schema the newest document that has it wins.
 *
 * @param documents - Newest first.
 * @param matches - Is told which corrections of keys found something.
 */
export function mergeDocuments(documents: SourceDocument[], matches: Matches): Draft {
	const draft: Draft = { operations: new Map(), schemas: {} };
	const keys = knownKeys(documents);
	const corrected = (source: SourceOperation) => ({
		...source,
		key: correctedKey(source, matches),
	});
	for (const document of documents) {
		for (const [name, schema] of Object.entries(document.schemas))
			draft.schemas[name] ??= structuredClone(schema);
		for (const documented of document.operations) {
			const source = document.own ? documented : underKnownNames(corrected(documented), keys);
			const { key } = source;
			const id = operationId(source.method, key);
			const known = draft.operations.get(id);
			if (!known) {
				draft.operations.set(id, structuredClone(source));
				continue;
			}
			const versions = known.operation['x-documented-in'];
			for (const version of source.operation['x-documented-in'])
				if (!versions.includes(version)) versions.push(version);
			known.operation['x-since'] ??= source.operation['x-since'];
			addLostFields(known.operation, source.operation, draft, document);
		}
	}
	return draft;
}

/** Applies every correction of content to a draft, and adds the operations that no document has. */
export function mendDraft(draft: Draft, matches: Matches): void {
	for (const correction of corrections) {
		if (correction.mend) {
			const places = correction.mend(draft);
			if (places > 0) count(matches, correction, places);
		}
		if (correction.add) {
			const { method, key, since, build } = correction.add;
			const id = operationId(method, key);
			if (draft.operations.has(id)) continue;
			const operation = build(draft);
			if (!operation) continue;
			operation['x-since'] = since;
			draft.operations.set(id, { method: method.toLowerCase() as 'post' | 'put', key, operation });
			count(matches, correction);
		}
	}
}
