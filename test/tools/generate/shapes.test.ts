/** How a value of the facts is entered: what kind of field it gets, and with what in it. */
import { shapeOf, type Shape } from '../../../tools/generate/shapes';
import type { Schema } from '../../../tools/generate/spec';
import type { FieldWords } from '../../../tools/generate/words';

const text: Schema = { type: 'string' };
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 10);
const object = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });

test.each<[string, Schema, Shape, FieldWords?]>([
	['text', text, { kind: 'string' }],
	['text with a preset', { ...text, default: 'a' }, { kind: 'string', preset: 'a' }],
	['text whose preset is no text', { ...text, default: ['a'] }, { kind: 'string' }],
	['what the facts do not say', {}, { kind: 'string' }],
	['nearly anything', { type: ['string', 'integer', 'boolean', 'array'] }, { kind: 'string' }],
	['a list or its text', { type: ['string', 'array', 'object'], items: text }, { kind: 'list' }],
	['a number or text', { anyOf: [{ type: 'number' }, text] }, { kind: 'string' }],
	['text or a number', { type: ['integer', 'string'] }, { kind: 'string' }],
	[
		'a number or nothing',
		{ type: ['integer', 'null'], minimum: 2, maximum: 9, default: 3 },
		{ kind: 'integer', minimum: 2, maximum: 9, preset: 3 },
	],
	[
		'a number or the empty text',
		{
			oneOf: [
				{ type: 'number', maximum: 9.5 },
				{ ...text, maxLength: 0 },
			],
		},
		{ kind: 'number', maximum: 9.5 },
	],
	[
		'a choice or the empty text',
		{
			anyOf: [
				{ ...text, enum: ['a', 'b'] },
				{ ...text, maxLength: 0 },
			],
		},
		{ kind: 'string', values: ['a', 'b'] },
	],
	['a choice or any text', { anyOf: [{ ...text, enum: ['a'] }, text] }, { kind: 'string' }],
	['a choice', { ...text, enum: ['b', 'a'] }, { kind: 'string', values: ['b', 'a'], closed: true }],
	['an open choice', { ...text, enum: ['a', ''] }, { kind: 'string', values: ['a'] }],
	['a choice or null', { ...text, enum: ['a', null] }, { kind: 'string', values: ['a'] }],
	[
		'a choice of numbers',
		{ type: 'integer', enum: [1, 5] },
		{ kind: 'integer', values: [1, 5], closed: true },
	],
	[
		'60 numbers',
		{ type: 'integer', enum: numbers(60) },
		{ kind: 'integer', values: numbers(60), closed: true },
	],
	['61 numbers', { type: 'integer', enum: numbers(61) }, { kind: 'integer', closed: true }],
	[
		'60 texts',
		{ ...text, enum: numbers(60).map(String) },
		{ kind: 'string', values: numbers(60).map(String), closed: true },
	],
	['61 texts', { ...text, enum: numbers(61).map(String) }, { kind: 'string' }],
	['yes and no', { ...text, enum: ['yes', 'no'], default: 'no' }, { kind: 'yesNo', preset: 'no' }],
	['Yes and No', { ...text, enum: ['Yes', 'No'] }, { kind: 'yesNo' }],
	['1 and 0', { type: 'integer', enum: [1, 0] }, { kind: 'oneZero' }],
	[
		'"1" and "0"',
		{ ...text, enum: ['1', '0'] },
		{ kind: 'string', values: ['1', '0'], closed: true },
	],
	['"true" and "false"', { ...text, enum: ['true', 'false'] }, { kind: 'trueFalse' }],
	['true and false', { type: 'boolean', default: false }, { kind: 'boolean', preset: false }],
	['a moment of epoch', { type: 'integer', format: 'unix-time' }, { kind: 'unixTime' }],
	['a file', { ...text, format: 'binary' }, { kind: 'file' }],
	['a date', { ...text, format: 'date', default: '*' }, { kind: 'date' }],
	[
		'a time of day',
		{ ...text, format: 'clock-time', default: '08:00' },
		{ kind: 'time', preset: '08:00' },
	],
	['a format of no meaning here', { ...text, format: 'uuid' }, { kind: 'string' }],
	[
		'a date or a word',
		{
			anyOf: [
				{ ...text, enum: ['never', 'now'] },
				{ ...text, format: 'date' },
			],
			default: 'never',
		},
		{ kind: 'date', words: ['never', 'now'], empty: 'never' },
	],
	[
		'a date or a number',
		{
			anyOf: [
				{ type: 'integer', enum: [0] },
				{ ...text, format: 'date' },
			],
		},
		{ kind: 'date' },
	],
	['a list', { type: 'array', items: text }, { kind: 'list' }],
	['a list of what nobody says', { type: 'array' }, { kind: 'list' }],
	['a list of whole numbers', { type: 'array', items: { type: 'integer' } }, { kind: 'numbers' }],
	[
		'a list of given numbers',
		{ type: 'array', items: { type: 'integer', enum: [3, 4] } },
		{ kind: 'list', values: ['3', '4'] },
	],
	['a list of dates', { type: 'array', items: { ...text, format: 'date' } }, { kind: 'list' }],
	['any object', object({}), { kind: 'pairs' }],
	['an object that nobody writes', object({ id: { ...text, readOnly: true } }), { kind: 'pairs' }],
	[
		'a record',
		object({ id: { ...text, readOnly: true }, name: text }),
		{ kind: 'record', children: [{ name: 'name', shape: { kind: 'string' }, words: {} }] },
	],
	[
		'a list of records',
		{ type: 'array', items: object({ name: text }) },
		{ kind: 'records', children: [{ name: 'name', shape: { kind: 'string' }, words: {} }] },
	],
	['text with values in words', text, { kind: 'string', values: ['a'] }, { options: { a: 'A' } }],
	[
		'text of a kind and with values in words',
		{ ...text, default: 'a' },
		{ kind: 'csv', preset: 'a' },
		{ kind: 'csv', options: { a: 'A' } },
	],
	[
		'a choice of which words offer a part',
		{ ...text, enum: ['a', 'b'] },
		{ kind: 'string', values: ['b'], closed: true },
		{ choices: ['b', 'c'] },
	],
	[
		'a choice that words call otherwise',
		{ ...text, enum: ['a', 'b'], default: 'b' },
		{ kind: 'csv', values: ['a', 'b'], closed: true, preset: 'b' },
		{ kind: 'csv' },
	],
	[
		'a number of the kind that words say',
		{ type: 'integer', minimum: 1 },
		{ kind: 'integer', minimum: 1 },
		{ kind: 'integer' },
	],
])('%s', (_, schema, shape, words = {}) => {
	expect(shapeOf('field', schema, (name) => (name === 'field' ? words : {}))).toEqual(shape);
});

test.each<[string, Schema, Shape]>([
	['ring-timeout-seconds', { type: 'integer' }, { kind: 'integer', unit: 'seconds', minimum: 0 }],
	[
		'hold-minutes',
		{ type: 'integer', minimum: 5 },
		{ kind: 'integer', unit: 'minutes', minimum: 5 },
	],
	[
		'on-hours',
		{ type: 'integer', maximum: 9 },
		{ kind: 'integer', unit: 'hours', minimum: 0, maximum: 9 },
	],
	[
		'hold-minutes',
		{ type: 'integer', enum: [1, 5] },
		{ kind: 'integer', values: [1, 5], closed: true },
	],
	['hold-minutes', { type: 'number' }, { kind: 'number' }],
	['minutes', { type: 'integer' }, { kind: 'integer' }],
	['hold-minutes-left', { type: 'integer' }, { kind: 'integer' }],
])('%s, %j, is a length of time if it counts one', (name, schema, shape) => {
	expect(shapeOf(name, schema)).toEqual(shape);
});

test('fields of a group have words of their own, or else those of their name', () => {
	const words: Record<string, FieldWords> = {
		to: { label: 'To', placeholder: 'e.g. 101' },
		'field/to': { label: 'Target' },
	};
	const { children } = shapeOf(
		'field',
		object({ to: text, by: text }),
		(name) => words[name] ?? {},
	);
	expect(children?.map(({ words: said }) => said)).toEqual([
		{ label: 'Target', placeholder: 'e.g. 101' },
		{},
	]);
});

test('a date of a group that may be a word has the words beside it', () => {
	const until: Schema = {
		anyOf: [
			{ ...text, enum: ['never'] },
			{ ...text, format: 'date' },
		],
	};
	const { children } = shapeOf('field', object({ until }));
	expect(children).toMatchObject([
		{ name: 'until', shape: { kind: 'date' } },
		{
			name: 'until',
			parameter: 'until-word',
			shape: { kind: 'string', values: ['never'], closed: true },
			words: { label: 'Until (Special)', description: 'Use this instead of a date' },
			beside: true,
		},
	]);
});

describe('fields alike', () => {
	const namesOf = (properties: Record<string, Schema>) =>
		shapeOf('field', object(properties)).children?.map(({ name, shape }) => [name, shape.kind]);
	const alike = (names: string[], schema = text) =>
		Object.fromEntries(names.map((name) => [name, schema]));

	test('are rows from three on, each holding the same', () => {
		expect(namesOf(alike(['key-1', 'key-2', 'key-*', 'name']))).toEqual([
			['key', 'keyed'],
			['name', 'string'],
		]);
		expect(namesOf(alike(['key-1', 'key-2']))).toEqual([
			['key-1', 'string'],
			['key-2', 'string'],
		]);
		expect(namesOf({ ...alike(['key-1', 'key-2']), 'key-3': { type: 'integer' } })).toHaveLength(3);
	});

	test('keep their keys and the ranges of a day', () => {
		const keys = shapeOf('field', object(alike(['key-2', 'key-1', 'key-#']))).children?.[0];
		expect(keys?.shape.fold).toMatchObject({ template: 'key-{key}', keys: ['#', '1', '2'] });
		const edges = ['monday-begin-1', 'monday-end-1', 'tuesday-begin-2', 'tuesday-end-2'];
		const week = shapeOf('field', object(alike(edges.map((edge) => `open-${edge}`)))).children?.[0];
		expect(week?.shape.fold).toMatchObject({
			name: 'open',
			template: 'open-{day}-{edge}-{number}',
			ranges: 2,
		});
	});
});

test('a list of what has no form is told', () => {
	const lists: Schema = { type: 'array', items: { type: 'array', items: text } };
	expect(() => shapeOf('field', lists)).toThrow('A list of list has no form yet: field');
});
