import type { Draft, DraftOperation } from '../draft';
import type { Operation, Parameter, Schema, SourceOperation } from '../types';

/** A mistake of the vendor's documents, and how it is mended. */
export interface Correction {
	id: string;
	/** Why the document is wrong, for the reader of spec/openapi.json. */
	reason: string;
	/** The right key of an operation that stands under a wrong one; also applied to scope rows. */
	key?(method: string, key: string): string | undefined;
	/** The same, where only the operation's content tells. */
	sourceKey?(source: SourceOperation): string | undefined;
	/** The first core version that serves an operation, where the table of operations is wrong. */
	since?(id: string): string | undefined;
	/** Mends the merged draft and tells in how many places. A second run finds nothing to do. */
	mend?(draft: Draft): number;
	/** An operation the documents do not have, built from one they have; undefined when that is missing. */
	add?: { method: string; key: string; since: string; build(draft: Draft): Operation | undefined };
}

/** Runs a mend over every operation and counts where it changed something. */
export const eachOperation =
	(mend: (one: DraftOperation, draft: Draft) => boolean) =>
	(draft: Draft): number =>
		[...draft.operations.values()].filter((one) => mend(one, draft)).length;

/** Runs a mend over some operations, each with a value of its own, and counts where it changed something. */
export const eachListed =
	<Value>(
		listed: Record<string, Value>,
		mend: (one: DraftOperation, value: Value, draft: Draft) => boolean,
	) =>
	(draft: Draft): number =>
		Object.entries(listed).filter(([id, value]) => {
			const one = draft.operations.get(id);
			return one !== undefined && mend(one, value, draft);
		}).length;

/** The path as it is sent. */
export const wirePath = (key: string) => key.split('#')[0]!;

export const lastSegment = (key: string) => wirePath(key).split('/').pop()!;

export const text: Schema = { type: 'string' };
export const yesNo: Schema = { type: 'string', enum: ['yes', 'no'] };
export const integer: Schema = { type: 'integer' };
export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** An object schema; property schemas are copied, so that no two places share one. */
export const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
	type: 'object',
	...(required.length > 0 && { required }),
	properties: structuredClone(properties),
});

/** One text property per name. */
export const texts = (...names: string[]): Record<string, Schema> =>
	Object.fromEntries(names.map((name) => [name, { ...text }]));

export const inPath = (name: string): Parameter => ({
	name,
	in: 'path',
	required: true,
	schema: { ...text },
});

/** Whether two facts are the same; used to see if a mend changes anything. */
export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Replaces a JSON body by an inline one of the operation's own. */
export function setBody(operation: Operation, schema: Schema): boolean {
	const body = { required: true, content: { 'application/json': { schema } } };
	if (same(operation.requestBody?.content, body.content)) return false;
	operation.requestBody = body;
	return true;
}

/** Replaces the schema of an answer. */
export function setAnswer(
	operation: Operation,
	schema: Schema,
	{ status = '200', type = 'application/json' } = {},
): boolean {
	const content = { [type]: { schema } };
	if (same(operation.responses[status]?.content, content)) return false;
	operation.responses[status] = { description: '', content };
	return true;
}
