import { UserError, type WorkflowActivateMode } from 'n8n-workflow';
import { keepAlive, subscribe, unsubscribe } from '../../../nodes/NetSapiensTrigger/lifecycle';
import { context, FakeServer, type Refusal, type Situation } from './fakes';

const page = '<html><title>Access denied</title></html>';

/** Whatever a server, or what stands before it, may answer. */
const failures: Array<[string, Refusal]> = [
	['nobody at the address', 0],
	['nobody to sign in at', new UserError('sign-in.example.com is away. Try later.')],
	['a server error', 500],
	['a gateway without its server', 502],
	['a server in maintenance', { statusCode: 503, headers: { 'retry-after': '3600' } }],
	['too many requests', { statusCode: 429, headers: { 'retry-after': '86400' } }],
	['a block page', { statusCode: 403, body: page }],
	['a web page', { statusCode: 200, body: page }],
	['half an answer', { statusCode: 200, body: '[{"id":' }],
	['a redirect', { statusCode: 302, headers: { location: 'https://login.example/' } }],
	['a refused credential', 401],
	['a scope too low', { statusCode: 401, body: { code: 401, message: 'Invalid Scope' } }],
	['a forbidden domain', 403],
];

/** Modes in which nobody watches; n8n's own repairs come as updates. */
const unattended: WorkflowActivateMode[] = ['init', 'leadershipChange', 'update'];

/** n8n has been running for that long. */
const uptime = (minutes: number) =>
	jest.spyOn(performance, 'now').mockReturnValue(minutes * 60_000);

beforeEach(() => uptime(1));
afterEach(() => jest.restoreAllMocks());

/** What may be saved of the node when n8n starts. */
const saved: Array<[string, (server: FakeServer) => Promise<Situation['staticData']>]> = [
	['nothing', async () => ({})],
	['the secret alone', async () => ({ secret: 'x'.repeat(32), subscriptions: {} })],
	[
		'all of it',
		async (server) => {
			const { functions, staticData } = context(server, { process: 'before' });
			await subscribe(functions);
			return staticData;
		},
	],
];

describe.each(unattended)('a start that nobody watches (%s)', (activation) => {
	describe.each(saved)('with %s saved', (_, staticDataOf) => {
		it.each(failures)('goes on and heals after %s', async (_name, failure) => {
			const server = new FakeServer();
			const staticData = await staticDataOf(server);
			server.refusals = { '*': failure };
			const { functions, warnings } = context(server, { activation, staticData });
			await expect(subscribe(functions)).resolves.toBe(true);
			expect(warnings).toEqual([expect.stringContaining('next try follows')]);

			server.refusals = {};
			await keepAlive(functions);
			expect(server.subscriptions).toHaveLength(1);
			const [{ 'post-url': url } = { 'post-url': '' }] = server.subscriptions;
			expect(url).toContain(`secret=${String(staticData?.secret)}`);
			await unsubscribe(functions);
			expect(server.subscriptions).toEqual([]);
		});
	});

	it('goes on while the credential cannot be read', async () => {
		const server = new FakeServer();
		const { functions, warnings } = context(server, { activation });
		const { getCredentials } = functions;
		functions.getCredentials = async () => await Promise.reject(new Error('No such credential'));
		await subscribe(functions);
		expect(warnings).toEqual([expect.stringContaining('No such credential')]);
		functions.getCredentials = getCredentials;
		await keepAlive(functions);
		expect(server.subscriptions).toHaveLength(1);
	});

	it('goes on while an expression in its settings gives nothing', async () => {
		const server = new FakeServer();
		const lost = context(server, { activation, parameters: { domain: '' } });
		await subscribe(lost.functions);
		expect(lost.warnings).toEqual([expect.stringContaining('No domain is chosen')]);
		await keepAlive(context(server).functions);
		expect(server.subscriptions).toHaveLength(1);
	});
});

describe.each(['activate', 'update', 'create', 'manual'] as const)(
	'an activation that somebody watches (%s)',
	(activation) => {
		beforeEach(() => uptime(6));

		it.each(failures)('says what is the matter: %s', async (_name, failure) => {
			const server = new FakeServer();
			server.refusals = { '*': failure };
			const { functions, warnings } = context(server, { activation });
			if (activation === 'manual') jest.useFakeTimers({ doNotFake: ['performance'] });
			const said = subscribe(functions).then(String, ({ message }: Error) => message);
			if (activation === 'manual') await jest.runAllTimersAsync();
			expect(await said).toMatch(/\w+.*\. .+/);
			// The node has no such options.
			expect(await said).not.toContain('Options →');
			jest.useRealTimers();
			expect(warnings).toEqual([]);
			// n8n tidies up after it.
			server.refusals = {};
			await expect(unsubscribe(functions)).resolves.toBe(true);
			server.calls = [];
			await keepAlive(functions);
			expect(server.calls).toEqual([]);
		});
	},
);

describe('an update', () => {
	beforeEach(() => uptime(1000));

	it('of what was never taken back is a repair of n8n, however long it has been running', async () => {
		const server = new FakeServer();
		await subscribe(context(server).functions);
		server.refusals = { '*': 0 };
		const repaired = subscribe(context(server, { activation: 'update' }).functions);
		await expect(repaired).resolves.toBe(true);
	});

	it('of what was taken back is somebody who publishes', async () => {
		const server = new FakeServer();
		await subscribe(context(server).functions);
		await unsubscribe(context(server).functions);
		server.refusals = { '*': 0 };
		const published = subscribe(context(server, { activation: 'update' }).functions);
		await expect(published).rejects.toThrow('refuses the connection');
	});
});

describe('a server that takes requests and never answers', () => {
	/** Limits end at once; what they were is kept. */
	function limits() {
		const { timeout } = AbortSignal;
		const seen: number[] = [];
		jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
			seen.push(milliseconds);
			// The limit of the whole round is set first.
			return timeout.call(AbortSignal, seen.length === 1 ? 60_000 : 1);
		});
		return seen;
	}

	/** n8n gives up after 84 seconds, waits 15 of them, and tries five times, tidying up each time. */
	const longestTry = 1000 * ((84 - 15) / 5 / 2);

	it('costs a publication so little time that n8n gets to say why', async () => {
		uptime(1000);
		const server = new FakeServer();
		server.refusals = { '*': 'silence' };
		const { functions } = context(server);
		const seen = limits();
		await expect(subscribe(functions)).rejects.toThrow('did not answer');
		await unsubscribe(functions);
		expect(server.calls).toEqual(['GET /subscriptions', 'GET /subscriptions']);
		expect(Math.max(seen[1] ?? Infinity, seen[3] ?? Infinity)).toBeLessThan(longestTry);
	});

	it('does not keep a start from going on', async () => {
		const server = new FakeServer();
		server.refusals = { '*': 'silence' };
		const { functions } = context(server, { activation: 'init' });
		limits();
		await expect(subscribe(functions)).resolves.toBe(true);
		expect(server.calls).toHaveLength(1);
	});

	it.each([
		[1440, 60_000],
		[3, 60_000],
		[1, 20_000],
		[0.2, 4_000],
	])('ends a round of %p minutes of life before the next one', async (lifetimeMinutes, most) => {
		const server = new FakeServer();
		const { functions } = context(server, { parameters: { options: { lifetimeMinutes } } });
		await subscribe(functions);
		const seen = limits();
		await keepAlive(functions);
		expect(seen[0]).toBe(most);
	});
});

test('publishing asks once and leaves it to n8n to try again', async () => {
	uptime(1000);
	const server = new FakeServer();
	server.refusals = { '*': 503 };
	await expect(subscribe(context(server).functions)).rejects.toThrow();
	expect(server.calls).toHaveLength(1);
});
