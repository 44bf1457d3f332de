import { bodyOf, build, document, find, operation, record, text } from './fixtures';

const toys = { '/toys': { get: operation(record({ name: text })) } };

describe('several documents', () => {
	it('let the newest win for an operation and for a shared schema', () => {
		const get = operation({ $ref: '#/components/schemas/Toy' });
		const newest = document(
			{ '/toys/{id}': { get: { ...get, tags: ['New'] } } },
			{ components: { schemas: { Toy: record({ name: text }) } } },
		);
		const older = document(
			{ '/toys/{id}': { get: { ...get, tags: ['Old'] } } },
			{
				info: { version: '44.4' },
				components: { schemas: { Toy: record({ title: text }), Unused: record({}) } },
			},
		);
		const { spec } = build([newest, older]);
		expect(find(spec, 'GET /toys/{id}')).toMatchObject({
			tags: ['New'],
			'x-documented-in': ['45.0', '44.4'],
			'x-since': '44',
		});
		expect(spec.components.schemas).toEqual({
			Toy: { type: 'object', properties: { name: { type: 'string' } } },
		});
		expect(spec.info.version).toBe('45.0');
	});

	it('keep operations that only an older one has', () => {
		const older = document({ '/games': toys['/toys'] }, { info: { version: '44.1' } });
		const { spec } = build([document(toys), older]);
		expect(find(spec, 'GET /games')?.['x-documented-in']).toEqual(['44.1']);
		expect(find(spec, 'GET /toys')?.['x-documented-in']).toEqual(['45.0']);
	});

	it('keep fields and query parameters that the newest lost, and name them', () => {
		const post = (properties: object, query: string[]) => ({
			'/toys': {
				post: operation({}, record({ ...properties }), {
					parameters: query.map((name) => ({ name, in: 'query', required: true, schema: text })),
				}),
			},
		});
		const { spec } = build([
			document(post({ name: text }, ['dry'])),
			document(post({ name: { type: 'integer' }, label: text }, ['dry', 'quick']), {
				info: { version: '44.1' },
			}),
		]);
		const merged = find(spec, 'POST /toys');
		expect(merged?.['x-older-fields']).toEqual(['label', 'quick']);
		expect(bodyOf(merged)?.properties).toEqual({ name: text, label: text });
		expect(merged?.parameters).toMatchObject([
			{ name: 'dry', required: true },
			{ name: 'quick', required: false },
		]);
	});
});

describe('since', () => {
	const rows = [{ method: 'GET', key: '/toys', since: '44' }];

	it('comes from the scope', () => {
		const built = build([document(toys)], rows);
		expect(find(built.spec, 'GET /toys')?.['x-since']).toBe('44');
		expect(built).toMatchObject({ missing: [], unlisted: [], scope: rows });
	});

	it('is the oldest documented version where the scope is silent, at least the first core', () => {
		const ancient = document(toys, { info: { version: '2.3.1' } });
		const built = build([document({ ...toys, '/games': toys['/toys'] }), ancient]);
		expect(find(built.spec, 'GET /toys')?.['x-since']).toBe('44');
		expect(find(built.spec, 'GET /games')?.['x-since']).toBe('45');
		expect(built.unlisted.map(({ key }) => key).sort()).toEqual(['/games', '/toys']);
	});

	it('is what the first row says when two rows mean one operation', () => {
		const built = build([document(toys)], [...rows, { method: 'GET', key: '/toys/', since: '45' }]);
		expect(built.scope).toEqual(rows);
	});

	it('names scope rows that no document has an operation for', () => {
		const row = { method: 'DELETE', key: '/toys', since: '44' };
		expect(build([document(toys)], [...rows, row]).missing).toEqual([row]);
	});

	it.each([
		['GET', '/domains/{domain}/number-filters', '44.3'],
		['POST', '/calls/report', '45'],
		['GET', '/toys', '44'],
	])('of %s %s is corrected, in spec and scope', (method, key, since) => {
		const item = { [method.toLowerCase()]: toys['/toys'].get };
		const built = build([document({ [key]: item })], [{ method, key, since: '44' }]);
		expect(find(built.spec, `${method} ${key}`)?.['x-since']).toBe(since);
		expect(built.scope).toEqual([{ method, key, since }]);
		const ids = built.spec['x-corrections'].map(({ id }) => id);
		expect(ids.some((id) => /44/.test(id))).toBe(since !== '44');
	});

	it('finds scope rows under the key the document spells wrongly', () => {
		const get = toys['/toys'].get;
		const built = build(
			[document({ '/domains/{domain}/users/{user}number-filters': { get } })],
			[{ method: 'GET', key: '/domains/{domain}/users/{user}number-filters', since: '44' }],
		);
		expect(built).toMatchObject({ missing: [], unlisted: [] });
		expect(built.scope).toEqual([
			{ method: 'GET', key: '/domains/{domain}/users/{user}/number-filters', since: '44.3' },
		]);
	});
});

describe('a body', () => {
	it('is required when it must hold something', () => {
		const post = (required: string[]) => operation({}, record({ name: text }, required));
		const { spec } = build([
			document({ '/a': { post: post(['name']) }, '/b': { post: post([]) } }),
		]);
		expect(find(spec, 'POST /a')?.requestBody?.required).toBe(true);
		expect(find(spec, 'POST /b')?.requestBody?.required).toBe(false);
	});
});
