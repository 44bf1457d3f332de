/** References within spec/openapi.json, for all that read it. */

interface Referring {
	$ref?: unknown;
}

const prefix = '#/components/schemas/';

/** The name of the shared schema that a reference points to; undefined for every other value. */
export const refName = (ref: unknown): string | undefined =>
	typeof ref === 'string' && ref.startsWith(prefix)
		? decodeURIComponent(ref.slice(prefix.length))
		: undefined;

/** What a reference leads to, through others too; undefined where that is nothing or itself again. */
export function dereferenced<Schema extends Referring>(
	schema: Schema | undefined,
	shared: Readonly<Record<string, Schema>>,
): Schema | undefined {
	const seen = new Set<Schema>();
	let current = schema;
	while (current?.$ref !== undefined) {
		if (seen.has(current)) return undefined;
		seen.add(current);
		current = shared[refName(current.$ref) ?? ''];
	}
	return current;
}
