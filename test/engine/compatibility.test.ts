/** Core Server → Check Compatibility in n8n's engine, against simulators and servers that misbehave. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { control } from '../../simulator/steer/control';
import { apiKeyCredential, jwtCredential, passwordCredential } from '../support/credentials';
import { runNode } from '../support/engine';
import {
	byPath,
	drip,
	hang,
	json,
	redirect,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../support/hostile';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const parameters = { resource: 'coreServer', operation: 'checkCompatibility' };

async function check(credential: ICredentialDataDecryptedObject, options: IDataObject = {}) {
	const outcome = await runNode({
		parameters: { ...parameters, options } as never,
		credential,
	});
	const [summary, ...problems] = outcome.items.map(({ json: record }) => record);
	return { ...outcome, summary: summary ?? {}, problems };
}

describe('a simulator', () => {
	let old: RunningSimulator;
	let present: RunningSimulator;

	beforeAll(async () => {
		const few = ['--users', '20', '--cdrs', '50'];
		[old, present] = await Promise.all([
			startSimulator(['--version', '44.4.10', ...few]),
			startSimulator(few),
		]);
	});
	afterAll(async () => await Promise.all([old.stop(), present.stop()]));

	test('that has everything gets a summary and nothing else', async () => {
		const { summary, items } = await check(apiKeyCredential(present));
		expect(items).toHaveLength(1);
		expect(summary).toMatchObject({
			summary: expect.stringMatching(/^This server \(version 45.*\) has all \d+ operations/),
			missing: 0,
			different: 0,
			source: 'OpenAPI document of the server',
		});
		expect(summary.compared).toBeGreaterThan(450);
	});

	test('of an older version gets one item for each operation that it lacks', async () => {
		const { summary, problems } = await check(apiKeyCredential(old));
		expect(summary).toMatchObject({ serverVersion: '44.4.10', apiVersion: '44.4.10' });
		expect(summary.missing).toBe(problems.length);
		expect(problems.length).toBeGreaterThan(90);
		expect(problems).toContainEqual({
			resource: 'Audit Log',
			operation: 'Get Many',
			problem: 'missing',
			what: 'It came with version 45, and this server has 44.4.10.',
			needs: '45',
			path: 'GET /auditlog',
		});
	});

	test.each([
		['a key', () => apiKeyCredential(present, 'officeManager'), /^Office Manager key \(nsd_\w+\)/],
		['a password', () => passwordCredential(present), /^\w+ \w+ \(\d+@[\w.]+\)$/],
		['a JWT', () => jwtCredential(present), /^\w+ \w+ \(\d+@[\w.]+\)$/],
	])('says who %s acts as and at what scope', async (_, credential, who) => {
		const { summary, error } = await check(credential());
		expect(error).toBeUndefined();
		expect(summary.signedInAs).toMatch(who);
		expect(summary.scope).toBe('Office Manager');
	});

	test('may write its answers in another way', async () => {
		const live = { 'record-names': 'live-44', digits: 'integers', unset: 'null', detail: 'list' };
		for (const [name, value] of Object.entries(live)) {
			await control(present, 'POST', '/switches', { [name]: value });
		}
		const { summary, error } = await check(passwordCredential(present));
		await control(present, 'POST', '/reset');
		expect(error).toBeUndefined();
		expect(summary.signedInAs).toMatch(/^\w+ \w+ \(\d+@[\w.]+\)$/);
		expect(summary.scope).toBe('Office Manager');
	});

	test('is only read', async () => {
		const { requests } = await check(passwordCredential(present));
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
	});
});

describe('a server', () => {
	const servers: Hostile[] = [];
	const DOCUMENT = 'GET /ns-api/webroot/openapi/openapi.json';
	const key = { 'key-id': 'nsd_01234567', description: 'Reports', 'user-scope': 'Office Manager' };

	afterEach(async () => {
		await Promise.all(servers.splice(0).map(async (server) => await server.stop()));
	});

	async function start(more: Record<string, Responder>): Promise<Hostile> {
		const server = await startHostile(
			byPath({
				'GET /ns-api/v2/version': json(200, { apiversion: 'Version: 44.1.2' }),
				'GET /ns-api/v2/apikeys/~': json(200, key),
				[DOCUMENT]: json(404, { code: 404, message: 'No Route Found [92]' }),
				...more,
			}),
		);
		servers.push(server);
		return server;
	}

	const credentialFor = ({ url }: Hostile) => ({
		server: url,
		authentication: 'apiKey',
		apiKey: 'nsd_0123456789',
		accessToken: 'nsd_0123456789',
	});

	test.each<[string, Responder, RegExp]>([
		['lacks its document', json(404, { message: 'File not found' }), /Not found: File not found$/],
		[
			'has a sign-in page before it',
			text(200, '<html><title>Sign in</title>'),
			/web page.*Sign in/,
		],
		['sends it elsewhere', redirect('/portal/login'), /redirects requests to .*\/portal\/login/],
		['keeps it for others', json(401, { message: 'Log in first' }), /did not accept/],
		['blocks it', text(403, '<h1>Blocked</h1>'), /blocks this n8n/],
		['gives nothing', text(200, ''), /sent an empty answer/],
		['breaks it off', text(200, '{"openapi": "3.1.0", "paths": {'), /is incomplete/],
		['gives something else', json(200, { swagger: 'ui' }), /it is no OpenAPI document$/],
		['gives a list', json(200, [1, 2]), /something other/],
	])('that %s is compared by its version', async (_, responder, why) => {
		const server = await start({ [DOCUMENT]: responder });
		const { summary, problems, error } = await check(credentialFor(server));
		expect(error).toBeUndefined();
		expect(summary).toMatchObject({
			serverVersion: '44.1.2',
			apiVersion: null,
			signedInAs: 'Reports (nsd_01234567)',
			scope: 'Office Manager',
		});
		expect(summary.source).toMatch(/^Versions that operations came with, as the document/);
		expect(summary.source).toMatch(why);
		expect(problems.length).toBeGreaterThan(90);
		expect(problems.every(({ needs }) => needs !== null)).toBe(true);
	});

	test.each<[string, Responder]>([
		['does not come', hang()],
		['never ends', drip('{}', { bytes: 2, delay: 50, endless: true })],
	])('whose document %s is waited for no longer than the timeout', async (_, responder) => {
		const server = await start({ [DOCUMENT]: responder });
		const { summary } = await check(credentialFor(server), { timeout: 1 });
		expect(summary.source).toMatch(/did not answer within 1 s$/);
		expect(summary.missing).toBeGreaterThan(90);
	});

	test('whose document is far too large does not fill the memory', async () => {
		const blank = Buffer.alloc(1024 * 1024, ' ');
		let sent = 0;
		const endless: Responder = (_request, response) => {
			const more = () => {
				while (!response.destroyed && ++sent && response.write(blank));
			};
			response.on('drain', more).writeHead(200, { 'content-type': 'application/json' });
			more();
		};
		const server = await start({ [DOCUMENT]: endless });
		const { summary } = await check(credentialFor(server));
		expect(summary.source).toMatch(/larger than any document of the API$/);
		expect(sent).toBeLessThan(60);
	});

	test('that renames, requires and lacks things gets them in plain words', async () => {
		const body = (properties: object, required: string[] = []) => ({
			requestBody: {
				content: { 'application/json': { schema: { type: 'object', required, properties } } },
			},
		});
		const paths = {
			'/domains/{d}/users': {
				get: {},
				post: body({ user: {}, email: {}, badge: {} }, ['user', 'email', 'badge']),
			},
		};
		const server = await start({ [DOCUMENT]: json(200, { info: { version: '44.2.0' }, paths }) });
		const { summary, problems } = await check(credentialFor(server));
		expect(summary).toMatchObject({ apiVersion: '44.2.0', different: 1 });
		const user = problems.filter(({ resource }) => resource === 'User');
		expect(user.map(({ operation }) => operation)).not.toContain('Get Many');
		expect(user).toContainEqual({
			resource: 'User',
			operation: 'Create',
			problem: 'different',
			what: 'This server requires "badge", which the form does not have. This server calls "email-address" "email". If it does not work, add what is missing under Options → Additional Body Fields (JSON).',
			needs: null,
			path: 'POST /domains/{domain}/users',
		});
		expect(user).toContainEqual({
			resource: 'User',
			operation: 'Delete',
			problem: 'missing',
			what: 'The document of this server does not have it. It may work all the same: try it before you rely on it.',
			needs: null,
			path: 'DELETE /domains/{domain}/users/{user}',
		});
	});

	test('that says neither its version nor what it has cannot be compared', async () => {
		const missing = json(404, { code: 404, message: 'No Route Found [92]' });
		const server = await start({ 'GET /ns-api/v2/version': missing });
		const { summary, items } = await check(credentialFor(server));
		expect(items).toHaveLength(1);
		expect(summary).toMatchObject({ compared: 0, serverVersion: null });
		expect(summary.summary).toContain('could not be compared');
	});

	test.each([
		['a scope too low', json(401, { code: 401, message: 'Invalid Scope [APP001]' })],
		['no such route', json(404, { code: 404, message: 'No Route Found [92]' })],
		['other models', json(403, { code: 403, message: 'Model not allowed' })],
	])(
		'that does not say whose the key is because of %s is compared all the same',
		async (_, answer) => {
			const server = await start({ 'GET /ns-api/v2/apikeys/~': answer });
			const { summary, error } = await check(credentialFor(server));
			expect(error).toBeUndefined();
			expect(summary).toMatchObject({ signedInAs: null, scope: null, serverVersion: '44.1.2' });
		},
	);

	test('that does not accept the credential says so', async () => {
		const server = await start({
			'GET /ns-api/v2/apikeys/~': json(401, { message: 'Unknown key' }),
		});
		const { error, items } = await check(credentialFor(server));
		expect(items).toEqual([]);
		expect(error?.message).toBe('The server did not accept the credential: Unknown key');
	});

	test('is asked for its document at one address, without following it elsewhere', async () => {
		const server = await start({ [DOCUMENT]: redirect('http://192.0.2.1/openapi.json') });
		await check(credentialFor(server));
		expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
			'GET /ns-api/v2/version',
			'GET /ns-api/v2/apikeys/~',
			DOCUMENT,
		]);
	});
});
