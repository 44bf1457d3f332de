/** Two servers: the one the credential is for, and another one that must get nothing of it. */
import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { NetSapiensApi } from '../../credentials/NetSapiensApi.credentials';
import { pickers } from '../../nodes/NetSapiens/generated/pickers';
import { listSearch } from '../../nodes/NetSapiens/methods/listSearch';
import { NetSapiens } from '../../nodes/NetSapiens/NetSapiens.node';
import { Api } from '../../nodes/NetSapiens/transport/api';
import { enrich } from '../../nodes/NetSapiensTrigger/enrich';
import { NetSapiensTrigger } from '../../nodes/NetSapiensTrigger/NetSapiensTrigger.node';
import { executeContext, hookContext, loadOptionsContext } from '../support/contexts';
import { runNode } from '../support/engine';
import {
	byPath,
	json,
	redirect,
	sequence,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../support/hostile';
import { offered } from '../support/operations';
import { givenAway, planted, settings } from '../support/planted';
import { minimalParameters } from '../support/filled';

const API = '/ns-api/v2';
const STATUSES = [301, 302, 303, 307, 308];

const file: INodeExecutionData = {
	json: {},
	binary: {
		data: { data: 'UklGRg==', mimeType: 'audio/wav', fileName: 'a.wav' },
	},
};

/** No two logins are alike: a refusal holds for some seconds, and a code is used once. */
let made = 0;

describe.each([
	['both plain', false, false],
	['both with TLS', true, true],
	['with TLS to plain', true, false],
	['plain to TLS', false, true],
])('two servers, %s', (_, ownTls, otherTls) => {
	let own: Hostile;
	let other: Hostile;
	/** How they answer in the present test. */
	let answer: Responder;
	let otherAnswer: Responder;

	beforeAll(async () => {
		own = await startHostile((...call) => answer(...call), { tls: ownTls });
		other = await startHostile((...call) => otherAnswer(...call), { tls: otherTls });
	});
	beforeEach(() => {
		own.requests.length = 0;
		other.requests.length = 0;
		otherAnswer = json(200, { id: 'stolen', access_token: 'stolen', token: 'stolen' });
	});
	afterAll(async () => {
		await own.stop();
		await other.stop();
	});

	function credential(more: ICredentialDataDecryptedObject = {}): ICredentialDataDecryptedObject {
		return { ...settings, ...planted, server: own.url, ignoreSslIssues: true, ...more };
	}

	const placed = (type: NetSapiens | NetSapiensTrigger, parameters: INodeParameters) => ({
		type,
		parameters,
		credential: credential(),
	});

	const asked = ({ requests }: Hostile) => requests.map(({ method, url }) => `${method} ${url}`);
	const host = () => new URL(own.url).host;

	/** What people read when the server points to the other one. */
	const pointed = (path = `${API}/elsewhere`) => ({
		message: `${host()} redirects requests to ${other.url}${path}`,
		description: `Nothing was sent there. ${!ownTls && otherTls ? 'Put' : 'If that is your server, put'} ${other.url} into the credential's Server field.`,
	});

	async function run(parameters: INodeParameters) {
		return await runNode({ parameters, credential: credential(), input: [file] });
	}

	const user = { resource: 'user', domain: 'acme.example', user: '101' };
	const calls: Array<[string, INodeParameters]> = [
		['GET', { ...user, operation: 'get' }],
		['a list', { ...user, operation: 'getAll', returnAll: true }],
		['PUT', { ...user, operation: 'update', fields: { 'status-message': 'x' } }],
		['DELETE', { ...user, operation: 'delete' }],
		...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method): [string, INodeParameters] => [
			`API Request ${method}`,
			{ resource: 'apiRequest', operation: 'request', method, path: '/a', body: '{"a":1}' },
		]),
	];

	describe.each(calls)('%s', (_name, parameters) => {
		test.each(STATUSES)('%d to the other server is not followed', async (status) => {
			answer = redirect(`${other.url}${API}/elsewhere?token=t0ken`, status);
			const { error, items } = await run(parameters);
			expect(error).toMatchObject(pointed());
			expect(items).toEqual([]);
			expect(own.requests).toHaveLength(1);
			expect(asked(other)).toEqual([]);
		});

		test('nor is one by another name, scheme or spelling, or to another path', async () => {
			const { port } = new URL(own.url);
			const otherScheme = ownTls ? 'http' : 'https';
			const places: Array<[string, string]> = [
				[`//${new URL(other.url).host}${API}/x`, new URL(other.url).host],
				[`\\\\${new URL(other.url).host}\\\\x`, new URL(other.url).host],
				[`${own.url.replace('127.0.0.1', 'localhost')}${API}/x`, `localhost:${port}${API}/x`],
				[
					`${otherScheme}://127.0.0.1:${port}${API}/x`,
					`${otherScheme}://127.0.0.1:${port}${API}/x`,
				],
				['/portal/login?token=t0ken', `${own.url}/portal/login`],
				['https://', 'somewhere else'],
				['', 'somewhere else'],
			];
			for (const [location, words] of places) {
				own.requests.length = 0;
				answer = redirect(location, 307);
				const { error } = await run(parameters);
				expect(error?.message).toContain(words);
				expect(error?.message).not.toContain('t0ken');
				expect(own.requests).toHaveLength(1);
			}
			expect(asked(other)).toEqual([]);
		});
	});

	test('API Request does not call another server', async () => {
		answer = json(200, { id: 'own' });
		const typed = [`${other.url}${API}/users`, `//${new URL(other.url).host}${API}/users`];
		for (const path of typed) {
			const { error } = await run({ resource: 'apiRequest', operation: 'request', path });
			expect(error?.message).toMatch(/another server|empty part/);
		}
		expect([...asked(own), ...asked(other)]).toEqual([]);
	});

	test('nor does reading the document that the server keeps of its API', async () => {
		answer = redirect(`${other.url}${API}/elsewhere`);
		const api = new Api(executeContext(placed(new NetSapiens(), {}), []));
		await expect(api.ownDocument()).rejects.toThrow(`${other.url}${API}/elsewhere`);
		expect(own.requests).toHaveLength(1);
		expect(asked(other)).toEqual([]);
	});

	describe('signing in', () => {
		const ways: Array<[string, ICredentialDataDecryptedObject]> = [
			['API key', {}],
			['user name and password', { authentication: 'password' }],
			['JWT from user name and password', { authentication: 'jwt' }],
			['JWT from a refresh JWT', { authentication: 'jwt', jwtSource: 'refresh' }],
			['JWT on behalf of a user', { authentication: 'jwt', jwtSource: 'delegated' }],
		];
		const first = (more: ICredentialDataDecryptedObject) =>
			credential({
				...more,
				accessToken: '',
				refreshToken: '',
				clientId: `c${++made}`,
				authenticatorSecret: `${'A'.repeat(made)}${planted.authenticatorSecret}`,
			});
		const helpers = () => ({
			helpers: executeContext(placed(new NetSapiens(), {}), []).helpers,
		});

		async function signIn(data: ICredentialDataDecryptedObject): Promise<string> {
			return await new NetSapiensApi().preAuthentication.call(helpers() as never, data).then(
				() => 'signed in',
				(error: Error) => error.message,
			);
		}

		test.each(ways)('%s follows no redirect', async (_way, more) => {
			for (const status of STATUSES) {
				own.requests.length = 0;
				answer = redirect(`${other.url}${API}/tokens?token=t0ken`, status);
				expect(await signIn(first(more))).toBe(
					`${host()} redirects sign-ins to ${other.url}${API}/tokens. Nothing was sent there. If that is your server, put ${other.url} into the Server field.`,
				);
				expect(own.requests).toHaveLength(1);
			}
			expect(asked(other)).toEqual([]);
		});

		test('nor does the older path, the second step with a code, a form or a renewal', async () => {
			const away = redirect(`${other.url}${API}/tokens`, 307);
			const steps: Array<[Responder, ICredentialDataDecryptedObject]> = [
				[byPath({ '/ns-api/oauth2/token/': away }), first({ authentication: 'password' })],
				[
					sequence(json(400, { error: 'invalid_request' }), away),
					first({ authentication: 'password' }),
				],
				[
					sequence(json(200, { access_token: 'half', mfa_type: 'TOTP', scope: 'mfa' }), away),
					first({ authentication: 'password' }),
				],
			];
			for (const [step, data] of steps) {
				own.requests.length = 0;
				answer = step;
				expect(await signIn(data)).toContain('redirects sign-ins to');
				expect(own.requests.length).toBeGreaterThan(1);
			}
			expect(asked(other)).toEqual([]);
		});

		test('nor does asking who that is', async () => {
			const away = redirect(`${other.url}${API}/domains/~/users/~`, 307);
			answer = byPath({
				[`${API}/tokens`]: json(200, { access_token: 'good', refresh_token: 'again' }),
				'*': away,
			});
			expect(await signIn(first({ authentication: 'password' }))).toBe('signed in');
			expect(asked(own)).toEqual([`POST ${API}/tokens`, `GET ${API}/domains/~/users/~`]);
			expect(asked(other)).toEqual([]);
		});

		test('nor does the renewal in the middle of a run', async () => {
			const away = redirect(`${other.url}${API}/tokens`, 307);
			const person = { displayName: 'Pat Doe', scope: 'Office Manager' };
			const tokens = json(200, { access_token: 'good', refresh_token: 'again', ...person });
			const data = first({ authentication: 'password' });
			answer = byPath({
				[`${API}/tokens`]: sequence(tokens, away),
				'*': sequence(json(200, { apiversion: '45' }), json(401, { message: 'expired' })),
			});
			const parameters = { resource: 'coreServer', operation: 'getVersion' };
			const input = [{ json: {} }, { json: {} }];
			const options = { concurrency: 1 };
			const { error } = await runNode({
				parameters: { ...parameters, options },
				credential: data,
				input,
			});
			expect(error?.message).toContain('redirects sign-ins to');
			expect(asked(other)).toEqual([]);
		});
	});

	describe('the credential', () => {
		const authenticate = async (request: object) =>
			await new NetSapiensApi().authenticate(credential(), request as never);

		test('signs nothing for another server', async () => {
			const { host: otherHost } = new URL(other.url);
			const requests = [
				{ url: `${other.url}${API}/users` },
				{ url: `//${otherHost}${API}/users` },
				{ url: `\\\\${otherHost}/users` },
				{ url: own.url.replace('127.0.0.1', 'localhost') },
				{ url: own.url.replace('127.0.0.1', `127.0.0.1@${otherHost}`) },
				{ url: `${own.url}.example/users` },
				{ url: own.url.replace(/:\d+$/, ':1') },
				{ url: own.url.replace(/^https?/, (scheme) => (scheme === 'http' ? 'https' : 'http')) },
				{ url: '/users', baseURL: other.url },
				{ url: '/users', baseURL: '' },
				{ url: 'data:text/plain,x' },
				{ uri: `${other.url}${API}/users` },
			];
			for (const request of requests) {
				await expect(authenticate(request)).rejects.toThrow(/It was not sent\./);
			}
		});

		test('signs what goes to its own server, however it is named', async () => {
			const { host: ownHost } = new URL(own.url);
			for (const url of ['/users', `${own.url}${API}/users`, `//${ownHost}/x`]) {
				const { headers } = await authenticate({ url });
				expect(headers).toEqual({ Authorization: `Bearer ${planted.apiKey}` });
			}
		});
	});

	const asking = Object.keys(pickers).filter((name) => pickers[name]?.sources);

	test.each(asking)('%s follows no redirect', async (name) => {
		answer = redirect(`${other.url}${API}/elsewhere`, 302);
		const context = loadOptionsContext(placed(new NetSapiens(), {}));
		context.getCurrentNodeParameter = () => 'a';
		await expect(listSearch[name]!.call(context)).rejects.toThrow(pointed().message);
		expect(asked(other)).toEqual([]);
	});

	describe('the trigger', () => {
		const trigger = new NetSapiensTrigger();
		const { create, delete: remove } = trigger.webhookMethods.default;
		const parameters = (domain: string) => ({
			events: ['callRinging'],
			domain: { __rl: true, mode: 'id', value: domain },
			user: { __rl: true, mode: 'id', value: '*' },
		});

		test.each(['acme.example', '~'])('subscribing for %s follows no redirect', async (domain) => {
			answer = redirect(`${other.url}${API}/elsewhere`, 307);
			const context = hookContext(placed(trigger, parameters(domain)));
			await expect(create.call(context)).rejects.toThrow(pointed().message);
			expect(asked(other)).toEqual([]);
		});

		test('creating and deleting a subscription follow no redirect', async () => {
			const away = redirect(`${other.url}${API}/elsewhere`, 307);
			answer = byPath({ [`GET ${API}/subscriptions`]: json(200, []), '*': away });
			const context = hookContext(placed(trigger, parameters('acme.example')));
			await expect(create.call(context)).rejects.toThrow(pointed().message);
			expect(asked(own)).toContain(`POST ${API}/subscriptions`);

			const address = context.getNodeWebhookUrl('default');
			const [one, all] = [`${API}/subscriptions/1`, `${API}/subscriptions`];
			const ours = { id: '1', model: 'call', domain: 'acme.example', 'post-url': address };
			answer = byPath({
				[`GET ${one}`]: json(200, [ours]),
				[`GET ${all}`]: json(200, [ours]),
				'*': away,
			});
			const kept = { call: { id: '1', domain: 'acme.example' } };
			Object.assign(context.getWorkflowStaticData('node'), { address, subscriptions: kept });
			await expect(remove.call(context)).rejects.toThrow(pointed().message);
			expect(asked(own)).toContain(`DELETE ${one}`);
			expect(asked(other)).toEqual([]);
		});

		test('looking for a recording or a voicemail follows no redirect', async () => {
			answer = redirect(`${other.url}${API}/elsewhere`, 302);
			const options = { recording: true, voicemail: true, patienceSeconds: 0 };
			const names = { domain: 'acme.example', user: '101', callId: 'c1', raw: {} };
			const events = [
				{ json: { event: 'callRecord', ...names } },
				{ json: { event: 'voicemailLeft', ...names } },
			];
			const context = executeContext(placed(trigger, { options }), events);
			const items = await enrich(context, events);
			expect(items.map((item) => item.json.note)).toEqual([pointed().message, pointed().message]);
			expect(asked(other)).toEqual([]);
		});
	});

	describe('a link to a file', () => {
		const wav = text(200, 'RIFF sound', { 'content-type': 'audio/wav' });
		const needsLogin: Responder = (request, response) =>
			(request.headers.authorization ? wav : json(401, { message: 'Sign in' }))(request, response);
		const bearers = () => own.requests.map(({ headers }) => headers.authorization);
		const bearer = `Bearer ${planted.apiKey}`;

		/** What became of the file: its bytes, or the message. */
		async function download(url: string): Promise<string> {
			const api = new Api(executeContext(placed(new NetSapiens(), {}), []));
			return await api.downloadLink({ url }).then(
				({ data }) => Buffer.from(data, 'base64').toString(),
				(error: Error & { description?: string }) => `${error.message} ${error.description}`,
			);
		}

		test('that is signed is fetched without the bearer', async () => {
			answer = wav;
			expect(await download(`${own.url}/media/a.wav?signature=s1gned`)).toBe('RIFF sound');
			expect(bearers()).toEqual([undefined]);
		});

		test('may be relative', async () => {
			answer = wav;
			expect(await download('/media/a.wav')).toBe('RIFF sound');
			expect(await download('media/a.wav')).toBe('RIFF sound');
			expect(asked(own)).toEqual(['GET /media/a.wav', 'GET /ns-api/media/a.wav']);
		});

		test('that the own server guards is fetched with the bearer', async () => {
			answer = needsLogin;
			expect(await download(`${own.url}/media/a.wav`)).toBe('RIFF sound');
			expect(bearers()).toEqual([undefined, bearer]);
		});

		test('may lead to another server, which gets no bearer', async () => {
			answer = redirect(`${other.url}/bucket/a.wav?signature=s1gned`);
			otherAnswer = wav;
			expect(await download(`${own.url}/media/a.wav`)).toBe('RIFF sound');
			expect(await download(`${other.url}/bucket/a.wav`)).toBe('RIFF sound');
			if (ownTls === otherTls) {
				const { host: otherHost } = new URL(other.url);
				expect(await download(`//${otherHost}/bucket/a.wav`)).toBe('RIFF sound');
			}
			expect(givenAway(other.requests)).toEqual([]);
			expect(other.requests.length).toBeGreaterThan(1);
		});

		test('that another server guards stays closed', async () => {
			otherAnswer = needsLogin;
			expect(await download(`${other.url}/a.wav`)).toContain('Sign in');
			answer = redirect(`${other.url}/a.wav`);
			expect(await download(`${own.url}/a.wav`)).toContain(`redirects requests to ${other.url}`);
			answer = sequence(json(401, {}), redirect(`${other.url}/a.wav`));
			expect(await download(`${own.url}/a.wav`)).toContain(`redirects requests to ${other.url}`);
			expect(givenAway(other.requests)).toEqual([]);
			expect(other.requests).toHaveLength(2);
		});

		test('that goes to and fro brings no bearer along', async () => {
			answer = sequence(redirect(`${other.url}/b`), needsLogin);
			otherAnswer = redirect(`${own.url}/c`);
			await download(`${own.url}/a`);
			expect(givenAway(other.requests)).toEqual([]);
			expect(asked(other)).toEqual(['GET /b']);
		});

		test.each([
			'file:///etc/passwd',
			'ftp://a.example/x',
			'javascript:1',
			'',
			'http://',
			'http://[x',
		])('%s is none', async (link) => {
			expect(await download(link)).toContain('is no web address');
			expect([...asked(own), ...asked(other)]).toEqual([]);
		});

		test('is not repeated in messages, as it is signed', async () => {
			answer = json(404, { message: 'gone' });
			expect(await download(`${own.url}/a.wav?signature=s1gned`)).not.toContain('s1gned');
		});
	});
});

test('no operation follows a redirect', async () => {
	const other = await startHostile(json(200, { id: 'stolen' }));
	const own = await startHostile(redirect(`${other.url}${API}/elsewhere`, 307));
	const credential = { ...settings, ...planted, server: own.url };
	const flaws: string[] = [];
	for (const offer of offered) {
		own.requests.length = 0;
		const parameters = { ...minimalParameters(offer), options: { bodyJson: '{"x": 1}' } };
		const { error, items } = await runNode({ parameters, credential, input: [file] });
		const isSaid = error?.message.endsWith(`redirects requests to ${other.url}${API}/elsewhere`);
		if (!isSaid || own.requests.length !== 1 || items.length > 0) {
			flaws.push(`${offer.title}: ${error?.message}, ${own.requests.length} requests`);
		}
	}
	expect(flaws).toEqual([]);
	expect(other.requests).toEqual([]);
	await own.stop();
	await other.stop();
});
