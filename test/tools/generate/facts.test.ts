/** What is read of spec/openapi.json: schemas written out, and operations with what they send and answer. */
import {
	readSpec,
	resolve,
	typesOf,
	type RawOperation,
	type Schema,
} from '../../../tools/generate/spec';

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const object = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const toy: Schema = { $ref: '#/components/schemas/Toy' };
const shared = { Toy: object({ name: text }) };

describe('a schema', () => {
	test.each<[string, Schema, Schema]>([
		['a reference', toy, object({ name: text })],
		[
			'what stands beside it',
			{ ...toy, readOnly: true },
			{ ...object({ name: text }), readOnly: true },
		],
		['one in a field', object({ toy }), object({ toy: object({ name: text }) })],
		[
			'one in a list',
			{ type: 'array', items: toy },
			{ type: 'array', items: object({ name: text }) },
		],
		[
			'one of any key',
			{ additionalProperties: toy },
			{ additionalProperties: object({ name: text }) },
		],
		['one of several', { anyOf: [text, toy] }, { anyOf: [text, object({ name: text })] }],
		['one of some', { oneOf: [toy] }, { oneOf: [object({ name: text })] }],
		['any keys at all', { additionalProperties: true }, { additionalProperties: true }],
		[
			'parts of one',
			{
				allOf: [
					{ ...toy, required: ['name'] },
					{ ...object({ size: whole }), required: ['size', 'name'] },
				],
				default: {},
			},
			{
				type: 'object',
				properties: { name: text, size: whole },
				required: ['name', 'size'],
				default: {},
			},
		],
		['parts without fields', { allOf: [text, { default: 'a' }] }, { ...text, default: 'a' }],
	])('has %s written out', (_, schema, written) => {
		expect(resolve(schema, shared)).toEqual(written);
	});

	test('that holds itself ends somewhere, and one that is missing is told', () => {
		const node: Schema = { $ref: '#/components/schemas/Node' };
		const nodes = { Node: object({ next: node }) };
		expect(JSON.stringify(resolve(node, nodes))).toMatch(/^(.{0,50}"next":){6}\{\}\}/);
		expect(() => resolve(node, shared)).toThrow(
			'spec/openapi.json refers to #/components/schemas/Node, which it does not contain.',
		);
	});

	test('has the types of its alternatives, null not counted', () => {
		expect(
			typesOf({ type: ['string', 'null'], anyOf: [whole, text], oneOf: [{ type: 'null' }] }),
		).toEqual(['string', 'integer']);
		expect(typesOf({})).toEqual([]);
	});
});

describe('an operation', () => {
	const read = (key: string, method: string, raw: RawOperation) =>
		readSpec({ paths: { [key]: { [method]: raw } }, components: { schemas: shared } })[0];

	test('has what the document says of it', () => {
		const parameters = [
			{ name: 'toy', in: 'path', required: true, schema: whole },
			{ name: 'site', in: 'query', required: true, schema: toy },
			{ name: 'sort', in: 'query' },
			{ name: 'trace', in: 'header' },
		];
		const raw = {
			tags: ['Toys', 'New'],
			'x-since': '44.3',
			'x-older-fields': ['sort'],
			parameters,
		};
		expect(read('/shops/{shop}/toys/{toy}#2', 'put', raw)).toEqual({
			id: 'PUT /shops/{shop}/toys/{toy}#2',
			method: 'PUT',
			path: '/shops/{shop}/toys/{toy}',
			tag: 'Toys',
			since: '44.3',
			olderFields: ['sort'],
			pathParameters: [
				{ name: 'shop', required: true, schema: text },
				{ name: 'toy', required: true, schema: whole },
			],
			queryParameters: [
				{ name: 'site', required: true, schema: shared.Toy },
				{ name: 'sort', required: false, schema: {} },
			],
			bytes: false,
		});
		expect(read('/toys', 'get', {})).toMatchObject({ tag: '', since: '44', queryParameters: [] });
	});

	test.each<[string, RawOperation['requestBody'], unknown]>([
		['JSON', json(toy), { multipart: false, schema: shared.Toy }],
		[
			'a form with a file rather than JSON',
			{ content: { ...json(text).content, 'multipart/form-data': { schema: toy } } },
			{ multipart: true, schema: shared.Toy },
		],
		['nothing that the node could make', { content: { 'text/csv': { schema: text } } }, undefined],
		['nothing', undefined, undefined],
	])('sends %s', (_, requestBody, body) => {
		expect(read('/toys', 'post', { requestBody })?.body).toEqual(body);
	});

	test.each<[string, RawOperation['responses'], object]>([
		['JSON', { '200': json(toy) }, { answer: shared.Toy, bytes: false }],
		[
			'JSON of a write',
			{ '404': json(text), '202': json(toy) },
			{ answer: shared.Toy, bytes: false },
		],
		[
			'200 rather than 202',
			{ '200': json(toy), '202': json(text) },
			{ answer: shared.Toy, bytes: false },
		],
		['bytes', { '200': { content: { '*/*': {} } } }, { bytes: true }],
		['bytes of no read', { '202': { content: { '*/*': {} } } }, { bytes: false }],
		['nothing', { '200': {} }, { bytes: false }],
		['errors alone', { '404': json(text) }, { bytes: false }],
	])('answers with %s', (_, responses, answer) => {
		const { answer: schema, bytes } = read('/toys', 'get', { responses }) ?? {};
		expect({ ...(schema && { answer: schema }), bytes }).toEqual(answer);
	});
});
