import type { OpenApiDocument, Schema } from '../../../tools/generate/spec';

const yesNo: Schema = { type: 'string', enum: ['yes', 'no'], default: 'no' };
const text: Schema = { type: 'string' };
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: text });
const ok = (schema: Schema) => ({ '200': json(schema) });
const accepted = { '202': json({ type: 'object' }) };

const queue: Schema = {
	type: 'object',
	required: ['queue'],
	properties: {
		queue: text,
		synchronous: yesNo,
		'agents-total': { type: 'integer', readOnly: true },
		description: text,
		strategy: { type: 'string', enum: ['ring-all', 'round-robin'], default: 'ring-all' },
		'record-calls': yesNo,
		'max-wait-seconds': { type: ['integer', 'null'], minimum: 0, maximum: 3600 },
		'expires-datetime': { type: 'string', format: 'date-time' },
		'notify-email': { anyOf: [text, { type: 'array', items: text }] },
		overflow: {
			type: 'object',
			properties: { enabled: yesNo, targets: { type: 'array', items: text } },
		},
		hours: {
			type: 'array',
			items: { type: 'object', properties: { day: { type: 'integer' }, open: text } },
		},
		'pin-secret': text,
		extras: { type: 'object' },
	},
};

const tags = ['Queues'];

/** A small API with one of everything the generator has to know. */
export const madeUp: OpenApiDocument = {
	components: { schemas: { Queue: queue } },
	paths: {
		'/queues': {
			get: {
				tags,
				'x-since': '44',
				parameters: [
					{ name: 'start', in: 'query', schema: { type: 'integer' } },
					{ name: 'limit', in: 'query', schema: { type: 'integer' } },
					{ name: 'site', in: 'query', schema: text },
				],
				responses: ok({ type: 'array', items: { $ref: '#/components/schemas/Queue' } }),
			},
			post: {
				tags,
				'x-since': '44',
				requestBody: json({ $ref: '#/components/schemas/Queue' }),
				responses: accepted,
			},
		},
		'/queues/count': {
			get: {
				tags,
				'x-since': '45',
				parameters: [
					{ name: 'site', in: 'query', schema: text },
					{ name: 'reseller', in: 'query', schema: text },
				],
				responses: ok({ type: 'object', properties: { total: { type: 'integer' } } }),
			},
		},
		'/queues/{queue}': {
			get: {
				tags,
				'x-since': '44',
				parameters: [inPath('queue')],
				responses: ok({ $ref: '#/components/schemas/Queue' }),
			},
			put: {
				tags,
				'x-since': '44',
				parameters: [inPath('queue')],
				requestBody: json({
					type: 'object',
					properties: {
						queue: text,
						strategy: queue.properties?.strategy as Schema,
						nickname: text,
					},
				}),
				responses: accepted,
			},
			delete: { tags, 'x-since': '44', parameters: [inPath('queue')], responses: accepted },
		},
		'/queues/{queue}#1': {
			put: {
				tags,
				'x-since': '45',
				parameters: [inPath('queue')],
				requestBody: json({
					type: 'object',
					required: ['mode', 'nickname'],
					properties: { mode: { type: 'string', const: 'rename' }, nickname: text },
				}),
				responses: accepted,
			},
		},
		'/queues/{queue}/pause': {
			patch: { tags, 'x-since': '44', parameters: [inPath('queue')], responses: accepted },
		},
		'/queues/{queue}/order': {
			put: {
				tags,
				'x-since': '44',
				parameters: [inPath('queue')],
				requestBody: json({
					type: 'array',
					items: { type: 'object', required: ['agent'], properties: { agent: text } },
				}),
				responses: accepted,
			},
		},
		'/queues/{queue}/music': {
			post: {
				tags: ['Media/Music'],
				'x-since': '44',
				parameters: [inPath('queue')],
				requestBody: json({ type: 'object', required: ['script'], properties: { script: text } }),
				responses: accepted,
			},
		},
		'/queues/{queue}/music#1': {
			post: {
				tags: ['Media/Music'],
				'x-since': '44',
				parameters: [inPath('queue')],
				requestBody: {
					content: {
						'multipart/form-data': {
							schema: {
								type: 'object',
								required: ['File'],
								properties: {
									File: { type: 'string', format: 'binary' },
									index: { type: 'integer' },
								},
							},
						},
					},
				},
				responses: accepted,
			},
		},
		'/queues/{queue}/music/{index}#1': {
			put: {
				tags: ['Media/Music'],
				'x-since': '44',
				parameters: [inPath('queue'), inPath('index')],
				requestBody: {
					content: {
						'multipart/form-data': {
							schema: {
								type: 'object',
								required: ['File'],
								properties: { File: { type: 'string', format: 'binary' } },
							},
						},
					},
				},
				responses: accepted,
			},
		},
		'/speech': {
			post: {
				tags: ['Media/Speech'],
				'x-since': '44',
				requestBody: json({ type: 'object', required: ['script'], properties: { script: text } }),
				responses: { '200': { content: { '*/*': {} } } },
			},
		},
	},
};
