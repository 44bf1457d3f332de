import { plainOperation, plainSchema } from '../../../tools/spec-import/plain';

describe('a schema of a document', () => {
	it('keeps facts and loses words', () => {
		const plain = plainSchema({
			title: 'A toy',
			description: 'Something to play with',
			type: 'object',
			required: ['name', 'name', 'ghost'],
			properties: {
				name: { type: 'string', description: 'Its name', example: 'Teddy', minLength: 2 },
				colour: {
					type: 'string',
					enum: ['red', 'blue'],
					default: 'red',
					'x-apidog': { enumDescriptions: { red: 'like a rose', blue: 'like the sky' } },
				},
				count: { type: ['integer', 'null'], minimum: 0, readOnly: true, writeOnly: false },
			},
			'x-apidog-orders': ['name', 'colour'],
		});
		expect(plain).toEqual({
			type: 'object',
			required: ['name'],
			properties: {
				name: { type: 'string', minLength: 2 },
				colour: { type: 'string', enum: ['red', 'blue'], default: 'red' },
				count: { type: ['integer', 'null'], minimum: 0, readOnly: true },
			},
		});
	});

	it('keeps properties that are called like keywords', () => {
		const properties = { description: { type: 'string' }, example: { type: 'integer' } };
		expect(plainSchema({ type: 'object', properties })).toEqual({ type: 'object', properties });
	});

	it('takes the exported properties of a composition, not the notes beside them', () => {
		const plain = plainSchema({
			type: 'object',
			properties: { kept: { type: 'string' } },
			'x-apidog-refs': { one: { $ref: '#/components/schemas/Whole' } },
		});
		expect(plain).toEqual({ type: 'object', properties: { kept: { type: 'string' } } });
	});

	it('falls back to the composed schema when nothing was exported', () => {
		const refs = { one: { $ref: '#/components/schemas/Whole', 'x-apidog-overrides': { a: null } } };
		expect(plainSchema({ type: 'object', properties: {}, 'x-apidog-refs': refs })).toEqual({
			$ref: '#/components/schemas/Whole',
		});
	});

	it('reads the values that a description lists between backticks', () => {
		const description = '```soft```: cuddly ones\n\n```hard```: the others';
		expect(plainSchema({ type: 'string', description })).toEqual({
			type: 'string',
			enum: ['soft', 'hard'],
		});
		expect(plainSchema({ type: 'string', description: '```soft```: only one' })).toEqual({
			type: 'string',
		});
	});

	it.each([
		[{ type: 'string', nullable: true }, { type: ['string', 'null'] }],
		[
			{ type: 'boolean', default: 'false' },
			{ type: 'boolean', default: false },
		],
		[
			{ type: 'integer', default: '7' },
			{ type: 'integer', default: 7 },
		],
		[{ type: 'integer', default: 'many' }, { type: 'integer' }],
		[
			{ type: 'string', enum: ['a'], default: 'b' },
			{ type: 'string', enum: ['a'] },
		],
		[
			{ type: 'string', format: 'url' },
			{ type: 'string', format: 'uri' },
		],
		[{ type: 'string', format: 'pas' }, { type: 'string' }],
		[
			{ type: 'string', format: 'date', default: '*' },
			{ type: 'string', default: '*' },
		],
		[{ type: ['string', 'integer', 'boolean', 'array', 'object', 'number', 'null'] }, {}],
		[{ $ref: '#/components/schemas/A', description: 'words' }, { $ref: '#/components/schemas/A' }],
	])('reads %j as %j', (source, plain) => {
		expect(plainSchema(source)).toEqual(plain);
	});
});

describe('an operation of a document', () => {
	it('keeps its group, version, access and parameters', () => {
		const plain = plainOperation(
			{
				operationId: 'GetToy',
				summary: 'Words',
				'x-apidog-folder': 'Toys/Soft',
				tags: ['Toys/Soft', 'hidden'],
				deprecated: false,
				security: [],
				parameters: [
					{ name: 'id', in: 'path', description: 'words', schema: { type: 'string' } },
					{ name: 'colour', in: 'query', example: 'red', schema: { type: 'string' } },
				],
			},
			'45.0',
		);
		expect(plain).toEqual({
			tags: ['Toys/Soft'],
			'x-documented-in': ['45.0'],
			security: [],
			parameters: [
				{ name: 'id', in: 'path', required: true, schema: { type: 'string' } },
				{ name: 'colour', in: 'query', required: false, schema: { type: 'string' } },
			],
			responses: {},
		});
	});

	it('takes its first tag for a group when it has no folder', () => {
		expect(plainOperation({ tags: ['Toys', 'hidden'] }, '45.0').tags).toEqual(['Toys']);
	});

	it('has no content where the document shows none', () => {
		const empty = { responses: { '202': { content: {} } }, requestBody: { content: {} } };
		expect(plainOperation(empty, '45.0')).toMatchObject({
			responses: { '202': { description: '' } },
		});
		expect(plainOperation(empty, '45.0')).not.toHaveProperty('requestBody');
		expect(plainOperation(empty, '45.0').responses['202']).not.toHaveProperty('content');
	});

	it('takes the first of several answers, in whatever order they stand', () => {
		const answer = (type: string) => ({ content: { 'application/json': { schema: { type } } } });
		const [one, other] = [
			{ 'x-404-3': answer('string'), 'x-404-2': answer('integer') },
			{ 'x-404-2': answer('integer'), 'x-404-3': answer('string') },
		].map((responses) => plainOperation({ responses }, '45.0').responses);
		expect(one).toEqual(other);
		expect(one?.['404']?.content?.['application/json']?.schema).toEqual({ type: 'integer' });
	});

	it('takes a second answer of a status only when there is no first', () => {
		const answer = (type: string) => ({
			description: 'words',
			content: { 'application/json': { schema: { type } } },
		});
		const { responses } = plainOperation(
			{
				responses: {
					'x-400-2': answer('integer'),
					'400': answer('string'),
					'x-404:Words': answer('boolean'),
				},
			},
			'45.0',
		);
		expect(responses).toEqual({
			'400': { description: '', content: { 'application/json': { schema: { type: 'string' } } } },
			'404': { description: '', content: { 'application/json': { schema: { type: 'boolean' } } } },
		});
	});
});
