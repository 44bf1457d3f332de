/** Every operation of the Nexogy DNA node: what it sends, and what it makes of the answers. */
import type { INodeParameters } from 'n8n-workflow';

import { operations } from '../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/operations';
import { json, startHostile, type Hostile, type Responder } from '../../support/hostile';
import { dnaCases, runDna, signedIn } from '../../support/nexogyDna';

let server: Hostile;
let respond: Responder;

beforeAll(async () => {
	server = await startHostile((request, response) => respond(request, response));
});
afterAll(async () => await server.stop());
beforeEach(() => server.requests.splice(0));

const ok = (data: unknown) => json(200, { result: 'OK', data });

async function run(parameters: INodeParameters, more = {}) {
	return await runDna({ parameters, credential: signedIn(server.url), ...more });
}

/** What was sent with a request, and where. */
function sent() {
	return server.requests.map(({ method, url, body }) => {
		const [path, query] = url.split('?');
		const values = Object.fromEntries(new URLSearchParams(body.toString() || query));
		return { method, path, values };
	});
}

test.each(dnaCases)('$name', async ({ parameters, path, sends, data, items }) => {
	respond = ok(data);
	const outcome = await run(parameters);
	expect(outcome.error).toBeUndefined();
	expect(sent()).toEqual([{ method: 'POST', path, values: sends }]);
	expect(outcome.items.map((item) => item.json)).toEqual(items);
	expect(outcome.items[0]?.pairedItem).toEqual({ item: 0 });
	const [{ headers } = { headers: {} }] = server.requests;
	expect(headers).toMatchObject({ accept: 'application/json', authorization: 'Bearer access-0' });
});

test('every operation and every field of the table is among these', () => {
	const tried = (resource: string, operation: string) =>
		dnaCases.filter(
			({ parameters }) => parameters.resource === resource && parameters.operation === operation,
		);
	for (const [resource, ofResource] of Object.entries(operations)) {
		for (const [name, { fields }] of Object.entries(ofResource)) {
			const sentNames = tried(resource, name).flatMap(({ sends }) => Object.keys(sends));
			expect(tried(resource, name)).not.toEqual([]);
			expect(sentNames).toEqual(expect.arrayContaining(fields.map((field) => field.name)));
		}
	}
});

test('values go into the query where Options say so', async () => {
	respond = ok({ timestamp: 1 });
	const [update] = dnaCases.filter(({ name }) => name === 'client update');
	await run({ ...update!.parameters, options: { parametersIn: 'query' } });
	expect(server.requests[0]?.url).toBe(
		'/api/residential/client/1042?start_billing_date=06%2F01%2F2026',
	);
	expect(server.requests[0]?.body).toHaveLength(0);
});

/** An expression that gives nothing; n8n itself refuses fields that are left empty. */
const NOTHING = '={{ "" }}';

const search = { resource: 'did', operation: 'search', npa: '305' };
const numbers = (tn: unknown, more = {}) => ({ return: { result: { tn }, tnCount: 1, ...more } });

test.each([
	['one number that is no list', numbers({ number: 3055550123 }), [{ number: '3055550123' }]],
	['no number', { return: { result: {}, tnCount: 0 } }, []],
	['no number and no result', { return: { tnCount: '0' } }, []],
])('a search with %s', async (_, data, items) => {
	respond = ok(data);
	const outcome = await run(search);
	expect(outcome.error).toBeUndefined();
	expect(outcome.items.map((item) => item.json)).toEqual(items);
});

test('a search gives as many numbers as wanted, or all', async () => {
	const many = Array.from({ length: 60 }, (_, i) => ({ number: `${3055550100 + i}` }));
	respond = ok(numbers(many));
	expect((await run(search)).items).toHaveLength(50);
	expect((await run({ ...search, limit: 3 })).items).toHaveLength(3);
	expect((await run({ ...search, returnAll: true })).items).toHaveLength(60);
});

test.each<[string, INodeParameters, RegExp]>([
	['nothing to search for', { ...search, npa: '' }, /Fill in "Area Code \(NPA\)" or "State"/],
	['an area code of four digits', { ...search, npa: '3055' }, /an area code has three digits/],
	[
		'a domain that leads elsewhere',
		{ resource: 'domain', operation: 'getStatus', domain: '../client/5/cancel' },
		/only letters, digits/,
	],
	[
		'no client',
		{ resource: 'client', operation: 'cancel', client_id: NOTHING },
		/"Client ID" is empty\. Fill it in/,
	],
	[
		'a client whose expression gave nothing',
		{ resource: 'client', operation: 'cancel', client_id: 'undefined' },
		/what an expression gives when its value is missing/,
	],
	['no email', { ...dnaCases[0]!.parameters, email: NOTHING }, /"Email" is empty/],
	['no address in the email', { ...dnaCases[0]!.parameters, email: 'x' }, /not an email address/],
	[
		'a date that is none',
		{ ...dnaCases[0]!.parameters, start_billing_date: '31/31/2026' },
		/"Start Billing Date" cannot be "31\/31\/2026": it is not a date/,
	],
	[
		'no billing address where there is another one',
		{
			...dnaCases[0]!.parameters,
			sameBillingAddress: false,
			billing_address: NOTHING,
			billing_zipcode: '33101',
		},
		/"Billing Address" is empty/,
	],
	[
		'a switch that is none',
		{ ...dnaCases[0]!.parameters, did_porting: 'perhaps' as never },
		/"Port Number" cannot be "perhaps": it takes true or false/,
	],
	['a timeout of no seconds', { ...search, options: { timeout: 0 } }, /"Timeout" takes a whole/],
	['an operation that there is not', { ...search, operation: 'find' }, /no operation "find"/],
])('%s is refused, and nothing is sent', async (_, parameters, words) => {
	respond = ok({});
	const { error, items } = await run(parameters);
	expect(error?.message).toMatch(words);
	expect(items).toEqual([]);
	expect(server.requests).toEqual([]);
});

test('each item has its own values; one that is refused costs the others nothing', async () => {
	respond = (request, response) =>
		ok({ status: 'active', timestamp: 1, for: request.url })(request, response);
	const outcome = await runDna({
		parameters: { resource: 'domain', operation: 'getStatus', domain: '={{ $json.domain }}' },
		credential: signedIn(server.url),
		input: ['a.example', 'b/c', 'd.example'].map((domain) => ({ json: { domain } })),
		onError: 'continueRegularOutput',
	});
	expect(outcome.items.map(({ json: { domain, error } }) => domain ?? error)).toEqual([
		'a.example',
		expect.stringMatching(/^"b\/c" cannot be used as domain/) as string,
		'd.example',
	]);
	expect(outcome.items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
});
