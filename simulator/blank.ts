import type { Schema, Spec } from './spec';
import type { Data } from './state/table';

const DEPTH = 6;

/** A value that a schema allows when nothing is known about it: its default, else the plainest. */
export function blank(spec: Spec, schema: Schema | undefined, depth = 0): unknown {
	const own = spec.resolve(schema);
	if (own.default !== undefined) return own.default;
	if (own.const !== undefined) return own.const;
	const values = own.enum as unknown[] | undefined;
	if (values?.length) return values.includes('no') ? 'no' : values[0];
	const choices = (own.oneOf ?? own.anyOf) as Schema[] | undefined;
	if (choices?.length) return blank(spec, choices[0], depth);
	return plainest(spec, own, depth);
}

function plainest(spec: Spec, own: Schema, depth: number): unknown {
	const types = ([] as unknown[]).concat(own.type ?? []);
	if (types.includes('null') && types.length === 2) return null;
	if (own.allOf || own.properties || types[0] === 'object') return blankRecord(spec, own, depth);
	switch (types[0]) {
		case 'integer':
		case 'number':
			return typeof own.minimum === 'number' ? own.minimum : 0;
		case 'boolean':
			return false;
		case 'null':
			return null;
		case 'array':
			return Array.from({ length: Number(own.minItems ?? 0) }, () =>
				blank(spec, own.items as Schema, depth + 1),
			);
		default:
			return '';
	}
}

/** An object with every property of its schema blank; write-only ones are left out. */
export function blankRecord(spec: Spec, schema: Schema | undefined, depth = 0): Data {
	if (depth > DEPTH) return {};
	const out: Data = {};
	for (const [name, property] of Object.entries(spec.properties(schema))) {
		const value = spec.resolve(property);
		if (!value.writeOnly) out[name] = blank(spec, property, depth + 1);
	}
	return out;
}
