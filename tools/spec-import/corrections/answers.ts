import { okSchema, resolve, type Draft } from '../draft';
import type { Operation, Schema } from '../types';
import {
	eachListed,
	eachOperation,
	integer,
	lastSegment,
	listOf,
	object,
	same,
	setAnswer,
	text,
	texts,
	wirePath,
	type Correction,
} from './correction';

/** Records that are read one by one although the documents show their answer as a list. */
const singleRecords = [
	'/apikeys/{key_id}',
	'/domains/{domain}/conferences/{conference}',
	'/domains/{domain}/connections/{connection-orig-match-pattern}',
	'/domains/{domain}/contacts/{contact_id}',
	'/domains/{domain}/users/{user}/messagesessions/{messagesession}',
];

/** Statistics that come for every agent, queue or number at once. */
const keyedStatistics = [
	'/domains/{domain}/statistics/DNIS',
	'/domains/{domain}/statistics/DNIS/callqueues/{callqueue}',
	'/domains/{domain}/statistics/agent',
	'/domains/{domain}/statistics/agent/callqueues/{callqueue}',
	'/domains/{domain}/statistics/agentLog',
	'/domains/{domain}/statistics/queue/per-queue',
];

const holiday = object({
	...texts('uuid', 'name', 'description', 'country'),
	date: integer,
	type: listOf(text),
	...texts('primary_type'),
	locations: { type: ['string', 'array'], items: text },
	states: { type: ['string', 'array'], items: text },
});

const accepted = object({ code: integer, ...texts('message') }, ['code', 'message']);

/** A step of the story of a call; what is in its data depends on the step. */
const step = object({ ...texts('type', 'level', 'ts', 'id'), data: object({}) });

/** What a count answers: calls also say how long, stored files also how big. */
function countAnswer(key: string): Schema {
	const path = wirePath(key);
	if (/\/cdrs\/count$/.test(path))
		return object({ total: integer, minutes: integer, seconds: integer }, ['total']);
	if (/\/(voicemails\/\{folder\}|greetings|moh|msg)\/count$/.test(path))
		return object({ count: integer, size: { type: ['integer', 'string'] } });
	return object({ total: integer }, ['total']);
}

/** Whether an answer says nothing about its content. */
const says = (operation: Operation, draft: Draft) => {
	const schema = resolve(okSchema(operation), draft);
	return Object.keys(schema?.properties ?? {}).length > 0 || schema?.type === 'array';
};

/** An operation that answers with the record that another one reads or lists. */
const sameAnswerAs: Record<string, string> = {
	'POST /tokens#1': 'POST /tokens',
	'POST /subscriptions': 'GET /subscriptions/{id}',
	'POST /domains/{domain}/subscriptions': 'GET /subscriptions/{id}',
	'GET /domains/{domain}/timeframes/{id}': 'GET /domains/{domain}/timeframes',
	'GET /domains/{domain}/users/{user}/timeframes/{id}':
		'GET /domains/{domain}/users/{user}/timeframes',
	'POST /domains/{domain}/users/{user}/timeframes': 'GET /domains/{domain}/users/{user}/timeframes',
	'POST /domains/{domain}/users/{user}/timeframes#4':
		'GET /domains/{domain}/users/{user}/timeframes',
	'POST /domains/{domain}/timeframes#4': 'GET /domains/{domain}/timeframes',
	'POST /domains/{domain}/contacts': 'GET /domains/{domain}/contacts/{contact_id}',
	'POST /domains/{domain}/users/{user}/contacts': 'GET /domains/{domain}/contacts/{contact_id}',
};

/** Synchronous operations whose record the documents do not show, and where it is read. */
const synchronousRecords: [RegExp, string][] = [
	[/\/greetings(\/|#|$)/, 'GET /domains/{domain}/users/{user}/greetings'],
	[/\/moh(\/|#|$)/, 'GET /domains/{domain}/moh'],
	[/\/msg(\/|#|$)/, 'GET /domains/{domain}/msg'],
	[/\/sites(\/|#|$)/, 'GET /domains/{domain}/sites'],
	[/\/answerrules$/, 'GET /domains/{domain}/users/{user}/answerrules'],
	[/\/users\/\{user\}\/calls$/, 'GET /domains/{domain}/users/{user}/calls'],
];

/** The record an operation answers with, or one of the list it answers with. */
function recordOf(id: string, draft: Draft): Schema | undefined {
	const model = draft.operations.get(id);
	const schema = model && okSchema(model.operation);
	const resolved = resolve(schema, draft);
	return resolved?.type === 'array' ? resolved.items : schema;
}

/** What is wrong with what operations answer. */
export const answerCorrections: Correction[] = [
	{
		id: 'json-answers',
		reason:
			'Some answers are declared as any media type; only speech synthesis sends bytes, all others send JSON.',
		mend: eachOperation(({ key, operation }) => {
			if (lastSegment(key) === 'voices') return false;
			const contents = Object.values(operation.responses).filter(({ content }) => content?.['*/*']);
			for (const response of contents)
				response.content = { 'application/json': response.content!['*/*']! };
			return contents.length > 0;
		}),
	},
	{
		id: 'single-record-answer',
		reason:
			'The answer to reading one record by its identifier is shown as a list; servers send one object.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			if (method !== 'get' || !singleRecords.includes(wirePath(key))) return false;
			const list = resolve(okSchema(operation), draft);
			if (list?.type !== 'array' || !list.items) return false;
			return setAnswer(operation, list.items);
		}),
	},
	{
		id: 'count-answers',
		reason:
			'Some counts show an empty object. Counts answer a total, of calls also minutes and seconds, of stored files a count and a size.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			if (method !== 'get' || lastSegment(key) !== 'count') return false;
			const wanted = countAnswer(key);
			return !same(resolve(okSchema(operation), draft), wanted) && setAnswer(operation, wanted);
		}),
	},
	{
		id: 'statistics-keyed',
		reason:
			'Statistics of all agents, queues or numbers come as one object with an entry for each, named after it; the documents show a single entry.',
		mend: eachListed(
			Object.fromEntries(keyedStatistics.map((path) => [`GET ${path}`, true])),
			({ operation }, _, draft) => {
				const one = resolve(okSchema(operation), draft);
				if (!one?.properties) return false;
				return setAnswer(operation, { type: 'object', additionalProperties: { ...one } });
			},
		),
	},
	{
		id: 'accepted-answers',
		reason:
			'A write that is accepted says so and no more; the documents show some of these answers empty, or as the record that was sent.',
		mend: eachOperation(({ operation }, draft) => {
			const schema = Object.values(operation.responses['202']?.content ?? {})[0]?.schema;
			const fields = resolve(schema, draft)?.properties;
			if (!schema || (fields?.code && fields.message)) return false;
			return setAnswer(operation, structuredClone(accepted), { status: '202' });
		}),
	},
	{
		id: 'call-trace-answers',
		reason:
			'Call traces are shown as an empty object; they are a list of queries with a drawing or the story of the call, or a table as text.',
		mend: eachListed(
			{
				'GET /sipflow': listOf(object({ sql: listOf(text), svg: text })),
				'GET /sipflow#1': listOf(object({ sql: listOf(text), cradle: listOf(step) })),
			},
			({ operation }, schema) => setAnswer(operation, structuredClone(schema)),
		),
	},
	{
		id: 'call-trace-table',
		reason: 'The table of a call trace is text in CSV form, not JSON.',
		mend: eachListed({ 'GET /sipflow#2': text }, ({ operation }, schema) =>
			setAnswer(operation, { ...schema }, { type: 'text/csv' }),
		),
	},
	{
		id: 'holiday-answers',
		reason: 'The answers with holidays and regions are shown without their fields.',
		mend: eachListed(
			{
				'GET /holidays/{country}/{year}': listOf(holiday),
				'GET /holidays/{country}/{region}/{year}': listOf(holiday),
				'GET /holidays/regions': {
					type: 'object',
					additionalProperties: { type: 'object', additionalProperties: text },
				} as Schema,
			},
			({ operation }, schema) => setAnswer(operation, structuredClone(schema)),
		),
	},
	{
		id: 'api-key-notes',
		reason: 'The answer that shows a new API key for the only time also has notes.',
		mend: eachListed({ 'POST /apikeys': 'notes' }, ({ operation }, name, draft) => {
			const record = resolve(okSchema(operation), draft);
			if (!record || record.properties?.[name]) return false;
			return setAnswer(operation, {
				...record,
				properties: { ...record.properties, [name]: { ...text } },
			});
		}),
	},
	{
		id: 'empty-answers',
		reason: 'These answers are shown empty; they hold the record that reading or listing shows.',
		mend: eachListed(sameAnswerAs, ({ operation }, model, draft) => {
			const record = recordOf(model, draft);
			if (!record || says(operation, draft)) return false;
			return setAnswer(operation, structuredClone(record));
		}),
	},
	{
		id: 'synchronous-answers',
		reason:
			'An operation that takes synchronous answers 200 with the record when it is yes; the documents leave out some of these answers.',
		mend: eachOperation(({ method, key, operation }, draft) => {
			const body = resolve(Object.values(operation.requestBody?.content ?? {})[0]?.schema, draft);
			if (method === 'get' || !body?.properties?.synchronous || says(operation, draft))
				return false;
			const model = synchronousRecords.find(([pattern]) => pattern.test(key))?.[1];
			const record = model && recordOf(model, draft);
			return record ? setAnswer(operation, structuredClone(record)) : false;
		}),
	},
];
