import type { Form, FormField } from './formField';
import { Locator } from './locate';
import { withPeriod } from './period';
import { pickerForPath } from './pickers';
import type { PlannedRequest, PlannedResource } from './planned';
import { isPaging } from './results';
import { shapeOf, withWordBeside, type WordsOf } from './shapes';
import { typesOf, type Schema } from './spec';
import { withoutTwins } from './twins';
import type { Words } from './words';

/** The name of the field that holds a body which is an array. */
export const arrayField = 'entries';

/** The glossary, under what the resource says, under what the operation says. */
function wordsFor(request: PlannedRequest, resource: PlannedResource, words: Words): WordsOf {
	return (name) => ({
		...words.fields[name],
		...resource.words.fields?.[name],
		...request.words.fields?.[name],
	});
}

/** Lays out the form of one request. */
export function formOf(request: PlannedRequest, resource: PlannedResource, words: Words): Form {
	const { api } = request;
	const omitted = new Set(request.words.omit);
	const wordsOf = wordsFor(request, resource, words);
	const field = (name: string, place: FormField['in'], schema: Schema): FormField => ({
		parameter: name,
		name,
		in: place,
		shape: shapeOf(name, schema, wordsOf),
		words: wordsOf(name),
	});
	const path = api.pathParameters.map((parameter) => {
		const picker = pickerForPath(api.path, parameter.name, words);
		const shown = picker?.parameter ?? parameter.name;
		return {
			...field(parameter.name, 'path', parameter.schema),
			parameter: shown,
			words: { ...wordsOf(shown), ...wordsOf(`{${shown}}`) },
			...(picker && { picker }),
		};
	});
	const required = requiredNames(request);
	const { constants, entries, synchronous } = bodyEntries(request, omitted);
	const query = request.query
		.filter(({ name }) => !omitted.has(name) && !(name in constants))
		.filter((parameter) => !(api.method === 'GET' && isPaging(parameter)))
		.map((parameter) => ({
			needed: required(parameter.name, parameter.required),
			field: field(parameter.name, 'query', parameter.schema),
		}));
	const body = entries.map(([name, schema, needed]) => ({
		needed: required(name, needed),
		field: field(name, 'body', schema),
	}));
	const queryFields = withoutTwins(query, api, words.dialects);
	const bodyFields = withoutTwins(body, api, words.dialects);
	const inView = (list: typeof body) => list.filter(({ needed }) => needed).map((one) => one.field);
	const collected = (list: typeof body) =>
		request.words.bare ? [] : list.filter(({ needed }) => !needed).map((one) => one.field);
	const shown = [...inView(queryFields), ...inView(bodyFields)];
	const locator = new Locator(request, [...path, ...shown], wordsOf, words);
	const located = (one: FormField) => locator.inViewField(one);
	const added = locator
		.collected(collected(queryFields))
		.flatMap(withWordBeside)
		.map(underKeptName);
	// Where nothing is listed, there is nothing to filter.
	const isSetting = request.composite === true && api.method !== 'GET';
	return {
		path: path.map(underKeptName),
		query: withPeriod(inView(queryFields).map(located), wordsOf).map(underKeptName),
		body: inView(bodyFields).map(located).map(underKeptName),
		fields: locator.collected(collected(bodyFields)).flatMap(withWordBeside).map(underKeptName),
		filters: isSetting ? [] : added,
		settings: isSetting ? added : [],
		constants,
		synchronous,
		multipart: api.body?.multipart === true,
		arrayBody: api.body !== undefined && isArray(api.body.schema),
	};
}

/** A parameter of n8n keeps the name it was released under, whatever the API calls it now. */
const underKeptName = (field: FormField): FormField =>
	field.words.was === undefined ? field : { ...field, parameter: field.words.was };

function requiredNames(request: PlannedRequest): (name: string, documented: boolean) => boolean {
	const more = new Set(request.words.required);
	const fewer = new Set([...(request.words.optional ?? []), ...(request.words.generates ?? [])]);
	return (name, documented) => more.has(name) || (documented && !fewer.has(name));
}

const onlyValue = (schema: Schema) =>
	schema.const ?? (schema.enum?.length === 1 ? schema.enum[0] : undefined);

/** Required values of which there is only one: they make this variant of an endpoint what it is. */
export function knownConstants({ api, query }: PlannedRequest): Form['constants'] {
	const { properties = {}, required = [] } = api.body?.schema ?? {};
	const candidates = [
		...query.filter((parameter) => parameter.required),
		...required.map((name) => ({ name, schema: properties[name] ?? {} })),
	];
	return Object.fromEntries(
		candidates.flatMap(({ name, schema }) => {
			const value = onlyValue(schema);
			return value === undefined || value === null ? [] : [[name, value] as const];
		}),
	);
}

const constantsOf = (request: PlannedRequest): Form['constants'] => ({
	...knownConstants(request),
	...request.words.constants,
});

/** Content that comes from a binary field of the input item. */
const aFile: Schema = { type: 'string', format: 'binary' };

const isArray = (schema: Schema) => typesOf(schema).includes('array');

/** The body's fields without what is sent by itself, is read-only or stands in the path already. */
function bodyEntries(
	request: PlannedRequest,
	omitted: ReadonlySet<string>,
): {
	constants: Form['constants'];
	entries: Array<[name: string, schema: Schema, required: boolean]>;
	synchronous: boolean;
} {
	const { api } = request;
	const whole: Schema = api.body?.schema ?? {};
	if (isArray(whole)) {
		return {
			constants: constantsOf(request),
			entries: [[arrayField, whole, true]],
			synchronous: false,
		};
	}
	const properties = Object.entries(whole.properties ?? {});
	const required = new Set(api.body?.schema.required);
	const inPath = new Set(api.pathParameters.map(({ name }) => name));
	const wanted = new Set(request.words.required);
	const constants = constantsOf(request);
	const { media } = request.words;
	const fromFile = [media?.type, media?.size];
	const entries: Array<[string, Schema, boolean]> = [];
	for (const [name, documented] of properties) {
		if (fromFile.includes(name)) continue;
		const schema = name === media?.content ? aFile : documented;
		if (name === 'synchronous' || omitted.has(name) || name in constants) continue;
		if (schema.readOnly) continue;
		if (inPath.has(name) && !wanted.has(name)) {
			constants[name] = `{${name}}`;
			continue;
		}
		entries.push([name, schema, required.has(name)]);
	}
	return { constants, entries, synchronous: properties.some(([name]) => name === 'synchronous') };
}
