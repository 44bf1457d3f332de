/** What the output of an operation is previewed with: what its answer documents, and what was sent. */
import { previewOf, readColumns } from '../../../tools/generate/answers';
import { build } from '../../../tools/generate/generate';
import type { RawOperation, Schema } from '../../../tools/generate/spec';
import type { OperationWords } from '../../../tools/generate/words';

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const object = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const toy: Schema = { $ref: '#/components/schemas/Toy' };
const shared = { Toy: object({ name: text }) };

describe('a preview', () => {
	/** One operation, and a read of the record beside it. */
	function previewed(
		id: string,
		answer: Schema,
		words: OperationWords = {},
		more: RawOperation = {},
	) {
		const [method = '', path = ''] = id.split(' ');
		const record = {
			tags: ['Toys'],
			responses: { '200': json(object({ name: text, price: whole })) },
		};
		const built = build(
			{
				paths: {
					'/toys/{id}': { get: record },
					[path]: {
						[method.toLowerCase()]: { tags: ['Toys'], responses: { '200': json(answer) }, ...more },
					},
				},
				components: { schemas: shared },
			},
			{
				resources: { toy: { name: 'Toy', tags: ['Toys'], operations: { play: { id, ...words } } } },
				fields: {},
				pickers: {},
				dialects: { dialects: {}, records: {} },
			},
		);
		const found = built.laidOut.find(({ operation }) => operation.value === 'play');
		if (!found) throw new Error(`${id} is not there`);
		const { properties = {} } = previewOf(found, readColumns(built.laidOut));
		return Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, type]));
	}
	const accepted = object({ code: whole, message: text });
	const rows = (properties: Schema) => ({ type: 'object', additionalProperties: properties });

	test.each<[string, string, Schema, object, OperationWords?, RawOperation?]>([
		['a record', 'GET /games', object({ name: text }), { name: 'string' }],
		['a list', 'GET /games', { type: 'array', items: toy }, { name: 'string' }],
		['words', 'GET /games', { type: 'array', items: text }, { value: 'string' }],
		['text', 'GET /games', text, { value: 'string' }],
		['a count', 'GET /games/count', object({ total: whole }), { total: 'integer' }],
		[
			'a count of a size',
			'GET /games/count',
			object({ count: whole, size: text }),
			{ total: 'integer', count: 'integer', size: 'string' },
		],
		[
			'a count that nobody describes',
			'GET /games/count',
			object({ any: text }),
			{ total: 'integer' },
		],
		['a deletion', 'DELETE /games/{game}', accepted, { deleted: 'boolean', game: 'string' }],
		[
			'what was accepted',
			'POST /games',
			accepted,
			{ success: 'boolean', color: 'string', size: 'integer', list: 'array', any: 'object' },
			undefined,
			{
				requestBody: json(
					object({
						color: text,
						size: whole,
						list: { type: 'array', items: text },
						any: object({}),
					}),
				),
			},
		],
		[
			'a record that was made',
			'POST /toys',
			object({ name: text, made: text, code: whole, message: text }),
			{ success: 'boolean', name: 'string', made: 'string', price: 'integer' },
		],
		[
			'a record with a code',
			'POST /toys',
			object({ made: text, code: whole }),
			{ success: 'boolean', code: 'integer', made: 'string', name: 'string', price: 'integer' },
		],
		[
			'a record with a message',
			'POST /toys',
			object({ made: text, message: text }),
			{ success: 'boolean', message: 'string', made: 'string', name: 'string', price: 'integer' },
		],
		[
			'a record that was changed',
			'PUT /toys/{toy}',
			accepted,
			{ success: 'boolean', toy: 'string', name: 'string', price: 'integer' },
		],
		[
			'a part of a record that was changed',
			'PUT /toys/{toy}/paint',
			accepted,
			{ success: 'boolean', toy: 'string', name: 'string', price: 'integer' },
		],
		[
			'another record that was changed',
			'PUT /games/{game}',
			accepted,
			{ success: 'boolean', game: 'string' },
		],
		[
			'no secret',
			'POST /games',
			accepted,
			{ success: 'boolean' },
			undefined,
			{ requestBody: json(object({ password: text })) },
		],
		[
			'rows at a place',
			'GET /games',
			object({ at: { type: 'array', items: toy } }),
			{ name: 'string' },
			{ rows: { at: 'at' } },
		],
		[
			'rows by key',
			'GET /games',
			rows(rows(toy)),
			{ day: 'string', hour: 'string', name: 'string' },
			{ rows: { keys: ['day', 'hour'] } },
		],
		[
			'values by key',
			'GET /games',
			rows(whole),
			{ day: 'string', calls: 'string' },
			{ rows: { keys: ['day'], value: 'calls' } },
		],
		[
			'lists of values by key',
			'GET /games',
			rows({ type: 'array', items: whole }),
			{ day: 'string', value: 'string' },
			{ rows: { keys: ['day'] } },
		],
		[
			'the columns that people want',
			'GET /games',
			object({ name: text, price: whole }),
			{ price: 'integer' },
			{ simplify: ['price'] },
		],
	])('shows %s', (_, id, answer, properties, words = {}, more = {}) => {
		expect(previewed(id, answer, words, more)).toEqual(properties);
	});
});
