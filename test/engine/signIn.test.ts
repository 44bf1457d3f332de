/** Sign-in over real connections, with n8n's own HTTP client. */
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { control } from '../../simulator/steer/control';
import { passwordCredential } from '../support/credentials';
import { runNode, type Run } from '../support/engine';
import { eventually } from '../../host/eventually';
import {
	byPath,
	drip,
	halfBody,
	hang,
	json,
	redirect,
	reset,
	sequence,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../support/hostile';
import type { RunningSimulator } from '../../simulator/steer/process';
import { startSimulator } from '../support/simulator';

const API = '/ns-api/v2';
const servers: Hostile[] = [];

afterEach(async () => {
	jest.restoreAllMocks();
	await Promise.all(servers.splice(0).map(async (server) => await server.stop()));
});

async function start(responder: Responder, options?: { tls: boolean }): Promise<Hostile> {
	const server = await startHostile(responder, options);
	servers.push(server);
	return server;
}

/** A server with this sign-in, and version "45" for those who have signed in. */
const signingIn = (responder: Responder): Responder =>
	byPath({
		[`POST ${API}/tokens`]: responder,
		[`POST ${API}/jwt`]: responder,
		[`GET ${API}/version`]: json(200, { apiversion: '45' }),
	});

const granted = (name: string) =>
	json(200, {
		access_token: name,
		refresh_token: `refresh-${name}`,
		expires_in: 3600,
		displayName: 'Pat Doe',
		scope: 'Office Manager',
	});

function login(server: string, more: ICredentialDataDecryptedObject = {}) {
	const password = { clientId: 'c', clientSecret: 'cl13nt', username: 'pat', password: 'p4ssw0rd' };
	const url = { url: server, credentials: { password } } as unknown as RunningSimulator;
	return { ...passwordCredential(url), ...more };
}

/** Asks for the version, once for each item. */
async function askVersion(credential: ICredentialDataDecryptedObject, more: Partial<Run> = {}) {
	const parameters = { resource: 'coreServer', operation: 'getVersion' };
	return await runNode({ parameters, credential, ...more });
}

const paths = ({ requests }: Hostile) => requests.map(({ method, url }) => `${method} ${url}`);

describe.each([
	['plain', false],
	['TLS', true],
])('a redirect, %s', (_, tls) => {
	test.each([301, 302, 303, 307, 308])('%d carries nothing to the other server', async (status) => {
		const other = await start(granted('stolen'), { tls });
		const to = `${other.url}${API}/tokens?from=here`;
		const server = await start(signingIn(redirect(to, status)), { tls });
		for (const authentication of ['password', 'jwt']) {
			const credential = login(server.url, { authentication, ignoreSslIssues: true });
			const { error } = await askVersion(credential);
			expect(error?.message).toBe(
				`${new URL(server.url).host} redirects sign-ins to ${other.url}${API}/tokens. Nothing was sent there. If that is your server, put ${other.url} into the Server field.`,
			);
		}
		expect(other.requests).toHaveLength(0);
		expect(server.requests).toHaveLength(2);
	});
});

test('a server that takes nothing but forms gets a form, and the login once in each shape', async () => {
	const server = await start(
		signingIn((request, response) =>
			request.headers['content-type'] === 'application/x-www-form-urlencoded'
				? granted('from-form')(request, response)
				: json(400, { error: 'invalid_request' })(request, response),
		),
	);
	const { items } = await askVersion(login(server.url));
	expect(items).toHaveLength(1);
	expect(paths(server)).toEqual([`POST ${API}/tokens`, `POST ${API}/tokens`, `GET ${API}/version`]);
	const body = server.requests[1]?.body.toString();
	expect(body).toBe(
		'grant_type=password&client_id=c&client_secret=cl13nt&username=pat&password=p4ssw0rd',
	);
	expect(server.requests[2]?.headers.authorization).toBe('Bearer from-form');
});

test('twenty items with a wrong password cost one login', async () => {
	const server = await start(signingIn(json(401, { message: 'Invalid login' })));
	const input = Array.from({ length: 20 }, () => ({ json: {} }));
	const { items } = await askVersion(login(server.url), {
		input,
		onError: 'continueRegularOutput',
	});
	expect(items).toHaveLength(20);
	expect(JSON.stringify(items)).toContain('The server says: Invalid login');
	expect(paths(server)).toEqual([`POST ${API}/tokens`]);
});

describe('a token whose end is near', () => {
	/** A credential that has signed in, with a token that ends in so many seconds. */
	async function signedIn(server: Hostile, seconds: number) {
		const credential = login(server.url);
		await askVersion(credential);
		credential.expiresAt = new Date(Date.now() + seconds * 1000).toISOString();
		server.requests.splice(0);
		return credential;
	}

	test('is renewed before anything is sent with it', async () => {
		const server = await start(signingIn(sequence(granted('first'), granted('second'))));
		const credential = await signedIn(server, 30);
		const { items } = await askVersion(credential);
		expect(items).toHaveLength(1);
		expect(paths(server)).toEqual([`POST ${API}/tokens`, `GET ${API}/version`]);
		expect(server.requests[0]?.body.toString()).toContain('"grant_type":"refresh_token"');
		expect(server.requests[1]?.headers.authorization).toBe('Bearer second');
	});

	test('is used while it has more than a minute left', async () => {
		const server = await start(signingIn(sequence(granted('first'), granted('second'))));
		const credential = await signedIn(server, 90);
		await askVersion(credential);
		expect(paths(server)).toEqual([`GET ${API}/version`]);
	});
});

describe('a server that gives no whole answer', () => {
	const token = JSON.stringify({ access_token: 'half-a-token', scope: 'x' });

	test.each<[string, Responder, string]>([
		['breaks the connection', reset(), 'closed the connection before its answer was complete.'],
		['breaks off in the middle', halfBody(token), 'closed the connection before its answer'],
		['sends half of its JSON', text(200, token.slice(0, 25)), 'something that is not data'],
		['sends a page', text(200, '<html>Portal</html>'), 'answered with a web page instead of data.'],
	])('%s', async (_, responder, words) => {
		const server = await start(signingIn(responder));
		const { error } = await askVersion(login(server.url));
		expect(error?.message).toContain(words);
		expect(error?.message).not.toContain('half-a-token');
		expect(paths(server)).toEqual([`POST ${API}/tokens`]);
	});

	test.each<[string, Responder]>([
		['never answers', hang()],
		['stops in the middle', halfBody(token, 'hang')],
		['drips without end', drip(token, { endless: true })],
	])('%s is given up when the time is over', async (_, responder) => {
		const limit = new AbortController();
		const timeout = AbortSignal.timeout.bind(AbortSignal);
		jest
			.spyOn(AbortSignal, 'timeout')
			.mockImplementation((ms) => (ms === 30_000 ? limit.signal : timeout(ms)));
		const server = await start(
			signingIn((request, response) => {
				// The half minute is over as soon as the request has come.
				setImmediate(() => limit.abort());
				return responder(request, response);
			}),
		);
		const { error } = await askVersion(login(server.url));
		expect(error?.message).toContain('did not answer in time.');
		expect(paths(server)).toEqual([`POST ${API}/tokens`]);
		const endedBy = await eventually(() => server.requests[0]?.endedBy, Boolean, 10);
		expect(endedBy).toBe('client');
	});

	test('has a certificate that nobody has signed', async () => {
		const server = await start(signingIn(granted('a')), { tls: true });
		const strict = await askVersion(login(server.url));
		expect(strict.error?.message).toContain('turn on Ignore SSL Issues in the credential.');
		expect(server.requests).toHaveLength(0);
		const lax = await askVersion(login(server.url, { ignoreSslIssues: true }));
		expect(lax.items).toHaveLength(1);
	});
});

describe('the simulator', () => {
	let simulator: RunningSimulator;
	beforeAll(async () => (simulator = await startSimulator()));
	afterAll(async () => await simulator.stop());

	const withCode = (more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject => {
		const { username, password, secret } = simulator.credentials.mfa;
		const login = passwordCredential(simulator);
		return { ...login, username, password, authenticatorSecret: secret, ...more };
	};

	test.each(['json-and-form', 'form-only'])(
		'takes a login at a token endpoint: %s',
		async (value) => {
			await control(simulator, 'POST', '/switches', { 'token-endpoint': value });
			const { items } = await askVersion(passwordCredential(simulator));
			expect(items).toHaveLength(1);
		},
	);

	test('takes codes of an authenticator for tokens and, in the next period, for JWTs', async () => {
		// Codes are handed out once; the clock moves on, so that nobody waits.
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
		const tokens = withCode();
		expect((await askVersion(tokens)).items).toHaveLength(1);
		expect(tokens.signedInAs).toMatch(/^.+ \(\d+@.+\), .+$/);
		clock.mockReturnValue(now + 30_000);
		const jwt = withCode({ authentication: 'jwt' });
		expect((await askVersion(jwt)).items).toHaveLength(1);
		expect(jwt.signedInAs).toBe(tokens.signedInAs);
	});

	test('refuses the codes of another secret, which people hear', async () => {
		const { error } = await askVersion(withCode({ authenticatorSecret: 'JBSWY3DPEHPK3PXP' }));
		expect(error?.message).toMatch(
			/^The authenticator code was refused\. Check the Authenticator Secret field, and that the clock/,
		);
	});
});
