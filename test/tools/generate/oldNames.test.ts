/** After a rename, workflows that were saved before it run as they did: tried on an invented rename. */
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { presentName } from '../../../nodes/NetSapiens/execute/presentName';
import { build } from '../../../tools/generate/generate';
import type { OpenApiDocument } from '../../../tools/generate/spec';
import type { ResourceWords, Words } from '../../../tools/generate/words';
import { madeUp } from './madeUp';

const wordsOf = (resources: Record<string, ResourceWords>, more: Partial<Words> = {}): Words => ({
	resources,
	fields: {},
	pickers: {},
	dialects: { dialects: {}, records: {} },
	...more,
});

const released = build(
	madeUp,
	wordsOf({
		queue: {
			name: 'Queue',
			tags: ['Queues'],
			operations: {
				rename: { id: 'PUT /queues/{queue}#1' },
				reorder: { id: 'PUT /queues/{queue}/order' },
				audit: { composite: { asks: { day: { type: 'string' } } }, required: ['day'] },
			},
		},
		music: {
			name: 'Music',
			tags: ['Media/Music'],
			operations: {
				create: {
					choose: {
						parameter: 'source',
						label: 'Source',
						options: {
							file: { id: 'POST /queues/{queue}/music#1', name: 'File' },
							speech: { id: 'POST /queues/{queue}/music', name: 'Speech' },
						},
					},
				},
			},
		},
	}),
);

/** The API calls a field otherwise now. */
const newer = JSON.parse(
	JSON.stringify(madeUp).replaceAll('nickname', 'display-name'),
) as OpenApiDocument;

/** All that can be renamed is: resource, operations, choices; and two operations became one. */
const renamed = build(
	newer,
	wordsOf(
		{
			line: {
				name: 'Waiting Line',
				was: ['queue'],
				tags: ['Queues'],
				operations: {
					update: {
						choose: {
							parameter: 'what',
							label: 'What',
							options: {
								settings: { id: 'PUT /queues/{queue}', name: 'Settings' },
								name: { id: 'PUT /queues/{queue}#1', name: 'Name', wasOperation: ['rename'] },
							},
						},
					},
					sort: { id: 'PUT /queues/{queue}/order', was: ['reorder'] },
					inspect: {
						composite: { asks: { day: { type: 'string' } } },
						required: ['day'],
						was: ['audit'],
					},
				},
			},
			music: {
				name: 'Music',
				preset: 'upload',
				tags: ['Media/Music'],
				operations: {
					upload: {
						was: ['create'],
						choose: {
							parameter: 'source',
							label: 'Source',
							options: {
								binary: { id: 'POST /queues/{queue}/music#1', name: 'File', was: ['file'] },
								speech: { id: 'POST /queues/{queue}/music', name: 'Speech' },
							},
						},
					},
				},
			},
		},
		{ fields: { 'display-name': { was: 'nickname' } } },
	),
);

const propertiesOf = ({ resources, properties }: ReturnType<typeof build>): INodeProperties[] => [
	{ displayName: 'Resource', name: 'resource', type: 'options', options: resources, default: '' },
	...properties,
];

/** What the editor stores of the parameters: not those that are as preset. */
const stored = (parameters: INodeParameters) =>
	NodeHelpers.getNodeParameters(propertiesOf(released), parameters, false, false, null, null)!;

/** What the node is given of the parameters that are stored. */
const given = (built: ReturnType<typeof build>, parameters: INodeParameters) =>
	NodeHelpers.getNodeParameters(propertiesOf(built), parameters, true, false, null, null)!;

const saved: [INodeParameters, string][] = [
	[
		{ resource: 'queue', operation: 'getAll', returnAll: true, filters: { site: 'a' } },
		'GET /queues',
	],
	[
		{ resource: 'queue', operation: 'create', queue: '7', fields: { 'pin-secret': '1' } },
		'POST /queues',
	],
	[
		{ resource: 'queue', operation: 'update', queue: '7', fields: { nickname: 'x' } },
		'PUT /queues/{queue}',
	],
	[{ resource: 'queue', operation: 'rename', queue: '7', nickname: 'x' }, 'PUT /queues/{queue}#1'],
	[
		{
			resource: 'queue',
			operation: 'reorder',
			queue: '7',
			entries: { values: [{ agent: '1' }, { agent: '2' }] },
		},
		'PUT /queues/{queue}/order',
	],
	[
		{ resource: 'music', operation: 'create', source: 'file', queue: '7', File: 'sound' },
		'POST /queues/{queue}/music#1',
	],
	[
		{ resource: 'music', operation: 'create', source: 'speech', queue: '7', script: 'Hello' },
		'POST /queues/{queue}/music',
	],
];

/** The request that the parameters of a workflow choose, by its id. */
function requestOf({ table, oldNames }: ReturnType<typeof build>, parameters: INodeParameters) {
	const { resource, operation, choice, choices } = presentName(
		oldNames,
		String(parameters.resource),
		String(parameters.operation),
	);
	const entry = table[resource]![operation]!;
	if (!('selector' in entry)) return entry;
	const asked = choice ?? String(parameters[entry.selector]);
	return entry.options[choices[asked] ?? asked]!;
}

describe.each(saved)('%j', (parameters, id) => {
	const now = given(renamed, stored(parameters));

	test('keeps all that was filled in', () => {
		expect(given(released, stored(parameters))).toMatchObject(parameters);
		const filled = Object.entries(parameters).filter(
			([name]) => name !== 'operation' && name !== 'source',
		);
		expect(now).toMatchObject(Object.fromEntries(filled));
	});

	test('is carried out by the same request, with what was filled in', () => {
		const request = requestOf(renamed, now);
		expect(request.id).toBe(id);
		const asked = [...request.parameters, ...(request.fields ?? []), ...(request.filters ?? [])];
		const names = asked.map(({ parameter }) => parameter);
		const chosen = ['resource', 'operation', 'source', 'returnAll', 'fields', 'filters'];
		const inside = (['fields', 'filters'] as const).flatMap((name) =>
			Object.keys((parameters[name] ?? {}) as INodeParameters),
		);
		const filledIn = [...Object.keys(parameters), ...inside];
		expect(names).toEqual(
			expect.arrayContaining(filledIn.filter((name) => !chosen.includes(name))),
		);
	});
});

test('a parameter keeps its name when the API calls it otherwise, and the new name is sent', () => {
	const { parameters } = requestOf(renamed, { resource: 'queue', operation: 'rename' });
	expect(parameters).toContainEqual(
		expect.objectContaining({ parameter: 'nickname', name: 'display-name', in: 'body' }),
	);
});

test('composites are found too', () => {
	expect(presentName(renamed.oldNames, 'queue', 'audit')).toMatchObject({
		resource: 'line',
		operation: 'inspect',
	});
	const day = { resource: 'queue', operation: 'audit', day: '2026-01-05' };
	expect(given(renamed, stored(day))).toMatchObject(day);
});

test('what can be selected of an output is known under the older names too', () => {
	const { of } = renamed.columns;
	expect(of.line?.getAll).toBeDefined();
	expect(of.queue?.getAll).toBe(of.line?.getAll);
});

test('names that were never others stay what they are', () => {
	expect(presentName(renamed.oldNames, 'line', 'getAll')).toEqual({
		resource: 'line',
		operation: 'getAll',
		choices: {},
	});
	expect(presentName(renamed.oldNames, 'toString', 'constructor')).toMatchObject({
		resource: 'toString',
		operation: 'constructor',
	});
});

test('an older name can be seen where it is chosen, and not be chosen anew', () => {
	const old = propertiesOf(renamed)
		.filter(({ type }) => type === 'options')
		.flatMap(({ name, options = [] }) => options.map((option) => ({ parameter: name, option })))
		.filter(({ option }) => 'value' in option && option.displayOptions?.show);
	const told = old.map(({ parameter, option }) => [parameter, 'value' in option && option.value]);
	expect(new Set(told.map((one) => one.join(' ')))).toEqual(
		new Set([
			'resource queue',
			'operation create',
			'operation rename',
			'operation reorder',
			'operation audit',
			'source file',
		]),
	);
});

/** The names that the lists of a form offer while these parameters are chosen. */
const offeredBy = (parameters: INodeParameters): Array<[parameter: string, names: string[]]> => {
	const shows = (one: INodeProperties | INodePropertyOptions) =>
		NodeHelpers.displayParameter(parameters, one, null, null);
	return propertiesOf(renamed)
		.filter((property) => property.type === 'options' && shows(property))
		.map(({ name, options }) => [
			name,
			(options as INodePropertyOptions[]).filter(shows).map((option) => option.name),
		]);
};

test.each([
	...saved.map(([parameters]) => parameters),
	{ resource: 'queue', operation: 'audit' },
	{ resource: 'line', operation: 'sort' },
	{ resource: 'music', operation: 'upload', source: 'binary' },
])('no list offers two of one name: %j', (parameters) => {
	const offered = offeredBy(parameters);
	expect(offered.map(([name]) => name)).toEqual(expect.arrayContaining(['resource', 'operation']));
	for (const [name, names] of offered) expect([name, names]).toEqual([name, [...new Set(names)]]);
});

test.each([
	[
		{ queue: { name: 'Queue', was: ['music'] }, music: { name: 'Music' } },
		'spec/resources: "music"',
	],
	[
		{ queue: { name: 'Queue', tags: ['Queues'], operations: { getAll: { was: ['get'] } } } },
		'spec/resources/queue.yaml: "get"',
	],
	[
		{
			queue: {
				name: 'Queue',
				tags: ['Queues'],
				operations: { getAll: { was: ['list'] }, get: { was: ['list'] } },
			},
		},
		'spec/resources/queue.yaml: "list"',
	],
])('an older name that means two things is refused: %j', (resources, complaint) => {
	expect(() => build(madeUp, wordsOf(resources))).toThrow(complaint);
});
