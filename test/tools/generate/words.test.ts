import { build } from '../../../tools/generate/generate';
import type { OpenApiDocument } from '../../../tools/generate/spec';
import { parseWords } from '../../../tools/generate/parseWords';
import type { ResourceWords, Words } from '../../../tools/generate/words';
import { madeUp } from './madeUp';

const file = 'spec/resources/queue.yaml';

const noDialects = { dialects: {}, records: {} };

const planned = (
	resource: ResourceWords,
	more: Partial<Words> = {},
	document: OpenApiDocument = madeUp,
) =>
	build(document, {
		resources: { queue: resource },
		fields: {},
		pickers: {},
		dialects: noDialects,
		...more,
	});

test('an unknown key is refused with file, line and key', () => {
	const text = 'name: Queue\noperations:\n  get:\n    nmae: Look Up\n';
	expect(() => parseWords('resource', file, text)).toThrow(
		'spec/resources/queue.yaml:4: unknown key "nmae" (operations → get → nmae)',
	);
});

test('every mistake of a file is told at once', () => {
	const text = 'title: Queue\noperations:\n  get:\n    simplify: all\n';
	expect(() => parseWords('resource', file, text)).toThrow(
		/unknown key "title"[\s\S]*must be array/,
	);
});

test('a value of the wrong kind is refused', () => {
	expect(() => parseWords('fields', 'spec/fields.yaml', 'user:\n  kind: text\n')).toThrow(
		/^spec\/fields\.yaml:2: must be one of string, csv/,
	);
});

test('broken YAML is refused with its place', () => {
	expect(() => parseWords('resource', file, 'name: [Queue\n')).toThrow(
		/^spec\/resources\/queue\.yaml: .*line/,
	);
});

test('a request the API does not have is refused', () => {
	const operations = { purge: { id: 'DELETE /queues' } };
	expect(() => planned({ name: 'Queue', operations })).toThrow(
		'spec/resources/queue.yaml (operations → purge): spec/openapi.json has no operation "DELETE /queues".',
	);
});

test('a request described twice is refused', () => {
	const id = 'PUT /queues/{queue}#1';
	const operations = { rename: { id }, relabel: { id } };
	expect(() => planned({ name: 'Queue', operations })).toThrow(
		`spec/resources/queue.yaml (operations → relabel): "${id}" is described already by ` +
			'spec/resources/queue.yaml (operations → rename).',
	);
});

test('an operation that neither convention nor an id gives is refused', () => {
	expect(() =>
		planned({ name: 'Queue', tags: ['Queues'], operations: { purge: { name: 'Purge' } } }),
	).toThrow(
		'(operations → purge): convention makes no such operation here; name its request with "id".',
	);
});

test.each([
	[{ getAll: { id: 'GET /queues' } }, 'convention finds this id by itself'],
	[{ getAll: { name: 'Get Many' } }, 'convention says "Get Many" by itself'],
	[{ getAll: { action: 'Get many queues' } }, 'convention says "Get many queues" by itself'],
	[{ create: { required: ['queue'] } }, 'POST /queues requires by itself "queue"'],
	[{ create: { optional: ['strategy'] } }, 'POST /queues does not require anyway "strategy"'],
	[
		{ rename: { id: 'PUT /queues/{queue}#1', constants: { mode: 'rename' } } },
		'takes no other value anyway for "mode"',
	],
])('%j says what is known already', (operations, complaint) => {
	const resource = { name: 'Queue', tags: ['Queues'], operations };
	expect(() => planned(resource)).toThrow(complaint);
});

test('a composite has no request of its own', () => {
	const operations = { audit: { composite: {}, id: 'PUT /queues/{queue}#1' } };
	expect(() => planned({ name: 'Queue', operations })).toThrow(
		'spec/resources/queue.yaml (operations → audit): a composite has no request; leave "id" and "choose" out.',
	);
});

test.each<[string, ResourceWords['operations'], string]>([
	[
		'sync',
		{ sync: { sync: { by: ['queue'], id: { queue: 'queue' } } } },
		'"sync" needs one operation "create" with one request.',
	],
	[
		'upsert',
		{ upsert: { upsert: { reads: 'get' } } },
		'"upsert" creates with an operation that does not exist.',
	],
])('%s is refused where nothing creates a record', (value, operations, complaint) => {
	const paths = { '/queues/{queue}': madeUp.paths['/queues/{queue}'] ?? {} };
	expect(() =>
		planned({ name: 'Queue', tags: ['Queues'], operations }, {}, { ...madeUp, paths }),
	).toThrow(`spec/resources/queue.yaml (operations → ${value}): ${complaint}`);
});

test('words for a field that a composite does not ask for are refused', () => {
	const operations = { audit: { composite: { asks: {} }, required: ['colour'] } };
	expect(() => planned({ name: 'Queue', operations })).toThrow(
		'spec/resources/queue.yaml (operations → audit): its form has no field "colour".',
	);
});

test('a composite asks for values of known types', () => {
	const text =
		'name: Queue\noperations:\n  audit:\n    composite:\n      asks: { day: { type: date } }\n';
	expect(() => parseWords('resource', file, text)).toThrow(/:5: must be one of string, integer/);
});

test('words for a field that a request does not have are refused', () => {
	const resource = {
		name: 'Queue',
		tags: ['Queues'],
		operations: { create: { omit: ['colour'] } },
	};
	expect(() => planned(resource)).toThrow(
		'spec/resources/queue.yaml (operations → create): POST /queues has no field "colour".',
	);
});

test.each([
	[{ colour: { label: 'Paint' } }, 'spec/fields.yaml: the API has no field "colour".'],
	[{ strategy: { label: 'Strategy' } }, 'spec/fields.yaml: convention calls "strategy" "Strategy"'],
])('glossary %j is refused', (fields, complaint) => {
	expect(() => planned({ name: 'Queue', tags: ['Queues'] }, { fields })).toThrow(complaint);
});

test('a picker without a list is refused', () => {
	const pickers = { searchAgents: { list: '/agents', value: 'agent', label: [] } };
	expect(() => planned({ name: 'Queue', tags: ['Queues'] }, { pickers })).toThrow(
		'spec/pickers.yaml: the API lists nothing at /agents.',
	);
});

describe('a name that no answer has stops generating, with the nearest that it has', () => {
	const resource = (operations: ResourceWords['operations']) => ({
		name: 'Queue',
		tags: ['Queues', 'Media/Music'],
		operations,
	});
	const lists = { list: '/queues', value: 'queue', label: ['description'] };

	test.each<[string, ResourceWords, Partial<Words>, string]>([
		[
			'a column of Simplify',
			resource({ getAll: { simplify: ['queue', 'desription'] } }),
			{},
			'spec/resources/queue.yaml (operations → getAll): GET /queues answers without "desription". ' +
				'The nearest name is "description".',
		],
		[
			'the list of rows',
			resource({ get: { rows: { at: 'hour' } } }),
			{},
			'spec/resources/queue.yaml (operations → get): GET /queues/{queue} answers without "hour". ' +
				'The nearest name is "hours".',
		],
		[
			'the link to a file, and its name',
			resource({ downloadAll: { download: { from: 'getAll', link: 'quee', fileName: 'queue' } } }),
			{},
			'(operations → downloadAll): GET /queues answers without "quee". The nearest name is "queue".',
		],
		[
			"a picker's value",
			resource({}),
			{ pickers: { searchQueues: { ...lists, value: '{queue}@{sytem}' } } },
			'spec/pickers.yaml: searchQueues: GET /queues answers without "sytem".',
		],
		[
			"a picker's label",
			resource({}),
			{ pickers: { searchQueues: { ...lists, label: ['strateg'] } } },
			'spec/pickers.yaml: searchQueues: GET /queues answers without "strateg". The nearest name is "strategy".',
		],
		[
			'what a picker leaves out',
			resource({}),
			{ pickers: { searchQueues: { ...lists, without: { stratgy: 'ring' } } } },
			'GET /queues answers without "stratgy". The nearest name is "strategy".',
		],
		[
			'a field of a file',
			resource({
				create: {
					media: { content: 'extras', type: 'strategy', size: 'queue', text: 'descripton' },
				},
			}),
			{},
			'POST /queues has no field "descripton". The nearest name is "description".',
		],
		[
			'words of a field',
			resource({}),
			{ fields: { stratgy: { label: 'Order' } } },
			'spec/fields.yaml: the API has no field "stratgy". The nearest name is "strategy".',
		],
	])('%s', (_, words, more, complaint) => {
		expect(() => planned(words, more)).toThrow(complaint);
	});

	test('but not one that servers answer with in place of the documented', () => {
		const spelled = {
			also: ['ring_option'],
			source: ['capture'],
			confidence: 'high' as const,
		};
		const dialects = {
			dialects: {},
			records: { queue: { collections: ['/queues'], fields: { strategy: spelled } } },
		};
		const words = resource({ getAll: { simplify: ['RingOption', 'agents_total'] } });
		expect(() => planned(words, { dialects })).not.toThrow();
		expect(() => planned(words)).toThrow('GET /queues answers without "RingOption".');
	});

	test('and nothing where the documents do not say what is answered', () => {
		const silent: OpenApiDocument = {
			paths: { '/queues': { get: { tags: ['Queues'] } } },
		};
		const words = resource({ get: { simplify: ['anything'] } });
		expect(() => planned(words, {}, silent)).not.toThrow();
	});
});
