import type { INodeProperties } from 'n8n-workflow';

import { lost, textOf } from '../../../tools/names/frozen';
import { namesOf, type Names } from '../../../tools/names/names';

const choice = (
	name: string,
	values: string[],
	more: Partial<INodeProperties> = {},
): INodeProperties => ({
	displayName: name,
	name,
	type: 'options',
	options: values.map((value) => ({ name: value, value })),
	default: values[0],
	...more,
});
const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});
const show = (conditions: Record<string, string[]>) => ({ displayOptions: { show: conditions } });

/** A node with one of everything that a workflow may hold. */
const properties: INodeProperties[] = [
	choice('resource', ['queue', 'site']),
	choice('operation', ['get', 'update'], show({ resource: ['queue'] })),
	choice('operation', ['get'], show({ resource: ['site'] })),
	field('queue', {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list' },
			{ displayName: 'By ID', name: 'id', type: 'string' },
		],
		...show({ resource: ['queue'], operation: ['get', 'update'] }),
	}),
	field('fields', {
		type: 'collection',
		default: {},
		options: [
			choice('strategy', ['ring-all', 'one']),
			field('greeting', show({ '/operation': ['create'] })),
			field('hours', {
				type: 'fixedCollection',
				default: {},
				options: [{ displayName: 'Hours', name: 'values', values: [field('day')] }],
			}),
		],
		...show({ resource: ['queue'], operation: ['update'] }),
	}),
	field('limit', {
		type: 'number',
		default: 50,
		...show({ resource: ['queue'], operation: ['get'], returnAll: ['no'] }),
	}),
	field('hint', { type: 'notice' }),
	field('options', { type: 'collection', default: {}, options: [field('timeout')] }),
];

const frozen = namesOf([{ name: 'node', properties }]);

test('every name that a workflow may hold, where it may hold it', () => {
	expect(frozen).toEqual({
		node: {
			options: {},
			'options.timeout': {},
			resource: { values: ['queue', 'site'], preset: ['queue'] },
		},
		'node/queue': { operation: { values: ['get', 'update'], preset: ['get'] } },
		'node/queue/get': { limit: { preset: [50] }, queue: { values: ['id', 'list'] } },
		'node/queue/update': {
			fields: {},
			'fields.hours': {},
			'fields.hours.values.day': {},
			'fields.strategy': { values: ['one', 'ring-all'], preset: ['ring-all'] },
			queue: { values: ['id', 'list'] },
		},
		'node/site': { operation: { values: ['get'], preset: ['get'] } },
		'node/site/get': {},
	});
});

test('the file holds them all, one parameter a line', () => {
	expect(JSON.parse(textOf(frozen))).toEqual(frozen);
	expect(textOf(frozen).split('\n')).toContain(
		'\t\t"fields.strategy": {"values":["one","ring-all"],"preset":["ring-all"]},',
	);
});

test('nothing is lost where nothing changed, or where something came', () => {
	expect(lost(frozen, frozen)).toEqual([]);
	const more = namesOf([{ name: 'node', properties: [...properties, field('new')] }]);
	expect(lost(frozen, more)).toEqual([]);
});

/** The names without what a change takes away. */
const after = (change: (one: INodeProperties) => INodeProperties | undefined): Names =>
	namesOf([{ name: 'node', properties: properties.flatMap((one) => change(one) ?? []) }]);

const named = (name: string, change: (one: INodeProperties) => INodeProperties | undefined) =>
	after((one) => (one.name === name ? change(one) : one));

test.each<[string, Names, string[]]>([
	[
		'a resource',
		named('resource', (one) => ({ ...one, options: one.options?.slice(0, 1) })),
		['node: resource = "site"', 'node/site', 'node/site/get'],
	],
	[
		'an operation',
		named('operation', (one) => ({ ...one, options: one.options?.slice(0, 1) })),
		['node/queue: operation = "update"', 'node/queue/update'],
	],
	[
		'a parameter',
		named('queue', () => undefined),
		['node/queue/get: queue', 'node/queue/update: queue'],
	],
	[
		'a parameter of one operation only',
		named('queue', (one) => ({ ...one, ...show({ resource: ['queue'], operation: ['get'] }) })),
		['node/queue/update: queue'],
	],
	[
		'a value and the preset of a field in a collection',
		named('fields', (one) => ({
			...one,
			options: [choice('strategy', ['one']), ...(one.options as INodeProperties[]).slice(1)],
		})),
		[
			'node/queue/update: fields.strategy = "ring-all"',
			'node/queue/update: fields.strategy is preset to ["one"] instead of ["ring-all"]',
		],
	],
	[
		'a preset, which workflows do not store',
		named('limit', (one) => ({ ...one, default: 20 })),
		['node/queue/get: limit is preset to [20] instead of [50]'],
	],
])('what is lost is told: %s', (_, now, told) => {
	expect(lost(frozen, now)).toEqual(told);
});
