import { packageName } from '../../host/install-package';
import type { CredentialData, SavedCredential, Workflow } from '../../host/rest';
import { credentialsFor } from '../../host/credentials';
import {
	byPath,
	json,
	redirect,
	startHostile,
	type Hostile,
	type Responder,
} from '../support/hostile';
import { sharedN8n } from '../support/n8n';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const API = '/ns-api/v2';
const n8n = sharedN8n();
let simulator: RunningSimulator;
const servers: Hostile[] = [];

beforeAll(async () => {
	simulator = await startSimulator();
});

afterAll(async () => await simulator.stop());

afterEach(async () => {
	await Promise.all(servers.splice(0).map(async (server) => await server.stop()));
});

/** Starts a server of our own, which the end of the test stops. */
async function start(responder: Responder): Promise<Hostile> {
	const server = await startHostile(responder);
	servers.push(server);
	return server;
}

const paths = ({ requests }: Hostile) => requests.map(({ method, url }) => `${method} ${url}`);

/** The credential as n8n has stored it; secrets are blanked out. */
async function stored({ id }: SavedCredential): Promise<Record<string, unknown>> {
	const path = `/rest/credentials/${id}?includeData=true`;
	const answer = await n8n.request<{ data: { data: Record<string, unknown> } }>('GET', path);
	return answer.data.data;
}

/** Saves the credential and runs its test, as the editor does after "Save". */
async function test(credential: CredentialData) {
	return await n8n.testCredential(await n8n.saveCredential(credential));
}

type Method = keyof ReturnType<typeof credentialsFor>;

/** The credential of that kind with some fields changed, under a name of its own. */
function changed(method: Method, changes: Record<string, unknown>): CredentialData {
	const credential = credentialsFor(simulator)[method];
	const data = { ...credential.data, ...changes };
	return { ...credential, data, name: `${credential.name} ${Object.keys(changes).join()}` };
}

describe('credential test', () => {
	it.each<Method>(['apiKey', 'password', 'jwt'])('accepts a good %s', async (method) => {
		expect(await test(changed(method, {}))).toMatchObject({ status: 'OK' });
	});

	it('accepts a JWT that a key gets on behalf of a user', async () => {
		const delegated = changed('jwt', {
			jwtSource: 'delegated',
			apiKey: simulator.credentials.apiKeys.superUser,
			delegatedDomain: simulator.credentials.domain,
			delegatedUser: '101',
		});
		expect(await test(delegated)).toMatchObject({ status: 'OK' });
	});

	it('accepts the server as host and port, and as a URL with the path of the API', async () => {
		for (const server of [`${simulator.url}/`, `${simulator.url}/ns-api/v2/`]) {
			expect(await test(changed('apiKey', { server }))).toMatchObject({ status: 'OK' });
		}
	});

	it.each<[Method, Record<string, string>, RegExp]>([
		['apiKey', { apiKey: 'nsd_wrong' }, /did not accept the API key\. Check that the whole key/],
		['password', { password: 'wrong' }, /Signing in was refused\. Check user name, password/],
		['jwt', { password: 'wrong' }, /Signing in was refused\. Check user name, password/],
	])('says what to do about a wrong %s', async (method, changes, advice) => {
		const { status, message } = await test(changed(method, changes));
		expect(status).toBe('Error');
		expect(message).toMatch(advice);
	});

	it.each<Method>(['apiKey', 'password', 'jwt'])(
		'says what to do when the server cannot be reached with %s',
		async (method) => {
			// Port 1 is reserved and nothing listens there.
			const { status, message } = await test(changed(method, { server: 'http://127.0.0.1:1' }));
			expect(status).toBe('Error');
			expect(message).toMatch(/127\.0\.0\.1:1 refuses the connection\. Check host and port/);
		},
	);
});

describe('after Save and test', () => {
	const methods: Array<[Method, RegExp]> = [
		['apiKey', /^Office Manager key \(nsd_\w{8}\), Office Manager, \S+$/],
		['password', /^\S+ .+ \(\d+@\S+\), Office Manager$/],
		['jwt', /^\S+ .+ \(\d+@\S+\), Office Manager$/],
	];

	it.each(methods)(
		'the credential shows who is signed in, and no secret: %s',
		async (method, who) => {
			const credential = await n8n.saveCredential(changed(method, { signedInAs: '' }));
			expect(await n8n.testCredential(credential)).toMatchObject({ status: 'OK' });
			const data = await stored(credential);
			expect(data.signedInAs).toMatch(who);
			const { password, apiKeys } = simulator.credentials;
			const secrets = [password.password, password.clientSecret, ...Object.values(apiKeys)];
			for (const secret of secrets) expect(JSON.stringify(data)).not.toContain(secret);
			for (const field of ['accessToken', 'refreshToken', 'tokenOwner']) {
				expect(data[field] ?? '').toMatch(/^(__n8n_(BLANK|EMPTY)_VALUE_.*)?$/);
			}
		},
	);
});

it('signs in with the codes of an authenticator', async () => {
	const { username, password, secret } = simulator.credentials.mfa;
	const login = { username, password };
	const without = await test(changed('password', login));
	expect(without.message).toMatch(/^This account asks for an authenticator code\. Fill in/);
	const authenticator = changed('password', { ...login, authenticatorSecret: secret });
	expect(await test(authenticator)).toMatchObject({ status: 'OK' });
});

it('does not follow a redirect', async () => {
	const other = await start(json(200, { access_token: 'stolen', 'key-id': 'stolen' }));
	const server = await start(redirect(`${other.url}${API}/tokens?secret=1`, 307));
	for (const method of ['apiKey', 'password', 'jwt'] as const) {
		const { status, message } = await test(changed(method, { server: server.url }));
		expect(status).toBe('Error');
		expect(message).toContain(`redirects sign-ins to ${other.url}${API}/tokens. Nothing was sent`);
	}
	expect(server.requests).toHaveLength(3);
	expect(other.requests).toHaveLength(0);
});

it('a test that is pressed again at once after a refusal costs no other login; changed settings do', async () => {
	const server = await start(json(401, { message: 'Invalid login' }));
	const credential = changed('password', { server: server.url });
	for (let press = 0; press < 2; press++) {
		expect((await test(credential)).message).toContain('The server says: Invalid login');
	}
	expect(paths(server)).toEqual([`POST ${API}/tokens`]);
	await test({ ...credential, data: { ...credential.data, password: 'another' } });
	expect(server.requests).toHaveLength(2);
});

describe('in a workflow', () => {
	/** Runs one node with the credential. */
	async function run(credential: SavedCredential, node: { type: string; parameters: object }) {
		const { id } = await n8n.saveWorkflow(workflowWith(credential, node));
		return (await n8n.run(id, 'Start')).data.resultData;
	}

	function workflowWith(
		{ id, name, type }: SavedCredential,
		node: { type: string; parameters: object },
	): Workflow {
		return {
			id: `credential-${id}`,
			name: 'Credential test',
			settings: { executionOrder: 'v1' },
			nodes: [
				{
					id: 'start',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'node',
					name: 'Node',
					typeVersion: 1,
					position: [200, 0],
					credentials: { [type]: { id, name } },
					...node,
				} as Workflow['nodes'][number],
			],
			connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		};
	}

	const version = {
		type: `${packageName}.netSapiens`,
		parameters: { resource: 'coreServer', operation: 'getVersion' },
	};

	it('a token is renewed before its end, without a request that would be in vain', async () => {
		let granted = 0;
		const server = await start(
			byPath({
				[`POST ${API}/tokens`]: (request, response) => {
					const name = `token-${++granted}`;
					const grant = { access_token: name, refresh_token: `refresh-${name}`, expires_in: 3600 };
					return json(200, { ...grant, displayName: 'Pat', scope: 'x' })(request, response);
				},
				'*': json(200, { apiversion: '45' }),
			}),
		);
		const credential = await n8n.saveCredential(changed('password', { server: server.url }));
		expect(await n8n.testCredential(credential)).toMatchObject({ status: 'OK' });
		const data = await stored(credential);
		expect(Date.parse(String(data.expiresAt))).toBeGreaterThan(Date.now());
		// What n8n blanked out it keeps when it comes back so.
		const expiresAt = new Date(Date.now() + 30_000).toISOString();
		await n8n.saveCredential({ ...credential, data: { ...data, expiresAt } });
		server.requests.splice(0);

		const { runData } = await run(credential, version);
		expect(runData.Node?.[0]?.executionStatus).toBe('success');
		expect(paths(server)).toEqual([`POST ${API}/tokens`, `GET ${API}/version`]);
		expect(server.requests[0]?.body.toString()).toContain('"refresh_token":"refresh-token-1"');
		expect(server.requests[1]?.headers.authorization).toBe('Bearer token-2');
		expect(Date.parse(String((await stored(credential)).expiresAt))).toBeGreaterThan(
			Date.parse(expiresAt),
		);
	});

	const httpRequest = (url: string) => ({
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'netSapiensApi',
			options: {},
		},
	});

	it.each<Method>(['apiKey', 'password'])(
		'n8n’s HTTP Request node sends the bearer of %s to the own server only',
		async (method) => {
			const other = await start(json(200, {}));
			const server = await start(
				byPath({
					[`POST ${API}/tokens`]: json(200, { access_token: 'own', displayName: 'P', scope: 'x' }),
					'/moved': redirect(`${other.url}/landed`),
					'*': json(200, { apiversion: '45' }),
				}),
			);
			const credential = await n8n.saveCredential(changed(method, { server: server.url }));

			const own = await run(credential, httpRequest(`${server.url}${API}/version`));
			expect(own.runData.Node?.[0]?.executionStatus).toBe('success');
			expect(server.requests.at(-1)?.headers.authorization).toMatch(/^Bearer (own|nsd_)/);

			await run(credential, httpRequest(`${server.url}/moved`));
			expect(paths(other)).toEqual(['GET /landed']);
			expect(other.requests[0]?.headers.authorization).toBeUndefined();

			const away = await run(credential, httpRequest(`${other.url}/away`));
			expect(away.error?.message).toContain(
				`This credential is for ${server.url}, but the request goes to ${other.url}. It was not sent.`,
			);
			expect(paths(other)).toEqual(['GET /landed']);
		},
	);
});
