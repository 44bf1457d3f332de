import { corrections } from '../../../tools/spec-import/corrections';
import type { Schema } from '../../../tools/spec-import/types';
import { answerOf, bodyOf, find, list, mend, operation, record, reference, text } from './fixtures';

const ids = (paths: object) =>
	Object.entries(paths).flatMap(([key, item]) =>
		Object.keys(item as object).map((method) => `${method.toUpperCase()} ${key}`),
	);

describe('the list of corrections', () => {
	it('has unique ids, reasons of its own and one deed each', () => {
		expect(new Set(corrections.map(({ id }) => id)).size).toBe(corrections.length);
		for (const { reason, key, sourceKey, mend: mends, add, since } of corrections) {
			expect(reason).toMatch(/^[A-Z].{20,}\.$/);
			expect([key, sourceKey, mends, add, since].filter(Boolean)).toHaveLength(1);
		}
	});

	it('is told in the spec as far as it was needed', () => {
		const { spec } = mend({ '/toys': { get: list(record({ name: text })) } });
		expect(spec['x-corrections']).toEqual([
			{ id: 'lists-take-paging', reason: expect.any(String) },
		]);
	});
});

describe('keys', () => {
	it.each([
		[
			'get',
			'/domains/{domain}/users/{user}number-filters',
			'/domains/{domain}/users/{user}/number-filters',
		],
		['delete', '/', '/domains/{domain}/users/{user}/timeframes'],
		['put', '/domains/{domain}/phonenumbersHACKHACK2', '/domains/{domain}/phonenumbers#4'],
		['post', '/toysHASHHACK3', '/toys#3'],
		['put', '/toys/{index}/#2', '/toys/{index}#2'],
		['put', '/routecon/', '/routecon'],
	])('%s %s becomes %s', (method, wrong, right) => {
		const { spec } = mend({ [wrong]: { [method]: operation({}) } });
		expect(ids(spec.paths)).toEqual([`${method.toUpperCase()} ${right}`]);
	});

	it('leaves DELETE / alone for other methods', () => {
		expect(ids(mend({ '/': { get: operation({}) } }).spec.paths)).toEqual(['GET /']);
	});

	it('moves the delegated JWT of older documents to its own variant', () => {
		const older = operation({}, record({ user: text, domain: text }, ['user']));
		expect(ids(mend({ '/jwt#1': { post: older } }).spec.paths)).toEqual(['POST /jwt#3']);
		const newer = operation({}, record({ refresh: text }, ['refresh']));
		expect(ids(mend({ '/jwt#1': { post: newer } }).spec.paths)).toEqual(['POST /jwt#1']);
		expect(ids(mend({ '/toys': { post: older } }).spec.paths)).toEqual(['POST /toys']);
		expect(ids(mend({ '/jwt#1': { put: older } }).spec.paths)).toEqual(['PUT /jwt#1']);
		const named = operation({}, reference('DeletegateRequest'));
		const schemas = { DeletegateRequest: record({ name: text }) };
		expect(ids(mend({ '/jwt#1': { post: named } }, schemas).spec.paths)).toEqual(['POST /jwt#3']);
	});
});

describe('access', () => {
	it('is needed to read, revoke and delegate a JWT, not to ask for one', () => {
		const open = operation({}, undefined, { security: [] });
		const { spec } = mend({
			'/jwt': { post: open, delete: open },
			'/jwt/{jti}#1': { delete: open },
		});
		expect(find(spec, 'POST /jwt')?.security).toEqual([]);
		expect(find(spec, 'DELETE /jwt')?.security).toBeUndefined();
		expect(find(spec, 'DELETE /jwt/{jti}#1')?.security).toBeUndefined();
	});

	it('is no parameter', () => {
		const header = { name: 'Authorization', in: 'header', required: true, schema: text };
		const { spec } = mend({
			'/toys': { post: operation({}, undefined, { parameters: [header] }) },
		});
		expect(find(spec, 'POST /toys')?.parameters).toEqual([]);
	});
});

describe('parameters', () => {
	const paging = [
		{ name: 'start', in: 'query', schema: { type: 'integer', default: 0, minimum: 0 } },
		{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000 } },
	];
	const given = [{ name: 'start', in: 'query', required: false, schema: { type: 'number' } }];

	it('of a path are all declared', () => {
		const { spec } = mend({ '/toys/{id}/parts/{part}': { get: operation({}) } });
		expect(find(spec, 'GET /toys/{id}/parts/{part}')?.parameters).toMatchObject([
			{ name: 'id', in: 'path', required: true },
			{ name: 'part', in: 'path', required: true },
		]);
	});

	it('page every list, whatever it declares', () => {
		const items = record({ name: text });
		const { spec } = mend({
			'/a': { get: list(items) },
			'/b': { get: { ...list(items), parameters: given } },
			'/domains/{domain}/users/{user}/voicemails/{folder}': { get: list(items) },
		});
		expect(find(spec, 'GET /a')?.parameters).toMatchObject(paging);
		expect(find(spec, 'GET /b')?.parameters).toMatchObject(paging);
		const voicemails = find(spec, 'GET /domains/{domain}/users/{user}/voicemails/{folder}');
		expect(voicemails?.parameters).toMatchObject([
			{ name: 'domain' },
			{ name: 'user' },
			{ name: 'folder', schema: { enum: ['new', 'save', 'trash'] } },
			...paging,
		]);
	});

	it('page neither counts nor single records nor metrics', () => {
		const single = { ...operation(record({ name: text })), parameters: given };
		const { spec } = mend({
			'/toys/count': { get: { ...operation(record({ total: text })), parameters: given } },
			'/toys/{id}': { get: single },
			'/files/{filename}': { get: list(record({ name: text })) },
			'/insight/{label}': { get: { ...list(record({ ts: text })), parameters: given } },
		});
		expect(find(spec, 'GET /toys/count')?.parameters).toEqual([]);
		expect(find(spec, 'GET /toys/{id}')?.parameters).toMatchObject([{ name: 'id' }]);
		expect(find(spec, 'GET /files/{filename}')?.parameters).toMatchObject([{ name: 'filename' }]);
		expect(find(spec, 'GET /insight/{label}')?.parameters).toMatchObject([
			{ name: 'label' },
			{ name: 'start', schema: { type: 'integer', format: 'unix-time' } },
		]);
	});
});

describe('answers', () => {
	const toy = record({ name: text });

	it('are one object for one record', () => {
		const { spec } = mend({
			'/apikeys/{key_id}': { get: list(toy) },
			'/apikeys#1': { get: list(toy) },
		});
		expect(answerOf(find(spec, 'GET /apikeys/{key_id}'))?.type).toBe('object');
		expect(answerOf(find(spec, 'GET /apikeys#1'))?.type).toBe('array');
	});

	it('of counts say what they count', () => {
		const empty = operation(record({}));
		const { spec } = mend({
			'/domains/count': { get: empty },
			'/cdrs/count': { get: empty },
			'/domains/{domain}/moh/count': { get: empty },
		});
		const names = (id: string) => Object.keys(answerOf(find(spec, id))?.properties ?? {});
		expect(names('GET /domains/count')).toEqual(['total']);
		expect(names('GET /cdrs/count')).toEqual(['total', 'minutes', 'seconds']);
		expect(names('GET /domains/{domain}/moh/count')).toEqual(['count', 'size']);
	});

	it('with statistics have an entry for each agent', () => {
		const key = '/domains/{domain}/statistics/agent';
		const { spec } = mend({ [key]: { get: operation(record({ calls: { type: 'integer' } })) } });
		expect(answerOf(find(spec, `GET ${key}`))?.additionalProperties).toMatchObject({
			properties: { calls: { type: 'integer' } },
		});
	});

	it('that only accept a write say so, whatever is shown', () => {
		const accept = (schema: Schema) => ({
			...operation(toy),
			responses: { '202': { description: '', content: { 'application/json': { schema } } } },
		});
		const word = { code: { type: 'integer' as const }, message: text };
		const { spec } = mend({
			'/toys': { post: accept(record({})) },
			'/dolls': { post: accept({ type: 'array', items: toy }) },
			'/words': { post: accept(record(word)) },
		});
		const said = (id: string) =>
			find(spec, id)?.responses['202']?.content?.['application/json']?.schema.properties;
		for (const id of ['POST /toys', 'POST /dolls', 'POST /words']) expect(said(id)).toEqual(word);
	});

	it('that are empty show the record that reading shows', () => {
		const { spec } = mend({
			'/subscriptions/{id}': { get: operation(toy) },
			'/subscriptions': { post: operation(record({}), toy) },
		});
		expect(answerOf(find(spec, 'POST /subscriptions'))?.properties).toEqual({ name: text });
	});

	it('to call traces are lists, or a table as text', () => {
		const empty = operation(record({}));
		const { spec } = mend({ '/sipflow': { get: empty }, '/sipflow#2': { get: empty } });
		expect(answerOf(find(spec, 'GET /sipflow'))?.items?.properties).toHaveProperty('svg');
		expect(find(spec, 'GET /sipflow#2')?.responses['200']?.content).toEqual({
			'text/csv': { schema: text },
		});
	});

	it('about holidays have their fields', () => {
		const { spec } = mend({ '/holidays/{country}/{year}': { get: list(record({})) } });
		expect(answerOf(find(spec, 'GET /holidays/{country}/{year}'))?.items?.properties).toMatchObject(
			{
				uuid: text,
				date: { type: 'integer' },
			},
		);
	});

	it('with a new API key have notes', () => {
		const { spec } = mend(
			{
				'/apikeys': { post: operation(reference('Key')) },
				'/apikeys/~': { get: operation(reference('Key')) },
			},
			{ Key: toy },
		);
		expect(answerOf(find(spec, 'POST /apikeys'))?.properties).toEqual({ name: text, notes: text });
		expect(spec.components.schemas.Key?.properties).toEqual({ name: text });
	});

	it('to synchronous writes show the record', () => {
		const sites = '/domains/{domain}/sites';
		const body = record({ synchronous: text, site: text }, ['site']);
		const accepted = { ...operation({}, body), responses: { '202': { description: 'words' } } };
		const { spec } = mend({ [sites]: { get: list(toy), post: accepted } });
		expect(answerOf(find(spec, `POST ${sites}`))?.properties).toEqual({ name: text });
		expect(find(spec, `POST ${sites}`)?.responses).toHaveProperty('202');
	});

	it('of any media type are JSON, unless they are speech', () => {
		const any = { '200': { content: { '*/*': { schema: toy } } } };
		const { spec } = mend({
			'/toys': { delete: { responses: any } },
			'/voices': { post: { responses: any } },
		});
		expect(Object.keys(find(spec, 'DELETE /toys')?.responses['200']?.content ?? {})).toEqual([
			'application/json',
		]);
		expect(Object.keys(find(spec, 'POST /voices')?.responses['200']?.content ?? {})).toEqual([
			'*/*',
		]);
	});
});

describe('additions', () => {
	it('give templates an upload of their own', () => {
		const json = operation({}, record({ base64_file: text }, ['base64_file']));
		const { spec } = mend({ '/templates/{filename}': { post: json } });
		expect(find(spec, 'POST /templates/{filename}#multipart')).toMatchObject({
			'x-since': '44',
			'x-documented-in': [],
			requestBody: {
				required: true,
				content: { 'multipart/form-data': { schema: { required: ['File'] } } },
			},
		});
		expect(find(spec, 'PUT /templates/{filename}#multipart')).toBeUndefined();
		const both = mend({ '/templates/{filename}': { post: json, put: json } }).spec;
		expect(bodyOf(find(both, 'PUT /templates/{filename}#multipart'))?.required).toEqual(['File']);
	});

	it('give the e-mail report the endpoint it uses', () => {
		const key = '/domains/{domain}/users/{user}/email';
		const { spec } = mend({
			[key]: { post: operation({}, record({ template: text }, ['template'])) },
		});
		expect(bodyOf(find(spec, `POST ${key}#report`))).toEqual(bodyOf(find(spec, `POST ${key}`)));
	});
});
