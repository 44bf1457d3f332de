import {
	endpointOf,
	readDocument,
	shapeOf,
} from '../../../nodes/NetSapiens/compatibility/document';

test.each([
	['/domains/{domain}/users', '/domains/{}/users'],
	['/domains/{domain}/users/', '/domains/{}/users'],
	['domains/{domain}', '/domains/{}'],
	['/domains/{domain}/users/{user}number-filters', '/domains/{}/users/{}/number-filters'],
	['/domains/~/users/~', '/domains/{}/users/{}'],
	['/domains//{domain}', '/domains/{}'],
	['/tokens#2', '/tokens'],
	['/tokens#12', '/tokens'],
	['/domains/{domain}/timeframes/{id}#1', '/domains/{}/timeframes/{}'],
	['/domains/{domain}/phonenumbersHACKHACK2', '/domains/{}/phonenumbers'],
	['/domains/{domain}/phonenumbers/HASHHACK1', '/domains/{}/phonenumbers'],
	['/ns-api/v2/version', '/version'],
	['ns-api/v2/Version', '/version'],
	['/ns-api/v2', '/ns-api/v2'],
	['/domains/ns-api/v2/a', '/domains/ns-api/v2/a'],
	['/', '/'],
])('%s is %s', (path, shape) => {
	expect(shapeOf(path)).toBe(shape);
});

test('deleting everything is deleting the timeframes of a user', () => {
	expect(endpointOf('delete', '/')).toBe(
		endpointOf('DELETE', '/domains/{domain}/users/{user}/timeframes'),
	);
});

test.each([
	[undefined],
	[null],
	['text'],
	[[]],
	[{}],
	[{ openapi: '3.1.0', paths: {} }],
	[{ paths: { '/a': 'b', '/c': { get: null, parameters: [] } } }],
	[{ paths: [{ get: {} }], swagger: 'ui' }],
])('%j is no document', (value) => {
	expect(readDocument(value)).toBeUndefined();
});

const json = (schema: unknown) => ({
	requestBody: { content: { 'application/json': { schema } } },
});

/** The only form of the only endpoint of a document. */
function formOf(operation: unknown, more: object = {}, item: object = {}) {
	const document = readDocument({ paths: { '/a': { post: operation, ...item } }, ...more });
	const [form, ...others] = document?.endpoints.get('POST /a') ?? [];
	expect(others).toEqual([]);
	const fields = (one?: { names: Set<string>; required: Set<string> }) =>
		one && { names: [...one.names], required: [...one.required] };
	return { query: fields(form?.query), body: fields(form?.body), multipart: form?.multipart };
}

test('forms of one endpoint come together, whatever tells them apart', () => {
	const paths = { '/a': { get: {} }, '/a#1': { get: {} }, '/a/': { get: {} }, '/b': { put: {} } };
	const { endpoints } = readDocument({ paths }) ?? {};
	expect(endpoints?.get('GET /a')).toHaveLength(3);
	expect([...(endpoints?.keys() ?? [])]).toEqual(['GET /a', 'PUT /b']);
});

test('it says the version of its server, where it has one', () => {
	const versionOf = (info?: unknown) =>
		readDocument({ info, paths: { '/a': { get: {} } } })?.version;
	expect(versionOf({ version: 'v44.4' })).toBe('44.4');
	expect(versionOf({ version: 'latest' })).toBeUndefined();
	expect(versionOf()).toBeUndefined();
});

test.each([
	['a form before JSON', ['application/json', 'multipart/form-data'], ['b'], true],
	['JSON before others', ['text/xml', 'application/json'], ['b'], false],
	['others where there is nothing else', ['text/xml'], ['a'], false],
])('of the kinds of bodies, %s', (_title, types, names, multipart) => {
	const bodies = types.map((type, at) => [
		type,
		{ schema: { properties: { [at === 0 ? 'a' : 'b']: {} } } },
	]);
	const form = formOf({ requestBody: { content: Object.fromEntries(bodies) as object } });
	expect(form).toMatchObject({ body: { names }, multipart });
});

test('a body may be put together from references, parts and alternatives', () => {
	const schemas = {
		Base: { properties: { a: {}, seen: { readOnly: true } }, required: ['a', 'seen'] },
		One: { properties: { b: {}, c: {} }, required: ['b', 'c'] },
		Other: { properties: { b: {}, d: {} }, required: ['b'] },
	};
	const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
	const schema = {
		allOf: [ref('Base'), { oneOf: [ref('One'), ref('Other')] }],
		properties: { e: {} },
	};
	expect(formOf(json(schema), { components: { schemas } }).body).toEqual({
		names: ['e', 'a', 'b', 'c', 'd'],
		required: ['a', 'b'],
	});
});

test.each([
	['refers to itself', { $ref: '#/components/schemas/Loop' }],
	['contains itself', { $ref: '#/components/schemas/Nest' }],
	['leads nowhere', { $ref: '#/components/schemas/Gone' }],
	['leads to another file', { $ref: 'other.json#/a' }],
	['is an array', { type: 'array', items: { properties: { a: {} } } }],
	['is missing', undefined],
])('a body whose schema %s has no fields to compare', (_, schema) => {
	const Loop = { $ref: '#/components/schemas/Loop' };
	const Nest = { allOf: [{ $ref: '#/components/schemas/Nest' }] };
	expect(formOf(json(schema), { components: { schemas: { Loop, Nest } } }).body).toBeUndefined();
});

test('query parameters are read, also those of the path and behind references', () => {
	const parameters = [
		{ name: 'limit', in: 'query' },
		{ name: 'domain', in: 'path', required: true },
		{ $ref: '#/components/parameters/Start~1End' },
	];
	const components = {
		parameters: { 'Start/End': { name: 'datetime-start', in: 'query', required: true } },
	};
	const item = { parameters: [{ name: 'site', in: 'query' }] };
	expect(formOf({ parameters }, { components }, item).query).toEqual({
		names: ['site', 'limit', 'datetime-start'],
		required: ['datetime-start'],
	});
});

test('a form with files is told from JSON', () => {
	const schema = { properties: { File: {} }, required: ['File'] };
	const content = { 'application/json': { schema: {} }, 'multipart/form-data': { schema } };
	const form = formOf({ requestBody: { content } });
	expect(form).toMatchObject({ multipart: true, body: { required: ['File'] } });
});
