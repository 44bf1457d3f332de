import { Spec, type Schema, type Variant } from '../../simulator/spec';

export type { Schema } from '../../simulator/spec';

/** Where a value travels. */
export type Place = 'path' | 'query' | 'body';

const spec = Spec.load();
const variants = new Map(
	spec.endpoints.flatMap(({ variants: all }) => all.map((one) => [one.id, one] as const)),
);

/** What the documents say of one request; nothing in here comes from the node. */
export class Facts {
	private readonly variant: Variant;

	/** @param id an operation's key, for example `PUT /domains/{domain}/phonenumbers#1` */
	constructor(readonly id: string) {
		const variant = variants.get(id);
		if (!variant) throw new Error(`The documents have no ${id}`);
		this.variant = variant;
	}

	get method(): string {
		return this.id.split(' ')[0] ?? '';
	}

	/** The path as it is sent, with placeholders. */
	get path(): string {
		return this.id.slice(this.method.length + 1).split('#')[0] ?? '';
	}

	get multipart(): boolean {
		return this.contentType.startsWith('multipart');
	}

	/** The array that is the whole body, where it is one. */
	get arrayBody(): Schema | undefined {
		return typesOf(this.body).includes('array') ? this.body : undefined;
	}

	/** Whether the request can ask for an answer with the record. */
	get synchronous(): boolean {
		return 'synchronous' in spec.properties(this.body);
	}

	/** Whether the answer comes in pages. */
	get pages(): boolean {
		const names = this.parameters.filter((one) => one.in === 'query').map(({ name }) => name);
		return this.method === 'GET' && names.includes('start') && names.includes('limit');
	}

	/** What a value must be like, a whole body if it is an array; undefined where there is no such value. */
	schemaOf(place: Place, name: string): Schema | undefined {
		const schema =
			place === 'body'
				? (this.arrayBody ?? spec.properties(this.body)[name])
				: this.parameters.find((one) => one.in === place && one.name === name)?.schema;
		return schema && resolved(schema);
	}

	private get parameters() {
		return this.variant.raw.parameters ?? [];
	}

	private get contentType(): string {
		return Object.keys(this.variant.raw.requestBody?.content ?? {})[0] ?? '';
	}

	private get body(): Schema {
		return resolved(spec.bodySchema(this.variant, this.contentType));
	}
}

/** A schema behind its references. */
export const resolved = (schema: Schema | undefined): Schema => spec.resolve(schema);

/** The fields of a group. */
export const fieldsOf = (schema: Schema): Record<string, Schema> => spec.properties(schema);

/** What a schema leaves the choice of. */
export const alternativesOf = (schema: Schema): Schema[] =>
	[schema.anyOf, schema.oneOf, schema.allOf]
		.flatMap((list) => (list as Schema[] | undefined) ?? [])
		.map(resolved);

/** The types a schema allows, those of its alternatives among them. */
export const typesOf = (schema: Schema): string[] => [
	...[schema.type ?? []].flat().map(String),
	...alternativesOf(schema).flatMap(typesOf),
];

/** The values a schema lists, its own or those of an alternative, without the empty one. */
export const enumOf = (schema: Schema): unknown[] =>
	[schema, ...alternativesOf(schema)]
		.flatMap((one) => (one.enum as unknown[] | undefined) ?? [])
		.filter((value) => value !== '' && value !== null);

/**
 * What a schema has against a value, as it is, without any coercion.
 *
 * @returns '' when it fits
 */
export function objectionTo(value: unknown, schema: Schema): string {
	const validate = spec.strict(JSON.stringify(schema), () => schema);
	if (validate(value)) return '';
	return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message}`).join(', ');
}
