import type { OpenApiDocument, Schema } from '../../../tools/generate/spec';
import type { Words } from '../../../tools/generate/words';

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const moment: Schema = { type: 'string', format: 'date-time' };
const yesNo: Schema = { type: 'string', enum: ['yes', 'no'] };
const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
	type: 'object',
	...(required.length > 0 && { required }),
	properties,
});
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: text });
const inQuery = (name: string, schema: Schema = text, required = false) => ({
	name,
	in: 'query',
	required,
	schema,
});
const accepted = { '202': json(object({})) };

/** An operation on a path, whose placeholders it declares. */
const on = (
	path: string,
	more: {
		answer?: Schema;
		body?: Schema;
		query?: Array<ReturnType<typeof inQuery>>;
		tags?: string[];
		since?: string;
	} = {},
) => ({
	tags: more.tags ?? ['People'],
	'x-since': more.since ?? '44',
	parameters: [
		...[...path.matchAll(/\{(.+?)\}/g)].map(([, name = '']) => inPath(name)),
		...(more.query ?? []),
		...(more.answer?.type === 'array' ? [inQuery('start', whole), inQuery('limit', whole)] : []),
	],
	...(more.body && { requestBody: json(more.body) }),
	responses: more.answer ? { '200': json(more.answer) } : accepted,
});

const person = object({
	user: text,
	'name-first-name': text,
	'email-address': text,
	'service-code': text,
	'ring-timeout-seconds': { type: 'integer', minimum: 5 },
	'hold-minutes': { ...whole, enum: [1, 5] },
	'language-code': { type: 'string', enum: ['en', 'fr', ''] },
	language: { type: 'string', enum: ['en', 'fr'] },
	'answer-confirmation': { type: 'string', enum: ['true', 'false'], default: 'true' },
	'level-number': { type: 'integer', enum: [0, 1], default: 1 },
	'time-limit': { anyOf: [{ type: 'string', enum: ['never'] }, moment], default: 'never' },
	'opens-at': { type: 'string', format: 'clock-time', default: '08:00' },
	tags: { type: 'array', items: text },
	extensions: { type: 'array', items: whole },
	levels: { type: 'array', items: { type: 'string', enum: ['low', 'high'] } },
	weight: { anyOf: [{ type: 'integer' }, text] },
	limit: {
		oneOf: [
			{ type: 'number', maximum: 9.5 },
			{ type: 'string', maxLength: 0 },
		],
	},
	plan: {
		anyOf: [
			{ type: 'string', enum: ['a', 'b'] },
			{ type: 'string', maxLength: 0 },
		],
	},
	'made-datetime': { ...moment, readOnly: true },
});

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const clock: Schema = { type: 'string', format: 'compact-time' };
/** Two ranges a day, as timeframes have them. */
const week = object({
	...Object.fromEntries(
		days.flatMap((day) =>
			[1, 2].flatMap((range) =>
				['begin', 'end'].map((edge) => [`weekly-${day}-${edge}-time-${range}`, clock]),
			),
		),
	),
	note: text,
	'spare-1': text,
	'spare-2': text,
});
/** What the keys of an attendant do. */
const menu = object({
	...Object.fromEntries(
		['1', '2', '*'].map((key) => [`option-${key}`, object({ to: text, by: yesNo })]),
	),
	greeting: text,
});

const PEOPLE = '/domains/{domain}/people';
const PERSON = `${PEOPLE}/{user}`;
const NOTES = `${PERSON}/notes`;
const list = (items: Schema): Schema => ({ type: 'array', items });
const note = object({ id: text, body: text, 'file-url': text, 'file-name': text, kind: text });

/** A small API as a PBX has it: people of domains, what belongs to them, and what is the caller's own. */
export const company: OpenApiDocument = {
	components: { schemas: {} },
	paths: {
		'/domains': {
			get: on('/domains', { answer: list(object({ domain: text })), tags: ['Domains'] }),
		},
		'/people': { get: on('/people', { answer: list(person), query: [inQuery('site')] }) },
		[PEOPLE]: {
			get: on(PEOPLE, { answer: list(person), query: [inQuery('site')] }),
			post: on(PEOPLE, {
				body: { ...person, required: ['user', 'email-address'] },
			}),
		},
		[PERSON]: {
			get: on(PERSON, { answer: person }),
			put: on(PERSON, { body: person }),
			delete: on(PERSON),
		},
		'/domains/~/people/~': { get: on('/domains/~/people/~', { answer: person }) },
		[`${PEOPLE}/count`]: {
			get: on(`${PEOPLE}/count`, {
				answer: object({ total: whole }),
				query: [inQuery('site'), inQuery('limit', whole)],
			}),
		},
		[`${PEOPLE}/list`]: {
			get: on(`${PEOPLE}/list`, { answer: list(object({ user: text })), since: '45' }),
		},
		'/resellers/{reseller}/people': {
			get: on('/resellers/{reseller}/people', { answer: list(person) }),
		},
		[NOTES]: {
			get: on(NOTES, {
				answer: list(note),
				tags: ['Notes'],
				query: [inQuery('datetime-start', moment, true), inQuery('datetime-end', moment, true)],
			}),
			post: on(NOTES, { body: { ...note, required: ['id', 'body'] }, tags: ['Notes'] }),
		},
		[`${NOTES}/{id}`]: {
			get: on(`${NOTES}/{id}`, { answer: note, tags: ['Notes'] }),
			delete: on(`${NOTES}/{id}`, { tags: ['Notes'] }),
		},
		[`${NOTES}/{id}/count`]: {
			get: on(`${NOTES}/{id}/count`, { answer: object({ total: whole }), tags: ['Notes'] }),
		},
		[`${PERSON}/week`]: {
			put: on(`${PERSON}/week`, { body: object({ hours: week, menu }), tags: ['Weeks'] }),
		},
	},
};

/** Words about it, one of each kind. */
export const companyWords: Words = {
	fields: {
		domain: { description: 'The company that they work for' },
		'name-first-name': { label: 'First Name', placeholder: 'e.g. Nora' },
		language: { options: { en: 'English', fr: { name: 'French', description: 'As in Quebec' } } },
		'language-code': { description: 'Speak this' },
		plan: { choices: ['a'], options: { a: 'Plan A' } },
		tags: { kind: 'csv' },
		'email-address': { was: 'email' },
		period: { description: 'What the notes are from' },
		periodDays: { label: 'Days', default: 7 },
		'hours/note': { label: 'Note for the Week' },
	},
	dialects: {
		dialects: { live: { description: 'As servers answer', version: '2' } },
		records: {
			person: {
				collections: [PEOPLE],
				fields: {
					language: {
						also: ['language-code'],
						source: ['capture'],
						confidence: 'medium',
					},
				},
			},
		},
		events: {
			call: {
				records: ['person'],
				values: { callId: { names: ['call-id'], source: ['capture'], confidence: 'high' } },
			},
		},
	},
	pickers: {
		searchDomains: {
			list: '/domains',
			value: 'domain',
			names: ['domain'],
			offers: { '~': 'My Own' },
		},
		searchPeople: {
			...{ list: PEOPLE, value: 'user', label: ['name-first-name'], placeholder: 'e.g. 101' },
			...{ names: ['user'], offers: { '~': 'My Own' }, without: { 'service-code': 'system' } },
		},
	},
	resources: {
		person: {
			name: 'Person',
			plural: 'people',
			description: 'Somebody with an extension',
			tags: ['People'],
			operations: {
				getAll: { simplify: ['user', 'name-first-name'], description: 'List who works there' },
				create: {
					constants: { 'service-code': 'none' },
					creates: ['user'],
					scope: 'Office Manager',
				},
				update: { omit: ['user'], fields: { limit: { label: 'Most' } } },
				upsert: {
					upsert: { reads: 'get', presets: { 'user-scope': 'Basic User' } },
					required: ['name-first-name'],
				},
				sync: { sync: { by: ['user', 'email-address'], id: { user: 'user' } } },
				move: {
					composite: {
						asks: { domain: { type: 'string' }, force: { type: 'boolean', default: false } },
						sets: { site: { type: 'string' }, level: { type: 'integer', minimum: 1 } },
						answers: { user: 'string', moved: 'boolean' },
					},
					required: ['domain', 'site'],
					name: 'Move to Site',
				},
			},
		},
		note: {
			name: 'Note',
			tags: ['Notes'],
			operations: {
				create: { generates: ['id'], bare: true, required: ['kind'] },
				exists: { result: 'count' },
				download: {
					download: { from: 'get', link: 'file-url', fileName: 'file-name', mimeType: 'kind' },
				},
				downloadListed: {
					download: { from: 'getAll', link: 'file-url', by: { name: 'id', field: 'id' } },
				},
			},
		},
		week: { name: 'Week', tags: ['Weeks'] },
	},
};
