import { operationId, type SourceDocument, type SourceOperation } from './types';

const placeholder = /\{([^}]*)\}/g;

/** A key without the names of its placeholders, which are never sent. */
const shapeOf = (key: string) => key.replace(placeholder, '{}');

const namesIn = (key: string) => [...key.matchAll(placeholder)].map(([, name]) => name!);

/** Keys of operations by method and shape. */
export type KnownKeys = ReadonlyMap<string, string[]>;

/** The keys of the specs of ours among some documents. */
export function knownKeys(documents: SourceDocument[]): KnownKeys {
	const keys = new Map<string, string[]>();
	for (const { method, key } of documents
		.filter(({ own }) => own)
		.flatMap((one) => one.operations)) {
		const shape = operationId(method, shapeOf(key));
		keys.set(shape, [...(keys.get(shape) ?? []), key]);
	}
	return keys;
}

/**
 * An operation with its placeholders as a spec of ours calls them: words and workflows have these
 * names, and what a document calls them by now makes no other request.
 */
export function underKnownNames(source: SourceOperation, known: KnownKeys): SourceOperation {
	const keys = known.get(operationId(source.method, shapeOf(source.key))) ?? [];
	const [key] = keys;
	if (key === undefined || keys.includes(source.key)) return source;
	const names = new Map(namesIn(source.key).map((name, at) => [name, namesIn(key)[at]!]));
	const parameters = source.operation.parameters.map((one) =>
		one.in === 'path' ? { ...one, name: names.get(one.name) ?? one.name } : one,
	);
	return { ...source, key, operation: { ...source.operation, parameters } };
}
