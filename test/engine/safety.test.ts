/** What Options → Safety and Limit to Domains keep the node from, whatever the operation. */
import type { INodeParameters } from 'n8n-workflow';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';
import { keyFor } from '../support/credentials';
import { byId, domainOf, runCase, startAnew, stateOf, writesOf } from '../support/composites';
import { runNode, type Run } from '../support/engine';
import { fewest, parametersOf } from '../support/filled';
import { json, startHostile, type Hostile } from '../support/hostile';
import { offered, type Offered } from '../support/operations';
import { withFile } from '../support/recorder';
import { cases } from './composites/cases';

/** A server that takes everything. Its own domain is `acme.example`. */
let server: Hostile;
let simulator: RunningSimulator;

beforeAll(async () => {
	const own = json(200, { domain: 'Acme.example' });
	const other = json(200, { a: 1 });
	server = await startHostile((request, response) =>
		(request.url.endsWith('/domains/~') ? own : other)(request, response),
	);
	simulator = await startSimulator([
		'--cdrs',
		'10',
		'--users',
		'60',
		'--domains',
		'3',
		'--now',
		'2026-11-20T12:00:00Z',
	]);
});
afterAll(async () => await Promise.all([server.stop(), simulator.stop()]));
beforeEach(() => server.requests.splice(0));

async function run(parameters: INodeParameters, options: INodeParameters, more: Partial<Run> = {}) {
	const { options: own = {}, ...others } = parameters;
	const outcome = await runNode({
		parameters: { ...others, options: { ...(own as INodeParameters), ...options } },
		credential: keyFor(server.url),
		input: [withFile],
		...more,
	});
	return { ...outcome, sent: server.requests.map(({ method, url }) => `${method} ${url}`) };
}

const filled = (one: Offered): INodeParameters => parametersOf(one, fewest(one));

/** The operation for a domain; those that name none are as they are. */
const inDomain = (one: Offered, domain: string): INodeParameters => {
	const parameters = filled(one);
	return 'domain' in parameters ? { ...parameters, domain: byId(domain) } : parameters;
};

/** Our domain, and what the forms are filled with. */
const SAMPLES = 'acme.example, carrier.example, sip.carrier.example, example.com';

const rows = offered.map((one) => [one.title, one] as const);
/** Turns text into speech, and keeps nothing. */
const READS = ['POST /domains/{domain}/users/{user}/voices'];

test.each(rows)('read only: %s sends nothing, or reads', async (_title, one) => {
	const { sent, error } = await run(filled(one), { safety: 'readOnly' });
	const { method, id } = one.operation;
	if (method === 'GET' || READS.includes(id)) {
		expect(sent.length).toBeGreaterThan(0);
		expect(error?.message ?? '').not.toContain('Safety');
		return;
	}
	expect(sent).toEqual([]);
	expect(error?.message).toContain('Safety is set to Read Only');
});

test.each(rows.filter(([, { operation }]) => operation.method === 'DELETE'))(
	'ask before deleting: %s waits for the exact name',
	async (_title, one) => {
		const refused = await run(filled(one), { safety: 'askBeforeDeleting', confirmation: 'yes' });
		expect(refused.sent).toEqual([]);
		const [, name] = /type exactly (.*), and have it/.exec(refused.error?.message ?? '') ?? [];
		const done = await run(filled(one), { safety: 'askBeforeDeleting', confirmation: name ?? '' });
		expect(done.sent).toHaveLength(1);
	},
);

test.each(rows)('limited to a domain: %s reaches no other', async (_title, one) => {
	const limit = { limitToDomains: 'acme.example' };
	const other = await run(inDomain(one, 'rival.example'), limit);
	const { path, method } = one.operation;
	const isFree =
		/^\/(version|apikeys\/~|holidays\/.*|domains\/~.*)$/.test(path) && method === 'GET';
	if (isFree) return;
	expect(other.sent.filter((line) => line !== 'GET /ns-api/v2/domains/~')).toEqual([]);
	expect(other.error?.message).toContain('Limit to Domains allows acme.example');
	if (!path.startsWith('/domains/{domain}') || method === 'GET') return;
	const ours = await run(inDomain(one, 'ACME.example'), { limitToDomains: SAMPLES });
	// What stands for a domain in some forms is the sample of a text.
	expect(ours.error?.message ?? '').not.toMatch(/Limit to Domains(?!.*zoë)/);
});

test('My Own is the domain of the credential', async () => {
	const get = { resource: 'user', operation: 'get', domain: byId('~'), user: byId('101') };
	expect((await run(get, { limitToDomains: 'acme.example' })).error).toBeUndefined();
	const { error } = await run(get, { limitToDomains: 'rival.example' });
	expect(error?.message).toContain('this request is about "acme.example"');
});

describe.each(cases)('$title', (one) => {
	test('sends what it may and nothing else', async () => {
		await startAnew(simulator, one);
		const before = await stateOf(simulator);
		const options = (more: INodeParameters) => ({
			options: { ...(one.parameters(simulator).options as INodeParameters), ...more },
		});
		const attempt = async (more: INodeParameters) => await runCase(simulator, one, options(more));
		const other = await attempt({ limitToDomains: 'rival.example' });
		expect(other.error?.message).toContain('Limit to Domains');
		const readOnly = await attempt({ safety: 'readOnly' });
		expect(writesOf(readOnly)).toEqual([]);
		expect((await stateOf(simulator)) === before).toBe(true);
		const free = await runCase(simulator, one);
		const deletes = writesOf(free).some(({ method }) => method === 'DELETE');
		const isRefused = writesOf(free).length > 0;
		expect(readOnly.error?.message ?? '').toContain(isRefused ? 'Read Only' : '');

		await startAnew(simulator, one);
		const anew = await stateOf(simulator);
		const asking = await attempt({ safety: 'askBeforeDeleting' });
		if (!deletes) return;
		expect(writesOf(asking)).toEqual([]);
		expect((await stateOf(simulator)) === anew).toBe(true);
		const [, name = ''] = /type exactly (.*), and have it/.exec(asking.error?.message ?? '') ?? [];
		const done = await attempt({
			safety: 'askBeforeDeleting',
			confirmation: name,
			limitToDomains: domainOf(one, simulator),
		});
		expect(done.error?.message).toBeUndefined();
		expect(writesOf(done).length).toBe(writesOf(free).length);
	});
});

describe('what else stands before a request', () => {
	const apiRequest = { resource: 'apiRequest', operation: 'request' };

	test.each([
		['/domains/rival.example/users'],
		['/DOMAINS/acme.example/users'],
		['/domains/acme.example/users?domain=acme.example&domain=rival.example'],
		['/domains/acme%252eexample/users'],
		['/phonenumbers?domain=acme.example'],
		['/domains/acme.example/users/1@rival.example'],
	])('API Request to %s is outside of the limit', async (path) => {
		const { error, sent } = await run({ ...apiRequest, path }, { limitToDomains: 'acme.example' });
		expect(error?.message).toMatch(/Limit to Domains|path/);
		expect(sent).toEqual([]);
	});

	test('further fields and query parameters are looked at too', async () => {
		const update = {
			resource: 'user',
			operation: 'update',
			domain: byId('acme.example'),
			user: byId('101'),
			fields: { department: 'Sales' },
		};
		const limit = { limitToDomains: 'acme.example' };
		const list = { resource: 'user', operation: 'getAll', domain: byId('acme.example') };
		const hidden: Array<[INodeParameters, INodeParameters]> = [
			[update, { bodyJson: '{"a":[{"domain":"rival.example"}]}' }],
			[list, { queryJson: '{"domain":"*"}' }],
		];
		for (const [parameters, more] of hidden) {
			const { error, sent } = await run(parameters, { ...limit, ...more });
			expect(error?.message).toContain('Limit to Domains');
			expect(sent).toEqual([]);
		}
		expect((await run(update, limit)).sent).toHaveLength(1);
	});

	test.each(['', ' , ', '*', '~', 'acme.*', 'a/b'])(
		'a limit to %j is none that could hold',
		async (limitToDomains) => {
			const { error, sent } = await run(
				{ resource: 'domain', operation: 'getAll' },
				{ limitToDomains },
			);
			expect(error?.message).toMatch(/Limit to Domains (is empty|has ")/);
			expect(sent).toEqual([]);
		},
	);

	test('each item has its own limit', async () => {
		const parameters = {
			resource: 'user',
			operation: 'get',
			domain: byId('={{ $json.d }}'),
			user: byId('1'),
		};
		const input = ['a.example', 'b.example'].map((d) => ({ json: { d, limit: 'a.example' } }));
		const { sent, items } = await run(
			parameters,
			{ limitToDomains: '={{ $json.limit }}' },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(sent).toEqual(['GET /ns-api/v2/domains/a.example/users/1']);
		expect(items[1]?.json.error).toContain('this request is about "b.example"');
	});

	test('a model has no say in its own limits', async () => {
		const parameters = {
			resource: 'user',
			operation: 'get',
			domain: byId('a.example'),
			user: byId('1'),
		};
		const asTool = { type: 'netSapiensTool' } as const;
		for (const options of [
			{ safety: '={{ $json.safety }}' },
			{ limitToDomains: "={{ $fromAI('d') }}" },
		]) {
			const { sent, items } = await run(parameters, options, asTool);
			expect(items[0]?.json.error).toContain('has to be set by hand');
			expect(sent).toEqual([]);
		}
	});
});
