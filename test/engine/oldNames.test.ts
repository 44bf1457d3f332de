/** After an invented rename of real resources, workflows from before it do what they did, in n8n's engine. */
import { resolve } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';

import { build } from '../../tools/generate/generate';
import { readInputs } from '../../tools/generate/read';
import type { ResourceWords, Words } from '../../tools/generate/words';
import type { Outcome, Run } from '../support/engine';
import { json, startHostile, type Hostile } from '../support/hostile';

let server: Hostile;
let runNode: (run: Run) => Promise<Outcome>;

/** Users become people, Get becomes Look Up, and the choice of a queue has another value. */
function renamed({ user, phoneNumber, ...resources }: Words['resources']): Words['resources'] {
	const { get, ...operations } = user!.operations!;
	const { route } = phoneNumber!.operations!;
	const { callQueue, ...options } = route!.choose!.options;
	const person: ResourceWords = {
		...user!,
		was: ['user'],
		operations: {
			...operations,
			lookUp: { ...get, id: 'GET /domains/{domain}/users/{user}', was: ['get'] },
		},
		fields: { ...user!.fields, 'name-first-name': { was: 'first-name' } },
	};
	const queue = { ...callQueue!, was: ['callQueue'] };
	const choose = { ...route!.choose!, options: { ...options, queue } };
	return {
		...resources,
		person,
		phoneNumber: {
			...phoneNumber!,
			operations: { ...phoneNumber!.operations, route: { ...route, choose } },
		},
	};
}

beforeAll(async () => {
	const found = json(200, { user: '101' });
	const accepted = json(202, { code: 202, message: 'Accepted' });
	server = await startHostile((request, response) =>
		(request.method === 'GET' ? found : accepted)(request, response),
	);
	const { document, words } = await readInputs(resolve(__dirname, '../..'));
	const made = build(document, { ...words, resources: renamed(words.resources) });
	const built = JSON.parse(JSON.stringify(made)) as typeof made;
	jest.doMock('../../nodes/NetSapiens/generated/operations', () => ({
		operations: built.table,
		oldNames: built.oldNames,
	}));
	jest.doMock('../../nodes/NetSapiens/generated/properties', () => ({
		resources: built.resources,
		properties: built.properties,
	}));
	({ runNode } = await import('../support/engine'));
});
afterEach(() => server.requests.splice(0));
afterAll(async () => await server.stop());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const domain = byId('acme.example');

const workflows: [string, INodeParameters, string, object?][] = [
	[
		'an operation of a resource that has another value',
		{ resource: 'user', operation: 'delete', domain, user: byId('101') },
		'DELETE /domains/acme.example/users/101',
	],
	[
		'an operation that has another value too',
		{ resource: 'user', operation: 'get', domain, user: byId('101') },
		'GET /domains/acme.example/users/101',
	],
	[
		'a parameter that the API calls otherwise',
		{
			resource: 'user',
			operation: 'update',
			domain,
			user: byId('101'),
			fields: { 'first-name': 'Pat' },
		},
		'PUT /domains/acme.example/users/101',
		{ 'name-first-name': 'Pat' },
	],
	[
		'a choice that has another value',
		{
			resource: 'phoneNumber',
			operation: 'route',
			routeTo: 'callQueue',
			domain,
			phonenumber: byId('12025550100'),
			callqueue: byId('4000'),
		},
		'PUT /domains/acme.example/phonenumbers',
		{ 'dial-rule-application': 'to-callqueue', 'dial-rule-translation-destination-user': '4000' },
	],
];

test.each(workflows)('%s', async (_, parameters, request, body = {}) => {
	const { error } = await runNode({
		parameters,
		credential: {
			server: server.url,
			authentication: 'apiKey',
			apiKey: 'nss_0123456789',
			accessToken: 'nss_0123456789',
		},
	});
	expect(error).toBeUndefined();
	const [sent] = server.requests;
	expect(`${sent?.method} ${sent?.url}`.replace('/ns-api/v2', '')).toBe(request);
	expect(JSON.parse(sent?.body.toString() || '{}')).toMatchObject(body);
});
