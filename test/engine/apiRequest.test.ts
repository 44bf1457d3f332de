import type { INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/engine';
import { json, startHostile, type Hostile } from '../support/hostile';

let server: Hostile;

beforeAll(async () => {
	server = await startHostile(json(200, { ok: 1 }));
});
afterEach(() => server.requests.splice(0));
afterAll(async () => await server.stop());

const run = async (parameters: INodeParameters) =>
	await runNode({
		parameters: { resource: 'apiRequest', operation: 'request', method: 'GET', ...parameters },
		credential: {
			server: server.url,
			authentication: 'apiKey',
			apiKey: 'nss_0123456789',
			accessToken: 'nss_0123456789',
		},
	});

const send = async (body: INodeParameters[string], method = 'POST') =>
	await run({ method, path: '/domains', body });

describe('bodies are sent as typed', () => {
	test.each([
		['[{"a": 1}, {"a": 2}]', '[{"a":1},{"a":2}]'],
		['[1, "two"]', '[1,"two"]'],
		['[]', '[]'],
		['{"a": [1]}', '{"a":[1]}'],
		['={{ [{ a: 1 }] }}', '[{"a":1}]'],
		['={{ { a: 1 } }}', '{"a":1}'],
	])('%s', async (typed, sent) => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
			const { error } = await send(typed, method);
			expect(error).toBeUndefined();
			expect(server.requests.at(-1)?.body.toString()).toBe(sent);
			expect(server.requests.at(-1)?.headers['content-type']).toContain('application/json');
		}
	});

	test.each(['{}', '', '={{ null }}'])('%j is none', async (typed) => {
		await send(typed);
		expect(server.requests[0]?.body.toString()).toBe('');
	});

	test.each(['{a: 1}', 'text', '5', '={{ true }}'])('%j is refused', async (typed) => {
		const { error } = await send(typed);
		expect(error?.message).toContain('"Body (JSON)" must be a JSON object or array');
		expect(server.requests).toEqual([]);
	});
});

test('a name that stands in the query more than once keeps all its values', async () => {
	await run({ path: '/cdrs?a=1&a=2&b=x%26y' });
	expect(server.requests[0]?.url).toBe('/ns-api/v2/cdrs?a=1&a=2&b=x%26y');
});

test('a URL of the own server is fine', async () => {
	await run({ path: `${server.url}/ns-api/v2/domains/~` });
	expect(server.requests[0]?.url).toBe('/ns-api/v2/domains/~');
});

test.each([
	['https://other.example/ns-api/v2/domains', 'leads to another server'],
	['/ns-api/?object=user&action=read', 'is an address of version 1'],
	['None', 'Fill in the Path field'],
	['={{ undefined }}', 'Fill in the Path field'],
	['={{ $json.nothing }}', 'Fill in the Path field'],
	['=/domains/{{ $json.nothing }}/users', 'has an empty part'],
	['=/domains/{{ String($json.nothing) }}/users', 'is what an expression gives'],
	['/domains/../users', 'another path'],
])('the path %j is refused: %s', async (path, words) => {
	const { error } = await run({ path });
	expect(error?.message).toContain(words);
	expect(server.requests).toEqual([]);
});
