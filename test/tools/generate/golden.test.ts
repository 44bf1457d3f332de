import { build, filesOf } from '../../../tools/generate/generate';
import type { Words } from '../../../tools/generate/words';
import { madeUp } from './madeUp';
import { company, companyWords } from './madeUpCompany';

const words: Words = {
	fields: {
		strategy: {
			label: 'Ring Strategy',
			description: 'Who rings when a call waits',
			options: { 'ring-all': 'Everyone', 'round-robin': 'One After Another' },
		},
		'record-calls': { description: 'Whether calls through the queue are recorded' },
		day: { label: 'Day of Week' },
	},
	dialects: {
		dialects: { live: { description: 'As servers answer', version: '2' } },
		records: {
			queue: {
				collections: ['/queues'],
				fields: {
					strategy: {
						also: ['ring_option'],
						says: { live: 'ring-option' },
						source: ['capture'],
						confidence: 'high' as const,
					},
				},
			},
		},
	},
	pickers: {
		searchQueues: {
			list: '/queues',
			value: 'queue',
			label: ['description'],
			names: ['queue'],
			placeholder: 'e.g. 4000',
		},
	},
	resources: {
		queue: {
			name: 'Queue',
			tags: ['Queues'],
			operations: {
				getAll: { simplify: ['queue', 'strategy'] },
				rename: { id: 'PUT /queues/{queue}#1' },
				reorder: { id: 'PUT /queues/{queue}/order', action: 'Reorder agents of queue' },
				audit: {
					composite: {
						asks: {
							queue: { type: 'string' },
							since: { type: 'string', format: 'date' },
							strict: { type: 'boolean' },
						},
						answers: { queue: 'string', idle: 'integer' },
					},
					required: ['queue', 'since'],
					fields: { strict: { description: 'Whether short breaks count' } },
				},
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
	},
};

const shown = [
	'nodes/NetSapiens/generated/properties.ts',
	'nodes/NetSapiens/generated/operations.ts',
	'nodes/NetSapiens/generated/composites.ts',
	'nodes/NetSapiens/generated/pickers.ts',
	'nodes/NetSapiens/__schema__/v1.0.0/queue/audit.json',
	'nodes/NetSapiens/generated/spellings.ts',
	'nodes/NetSapiens/__schema__/v1.0.0/queue/getAll.json',
	'nodes/NetSapiens/__schema__/v1.0.0/queue/get.json',
	'nodes/NetSapiens/__schema__/v1.0.0/queue/delete.json',
	'docs/operations.md',
	'docs/operations/queue.md',
	'docs/operations/music.md',
];

// Made in the test and not before it, so that `npm run test:mutation` can break the generator between two runs.
test('the files of a made-up API', () => {
	const files = filesOf(build(madeUp, words));
	for (const file of shown) expect(files.get(file)).toMatchSnapshot(file);
});

test('the files of a made-up PBX', () => {
	const files = filesOf(build(company, companyWords));
	for (const file of [
		...['properties', 'operations', 'composites', 'pickers', 'spellings', 'meanings'].map(
			(name) => `nodes/NetSapiens/generated/${name}.ts`,
		),
		...[
			'person/get',
			'person/getAll',
			'person/sync',
			'person/update',
			'note/exists',
			'note/create',
		].map((name) => `nodes/NetSapiens/__schema__/v1.0.0/${name}.json`),
		'docs/operations.md',
		...['person', 'note', 'week'].map((name) => `docs/operations/${name}.md`),
	])
		expect(files.get(file)).toMatchSnapshot(file);
});

test('the same input gives the same bytes', () => {
	const [once, again] = [1, 2].map(() =>
		filesOf(build(structuredClone(madeUp), structuredClone(words))),
	);
	expect([...again!]).toEqual([...once!]);
});
