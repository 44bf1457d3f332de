/** What the Nexogy DNA node does when something goes wrong: requests, counted, and words. */
import {
	byPath,
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
} from '../../support/hostile';
import { dnaCases, dnaCredential, runDna, signedIn, type DnaCase } from '../../support/nexogyDna';

// Waiting is tested by itself.
jest.mock('../../../companions/n8n-nodes-nexogy-dna/nodes/NexogyDna/transport/wait', () => ({
	waited: async () => true,
}));

const TOKEN = '/api/oauth/token';
/** How often what changes nothing is tried. */
const ATTEMPTS = 4;

let servers: Hostile[] = [];
afterEach(async () => {
	await Promise.all(servers.map(async (server) => await server.stop()));
	servers = [];
});

async function start(respond: Responder): Promise<Hostile> {
	const server = await startHostile(respond);
	servers.push(server);
	return server;
}

const ok = (data: unknown) => json(200, { result: 'OK', data });
const asks = ({ requests }: Hostile) => requests.map(({ method, url }) => `${method} ${url}`);
const [create] = dnaCases as [DnaCase];
const status = dnaCases.find(({ name }) => name === 'domain status') as DnaCase;
const search = dnaCases.find(({ name }) => name === 'DID search') as DnaCase;
const page = (code: number, title = 'Whoops') =>
	text(code, `<!DOCTYPE html><html><head><title>${title}</title></head></html>`, {
		'content-type': 'text/html',
	});

describe.each(dnaCases)('$name', ({ parameters, changes, data }) => {
	const times = changes ? 1 : ATTEMPTS;
	const doubt = 'The server may have carried it out anyway: check there before you send it again.';

	test.each<[string, Responder, RegExp]>([
		['a connection that breaks', reset(), /closed the connection before its answer/],
		[
			'a connection that breaks in the answer',
			halfBody(JSON.stringify({ result: 'OK', data })),
			/closed the connection before its answer/,
		],
		['a gateway that gives up', json(502, {}), /could not do this \(502\)/],
		['an answer that is cut off', text(200, '{"result":"OK","da'), /not data, or is incomplete/],
	])(
		'%s: what changes something is sent once, and people hear of the doubt',
		async (_, respond, words) => {
			const server = await start(respond);
			const { error, items } = await runDna({ parameters, credential: signedIn(server.url) });
			expect(error?.message).toMatch(words);
			expect(items).toEqual([]);
			expect(server.requests).toHaveLength(times);
			if (changes) expect(error?.description).toContain(doubt);
			else expect(error?.description ?? '').not.toContain(doubt);
		},
	);

	test.each<[string, Responder, RegExp]>([
		[
			'a result that is not OK',
			json(200, { result: 'ERROR', message: 'Client is locked' }),
			/^The server refused: Client is locked$/,
		],
		['a result without words', json(200, { result: 'FAILED' }), /^The server refused: FAILED$/],
		['no result', json(200, { data }), /did not confirm the request/],
		['an OK without what was asked for', ok({}), /says OK, but its answer has no /],
		['an OK without anything', json(200, { result: 'OK' }), /says OK, but its answer has no /],
		['a web page', page(500), /answered with a web page instead of data \(status 500\): Whoops/],
		['a web page as success', page(200), /a web page instead of data \(status 200\)/],
		[
			'values that are not accepted',
			json(422, { message: 'Invalid', errors: { email: ['is taken'] } }),
			/did not accept the values \(422\): email: is taken/,
		],
		[
			'a record that there is not',
			json(404, { message: 'Gone' }),
			/does not know this \(404\): Gone/,
		],
	])('%s: is no success, and sent once', async (_, respond, words) => {
		const server = await start(respond);
		const { error, items } = await runDna({ parameters, credential: signedIn(server.url) });
		expect(error?.message).toMatch(words);
		expect(items).toEqual([]);
		expect(server.requests).toHaveLength(1);
	});

	test('a sign-in whose connection breaks: nothing else is sent', async () => {
		const server = await start(byPath({ [TOKEN]: reset(), '*': ok(data) }));
		const { error } = await runDna({ parameters, credential: dnaCredential(server.url) });
		expect(error?.message).toMatch(/closed the connection before its answer/);
		expect(error?.description ?? '').not.toContain('carried it out');
		expect(asks(server)).toEqual([`POST ${TOKEN}`]);
	});
});

test('what changes nothing goes on when the server is back', async () => {
	const server = await start(sequence(reset(), json(503, {}), ok(status.data)));
	const { items } = await runDna({
		parameters: status.parameters,
		credential: signedIn(server.url),
	});
	expect(items.map((item) => item.json)).toEqual(status.items);
	expect(server.requests).toHaveLength(3);
});

describe('the method that documents disagree on', () => {
	const getOnly: Responder = (request, response) =>
		(request.method === 'GET' ? ok(search.data) : page(405))(request, response);
	const four = Array.from({ length: 4 }, () => ({ json: {} }));

	test('GET is tried after a 405, once for all items that come later', async () => {
		const server = await start(getOnly);
		const outcome = await runDna({
			parameters: { ...search.parameters, options: { concurrency: 1 } },
			credential: signedIn(server.url),
			input: four,
		});
		expect(outcome.items).toHaveLength(8);
		const get = 'GET /api/dids/search?npa=305&state=FL';
		expect(asks(server)).toEqual(['POST /api/dids/search', get, get, get, get]);
	});

	test('an option fixes it', async () => {
		const server = await start(getOnly);
		const credential = signedIn(server.url);
		const run = async (method: string) =>
			await runDna({ parameters: { ...search.parameters, options: { method } }, credential });
		expect((await run('GET')).items).toHaveLength(2);
		const { error } = await run('POST');
		expect(error?.message).toMatch(/does not take this request in this way \(405\)/);
		expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	});

	test('what changes something stays a POST', async () => {
		const server = await start(page(405));
		await runDna({
			parameters: { ...create.parameters, options: { method: 'GET' } },
			credential: signedIn(server.url),
		});
		expect(server.requests.map(({ method }) => method)).toEqual(['POST']);
	});
});

/** A server whose tokens are `access-1`, `access-2` …, of which the last one is good. */
function signingIn(data: unknown, { renews = true } = {}): Responder {
	let issued = 0;
	return (request, response) => {
		if (request.url !== TOKEN) {
			const isGood = request.headers.authorization === `Bearer access-${issued}` && issued > 0;
			return (isGood ? ok(data) : json(401, { message: 'Unauthenticated.' }))(request, response);
		}
		const isRenewal = request.body.toString().includes('refresh_token=');
		if (isRenewal && !renews) return json(401, { error: 'invalid_request' })(request, response);
		const n = ++issued;
		const tokens = { access_token: `access-${n}`, refresh_token: `refresh-${n}` };
		return json(200, [{ token_type: 'Bearer', expires_in: 1200, ...tokens }])(request, response);
	};
}

const grants = ({ requests }: Hostile) =>
	requests
		.filter(({ url }) => url === TOKEN)
		.map(({ body }) => Object.fromEntries(new URLSearchParams(body.toString())));

const twenty = Array.from({ length: 20 }, () => ({ json: {} }));

describe('signing in', () => {
	test('a first run signs in once for many items, with a form', async () => {
		const server = await start(signingIn(status.data));
		const credential = { ...dnaCredential(server.url), scope: 'residential' };
		const outcome = await runDna({ parameters: status.parameters, credential, input: twenty });
		expect(outcome.items).toHaveLength(20);
		expect(grants(server)).toEqual([
			{
				grant_type: 'password',
				client_id: '7',
				client_secret: 'client-secret-of-the-test',
				username: 'api@reseller.example',
				password: 'pass word&of+test',
				scope: 'residential',
			},
		]);
	});

	test('a token that the server lets expire is renewed once for many items', async () => {
		const server = await start(signingIn(status.data));
		const credential = signedIn(server.url);
		const outcome = await runDna({ parameters: status.parameters, credential, input: twenty });
		expect(outcome.error).toBeUndefined();
		expect(outcome.items).toHaveLength(20);
		expect(grants(server)).toEqual([
			expect.objectContaining({ grant_type: 'refresh_token', refresh_token: 'refresh-0' }),
		]);
	});

	test('a token that was renewed meanwhile is not renewed again', async () => {
		const respond = signingIn(status.data);
		const late: Array<() => unknown> = [];
		let isFirst = true;
		const server = await start((request, response) => {
			const { authorization } = request.headers;
			// The refusal of one item comes when another one has the new token already.
			if (authorization === 'Bearer access-0' && isFirst) {
				isFirst = false;
				late.push(() => respond(request, response));
				return;
			}
			if (authorization === 'Bearer access-1') late.pop()?.();
			return respond(request, response);
		});
		const credential = signedIn(server.url);
		const input = [{ json: {} }, { json: {} }];
		const { items } = await runDna({ parameters: status.parameters, credential, input });
		expect(items).toHaveLength(2);
		expect(grants(server)).toHaveLength(1);
	});

	test('a client is made once although the token had expired', async () => {
		const server = await start(signingIn(create.data));
		const { items } = await runDna({
			parameters: create.parameters,
			credential: signedIn(server.url),
		});
		expect(items).toHaveLength(1);
		const bearers = server.requests
			.filter(({ url }) => url !== TOKEN)
			.map(({ headers }) => headers.authorization);
		expect(bearers).toEqual(['Bearer access-0', 'Bearer access-1']);
	});

	test('a token that has ended by the clock is renewed before anything is sent', async () => {
		const server = await start(signingIn(create.data));
		const credential = { ...signedIn(server.url), expiresAt: new Date().toISOString() };
		const { items } = await runDna({ parameters: create.parameters, credential });
		expect(items).toHaveLength(1);
		expect(asks(server)).toEqual([`POST ${TOKEN}`, `POST ${create.path}`]);
	});

	test('a refresh token that is refused is followed by user name and password', async () => {
		const server = await start(signingIn(status.data, { renews: false }));
		const { items } = await runDna({
			parameters: status.parameters,
			credential: signedIn(server.url),
		});
		expect(items).toHaveLength(1);
		expect(grants(server).map((grant) => grant.grant_type)).toEqual(['refresh_token', 'password']);
	});

	test('a token of other settings is not sent', async () => {
		const server = await start(signingIn(status.data));
		const credential = { ...signedIn(server.url), username: 'other@reseller.example' };
		await runDna({ parameters: status.parameters, credential });
		expect(grants(server)).toEqual([expect.objectContaining({ grant_type: 'password' })]);
		expect(server.requests[1]?.headers.authorization).toBe('Bearer access-1');
	});

	test.each<[string, Responder, RegExp]>([
		[
			'a login that is refused',
			json(401, { error: 'invalid_grant', message: 'Wrong: pass word&of+test' }),
			/^Signing in was refused\. Check user name.* The server says: Wrong: \*\*\*$/,
		],
		['an answer without a token', json(200, [{}]), /^Signing in was refused.*status 200/],
		['no token endpoint', json(404, {}), /^There is no Nexogy DNA API at 127/],
		['a web page', page(200), /answered the sign-in with a web page instead of data/],
		['a server in trouble', json(503, {}), /takes no sign-ins just now \(status 503\)/],
		['a redirect', redirect('https://elsewhere.example/x'), /redirects sign-ins to another/],
	])('%s: one attempt for many items, and words', async (_, respond, words) => {
		const server = await start(byPath({ [TOKEN]: respond, '*': ok(status.data) }));
		const outcome = await runDna({
			parameters: status.parameters,
			credential: dnaCredential(server.url),
			input: twenty,
			onError: 'continueRegularOutput',
		});
		const messages = new Set(outcome.items.map(({ json: { error } }) => error));
		expect(outcome.items).toHaveLength(20);
		expect([...messages]).toEqual([expect.stringMatching(words)]);
		expect(asks(server)).toEqual([`POST ${TOKEN}`]);
	});

	test('a 401 that signing in anew does not help is said once', async () => {
		const server = await start(
			byPath({
				[TOKEN]: json(200, [{ access_token: 'new', refresh_token: 'r', expires_in: 1200 }]),
				'*': json(401, { message: 'Unauthenticated.' }),
			}),
		);
		const outcome = await runDna({
			parameters: { ...status.parameters, options: { concurrency: 1 } },
			credential: signedIn(server.url),
			input: twenty,
			onError: 'continueRegularOutput',
		});
		expect(outcome.items[0]?.json.error).toMatch(/does not accept the sign-in \(401\)/);
		expect(outcome.items[19]?.json).toMatchObject({
			details: { advice: expect.stringContaining('Nothing was sent for this item.') as string },
		});
		expect(server.requests.length).toBe(3);
	});
});

test('a redirect is not followed', async () => {
	const other = await start(ok(create.data));
	const server = await start(redirect(`${other.url}/`, 307));
	const { error } = await runDna({
		parameters: create.parameters,
		credential: signedIn(server.url),
	});
	expect(error?.message).toMatch(/redirects the request to another address\. Nothing was sent/);
	expect(other.requests).toEqual([]);
});

test('a server that does not answer is given up after the timeout', async () => {
	const server = await start(hang());
	const options = { timeout: 1 };
	const { error } = await runDna({
		parameters: { ...create.parameters, options },
		credential: signedIn(server.url),
	});
	expect(error?.message).toMatch(/did not answer within 1 seconds?/);
	expect(error?.description).toMatch(/Raise Timeout.*may have carried it out anyway/);
	expect(server.requests).toHaveLength(1);
});

test('a firewall that blocks is not asked again', async () => {
	const server = await start(page(403, 'Forbidden'));
	const outcome = await runDna({
		parameters: { ...status.parameters, options: { concurrency: 1 } },
		credential: signedIn(server.url),
		input: twenty,
		onError: 'continueRegularOutput',
	});
	expect(outcome.items[0]?.json.error).toMatch(
		/web page instead of data \(status 403\): Forbidden/,
	);
	expect(server.requests).toHaveLength(1);
});

test('a run that stops says what was carried out and what was not begun', async () => {
	const server = await start(sequence(ok(create.data), reset()));
	const { error } = await runDna({
		parameters: { ...create.parameters, options: { concurrency: 1 } },
		credential: signedIn(server.url),
		input: twenty,
	});
	expect(error?.description).toMatch(/Carried out: item 0\. Not started: items 2, 3,.*19\.$/);
	expect(server.requests).toHaveLength(2);
});

test('no message and no detail holds a secret', async () => {
	const secrets = ['client-secret-of-the-test', 'pass word&of+test', 'access-0', 'refresh-0'];
	const said = `${secrets.join(' ')} ${encodeURIComponent(secrets[1]!)}`;
	const body = { result: 'ERROR', message: said, data: { access_token: 'abc', note: said } };
	const server = await start(json(200, body));
	const { error } = await runDna({
		parameters: create.parameters,
		credential: signedIn(server.url),
	});
	const all = JSON.stringify([error?.message, error?.description, error?.context]);
	expect(all).toContain('***');
	for (const secret of [...secrets, 'pass%20word', '"abc"']) expect(all).not.toContain(secret);
});
