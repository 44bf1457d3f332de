import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { build } from '../../../tools/generate/generate';
import { parseWords } from '../../../tools/generate/parseWords';
import { madeUp } from './madeUp';

/** The choices that the panel offers for the strategy of a queue under these words. */
function choicesOf(text: string): INodePropertyOptions[] {
	const { properties } = build(madeUp, {
		resources: { queue: { name: 'Queue', tags: ['Queues'] } },
		fields: parseWords('fields', 'spec/fields.yaml', text),
		pickers: {},
		dialects: { dialects: {}, records: {} },
	});
	const [strategy] = properties
		.flatMap(({ type, options }) => (type === 'collection' ? (options as INodeProperties[]) : []))
		.filter(({ name }) => name === 'strategy');
	return strategy?.options as INodePropertyOptions[];
}

test('a choice has its name alone, or its name and what it means', () => {
	const text =
		'strategy:\n  options:\n    ring-all: Everyone\n    round-robin:\n      name: One by One\n      description: Each phone in turn\n';
	expect(choicesOf(text)).toEqual([
		{ name: 'Everyone', value: 'ring-all' },
		{ name: 'One by One', value: 'round-robin', description: 'Each phone in turn' },
	]);
});

test('a choice that convention names well may say what it means alone', () => {
	const text = 'strategy:\n  options:\n    ring-all: { description: Every phone at once }\n';
	expect(choicesOf(text)).toContainEqual({
		name: 'Ring All',
		value: 'ring-all',
		description: 'Every phone at once',
	});
});

test('choices that would read the same say their values too', () => {
	const text = 'strategy:\n  options:\n    ring-all: Everyone\n    round-robin: Everyone\n';
	expect(choicesOf(text).map(({ name }) => name)).toEqual([
		'Everyone (ring-all)',
		'Everyone (round-robin)',
	]);
});

test('choices stand in order of their names, not of their values', () => {
	const text = 'strategy:\n  options:\n    ring-all: Together\n    round-robin: In Turn\n';
	expect(choicesOf(text).map(({ value }) => value)).toEqual(['round-robin', 'ring-all']);
});

test('a choice of another form is refused with its place', () => {
	const text = 'strategy:\n  options:\n    ring-all: { title: Everyone }\n';
	expect(() => choicesOf(text)).toThrow(/^spec\/fields\.yaml:3: /);
});
