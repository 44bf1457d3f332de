import type { INodeProperties } from 'n8n-workflow';

import { build } from '../../../tools/generate/generate';
import type { OpenApiDocument, Schema } from '../../../tools/generate/spec';
import type { PickerWords, RequestWords } from '../../../tools/generate/words';

const text: Schema = { type: 'string' };
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: text });
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const takes = (properties: Record<string, Schema>, required: string[] = []) =>
	json({ type: 'object', required, properties });
const lists = (since = '44') => ({
	tags: ['Homes'],
	'x-since': since,
	responses: { '200': json({ type: 'array', items: { type: 'object' } }) },
});
const writes = { tags: ['Homes'], responses: { '202': json({ type: 'object' }) } };

/** Homes have rooms; letters go to either. */
const document: OpenApiDocument = {
	paths: {
		'/homes': {
			get: lists(),
			post: { ...writes, requestBody: takes({ home: text, room: text, twin: text }, ['home']) },
		},
		'/homes/{home}': {
			put: {
				...writes,
				parameters: [inPath('home')],
				requestBody: takes({
					room: text,
					owner: text,
					colour: { type: 'string', enum: ['red', 'blue'] },
					keys: { type: 'array', items: { type: 'object', properties: { room: text } } },
				}),
			},
		},
		'/homes/{home}/rooms': { get: { ...lists('45'), parameters: [inPath('home')] } },
		'/homes/{home}/rooms/{room}': {
			delete: { ...writes, parameters: [inPath('home'), inPath('room')] },
		},
		'/homes/{home}/rooms/{room}/doors': {
			put: { ...writes, parameters: [inPath('home'), inPath('room')] },
		},
		'/rooms': { get: lists() },
		'/letters': {
			post: {
				...writes,
				requestBody: takes({ subject: text, home: text, room: text }, ['subject']),
			},
		},
	},
};

const known: Record<string, PickerWords> = {
	searchHomes: { list: '/homes', value: 'home', label: [], names: ['home', 'place'] },
	searchRooms: { list: '/homes/{home}/rooms', value: 'room', label: [], names: ['room'] },
};

const operations: Record<string, RequestWords> = {
	createHome: { id: 'POST /homes' },
	updateHome: { id: 'PUT /homes/{home}' },
	deleteRoom: { id: 'DELETE /homes/{home}/rooms/{room}' },
	openDoors: { id: 'PUT /homes/{home}/rooms/{room}/doors' },
	send: { id: 'POST /letters' },
};

const made = (pickers: Record<string, PickerWords> = {}, more: Record<string, RequestWords> = {}) =>
	build(document, {
		resources: { home: { name: 'Home', tags: ['Homes'], operations: { ...operations, ...more } } },
		fields: {},
		pickers: { ...known, ...pickers },
		dialects: { dialects: {}, records: {} },
	});

/** The pickers of a form: parameter → list search; what stands in a group as `group/parameter`. */
function pickersOf({ laidOut }: ReturnType<typeof made>, operation: string) {
	const { form } = laidOut.find((one) => one.operation.value === operation)!.requests[0]!;
	const all = [...form.path, ...form.query, ...form.body, ...form.fields, ...form.filters];
	return Object.fromEntries(
		all.flatMap(({ parameter, picker, shape }) => [
			...(picker ? [[parameter, picker.method]] : []),
			...(shape.children ?? []).flatMap((child) =>
				child.picker ? [[`${parameter}/${child.name}`, child.picker.method]] : [],
			),
		]),
	) as Record<string, string>;
}

describe('a picker is given', () => {
	test('to what names a record in the path, among the fields and in rows', () => {
		expect(pickersOf(made(), 'updateHome')).toEqual({
			home: 'searchHomes',
			room: 'searchRooms',
			'keys/room': 'searchRooms',
		});
	});

	test('not where nothing in the form says in which home, as that is only being made', () => {
		expect(pickersOf(made(), 'createHome')).toEqual({});
	});

	test('where another of the added fields says it', () => {
		expect(pickersOf(made(), 'send')).toEqual({ home: 'searchHomes', room: 'searchRooms' });
	});

	test('where one of several lists finds what it needs', () => {
		const searchRooms = { ...known.searchRooms!, otherwise: [{ list: '/rooms' }] };
		expect(pickersOf(made({ searchRooms }), 'createHome')).toEqual({ room: 'searchRooms' });
	});

	test('only at and below a path, when its name is limited to that', () => {
		const searchHomes = { ...known.searchHomes!, names: ['/letters home'] };
		const built = made({ searchHomes });
		expect(pickersOf(built, 'send')).toHaveProperty('home');
		const elsewhere = { searchHomes: { ...known.searchHomes!, names: ['/homes subject'] } };
		expect(pickersOf(made(elsewhere), 'send')).not.toHaveProperty('subject');
	});

	test('whose narrower list stands before the identifier', () => {
		const searchRooms = {
			...known.searchRooms!,
			list: '/rooms',
			narrower: { list: '/homes/{home}/rooms' },
		};
		expect(pickersOf(made({ searchRooms }), 'deleteRoom')).toMatchObject({ room: 'searchRooms' });
	});

	test('that is for one place of a path, whatever other is for its records', () => {
		const searchHalls = {
			list: '/rooms',
			value: 'room',
			label: [],
			behind: ['/homes/{home}/rooms/{room}/doors'],
		};
		const built = made({ searchHalls });
		expect(pickersOf(built, 'openDoors')).toEqual({ home: 'searchHomes', room: 'searchHalls' });
		expect(pickersOf(built, 'deleteRoom')).toEqual({ home: 'searchHomes', room: 'searchRooms' });
	});

	test('to a field that refers to records, under the name that it refers to', () => {
		const send = { ...operations.send, refers: { subject: 'place' } };
		expect(pickersOf(made({}, { send }), 'send')).toMatchObject({ place: 'searchHomes' });
		const createHome = { ...operations.createHome, refers: { home: 'place' } };
		expect(pickersOf(made({}, { createHome }), 'createHome')).toEqual({ place: 'searchHomes' });
	});

	test('in the panel as in view, with By ID', () => {
		const { properties } = made();
		const fields = properties.find(
			({ name, displayOptions }) =>
				name === 'fields' && displayOptions?.show?.operation?.includes('updateHome'),
		);
		const room = (fields?.options as INodeProperties[]).find(({ name }) => name === 'room');
		expect(room).toMatchObject({
			type: 'resourceLocator',
			modes: [
				{ name: 'list', typeOptions: { searchListMethod: 'searchRooms', searchable: true } },
				{ name: 'id', type: 'string' },
			],
		});
	});
});

test('the node gets every list with the version that has it, and all values of a field', () => {
	const { pickers } = made({
		searchRooms: {
			...known.searchRooms!,
			also: [{ list: '/rooms', label: ['floor'] }],
			otherwise: [{ list: '/homes', value: 'hall' }],
			narrower: { list: '/homes/{home}/rooms', label: ['wing'] },
			offers: { '*': 'Any Room' },
		},
		searchColours: { values: 'colour', names: ['paint'] },
	});
	expect(pickers.searchRooms).toEqual({
		sources: [
			{ path: '/homes/{home}/rooms', since: '45', value: 'room', label: [] },
			{ path: '/rooms', since: '44', value: 'room', label: ['floor'], further: true },
			{ path: '/homes', since: '44', value: 'hall', label: [] },
			{ path: '/homes/{home}/rooms', since: '45', value: 'room', label: ['wing'], alone: true },
		],
		offers: [{ name: 'Any Room (*)', value: '*' }],
	});
	expect(pickers.searchColours).toEqual({ values: ['red', 'blue'] });
});

test.each<[string, Record<string, PickerWords>, Record<string, RequestWords>, string]>([
	[
		'refers to what no picker answers',
		{},
		{ send: { ...operations.send, refers: { subject: 'sender' } } },
		'POST /letters: "subject" refers to "sender", which no picker',
	],
	[
		'refers to records whose list needs what the form does not ask for',
		{},
		{ createHome: { ...operations.createHome, refers: { twin: 'room' } } },
		'POST /homes: "twin" refers to "room", which no picker',
	],
	[
		'two pickers answer the same name',
		{ searchOthers: { list: '/rooms', value: 'room', label: [], names: ['room'] } },
		{},
		'two pickers answer "room".',
	],
	[
		'no operation lists',
		{ searchCats: { list: '/homes/~/cats', value: 'cat', label: [] } },
		{},
		'the API lists nothing at /homes/~/cats.',
	],
	['has no known values', { searchSizes: { values: 'size' } }, {}, 'no list of values for "size".'],
	['says of what', { searchNothing: { names: ['owner'] } }, {}, 'searchNothing needs a "list"'],
	['says which key', { searchKeys: { list: '/rooms' } }, {}, 'searchKeys needs a "value".'],
])('generating fails when a picker or field %s', (_title, pickers, more, complaint) => {
	expect(() => made(pickers, more)).toThrow(complaint);
});
