import type { Schema, Spec, Variant } from '../../simulator/spec';
import { written } from '../support/formats';
import type { Data } from '../../simulator/state/table';

/** Values for names whose schema does not say what makes sense. */
export type Hints = (name: string) => unknown;

/** A value that fits a schema; objects carry their required properties and those that have a hint. */
export function sampleOf(spec: Spec, schema: Schema | undefined, hints: Hints, name = ''): unknown {
	const hint = hints(name);
	if (hint !== undefined) return hint;
	const own = spec.resolve(schema);
	if (own.const !== undefined) return own.const;
	const values = own.enum as unknown[] | undefined;
	if (values?.length) return values[0];
	const choices = (own.oneOf ?? own.anyOf) as Schema[] | undefined;
	if (choices?.length) return sampleOf(spec, choices[0], hints);
	const type = ([] as unknown[]).concat(own.type ?? 'string')[0];
	switch (type) {
		case 'object':
			return sampleRecord(spec, own, hints);
		case 'array':
			return [sampleOf(spec, own.items as Schema, hints)];
		case 'integer':
		case 'number':
			return typeof own.minimum === 'number' ? own.minimum : 1;
		case 'boolean':
			return true;
		case 'null':
			return null;
		default:
			if (written[String(own.format)]) return written[String(own.format)];
			return 'sample text '.padEnd(Number(own.minLength ?? 0), 'x').trim();
	}
}

function sampleRecord(spec: Spec, schema: Schema, hints: Hints): Data {
	const properties = spec.properties(schema);
	const required = new Set((schema.required as string[] | undefined) ?? []);
	const out: Data = {};
	for (const [name, property] of Object.entries(properties)) {
		if (required.has(name) || hints(name) !== undefined)
			out[name] = sampleOf(spec, property, hints, name);
	}
	return out;
}

/** Query parameters an operation cannot do without. */
export function sampleQuery(spec: Spec, variant: Variant, hints: Hints): Record<string, string> {
	const query: Record<string, string> = {};
	for (const parameter of variant.raw.parameters ?? []) {
		if (parameter.in !== 'query') continue;
		if (!parameter.required && hints(`?${parameter.name}`) === undefined) continue;
		const value =
			hints(`?${parameter.name}`) ?? sampleOf(spec, parameter.schema, hints, parameter.name);
		query[parameter.name] = String(value);
	}
	return query;
}
