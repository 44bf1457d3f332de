import { dereferenced } from '../../spec/references';
import type { Method, Operation, Schema } from './types';

export interface DraftOperation {
	method: Method;
	key: string;
	operation: Operation;
}

/** The merged documents while corrections are applied: operations by id, shared schemas by name. */
export interface Draft {
	operations: Map<string, DraftOperation>;
	schemas: Record<string, Schema>;
}

/** The schema itself where it is a reference to a shared one. */
export const resolve = (schema: Schema | undefined, draft: Pick<Draft, 'schemas'>) =>
	dereferenced(schema, draft.schemas);

const firstSchema = (content: Record<string, { schema: Schema }> | undefined) =>
	Object.values(content ?? {})[0]?.schema;

/** The schema of what an operation sends. */
export const bodySchema = (operation: Operation) => firstSchema(operation.requestBody?.content);

/** The schema of what an operation answers when all went well and a record comes back. */
export const okSchema = (operation: Operation) => firstSchema(operation.responses['200']?.content);

/**
 * The body's schema for changing it: a shared one is replaced by a copy of the operation's own, so
 * that nobody else's changes.
 */
export function ownBody(operation: Operation, draft: Draft): Schema | undefined {
	const media = Object.values(operation.requestBody?.content ?? {})[0];
	if (!media) return undefined;
	if (media.schema.$ref) media.schema = structuredClone(resolve(media.schema, draft) ?? {});
	return media.schema;
}

/** A schema and all that are written inside it; references are not followed. */
export function withNested(schema: Schema): Schema[] {
	const inner = [
		...Object.values(schema.properties ?? {}),
		...(schema.items ? [schema.items] : []),
		...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
		...(schema.anyOf ?? []),
		...(schema.oneOf ?? []),
		...(schema.allOf ?? []),
	];
	return [schema, ...inner.flatMap(withNested)];
}

/** The schemas of an operation's parameters, body and answers, with all that are written inside them. */
export function operationSchemas({ parameters, requestBody, responses }: Operation): Schema[] {
	const contents = [
		requestBody?.content,
		...Object.values(responses).map(({ content }) => content),
	];
	return [
		...parameters.map(({ schema }) => schema),
		...contents.flatMap((content) => Object.values(content ?? {}).map(({ schema }) => schema)),
	].flatMap(withNested);
}

/** The schemas inside of what operations send, shared ones included. */
export function sentSchemas(draft: Draft): Schema[] {
	const shared = Object.values(draft.schemas).flatMap(withNested);
	const own = [...draft.operations.values()].flatMap(({ operation }) => {
		const schema = bodySchema(operation);
		return schema ? withNested(schema) : [];
	});
	return [...own, ...shared];
}

/** Every schema of a draft, shared or not. */
export function allSchemas(draft: Draft): Schema[] {
	return [
		...[...draft.operations.values()].flatMap(({ operation }) => operationSchemas(operation)),
		...Object.values(draft.schemas).flatMap(withNested),
	];
}
