/** A server that repeats what it is sent, and a search for it in all that n8n stores. */
import { packageName } from '../../host/install-package';
import type { Execution, SavedCredential, Workflow } from '../../host/rest';
import {
	json,
	redirect,
	startHostile,
	text,
	type Hostile,
	type Responder,
} from '../support/hostile';
import { sharedFolder, sharedN8n } from '../support/n8n';
import { planted, secretsFoundIn, settings } from '../support/planted';
import { allStored } from '../support/stored';
import { published, triggerWorkflow } from '../support/trigger';

const n8n = sharedN8n();
const ECHO = 'You sent';
let server: Hostile;

/** Everything of the request, as servers in debug mode put it into their messages. */
const echoOf: (...call: Parameters<Responder>) => string = ({ method, url, headers, body }) => {
	const login = headers.authorization ?? '';
	return `${ECHO}: ${method} ${url} Authorization: ${login} Body: ${body.toString()} ${Buffer.from(login).toString('base64')}`;
};

/** What becomes of it, by the last part of the path. */
const manners: Record<string, (echo: string) => Responder> = {
	400: (echo) => json(400, { code: 400, message: echo, errors: [echo], debug: { header: echo } }),
	403: (echo) => json(403, { message: { user: [echo] } }),
	404: (echo) => text(404, echo),
	409: (echo) => json(409, [echo]),
	429: (echo) => json(429, { error: echo }, { 'retry-after': '0' }),
	500: (echo) => text(500, `<html><title>${echo}</title><p>${echo}</p></html>`),
	refusal: (echo) => json(200, { error: echo }),
	text: (echo) => text(200, echo),
	page: (echo) => text(200, `<html><title>${echo}</title></html>`),
	broken: (echo) =>
		text(200, `{"message": ${JSON.stringify(echo)}`, { 'content-type': 'application/json' }),
	redirect: (echo) => redirect(`/elsewhere/ns-api/v2?echo=${encodeURIComponent(echo)}`),
	// Nothing is sent in the run after these.
	401: (echo) => json(401, { code: 401, message: echo }),
	block: (echo) => text(403, `<html><title>${echo}</title></html>`),
	wait: (echo) => json(503, { message: echo }, { 'retry-after': '86400' }),
};

/** Signs in those whose name says so; all others get the echo in their own manner. */
const signIn: Responder = (request, response) => {
	const body = request.body.toString();
	const { username = '', refresh } = body.startsWith('{')
		? (JSON.parse(body) as Record<string, string>)
		: Object.fromEntries(new URLSearchParams(body));
	const grant = {
		access_token: planted.accessToken,
		refresh_token: planted.refreshToken,
		token: planted.accessToken,
		refresh: planted.refreshToken,
		displayName: 'Pat Doe',
		scope: 'Office Manager',
	};
	const manner = manners[username.replace('echo-', '')];
	if (manner) return manner(echoOf(request, response))(request, response);
	return json(200, refresh === undefined ? grant : { ...grant, refresh: planted.jwtRefreshToken })(
		request,
		response,
	);
};

const respond: Responder = (request, response) => {
	const { pathname } = new URL(request.url, 'http://server');
	if (/\/(tokens|jwt)$/.test(pathname)) return signIn(request, response);
	const manner = manners[pathname.split('/').at(-1) ?? ''] ?? manners['400']!;
	return manner(echoOf(request, response))(request, response);
};

beforeAll(async () => {
	server = await startHostile(respond);
});
afterAll(async () => await server.stop());

/** Tokens come from the server. */
const notSignedIn = { accessToken: '', refreshToken: '' };

async function credential(name: string, data: object): Promise<SavedCredential> {
	return await n8n.saveCredential({
		name: `Planted: ${name}`,
		type: 'netSapiensApi',
		data: { ...settings, ...planted, ...notSignedIn, server: server.url, ...data },
	});
}

const ways = {
	apiKey: {},
	password: { authentication: 'password' },
	jwt: { authentication: 'jwt', jwtSource: 'password' },
	refreshJwt: { authentication: 'jwt', jwtSource: 'refresh' },
	delegated: { authentication: 'jwt', jwtSource: 'delegated' },
};

let workflows = 0;

function workflowOf(
	{ id, name, type }: SavedCredential,
	parameters: object,
	{ hows, goesOn }: { hows: string[]; goesOn: boolean },
): Workflow {
	const node = (more: object) => ({ position: [0, 0], typeVersion: 1, parameters: {}, ...more });
	const nodes = [
		node({ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' }),
		node({
			id: 'node',
			name: 'Node',
			type: `${packageName}.netSapiens`,
			parameters: { ...parameters, options: { concurrency: 1 } },
			credentials: { [type]: { id, name } },
			onError: goesOn ? 'continueRegularOutput' : 'stopWorkflow',
		}),
	] as Workflow['nodes'];
	return {
		id: `planted-${++workflows}`,
		name: `Planted ${workflows}`,
		settings: { executionOrder: 'v1' },
		nodes,
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		pinData: { Start: hows.map((how) => ({ json: { how } })) },
	};
}

const read = {
	resource: 'user',
	operation: 'get',
	domain: { __rl: true, mode: 'id', value: 'acme.example' },
	user: { __rl: true, mode: 'id', value: '={{ $json.how }}' },
};
const write = { ...read, operation: 'update', fields: { 'status-message': 'x' } };

async function run(
	signedIn: SavedCredential,
	parameters: object,
	how: { hows: string[]; goesOn: boolean },
): Promise<Execution> {
	const { id } = await n8n.saveWorkflow(workflowOf(signedIn, parameters, how));
	return await n8n.run(id, 'Start');
}

const fatal = ['401', 'block', 'wait'];
const passing = Object.keys(manners).filter((how) => !fatal.includes(how));

describe.each(Object.entries(ways))('signed in by %s', (name, data) => {
	test('runs that go on', async () => {
		const signedIn = await credential(name, data);
		const { data: result } = await run(signedIn, read, { hows: passing, goesOn: true });
		const items = result.resultData.runData.Node?.[0]?.data?.main?.[0] ?? [];
		expect(items).toHaveLength(passing.length);
		for (const { json: item } of items) expect(item).toHaveProperty('error');
		for (const how of fatal) await run(signedIn, read, { hows: [how, '400'], goesOn: true });
	});

	test('runs that stop', async () => {
		const signedIn = await credential(name, data);
		for (const how of ['400', '500', 'text', '401']) {
			const { status } = await run(signedIn, write, { hows: [how], goesOn: false });
			expect(status).toBe('error');
		}
	});
});

test.each(['password', 'jwt'])('refused sign-ins by %s', async (authentication) => {
	for (const how of ['400', '401', '403', '500', 'text', 'refusal', 'redirect', 'block', 'wait']) {
		const refused = await credential(`${authentication} ${how}`, {
			authentication,
			username: `echo-${how}`,
		});
		const { status, message } = await n8n.testCredential(refused);
		expect(status).toBe('Error');
		expect(secretsFoundIn(message)).toEqual([]);
		const execution = await run(refused, read, { hows: ['400', '404'], goesOn: how !== '400' });
		expect(JSON.stringify(execution.data)).toMatch(/sign|answered|slow down|sends|could not/i);
	}
});

test('a workflow that is not published, because the server refuses the subscription', async () => {
	const signedIn = await credential('trigger', {});
	const workflow = triggerWorkflow('planted', signedIn, { events: ['callRinging'] });
	await n8n.saveWorkflow(workflow);
	const publication = JSON.stringify(await published(n8n, workflow.id));
	expect(publication).toContain(ECHO);
	expect(secretsFoundIn(publication)).toEqual([]);
});

test('the server was sent every secret, and n8n has stored none of them', async () => {
	const sent = server.requests
		.map(({ url, headers, body }) => JSON.stringify([url, headers, body.toString()]))
		.join('\n');
	const { authenticatorSecret, ...others } = planted;
	expect(secretsFoundIn(sent).sort()).toEqual(Object.values(others).sort());
	expect(authenticatorSecret).not.toBe('');

	const stored = allStored(sharedFolder());
	const withEcho = stored.filter((one) => one.text.includes(ECHO)).map(({ where }) => where);
	expect(withEcho).toContain('table execution_data');
	const found = stored.flatMap(({ where, text: content }) =>
		secretsFoundIn(content).map((secret) => `${secret} in ${where}`),
	);
	expect(found).toEqual([]);
});
