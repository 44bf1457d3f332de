import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '../../../tools/spec-import/documents';
import { buildSpec, type Built } from '../../../tools/spec-import/spec';
import type { Operation, ScopeRow, Spec } from '../../../tools/spec-import/types';

type Loose = Record<string, unknown>;

/** A small OpenAPI document as a vendor would write it. */
export const document = (paths: Loose, more: Loose = {}): Loose => ({
	openapi: '3.1.0',
	info: { title: 'Toy', version: '45.0' },
	paths,
	...more,
});

/** An operation that answers 200 with a schema and, when one is given, takes a JSON body. */
export const operation = (answer: Loose, body?: Loose, more: Loose = {}): Loose => ({
	summary: 'Words of the document',
	tags: ['Toys'],
	parameters: [],
	...(body && { requestBody: { content: { 'application/json': { schema: body } } } }),
	responses: {
		'200': { description: 'Fine', content: { 'application/json': { schema: answer } } },
	},
	...more,
});

export const record = (properties: Loose, required: string[] = []): Loose => ({
	type: 'object',
	properties,
	required,
});

export const text = { type: 'string' };

/** Builds a spec from documents given as objects; the newest must come first. */
export function build(documents: Loose[], rows: ScopeRow[] = []): Built {
	return buildSpec(
		documents.map((one) => readDocument('toy.json', JSON.stringify(one))),
		rows,
	);
}

/** One operation of a built spec, found by its id. */
export function find(spec: Spec, id: string): Operation | undefined {
	const [method, key] = id.split(' ') as [string, string];
	return spec.paths[key]?.[method.toLowerCase() as 'get'];
}

/** What an operation sends, as JSON Schema. */
export const bodyOf = (one: Operation | undefined) =>
	Object.values(one?.requestBody?.content ?? {})[0]?.schema;

/** What an operation answers with 200, as JSON Schema. */
export const answerOf = (one: Operation | undefined) =>
	Object.values(one?.responses['200']?.content ?? {})[0]?.schema;

/** A directory of its own for each test, and a way to put files there. */
export function workplace() {
	const folder = mkdtempSync(join(tmpdir(), 'spec-import-'));
	return {
		folder,
		file(name: string, content: unknown): string {
			const path = join(folder, name);
			writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
			return path;
		},
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

export const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** An operation that answers with a list. */
export const list = (items: object) => operation({ type: 'array', items });

/** Builds one document with shared schemas and says which corrections found something. */
export function mend(paths: Record<string, object>, schemas: Record<string, object> = {}) {
	const built = build([document(paths, { components: { schemas } })]);
	return { spec: built.spec, matches: built.matches };
}
