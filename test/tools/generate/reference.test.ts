/** What docs/operations says of requests that are one operation, and of fields that are one value. */
import { build } from '../../../tools/generate/generate';
import { referenceOf } from '../../../tools/generate/reference';
import type { OpenApiDocument, RawOperation, Schema } from '../../../tools/generate/spec';
import { withoutTwins, type Entry } from '../../../tools/generate/twins';
import type { OperationWords } from '../../../tools/generate/words';

const text: Schema = { type: 'string' };
const tags = ['Toys'];
const post = (properties: Record<string, Schema>, required: string[] = []): RawOperation => ({
	tags,
	'x-since': '45',
	requestBody: {
		content: { 'application/json': { schema: { type: 'object', properties, required } } },
	},
});
const noDialects = { dialects: {}, records: {} };

function built(paths: OpenApiDocument['paths'], operations: Record<string, OperationWords>) {
	const resources = { toy: { name: 'Toy', tags, operations } };
	return build({ paths }, { resources, fields: {}, pickers: {}, dialects: noDialects }).laidOut;
}

const list: Schema = { type: 'array', items: { type: 'object', properties: { name: text } } };
const near = post({ name: text, depth: text, parts: list }, ['name', 'parts']);
const far = post({ name: text, ticket: text, parts: list }, ['name', 'ticket']);
const choose: OperationWords['choose'] = {
	parameter: 'where',
	label: 'Where',
	description: 'How far it goes',
	options: {
		near: { id: 'POST /toys/near', name: 'Near' },
		far: { id: 'POST /toys/far', name: 'Far' },
	},
};

describe('a page of several requests that are one operation', () => {
	const page = () => {
		const laidOut = built(
			{ '/toys/near': { post: near }, '/toys/far': { post: far } },
			{ move: { choose } },
		);
		return referenceOf(laidOut).get('docs/operations/toy.md')?.split('\n') ?? [];
	};

	test.each([
		'| Name | text | yes |  |',
		'| Where | one of Near, Far | yes | How far it goes |',
		'| Ticket | text | yes | (only Far) |',
		'| Depth | text |  | (only Near) |',
		'- Where: Near: `POST /toys/near`, since 45',
		'- Where: Far: `POST /toys/far`, since 45',
	])('has the line %s', (line) => {
		expect(page()).toContain(line);
	});

	test('says which request alone needs rows that both take', () => {
		expect(page().filter((line) => line.startsWith('| Parts |'))).toEqual([
			'| Parts | rows | Near |  |',
		]);
	});
});

test('the index names each request of an operation once', () => {
	const index = referenceOf(
		built({ '/toys/near': { post: near }, '/toys/far': { post: far } }, { move: { choose } }),
	).get('docs/operations.md');
	expect(index?.split('\n').filter((line) => line.includes('toy.md#'))).toEqual([
		'| [Move (Where: Near)](operations/toy.md#move) | `POST /toys/near` | 45 |',
		'| [Move (Where: Far)](operations/toy.md#move) | `POST /toys/far` | 45 |',
	]);
});

test('an operation that stands for another key as well takes what that one asks, and needs none of it', () => {
	const asking = (...names: string[]): RawOperation => ({
		tags,
		parameters: names.map((name) => ({ name, in: 'query', required: true, schema: text })),
	});
	const paths = {
		'/toys/{id}': { delete: asking('site') },
		'/toys/{id}#2': { delete: asking('site', 'force') },
	};
	const [only, ...others] = built(paths, { delete: { also: ['DELETE /toys/{id}#2'] } });
	expect(others).toEqual([]);
	expect(only?.requests[0]?.request.query).toMatchObject([
		{ name: 'site', required: true },
		{ name: 'force', required: false },
	]);
	expect(referenceOf(only ? [only] : []).get('docs/operations.md')).toContain(
		'`DELETE /toys/{id}#2`',
	);
});

describe('a value under an older and a newer name', () => {
	const dialects = {
		...noDialects,
		records: {
			toy: {
				collections: ['/toys'],
				fields: { color: { also: ['paint'], source: ['capture'], confidence: 'high' as const } },
			},
		},
	};
	const entry = (name: string, needed: boolean): Entry => ({
		field: { name, parameter: name, in: 'body', words: {}, shape: { kind: 'string' } },
		needed,
	});
	const asked = (entries: Entry[], olderFields: string[]) =>
		withoutTwins(
			entries,
			{
				...{ id: 'POST /toys', method: 'POST', path: '/toys', tag: '', since: '44', bytes: false },
				...{ pathParameters: [], queryParameters: [], olderFields },
			},
			dialects,
		).map(({ field: { name, also }, needed }) => ({ name, also, needed }));

	test.each([
		[false, false],
		[true, false],
		[false, true],
	])('is asked for once, and needed if either is (%s, %s)', (newer, older) => {
		const entries = [entry('paint', older), entry('color', newer), entry('size', false)];
		expect(asked(entries, ['paint'])).toEqual([
			{ name: 'color', also: ['paint'], needed: newer || older },
			{ name: 'size', also: undefined, needed: false },
		]);
	});

	test('is two where the newest document has both, or has one alone', () => {
		const both = [entry('paint', false), entry('color', false)];
		expect(asked(both, []).map(({ name }) => name)).toEqual(['paint', 'color']);
		expect(asked([entry('paint', true)], ['paint'])).toEqual([
			{ name: 'paint', also: undefined, needed: true },
		]);
	});
});
