import dns from 'node:dns';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Run } from '../support/engine';
import { runNode } from '../support/engine';
import { apiKeyCredential } from '../support/credentials';
import { json, startHostile, type Hostile } from '../support/hostile';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

let simulator: RunningSimulator;

beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.stop());

const domain = () => ({ __rl: true, mode: 'id', value: simulator.credentials.domain });

type Given = Pick<Run, 'onError'> & { parameters: INodeParameters; input?: object[] };

async function hintsOf({ parameters, input, onError }: Given): Promise<string[]> {
	const { hints, error } = await runNode({
		parameters: { domain: domain(), ...parameters },
		credential: apiKeyCredential(simulator),
		input: input?.map((one) => ({ json: one }) as INodeExecutionData),
		onError,
	});
	expect(error).toBeUndefined();
	return hints;
}

const users = { resource: 'user', operation: 'getAll' };
const user = { __rl: true, mode: 'id', value: '={{ $json.user }}' };

describe('of lists', () => {
	it('leaves it to the editor of n8n to say that the limit was reached for one item', async () => {
		expect(await hintsOf({ parameters: { ...users, limit: 3 } })).toEqual([]);
	});

	it('says for how many of several items it was reached', async () => {
		const parameters = { ...users, limit: '={{ $json.limit }}' };
		const input = [{ limit: 3 }, { limit: 5 }, { limit: 5000 }];
		expect(await hintsOf({ parameters, input })).toEqual([
			'The limit was reached for 2 of 3 items, so there may be more records. To get all of them, turn on Return All.',
		]);
	});

	it('says nothing where everything came', async () => {
		expect(await hintsOf({ parameters: { ...users, returnAll: true } })).toEqual([]);
		expect(await hintsOf({ parameters: { ...users, limit: 5000 } })).toEqual([]);
	});

	it('says that nothing was found, and for how many items', async () => {
		const nothing = 'No records were found';
		const filters = { site: 'Nowhere' };
		expect(await hintsOf({ parameters: { ...users, filters } })).toEqual([`${nothing}.`]);
		const some = { ...users, returnAll: true, filters: { site: '={{ $json.site }}' } };
		expect(await hintsOf({ parameters: some, input: [{ site: '' }, { site: 'Nowhere' }] })).toEqual(
			[`${nothing} for 1 of 2 items.`],
		);
	});
});

describe('of a list that is very long', () => {
	let server: Hostile;

	afterEach(async () => await server.stop());

	it('says that n8n holds all of it in memory', async () => {
		server = await startHostile((request, response) => {
			const { searchParams } = new URL(request.url, 'http://x');
			const start = Number(searchParams.get('start'));
			const rows = Math.max(0, Math.min(Number(searchParams.get('limit')), 10_000 - start));
			const records = Array.from({ length: rows }, (_, row) => ({ domain: `d${start + row}` }));
			return json(200, records)(request, response);
		});
		const { hints } = await runNode({
			parameters: { resource: 'domain', operation: 'getAll', returnAll: true },
			credential: { server: server.url, authentication: 'apiKey', apiKey: 'nss_x' },
		});
		expect(hints).toEqual([expect.stringMatching(/^These are 10,000 records, and n8n holds/)]);
	});
});

describe('of items that fail', () => {
	const parameters = { resource: 'user', operation: 'get', user };

	it('counts them, when the workflow goes on', async () => {
		const input = [{ user: '101' }, { user: '99999' }, { user: '88888' }];
		for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
			expect(await hintsOf({ parameters, input, onError })).toEqual([
				'2 of 3 items failed; "error" says why, "details" what to do.',
			]);
		}
	});

	it('says it of a single one', async () => {
		const one: Given = {
			parameters,
			input: [{ user: '99999' }],
			onError: 'continueRegularOutput',
		} as const;
		expect(await hintsOf(one)).toEqual([
			'The item failed; "error" says why, "details" what to do.',
		]);
	});

	it('says nothing when all went well', async () => {
		const fine: Given = {
			parameters,
			input: [{ user: '101' }],
			onError: 'continueRegularOutput',
		} as const;
		expect(await hintsOf(fine)).toEqual([]);
	});
});

describe('of keys that are mapped automatically', () => {
	const mapped = { resource: 'sharedContact', dataMode: 'autoMapInputData' };
	const ignored = (...keys: string[]) => [
		`Map Automatically left out keys that are not fields of this operation: ${keys.join(', ')}.`,
	];

	it('names those that are no fields', async () => {
		const parameters = { ...mapped, operation: 'create' };
		const input = [
			{ 'name-first-name': 'Ann', firma: 'Acme' },
			{ name_first_name: 'Bob', stadt: 'Bonn' },
		];
		expect(await hintsOf({ parameters, input })).toEqual(ignored('firma', 'stadt'));
	});

	it('names ten of many', async () => {
		const odd = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`odd${index}`, 1]));
		const parameters = { ...mapped, operation: 'create' };
		const [hint] = await hintsOf({ parameters, input: [{ 'name-first-name': 'Ann', ...odd }] });
		expect(hint).toContain('odd9, and 3 more.');
	});

	it('leaves out what an expression of the node reads', async () => {
		const list = { resource: 'sharedContact', operation: 'getAll', output: 'raw', limit: 1 };
		const { items } = await runNode({
			parameters: { ...list, domain: domain() },
			credential: apiKeyCredential(simulator),
		});
		const contact = { __rl: true, mode: 'id', value: '={{ $json.which }}' };
		const parameters = { ...mapped, operation: 'update', contact };
		const input = [{ which: items[0]?.json['unique-id'], company: 'Acme', firma: 'Acme' }];
		expect(await hintsOf({ parameters, input })).toEqual(ignored('firma'));
	});

	it('says it of items that are synced, too', async () => {
		const parameters = {
			...mapped,
			operation: 'sync',
			matchBy: 'email',
			options: { dryRun: true },
		};
		const input = [{ 'name-first-name': 'Ann', email: 'ann@example.com', firma: 'Acme' }];
		expect(await hintsOf({ parameters, input })).toEqual(ignored('firma'));
	});
});

describe('of addresses that the PBX is to post to', () => {
	/** The simulator by a name that could be anywhere on the internet. */
	const outside = () => ({
		...apiKeyCredential(simulator),
		server: simulator.url.replace('127.0.0.1', 'pbx.example.com'),
	});

	beforeAll(() => {
		const { lookup } = dns;
		const named: typeof lookup = ((name: string, ...others: [object, () => void]) =>
			lookup(name === 'pbx.example.com' ? '127.0.0.1' : name, ...others)) as never;
		jest.spyOn(dns, 'lookup').mockImplementation(named);
	});
	afterAll(() => jest.restoreAllMocks());

	async function hintsFrom(parameters: INodeParameters): Promise<string[]> {
		const { hints, error } = await runNode({ parameters, credential: outside() });
		expect(error).toBeUndefined();
		return hints;
	}

	const subscribed = (url: string) => ({
		resource: 'eventSubscription',
		operation: 'create',
		model: 'call',
		'post-url': url,
	});

	it.each([
		['http://localhost:5678/webhook/1', 'cannot post to http://localhost:5678'],
		['https://192.168.1.9/webhook/1', 'may not be able to post to https://192.168.1.9'],
	])('warns that %s is out of its reach', async (url, words) => {
		expect(await hintsFrom(subscribed(url))).toEqual([
			expect.stringContaining(`pbx.example.com:${new URL(simulator.url).port} ${words}`),
		]);
	});

	it('says nothing of one that everybody reaches', async () => {
		expect(await hintsFrom(subscribed('https://n8n.example.com/webhook/1'))).toEqual([]);
	});

	it('are told of n8n itself by Check Compatibility, once for all items', async () => {
		const parameters = { resource: 'coreServer', operation: 'checkCompatibility' };
		const input = [{ json: {} }, { json: {} }];
		const told = await runNode({ parameters, input, credential: outside() });
		expect(told.hints).toEqual([
			expect.stringMatching(/cannot post to http:\/\/127\.0\.0\.1: .* Set WEBHOOK_URL/),
		]);
		const { hints } = await runNode({ parameters, credential: apiKeyCredential(simulator) });
		expect(hints).toEqual([]);
	});
});
