import type { IDataObject } from 'n8n-workflow';

import { clearChosen, clearedByValue } from '../../../nodes/NetSapiens/execute/clear';
import { changing, field } from './form';

const operation = changing({
	parameters: [field('toy', 'string', { in: 'path' })],
	fields: [
		field('color'),
		field('name-first', 'string', { also: ['first_name'] }),
		field('size', 'integer'),
		field('tags', 'list'),
		field('level', 'oneZero'),
		field('maker', 'record', {
			fields: [field('town'), field('home', 'record', { fields: [field('street')] })],
		}),
		field('id', 'string', { empty: '*' }),
	],
});

const cleared = (chosen: unknown, body: IDataObject = {}) => {
	clearChosen(operation, chosen, body);
	return body;
};

test.each<[unknown, IDataObject]>([
	[['color', 'size', 'tags'], { color: '', size: null, tags: [] }],
	['color, size ,,', { color: '', size: null }],
	['["color","size"]', { color: '', size: null }],
	['Color', { color: '' }],
	['name first', { 'name-first': '', first_name: '' }],
	['id', { id: '*' }],
	['maker/town, maker/home/street', { maker: { town: '', home: { street: '' } } }],
	[['', ' '], {}],
	['', {}],
	[undefined, {}],
	[[], {}],
])('%j clears %j', (chosen, body) => {
	expect(cleared(chosen)).toEqual(body);
});

test('a field of a group goes beside what is set there', () => {
	const body = { maker: { home: { street: 'High Street' } }, color: 'red' };
	expect(cleared('maker/town', body)).toEqual({
		maker: { home: { street: 'High Street' }, town: '' },
		color: 'red',
	});
});

test.each([
	['toy', '"toy" cannot be cleared: it is required here.'],
	['Toy', '"Toy" cannot be cleared: it is required here.'],
	['maker', '"maker" is a group. Clear its fields, such as "maker/town".'],
	['maker/home', '"maker/home" is a group. Clear its fields, such as "maker/home/street".'],
	['make', '"make" cannot be cleared: it is no field of this operation.'],
	['other', '"other" cannot be cleared: it is no field of this operation.'],
	[
		'level',
		'"level" cannot be cleared: it always has one of its values. Set it to another one instead.',
	],
])('%s: %s', (name, message) => {
	expect(() => cleared(name)).toThrow(message);
});

test('a field of an operation without optional ones cannot be cleared', () => {
	expect(() => clearChosen(changing({}), 'color', {})).toThrow('it is no field of this operation');
});

test.each([
	['color', { color: 'red' }],
	['maker/town', { maker: { town: 'Rome' } }],
])('%s is not cleared beside its value', (name, body) => {
	const own = name.split('/').at(-1);
	expect(() => cleared(name, body)).toThrow(
		`"${own}" has a value and is to be cleared as well. Take it out of Fields to Clear, or leave its value out.`,
	);
});

describe('a value that says nothing', () => {
	const maker = field('maker', 'record', {
		fields: [
			field('town', 'string', { parameter: 'makerTown' }),
			field('size', 'integer'),
			field('{day}-hours', 'weekly', { template: '{day}' }),
		],
	});
	const byValue = (one: typeof maker, value: unknown) => clearedByValue(one, value, 'UTC');

	test.each([
		['text', field('color'), ' ', ''],
		['a number', field('size', 'integer'), '', null],
		['a list', field('tags', 'list'), [], []],
		['a value', field('color'), 'red', undefined],
		['a choice beside', field('color', 'string', { beside: true }), '', undefined],
		['a group', maker, { makerTown: '', size: 4 }, { town: '' }],
		['a group by the names of the API', maker, { town: '', size: null }, { town: '', size: null }],
		['a group in which all is set', maker, { makerTown: 'Rome' }, undefined],
		['a group without fields', field('maker', 'record'), { town: '' }, undefined],
		['no group', maker, null, undefined],
		['text in place of a group', maker, '', undefined],
	])('%s', (_what, one, value, wire) => {
		expect(byValue(one, value)).toEqual(wire);
	});

	test('is refused where there always is one', () => {
		expect(() => byValue(field('level', 'oneZero'), '')).toThrow(
			'"level" is empty, and it cannot be cleared: it always has one of its values. Leave it out, or set Empty Values to Leave Unchanged.',
		);
	});
});
