import type { INodeProperties } from 'n8n-workflow';
import { checkedValue } from '../../../../nodes/NetSapiens/execute/tool/choices';
import { properties } from '../../../../nodes/NetSapiens/generated/properties';

const field = (more: Partial<INodeProperties>): INodeProperties => ({
	displayName: 'Ring',
	name: 'ring',
	type: 'options',
	default: '',
	...more,
});

const options = [
	{ name: '(Not Set)', value: '' },
	{ name: 'Ring All', value: 'ring-all' },
	{ name: 'One by One', value: 'linear' },
	{ name: 'Seven', value: 7 },
];

const choice = field({ options });
const several = field({ type: 'multiOptions', options });
const text = field({ type: 'string' });
const list = field({ type: 'string', typeOptions: { multipleValues: true } });
const group = field({ type: 'collection', options: [choice, { ...text, name: 'note' }] });
const rows = field({
	type: 'fixedCollection',
	options: [{ name: 'values', displayName: 'Rows', values: [choice] }],
});

test.each<[INodeProperties, unknown, unknown]>([
	[choice, 'ring-all', 'ring-all'],
	[choice, 'Ring-All', 'ring-all'],
	[choice, 'ring all', 'ring-all'],
	[choice, ' One by One ', 'linear'],
	[choice, 'ring_all', 'ring-all'],
	[choice, '7', 7],
	[choice, '', ''],
	[choice, null, null],
	[field({ options, typeOptions: { loadOptionsMethod: 'x' } }), 'any', 'any'],
	[several, ['linear', 'Ring All'], ['linear', 'ring-all']],
	[several, 'linear, ring all', ['linear', 'ring-all']],
	[text, 'a', 'a'],
	[text, 5, 5],
	[list, ['a', 'b'], ['a', 'b']],
	[group, { ring: 'Ring All', note: 'x' }, { ring: 'ring-all', note: 'x' }],
	[rows, { values: [{ ring: 'One by One' }] }, { values: [{ ring: 'linear' }] }],
	[rows, { values: { ring: 'One by One' } }, { values: { ring: 'linear' } }],
	[rows, { others: [{ ring: 'x' }] }, { others: [{ ring: 'x' }] }],
	[rows, 'none', 'none'],
	[group, { ring: undefined }, { ring: undefined }],
	[text, undefined, undefined],
	[field({ options: [] }), 'any', 'any'],
	[field({ type: 'number' }), 'three', 'three'],
])('%#: what fits is taken as the field wants it', (property, given, taken) => {
	expect(checkedValue(property, given)).toEqual(taken);
});

test.each<[INodeProperties, unknown, RegExp]>([
	[choice, 'round-robin', /"Ring" takes one of "ring-all", "linear", "7", but got "round-robin"/],
	[choice, { a: 1 }, /takes one of/],
	[choice, ['ring-all'], /takes one of/],
	[choice, true, /takes one of/],
	[several, ['linear', 'x'], /takes one of/],
	[several, { a: 1 }, /takes a list of choices/],
	[text, { a: 1 }, /takes text, but got/],
	[text, ['a'], /takes text, but got/],
	[list, [{ a: 1 }], /takes a list of texts/],
	[group, { rign: 'x' }, /"rign" is no field of Ring. It has ring, note\./],
	[group, '{}', /takes an object with named fields/],
	[rows, { values: [{ ring: 'x' }] }, /takes one of/],
	[rows, { values: ['x'] }, /takes an object/],
])('%#: what does not fit is refused in words', (property, given, words) => {
	expect(() => checkedValue(property, given)).toThrow(words);
});

test('of many choices and fields, the first are listed', () => {
	const names = Array.from({ length: 42 }, (_, n) => `n${n}`);
	const many = field({ options: names.map((name) => ({ name, value: name })) });
	expect(() => checkedValue(many, 'x')).toThrow('"n38", "n39", 2 more, but got "x"');
	const some = field({ options: names.slice(2).map((name) => ({ name, value: name })) });
	expect(() => checkedValue(some, 'x')).toThrow('"n40", "n41", but got "x"');
	const fields = names.map((name) => ({ ...text, name }));
	const wide = field({ type: 'collection', options: fields });
	expect(() => checkedValue(wide, { ['x'.repeat(70)]: 1 })).toThrow(
		`"${'x'.repeat(60)}" is no field of Ring. It has ${names.slice(0, 40).join(', ')}.`,
	);
});

test('what the forms start with always fits', () => {
	for (const property of properties) {
		expect(() => checkedValue(property, property.default)).not.toThrow();
	}
});
